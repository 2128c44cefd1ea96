package org.superpose.simulator.report.schematic;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.superpose.simulator.report.chart.SvgCanvas;

/**
 * A sheet: symbols, wires between their pins, tags that name nodes. Wires connect where one ends on another or on a pin, not where they cross. Places are whole numbers of the grid, y downwards.
 */
public final class Sheet {
    /** Of the grid [px]. */
    private static final int UNIT = 18;
    private static final int MARGIN = 5;
    /** Of the title, at most. */
    private static final double LETTER = 0.72;
    private static final Color INK = new Color(0x222222);
    private static final Color VALUES = new Color(0x0072B2);
    private static final String GROUND = "0";

    /** How a symbol lies: as it is, mirrored left to right, turned clockwise by a quarter so that what was at the top is at the right, or turned the other way. */
    enum Lie {
        PLAIN, MIRRORED, TURNED, TURNED_BACK
    }

    /** Where a tag's text stands. */
    enum Side {
        LEFT, RIGHT, ABOVE, BELOW
    }

    private record Placed(Symbol symbol, Lie lie, int x, int y, Box box) {
        AffineTransform transform() {
            AffineTransform transform = AffineTransform.getTranslateInstance(x, y);
            switch (lie) {
                case PLAIN -> { }
                case MIRRORED -> transform.scale(-1, 1);
                case TURNED -> transform.quadrantRotate(1);
                case TURNED_BACK -> transform.quadrantRotate(-1);
            }
            return transform;
        }

        List<Point2D> pins() {
            return box == null ? symbol.pins().stream().map(pin -> transform().transform(pin, null)).toList() : box.pins;
        }
    }

    /** A rectangle and its pins, each one unit of the grid outside of it. */
    private record Box(Rectangle2D outline, List<Point2D> pins) {
        Point2D edge(Point2D pin) {
            return new Point2D.Double(Math.max(outline.getMinX(), Math.min(outline.getMaxX(), pin.getX())), Math.max(outline.getMinY(), Math.min(outline.getMaxY(), pin.getY())));
        }
    }

    private record Tag(String node, int x, int y, Side side) { }

    private final String title;
    private final Map<String, Placed> placed = new LinkedHashMap<>();
    private final List<Line2D> wires = new ArrayList<>();
    private final List<Tag> tags = new ArrayList<>();
    private String bulk = "";

    /** An empty sheet. */
    public Sheet(String title) {
        this.title = title;
    }

    /** Puts a part on the sheet. */
    Sheet part(String name, Symbol symbol, Lie lie, int x, int y) {
        return put(name, new Placed(symbol, lie, x, y, null));
    }

    private Sheet put(String name, Placed part) {
        if (placed.put(name, part) != null) {
            throw new IllegalArgumentException("sheet " + title + ": part " + name + " is there twice");
        }
        return this;
    }

    /**
     * Puts a subcircuit on the sheet: a box.
     *
     * @param x    of its left side
     * @param y    of its upper side
     * @param pins x, y, x, y … of its pins, each one unit outside of a side, in the order of its ports
     */
    Sheet block(String name, int x, int y, int width, int height, int... pins) {
        List<Point2D> points = new ArrayList<>();
        for (int p = 0; p < pins.length; p += 2) {
            points.add(point(pins[p], pins[p + 1]));
        }
        return put(name, new Placed(Symbol.BLOCK, Lie.PLAIN, x, y, new Box(new Rectangle2D.Double(x, y, width, height), List.copyOf(points))));
    }

    /** Names the node of the bulks of all transistors, which are not drawn. */
    Sheet bulks(String node) {
        bulk = node;
        return this;
    }

    /** Puts a part on the sheet as it is. */
    Sheet part(String name, Symbol symbol, int x, int y) {
        return part(name, symbol, Lie.PLAIN, x, y);
    }

    /** A wire through points x, y, x, y … */
    Sheet wire(int... points) {
        for (int i = 2; i < points.length; i += 2) {
            wires.add(new Line2D.Double(points[i - 2], points[i - 1], points[i], points[i + 1]));
        }
        return this;
    }

    /** Names the node at a point; tags of one name are one node. */
    Sheet tag(String node, Side side, int x, int y) {
        tags.add(new Tag(node, x, y, side));
        return this;
    }

    /** Ground at a point. */
    Sheet ground(int x, int y) {
        return tag(GROUND, Side.BELOW, x, y);
    }

    /**
     * The sheet as SVG, with the values of a netlist.
     *
     * @param parts of the netlist; all of them, and no others, must be on the sheet, connected as there
     * @throws IllegalArgumentException if the sheet shows another circuit, with what differs
     */
    public String svg(List<SheetPart> parts) {
        check(parts);
        Rectangle2D bounds = bounds();
        return SvgCanvas.text(size(bounds), title, graphics -> draw(graphics, bounds, parts));
    }

