package org.superpose.simulator.electronic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.passive.PreferredValues;
import org.superpose.simulator.hardware.WeightStorage;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStreams;

class WeightStoreTest {
    private static final double T = 300.15;
    private static final double PORT = 0.0568;
    private static final int N = 20_000;

    private static WeightStore.Column write(WeightStorage storage, String only, double temperature, double... fractions) {
        NoiseControl noise = only == null ? NoiseControl.none() : NoiseControl.all().withOnly(only);
        return new WeightStore(storage, noise, temperature, T, PORT).write(fractions, RandomStreams.of(5), 0);
    }

    private static double[] many(double fraction) {
        double[] fractions = new double[N];
        Arrays.fill(fractions, fraction);
        return fractions;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
    }

    /** Four standard errors of the variance of N normal draws. */
    private static void assertVariance(double expected, double[] values) {
        assertEquals(expected, variance(values), 4 * expected * StrictMath.sqrt(2.0 / N));
    }

    @Test
    void capacitorIsWrittenWithKTOverC() {
        double[] c = write(new WeightStorage.Capacitor(1e-12, 1e-15, 0.3, 1e-2, 1e-16, 0), "kT/C", T, many(0.4)).fraction;
        assertVariance(1.380649e-23 * T / 1e-12 / (PORT * PORT), c);
        assertEquals(0.4, mean(c), 4 * StrictMath.sqrt(variance(c) / N));
    }

    @Test
    void chargeInjectionStepsByQOverC() {
        assertVariance(StrictMath.pow(2e-16 / 1e-12 / PORT, 2), write(new WeightStorage.Capacitor(1e-12, 0, 0, 1e-2, 2e-16, 0), "charge injection", T, many(0.4)).fraction);
    }

    /** The rows are refreshed in turn: the last one has waited longest, and every one has lost I t/C. */
    @Test
    void capacitorDroopsByLeakageTimesAgeOverC() {
        double[] c = write(new WeightStorage.Capacitor(2e-12, 3e-15, 0, 20e-3, 0, 0), "droop", T, 0.5, 0.5, -0.5, 0.5).fraction;
        for (int i = 0; i < 4; i++) {
            double lost = 3e-15 * 20e-3 * (i + 1) / 4 / 2e-12 / PORT;
            assertEquals((i == 2 ? -0.5 : 0.5) - lost, c[i], 1e-14);
        }
    }

    @Test
    void resistorsAreOfTheSeriesAndWithinTolerance() {
        WeightStorage.Resistor e24 = new WeightStorage.Resistor(WeightStorage.Series.E24, 10e3, 1e6, 0.05, 100e-6);
        WeightStore.Column exact = write(e24, null, T, 1, -0.37, 0.0101, 0.0099, 0);
        assertEquals(1, exact.fraction[0], 1e-15);
        assertEquals(-10e3 / PreferredValues.E24.nearest(10e3 / 0.37), exact.fraction[1], 1e-15);
        assertEquals(1 / 1e6, exact.conductance[2], 1e-20);                   // 990 kΩ is sold as 1 MΩ
        assertEquals(0, exact.fraction[3]);                                   // 1.01 MΩ is left out
        assertEquals(0, exact.conductance[4]);
        double[] spread = write(e24, "resistor tolerance", T, many(1)).fraction;
        for (double c : spread) {
            assertTrue(StrictMath.abs(StrictMath.log(c)) <= 0.05);
        }
        double third = 0.05 * 0.05 / 3;                                       // of an even spread of ln R; kurtosis 1.8 makes the standard error smaller still
        assertVariance(third, Arrays.stream(spread).map(StrictMath::log).toArray());
    }

    @Test
    void resistorsChangeWithTemperatureByTheirOwnCoefficients() {
        WeightStorage.Resistor made = new WeightStorage.Resistor(WeightStorage.Series.NONE, 10e3, 1e6, 0.01, 100e-6);
        assertEquals(0, variance(write(made, "temperature coefficient", T, many(0.5)).fraction), 1e-30);
        double[] warm = write(made, "temperature coefficient", T + 40, many(0.5)).fraction;
        assertVariance(StrictMath.pow(40 * 100e-6, 2), Arrays.stream(warm).map(c -> 0.5 / c).toArray());
    }

