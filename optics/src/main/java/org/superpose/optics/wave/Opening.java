package org.superpose.optics.wave;

/**
 * An opening in an opaque screen, long in y: light passes where |x − centre| &lt; width/2.
 *
 * @param centre [m]
 * @param width  [m], above 0
 */
public record Opening(double centre, double width) {
    public Opening {
        if (!Double.isFinite(centre) || !(width > 0 && width < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("opening: the width must be positive and both numbers finite [m], got centre " + centre + ", width " + width);
        }
    }

    /** Length of the part of an interval that is open [m]. */
    public double overlap(double from, double to) {
        return Math.max(0, Math.min(to, centre + width / 2) - Math.max(from, centre - width / 2));
    }
}