    private void check(List<SheetPart> parts) {
        Map<Point2D, Integer> nets = nets();
        Map<Integer, String> nodeOf = new HashMap<>();
        Map<String, Integer> netOf = new HashMap<>();
        for (Tag tag : tags) {
            tie(nodeOf, netOf, nets.get(point(tag.x, tag.y)), tag.node, "tag " + tag.node);
        }
        List<SheetPart> left = new ArrayList<>(parts);
        while (!left.isEmpty()) {
            SheetPart part = left.remove(next(left, nodeOf, netOf, nets));
            Placed drawn = drawn(part);
            List<Integer> drawnNets = drawn.pins().stream().map(nets::get).toList();
            boolean exchanged = drawn.symbol.alike() && (differs(nodeOf, netOf, drawnNets.get(0), part.nodes().get(0)) || differs(nodeOf, netOf, drawnNets.get(1), part.nodes().get(1)));
            for (int pin = 0; pin < drawnNets.size(); pin++) {
                tie(nodeOf, netOf, drawnNets.get(pin), part.nodes().get(exchanged ? 1 - pin : pin), "pin " + (pin + 1) + " of " + part.name());
            }
        }
        if (parts.size() != placed.size()) {
            throw new IllegalArgumentException("sheet " + title + ": shows " + placed.keySet() + ", the netlist has " + parts.stream().map(SheetPart::name).toList());
        }
    }

    /** The first part of which it is plain which pin is which: those whose pins may be exchanged wait until a node of theirs is known. */
    private int next(List<SheetPart> left, Map<Integer, String> nodeOf, Map<String, Integer> netOf, Map<Point2D, Integer> nets) {
        for (int k = 0; k < left.size(); k++) {
            Placed drawn = drawn(left.get(k));
            if (!drawn.symbol.alike() || left.get(k).nodes().stream().anyMatch(netOf::containsKey) || drawn.pins().stream().anyMatch(pin -> nodeOf.containsKey(nets.get(pin)))) {
                return k;
            }
        }
        return 0;
    }

    private Placed drawn(SheetPart part) {
        Placed drawn = placed.get(part.name());
        if (drawn == null || drawn.symbol != part.symbol() || drawn.pins().size() != part.nodes().size()) {
            throw new IllegalArgumentException("sheet " + title + ": part " + part.name() + " is not on it, or as something else");
        }
        if (drawn.symbol == Symbol.NMOS && !part.within().equals(List.of(bulk))) {
            throw new IllegalArgumentException("sheet " + title + ": the bulk of " + part.name() + " is on node " + part.within() + " in the netlist, and the sheet says " + bulk);
        }
        return drawn;
    }

    private static boolean differs(Map<Integer, String> nodeOf, Map<String, Integer> netOf, int net, String node) {
        return !nodeOf.getOrDefault(net, node).equals(node) || !netOf.getOrDefault(node, net).equals(net);
    }

    private void tie(Map<Integer, String> nodeOf, Map<String, Integer> netOf, int net, String node, String what) {
        if (differs(nodeOf, netOf, net, node)) {
            throw new IllegalArgumentException("sheet " + title + ": " + what + " is on node " + node + " in the netlist, and drawn on another");
        }
        nodeOf.put(net, node);
        netOf.put(node, net);
    }

    /** The connected sets of points, numbered: pins, ends of wires and tags, joined by wires and by tags of one name. */
    private Map<Point2D, Integer> nets() {
        Map<Point2D, Point2D> joined = new LinkedHashMap<>();
        placed.values().forEach(part -> part.pins().forEach(pin -> joined.put(pin, pin)));
        wires.forEach(wire -> {
            joined.put(wire.getP1(), wire.getP1());
            joined.put(wire.getP2(), wire.getP2());
        });
        tags.forEach(tag -> joined.put(point(tag.x, tag.y), point(tag.x, tag.y)));
        for (Line2D wire : wires) {
            for (Point2D point : List.copyOf(joined.keySet())) {
                if (wire.ptSegDist(point) == 0) {
                    joined.put(root(joined, point), root(joined, wire.getP1()));
                }
            }
        }
        Map<String, Point2D> first = new HashMap<>();
        for (Tag tag : tags) {
            Point2D other = first.putIfAbsent(tag.node, point(tag.x, tag.y));
            if (other != null) {
                joined.put(root(joined, point(tag.x, tag.y)), root(joined, other));
            }
        }
        Map<Point2D, Integer> numbers = new HashMap<>();
        Map<Point2D, Integer> nets = new HashMap<>();
        for (Point2D point : joined.keySet()) {
            Point2D root = root(joined, point);
            numbers.putIfAbsent(root, numbers.size());
            nets.put(point, numbers.get(root));
        }
        return nets;
    }