    @Test
    void codesAreRoundedToTheirSteps() {
        double[] fractions = new double[2001];
        for (int k = 0; k < fractions.length; k++) {
            fractions[k] = -1 + k / 1000.0;
        }
        double[] dac = write(WeightStorage.Dac.defaults(), null, T, fractions).fraction;
        double[] potentiometer = write(WeightStorage.Potentiometer.defaults(), null, T, fractions).fraction;
        for (int k = 0; k < fractions.length; k++) {
            assertEquals(fractions[k], dac[k], 0.5 / 127 + 1e-12);
            assertEquals(StrictMath.rint(dac[k] * 127), dac[k] * 127, 1e-12);
            assertEquals(fractions[k], potentiometer[k], 1.0 / 255 + 1e-12);
        }
        assertEquals(0, dac[1000]);
        assertEquals(-1, dac[0]);
        assertEquals(1, potentiometer[2000]);
    }

    /** The string of steps is held at both ends and worst in the middle: σ² k(n − k)/n; the integral error is the same everywhere. */
    @Test
    void nonlinearityWandersBetweenTheEnds() {
        WeightStorage.Dac dac = new WeightStorage.Dac(8, 0, 0.1);
        assertEquals(0, variance(write(dac, "converter nonlinearity", T, many(1)).fraction), 1e-30);
        assertVariance(StrictMath.pow(0.1 / 127, 2) * 254 / 4, write(dac, "converter nonlinearity", T, many(0)).fraction);
        assertVariance(StrictMath.pow(0.3 / 127, 2), write(new WeightStorage.Dac(8, 0.3, 0), "converter nonlinearity", T, many(1)).fraction);
    }

    /** Joshi et al. 2020: σ = −1.1731 g² + 1.9650 g + 0.2635 µS; far enough from 0 that no conductance is cut. */
    @Test
    void conductancesMissTheirTargetByTheProgrammingError() {
        WeightStorage.ConductancePair pcm = WeightStorage.ConductancePair.pcm();
        double[] c = write(pcm, "programming", T, many(0.6)).fraction;
        double sigma = -1.1731 * 0.36 + 1.9650 * 0.6 + 0.2635;
        // the other device stands at 0 and keeps the positive half of σ₀ = 0.2635 µS: variance σ₀² (1/2 − 1/2π)
        double idle = 0.2635 * 0.2635 * (0.5 - 0.5 / StrictMath.PI);
        assertEquals((sigma * sigma + idle) / 625, variance(c), 4 * variance(c) * StrictMath.sqrt(2.0 / N));
    }

    @Test
    void conductancesDriftByAPowerOfTime() {
        WeightStorage.ConductancePair pcm = WeightStorage.ConductancePair.pcm();
        WeightStorage.ConductancePair same = new WeightStorage.ConductancePair(0, 25e-6, 0, 0, 0, WeightStorage.LogLaw.constant(0.05),
                WeightStorage.LogLaw.constant(0), 2e4, 20, 0, 0, 0, 250e-9, 0);
        assertEquals(0.7 * StrictMath.pow(1000, -0.05), write(same, "drift", T, 0.7).fraction[0], 1e-14);
        assertEquals(0.7, write(pcm, "drift", T, 0.7).fraction[0], 1e-14);                        // at t₀
        double[] aged = Arrays.stream(write(pcm.atAge(2e4), "drift", T, many(-0.7)).fraction).map(c -> StrictMath.log(-c / 0.7) / -StrictMath.log(1000)).toArray();
        assertEquals(0.049, mean(aged), 4 * 0.008 / StrictMath.sqrt(N));
        assertVariance(0.008 * 0.008, aged);
    }

    /** Half of the stuck devices stand at either end. */
    @Test
    void stuckDevicesStandAtTheEnds() {
        double[] c = write(WeightStorage.ConductancePair.pcm().withStuck(0.1), "stuck-at", T, many(0.5)).fraction;
        double error = 4 * StrictMath.sqrt(0.05 * 0.95 / N);
        assertEquals(0.05 * 0.95, Arrays.stream(c).filter(v -> v == 1).count() / (double) N, error);         // G₊ at the top, G₋ not
        assertEquals(0.05 * 0.95, Arrays.stream(c).filter(v -> v == 0).count() / (double) N, error);
        assertEquals(0.05 * 0.90, Arrays.stream(c).filter(v -> v == -0.5).count() / (double) N, error);       // G₋ at the top, G₊ free
    }

    @Test
    void readNoiseIsRelativeToTheConductance() {
        WeightStore.Column column = write(WeightStorage.ConductancePair.pcm(), "read noise", T, 0.3, -1, 0);
        double band = StrictMath.log((20 + 250e-9) / 500e-9);
        assertEquals(StrictMath.pow(0.3 * 0.0088 * StrictMath.pow(0.3, -0.65), 2) * band, column.readVariance[0], 1e-15);
        assertEquals(0.0088 * 0.0088 * band, column.readVariance[1], 1e-15);
        assertEquals(0, column.readVariance[2]);
    }
}
