package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.semiconductor.Mosfet;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.semiconductor.MosfetModel;
import org.superpose.circuits.semiconductor.Placement;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.VoltageSource;

/** Laws of variants: each is the operating point of the circuit with its numbers, whatever the others are and whoever computes it. */
class VariantsTest {
    /** What two solutions of a circuit of volts may differ by: each moved by less than 1e-6 of itself in its last step, and Newton's method squares what is left. */
    private static final double SAME = 1e-9;

    /** One of each: source, resistors with temperature coefficients, diode, bipolar transistors of one card, MOS transistor. */
    private static Circuit mixed() {
        BipolarModel npn = BipolarModel.npn("npnv").with("IS", 1e-16).with("BF", 100).with("VAF", 60).with("RB", 100).with("RE", 2).with("RC", 20).with("ISE", 1e-15).with("IKF", 5e-3);
        return Circuit.of("mixed", VoltageSource.dc("V1", "vcc", "0", 5), VoltageSource.dc("VIN", "in", "0", 0.7), new Resistor("R1", "vcc", "c", 2e3, 1e-3, 0), new Resistor("R2", "e", "0", 100, -5e-4, 1e-6),
                new BipolarTransistor("Q1", "c", "in", "e", npn), new BipolarTransistor("Q2", "vcc", "c", "d", "0", npn, Placement.PLAIN.withArea(2)), new Diode("D1", "d", "g", DiodeModel.of("dm").withSaturationCurrent(1e-14).with("RS", 3)),
                new Resistor("R3", "g", "0", 5e3), new Mosfet("M1", "o", "g", "0", "0", MosfetModel.nmos("nch").with("VTO", 0.7).with("KP", 1e-4).with("LAMBDA", 0.02), MosfetGeometry.of(20e-6, 2e-6), Placement.PLAIN),
                new Resistor("R4", "vcc", "o", 1e4));
    }

    private static Circuit changed(String path, double value) {
        Circuit circuit = mixed();
        BipolarTransistor q1 = (BipolarTransistor) circuit.component("q1");
        BipolarTransistor q2 = (BipolarTransistor) circuit.component("q2");
        Diode d1 = (Diode) circuit.component("d1");
        Mosfet m1 = (Mosfet) circuit.component("m1");
        String number = path.substring(path.indexOf('.') + 1).toUpperCase(Locale.ROOT);
        return switch (path) {
            case "vin", "r1", "V1" -> circuit.with(circuit.component(path).withValue(value));
            case "r1.tc1" -> circuit.with(new Resistor("R1", "vcc", "c", 2e3, value, 0));
            case "q1.area" -> circuit.with(new BipolarTransistor("Q1", "c", "in", "e", "0", q1.model(), q1.placement().withArea(value)));
            case "q2.m" -> circuit.with(new BipolarTransistor("Q2", "vcc", "c", "d", "0", q2.model(), q2.placement().withMultiplier(value)));
            case "q1.is", "q1.bf", "q1.vaf", "q1.ise", "q1.nf", "q1.ikf", "q1.re", "q1.var" -> circuit.with(new BipolarTransistor("Q1", "c", "in", "e", "0", q1.model().with(number, value), q1.placement()));
            case "npnv.is", "npnv.eg" -> circuit.with(new BipolarTransistor("Q1", "c", "in", "e", "0", q1.model().with(number, value), q1.placement()))
                    .with(new BipolarTransistor("Q2", "vcc", "c", "d", "0", q2.model().with(number, value), q2.placement()));
            case "d1.is", "d1.rs" -> circuit.with(new Diode("D1", "d", "g", d1.model().with(number, value), d1.placement()));
            case "d1.area" -> circuit.with(new Diode("D1", "d", "g", d1.model(), d1.placement().withArea(value)));
            case "m1.vto", "m1.kp" -> circuit.with(new Mosfet("M1", "o", "g", "0", "0", m1.model().with(number, value), m1.geometry(), m1.placement()));
            case "m1.w" -> circuit.with(new Mosfet("M1", "o", "g", "0", "0", m1.model(), MosfetGeometry.of(value, 2e-6), m1.placement()));
            case "m1.l" -> circuit.with(new Mosfet("M1", "o", "g", "0", "0", m1.model(), MosfetGeometry.of(20e-6, value), m1.placement()));
            case "temp" -> circuit;
            default -> throw new IllegalArgumentException(path);
        };
    }

