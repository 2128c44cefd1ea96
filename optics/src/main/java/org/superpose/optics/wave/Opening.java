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

    /** The first of n samples, the middle one ⌊n/2⌋ at 0, whose cell the opening may reach. @param step between samples [m] */
    public int firstSample(double step, int n) {
        return (int) Math.max(0, Math.floor((centre - width / 2) / step) + n / 2);
    }

    /** The last of n samples whose cell the opening may reach; below the first where it reaches none. @param step between samples [m] */
    public int lastSample(double step, int n) {
        return (int) Math.min(n - 1, Math.ceil((centre + width / 2) / step) + n / 2);
    }
}
