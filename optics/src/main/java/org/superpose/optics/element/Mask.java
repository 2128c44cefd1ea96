package org.superpose.optics.element;

import java.util.function.DoubleBinaryOperator;
import org.superpose.optics.wave.Complex;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.OpticalElement;
import org.superpose.optics.wave.Wavefront;

/** A thin element, U′(x, y) = t(x, y) U(x, y), of any complex amplitude transmittance with |t| ≤ 1 (or reflectance, seen unfolded). */
public final class Mask implements OpticalElement {
    private final Grid grid;
    private final double[] transmittance;             // real part first, row by row; never handed out

    private Mask(Grid grid, double[] transmittance) {
        this.grid = grid;
        this.transmittance = transmittance;
    }

    /** @param transmittance 2·nx·ny numbers, real part first, row by row; copied */
    public static Mask of(Grid grid, double[] transmittance) {
        requireLength(grid, transmittance.length, 2 * grid.size());
        for (int s = 0; s < grid.size(); s++) {
            double square = transmittance[2 * s] * transmittance[2 * s] + transmittance[2 * s + 1] * transmittance[2 * s + 1];
            if (!(square <= 1 + 1e-12)) {
                throw new IllegalArgumentException("mask: a passive element has |t| of 1 at most, but row " + s / grid.nx() + ", column " + s % grid.nx() + " has "
                        + Math.sqrt(square) + "; divide all by the largest");
            }
        }
        return new Mask(grid, transmittance.clone());
    }

    /** Changes amplitudes only. @param t real transmittance, −1 to 1, row by row */
    public static Mask ofAmplitude(Grid grid, double[] t) {
        requireLength(grid, t.length, grid.size());
        double[] transmittance = new double[2 * t.length];
        for (int s = 0; s < t.length; s++) {
            transmittance[2 * s] = t[s];
        }
        return of(grid, transmittance);
    }

    /** Changes phases only, so that power is kept. @param phase φ [rad], row by row, all finite */
    public static Mask ofPhase(Grid grid, double[] phase) {
        requireLength(grid, phase.length, grid.size());
        double[] transmittance = new double[2 * phase.length];
        for (int s = 0; s < phase.length; s++) {
            if (!Double.isFinite(phase[s])) {
                throw new IllegalArgumentException("mask: every phase must be finite [rad], but row " + s / grid.nx() + ", column " + s % grid.nx() + " is " + phase[s]);
            }
            transmittance[2 * s] = Math.cos(phase[s]);
            transmittance[2 * s + 1] = Math.sin(phase[s]);
        }
        return new Mask(grid, transmittance);
    }

    /** Changes phases only. @param phase φ(x, y) [rad], finite, of positions [m] */
    public static Mask ofPhase(Grid grid, DoubleBinaryOperator phase) {
        double[] values = new double[grid.size()];
        for (int s = 0; s < values.length; s++) {
            values[s] = phase.applyAsDouble(grid.x(s % grid.nx()), grid.y(s / grid.nx()));
        }
        return ofPhase(grid, values);
    }

    /**
     * An opening in an opaque screen. Each sample passes the open fraction of its cell, so that widths and areas are right to a small part of a step. An edge
     * is blurred over one cell by that; where light from a whole rim meets in a point, {@link #sharp} is better.
     */
    public static Mask of(Grid grid, Aperture aperture) {
        double[] t = new double[grid.size()];
        for (int s = 0; s < t.length; s++) {
            double x = grid.x(s % grid.nx());
            double y = grid.y(s / grid.nx());
            t[s] = aperture.openFraction(x - grid.dx() / 2, x + grid.dx() / 2, y - grid.dy() / 2, y + grid.dy() / 2);
        }
        return ofAmplitude(grid, t);
    }

    /** An opening in an opaque screen whose samples are open or not, by their midpoints. */
    public static Mask sharp(Grid grid, Aperture aperture) {
        double[] t = new double[grid.size()];
        for (int s = 0; s < t.length; s++) {
            t[s] = aperture.contains(grid.x(s % grid.nx()), grid.y(s / grid.nx())) ? 1 : 0;
        }
        return ofAmplitude(grid, t);
    }

    /**
     * The mask moved out of place. A beam then sees parts of neighbouring cells: at a shift by the fraction e of a step t′ = (1 − e) t_i + e t_{i−1}, in both
     * directions and in amplitude; the same at the four neighbours of each turned sample. What was outside the window is opaque.
     */
    public Mask moved(Misalignment by) {
        double cos = Math.cos(by.rotation());
        double sin = Math.sin(by.rotation());
        double[] moved = new double[transmittance.length];
        for (int s = 0; s < grid.size(); s++) {
            double x = grid.x(s % grid.nx()) - by.shiftX();
            double y = grid.y(s / grid.nx()) - by.shiftY();
            interpolate((x * cos + y * sin) / grid.dx() + grid.nx() / 2, (y * cos - x * sin) / grid.dy() + grid.ny() / 2, moved, 2 * s);
        }
        return new Mask(grid, moved);
    }

    /** @param u column, not whole @param v row, not whole */
    private void interpolate(double u, double v, double[] into, int at) {
        int left = (int) Math.floor(u);
        int bottom = (int) Math.floor(v);
        for (int corner = 0; corner < 4; corner++) {
            int i = left + corner % 2;
            int j = bottom + corner / 2;
            if (i >= 0 && i < grid.nx() && j >= 0 && j < grid.ny()) {
                double weight = (1 - Math.abs(u - i)) * (1 - Math.abs(v - j));
                into[at] += weight * transmittance[2 * (j * grid.nx() + i)];
                into[at + 1] += weight * transmittance[2 * (j * grid.nx() + i) + 1];
            }
        }
    }

    private static void requireLength(Grid grid, int got, int needed) {
        if (got != needed) {
            throw new IllegalArgumentException("mask: " + grid + " needs " + needed + " numbers, got " + got);
        }
    }

    public Grid grid() {
        return grid;
    }

    /** t at column i, row j. */
    public Complex at(int i, int j) {
        int k = 2 * (j * grid.nx() + i);
        return new Complex(transmittance[k], transmittance[k + 1]);
    }

    @Override
    public Wavefront apply(Wavefront in) {
        grid.requireSame(in.grid(), "a mask");
        return in.times(transmittance);
    }

    @Override
    public Wavefront adjoint(Wavefront out) {
        grid.requireSame(out.grid(), "a mask");
        return out.timesConjugate(transmittance);
    }
}
