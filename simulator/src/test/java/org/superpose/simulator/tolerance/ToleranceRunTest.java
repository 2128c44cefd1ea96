package org.superpose.simulator.tolerance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.superpose.circuits.analysis.MismatchVariance;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.spice.SpiceException;
import org.superpose.circuits.spice.SpiceReader;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.tolerance.ToleranceRun.Sample;

/** Studies of decks: what a sample is does not depend on how it is computed, and nothing is lost on the way to the statistics. */
class ToleranceRunTest {
    private static final String DIVIDER = """
            divider
            .param vs=2
            v1 in 0 {vs}
            r1 in out 1k
            r2 out 0 1k
            d1 out 0 dm
            .model dm d(is=1e-14)
            .end
            """;
    private static final String STUDY = """
            deck: deck.cir
            samples: 400
            seed: 3
            vary:
              - {parameter: "r*", normal: 1%}
            outputs:
              - {name: half, of: "v(out)/v(in)", low: 0.25, high: 0.26}
              - {name: supply, of: "i(v1)", unit: A}
            """;

    @TempDir
    private Path folder;

    private ToleranceRun run(String deck, String study, int threads) throws IOException {
        Files.writeString(folder.resolve("deck.cir"), deck);
        return new ToleranceRun(ToleranceStudy.read(Files.writeString(folder.resolve("study.yaml"), study)), new SpiceReader(), threads);
    }

    private static List<Sample> samples(ToleranceRun run) {
        List<Sample> all = new ArrayList<>();
        run.run(true, all::add);
        return all;
    }

    private static ToleranceResult result(ToleranceRun run) {
        ToleranceResult.Builder builder = new ToleranceResult.Builder(run);
        run.run(false, builder::add);
        return builder.build();
    }

    @Test
    void samplesComeInOrderAndAreTheSameForAnyNumberOfThreads() throws IOException {
        List<Sample> one = samples(run(DIVIDER, STUDY, 1));
        List<Sample> three = samples(run(DIVIDER, STUDY, 3));
        for (int k = 0; k < 400; k++) {
            assertEquals(k, three.get(k).number());
            assertArrayEquals(one.get(k).values(), three.get(k).values());
            assertArrayEquals(one.get(k).drawn(), three.get(k).drawn());
        }
    }

    /** A parameter of .param that does not scatter makes every sample a deck of its own, with the same numbers: both ways end where the equations hold to 1e-6 and better. */
    @Test
    void variantsOfOnePlanAreTheDecksThatTheyStandFor() throws IOException {
        String study = STUDY + "  - {name: diode, of: \"id(d1)-i(v1)\"}\n  - {name: current, of: id(d1)}\n";       // a current into a terminal before one of a branch
        ToleranceRun points = run(DIVIDER, study, 2);
        ToleranceRun decks = run(DIVIDER, study.replace("outputs:", "  - {param: vs, normal: 0V}\noutputs:"), 2);
        assertTrue(points.isOfPoints());
        assertFalse(decks.isOfPoints());
        List<Sample> some = samples(points);
        List<Sample> others = samples(decks);
        for (int k = 0; k < some.size(); k++) {
            assertEquals(some.get(k).drawn()[0], others.get(k).drawn()[0]);
            assertArrayEquals(some.get(k).values(), others.get(k).values(), 1e-9);
            assertTrue(some.get(k).values()[3] > 1e-6, "the diode conducts");
        }
    }

    /** A component that is added scatters by draws of its own. */
    @Test
    void whatIsAddedChangesNoSampleOfTheRest() throws IOException {
        List<Sample> before = samples(run(DIVIDER, STUDY, 1));
        List<Sample> after = samples(run(DIVIDER.replace("r1 in", "r0 in 0 5k\nr1 in"), STUDY, 1));
        for (int k = 0; k < before.size(); k++) {
            assertArrayEquals(before.get(k).drawn(), new double[] {after.get(k).drawn()[1], after.get(k).drawn()[2]});
            assertEquals(before.get(k).values()[0], after.get(k).values()[0], 1e-9);
        }
    }

