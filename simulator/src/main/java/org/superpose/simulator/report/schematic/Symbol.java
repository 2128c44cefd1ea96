package org.superpose.simulator.report.schematic;

import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.List;

/** What parts look like (IEC 60617, resistors as zigzags), in units of the grid, about their place; pins lie on the grid, in the order of SPICE. */
public enum Symbol {
    /** Both pins alike. */
    RESISTOR(true, 0, -2, 0, 2),
    /** Both pins alike. */
    CAPACITOR(true, 0, -2, 0, 2),
    /** A conductance that is programmed; both pins alike. */
    CONDUCTANCE(true, 0, -2, 0, 2),
    /** Anode, cathode. */
    DIODE(false, 0, -2, 0, 2),
    /** Plus, minus. */
    VOLTAGE_SOURCE(false, 0, -2, 0, 2),
    /** From the first through it to the second. */
    CURRENT_SOURCE(false, 0, -2, 0, 2),
    /** Plus, minus, and the two that control it, plus and minus. */
    CONTROLLED_VOLTAGE(false, 0, -2, 0, 2, -3, -1, -3, 1),
    /** From the first through it to the second; the two that control it, plus and minus. */
    CONTROLLED_CURRENT(false, 0, -2, 0, 2, -3, -1, -3, 1),
    /** Its two ends, and the two that control it, plus and minus. */
    SWITCH(false, -2, 0, 2, 0, -1, 2, 1, 2),
    /** Collector, base, emitter. */
    NPN(false, 0, -2, -2, 0, 0, 2),
    /** Collector, base, emitter. */
    PNP(false, 0, 2, -2, 0, 0, -2),
    /** Drain, gate, source; the bulk is named on the sheet. */
    NMOS(false, 0, -2, -2, 0, 0, 2),
    /** Plus input, minus input, output, positive supply, negative supply. */
    AMPLIFIER(false, -3, 1, -3, -1, 3, 0, 0, -2, 0, 2),
    /** Another subcircuit: a box whose pins stand where the sheet says. */
    BLOCK(false);

    private final boolean alike;
    private final List<Point2D> pins;

    Symbol(boolean alike, int... pins) {
        this.alike = alike;
        Point2D[] points = new Point2D[pins.length / 2];
        for (int p = 0; p < points.length; p++) {
            points[p] = new Point2D.Double(pins[2 * p], pins[2 * p + 1]);
        }
        this.pins = List.of(points);
    }

    /** Whether its two pins may be exchanged. */
    boolean alike() {
        return alike;
    }

    /** Its pins about the origin. */
    List<Point2D> pins() {
        return pins;
    }

