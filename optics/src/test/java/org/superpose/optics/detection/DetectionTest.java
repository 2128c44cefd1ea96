package org.superpose.optics.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.optics.wave.PhysicalConstants;

class DetectionTest {
    private static final double Q = PhysicalConstants.ELEMENTARY_CHARGE;

    /** 2qIB over 1/(2τ) is √N electrons; drawn from Poisson the variance agrees within 4 standard errors (√(2/draws) of it). */
    @ParameterizedTest
    @ValueSource(doubles = {20, 1000})
    void integratedShotNoiseIsPoisson(double electrons) {
        double time = 1e-6;
        double current = electrons * Q / time;
        double law = Photodiode.shotVariance(current, new IntegrateAndDump(time).bandwidth()) * Math.pow(time / Q, 2);
        assertEquals(electrons, law, 1e-12 * electrons);
        PoissonDistribution poisson = new PoissonDistribution(new Well19937c(5), electrons, 1e-12, 10_000);
        int draws = 40_000;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            squares += Math.pow(poisson.sample() - electrons, 2);
        }
        assertEquals(law, squares / draws, 4 * law * Math.sqrt((2 + 1 / electrons) / draws));
    }

    @Test
    void everyPhotonMakesAnElectronAtUnitEfficiency() {
        assertEquals(0.42908, Photodiode.ofQuantumEfficiency(1, 532e-9, 0).responsivity(), 1e-5);     // λ / 1239.84 nm
    }

    /** The two diodes see |s ± r|²/2: difference 2R Re(r* s), sum R(|s|² + |r|²). */
    @Test
    void balancedPairIsLinearAndSigned() {
        BalancedPair pair = new BalancedPair(new Photodiode(0.4, 1e-9), 40);
        double s = -0.003;
        double r = 0.02;
        double plus = pair.diode().current(Math.pow(s + r, 2) / 2);
        double minus = pair.diode().current(Math.pow(s - r, 2) / 2);
        assertEquals(plus - minus, pair.difference(s * r), 1e-18);
        assertEquals(plus + minus - 2e-9, pair.sum(s * s, r * r), 1e-18);
        double bandwidth = 1e6;
        assertEquals(Photodiode.shotVariance(plus, bandwidth) + Photodiode.shotVariance(minus, bandwidth),
                pair.shotVariance(s * s, r * r, bandwidth) + pair.darkVariance(bandwidth), 1e-30);
        assertEquals(0.01, pair.commonModeAmplitude(), 1e-15);
    }

    /** RIN overtakes shot noise at I = 2q / 10^{RIN/10}. */
    @Test
    void relativeIntensityNoiseOvertakesShotNoiseAtItsCurrent() {
        double rin = -150;
        double current = 2 * Q / Math.pow(10, rin / 10);
        double bandwidth = 1e6;
        double intensity = new org.superpose.optics.source.Laser(532e-9, 1e-3, rin, 0).intensityVariance(bandwidth);
        assertEquals(Photodiode.shotVariance(current, bandwidth), intensity * current * current, 1e-12 * intensity * current * current);
    }

    /** The band average of (2πfC e_n)² is a third of its value at the edge, here summed over 100 000 slices. */
    @Test
    void amplifierNoiseIsTheIntegralOfItsDensities() {
        TransimpedanceAmplifier amplifier = new TransimpedanceAmplifier(1e5, 2e-15, 5e-9, 4e-12);
        double bandwidth = 5e6;
        int slices = 100_000;
        double sum = 0;
        for (int i = 0; i < slices; i++) {
            double f = (i + 0.5) / slices * bandwidth;
            double admittance = 1 / Math.pow(1e5, 2) + Math.pow(2 * Math.PI * f * 4e-12, 2);
            sum += (4 * PhysicalConstants.BOLTZMANN * 300 / 1e5 + 4e-30 + 25e-18 * admittance) * bandwidth / slices;
        }
        assertEquals(sum, amplifier.inputVariance(bandwidth, 300), 1e-9 * sum);
    }

    /** step²/12 within 4 standard errors, and no bias: a truncating converter would be off by half a step. */
    @Test
    void converterNoiseIsTheStepOverRoot12WithoutBias() {
        Adc adc = new Adc(8, 1);
        SplittableRandom random = new SplittableRandom(6);
        int draws = 100_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            double value = random.nextDouble(-0.9, 0.9);
            double error = adc.convert(value) - value;
            sum += error;
            squares += error * error;
        }
        double variance = adc.step() * adc.step() / 12;
        assertEquals(0, sum / draws, 4 * Math.sqrt(variance / draws));
        assertEquals(variance, squares / draws, 4 * variance * Math.sqrt(0.8 / draws));     // kurtosis 1.8 of a uniform variable
        assertEquals(0, adc.convert(0), 0);
    }

    /** A sine that just fills the converter: 6.02 b + 1.76 dB (Bennett 1948), the finest of its harmonics aside; from 8 bits on they cost less than 0.1 dB. */
    @ParameterizedTest
    @ValueSource(ints = {8, 10, 12})
    void fullScaleSineKeeps6DecibelsPerBit(int bits) {
        Adc adc = new Adc(bits, 1);
        int samples = 1 << 18;
        double noise = 0;
        for (int k = 0; k < samples; k++) {
            double sine = (1 - adc.step()) * Math.sin(2 * Math.PI * 0.6180339887498949 * k);
            noise += Math.pow(adc.convert(sine) - sine, 2) / samples;
        }
        assertEquals(6.0206 * bits + 1.7609, 10 * Math.log10(0.5 * Math.pow(1 - adc.step(), 2) / noise), 0.1);
    }

    @Test
    void converterClipsBeyondItsCodes() {
        Adc adc = new Adc(4, 1);
        assertEquals(-1, adc.convert(-3), 0);
        assertEquals(0.875, adc.convert(3), 0);
        assertTrue(adc.clips(0.95) && adc.clips(-1.07));
        assertFalse(adc.clips(0.93) || adc.clips(-1.06));
    }
}
