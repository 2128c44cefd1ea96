package org.superpose.optics.source;

import org.superpose.optics.wave.Complex;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Wavefront;

/**
 * A rectangular array of equal Gaussian beams split from one laser, at their waists, parallel and mutually coherent: each has its own share of the power and its
 * own phase. Neighbours stand at least two radii apart, so each keeps its own light and the power is the sum of the shares.
 */
public final class BeamArray implements Beam {
    private final int columns;
    private final int rows;
    private final double pitch;
    private final double waist;
    private final double[] amplitude;
    private final double[] phase;

    /**
     * @param columns   beams along x, at least 1
     * @param rows      beams along y, at least 1
     * @param pitch     distance between neighbours [m], at least 2 w₀
     * @param waist     w₀ [m], 1/e field radius of each
     * @param amplitude root of each beam's share of the power, row by row; Σ amplitude² ≤ 1, as the splitter makes no light; copied
     * @param phase     of each beam [rad], row by row; copied
     */
    public BeamArray(int columns, int rows, double pitch, double waist, double[] amplitude, double[] phase) {
        if (columns < 1 || rows < 1 || amplitude.length != columns * rows || phase.length != columns * rows) {
            throw new IllegalArgumentException("beam array: " + columns + " x " + rows + " beams need as many amplitudes and phases, got " + amplitude.length + " and " + phase.length);
        }
        if (!(waist > 0 && pitch >= 2 * waist && pitch < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("beam array: the waist must be positive and the pitch at least two of it [m], got waist " + waist + ", pitch " + pitch);
        }
        double sum = 0;
        for (int b = 0; b < amplitude.length; b++) {
            if (!Double.isFinite(amplitude[b]) || !Double.isFinite(phase[b])) {
                throw new IllegalArgumentException("beam array: amplitudes and phases must be finite, but beam " + b + " has " + amplitude[b] + " and " + phase[b]);
            }
            sum += amplitude[b] * amplitude[b];
        }
        if (sum > 1 + 1e-12) {
            throw new IllegalArgumentException("beam array: the squares of the amplitudes are shares of the laser's power and may add up to 1 at most, got " + sum
                    + "; divide the amplitudes by " + Math.sqrt(sum));
        }
        this.columns = columns;
        this.rows = rows;
        this.pitch = pitch;
        this.waist = waist;
        this.amplitude = amplitude.clone();
        this.phase = phase.clone();
    }

    /** Each beam reaches six radii, where its irradiance is below 1e-31 of its peak. The power is that of the laser before it is split. */
    @Override
    public Wavefront on(Grid grid, double wavelength, double power) {
        Tilt.requirePower(power);
        double peak = Math.sqrt(2 * power / Math.PI) / waist;
        return Wavefront.computed(grid, wavelength, samples -> {
            for (int b = 0; b < amplitude.length; b++) {
                double x = (b % columns - (columns - 1) / 2.0) * pitch;
                double y = (b / columns - (rows - 1) / 2.0) * pitch;
                add(samples, grid, x, y, new Complex(peak * amplitude[b] * Math.cos(phase[b]), peak * amplitude[b] * Math.sin(phase[b])));
            }
        });
    }

    private void add(double[] samples, Grid grid, double x, double y, Complex centre) {
        int left = Math.max(0, (int) Math.ceil((x - 6 * waist) / grid.dx()) + grid.nx() / 2);
        int right = Math.min(grid.nx() - 1, (int) Math.floor((x + 6 * waist) / grid.dx()) + grid.nx() / 2);
        int bottom = Math.max(0, (int) Math.ceil((y - 6 * waist) / grid.dy()) + grid.ny() / 2);
        int top = Math.min(grid.ny() - 1, (int) Math.floor((y + 6 * waist) / grid.dy()) + grid.ny() / 2);
        for (int j = bottom; j <= top; j++) {
            for (int i = left; i <= right; i++) {
                double value = Math.exp(-(Math.pow(grid.x(i) - x, 2) + Math.pow(grid.y(j) - y, 2)) / (waist * waist));
                samples[2 * (j * grid.nx() + i)] += value * centre.re();
                samples[2 * (j * grid.nx() + i) + 1] += value * centre.im();
            }
        }
    }
}
