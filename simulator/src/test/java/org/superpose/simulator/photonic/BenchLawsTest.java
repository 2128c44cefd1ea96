package org.superpose.simulator.photonic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.optics.wave.PhysicalConstants;
import org.superpose.simulator.analog.AnalogNetwork;
import org.superpose.simulator.hardware.OpticalHardware;
import org.superpose.simulator.mapping.OpticalLayerPlan;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/** The laws of one bench, each seen through the outputs of a chip. */
class BenchLawsTest {
    private static final int READS = 40_000;
    private static final Network NETWORK = Benches.network(20, 8, 2);
    private static final double[][] X = Benches.inputs(21, 1, 8, 0.1, 1);
    /** Inputs that drive each output to both ends, so that noise does not meet the converter's. */
    private static final double[][] CALIBRATION = corners();

    private static double[][] corners() {
        double[][] corners = new double[4][8];
        for (int c = 0; c < 4; c++) {
            double[] weights = NETWORK.layers().get(0).weights()[c / 2];
            for (int i = 0; i < 8; i++) {
                corners[c][i] = weights[i] > 0 == (c % 2 == 0) ? 1 : 0;
            }
        }
        return corners;
    }

    private static LayerBench bench(OpticalHardware hardware) {
        return new LayerBench(hardware, OpticalLayerPlan.of(NETWORK, hardware, CALIBRATION).get(0));
    }

    private static double[][] repeated(int reads) {
        double[][] rows = new double[reads][];
        Arrays.fill(rows, X[0]);
        return rows;
    }

