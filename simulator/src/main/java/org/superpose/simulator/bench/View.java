package org.superpose.simulator.bench;

/**
 * What of a plane is drawn.
 *
 * @param name    of the plane, part of file names
 * @param acrossY where the cut along x stands: y [m]
 * @param acrossX where the cut along y stands: x [m]
 * @param decades powers of ten that the colours span; 0: linear
 * @param width   of the drawn part [m], infinite for all
 * @param height  of the drawn part [m], infinite for all
 */
public record View(String name, double acrossY, double acrossX, double decades, double width, double height) {
    public View {
        if (!Double.isFinite(acrossX + acrossY) || !(decades >= 0 && decades <= 30) || !(width > 0 && height > 0)) {
            throw new IllegalArgumentException("look: the cuts must stand at finite places, decades lie from 0 to 30, and width and height be positive; got x " + acrossX + ", y " + acrossY
                    + ", " + decades + " decades, " + width + " x " + height + " m");
        }
    }

    /** All of a plane, cut through its centre. */
    static View of(String name) {
        return new View(name, 0, 0, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
}
