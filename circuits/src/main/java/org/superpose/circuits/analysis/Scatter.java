package org.superpose.circuits.analysis;

/**
 * How far a number lies from its nominal value for one reason.
 *
 * @param shape    of the distribution
 * @param size     of a normal and a lognormal one, the standard deviation (of the logarithm); of a uniform one, half its width
 * @param relative whether the size counts in nominal values; else it has the unit of the number. A lognormal one is relative
 */
public record Scatter(Shape shape, double size, boolean relative) {
    /** Shapes of distributions. */
    public enum Shape {
        NORMAL, UNIFORM, LOGNORMAL
    }

    public Scatter {
        if (!(size >= 0) || Double.isInfinite(size)) {
            throw new IllegalArgumentException("a spread must be finite and not negative, got " + size);
        }
        if (shape == Shape.LOGNORMAL && !relative) {
            throw new IllegalArgumentException("a lognormal spread is relative");
        }
    }

    /** The error of a sample, in nominal values where it is relative. */
    double error(Chance.Draw draw, long sample) {
        return size == 0 ? 0 : size * (shape == Shape.UNIFORM ? 2 * draw.uniform(sample) - 1 : draw.normal(sample));
    }

    /** Standard deviation of {@link #error}. */
    public double sigma() {
        return shape == Shape.UNIFORM ? size / Math.sqrt(3) : size;
    }
}