    private static Point2D root(Map<Point2D, Point2D> joined, Point2D point) {
        Point2D root = point;
        while (!joined.get(root).equals(root)) {
            root = joined.get(root);
        }
        return root;
    }

    private static Point2D point(int x, int y) {
        return new Point2D.Double(x, y);
    }

    private Rectangle2D bounds() {
        Rectangle2D bounds = null;
        List<Point2D> points = new ArrayList<>(nets().keySet());
        placed.values().forEach(part -> points.add(point(part.x, part.y)));
        if (!bulk.isEmpty()) {
            points.add(point((int) points.get(0).getX(), (int) points.stream().mapToDouble(Point2D::getY).max().orElseThrow() + 1));      // room for the note
        }
        for (Point2D point : points) {
            if (bounds == null) {
                bounds = new Rectangle2D.Double(point.getX(), point.getY(), 0, 0);
            }
            bounds.add(point);
        }
        if (bounds == null) {
            throw new IllegalArgumentException("sheet " + title + " is empty");
        }
        double width = Math.max(bounds.getWidth() + 2 * MARGIN, Math.ceil(2 + LETTER * title.length()));
        return new Rectangle2D.Double(bounds.getX() - MARGIN, bounds.getY() - MARGIN, width, bounds.getHeight() + 2 * MARGIN);
    }

    private static Dimension size(Rectangle2D bounds) {
        return new Dimension((int) bounds.getWidth() * UNIT, (int) bounds.getHeight() * UNIT);
    }

