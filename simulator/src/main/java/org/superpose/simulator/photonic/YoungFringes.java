package org.superpose.simulator.photonic;

import java.util.Arrays;
import org.superpose.optics.element.DoubleSlit;
import org.superpose.optics.propagation.HuygensSum;
import org.superpose.optics.wave.Opening;

/** Young's double slit on a screen: the direct Huygens sum along a line and as an image, and the closed far-field law beside it. Irradiance relative to the peak of the line. */
public final class YoungFringes {
    private final double[] positions;
    private final double[] irradiance;
    private final double[] farField;
    private final double[] heights;
    private final double[][] image;
    private final double fringeSpacing;
    private final double envelopeZero;

    /**
     * @param wavelength λ [m]
     * @param width      of each slit [m]
     * @param separation of the slits' centres [m]
     * @param height     of the slits [m], for the image
     * @param distance   from slits to screen [m]
     * @param reach      the screen ends this far on each side of the axis [m]; the image reaches half as far up and down
     * @param points     positions along the line and across the image, at least 3; the image has half as many rows
     */
    public YoungFringes(double wavelength, double width, double separation, double height, double distance, double reach, int points) {
        DoubleSlit slits = new DoubleSlit(width, separation);
        HuygensSum sum = new HuygensSum(wavelength, distance, 400);
        positions = axis(reach, points);
        heights = axis(reach / 2, (points + 1) / 2);
        double[] line = sum.irradiance(slits.openings(), positions);
        double peak = sum.irradiance(slits.openings(), new double[] {0})[0];
        irradiance = Arrays.stream(line).map(value -> value / peak).toArray();
        farField = Arrays.stream(positions).map(x -> slits.farField(x, wavelength, distance)).toArray();
        image = sum.irradiance(slits.openings(), new Opening(0, height), positions, heights);
        double brightest = Arrays.stream(image).flatMapToDouble(Arrays::stream).max().orElseThrow();
        for (double[] row : image) {
            for (int i = 0; i < row.length; i++) {
                row[i] /= brightest;
            }
        }
        fringeSpacing = slits.fringeSpacing(wavelength, distance);
        envelopeZero = slits.envelopeZero(wavelength, distance);
    }

    /** 532 nm, slits of 40 µm × 200 µm, 250 µm apart, a screen of ±16 mm at 1 m. */
    public static YoungFringes standard() {
        return new YoungFringes(532e-9, 40e-6, 250e-6, 200e-6, 1, 16e-3, 1201);
    }

    static double[] axis(double reach, int points) {
        double[] axis = new double[points];
        for (int i = 0; i < points; i++) {
            axis[i] = reach * (2.0 * i / (points - 1) - 1);
        }
        return axis;
    }

    /** Positions across the slits [m], a copy. */
    public double[] positions() {
        return positions.clone();
    }

    /** Huygens sum at the positions, relative to the axis, a copy. */
    public double[] irradiance() {
        return irradiance.clone();
    }

    /** cos² sinc² at the positions, a copy. */
    public double[] farField() {
        return farField.clone();
    }

    /** Positions along the slits [m] of the image's rows, a copy. */
    public double[] heights() {
        return heights.clone();
    }

    /** Huygens sum on the screen relative to its brightest point [heights × positions], a copy. */
    public double[][] image() {
        return Arrays.stream(image).map(double[]::clone).toArray(double[][]::new);
    }

    /** λL/d [m]. */
    public double fringeSpacing() {
        return fringeSpacing;
    }

    /** λL/w [m]. */
    public double envelopeZero() {
        return envelopeZero;
    }
}
