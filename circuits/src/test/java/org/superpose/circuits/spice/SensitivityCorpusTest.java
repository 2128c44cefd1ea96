package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.circuits.WrittenTable;
import org.superpose.circuits.analysis.AcResult;
import org.superpose.circuits.analysis.AcSensitivity;
import org.superpose.circuits.analysis.AcSensitivityResult;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.Output;
import org.superpose.circuits.analysis.Parameter;
import org.superpose.circuits.analysis.Phasors;
import org.superpose.circuits.analysis.Resolved;
import org.superpose.circuits.analysis.Sensitivity;
import org.superpose.circuits.analysis.SensitivityResult;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageSource;

/**
 * Sensitivities by the adjoint equal those of circuits solved again, on every deck with active devices, for every unknown as the output: to 1e-5 of the largest of that output, slopes times the numbers themselves (times 1e-3 of its unit for a number
 * that is 0), and what the table of differences leaves open. By default for a seeded sample of numbers, with the slow tests for all, which write what they found into the documentation.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SensitivityCorpusTest {
    private static final double TOLERANCE = 1e-5;
    /** Newton goes on until nothing but rounding is left. */
    private static final Settings CLOSE = new Settings(Environment.ngspice(), 1e-12, 1e-14, 1e-18, 1e-12, 100);
    private static final double[] FREQUENCIES = {1e3, 1e6, 1e8};
    private static final double SCALE_OF_ZERO = 1e-3;
    /** An output that no number moves by more is 0 but for rounding and the conductance across junctions [V], [A]. */
    private static final double LEAST_VOLTAGE = 1e-6;
    private static final double LEAST_CURRENT = 1e-9;
    /** Part of the slopes of a deck that differences may leave open by more than the tolerance. */
    private static final double OPEN = 0.02;
    private static final int SAMPLE = 4;
    private static final int AC_SAMPLE = 2;
    private static final String DIRECT = " direct current";
    private static final int ALL = Integer.MAX_VALUE;
    /** Numbers that are moved a little to see what rounding makes of the results. */
    private static final int NOISY = 6;

    /**
     * Numbers at which the conductances of a model have a kink, where a slope of small signals from one side is not that from the other.
     *
     * @param deck   file
     * @param number {@code q1.vje}
     * @param reason where the kink is
     */
    private record Kink(String deck, String number, String reason) {
    }

    private static final List<Kink> KINKS = List.of(new Kink("dac-ladder.cir", "vref.dc", "transistors whose source and bulk hang on two supplies of 5 V: √(PHI − vbs) of level 1 goes straight on from vbs = 0"));

    private final Map<String, Agreement> found = new TreeMap<>();              // of all numbers, by deck and kind

    @AfterAll
    void tellWhatWasFound() throws IOException {
        if (found.size() < active().size() + activeWithSource().size()) {
            return;
        }
        List<String> rows = new ArrayList<>();
        for (boolean direct : new boolean[] {true, false}) {
            List<Agreement> all = found.entrySet().stream().filter(entry -> entry.getKey().endsWith(DIRECT) == direct).map(Map.Entry::getValue).toList();
            Agreement sum = all.stream().reduce(Agreement.NONE, Agreement::and);
            rows.add(String.format(Locale.ROOT, "| %s | %d | %,d | %,d | %s | %.2f %% | %d, %.1f %% |", direct ? "direct current" : "small signals at 1 kHz, 1 MHz, 100 MHz", all.size(), sum.numbers, sum.slopes, ValidationPage.bound(sum.worst), 100.0 * sum.open / sum.slopes,
                    all.stream().filter(each -> each.open > 0).count(), all.stream().mapToDouble(each -> 100.0 * each.open / each.slopes).max().orElseThrow()));
        }
        WrittenTable.write(Path.of("../docs/sensitivity.md"), "sensitivities", "| | decks | numbers | slopes | furthest of those that differences tell, of the largest | slopes that they leave open | decks with such, most in one |\n|---|---|---|---|---|---|---|\n", rows);
    }

    static List<CorpusDeck> active() throws IOException {
        return Stream.concat(CorpusDeck.all().stream(), CorpusDeck.own().stream()).filter(deck -> CorpusDeck.hasActive(deck.read(""))).toList();
    }

    static List<CorpusDeck> activeWithSource() throws IOException {
        return active().stream().filter(deck -> deck.read("").circuit().components().stream().anyMatch(SensitivityCorpusTest::isSource)).toList();
    }

    private static boolean isSource(Component component) {
        return component instanceof VoltageSource || component instanceof CurrentSource;
    }

    private static boolean excites(Component component) {
        return component instanceof VoltageSource voltage && voltage.acMagnitude() != 0 || component instanceof CurrentSource current && current.acMagnitude() != 0;
    }

    /** With the first source as the one that excites, if none does. */
    private static Circuit excited(Circuit circuit) {
        if (circuit.components().stream().anyMatch(SensitivityCorpusTest::excites)) {
            return circuit;
        }
        Component first = circuit.components().stream().filter(SensitivityCorpusTest::isSource).findFirst().orElseThrow();
        return circuit.with(first instanceof VoltageSource voltage ? voltage.withAc(1) : ((CurrentSource) first).withAc(1));
    }

    @ParameterizedTest
    @MethodSource("active")
    void directCurrent(CorpusDeck deck) {
        direct(deck, SAMPLE);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("active")
    void directCurrentOfAllNumbers(CorpusDeck deck) {
        found.put(deck.name() + DIRECT, direct(deck, ALL));
    }

    @ParameterizedTest
    @MethodSource("activeWithSource")
    void smallSignals(CorpusDeck deck) {
        smallSignal(deck, AC_SAMPLE);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("activeWithSource")
    void smallSignalsOfAllNumbers(CorpusDeck deck) {
        found.put(deck.name() + " small signals", smallSignal(deck, ALL));
    }

    static Agreement direct(CorpusDeck deck, int sample) {
        CircuitPlan plan = CircuitPlan.of(deck.read("").circuit());
        double[] point = new OperatingPoint().with(CLOSE).run(plan).values();
        SensitivityResult adjoint = new Sensitivity(outputs(plan)).with(CLOSE).run(plan);
        return compare(deck, plan, sample, adjoint.parameters(), adjoint.gradient(), new double[plan.size()], changed -> new OperatingPoint().with(CLOSE).run(changed, point).values());
    }

    static Agreement smallSignal(CorpusDeck deck, int sample) {
        CircuitPlan plan = CircuitPlan.of(excited(deck.read("").circuit()));
        double[] point = new OperatingPoint().with(CLOSE).run(plan).values();
        AcSensitivityResult adjoint = new AcSensitivity("0", Sweep.of(FREQUENCIES)).of(outputs(plan)).with(CLOSE).run(plan);
        AcSweep sweep = new AcSweep(Sweep.of(FREQUENCIES)).with(CLOSE);
        List<double[]> gradient = new ArrayList<>();
        for (int f = 0; f < FREQUENCIES.length; f++) {
            gradient.addAll(List.of(adjoint.real(f)));
            gradient.addAll(List.of(adjoint.imaginary(f)));
        }
        return compare(deck, plan, sample, adjoint.parameters(), gradient.toArray(double[][]::new), Resolved.rounding(plan, CLOSE, point, FREQUENCIES), changed -> phasors(sweep.run(changed, point), plan.size()));
    }

    /** By frequency: real parts of all unknowns, then imaginary parts. */
    private static double[] phasors(AcResult result, int size) {
        double[] all = new double[2 * FREQUENCIES.length * size];
        for (int u = 0; u < size; u++) {
            Phasors column = result.column(u);
            for (int f = 0; f < FREQUENCIES.length; f++) {
                all[2 * f * size + u] = column.real()[f];
                all[(2 * f + 1) * size + u] = column.imaginary()[f];
            }
        }
        return all;
    }

    private static Output[] outputs(CircuitPlan plan) {
        return plan.names().stream().map(Output::of).toArray(Output[]::new);
    }

    /** What is compared: rows of the gradient and results are the same quantities, a whole number of times the unknowns of the plan. */
    private record Comparison(CorpusDeck deck, CircuitPlan plan, List<Parameter> parameters, double[][] gradient, double[] largest, double[] noise, Resolved.Results results) {
        /** Of some numbers; those of components, each of which must agree unless a kink of it is known. */
        Agreement of(int[] places) {
            return IntStream.of(places).parallel().mapToObj(this::number).reduce(Agreement.NONE, Agreement::and);
        }

        private Agreement number(int p) {
            Parameter parameter = parameters.get(p);
            Resolved.Slopes resolved = Resolved.slopes(plan, parameter, results, noise, Arrays.stream(largest).map(whole -> TOLERANCE * whole / scale(parameter)).toArray());
            boolean kinked = gradient.length > plan.size() && KINKS.stream().anyMatch(kink -> kink.deck.equals(deck.name()) && kink.number.equalsIgnoreCase(parameter.name()));
            boolean differs = false;
            long open = 0;
            double worst = 0;
            for (int row = 0; row < gradient.length; row++) {
                double error = Math.abs(resolved.slopes()[row] - gradient[row][p]) * scale(parameter);
                double uncertain = resolved.errors()[row] * scale(parameter);
                boolean off = error > TOLERANCE * largest[row] + uncertain;
                differs |= off;
                if (uncertain > TOLERANCE * largest[row]) {
                    open += largest[row] > least(plan, row) ? 1 : 0;
                } else if (!kinked && largest[row] > least(plan, row)) {
                    worst = Math.max(worst, error / largest[row]);
                }
                int at = row;
                assertTrue(kinked || !off, () -> parameter.name() + " = " + parameter.value() + " to " + plan.names().get(at % plan.size()) + " [" + at / plan.size() + "]: " + gradient[at][p] + ", solved again "
                        + resolved.slopes()[at] + " ± " + resolved.errors()[at] + ", largest " + largest[at] + " for a whole number");
            }
            assertEquals(kinked, differs, () -> parameter.name() + " is said to have a kink, and has none");
            return new Agreement(1, gradient.length, open, worst);
        }
    }

    /**
     * What a comparison found.
     *
     * @param numbers of components
     * @param slopes  of all outputs after them
     * @param open    of these, that differences tell less exactly than the tolerance
     * @param worst   deviation of the others, relative to the largest slope of the output
     */
    record Agreement(long numbers, long slopes, long open, double worst) {
        static final Agreement NONE = new Agreement(0, 0, 0, 0);

        Agreement and(Agreement other) {
            return new Agreement(numbers + other.numbers, slopes + other.slopes, open + other.open, Math.max(worst, other.worst));
        }
    }

    /** Two rows that are parts of one phasor count by the larger. */
    private static Agreement compare(CorpusDeck deck, CircuitPlan plan, int sample, List<Parameter> parameters, double[][] gradient, double[] rounding, Resolved.Results results) {
        int[] places = sample(parameters, sample);
        double[] noise = Resolved.noise(plan, IntStream.of(places).limit(NOISY).mapToObj(parameters::get).toList(), results);
        Arrays.setAll(noise, row -> Math.max(noise[row], rounding[row]));
        double[] largest = new double[gradient.length];
        for (int row = 0; row < gradient.length; row++) {
            largest[row] = least(plan, row);
            for (int p = 0; p < parameters.size(); p++) {
                if (!parameters.get(p).component().isEmpty()) {
                    largest[row] = Math.max(largest[row], Math.abs(gradient[row][p]) * scale(parameters.get(p)));
                }
            }
        }
        for (int row = 0; gradient.length > plan.size() && row < gradient.length; row++) {
            int partner = row / plan.size() % 2 == 0 ? row + plan.size() : row - plan.size();
            largest[row] = Math.max(largest[row], largest[partner]);
            noise[row] = Math.max(noise[row], noise[partner]);
        }
        Agreement found = new Comparison(deck, plan, parameters, gradient, largest, noise, results).of(places);
        assertTrue(found.numbers > 0);
        assertTrue(found.open <= OPEN * found.slopes, () -> "differences leave " + found.open + " of " + found.slopes + " slopes open");
        return found;
    }

    private static double least(CircuitPlan plan, int row) {
        return plan.isVoltage(row % plan.size()) ? LEAST_VOLTAGE : LEAST_CURRENT;
    }

    private static double scale(Parameter parameter) {
        return parameter.value() == 0 ? SCALE_OF_ZERO : Math.abs(parameter.value());
    }

    /** Places of numbers of components, so many of them at random. */
    private static int[] sample(List<Parameter> parameters, int most) {
        int[] places = IntStream.range(0, parameters.size()).filter(p -> !parameters.get(p).component().isEmpty()).toArray();
        SplittableRandom random = new SplittableRandom(parameters.size());
        for (int k = 0; k < Math.min(most, places.length); k++) {
            int other = k + random.nextInt(places.length - k);
            int kept = places[k];
            places[k] = places[other];
            places[other] = kept;
        }
        return Arrays.copyOf(places, Math.min(most, places.length));
    }
}
