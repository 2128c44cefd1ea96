package org.superpose.optics.wave;

import java.util.Locale;

/** A grid that cannot carry a field: its steps are too coarse or its window is too small. The message names the grid that could. */
public final class SamplingException extends IllegalArgumentException {
    /**
     * @param problem what does not fit, with numbers
     * @param width   least width of a window that would do [m]
     * @param height  least height of a window that would do [m]
     * @param dx      largest step along x that would do [m]
     * @param dy      largest step along y that would do [m]
     */
    public SamplingException(String problem, double width, double height, double dx, double dy) {
        super(String.format(Locale.ROOT, "%s; take a grid of at least %.0f x %.0f samples, at most %.4g x %.4g m apart", problem, samples(width, dx), samples(height, dy),
                dx, dy));
    }

    /** Samples that cover an extent; a part in 10⁹ is rounding. */
    private static double samples(double extent, double step) {
        return Math.max(1, Math.ceil(extent / step * (1 - 1e-9)));
    }
}