    /** Outputs of one input in many samples, in units of a u, [output][sample]. */
    private static double[][] reads(OpticalHardware hardware, int reads) {
        LayerBench bench = bench(hardware);
        AnalogNetwork chip = new OpticalMachine(NETWORK, hardware, CALIBRATION).chip(RandomStreams.of(22).chip(0));
        double[] scale = bench.plan().outputScale();
        double[] bias = bench.plan().bias();
        double[][] y = new double[bias.length][reads];
        double[][] z = chip.run(repeated(reads), 0, 0).get(0).preActivation();
        for (int r = 0; r < reads; r++) {
            for (int o = 0; o < bias.length; o++) {
                y[o][r] = (z[r][o] - bias[o]) / scale[o];
            }
        }
        return y;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(double[] values) {
        return covariance(values, values);
    }

    private static double covariance(double[] a, double[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }
        return sum / (a.length - 1);
    }

    /** Σ a e^{iφ} of one output in a bench without errors: {in-phase, quadrature}. */
    private static double[] field(LayerBench bench, int output) {
        double[] a = bench.shownAmplitudes()[output];
        double re = 0;
        double im = 0;
        for (int j = 0; j < a.length; j++) {
            double u = X[0][j] / bench.plan().inputScale();
            re += a[j] * u;
            im += bench.hardware().split() ? 0 : a[j] * Math.sqrt(1 - u * u);
        }
        return new double[] {re, im};
    }

    /**
     * σ = ½ √(N (1 + |s|²/|r|²)/(η n_mac)) / g, from electrons counted on each diode and from the chip's folded noise; 40 000 draws know σ to 0.35 % (1σ).
     * The local oscillator is weak in half of the cases, so that the term |s|²/|r|² counts.
     */
    @ParameterizedTest
    @CsvSource({"false, 0.9, half-period", "false, 0.001, half-period", "true, 0.5, second-rail", "true, 0.001, second-rail"})
    void shotNoiseOfStaticWeightsKeepsItsLaw(boolean split, double localOscillator, String sign) {
        OpticalHardware hardware = Benches.hardware("split: " + split + ", localOscillator: " + localOscillator + ", laser: {power: 10nW, linewidth: 0}, throughput: 1, "
                + "mask: {bits: 30, phaseError: 0}, mirrors: {side: 1000, guard: 0, sign: " + sign + "}, adc: {bits: 32}, noise: {only: shot noise}");
        LayerBench bench = bench(hardware);
        double eta = hardware.detector().quantumEfficiency();
        double photons = bench.photonsPerMultiplication();
        double reference = bench.referencePower() * hardware.integrationTime() / bench.laser().photonEnergy();
        double[][] folded = reads(hardware, READS);
        RandomStream random = RandomStreams.of(23).named("photons").stream();
        for (int o = 0; o < 2; o++) {
            double[] field = field(bench, o);
            double perUnit = Math.sqrt(photons / 8) * bench.gain();                    // √photons
            double re = field[0] * perUnit;
            double im = field[1] * perUnit;
            double r = Math.sqrt(reference);
            double signal = re * re + im * im;
            double law = 0.5 * Math.sqrt(8 * (1 + signal / reference) / (eta * photons)) / bench.gain();
            assertEquals(law, bench.shotNoise(Math.pow(bench.fieldPerUnit(), 2) * (field[0] * field[0] + field[1] * field[1])), 1e-9 * law);
            double[] counted = new double[READS];
            for (int k = 0; k < READS; k++) {
                int plus = random.poisson(eta * ((re + r) * (re + r) + im * im) / 2);
                int minus = random.poisson(eta * ((re - r) * (re - r) + im * im) / 2);
                counted[k] = (plus - minus) / (2 * eta * r * perUnit);
            }
            assertEquals(law, Math.sqrt(variance(counted)), 0.02 * law, "counted");
            assertEquals(law, Math.sqrt(variance(folded[o])), 0.02 * law, "folded");
            assertEquals(field[0], mean(folded[o]), 4 * law / Math.sqrt(READS), "the mean is a u");
        }
    }

    /** A local oscillator of a thousandth of the light makes |s|²/|r|² of order one, so the test above sees that term. */
    @Test
    void weakLocalOscillatorMakesTheSignalsOwnShotNoiseVisible() {
        LayerBench bench = bench(Benches.hardware("split: false, localOscillator: 0.001, throughput: 1, mirrors: {side: 1000, guard: 0}"));
        double[] field = field(bench, 0);
        double ratio = Math.pow(bench.fieldPerUnit(), 2) * (field[0] * field[0] + field[1] * field[1]) / bench.referencePower();
        assertTrue(ratio > 0.5, "|s|²/|r|² = " + ratio);
    }

    /**
     * One normal per output stands for electrons of light and dark current on each diode, the amplifier's and the converter's noise, each drawn here by
     * itself: mean and variance within 4 standard errors of both Monte Carlos.
     */
    @Test
    void foldedNoiseHasTheMomentsOfEveryDrawByItself() {
        OpticalHardware hardware = Benches.hardware("laser: {power: 1uW, linewidth: 0, rin: -300}, adc: {bits: 16, noise: 1000}, detector: {darkCurrent: 1nA}, split: false, "
                + "mask: {bits: 30, phaseError: 0}, mirrors: {side: 1000, guard: 0}, referencePhase: {offset: 0, drift: 0}, amplifier: {feedback: 10M}");
        LayerBench bench = bench(hardware);
        double time = hardware.integrationTime();
        double perElectron = PhysicalConstants.ELEMENTARY_CHARGE / time;
        double eta = hardware.detector().quantumEfficiency();
        double photon = bench.laser().photonEnergy();
        double[][] folded = reads(hardware, READS);
        RandomStream random = RandomStreams.of(24).named("brute force").stream();
        for (int o = 0; o < 2; o++) {
            double[] field = field(bench, o);
            double re = field[0] * bench.fieldPerUnit();
            double im = field[1] * bench.fieldPerUnit();
            double r = Math.sqrt(bench.referencePower());
            double dark = hardware.detector().darkCurrent() / perElectron;
            double thermal = Math.sqrt(4 * PhysicalConstants.BOLTZMANN * hardware.temperature() / 10e6 / (2 * time));
            double opAmp = Math.sqrt(bench.amplifier().inputVariance(bench.bandwidth(), hardware.temperature()) - thermal * thermal);
            double step = 2 * bench.plan().largestOutput() * bench.currentPerUnit() / 65536;
            double[] brute = new double[READS];
            for (int k = 0; k < READS; k++) {
                double plus = random.poisson(eta * ((re + r) * (re + r) + im * im) / 2 * time / photon) + random.poisson(dark);
                double minus = random.poisson(eta * ((re - r) * (re - r) + im * im) / 2 * time / photon) + random.poisson(dark);
                double current = (plus - minus) * perElectron + thermal * random.normal() + opAmp * random.normal() + 1000 * step * random.normal();
                brute[k] = current / bench.currentPerUnit();
            }
            double variance = variance(brute);
            assertEquals(mean(brute), mean(folded[o]), 4 * Math.sqrt(2 * variance / READS));
            assertEquals(variance, variance(folded[o]), 4 * variance * Math.sqrt(4.0 / READS));
        }
    }

    /** Halving a reference phase error halves the error of a single phase, and quarters that of a split superpixel: sin and 1 − cos. */
    @ParameterizedTest
    @CsvSource({"false, 2", "true, 4"})
    void splitSuperpixelsFeelThePhaseOfTheReferenceAtSecondOrderOnly(boolean split, double ratio) {
        String yaml = Benches.FINE + ", laser: {linewidth: 0}, referencePhase: {offset: 0.02, drift: 0}, split: " + split;
        double[] error = new double[2];
        for (int k = 0; k < 2; k++) {
            NoiseControl noise = new NoiseControl(k == 0 ? 1 : 0.5, Sources.REFERENCE_PHASE);
            double quiet = reads(Benches.hardware(yaml).withNoise(NoiseControl.none()), 1)[0][0];
            error[k] = reads(Benches.hardware(yaml).withNoise(noise), 1)[0][0] - quiet;
        }
        assertEquals(ratio, error[0] / error[1], 0.15);                       // next order: 0.02 rad times quadrature over signal
    }

    /**
     * Independent phase errors of the mask's pixels leave e^{−σ²/2} of the mean and, for each product, the variance
     * ½(1 + e^{−2σ²} cos 2φ) − e^{−σ²} cos² φ of cos(φ + ε). 4000 chips; 4 standard errors, the variance's kurtosis taken as that of a normal sum.
     */
    @Test
    void phaseErrorsOfTheMaskKeepTheirMoments() {
        double sigma = 0.3;
        OpticalHardware hardware = Benches.hardware("mask: {bits: 30, phaseError: 0.3}, adc: {bits: 32}, mirrors: {side: 1000, guard: 0}, laser: {linewidth: 0}, "
                + "split: false, noise: {only: phase errors}");
        LayerBench bench = bench(hardware);
        OpticalMachine machine = new OpticalMachine(NETWORK, hardware, CALIBRATION);
        int chips = 4000;
        double[] y = new double[chips];
        for (int c = 0; c < chips; c++) {
            double z = machine.chip(RandomStreams.of(26).chip(c)).run(X, 0, 0).get(0).preActivation()[0][0];
            y[c] = (z - bench.plan().bias()[0]) / bench.plan().outputScale()[0];
        }
        double variance = 0;
        for (int j = 0; j < 8; j++) {
            double u = X[0][j] / bench.plan().inputScale();
            double product = 0.5 * (1 + Math.exp(-2 * sigma * sigma) * (2 * u * u - 1)) - Math.exp(-sigma * sigma) * u * u;
            variance += Math.pow(bench.shownAmplitudes()[0][j], 2) * product;
        }
        assertEquals(Math.exp(-sigma * sigma / 2) * field(bench, 0)[0], mean(y), 4 * Math.sqrt(variance / chips));
        assertEquals(variance, variance(y), 4 * variance * Math.sqrt(2.0 / chips));
    }

    /** Rounding in phase, mirrors and converter moves an output by no more than each of the three may, taken together. */
    @ParameterizedTest
    @CsvSource({"4, 16, 8, true", "8, 16, 10, false", "6, 8, 12, true"})
    void levelsMoveOutputsByAtMostTheirClosedForms(int maskBits, int side, int adcBits, boolean split) {
        OpticalHardware hardware = Benches.hardware("mask: {bits: " + maskBits + "}, mirrors: {side: " + side + "}, adc: {bits: " + adcBits + "}, split: " + split
                + ", laser: {linewidth: 0}, noise: {scale: 0}");
        double[][] x = Benches.inputs(27, 50, 8, 0, 1);
        OpticalLayerPlan plan = OpticalLayerPlan.of(NETWORK, hardware, x).get(0);
        LayerBench bench = new LayerBench(hardware, plan);
        double[][] z = new OpticalMachine(NETWORK, hardware, x).chip(RandomStreams.of(0)).run(x, 0, 0).get(0).preActivation();
        for (int b = 0; b < x.length; b++) {
            for (int o = 0; o < 2; o++) {
                double bound = plan.largestOutput() / Math.pow(2, adcBits);
                for (int j = 0; j < 8; j++) {
                    double error = bench.levels().largestCosineError(x[b][j] / plan.inputScale());
                    bound += 0.5 / bench.pixel().mirrorsPerSign() * Math.abs(x[b][j] / plan.inputScale()) + Math.abs(bench.shownAmplitudes()[o][j]) * error;
                }
                assertEquals(Benches.exact(NETWORK.layers().get(0), o, x[b]), z[b][o], bound * plan.outputScale()[o] * (1 + 1e-9));
            }
        }
    }

    /** Bare power is counted photon by photon: η|s|² electrons have that variance too. */
    @Test
    void bareIntensityHasTheShotNoiseOfItsOwnLight() {
        OpticalHardware hardware = Benches.hardware(Benches.FINE + ", readout: intensity, laser: {power: 1uW, linewidth: 0}, noise: {only: shot noise}");
        LayerBench bench = bench(hardware);
        AnalogNetwork chip = new OpticalMachine(NETWORK, hardware, CALIBRATION).chip(RandomStreams.of(28));
        double[] y = Arrays.stream(chip.run(repeated(READS), 0, 0).get(0).output()).mapToDouble(row -> row[0]).toArray();
        double electronsPerUnit = hardware.detector().quantumEfficiency() * Math.pow(bench.fieldPerUnit() / bench.plan().outputScale()[0], 2)
                * hardware.integrationTime() / bench.laser().photonEnergy();
        double z = Benches.exact(NETWORK.layers().get(0), 0, X[0]);
        double law = Math.sqrt(z * z / electronsPerUnit);
        assertEquals(z * z, mean(y), 4 * law / Math.sqrt(READS) + 1e-5);      // 1e-5: mirrors are counted
        assertEquals(law, Math.sqrt(variance(y)), 0.02 * law);
    }

    /** The random walk of each beam's phase against the local oscillator takes e^{−πΔντ} of every product. */
    @Test
    void linewidthAndPathDifferenceCostVisibility() {
        String yaml = Benches.FINE + ", paths: {perMirror: 0, common: 3m}, noise: {scale: 0}, laser: {linewidth: ";
        double sharp = reads(Benches.hardware(yaml + "0}"), 1)[0][0];
        double broad = reads(Benches.hardware(yaml + "10MHz}"), 1)[0][0];
        assertEquals(Math.exp(-Math.PI * 10e6 * 3 / PhysicalConstants.SPEED_OF_LIGHT), broad / sharp, 1e-6);
    }

    /** The laser's mean frequency over τ has variance 2πΔν/τ; it turns all beams by δω · delay, which a single-phase mask shows through its quadrature. */
    @Test
    void frequencyNoiseEntersThroughDelayTimesQuadrature() {
        OpticalHardware hardware = Benches.hardware(Benches.FINE + ", split: false, paths: {perMirror: 0, common: 3m}, laser: {linewidth: 100kHz}, noise: {only: linewidth}");
        LayerBench bench = bench(hardware);
        double[][] y = reads(hardware, READS);
        double delay = 3 / PhysicalConstants.SPEED_OF_LIGHT;
        for (int o = 0; o < 2; o++) {
            double law = Math.sqrt(2 * Math.PI * 1e5 / hardware.integrationTime()) * delay * Math.abs(field(bench, o)[1]) * Math.exp(-Math.PI * 1e5 * delay);
            assertEquals(law, Math.sqrt(variance(y[o])), 0.02 * law);
        }
    }

    /**
     * Intensity noise of variance ⟨ρ²⟩((I₊ − I₋)² + (I₊ + I₋)²/CMRR), the same for outputs that are read together, independent for outputs in turn.
     * 40 000 reads know a variance to 0.7 % and a correlation to 0.5 % (1σ).
     */
    @ParameterizedTest
    @ValueSource(strings = {"spatial", "time-multiplexed"})
    void intensityNoiseBelongsToTheLaserAndIsRejectedInCommonMode(String fanOut) {
        OpticalHardware hardware = Benches.hardware(Benches.FINE + ", split: false, localOscillator: 0.2, fanOut: " + fanOut
                + ", laser: {rin: -100, linewidth: 0}, detector: {cmrr: 20}, noise: {only: relative intensity noise}");
        LayerBench bench = bench(hardware);
        double[][] y = reads(hardware, READS);
        double intensity = 1e-10 * bench.bandwidth();
        double[] direct = new double[2];
        double[] residual = new double[2];
        for (int o = 0; o < 2; o++) {
            double[] field = field(bench, o);
            direct[o] = field[0];
            double light = Math.pow(bench.fieldPerUnit(), 2) * (field[0] * field[0] + field[1] * field[1]) + bench.referencePower();
            residual[o] = 0.1 * bench.pair().diode().responsivity() * light / bench.currentPerUnit();
            double law = intensity * (direct[o] * direct[o] + residual[o] * residual[o]);
            assertEquals(law, variance(y[o]), 0.03 * law);
        }
        double shared = fanOut.equals("spatial") ? intensity * (direct[0] * direct[1] + residual[0] * residual[1]) : 0;
        double tolerance = 0.03 * Math.sqrt(variance(y[0]) * variance(y[1]));
        assertEquals(shared, covariance(y[0], y[1]), tolerance);
    }

    /** Constant for one use of a chip, new at the next: drift of the reference is a draw per output and read, not per sample. */
    @Test
    void driftIsOneDrawForEachOutputAndRead() {
        OpticalHardware hardware = Benches.hardware(Benches.FINE + ", split: false, referencePhase: {drift: 0.1}, noise: {only: reference drift}");
        AnalogNetwork chip = new OpticalMachine(NETWORK, hardware, CALIBRATION).chip(RandomStreams.of(25));
        double[][] twice = chip.run(new double[][] {X[0], X[0]}, 0, 0).get(0).preActivation();
        double[][] later = chip.run(X, 1, 0).get(0).preActivation();
        for (int o = 0; o < 2; o++) {
            assertEquals(twice[0][o], twice[1][o]);
            assertTrue(twice[0][o] != later[0][o]);
        }
    }

    /** Photons of the laser, less local oscillator and losses, over all pairs. */
    @Test
    void photonsAreShared() {
        OpticalHardware hardware = Benches.hardware("laser: {power: 1mW, wavelength: 532nm}, localOscillator: 0.5, throughput: 0.5, integrationTime: 1us");
        LayerBench bench = bench(hardware);
        double all = 1e-9 / bench.laser().photonEnergy();
        assertEquals(all / 4 / 16, bench.photonsPerMultiplication(), 1e-9 * all);
        LayerBench inTurn = bench(Benches.hardware("fanOut: time-multiplexed, laser: {power: 1mW, wavelength: 532nm}"));
        assertEquals(2 * bench.photonsPerMultiplication(), inTurn.photonsPerMultiplication(), 1e-9 * all);
        assertEquals(2 * bench.energyPerMultiplication(), inTurn.energyPerMultiplication(), 1e-20);
    }

    /** Path differences are balanced about the middle of the array and grow by 7.5 wavelengths a mirror. */
    @Test
    void delaysFollowTheDiffractionOrder() {
        LayerBench bench = bench(Benches.hardware("paths: {perMirror: 7.5}"));
        double pixel = 16 * 7.5 * 532e-9 / PhysicalConstants.SPEED_OF_LIGHT;
        assertEquals(pixel, bench.delay(0, 1) - bench.delay(0, 0), 1e-9 * pixel);
        assertEquals(pixel, bench.delay(0, 3) - bench.delay(0, 0), 1e-9 * pixel);      // 8 beams in 3 columns: beam 3 opens the second row
        assertEquals(3 * pixel, bench.delay(1, 0) - bench.delay(0, 0), 1e-9 * pixel);
    }

    @Test
    void picturesAgreeWithTheLawsTheyShow() {
        YoungFringes young = new YoungFringes(532e-9, 40e-6, 250e-6, 200e-6, 1, 10e-3, 401);
        double[] measured = young.irradiance();
        double[] closed = young.farField();
        for (int i = 0; i < measured.length; i++) {
            assertEquals(closed[i], measured[i], 1e-3);
        }
        assertEquals(1, measured[200], 1e-12);
        assertEquals(2.128e-3, young.fringeSpacing(), 1e-9);
        assertEquals(13.3e-3, young.envelopeZero(), 1e-9);
        assertEquals(List.of(201, 401), List.of(young.image().length, young.image()[0].length));

        BeamInterference dark = new BeamInterference(new double[] {1, -1, 1, -1}, 1e-3, 532e-9, 101);
        BeamInterference bright = new BeamInterference(new double[] {1, 1, 1, 1}, 1e-3, 532e-9, 101);
        assertEquals(0, dark.irradiance()[50][50] / bright.irradiance()[50][50], 1e-20);      // on axis Σ e^{iφ} = 0
    }
}
