package org.superpose.optics.element;

import org.superpose.optics.wave.Grid;

/**
 * A phase-only spatial light modulator: square pixels whose phase is set in levels, with gaps between them. What it does wrong: levels (order 1 of a saw tooth
 * keeps sinc²(2^{−b})), a wrong full scale (zero order appears), gaps, and a fringing field that blurs the <em>phase</em>, worst where it jumps by a turn
 * (Persson, Engström and Goksör, <i>Reducing the effect of pixel crosstalk in phase only spatial light modulators</i>, Opt. Express 20, 22334 (2012)).
 *
 * @param pitch         distance between pixels [m], above 0
 * @param levels        of the phase over one turn
 * @param fill          live area over pixel area F, above 0, at most 1
 * @param gap           what the rest does
 * @param fullScale     phase made over phase asked, 1 for a calibrated device (V_π error ε gives 1 + ε), above 0
 * @param crosstalk     rms radius of the Gaussian that blurs the phase [m], 0 or more, at most 8 pitches
 */
public record Slm(double pitch, PhaseLevels levels, double fill, Gap gap, double fullScale, double crosstalk) {
    /** What light does that meets no live area. */
    public enum Gap {
        /** Lost: the zero order of a flat phase keeps F², all orders together F. */
        OPAQUE,
        /** Reflected without phase: F e^{iφ} + 1 − F. */
        REFLECTING
    }

    public Slm {
        if (!(pitch > 0 && pitch < Double.POSITIVE_INFINITY) || !(fill > 0 && fill <= 1) || !(fullScale > 0 && fullScale < Double.POSITIVE_INFINITY)
                || !(crosstalk >= 0 && crosstalk <= 8 * pitch)) {
            throw new IllegalArgumentException("SLM: pitch and full scale must be positive, the fill above 0 and at most 1, the crosstalk radius between 0 and 8 pitches; got pitch "
                    + pitch + " m, full scale " + fullScale + ", fill " + fill + ", crosstalk " + crosstalk + " m");
        }
    }

    /** Without any fault but its levels. */
    public static Slm perfect(double pitch, int bits) {
        return new Slm(pitch, new PhaseLevels(bits), 1, Gap.OPAQUE, 1, 0);
    }

    /**
     * The mask that the device shows.
     * @param columns         pixels along x
     * @param rows            pixels along y
     * @param phase           asked of each pixel [rad], row by row, any number of turns; the device shows it modulo 2π
     * @param samplesPerPixel along each side: 1 for the mean over each pixel (all that the central orders see), more for the pixels' shape
     * @return on a grid of columns·samplesPerPixel × rows·samplesPerPixel samples
     */
    public Mask show(int columns, int rows, double[] phase, int samplesPerPixel) {
        if (columns < 1 || rows < 1 || samplesPerPixel < 1 || phase.length != (long) columns * rows) {
            throw new IllegalArgumentException("SLM: " + columns + " x " + rows + " pixels need as many phases and at least one sample each, got " + phase.length);
        }
        double step = pitch / samplesPerPixel;
        Grid grid = new Grid(columns * samplesPerPixel, rows * samplesPerPixel, step, step);
        double[] shown = new double[grid.size()];
        for (int s = 0; s < shown.length; s++) {
            int pixel = s / grid.nx() / samplesPerPixel * columns + s % grid.nx() / samplesPerPixel;
            shown[s] = shownPhase(phase[pixel], pixel, columns);
        }
        if (crosstalk > 0) {
            double[] kernel = gaussian(crosstalk / step);
            shown = blurred(blurred(shown, grid.nx(), grid.ny(), 1, grid.nx(), kernel), grid.ny(), grid.nx(), grid.nx(), 1, kernel);
        }
        double[] t = new double[2 * grid.size()];
        for (int s = 0; s < shown.length; s++) {
            double live = live(s % grid.nx() % samplesPerPixel, samplesPerPixel) * live(s / grid.nx() % samplesPerPixel, samplesPerPixel);
            t[2 * s] = live * Math.cos(shown[s]) + (gap == Gap.REFLECTING ? 1 - live : 0);
            t[2 * s + 1] = live * Math.sin(shown[s]);
        }
        return Mask.of(grid, t);
    }

    private double shownPhase(double asked, int pixel, int columns) {
        if (!Double.isFinite(asked)) {
            throw new IllegalArgumentException("SLM: every phase must be finite [rad], but row " + pixel / columns + ", column " + pixel % columns + " is " + asked);
        }
        double turn = 2 * Math.PI;
        double level = levels.nearest(asked - turn * Math.floor(asked / turn));
        return fullScale * (level >= turn - levels.step() / 2 ? 0 : level);
    }

    /** Live part of one of the cells into which a pixel's side is cut. */
    private double live(int cell, int cells) {
        double half = Math.sqrt(fill) / 2;
        double from = Math.max(-half, (double) cell / cells - 0.5);
        double to = Math.min(half, (cell + 1.0) / cells - 0.5);
        return Math.max(0, to - from) * cells;
    }

    /** Weights at 0, 1, 2 … samples from the middle; all together, both sides counted, 1. */
    private static double[] gaussian(double sigma) {
        double[] kernel = new double[(int) Math.ceil(5 * sigma) + 1];
        double sum = 0;
        for (int d = 0; d < kernel.length; d++) {
            kernel[d] = Math.exp(-d * d / (2 * sigma * sigma));
            sum += d == 0 ? kernel[d] : 2 * kernel[d];
        }
        for (int d = 0; d < kernel.length; d++) {
            kernel[d] /= sum;
        }
        return kernel;
    }

    /** Convolves lines of {@code length} samples, {@code stride} apart; beyond its ends a line goes on with its last sample. */
    private static double[] blurred(double[] in, int length, int lines, int stride, int lineStride, double[] kernel) {
        double[] out = new double[in.length];
        for (int line = 0; line < lines; line++) {
            for (int i = 0; i < length; i++) {
                double sum = kernel[0] * in[line * lineStride + i * stride];
                for (int d = 1; d < kernel.length; d++) {
                    sum += kernel[d] * (in[line * lineStride + Math.max(0, i - d) * stride] + in[line * lineStride + Math.min(length - 1, i + d) * stride]);
                }
                out[line * lineStride + i * stride] = sum;
            }
        }
        return out;
    }
}
