package org.superpose.optics.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.optics.wave.PhysicalConstants;

/** Draws against the variances that they stand for. Where not said otherwise the tolerance is 4 standard errors: √(2/n) of a variance, 1/√n of σ for a mean. */
class ReceiverLawsTest {
    private static final double Q = PhysicalConstants.ELEMENTARY_CHARGE;
    private static final IntegrateAndDump GATE = new IntegrateAndDump(1e-6);

    /** Mean, variance and skewness 1/√mean of counts; 20 000 stands in the regime of the normal distribution, whose skewness is 0. */
    @ParameterizedTest
    @ValueSource(doubles = {0.02, 3, 47.3, 900, 9_999, 20_000})
    void countsArePoisson(double mean) {
        SplittableRandom random = new SplittableRandom(3);
        int draws = 50_000;
        double sum = 0;
        double squares = 0;
        double cubes = 0;
        for (int i = 0; i < draws; i++) {
            double deviation = Poisson.sample(mean, random) - mean;
            sum += deviation;
            squares += deviation * deviation;
            cubes += deviation * deviation * deviation;
        }
        assertEquals(0, sum / draws, 4 * Math.sqrt(mean / draws));
        assertEquals(mean, squares / draws, 4 * mean * Math.sqrt((2 + 1 / mean) / draws));
        double skewness = mean > 1e4 ? 0 : mean;
        double spread = Math.sqrt(15 * Math.pow(mean, 3) + 25 * mean * mean + mean);              // sixth central moment of Poisson
        assertEquals(skewness, cubes / draws, 4 * spread / Math.sqrt(draws));
    }

    /** Every count of 0 … 9 comes as often as Poisson's law says. */
    @Test
    void fewPhotonsFollowPoissonsProbabilities() {
        SplittableRandom random = new SplittableRandom(4);
        int draws = 200_000;
        int[] seen = new int[60];
        for (int i = 0; i < draws; i++) {
            seen[(int) Poisson.sample(3.2, random)]++;
        }
        PoissonDistribution law = new PoissonDistribution(3.2);
        for (int n = 0; n < 10; n++) {
            double p = law.probability(n);
            assertEquals(p, seen[n] / (double) draws, 4 * Math.sqrt(p * (1 - p) / draws), "count " + n);
        }
    }

    /** Shot noise is in the number of electrons, not added to it: every reading is a whole number of them. */
    @Test
    void readingsAreWholeElectrons() {
        Photodiode diode = new Photodiode(0.4, 1e-13);
        SplittableRandom random = new SplittableRandom(5);
        double perElectron = Q / GATE.time();
        for (int i = 0; i < 1000; i++) {
            double electrons = diode.sample(5e-12, RelativeIntensity.STEADY, GATE, random) / perElectron;
            assertEquals(Math.rint(electrons), electrons, 1e-9);
        }
    }