    private void draw(Graphics2D graphics, Rectangle2D bounds, List<SheetPart> parts) {
        graphics.setPaint(Color.WHITE);
        graphics.fillRect(0, 0, size(bounds).width, size(bounds).height);
        AffineTransform place = AffineTransform.getScaleInstance(UNIT, UNIT);
        place.translate(-bounds.getX(), -bounds.getY());
        graphics.setPaint(INK);
        graphics.setStroke(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        wires.forEach(wire -> graphics.draw(place.createTransformedShape(wire)));
        junctions().forEach(point -> graphics.fill(place.createTransformedShape(new Ellipse2D.Double(point.getX() - 0.2, point.getY() - 0.2, 0.4, 0.4))));
        for (SheetPart part : parts) {
            Placed drawn = placed.get(part.name());
            AffineTransform all = new AffineTransform(place);
            all.concatenate(drawn.transform());
            graphics.setPaint(INK);
            if (drawn.box != null) {
                draw(graphics, place, drawn.box, part);
                continue;
            }
            graphics.draw(all.createTransformedShape(drawn.symbol.strokes()));
            graphics.fill(all.createTransformedShape(drawn.symbol.filled()));
            label(graphics, place, drawn, part);
        }
        tags.forEach(tag -> draw(graphics, place, tag));
        graphics.setPaint(INK);
        graphics.setFont(font(Font.BOLD, 20));
        graphics.drawString(title, UNIT, (int) (1.5 * UNIT));
        if (!bulk.isEmpty()) {
            write(graphics, "bulks on " + bulk, Font.PLAIN, INK, UNIT, size(bounds).height - UNIT, Side.RIGHT);
        }
    }

    /** A box, the names of its pins within, its own name and what it is in the middle. */
    private static void draw(Graphics2D graphics, AffineTransform place, Box box, SheetPart part) {
        graphics.draw(place.createTransformedShape(box.outline));
        for (int p = 0; p < box.pins.size(); p++) {
            Point2D pin = box.pins.get(p);
            Point2D edge = box.edge(pin);
            graphics.setPaint(INK);
            graphics.draw(place.createTransformedShape(new Line2D.Double(pin, edge)));
            Point2D at = place.transform(edge, null);
            double dx = edge.getX() - pin.getX();
            double dy = edge.getY() - pin.getY();
            write(graphics, part.within().get(p), Font.PLAIN, INK, at.getX() + 0.4 * dx * UNIT, at.getY() + (dy == 0 ? 0.35 : dy > 0 ? 1.1 : -0.4) * UNIT, dx > 0 ? Side.RIGHT : dx < 0 ? Side.LEFT : Side.ABOVE);
        }
        Point2D middle = place.transform(new Point2D.Double(box.outline.getCenterX(), box.outline.getCenterY()), null);
        write(graphics, part.name(), Font.PLAIN, INK, middle.getX(), middle.getY() - 0.1 * UNIT, Side.ABOVE);
        write(graphics, part.value(), Font.PLAIN, VALUES, middle.getX(), middle.getY() + 0.9 * UNIT, Side.ABOVE);
    }

    /** Name and value, where the symbol leaves room: to the right of what stands upright, to the left of what is mirrored, above and below what is turned. */
    private static void label(Graphics2D graphics, AffineTransform place, Placed drawn, SheetPart part) {
        Point2D at = place.transform(point(drawn.x, drawn.y), null);
        boolean amplifier = drawn.symbol == Symbol.AMPLIFIER;
        double x = at.getX() + (drawn.lie == Lie.MIRRORED ? -1 : 1) * (drawn.symbol == Symbol.RESISTOR ? 0.7 : 1.1) * UNIT;
        Side side = drawn.lie == Lie.MIRRORED ? Side.LEFT : Side.RIGHT;
        if (drawn.symbol == Symbol.SWITCH || drawn.symbol == Symbol.NMOS && drawn.lie == Lie.TURNED_BACK) {
            write(graphics, part.name(), Font.PLAIN, INK, at.getX(), at.getY() - 1.8 * UNIT, Side.ABOVE);
            write(graphics, part.value(), Font.PLAIN, VALUES, at.getX(), at.getY() - 0.9 * UNIT, Side.ABOVE);
        } else if (drawn.lie == Lie.TURNED || drawn.lie == Lie.TURNED_BACK) {
            write(graphics, part.name(), Font.PLAIN, INK, at.getX(), at.getY() - (drawn.symbol == Symbol.CAPACITOR || drawn.symbol == Symbol.CONDUCTANCE ? 1.25 : 1) * UNIT, Side.ABOVE);
            write(graphics, part.value(), Font.PLAIN, VALUES, at.getX(), at.getY() + (drawn.symbol == Symbol.CONDUCTANCE ? 2 : 1.75) * UNIT, Side.ABOVE);
        } else if (amplifier) {
            write(graphics, part.name(), Font.PLAIN, INK, at.getX() + 0.3 * UNIT, at.getY() - 1.5 * UNIT, Side.RIGHT);
            write(graphics, part.value(), Font.PLAIN, VALUES, at.getX() + 0.3 * UNIT, at.getY() + 2.1 * UNIT, Side.RIGHT);
        } else if (part.value().isEmpty()) {
            write(graphics, part.name(), Font.PLAIN, INK, x, at.getY() + 0.3 * UNIT, side);
        } else {
            write(graphics, part.name(), Font.PLAIN, INK, x, at.getY() - 0.1 * UNIT, side);
            write(graphics, part.value(), Font.PLAIN, VALUES, x, at.getY() + 0.9 * UNIT, side);
        }
    }

    private static void draw(Graphics2D graphics, AffineTransform place, Tag tag) {
        Point2D at = place.transform(point(tag.x, tag.y), null);
        graphics.setPaint(INK);
        if (tag.node.equals(GROUND)) {
            for (int bar = 0; bar < 3; bar++) {
                double half = (0.9 - 0.3 * bar) * UNIT;
                double y = at.getY() + 0.35 * bar * UNIT;
                graphics.draw(new Line2D.Double(at.getX() - half, y, at.getX() + half, y));
            }
            return;
        }
        double size = 0.5 * UNIT;
        graphics.setPaint(Color.WHITE);
        Ellipse2D circle = new Ellipse2D.Double(at.getX() - size / 2, at.getY() - size / 2, size, size);
        graphics.fill(circle);
        graphics.setPaint(INK);
        graphics.draw(circle);
        double dx = tag.side == Side.LEFT ? -0.5 : tag.side == Side.RIGHT ? 0.5 : 0;
        double dy = tag.side == Side.ABOVE ? -0.5 : tag.side == Side.BELOW ? 1.2 : 0.35;
        write(graphics, tag.node, Font.BOLD, INK, at.getX() + dx * UNIT, at.getY() + dy * UNIT, tag.side);
    }

    private static void write(Graphics2D graphics, String text, int style, Color colour, double x, double y, Side side) {
        graphics.setFont(font(style, 17));
        graphics.setPaint(colour);
        double width = graphics.getFontMetrics().stringWidth(text);
        double left = side == Side.LEFT ? x - width : side == Side.RIGHT ? x : x - width / 2;
        graphics.drawString(text, (float) left, (float) y);
    }

    private static Font font(int style, float size) {
        return new Font(Font.SANS_SERIF, style, 1).deriveFont(size);
    }

    /** Where three or more ends meet: a wire that goes on counts twice. */
    private List<Point2D> junctions() {
        List<Point2D> junctions = new ArrayList<>();
        for (Point2D point : nets().keySet()) {
            int ends = 0;
            for (Line2D wire : wires) {
                if (wire.ptSegDist(point) == 0) {
                    ends += wire.getP1().equals(point) || wire.getP2().equals(point) ? 1 : 2;
                }
            }
            for (Placed part : placed.values()) {
                ends += part.pins().contains(point) ? 1 : 0;
            }
            if (ends > 2) {
                junctions.add(point);
            }
        }
        return junctions;
    }
}
