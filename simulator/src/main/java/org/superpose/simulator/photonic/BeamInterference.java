package org.superpose.simulator.photonic;

import java.util.Arrays;
import org.superpose.optics.element.FourierLens;
import org.superpose.optics.source.BeamArray;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Image;

/**
 * The N input beams of one sample, each with the phase arccos u of its input, brought together by a lens: equal Gaussian beams on a square array in its
 * front focal plane, irradiance in its back focal plane.
 */
public final class BeamInterference {
    /** Millimetre-scale optics: pitch 500 µm, 1/e field radius 50 µm, focal length 200 mm. */
    private static final double PITCH = 500e-6;
    private static final double RADIUS = 50e-6;
    private static final double FOCAL_LENGTH = 0.2;
    /** Samples per radius: the Gaussian's spectrum at the edge of their band is e^{−4π²} of its peak. */
    private static final int SAMPLES_PER_RADIUS = 4;
    /** Periods of the pattern that the picture shows on each side of the axis. */
    private static final double PERIODS = 2;

    private final double[] positions;
    private final double[][] irradiance;
    private final double period;

    /**
     * @param inputs     u in [−1, 1], at least one, row by row; a square array that is not filled stays dark at its end
     * @param power      of all beams together [W]
     * @param wavelength λ [m]
     * @param points     along each side of the picture, odd, at least 3
     */
    public BeamInterference(double[] inputs, double power, double wavelength, int points) {
        int side = (int) Math.ceil(Math.sqrt(inputs.length));
        double[] amplitude = new double[side * side];
        double[] phase = new double[side * side];
        for (int j = 0; j < inputs.length; j++) {
            if (!(Math.abs(inputs[j]) <= 1)) {
                throw new IllegalArgumentException("beam interference: inputs must lie in [-1, 1], input " + j + " is " + inputs[j] + "; divide by the input range");
            }
            amplitude[j] = Math.sqrt(1.0 / inputs.length);
            phase[j] = StrictMath.acos(inputs[j]);
        }
        period = wavelength * FOCAL_LENGTH / PITCH;
        positions = YoungFringes.axis(PERIODS * period, points);
        double step = RADIUS / SAMPLES_PER_RADIUS;
        Grid front = Grid.square(2 * (int) Math.ceil((side * PITCH / 2 + 6 * RADIUS) / step), step);
        Grid back = Grid.square(points, positions[1] - positions[0]);
        Image image = FourierLens.between(front, back, wavelength, FOCAL_LENGTH, 1)
                .apply(new BeamArray(side, side, PITCH, RADIUS, amplitude, phase).on(front, wavelength, power)).irradiance();
        irradiance = new double[points][];
        for (int j = 0; j < points; j++) {
            irradiance[j] = image.row(j);
        }
    }

    /** Positions [m] along both axes of the picture, a copy. */
    public double[] positions() {
        return positions.clone();
    }

    /** Irradiance [W/m²], [rows × columns], a copy. */
    public double[][] irradiance() {
        return Arrays.stream(irradiance).map(double[]::clone).toArray(double[][]::new);
    }

    /** Period of the pattern λf/pitch [m]. */
    public double period() {
        return period;
    }
}
