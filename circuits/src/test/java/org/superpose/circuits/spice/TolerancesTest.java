package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.superpose.circuits.analysis.Chance;
import org.superpose.circuits.analysis.KeyedChance;
import org.superpose.circuits.analysis.MonteCarlo;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.Scatter;
import org.superpose.circuits.analysis.Varied;
import org.superpose.circuits.analysis.Variants;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.solve.Settings;

/** Decks whose numbers scatter: tolerances of model cards, expressions that draw, samples as ngspice solves them. */
class TolerancesTest {
    private static final String MODELS = """
            tolerances
            v1 in 0 5
            r1 in out rm 2k
            r2 out 0 rm 1k
            q1 in out 0 npnv
            .model rm r(r=1 dev=1% lot/gauss=2%)
            .model npnv npn(is=1e-16 dev/gauss 2% lot=10% bf=100 dev=10 vaf=50)
            .op
            .end
            """;
    /** Draws that are one standard deviation above the mean, and the upper ends of ranges. */
    private static final Chance UP = name -> new Chance.Draw() {
        @Override
        public double uniform(long sample) {
            return 1;
        }

        @Override
        public double normal(long sample) {
            return 1;
        }
    };

    private static DeckSamples samples(String deck) {
        return new SpiceReader().read("deck", deck).samples();
    }

    private static Circuit drawn(String deck, Chance chance, long sample) {
        return samples(deck).of(chance, sample, Map.of(), OptionalDouble.empty(), circuit -> circuit).circuit();
    }

    private static double resistance(Circuit circuit, String name) {
        return ((Resistor) circuit.component(name)).resistance();
    }

    @Test
    void modelCardsSayTolerancesOfEachDeviceAndOfAll() {
        Scatter uniform = new Scatter(Scatter.Shape.UNIFORM, 0.01, true);
        Scatter normal = new Scatter(Scatter.Shape.NORMAL, 0.02, true);
        List<Varied> varied = samples(MODELS).varied();
        assertEquals(List.of("r1", "r2", "q1.is", "q1.bf"), varied.stream().map(Varied::parameter).toList());
        assertEquals(new Varied("r1", 2e3, List.of(new Varied.Error("r1.r dev", uniform), new Varied.Error("rm.r lot", normal))), varied.get(0));
        assertEquals("rm.r lot", varied.get(1).errors().get(1).draw());
        assertEquals(List.of(normal, new Scatter(Scatter.Shape.UNIFORM, 0.1, true)), varied.get(2).errors().stream().map(Varied.Error::scatter).toList());
        assertEquals(new Scatter(Scatter.Shape.UNIFORM, 10, false), varied.get(3).errors().get(0).scatter());
    }

    /** CJ0 and CJO, VT0 and VTO are one number each, whichever the card says. */
    @ParameterizedTest
    @CsvSource({"cj0, cjo", "CJO, cj0", "pb, vj"})
    void anotherSpellingOfAParameterLeadsToTheSameNumber(String stated, String other) {
        String deck = "spellings\nv1 in 0 5\nr1 in out 1k\nd1 out 0 dm\n.model dm d(is=1e-14 " + stated + "=0.5 dev/gauss=2%)\n.op\n.end\n";
        DeckSamples samples = samples(deck);
        assertEquals(List.of("d1." + stated.toLowerCase(Locale.ROOT)), samples.varied().stream().map(Varied::parameter).toList());
        CircuitPlan plan = CircuitPlan.of(samples.of(UP, 0, Map.of(), OptionalDouble.empty(), circuit -> circuit).circuit());
        for (String name : List.of(stated, other)) {
            assertEquals(0.51, ((Diode) new MonteCarlo(samples.varied()).circuit(plan.circuit(), new double[] {0.51}).component("d1")).model().value(name));
            new Variants("dm." + name).run(plan, 0, 1, (variant, values) -> values[0] = 0.4, outcome -> assertNull(outcome.failure()));
        }
        CircuitException twice = assertThrows(CircuitException.class, () -> new Variants("d1." + stated, "d1." + other).run(plan, 0, 1, (variant, values) -> { }, outcome -> { }));
        assertTrue(twice.getMessage().endsWith("are the same number; name it once"), twice::getMessage);
    }

    @Test
    void withoutSamplesTolerancesChangeNothing() {
        String plain = MODELS.replaceAll(" (dev|lot)(/gauss)?[= ][0-9]+%?", "");
        assertFalse(plain.contains("dev"));
        double expected = new SpiceReader().read("deck", plain).analyses().get(0).run().get(0).real("v(out)")[0];
        assertEquals(expected, new SpiceReader().read("deck", MODELS).analyses().get(0).run().get(0).real("v(out)")[0]);
    }

