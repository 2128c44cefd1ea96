package org.superpose.simulator.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.superpose.simulator.dataset.Split;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.OpticalHardware;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;

class ExperimentTest {
    private static Sweep noiseSweep(Effort effort, double... scales) {
        Axis axis = Axis.of("noise.scale", scales);
        List<Sweep.Point> points = Sweep.points(List.of(axis)).stream()
                .map(values -> new Sweep.Point(values, NoisyMachine.design(0.05, 0.1, 0, values.get(0)), effort)).toList();
        return Sweep.of("noise", axis).machine("noisy", points);
    }

    /** Every number of a result to the last bit. */
    static String fingerprint(ExperimentResult result) {
        StringBuilder text = new StringBuilder();
        for (Comparison c : result.comparisons()) {
            text.append(fingerprint(c.evaluation())).append(c.reference()).append(c.idealDistance()).append(c.noise());
            c.samples().forEach(samples -> text.append(Arrays.deepToString(samples.analog())));
        }
        result.sweeps().forEach(sweep -> sweep.points().forEach(point -> text.append(point.values()).append(fingerprint(point.evaluation()))));
        return text.toString();
    }

    private static String fingerprint(Evaluation e) {
        return e.accuracy().mean() + " " + e.accuracy().ofChips() + bits(e.accuracy().overAll()) + e.agreement().ofChips() + e.difference().mean() + " " + e.difference().standardError()
                + e.onExactInputs() + e.inChain() + Arrays.deepToString(e.confusion().counts());
    }

    private static String bits(Interval interval) {
        return interval.low() + " " + interval.high();
    }

    @ParameterizedTest
    @CsvSource({"1, 128", "2, 1", "5, 7"})
    void resultsDependNeitherOnThreadsNorOnBatchSize(int threads, int batch) throws InterruptedException {
        Experiment experiment = Blobs.experiment(150, NoisyMachine.design(0.05, 0.1, 0.01, 1)).evaluation(new Effort(3, 2, 70)).sweep(noiseSweep(Effort.of(2), 0.1, 10));
        String once = fingerprint(experiment.threads(2).run(Progress.NONE, 128));
        assertEquals(once, fingerprint(experiment.threads(threads).run(Progress.NONE, batch)));
    }

    /** The same for the machines that are shipped, with every source of noise on. */
    @Test
    void realMachinesDrawTheSameBitsForAnyThreadsAndBatches() throws InterruptedException {
        Experiment experiment = Experiment.of(Blobs.network(), Blobs.split(60), ElectronicHardware.defaults()).also(OpticalHardware.defaults())
                .evaluation(new Effort(2, 2, 30)).noiseBudget(new Effort(2, 1, 10));
        String once = fingerprint(experiment.threads(1).run(Progress.NONE, 64));
        assertEquals(once, fingerprint(experiment.threads(5).run(Progress.NONE, 7)));
        assertEquals(once, fingerprint(experiment.threads(2).run(Progress.NONE, 1)));
    }

    @Test
    void anotherSeedDrawsOtherChips() throws InterruptedException {
        Experiment experiment = Blobs.experiment(150, NoisyMachine.design(0.05, 0.1, 0, 1));
        assertTrue(!fingerprint(experiment.run()).equals(fingerprint(experiment.seed(8).run())));
    }

    /** A share of all images beside one of the first few would make a machine look better or worse than it is. */
    @Test
    void digitalAndAnalogFiguresAreOfTheSameImages() throws InterruptedException {
        Experiment experiment = Blobs.experiment(450, NoisyMachine.design(0.05, 1, 0, 1)).evaluation(new Effort(2, 1, 40)).sweep(noiseSweep(new Effort(1, 1, 30), 1, 3));
        ExperimentResult result = experiment.run();
        Comparison c = result.comparison();
        assertEquals(40, c.reference().images());
        assertEquals(c.evaluation().difference().mean(), c.accuracy().mean() - c.reference().accuracy(), 1e-12);
        assertEquals(30, result.sweeps().get(0).digital().images());
    }