    /** Of a normal output the share within its limits is known: Φ(1) − Φ(−2) for limits 2 σ below and 1 σ above. The seed is fixed; the interval of 99.9 % misses once in a thousand seeds. */
    @Test
    void theYieldOfANormalOutputLiesInItsInterval() throws IOException {
        String deck = "source\nv1 out 0 1\nr1 out 0 1k\n.end\n";
        ToleranceResult result = result(run(deck, "deck: deck.cir\nsamples: 2000\nvary: [{parameter: v1, normal: 10mV}]\noutputs: [{name: out, of: v(out), low: 0.98, high: 1.01}, {name: same, of: v(out), low: 0.98}]\n", 1));
        NormalDistribution normal = new NormalDistribution();
        double expected = normal.cumulativeProbability(1) - normal.cumulativeProbability(-2);
        assertTrue(result.outputs().get(0).yield().orElseThrow().bounds(0.999).contain(expected));
        assertTrue(result.outputs().get(1).yield().orElseThrow().bounds(0.999).contain(normal.cumulativeProbability(2)));
        assertEquals(result.outputs().get(0).yield(), result.yield(), "the narrower limits are those of both");
        assertEquals(0.01, result.outputs().get(0).linear().orElseThrow().sigma(), 1e-12);
        assertTrue(result.outputs().get(0).linearity().orElseThrow().isSmall());
    }

    /** The divider of small errors beside its formula; of large ones it is no longer linear, and that is said. */
    @ParameterizedTest
    @CsvSource({"1%, true", "60%, false"})
    void theLinearisedCircuitTellsSmallSpreadsOnly(String sigma, boolean small) throws IOException {
        ToleranceResult result = result(run(DIVIDER.replace("d1 out 0 dm\n", ""), STUDY.replace("samples: 400", "samples: 3000").replace("normal: 1%", "lognormal: " + sigma), 2));
        Linearity linearity = result.outputs().get(1).linearity().orElseThrow();
        assertEquals(small, linearity.isSmall(), linearity.verdict());
        double relative = small ? 0.01 : 0.6;
        assertEquals(2 / 2000.0 * relative / Math.sqrt(2), linearity.linear(), 1e-6 * relative * 1e-3);
        assertEquals(2, result.outputs().get(0).linear().orElseThrow().culprits(10).size());
    }

    /** The mean of a linear function has hardly any error in a Latin hypercube. */
    @Test
    void aLatinHypercubeFindsTheMeanOfALinearOutput() throws IOException {
        String study = "deck: deck.cir\nsamples: 200\nvary: [{parameter: v1, uniform: 10%}]\noutputs: [{name: out, of: v(out)}]\n";
        String deck = "source\nv1 out 0 1\nr1 out 0 1k\n.end\n";
        double stratified = result(run(deck, study + "sampling: latin-hypercube\n", 1)).outputs().get(0).statistics().orElseThrow().mean();
        double error = 0.1 / Math.sqrt(3) / Math.pow(200, 1.5);       // σ/√N of N strata whose draws scatter 1/N as much
        assertEquals(1, stratified, 4 * error);
        assertTrue(Math.abs(result(run(deck, study, 1)).outputs().get(0).statistics().orElseThrow().mean() - 1) > 4 * error);
    }

    /** A sample that has no solution or no value is counted and listed, and is no good one. */
    @Test
    void failuresAreNotDropped() throws IOException {
        ToleranceRun run = run("log\nv1 out 0 1\nr1 out 0 1k\n.end\n", "deck: deck.cir\nsamples: 500\nvary: [{parameter: v1, normal: 1V}]\noutputs: [{name: log, of: ln(v(out)), low: -100}]\n", 2);
        List<Sample> samples = samples(run);
        long negative = samples.stream().filter(sample -> sample.drawn()[0] < 0).count();
        ToleranceResult result = result(run);
        assertTrue(negative > 20);
        assertEquals(negative, result.failed());
        assertEquals(negative, result.failures().size());
        assertEquals(500 - negative, result.outputs().get(0).yield().orElseThrow().good());
        assertEquals(500 - negative, result.outputs().get(0).statistics().orElseThrow().size());
        samples.forEach(sample -> {
            if (sample.drawn()[0] < 0) {
                assertNotNull(sample.failure());
            } else {
                assertNull(sample.failure());
            }
        });
    }