    /** Its strokes about the origin. */
    Path2D strokes() {
        Path2D path = new Path2D.Double();
        switch (this) {
            case RESISTOR -> line(path, 0, -2, 0, -1.2, 0.45, -1, -0.45, -0.6, 0.45, -0.2, -0.45, 0.2, 0.45, 0.6, -0.45, 1, 0, 1.2, 0, 2);
            case CONDUCTANCE -> {
                path.append(RESISTOR.strokes(), false);
                line(path, -1, 0.9, 1, -0.9);
            }
            case CAPACITOR -> {
                line(path, 0, -2, 0, -0.25);
                line(path, -0.9, -0.25, 0.9, -0.25);
                line(path, -0.9, 0.25, 0.9, 0.25);
                line(path, 0, 0.25, 0, 2);
            }
            case DIODE -> {
                line(path, 0, -2, 0, 2);
                line(path, -0.7, 0.6, 0.7, 0.6);
            }
            case VOLTAGE_SOURCE -> {
                line(path, 0, -2, 0, 2);
                path.append(new Arc2D.Double(-1, -1, 2, 2, 0, 360, Arc2D.OPEN), false);
                line(path, 0.9, -1.3, 1.5, -1.3);
                line(path, 1.2, -1.6, 1.2, -1);
            }
            case CURRENT_SOURCE -> {
                line(path, 0, -2, 0, -1);
                line(path, 0, 1, 0, 2);
                path.append(new Arc2D.Double(-1, -1, 2, 2, 0, 360, Arc2D.OPEN), false);
                line(path, 0, -0.6, 0, 0.6);
            }
            case CONTROLLED_VOLTAGE, CONTROLLED_CURRENT -> {
                line(path, 0, -2, 0, -1.2, -1, 0, 0, 1.2, 0, 2);
                line(path, 0, -1.2, 1, 0, 0, 1.2);
                line(path, -3, -1, -2, -1);
                line(path, -3, 1, -2, 1);
                line(path, -1.9, -1, -1.5, -1);
                line(path, -1.7, -1.2, -1.7, -0.8);
                line(path, -1.9, 1, -1.5, 1);
                if (this == CONTROLLED_CURRENT) {
                    line(path, 0, -0.6, 0, 0.6);
                } else {
                    line(path, -0.25, -0.5, 0.25, -0.5);
                    line(path, 0, -0.75, 0, -0.25);
                    line(path, -0.25, 0.5, 0.25, 0.5);
                }
            }
            case SWITCH -> {
                line(path, -2, 0, -1, 0, 0.9, -0.7);
                line(path, 1, 0, 2, 0);
                line(path, -1, 2, -1, 1.3);
                line(path, 1, 2, 1, 1.3);
                line(path, -1.5, 1.3, 1.5, 1.3);
                line(path, 0, 1.1, 0, -0.3);
                line(path, -1.45, 1.7, -1.15, 1.7);
                line(path, -1.3, 1.55, -1.3, 1.85);
            }
            case NPN, PNP -> {
                line(path, -2, 0, -1, 0);
                line(path, -1, -1.1, -1, 1.1);
                line(path, -1, -0.5, 0, -1.2, 0, -2);
                line(path, -1, 0.5, 0, 1.2, 0, 2);
            }
            case NMOS -> {
                line(path, -2, 0, -1.3, 0);
                line(path, -1.3, -0.9, -1.3, 0.9);
                line(path, -0.9, -1.2, -0.9, 1.2);
                line(path, -0.9, -0.9, 0, -0.9, 0, -2);
                line(path, -0.9, 0.9, 0, 0.9, 0, 2);
            }
            case AMPLIFIER -> {
                line(path, -2, -2.2, -2, 2.2, 2, 0, -2, -2.2);
                line(path, -3, -1, -2, -1);
                line(path, -3, 1, -2, 1);
                line(path, 2, 0, 3, 0);
                line(path, 0, -2, 0, -1.1);
                line(path, 0, 2, 0, 1.1);
                line(path, -1.8, -1, -1.4, -1);
                line(path, -1.8, 1, -1.4, 1);
                line(path, -1.6, 0.8, -1.6, 1.2);
            }
            case BLOCK -> { }
        }
        return path;
    }

    /** What of it is filled, about the origin: arrows and the body of a diode. */
    Path2D filled() {
        Path2D path = new Path2D.Double();
        switch (this) {
            case DIODE -> triangle(path, -0.7, -0.6, 0.7, -0.6, 0, 0.6);
            case NPN -> arrow(path, -1, 0.5, 0, 1.2, 0.95);
            case PNP -> arrow(path, 0, -1.2, -1, -0.5, 0.75);
            case NMOS -> arrow(path, -0.9, 0.9, 0, 0.9, 1);
            case CONDUCTANCE -> arrow(path, -1, 0.9, 1, -0.9, 1);
            case CURRENT_SOURCE, CONTROLLED_CURRENT -> arrow(path, 0, -0.6, 0, 0.6, 1);
            default -> { }
        }
        return path;
    }

    private static void line(Path2D path, double... points) {
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
    }

    private static void triangle(Path2D path, double... points) {
        line(path, points);
        path.closePath();
    }

    /** An arrow head on the line from one point to another, its tip at a fraction of the way. */
    private static void arrow(Path2D path, double fromX, double fromY, double toX, double toY, double fraction) {
        AffineTransform turn = AffineTransform.getTranslateInstance(fromX + fraction * (toX - fromX), fromY + fraction * (toY - fromY));
        turn.rotate(toX - fromX, toY - fromY);
        Path2D head = new Path2D.Double();
        triangle(head, 0, 0, -0.6, -0.25, -0.6, 0.25);
        path.append(head.getPathIterator(turn), false);
    }
}