    @ParameterizedTest
    @CsvSource({"vin, 0.72", "vin, 0", "vin, -0.3", "V1, 4", "r1, 3000", "r1.tc1, 5e-3", "q1.area, 1.3", "q2.m, 3", "q1.is, 1.2e-16", "q1.bf, 80", "q1.vaf, 30", "q1.ise, 3e-15", "q1.nf, 1.02", "q1.ikf, 1e-3", "q1.re, 5", "q1.var, 4",
            "npnv.is, 2e-16", "npnv.eg, 1.17", "d1.is, 3e-14", "d1.rs, 10", "d1.area, 0.5", "m1.vto, 0.65", "m1.kp, 1.2e-4", "m1.w, 25e-6", "m1.l, 1.5e-6", "temp, 350"})
    void aVariantIsTheOperatingPointOfTheCircuitWithThatNumber(String path, double value) {
        for (double temperature : new double[] {300.15, 330}) {
            Settings settings = Settings.standard().at(path.equals("temp") ? value : temperature);
            OperatingPointResult alone = new OperatingPoint().with(settings).run(changed(path, value));
            List<Variants.Outcome> outcomes = new ArrayList<>();
            Variants variants = new Variants(path).with(Settings.standard().at(temperature)).on(1);
            variants.run(mixed(), 0, 1, (variant, values) -> values[0] = value, outcomes::add);
            assertNull(outcomes.get(0).failure());
            assertEquals(alone.names(), variants.names(CircuitPlan.of(mixed())));
            assertArrayEquals(alone.values(), outcomes.get(0).values(), SAME);
        }
    }

    @Test
    void numbersOfOneDeviceActTogether() {
        List<Variants.Outcome> outcomes = new ArrayList<>();
        double[] given = {1.5, 1.3e-16, 130, 2e-16, 340, 1.9e3};
        new Variants("q1.area", "q1.is", "q1.bf", "npnv.is", "temp", "r1").on(1).run(mixed(), 0, 1, (variant, values) -> System.arraycopy(given, 0, values, 0, values.length), outcomes::add);
        Circuit circuit = changed("npnv.is", 2e-16);                                             // a path of its own goes before that of the card
        BipolarTransistor q1 = (BipolarTransistor) circuit.component("q1");
        circuit = circuit.with(new BipolarTransistor("Q1", "c", "in", "e", "0", q1.model().with("IS", 1.3e-16).with("BF", 130), q1.placement().withArea(1.5))).with(circuit.component("r1").withValue(1.9e3));
        assertArrayEquals(new OperatingPoint().at(340).run(circuit).values(), outcomes.get(0).values(), SAME);
    }

    /** Four differential pairs on common lines, each transistor and resistor with a number of its own. */
    private static Circuit pairs() {
        List<Component> parts = new ArrayList<>(List.of(VoltageSource.dc("V1", "vcc", "0", 5), VoltageSource.dc("V2", "vee", "0", -5), new Resistor("RP", "vcc", "p", 1e3), new Resistor("RN", "vcc", "n", 1e3)));
        BipolarModel npn = BipolarModel.npn("npnv").with("IS", 1e-16).with("BF", 100).with("VAF", 60).with("RB", 100).with("RE", 2).with("RC", 20).with("ISE", 1e-15).with("NE", 1.6);
        for (int i = 0; i < 4; i++) {
            parts.add(VoltageSource.dc("VX" + i, "x" + i, "0", 0.01 * (i - 1.5)));
            parts.add(new BipolarTransistor("QA" + i, "p", "x" + i, "a" + i, npn));
            parts.add(new BipolarTransistor("QB" + i, "n", "0", "b" + i, npn));
            parts.add(new Resistor("RA" + i, "a" + i, "t" + i, 100));
            parts.add(new Resistor("RB" + i, "b" + i, "t" + i, 100));
            parts.add(new Resistor("RT" + i, "t" + i, "vee", 4.3e3));
        }
        return Circuit.of("pairs", parts);
    }

    private static final List<String> MISMATCH = List.of("qa0.is", "qb0.is", "qa1.area", "qb1.area", "ra2", "rb2", "vx3", "qa3.bf", "temp");

    /** Variant 7 asks for a negative saturation current. */
    private static void mismatch(long variant, double[] values) {
        SplittableRandom random = new SplittableRandom(variant);
        double[] nominal = {1e-16, 1e-16, 1, 1, 100, 100, 0.02, 100, 300.15};
        for (int k = 0; k < nominal.length; k++) {
            values[k] = nominal[k] * (1 + 0.1 * random.nextDouble());
        }
        values[0] = variant == 7 ? -1e-16 : values[0];
    }

