package org.superpose.optics.hologram;

import java.util.random.RandomGenerator;
import org.superpose.optics.element.FourierLens;
import org.superpose.optics.wave.Complex;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Image;
import org.superpose.optics.wave.Wavefront;

/**
 * A phase that sends light to chosen samples of a lens's focal plane, by Gerchberg and Saxton's iteration with weights: back and forth between the planes; in front
 * the given amplitude is kept, behind the wanted one times a weight that grows where too little light came (Di Leonardo, Ianni and Ruocco, <i>Computer generation of optimal
 * holograms for optical trap arrays</i>, Opt. Express 15, 1913 (2007)).
 */
public final class SpotHologram {
    private final double[] phase;
    private final double efficiency;
    private final double uniformity;

    private SpotHologram(double[] phase, double efficiency, double uniformity) {
        this.phase = phase;
        this.efficiency = efficiency;
        this.uniformity = uniformity;
    }

    /**
     * @param light      on the mask, its phase included
     * @param lens       from the mask to the focal plane
     * @param wanted     irradiance wanted at each sample of {@code lens.to()} in any unit, 0 or more; only ratios count
     * @param iterations 1 to 10 000; some 30 give spots that are equal to a few percent, 120 to one
     * @param random     draws the phases that the spots start from
     */
    public static SpotHologram of(Wavefront light, FourierLens lens, Image wanted, int iterations, RandomGenerator random) {
        lens.to().requireSame(wanted.grid(), "the focal plane of a hologram");
        if (iterations < 1 || iterations > 10_000) {
            throw new IllegalArgumentException("spot hologram: 1 to 10000 iterations, got " + iterations);
        }
        double[] target = new double[wanted.grid().size()];
        double sum = 0;
        for (int s = 0; s < target.length; s++) {
            double value = wanted.at(s % wanted.grid().nx(), s / wanted.grid().nx());
            if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("spot hologram: wanted irradiances must be 0 or more and finite, but row " + s / wanted.grid().nx() + ", column "
                        + s % wanted.grid().nx() + " is " + value);
            }
            target[s] = Math.sqrt(value);
            sum += value;
        }
        if (sum == 0) {
            throw new IllegalArgumentException("spot hologram: at least one sample must be wanted bright");
        }
        return iterate(light, lens, target, sum, iterations, random);
    }

    private static SpotHologram iterate(Wavefront light, FourierLens lens, double[] target, double sum, int iterations, RandomGenerator random) {
        Grid focus = lens.to();
        double[] weighted = target.clone();
        double[] field = new double[2 * target.length];
        for (int s = 0; s < target.length; s++) {
            double start = 2 * Math.PI * random.nextDouble();
            field[2 * s] = target[s] * Math.cos(start);
            field[2 * s + 1] = target[s] * Math.sin(start);
        }
        for (int iteration = 0;; iteration++) {
            double[] phase = relativePhase(lens.adjoint(Wavefront.of(focus, light.wavelength(), field)), light);
            double[] got = lens.apply(turned(light, phase)).samples();
            double power = 0;
            double overlap = 0;
            double least = Double.POSITIVE_INFINITY;
            double most = 0;
            for (int s = 0; s < target.length; s++) {
                if (target[s] > 0) {
                    double size = Math.hypot(got[2 * s], got[2 * s + 1]);
                    power += size * size;
                    overlap += size * target[s];
                    least = Math.min(least, size * size / (target[s] * target[s]));
                    most = Math.max(most, size * size / (target[s] * target[s]));
                }
            }
            if (iteration == iterations - 1) {
                return new SpotHologram(phase, power * focus.cell() / light.power(), 1 - (most - least) / (most + least));
            }
            double scale = overlap / sum;                                                  // mean amplitude got over amplitude wanted
            for (int s = 0; s < target.length; s++) {
                double size = Math.hypot(got[2 * s], got[2 * s + 1]);
                if (target[s] > 0 && size > 0) {
                    weighted[s] *= scale * target[s] / size;
                    field[2 * s] = weighted[s] * got[2 * s] / size;
                    field[2 * s + 1] = weighted[s] * got[2 * s + 1] / size;
                }
            }
        }
    }

    /** Phase that turns the light into the phase of the other field [rad]. */
    private static double[] relativePhase(Wavefront field, Wavefront light) {
        Grid grid = light.grid();
        double[] phase = new double[grid.size()];
        for (int s = 0; s < phase.length; s++) {
            Complex a = field.at(s % grid.nx(), s / grid.nx());
            Complex b = light.at(s % grid.nx(), s / grid.nx());
            phase[s] = Math.atan2(a.im() * b.re() - a.re() * b.im(), a.re() * b.re() + a.im() * b.im());
        }
        return phase;
    }

    private static Wavefront turned(Wavefront light, double[] phase) {
        double[] factors = new double[2 * phase.length];
        for (int s = 0; s < phase.length; s++) {
            factors[2 * s] = Math.cos(phase[s]);
            factors[2 * s + 1] = Math.sin(phase[s]);
        }
        return light.times(factors);
    }

    /** Phase of each sample of the mask [rad], row by row; a copy. */
    public double[] phase() {
        return phase.clone();
    }

    /** Power on the wanted samples over the power of the light. */
    public double efficiency() {
        return efficiency;
    }

    /** 1 − (most − least)/(most + least) of the ratios of got to wanted irradiance. */
    public double uniformity() {
        return uniformity;
    }
}
