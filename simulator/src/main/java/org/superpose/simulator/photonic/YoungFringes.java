package org.superpose.simulator.photonic;

import java.util.Arrays;
import java.util.List;
import org.superpose.optics.element.Aperture;
import org.superpose.optics.element.DoubleSlit;
import org.superpose.optics.element.Mask;
import org.superpose.optics.propagation.RayleighSommerfeld;
import org.superpose.optics.source.PlaneWave;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Opening;

/** Young's double slit on a screen: the direct sum of wavelets along a line and as an image, and the closed far-field law beside it. Irradiance relative to the peak of the line. */
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
     * @param points     positions along the line and across the image, odd, at least 3; the image has half as many rows
     */
    public YoungFringes(double wavelength, double width, double separation, double height, double distance, double reach, int points) {
        DoubleSlit slits = new DoubleSlit(width, separation);
        positions = axis(reach, points);
        heights = axis(reach / 2, (points + 1) / 2);
        double[] line = irradiance(slits.openings(), width, wavelength, distance, positions);
        double peak = line[points / 2];
        irradiance = Arrays.stream(line).map(value -> value / peak).toArray();
        farField = Arrays.stream(positions).map(x -> slits.farField(x, wavelength, distance)).toArray();
        image = product(line, irradiance(List.of(new Opening(0, height)), height, wavelength, distance, heights));
        fringeSpacing = slits.fringeSpacing(wavelength, distance);
        envelopeZero = slits.envelopeZero(wavelength, distance);
    }

    /** 532 nm, slits of 40 µm × 200 µm, 250 µm apart, a screen of ±16 mm at 1 m. */
    public static YoungFringes standard() {
        return new YoungFringes(532e-9, 40e-6, 250e-6, 200e-6, 1, 16e-3, 1201);
    }

    static double[] axis(double reach, int points) {
        if (points < 3 || points % 2 == 0) {
            throw new IllegalArgumentException("picture: the number of points must be odd and at least 3, so that one lies on the axis, got " + points);
        }
        double[] axis = new double[points];
        for (int i = 0; i < points; i++) {
            axis[i] = reach * (2.0 * i / (points - 1) - 1);
        }
        return axis;
    }

    /** Wavelet by wavelet behind long openings that are lit by a plane wave, 400 wavelets for each width; relative to the irradiance on the openings. */
    private static double[] irradiance(List<Opening> openings, double width, double wavelength, double distance, double[] at) {
        double step = width / 400;
        double reach = openings.stream().mapToDouble(opening -> Math.abs(opening.centre()) + opening.width() / 2).max().orElseThrow();
        Grid plane = new Grid(2 * (int) Math.ceil(reach / step) + 3, 1, step, 1);
        Grid screen = new Grid(at.length, 1, at[1] - at[0], 1);
        return RayleighSommerfeld.between(plane, screen, wavelength, distance)
                .apply(Mask.of(plane, new Aperture.Slits(openings)).apply(PlaneWave.straight().on(plane, wavelength, plane.width() * plane.height()))).irradiance().values();
    }

    /** Fresnel's approximation: the wavelets' phase splits into a part of x and a part of y (Goodman, section 4.2). Relative to the brightest point. */
    private static double[][] product(double[] across, double[] down) {
        double peak = Arrays.stream(across).max().orElseThrow() * Arrays.stream(down).max().orElseThrow();
        return Arrays.stream(down).mapToObj(y -> Arrays.stream(across).map(x -> x * y / peak).toArray()).toArray(double[][]::new);
    }

    /** Positions across the slits [m], a copy. */
    public double[] positions() {
        return positions.clone();
    }

    /** Sum of wavelets at the positions, relative to the axis, a copy. */
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

    /** Sum of wavelets on the screen relative to its brightest point [heights × positions], a copy. */
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