    private static List<Variants.Outcome> run(int threads, long first, long count) {
        List<Variants.Outcome> outcomes = new ArrayList<>();
        new Variants(Settings.standard(), MISMATCH, List.of("p", "n", "v1#branch", "qa0#0", "ra1#1"), threads).run(pairs(), first, count, VariantsTest::mismatch, outcomes::add);
        return outcomes;
    }

    @ParameterizedTest
    @CsvSource({"2", "5"})
    void outcomesComeInOrderWithTheSameBitsForAnyNumberOfThreads(int threads) {
        List<Variants.Outcome> one = run(1, 0, 200);
        List<Variants.Outcome> many = run(threads, 0, 200);
        assertEquals(LongStream.range(0, 200).boxed().toList(), many.stream().map(Variants.Outcome::variant).toList());
        for (int v = 0; v < 200; v++) {
            assertArrayEquals(one.get(v).values(), many.get(v).values(), 0);
            assertEquals(one.get(v).way(), many.get(v).way());
            assertEquals(one.get(v).receipt(), many.get(v).receipt());
        }
        assertArrayEquals(one.get(150).values(), run(threads, 150, 3).get(0).values(), 0);     // nor does it matter what came before
    }

    private static List<Variants.Outcome> runAtOneTemperature(int threads, long first, long count) {
        List<Variants.Outcome> outcomes = new ArrayList<>();
        List<String> paths = MISMATCH.subList(0, MISMATCH.size() - 1);
        new Variants(Settings.standard(), paths, List.of("p", "n", "v1#branch", "qa0#0", "ra1#1"), threads).run(pairs(), first, count, (variant, values) -> {
            double[] all = new double[MISMATCH.size()];
            mismatch(variant, all);
            System.arraycopy(all, 0, values, 0, values.length);
        }, outcomes::add);
        return outcomes;
    }

    /** At one temperature several variants are looked for at once; variant 7 fails among them. */
    @ParameterizedTest
    @CsvSource({"1", "3"})
    void whatIsSolvedBesideAVariantChangesNoBitOfIt(int threads) {
        List<Variants.Outcome> all = runAtOneTemperature(threads, 0, 30);
        assertEquals(LongStream.range(0, 30).boxed().toList(), all.stream().map(Variants.Outcome::variant).toList());
        for (int v = 0; v < 30; v++) {
            Variants.Outcome alone = runAtOneTemperature(1, v, 1).get(0);
            assertEquals(v == 7 ? Variants.Way.FAILED : Variants.Way.WARM, alone.way());
            assertArrayEquals(alone.values(), all.get(v).values(), 0);
            assertEquals(alone.way(), all.get(v).way());
            assertEquals(alone.receipt(), all.get(v).receipt());
            if (v > 0 && v < 28) {
                assertArrayEquals(alone.values(), runAtOneTemperature(threads, v - 1, 3).get(1).values(), 0);
            }
        }
    }

    @Test
    void whatFailsIsReportedInItsPlaceAndDisturbsNoOther() {
        List<Variants.Outcome> outcomes = run(3, 0, 40);
        assertEquals(40, outcomes.size());
        Variants.Outcome failed = outcomes.get(7);
        assertEquals(Variants.Way.FAILED, failed.way());
        assertNull(failed.receipt());
        assertTrue(Double.isNaN(failed.values()[0]) && failed.values().length == 5);
        assertEquals("parameter \"qa0.is\" = -1.0E-16: model npnv: IS (transport saturation current) must be positive [A], got -1.0E-16; see the parameters of a bipolar transistor", failed.failure());
        for (Variants.Outcome outcome : outcomes) {
            assertTrue(outcome == failed || outcome.way() == Variants.Way.WARM && outcome.receipt().powerBalance() < 1e-9);
        }
        assertArrayEquals(run(1, 8, 1).get(0).values(), outcomes.get(8).values(), 0);
    }