    /** What every noise sweep must show: digital accuracy as noise vanishes, chance as it grows, and no rise between within the intervals over chips. */
    @Test
    void accuracyFallsFromTheDigitalFigureToChance() throws InterruptedException {
        Experiment experiment = Blobs.experiment(450, NoisyMachine.design(0.05, 0.1, 0, 1)).sweep(noiseSweep(Effort.of(8), 1e-6, 1, 3, 10, 30, 1e5));
        SweepResult sweep = experiment.run().sweeps().get(0);
        List<SweepPoint> points = sweep.points();
        Evaluation silent = points.get(0).evaluation();
        assertEquals(sweep.digital().accuracy(), silent.accuracy().mean());
        assertEquals(1, silent.agreement().mean());
        for (int i = 1; i < points.size(); i++) {
            Interval before = points.get(i - 1).evaluation().accuracy().overChips().orElseThrow();
            Interval after = points.get(i).evaluation().accuracy().overChips().orElseThrow();
            assertTrue(after.low() <= before.high(), "rises from " + before + " to " + after);
            assertTrue(points.get(i).evaluation().inChain().get(1).output().snr() < points.get(i - 1).evaluation().inChain().get(1).output().snr());
        }
        assertTrue(points.get(5).evaluation().accuracy().overAll().contains(1.0 / 3), "not chance: " + points.get(5).evaluation().accuracy());
        assertTrue(points.get(2).evaluation().accuracy().mean() < silent.accuracy().mean());
    }

    /**
     * White noise of σ on every pre-activation of the last layer, nothing else: SNR = 20 log10(deviation/σ), bits = log2(span/(σ√12)). 6 chips × 300
     * images × 3 outputs leave σ uncertain by 1/√(2·5400) ≈ 1 %, taken four times.
     */
    @Test
    void signalToNoiseRatioAndEffectiveBitsOfWhiteNoiseAreThoseOfItsSigma() throws InterruptedException {
        double sigma = 0.1;
        Comparison result = Blobs.experiment(450, NoisyMachine.design(0, sigma, 0, 1)).run().comparison();
        SignalQuality output = result.evaluation().onExactInputs().get(1).output();
        assertEquals(sigma, output.errorRms(), 0.04 * sigma);
        assertEquals(20 * Math.log10(output.deviation() / sigma), output.snr(), 0.4);
        assertEquals(Math.log(output.span() / sigma / Math.sqrt(12)) / Math.log(2), output.effectiveBits(), 0.06);
        double expected = Math.sqrt(sigma * sigma + sigma * sigma * throughTheSecondLayer(result.problem()));
        assertEquals(expected, result.evaluation().inChain().get(1).output().errorRms(), 0.06 * expected);     // noise of hidden units that are on; correlated over outputs, hence looser
    }

    /**
     * Mean over outputs and images of Σ w² over hidden units that are on: what independent noise on them becomes. Units near their knee pass half of
     * it, which the tolerance covers.
     */
    private static double throughTheSecondLayer(Problem problem) {
        ExactRun exact = new ExactRun(problem);
        double[][] weights = problem.network().layers().get(1).weights();
        double sum = 0;
        for (int j = 0; j < exact.images(); j++) {
            for (double[] row : weights) {
                for (int h = 0; h < row.length; h++) {
                    sum += exact.preActivation(0)[j][h] > 0 ? row[h] * row[h] : 0;
                }
            }
        }
        return sum / exact.images() / weights.length;
    }

    /**
     * Sources of known σ: each is found with its own σ within four of its standard errors, squares add up to all, and a gain error of 1 % shows as
     * the deterministic rest.
     */
    @Test
    void noiseBudgetFindsEachSourceAlone() throws InterruptedException {
        Experiment experiment = Blobs.experiment(450, NoisyMachine.design(0.05, 0.1, 0.01, 2)).noiseBudget(new Effort(40, 1, 100));
        Comparison result = experiment.run().comparison();
        NoiseBudget budget = result.noise();
        assertEquals(List.of(NoisyMachine.OFFSET, NoisyMachine.READ), budget.sources().stream().map(NoiseContribution::name).toList());
        Estimate offset = budget.sources().get(0).ofLayers().get(1);
        Estimate read = budget.sources().get(1).ofLayers().get(1);
        assertEquals(0.1, offset.value(), 4 * offset.standardError());
        assertEquals(0.2, read.value(), 4 * read.standardError());
        assertTrue(offset.standardError() < 0.02 && read.standardError() < 0.005);
        double all = budget.all().ofLayers().get(1).value();
        assertEquals(Math.hypot(offset.value(), read.value()), all, 0.02 * all);              // the cross term of two independent draws on 40 × 3 offsets
        ExactRun exact = new ExactRun(result.problem());
        double[][] product = exact.preActivation(1);
        double squares = 0;
        for (int j = 0; j < 100; j++) {
            for (int o = 0; o < 3; o++) {
                double gained = 0.01 * (product[j][o] - result.problem().network().layers().get(1).bias()[o]);
                squares += gained * gained;
            }
        }
        assertEquals(Math.sqrt(squares / 300), budget.deterministic().ofLayers().get(1).value(), 1e-12);
    }