    /** Statistics of one detector's readings. */
    private static double[] moments(int draws, DoubleSupplier reading) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            double value = reading.getAsDouble();
            sum += value;
            squares += value * value;
        }
        double mean = sum / draws;
        return new double[] {mean, squares / draws - mean * mean};
    }

    /** Balanced homodyne: mean 2R Re(r* s), variance 2q R(|s|² + |r|²) B, the shot limit, for strong and weak references; dark currents cancel in the mean only. */
    @ParameterizedTest
    @CsvSource({"1e-9, 1e-6, 0", "1e-9, 1e-9, 0", "4e-11, 1e-10, 2e-11"})
    void balancedHomodyneReachesTheShotLimit(double signal, double reference, double dark) {
        BalancedPair pair = new BalancedPair(new Photodiode(0.4, dark), 60);
        SplittableRandom random = new SplittableRandom(6);
        double product = -0.6 * Math.sqrt(signal * reference);
        int draws = 20_000;
        double[] moments = moments(draws, () -> pair.sample(product, signal, reference, RelativeIntensity.STEADY, GATE, random));
        double variance = pair.shotVariance(signal, reference, GATE.bandwidth()) + pair.darkVariance(GATE.bandwidth());
        assertEquals(pair.difference(product), moments[0], 4 * Math.sqrt(variance / draws));
        assertEquals(variance, moments[1], 4 * variance * Math.sqrt(2.0 / draws));
    }

    /**
     * Both operands of a dot product are light, D = Σ (|a + b|² − |a − b|²)/2 with a = αx, b = βw and equal powers: σ_y = |x||w|/√n_tot, the standard quantum limit
     * (Hamerly et al., <i>Large-scale optical neural networks based on photoelectric multiplication</i>, Phys. Rev. X 9, 021032 (2019)).
     */
    @Test
    void dotProductOfTwoLightsHasTheStandardQuantumLimit() {
        double[] x = {0.3, -0.8, 0.5, 0.9, -0.1};
        double[] w = {-0.7, 0.2, 0.4, 0.6, 1.0};
        double xx = 0;
        double ww = 0;
        double xw = 0;
        for (int j = 0; j < x.length; j++) {
            xx += x[j] * x[j];
            ww += w[j] * w[j];
            xw += x[j] * w[j];
        }
        double total = 400;                                                   // electrons, all elements, both operands
        double perElectron = Q / GATE.time();                                 // W at 1 A/W
        double alpha = Math.sqrt(total / 2 / xx);
        double beta = Math.sqrt(total / 2 / ww);
        BalancedPair pair = new BalancedPair(new Photodiode(1, 0), 60);
        SplittableRandom random = new SplittableRandom(7);
        int draws = 20_000;
        double[] moments = moments(draws, () -> {
            double difference = 0;
            for (int j = 0; j < x.length; j++) {
                difference += pair.sample(alpha * beta * x[j] * w[j] * perElectron, alpha * alpha * x[j] * x[j] * perElectron, beta * beta * w[j] * w[j] * perElectron,
                        RelativeIntensity.STEADY, GATE, random);
            }
            return difference / perElectron / (2 * alpha * beta);
        });
        double law = xx * ww / total;
        assertEquals(xw, moments[0], 4 * Math.sqrt(law / draws));
        assertEquals(law, moments[1], 4 * law * Math.sqrt(2.0 / draws));
    }

    /**
     * Fixed weights, inputs as phases, a reference r: s = (a/√N) Σ w e^{iφ} with a² photons per beam gives σ_y = ½ √(N (1 + |s|²/|r|²)/a²), whatever the inputs are: the difference
     * counts 2|r| Re s with the variance |s|² + |r|².
     */
    @ParameterizedTest
    @ValueSource(doubles = {30, 3000})
    void dotProductOfFixedWeightsHasItsShotLimit(double reference) {
        double[] w = {0.9, -0.4, 0.1, -1, 0.7, 0.2};
        double[] phase = {0.3, 1.2, 2.9, 0.8, 1.5, 2.2};
        double photons = 40;
        double unit = Math.sqrt(photons / w.length);
        double re = 0;
        double im = 0;
        for (int j = 0; j < w.length; j++) {
            re += unit * w[j] * Math.cos(phase[j]);
            im += unit * w[j] * Math.sin(phase[j]);
        }
        double field = re;
        double signal = re * re + im * im;
        double perElectron = Q / GATE.time();                                 // W at 1 A/W
        BalancedPair pair = new BalancedPair(new Photodiode(1, 0), 60);
        SplittableRandom random = new SplittableRandom(15);
        int draws = 20_000;
        double[] moments = moments(draws, () -> pair.sample(Math.sqrt(reference) * field * perElectron, signal * perElectron, reference * perElectron, RelativeIntensity.STEADY, GATE, random)
                / perElectron / (2 * Math.sqrt(reference) * unit));
        double sigma = 0.5 * Math.sqrt(w.length * (1 + signal / reference) / photons);
        assertEquals(re / unit, moments[0], 4 * sigma / Math.sqrt(draws));
        assertEquals(sigma, Math.sqrt(moments[1]), 4 * sigma / Math.sqrt(2.0 * draws));
    }

    /** A common fluctuation ρ leaves ⟨ρ²⟩((I₊ − I₋)² + (I₊ + I₋)²/CMRR) beside the shot noise; a single diode keeps all of it. */
    @ParameterizedTest
    @CsvSource({"0, 20", "0, 400", "0.5, 400", "0.5, 20"})
    void balancedPairCancelsIntensityNoise(double overlap, double rejection) {
        BalancedPair pair = new BalancedPair(new Photodiode(0.4, 0), rejection);
        double power = 1e-6;
        double relative = 1e-4;                                               // variance of δP/P
        SplittableRandom random = new SplittableRandom(8);
        int draws = 20_000;
        double product = overlap * power;
        double[] moments = moments(draws, () -> pair.sample(product, power, power, RelativeIntensity.draw(relative, random), GATE, random));
        double law = pair.shotVariance(power, power, GATE.bandwidth())
                + relative * (Math.pow(pair.difference(product), 2) + Math.pow(pair.sum(power, power), 2) * Math.pow(10, -rejection / 10));
        assertEquals(law, moments[1], 4 * law * Math.sqrt(2.0 / draws));
        double[] single = moments(draws, () -> pair.diode().sample(power, RelativeIntensity.draw(relative, random), GATE, random));
        double all = Photodiode.shotVariance(0.4 * power, GATE.bandwidth()) + relative * Math.pow(0.4 * power, 2);
        assertEquals(all, single[1], 4 * all * Math.sqrt(2.0 / draws));
    }

    /** Detectors of one laser move together, those of two lasers do not: covariance ρ²I² and 0, each within 4 standard errors σ²/√n (a little more with correlation: √2). */
    @Test
    void intensityNoiseIsSharedPerLaser() {
        Photodiode diode = new Photodiode(0.4, 0);
        double power = 1e-6;
        double relative = 1e-4;
        SplittableRandom random = new SplittableRandom(9);
        int draws = 20_000;
        double together = 0;
        double apart = 0;
        double mean = diode.current(power);
        for (int i = 0; i < draws; i++) {
            RelativeIntensity one = RelativeIntensity.draw(relative, random);
            RelativeIntensity other = RelativeIntensity.draw(relative, random);
            double first = diode.sample(power, one, GATE, random) - mean;
            together += first * (diode.sample(power, one, GATE, random) - mean);
            apart += first * (diode.sample(power, other, GATE, random) - mean);
        }
        double law = relative * mean * mean;
        double spread = law + Photodiode.shotVariance(mean, GATE.bandwidth());
        assertEquals(law, together / draws, 4 * spread * Math.sqrt(2.0 / draws));
        assertEquals(0, apart / draws, 4 * spread / Math.sqrt(draws));
    }

    @Test
    void noiseBandwidthsOfButterworthFilters() {
        assertEquals(1.571, new LowPass(1, 1).noiseBandwidth(), 5e-4);
        assertEquals(1.111, new LowPass(2, 1).noiseBandwidth(), 5e-4);
        assertEquals(1.026, new LowPass(4, 1).noiseBandwidth(), 5e-4);
    }

    /**
     * ½ f_s Σ h² of the filter's own impulse response is its noise bandwidth. The bilinear transform folds what an analog filter passes above Nyquist: one pole has
     * B/(1 + tan(πf_c/f_s)) × tan(x)/x, exactly; more poles pass far less there, but widen the scale by the same tan(x)/x - 1 = x²/3 at most.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void impulseResponseHasTheNoiseBandwidth(int poles) {
        double cutoff = 0.01;
        LowPass filter = new LowPass(poles, cutoff);
        double[] impulse = new double[20_001];
        impulse[1] = 1;
        double squares = 0;
        double sum = 0;
        for (double h : filter.filter(impulse, 1)) {
            squares += h * h;
            sum += h;
        }
        double x = Math.PI * cutoff;
        double law = filter.noiseBandwidth() * (poles == 1 ? Math.tan(x) / x / (1 + Math.tan(x)) : 1);
        assertEquals(1, sum, 1e-12);
        assertEquals(law, squares / 2, (poles == 1 ? 1e-12 : x * x) * law);
    }

    /** A sine at the cutoff keeps half of its power: the bilinear transform is exact there. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8})
    void halfOfThePowerPassesAtTheCutoff(int poles) {
        int period = 50;
        double[] trace = new double[period * 200];
        for (int k = 0; k < trace.length; k++) {
            trace[k] = Math.sin(2 * Math.PI * k / period);
        }
        double[] out = new LowPass(poles, 1.0 / period).filter(trace, 1);
        double power = 0;
        for (int k = trace.length - period; k < trace.length; k++) {
            power += out[k] * out[k] / period;
        }
        assertEquals(0.25, power, 1e-9);
    }

    /**
     * White noise over the Nyquist band, filtered once, has the variance 2qIB. Drawn for the filter's bandwidth and then filtered again it has the fraction B/f_N only:
     * that is what a chain that filters twice delivers. The first 1000 steps, in which the filter rises from the dark, are left out. Some 2B t independent values give standard errors √(2/(2Bt)).
     */
    @Test
    void noiseIsFilteredOnce() {
        double step = 1e-9;
        LowPass filter = new LowPass(2, 10e6);
        int samples = 400_000;
        double power = 1e-6;
        double[] light = new double[samples];
        Arrays.fill(light, power);
        Photodiode diode = new Photodiode(0.4, 0);
        double[] current = filter.filter(diode.trace(light, step, new SplittableRandom(10)), step);
        double[] moments = moments(Arrays.copyOfRange(current, 1000, samples));
        double law = Photodiode.shotVariance(0.4 * power, filter.noiseBandwidth());
        double independent = 2 * filter.noiseBandwidth() * samples * step;
        assertEquals(law, moments[1], 4 * law * Math.sqrt(2 / independent));
        double[] narrow = new double[samples];
        SplittableRandom random = new SplittableRandom(11);
        for (int k = 0; k < samples; k++) {
            narrow[k] = Math.sqrt(law) * random.nextGaussian();
        }
        assertEquals(law * filter.noiseBandwidth() * 2 * step, moments(filter.filter(narrow, step))[1], 4 * law * filter.noiseBandwidth() * 2 * step * Math.sqrt(2 / independent));
    }

    private static double[] moments(double[] trace) {
        int[] next = {0};
        return moments(trace.length, () -> trace[next[0]++]);
    }

    /** The amplifier's noise in time has the integral of its densities under |H|², here over 20 000 slices to 20 cutoffs, e_n through C_in (rising with f²) included. */
    @Test
    void amplifierTraceHasItsDensities() {
        TransimpedanceAmplifier amplifier = new TransimpedanceAmplifier(1e5, 2e-15, 5e-9, 4e-12);
        double cutoff = 5e6;
        LowPass filter = new LowPass(4, cutoff);
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            double f = (i + 0.5) / 1000 * cutoff;
            double density = 4 * PhysicalConstants.BOLTZMANN * 300 / 1e5 + 4e-30 + 25e-18 * (1e-10 + Math.pow(2 * Math.PI * f * 4e-12, 2));
            sum += density / (1 + Math.pow(f / cutoff, 8)) * cutoff / 1000;
        }
        double step = 2e-9;
        int samples = 500_000;
        double[] noise = filter.filter(amplifier.noise(samples, step, 300, new SplittableRandom(12)), step);
        assertEquals(sum, moments(noise)[1], 4 * sum * Math.sqrt(2 / (2 * cutoff * samples * step)));
    }

    /** One reading: the amplifier's variance in voltage, plus step²/12 of the converter. */
    @Test
    void readingsHaveTheAmplifiersNoise() {
        TransimpedanceAmplifier amplifier = new TransimpedanceAmplifier(1e5, 2e-15, 5e-9, 4e-12);
        Receiver receiver = new Receiver(amplifier, 300, 10, new Adc(16, 1));
        SplittableRandom random = new SplittableRandom(13);
        int draws = 20_000;
        double[] moments = moments(draws, () -> receiver.read(1e-6, GATE, random));
        double law = amplifier.inputVariance(GATE.bandwidth(), 300) * 1e10 + Math.pow(receiver.converter().step(), 2) / 12;
        assertEquals(0.1, moments[0], 4 * Math.sqrt(law / draws));
        assertEquals(law, moments[1], 4 * law * Math.sqrt(2.0 / draws));
    }

    /** Up to the rails the receiver is linear, beyond it stays there; the converter's own end comes after. */
    @Test
    void railsSaturateBeforeTheConverter() {
        TransimpedanceAmplifier quiet = new TransimpedanceAmplifier(1e6, 0, 0, 0);
        SplittableRandom random = new SplittableRandom(14);
        IntegrateAndDump slow = new IntegrateAndDump(1);                      // 4kTB/R_f: 0.09 µV on 1 MΩ
        Receiver railed = new Receiver(quiet, 300, 0.75, new Adc(8, 1));
        double halfStep = railed.converter().step() / 2 + 1e-6;
        assertEquals(0.5, railed.read(0.5e-6, slow, random), halfStep);
        assertEquals(0.75, railed.read(0.9e-6, slow, random), halfStep);
        assertEquals(-0.75, railed.read(-5e-6, slow, random), halfStep);
        Receiver wide = new Receiver(quiet, 300, 3, new Adc(8, 1));
        assertEquals(1 - wide.converter().step(), wide.read(2e-6, slow, random), 1e-12);
        double[] trace = railed.trace(new double[] {2e-6, 2e-6, 2e-6, 2e-6}, 1e-3, new LowPass(1, 100), random);
        assertEquals(0.75, trace[3], halfStep);
    }

    @Test
    void mistakesAreNamed() {
        BalancedPair pair = new BalancedPair(new Photodiode(0.4, 0), 60);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> pair.sample(3, 1, 1, RelativeIntensity.STEADY, GATE, new SplittableRandom(1))).getMessage().contains("cannot exceed"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new LowPass(2, 1e6).filter(new double[3], 1e-6)).getMessage().contains("needs steps below"));
        assertThrows(IllegalArgumentException.class, () -> new LowPass(0, 1e6));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> pair.diode().sample(-1e-9, RelativeIntensity.STEADY, GATE, new SplittableRandom(1))).getMessage().contains("0 or more"));
        assertThrows(IllegalArgumentException.class, () -> Poisson.sample(Double.NaN, new SplittableRandom(1)));
        assertThrows(IllegalArgumentException.class, () -> Poisson.sample(-1, new SplittableRandom(1)));
    }
}
