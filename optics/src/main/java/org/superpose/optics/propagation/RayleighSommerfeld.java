package org.superpose.optics.propagation;

import java.util.Locale;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.SamplingException;
import org.superpose.optics.wave.Wavefront;

/**
 * The first Rayleigh–Sommerfeld integral as a direct sum of wavelets, without any approximation but the sum:
 * U(x, y) = Σ U₀ (z/r)(1/r − ik) e^{ik(r − z)}/(2πr) dx₀ dy₀ (Goodman, <i>Introduction to Fourier Optics</i>, 4th ed. 2017, eq. 3-41). Each point of the one grid
 * lights each point of the other: slow, and the reference for the others.
 * <p>Grids of a single row on both sides describe light that does not vary in y. Its wavelets are cylinders,
 * e^{−iπ/4} (z/r) e^{ik(r − z)} dx₀/√(λr), the integral over y by stationary phase for kr ≫ 1; the distance must then be at least 100 λ.
 */
public final class RayleighSommerfeld implements Propagation {
    /** Some minutes on one core. */
    private static final double MOST_WAVELETS = 4e9;

    private final Grid from;
    private final Grid to;
    private final double wavelength;
    private final double distance;
    private final boolean cylinders;

    private RayleighSommerfeld(Grid from, Grid to, double wavelength, double distance) {
        Wavefront.requireWavelength(wavelength);
        cylinders = from.ny() == 1 && to.ny() == 1;
        double least = cylinders ? 100 * wavelength : wavelength;
        if (!(distance >= least && distance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Rayleigh-Sommerfeld sum: the distance must be finite and at least " + least + " m, got " + distance);
        }
        if (cylinders && from.dy() != to.dy()) {
            throw new IllegalArgumentException("Rayleigh-Sommerfeld sum: grids of one row must have the same step along y, got " + from + " and " + to);
        }
        if ((double) from.size() * to.size() > MOST_WAVELETS) {
            throw new IllegalArgumentException("Rayleigh-Sommerfeld sum: " + from.size() + " points lighting " + to.size()
                    + " take too long; use fewer of one, or the angular spectrum");
        }
        this.from = from;
        this.to = to;
        this.wavelength = wavelength;
        this.distance = distance;
    }

    /** @param wavelength λ [m] @param distance z [m], at least λ (100 λ for grids of one row) */
    public static RayleighSommerfeld between(Grid from, Grid to, double wavelength, double distance) {
        return new RayleighSommerfeld(from, to, wavelength, distance);
    }

    /** Refused where neighbouring points of the light differ by more than half a wave at a point of the other grid: false orders would appear. */
    @Override
    public Propagated propagate(Wavefront in) {
        from.requireSame(in.grid(), "the Rayleigh-Sommerfeld sum");
        Steepest angle = steepest(in);
        double margin = requireSampled(angle);
        Wavefront out = sum(in, from, to, 1);
        double powerIn = in.power();
        double powerOut = out.power();
        return new Propagated(out, new Certificate(margin, powerIn, powerOut, powerIn == 0 ? 0 : Math.max(0, 1 - powerOut / powerIn), 0, 0,
                Math.min(wavelength / (2 * to.dx() * angle.sineX), wavelength / (2 * to.dy() * angle.sineY))));
    }

    @Override
    public Wavefront adjoint(Wavefront out) {
        to.requireSame(out.grid(), "the Rayleigh-Sommerfeld sum");
        return sum(out, to, from, -1);
    }

    /** Largest sines of the angles between lit points and points of the other grid, along each axis. */
    private record Steepest(double sineX, double sineY) {
    }

    private Steepest steepest(Wavefront in) {
        double x = 0;
        double y = 0;
        double[] row = new double[2 * from.nx()];
        for (int j = 0; j < from.ny(); j++) {
            in.copyRow(j, row, 0);
            for (int i = 0; i < from.nx(); i++) {
                if (row[2 * i] != 0 || row[2 * i + 1] != 0) {
                    x = Math.max(x, sine(from.x(i), to.x(0), to.x(to.nx() - 1)));
                    y = cylinders ? 0 : Math.max(y, sine(from.y(j), to.y(0), to.y(to.ny() - 1)));
                }
            }
        }
        return new Steepest(x, y);
    }

    private double requireSampled(Steepest angle) {
        double marginX = wavelength / (2 * from.dx() * angle.sineX);
        double marginY = wavelength / (2 * from.dy() * angle.sineY);
        if (Math.min(marginX, marginY) < 1) {
            throw new SamplingException(String.format(Locale.ROOT, "Rayleigh-Sommerfeld sum over %.4g m: wavelets %.4g x %.4g m apart differ by more than half a wave",
                    distance, from.dx(), from.dy()), from.width(), from.height(), from.dx() * Math.min(1, marginX), from.dy() * Math.min(1, marginY));
        }
        return Math.min(marginX, marginY);
    }

    /** Sine of the steepest angle from a point to an interval on the other plane. */
    private double sine(double position, double first, double last) {
        double across = Math.max(Math.abs(first - position), Math.abs(last - position));
        return across / Math.hypot(across, distance);
    }

    /** @param sign −1 for the conjugate wavelets of the adjoint */
    private Wavefront sum(Wavefront light, Grid source, Grid target, int sign) {
        if (light.wavelength() != wavelength) {
            throw new IllegalArgumentException("Rayleigh-Sommerfeld sum: planned for " + wavelength + " m, but the light has " + light.wavelength() + " m");
        }
        double[] samples = light.samples();
        return Wavefront.computed(target, wavelength, out -> {
            double[] wavelet = new double[2];
            for (int t = 0; t < target.size(); t++) {
                double x = target.x(t % target.nx());
                double y = cylinders ? 0 : target.y(t / target.nx());
                double re = 0;
                double im = 0;
                for (int s = 0; s < source.size(); s++) {
                    if (samples[2 * s] == 0 && samples[2 * s + 1] == 0) {
                        continue;
                    }
                    double across = Math.hypot(x - source.x(s % source.nx()), cylinders ? 0 : y - source.y(s / source.nx()));
                    wavelet(across, cylinders ? source.dx() : source.cell(), wavelet);
                    re += samples[2 * s] * wavelet[0] - sign * samples[2 * s + 1] * wavelet[1];
                    im += sign * samples[2 * s] * wavelet[1] + samples[2 * s + 1] * wavelet[0];
                }
                out[2 * t] = re;
                out[2 * t + 1] = im;
            }
        });
    }

    /** Real and imaginary part of one wavelet at a distance from its axis. @param size of its source [m] or [m²] */
    private void wavelet(double across, double size, double[] into) {
        double r = Math.hypot(across, distance);
        double k = 2 * Math.PI / wavelength;
        double phase = k * across * across / (r + distance);                       // k(r − z), without cancellation
        if (cylinders) {
            double amplitude = distance / r / Math.sqrt(wavelength * r) * size;
            into[0] = amplitude * Math.cos(phase - Math.PI / 4);
            into[1] = amplitude * Math.sin(phase - Math.PI / 4);
        } else {
            double amplitude = distance / (2 * Math.PI * r * r) * size;
            double cos = Math.cos(phase);
            double sin = Math.sin(phase);
            into[0] = amplitude * (cos / r + k * sin);
            into[1] = amplitude * (sin / r - k * cos);
        }
    }
}
