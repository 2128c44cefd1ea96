package org.superpose.optics.propagation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BeamArrayTest {
    private static final BeamArray BEAMS = new BeamArray(8, 500e-6, 50e-6, 532e-9, 0.2);

    @Test
    void onAxisTheIrradianceIsThatOfTheSumOfPhasors() {
        SplittableRandom random = new SplittableRandom(3);
        double[] phase = random.doubles(64, 0, 2 * Math.PI).toArray();
        double[] amplitude = random.doubles(64, 0, 1).toArray();
        double re = 0;
        double im = 0;
        for (int j = 0; j < 64; j++) {
            re += amplitude[j] * Math.cos(phase[j]);
            im += amplitude[j] * Math.sin(phase[j]);
        }
        double peak = 2 / (Math.PI * BEAMS.spotRadius() * BEAMS.spotRadius());
        assertEquals(peak * (re * re + im * im), BEAMS.irradiance(amplitude, phase, new double[] {0}, new double[] {0})[0][0], 1e-12 * peak * 64);
    }

    /** λf/p = 212.8 µm: moved by a period, equal beams repeat but for the envelope. */
    @Test
    void patternRepeatsEveryWavelengthTimesFocalLengthOverPitch() {
        assertEquals(212.8e-6, BEAMS.period(), 1e-9);
        double[] amplitude = new double[64];
        Arrays.fill(amplitude, 1);
        double[] x = {20e-6, 20e-6 + BEAMS.period()};
        double[] row = BEAMS.irradiance(amplitude, new double[64], x, new double[] {0})[0];
        double envelope = Math.exp(-2 * (x[1] * x[1] - x[0] * x[0]) / Math.pow(BEAMS.spotRadius(), 2));
        assertEquals(envelope, row[1] / row[0], 1e-9);
    }

    /** Parseval: the lens keeps the power. Neighbours 10 radii apart overlap by e^{−50}; the trapezoidal sum over ±4 radii misses e^{−32}. */
    @Test
    void powerInTheFocalPlaneIsThePowerOfTheBeams() {
        SplittableRandom random = new SplittableRandom(4);
        double[] phase = random.doubles(64, 0, 2 * Math.PI).toArray();
        double[] amplitude = random.doubles(64, 0, 1).toArray();
        int points = 401;
        double reach = 4 * BEAMS.spotRadius();
        double[] x = new double[points];
        for (int i = 0; i < points; i++) {
            x[i] = reach * (2.0 * i / (points - 1) - 1);
        }
        double cell = Math.pow(2 * reach / (points - 1), 2);
        double power = 0;
        for (double[] row : BEAMS.irradiance(amplitude, phase, x, x)) {
            power += Arrays.stream(row).sum() * cell;
        }
        double sent = Arrays.stream(amplitude).map(a -> a * a).sum();
        assertEquals(sent, power, 1e-9 * sent);
    }
}