    /** 10³⁰ V across a junction are beyond every aid. */
    @Test
    void whatHasNoSolutionSaysWhere() {
        Circuit circuit = Circuit.of("burnt", VoltageSource.dc("V1", "a", "0", 1), new Diode("D1", "a", "0", DiodeModel.of("D")));
        List<Variants.Outcome> outcomes = new ArrayList<>();
        new Variants("v1").run(circuit, 0, 3, (variant, values) -> values[0] = variant == 1 ? 1e30 : 0.6, outcomes::add);
        assertEquals(List.of(Variants.Way.WARM, Variants.Way.FAILED, Variants.Way.WARM), outcomes.stream().map(Variants.Outcome::way).toList());
        assertTrue(outcomes.get(1).failure().startsWith("circuit \"burnt\": no operating point after "), outcomes.get(1).failure());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "q1.ara | parameter \"q1.ara\": Q1 has no number \"ara\"; nearest: Q1.",
            "q11.area | no parameter \"q11.area\" in circuit \"mixed\"; nearest: Q1, ",
            "npnw.is | no parameter \"npnw.is\" in circuit \"mixed\"; nearest: npnv, ",
            "r11 | no parameter \"r11\" in circuit \"mixed\"; nearest: R1, ",
            "q1 | Q1: has no single value"})
    void anUnknownPathNamesTheNearestOnes(String path, String message) {
        CircuitException e = assertThrows(CircuitException.class, () -> new Variants(path).run(mixed(), 0, 1, (variant, values) -> values[0] = 1, outcome -> { }));
        assertTrue(e.getMessage().startsWith(message) && e.getMessage().lines().count() == 1, e.getMessage());
    }

    @Test
    void aNumberIsNamedOnce() {
        assertThrows(CircuitException.class, () -> new Variants("q1.is", "Q1.IS").run(mixed(), 0, 1, (variant, values) -> values[0] = 1, outcome -> { }));
        assertThrows(CircuitException.class, () -> new Variants("temp", "TEMP").run(mixed(), 0, 1, (variant, values) -> values[0] = 1, outcome -> { }));
        assertThrows(CircuitException.class, () -> new Variants("npnv.is", "NPNV.is").run(mixed(), 0, 1, (variant, values) -> values[0] = 1, outcome -> { }));
        assertThrows(CircuitException.class, () -> new Variants("r1", "r1.resistance").run(mixed(), 0, 1, (variant, values) -> values[0] = 1, outcome -> { }));
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void anInterruptedRunStopsAndLeavesNoThread(int threads) throws InterruptedException {
        AtomicBoolean stopped = new AtomicBoolean();
        Thread run = new Thread(() -> {
            try {
                new Variants(Settings.standard(), MISMATCH, List.of("p"), threads).run(pairs(), 0, Long.MAX_VALUE, VariantsTest::mismatch, outcome -> {
                    if (outcome.variant() == 20) {
                        Thread.currentThread().interrupt();
                    }
                });
            } catch (CancellationException e) {
                stopped.set(Thread.currentThread().isInterrupted());
            }
        });
        run.start();
        run.join(60_000);
        assertTrue(stopped.get());
        assertTrue(Thread.getAllStackTraces().keySet().stream().noneMatch(thread -> thread.getName().startsWith("variants ")));
    }

    @Test
    void whatTheSourceOrTheSinkThrowsComesOut() {
        assertThrows(IllegalStateException.class, () -> new Variants("r1").on(3).run(mixed(), 0, 1000, (variant, values) -> {
            throw new IllegalStateException("source");
        }, outcome -> { }));
        assertThrows(IllegalStateException.class, () -> new Variants("r1").on(3).run(mixed(), 0, 1000, (variant, values) -> values[0] = 1e3, outcome -> {
            throw new IllegalStateException("sink");
        }));
    }

    /** Begun at its own solution, the second start that it is given, a variant is there in one step, and it is the solution that it has from elsewhere. */
    @Test
    void aVariantBeginsWhereItsSourceSays() {
        CircuitPlan plan = CircuitPlan.of(mixed());
        double[] inputs = {0.2, 1.1, 2.5};
        double[][] solutions = new double[inputs.length][];
        Variants variants = new Variants("vin").on(2);
        variants.run(plan, 0, inputs.length, (variant, values) -> values[0] = inputs[(int) variant], outcome -> solutions[(int) outcome.variant()] = outcome.values());
        variants.run(plan, 0, inputs.length, new Variants.Source() {
            @Override
            public void fill(long variant, double[] values) {
                values[0] = inputs[(int) variant];
            }

            @Override
            public double[] start(long variant, int attempt) {
                double[] nowhere = new double[plan.size()];
                Arrays.fill(nowhere, Double.NaN);
                return attempt == 0 ? nowhere : solutions[(int) variant];
            }
        }, outcome -> {
            assertEquals(Variants.Way.WARM, outcome.way());
            assertEquals(1, outcome.receipt().iterations());
            assertArrayEquals(solutions[(int) outcome.variant()], outcome.values(), SAME);
        });
    }
}