    @Test
    void idealMachineOfTheSameProductsHasDistanceOfRoundingOnly() throws InterruptedException {
        Comparison result = Blobs.experiment(90, NoisyMachine.design(0.05, 0.1, 0.2, 1)).run().comparison();
        assertTrue(result.idealDistance().stream().allMatch(d -> d <= 12 * 0x1p-53), result.idealDistance().toString());    // (inputs + 2) roundings
    }

    @Test
    void confusionCountsEveryDecisionAndItsDiagonalIsTheAgreement() throws InterruptedException {
        Evaluation e = Blobs.experiment(150, NoisyMachine.design(0.05, 0.3, 0, 1)).evaluation(new Effort(4, 3, Effort.ALL)).run().comparison().evaluation();
        long same = 0;
        for (int c = 0; c < Blobs.CLASSES; c++) {
            same += e.confusion().count(c, c);
        }
        assertEquals(4 * 3 * 100, e.confusion().total());
        assertEquals((double) same / e.confusion().total(), e.agreement().mean(), 1e-12);
    }

    @Test
    void progressCountsEveryPieceOnce() throws InterruptedException {
        List<Integer> seen = new ArrayList<>();
        AtomicReference<Integer> last = new AtomicReference<>();
        Blobs.experiment(60, NoisyMachine.design(0.05, 0.1, 0, 1)).sweep(noiseSweep(Effort.of(2), 1, 2)).run((done, total) -> {
            seen.add(done);
            last.set(total);
        });
        for (int i = 0; i < seen.size(); i++) {
            assertEquals(i + 1, seen.get(i));
        }
        assertEquals(last.get(), seen.size());
    }

    @Test
    void interruptedExperimentsEndWithoutAResult() {
        Experiment endless = Blobs.experiment(300, NoisyMachine.design(0.05, 0.1, 0, 1)).evaluation(new Effort(100_000, 10_000, Effort.ALL));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, endless::run);
    }

    @Test
    void failureOfAMachineIsThrownAsItIsWithItsPlace() {
        Experiment experiment = Blobs.experiment(60, (network, calibration) -> {
            throw new IllegalArgumentException("weights do not fit");
        });
        String message = assertThrows(IllegalArgumentException.class, experiment::run).getMessage();
        assertEquals("machine noisy on split blobs: weights do not fit", message);
    }

    @Test
    void machineThatGivesNoNumberIsADefectAndNotAResult() {
        Experiment experiment = Blobs.experiment(60, NoisyMachine.design(0, Double.NaN, 0, 1));
        assertThrows(IllegalStateException.class, experiment::run);
    }

    @Test
    void quickVersionKeepsTheEndsOfSweepsAndCutsEffort() {
        Experiment quick = Blobs.experiment(60, NoisyMachine.design(0.05, 0.1, 0, 1)).sweep(noiseSweep(Effort.of(5), 1, 2, 3, 4, 5, 6, 7, 8, 9)).quick();
        assertEquals(List.of(1.0, 3.0, 5.0, 7.0, 9.0), quick.sweeps().get(0).axes().get(0).values());
        assertEquals(5, quick.sweeps().get(0).points("noisy").size());
        assertEquals(new Effort(4, 1, Effort.ALL), quick.evaluation());
        assertEquals(List.of("blobs"), quick.sweeps().get(0).problems());
    }

    @Test
    void wrongSettingsAreRefusedBeforeAnythingRuns() {
        Experiment experiment = Blobs.experiment(60, NoisyMachine.design(0.05, 0.1, 0, 1));
        assertEquals("chips must be 1 to 100000, got 0", assertThrows(IllegalArgumentException.class, () -> experiment.chips(0)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Effort(1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> experiment.threads(0));
        assertThrows(IllegalArgumentException.class, () -> Axis.logarithmic("noise.scale", 0, 1, 5));
        assertThrows(IllegalArgumentException.class, () -> experiment.sweep(noiseSweep(Effort.of(1), 1).on("elsewhere")));
        Split split = Blobs.split(60);
        Network narrow = new Network(List.of(new DenseLayer(new double[][] {{1, 2}}, new double[] {0}, Activation.IDENTITY)));
        assertEquals("split blobs: the data have 4 features, but the network 2-1 takes 2 inputs", assertThrows(IllegalArgumentException.class, () -> new Problem(split, narrow)).getMessage());
        Network few = new Network(List.of(new DenseLayer(new double[][] {{1, 2, 3, 4}}, new double[] {0}, Activation.IDENTITY)));
        assertEquals("split blobs: the data have 3 classes, but the network 4-1 has 1 outputs", assertThrows(IllegalArgumentException.class, () -> new Problem(split, few)).getMessage());
    }
}
