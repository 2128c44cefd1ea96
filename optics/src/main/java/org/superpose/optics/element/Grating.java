package org.superpose.optics.element;

import org.superpose.optics.wave.Grid;

/**
 * Lines along y, repeated along x: order m leaves under sin θ = mλ/p (Goodman, <i>Introduction to Fourier Optics</i>, 4th ed. 2017, section 4.4).
 *
 * @param period p [m], above 0; at least two steps of the grid that it is put on
 */
public record Grating(double period) {
    public Grating {
        if (!(period > 0 && period < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("grating: the period must be positive and finite [m], got " + period);
        }
    }

    /** Open bars in an opaque screen, one centred on the axis. Order m carries (a sin(πma)/(πma))² with a = width/period. @param width [m], below the period */
    public Aperture bars(double width) {
        if (!(width > 0 && width < period)) {
            throw new IllegalArgumentException("grating: bars must be wider than 0 and narrower than the period " + period + " m, got " + width);
        }
        return new Bars(period, width);
    }

    /** t = (1 + m cos(2πx/p))/2: orders −1, 0, 1 with amplitudes m/4, 1/2, m/4. @param modulation m, −1 to 1 */
    public Mask cosine(Grid grid, double modulation) {
        requireCarried(grid);
        double[] t = new double[grid.size()];
        for (int s = 0; s < t.length; s++) {
            t[s] = (1 + modulation * Math.cos(2 * Math.PI * grid.x(s % grid.nx()) / period)) / 2;
        }
        return Mask.ofAmplitude(grid, t);
    }

    /** φ = a sin(2πx/p): order m carries J_m(a)². @param depth a [rad] */
    public Mask phaseWave(Grid grid, double depth) {
        requireCarried(grid);
        return Mask.ofPhase(grid, (x, y) -> depth * Math.sin(2 * Math.PI * x / period));
    }

    /** A saw tooth of phase, 0 to 2π: all light into order 1. */
    public Mask blazed(Grid grid) {
        requireCarried(grid);
        return Mask.ofPhase(grid, (x, y) -> 2 * Math.PI * x / period);
    }

    private void requireCarried(Grid grid) {
        if (period < 2 * grid.dx()) {
            throw new IllegalArgumentException("grating: a period of " + period + " m needs steps of " + period / 2 + " m at most, got " + grid.dx());
        }
    }

    /** The open bars. */
    private record Bars(double period, double width) implements Aperture {
        @Override
        public boolean contains(double x, double y) {
            return Math.abs(Math.IEEEremainder(x, period)) < width / 2;
        }

        @Override
        public double openFraction(double left, double right, double bottom, double top) {
            return (openTo(right) - openTo(left)) / (right - left);
        }

        /** Open length between the axis and x [m], of the sign of x. */
        private double openTo(double x) {
            double within = Math.IEEEremainder(x, period);
            return Math.rint((x - within) / period) * width + Math.max(-width / 2, Math.min(width / 2, within));
        }
    }
}
