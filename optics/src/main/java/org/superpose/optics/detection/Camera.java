package org.superpose.optics.detection;

import java.util.random.RandomGenerator;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Image;
import org.superpose.optics.wave.Opening;
import org.superpose.optics.wave.PhysicalConstants;

/**
 * An image sensor. Each pixel integrates the irradiance over its live area, so that fringes of period Λ lose the contrast sinc(b/Λ) to pixels b wide (Boreman, <i>Modulation Transfer
 * Function in Optical and Electro-Optical Systems</i>, 2001, section 2.1), counts electrons up to its full well, and is read with noise by a converter (EMVA Standard 1288, release 4.0, section 2).
 *
 * @param pixels     one sample for each pixel, its step the pitch
 * @param fill       live area over area, above 0, at most 1; square and in the middle of the pixel
 * @param efficiency electrons per photon on the live area, above 0, at most 1
 * @param darkRate   electrons per pixel in the dark [1/s], 0 or more
 * @param readNoise  1σ [electrons], 0 or more
 * @param fullWell   electrons that a pixel holds, and that the largest code stands for, above 0
 * @param bits       of the converter, 1 to 24
 * @param blackLevel code of a pixel without electrons, 0 or more and below the largest: without it half of the read noise would be cut off
 */
public record Camera(Grid pixels, double fill, double efficiency, double darkRate, double readNoise, double fullWell, int bits, int blackLevel) {
    public Camera {
        if (!(fill > 0 && fill <= 1) || !(efficiency > 0 && efficiency <= 1)) {
            throw new IllegalArgumentException("camera: fill and efficiency must be above 0 and at most 1, got " + fill + " and " + efficiency);
        }
        if (!(darkRate >= 0 && readNoise >= 0 && darkRate + readNoise < Double.POSITIVE_INFINITY) || !(fullWell > 0 && fullWell < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("camera: dark rate and read noise must be 0 or more and the full well positive, all finite, got " + darkRate + ", " + readNoise + " and "
                    + fullWell);
        }
        if (bits < 1 || bits > 24 || blackLevel < 0 || blackLevel >= (1 << bits) - 1) {
            throw new IllegalArgumentException("camera: 1 to 24 bits and a black level below the largest code are needed, got " + bits + " bits and " + blackLevel);
        }
    }

    /** Electrons for one step of the code. */
    public double electronsPerCode() {
        return fullWell / ((1 << bits) - 1 - blackLevel);
    }

    /** Power on each pixel's live area [W]. Outside the irradiance's grid it is dark. @param irradiance [W/m²] */
    public Image power(Image irradiance) {
        Grid grid = irradiance.grid();
        double side = Math.sqrt(fill);
        double[] rows = new double[grid.ny() * pixels.nx()];
        for (int p = 0; p < pixels.nx(); p++) {
            Opening live = new Opening(pixels.x(p), side * pixels.dx());
            int last = live.lastSample(grid.dx(), grid.nx());
            for (int i = live.firstSample(grid.dx(), grid.nx()); i <= last; i++) {
                double width = live.overlap(grid.x(i) - grid.dx() / 2, grid.x(i) + grid.dx() / 2);
                for (int j = 0; j < grid.ny(); j++) {
                    rows[j * pixels.nx() + p] += width * irradiance.at(i, j);
                }
            }
        }
        double[] power = new double[pixels.size()];
        for (int q = 0; q < pixels.ny(); q++) {
            Opening live = new Opening(pixels.y(q), side * pixels.dy());
            int last = live.lastSample(grid.dy(), grid.ny());
            for (int j = live.firstSample(grid.dy(), grid.ny()); j <= last; j++) {
                double height = live.overlap(grid.y(j) - grid.dy() / 2, grid.y(j) + grid.dy() / 2);
                for (int p = 0; p < pixels.nx(); p++) {
                    power[q * pixels.nx() + p] += height * rows[j * pixels.nx() + p];
                }
            }
        }
        return Image.of(pixels, power);
    }

    /**
     * One exposure: electrons counted, the full well, read noise, rounding and clipping, in this order. The codes 0 … 2^bits − 1 of all pixels.
     * @param irradiance mean, of one laser [W/m²]
     * @param wavelength λ [m]
     * @param time       of the exposure [s], above 0
     * @param intensity  of the laser during the exposure
     */
    public Image expose(Image irradiance, double wavelength, double time, RelativeIntensity intensity, RandomGenerator random) {
        if (!(time > 0 && time < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("camera: the exposure must be positive and finite [s], got " + time);
        }
        double perJoule = efficiency * wavelength / (PhysicalConstants.PLANCK * PhysicalConstants.SPEED_OF_LIGHT);
        double[] codes = power(irradiance).values();
        for (int p = 0; p < codes.length; p++) {
            double electrons = Math.min(fullWell, Poisson.sample((intensity.of(codes[p]) * perJoule + darkRate) * time, random));
            double code = Math.rint((electrons + readNoise * random.nextGaussian()) / electronsPerCode() + blackLevel);
            codes[p] = Math.max(0, Math.min((1 << bits) - 1, code));
        }
        return Image.of(pixels, codes);
    }
}