    /** ngspice manual, 2.9.5: rvar and avar are sigmas standard deviations, or half widths. LTspice: mc(x, y) lies from x(1−y) to x(1+y). */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"gauss(1k,0.06,3); 1020", "agauss(1k,30,3); 1010", "unif(1k,0.1); 1100", "aunif(1k,50); 1050", "limit(1k,70); 1070", "mc(1k,0.02); 1020", "1k+gauss(4); 1004", "1k*(1+flat(0.03)); 1030", "limit(5k,1k,2k); 2000"})
    void expressionsDrawAsOtherSimulatorsDo(String expression, double up) {
        String deck = "drawn\nv1 a 0 1\nr1 a 0 {" + expression + "}\n.op\n.end\n";
        assertEquals(up, resistance(drawn(deck, UP, 0), "r1"), 1e-9);
        boolean draws = !expression.startsWith("limit(5k");
        assertEquals(draws, samples(deck).isDrawing());
        assertEquals(draws ? 1000 : 2000, resistance(new SpiceReader().read("deck", deck).circuit(), "r1"), 1e-9);
    }

    /** A parameter is drawn once and for all, an element by itself, one in a subcircuit for each instance; and a sample is the same when something is added before it. */
    @Test
    void drawsBelongToWhatIsMade() {
        String head = "drawn\n.param rp={agauss(1k,10,1)}\n.func tol(x) {x*(1+gauss(0.01))}\n.subckt cell a\nra a 0 {agauss(1k,10,1)}\nrb a 0 {tol(1k)}\n.ends\n";
        String tail = "v1 a 0 1\nr1 a 0 {rp}\nr2 a 0 {rp}\nx1 a cell\nx2 a cell\n.op\n.end\n";
        Chance chance = new KeyedChance(1);
        Circuit circuit = drawn(head + tail, chance, 3);
        assertEquals(resistance(circuit, "r1"), resistance(circuit, "r2"));
        assertEquals(1000 + 10 * chance.draw(".param rp draws").normal(3), resistance(circuit, "r1"), 1e-9);
        assertEquals(1000 + 10 * chance.draw("x2.ra draws").normal(3), resistance(circuit, "x2.ra"), 1e-9);
        assertEquals(1000 * (1 + 0.01 * chance.draw("x1.rb draws").normal(3)), resistance(circuit, "x1.rb"), 1e-9);
        Circuit added = drawn(head + ".param other={unif(1,0.1)}\nr0 a 0 {tol(2k)*other}\nx0 a cell\n" + tail, chance, 3);
        for (String name : List.of("r1", "r2", "x1.ra", "x1.rb", "x2.ra", "x2.rb")) {
            assertEquals(resistance(circuit, name), resistance(added, name), name);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {".model d1 d(is=1e-15 dev=);deck:4:22: behind dev its value is missing", ".model d1 d(is=1e-15 dev=-5%);deck:4:26: \"-5%\" is no tolerance", ".model d1 d(is=1e-15 lot/odd=5%);deck:4:22: \"lot/odd\"",
            ".model d1 d(is=1e-15 dev=5% dev=6%);deck:4:29: dev is stated twice", ".param x={gauss(1,2)};deck:4:11: gauss takes other arguments", ".param x={agauss(1,2,0)};deck:4:11: the third argument of agauss"})
    void whatCannotBeDrawnIsSaidWithItsPlace(String card, String message) {
        String deck = "wrong\nv1 a 0 1\nr1 a 0 1k\n" + card + "\nd1 a 0 d1 {1}\n" + (card.contains("param") ? ".model d1 d\nr2 a 0 {x}\n" : "") + ".end\n";
        SpiceException wrong = assertThrows(SpiceException.class, () -> new SpiceReader().read("deck", deck));
        assertTrue(wrong.getMessage().startsWith(message), wrong.getMessage());
    }

    /** Samples of mismatch, tolerances and drawn numbers, written as decks, give ngspice's own operating points. */
    @Test
    void samplesAreWhatNgspiceMakesOfThem(@TempDir Path folder) throws IOException, InterruptedException {
        Ngspice.assumeThere();
        Deck deck = new SpiceReader(Environment.ngspice()).read("deck", MODELS.replace("v1 in 0 5", "v1 in 0 {agauss(5,0.3,1)}"));
        DeckSamples samples = deck.samples();
        MonteCarlo numbers = new MonteCarlo(samples.varied());
        Settings settings = new Settings(Environment.ngspice(), 1e-7, 1e-9, 1e-15, 1e-12, 100);
        Chance chance = new KeyedChance(2);
        Map<Long, Double> ours = new HashMap<>();
        Map<Long, Ngspice.Run> theirs = new HashMap<>();
        for (long sample = 0; sample < 4; sample++) {
            double[] values = new double[numbers.varied().size()];
            numbers.source(chance).fill(sample, values);
            Circuit circuit = samples.of(chance, sample, Map.of(), OptionalDouble.empty(), made -> numbers.circuit(made, values)).circuit();
            OperatingPoint point = new OperatingPoint().with(settings);
            ours.put(sample, point.run(circuit).voltage("out"));
            theirs.put(sample, Ngspice.start("sample" + sample + ".cir", SpiceWriter.forNgspice(circuit).show("out").add(point).text(), folder));
        }
        for (Map.Entry<Long, Ngspice.Run> run : theirs.entrySet()) {
            Ngspice.Plot plot = run.getValue().plots().get(0);
            assertEquals(plot.re.get(plot.names.indexOf("v(out)"))[0], ours.get(run.getKey()), 1e-6);      // reltol 1e-6 of ngspice, of 0.8 V
        }
        assertTrue(Math.abs(ours.get(0L) - ours.get(1L)) > 1e-4, "samples differ");
    }
}