    /** What is negative where it cannot be fails as a sample, too. */
    @Test
    void impossibleNumbersFail() throws IOException {
        ToleranceResult result = result(run(DIVIDER, "deck: deck.cir\nsamples: 200\nvary: [{parameter: d1.is, normal: 100%}]\noutputs: [{name: out, of: v(out)}]\n", 2));
        assertTrue(result.failed() > 10 && result.failed() < 60, result.failed() + " of 200, where 16 % are expected");
        assertTrue(result.failures().get(0).reason().contains("d1.is"), result.failures().get(0).reason());
    }

    @Test
    void measuresOfOtherAnalysesAreOutputs() throws IOException {
        String deck = "filter\nv1 in 0 ac 1\nr1 in out {gauss(1k,0.01,1)}\nc1 out 0 cm 1n\n.model cm c(c=1 dev/gauss=1%)\n.ac dec 50 1k 1meg\n.measure ac corner when vdb(out)=-3.0103\n.end\n";
        Files.writeString(folder.resolve("deck.cir"), deck);
        ToleranceRun run = new ToleranceRun(ToleranceStudy.of(folder.resolve("deck.cir")).withSamples(300), new SpiceReader(), 2);
        OutputStatistics corner = result(run).outputs().get(0).statistics().orElseThrow();
        double expected = 1 / (2 * Math.PI * 1e-6);
        assertEquals(expected, run.outputs().get(0).nominal(), 1e-3 * expected);          // straight lines between 50 points a decade
        assertTrue(corner.sigma(0.999).contain(Math.sqrt(2) * 0.01 * expected), corner.sigma(0.999) + " for " + Math.sqrt(2) * 0.01 * expected);
        assertEquals("Hz", run.outputs().get(0).unit());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"normal: 1%; normal: -1%; study.yaml:5:", "parameter: \"r*\"; parameter: r9; study.yaml:5:", "normal: 1%; gaussian: 1%; study.yaml:5:", "parameter: \"r*\"; param: nix; study.yaml:5:", "low: 0.25; low: 0.3; study.yaml:7:",
        "normal: 1%; 'normal: 1%, uniform: 2%'; study.yaml:5:", "v(out)/v(in); v(nix); study.yaml:7:22: there is no v(nix)", "name: supply; name: half; study.yaml:8:", "deck: deck.cir; deck: ../deck.cir; study.yaml:1:7", "samples: 400; samples: 1; study.yaml:2:10",
        "normal: 1%; 'uniform: [2, 1]'; study.yaml:5:32", "v(out)/v(in); 'v(out)/'; study.yaml:7:"})
    void whatIsWrongIsSaidWithItsPlace(String right, String wrong, String message) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> run(DIVIDER, STUDY.replace(right, wrong), 1));
        assertTrue(refused instanceof InputException || refused instanceof SpiceException, refused.toString());
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
        assertFalse(refused.getMessage().contains("\n"));
    }

    @Test
    void aDeckInWhichNothingScattersOrNothingIsWantedIsRefused() throws IOException {
        Path deck = Files.writeString(folder.resolve("deck.cir"), DIVIDER);
        assertTrue(assertThrows(InputException.class, () -> new ToleranceRun(ToleranceStudy.of(deck), new SpiceReader(), 1)).getMessage().contains("nothing scatters"));
        Files.writeString(deck, DIVIDER.replace("is=1e-14", "is=1e-14 dev=5%"));
        assertTrue(assertThrows(InputException.class, () -> new ToleranceRun(ToleranceStudy.of(deck), new SpiceReader(), 1)).getMessage().contains("no output is wanted"));
    }

    private static final String FILTER = """
            low pass, and a transistor whose base a source holds
            v1 in 0 ac 1
            r1 in out 1k
            c1 out 0 159.15494309189535n
            vb b 0 0.65 ac 1m
            vcc vcc 0 5
            rc vcc c 1k
            q1 c b 0 npnv
            .model npnv npn(is=1e-15 bf=1e6)
            .ac dec 10 100 10k
            .op
            .measure op bias find v(c)
            .measure ac level find vdb(out) at=1k
            .measure ac angle find vp(out) at=1k
            .measure ac part find vr(out) at=1k
            .measure ac corner when vdb(out)=-2.8
            .measure ac gain find vm(c) at=1k
            .measure ac collector find im(q1) at=1k
            .end
            """;

    /** With x = ωRC = 1: {@code d(20 log|Y|) = −20/ln 10 x²/(1 + x²) dx/x}, {@code dφ = −x/(1 + x²) dx/x}, {@code d Re Y = −2x²/(1 + x²)² dx/x}, and the corner falls as x rises. */
    @Test
    void smallSignalsScatterAsTheirFormulasDo() throws IOException {
        ToleranceResult result = result(run(FILTER, """
                deck: deck.cir
                samples: 1500
                seed: 3
                vary:
                  - {parameter: r1, normal: 1%}
                  - {parameter: c1, normal: 1%}
                  - {parameter: vb, normal: 0.1mV}
                """, 2));
        double relative = Math.sqrt(2) * 0.01;
        double[] expected = {20 / Math.log(10) / 2 * relative, relative / 2, relative / 2, 1e3 * Math.sqrt(Math.pow(10, 0.28) - 1) * relative};
        for (int k = 0; k < expected.length; k++) {
            ToleranceResult.OutputResult one = result.outputs().get(k);
            double tolerance = one.output().name().equals("corner") ? 0.12 : 1e-4;           // on a chord, whose slope is that at some place of a tenth of a decade, ±12 % in f; at points the phasors are exact
            assertEquals(expected[k], one.linear().orElseThrow().sigma(), tolerance * expected[k], one.output().name());
            assertTrue(one.linearity().orElseThrow().isSmall(), () -> one.output().name() + ": " + one.linearity());
            assertEquals(Set.of("r1", "c1"), one.linear().get().culprits(10).stream().map(MismatchVariance.Culprit::name).collect(Collectors.toSet()));
        }
        assertTrue(result.outputs().get(6).linearity().orElseThrow().isSmall());              // that of the operating point stays known beside small signals
        assertTrue(result.outputs().get(4).linearity().orElseThrow().isSmall());
        assertTrue(result.outputs().get(5).linear().isEmpty());                                // a current into a terminal
    }

    /** A gain I_C R/V_T grows e-fold with a base voltage of V_T: of 15 mV the linearised circuit says a deviation of 0.58 times the gain, and a lognormal one has {@code √(e^(s²) (e^(s²) − 1))}, 0.75. */
    @Test
    void aGainThatBendsIsNoLongerSmall() throws IOException {
        ToleranceResult result = result(run(FILTER, """
                deck: deck.cir
                samples: 1000
                seed: 3
                vary:
                  - {parameter: vb, normal: 15mV}
                outputs: [{name: gain}]
                """, 2));
        ToleranceResult.OutputResult gain = result.outputs().get(0);
        double s = 15e-3 / Physics.thermalVoltage(Physics.ROOM_TEMPERATURE);
        assertEquals(s * gain.output().nominal(), gain.linear().orElseThrow().sigma(), 1e-4 * gain.output().nominal());
        Linearity linearity = gain.linearity().orElseThrow();
        assertFalse(linearity.isSmall());
        assertTrue(linearity.verdict().contains("below the interval"), linearity::verdict);
    }
}
