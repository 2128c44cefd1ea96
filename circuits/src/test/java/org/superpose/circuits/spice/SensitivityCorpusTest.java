package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.circuits.analysis.AcResult;
import org.superpose.circuits.analysis.AcSensitivity;
import org.superpose.circuits.analysis.AcSensitivityResult;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.analysis.Output;
import org.superpose.circuits.analysis.Parameter;
import org.superpose.circuits.analysis.Phasors;
import org.superpose.circuits.analysis.Resolved;
import org.superpose.circuits.analysis.Sensitivity;
import org.superpose.circuits.analysis.SensitivityResult;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Settings;

/**
 * Sensitivities by the adjoint equal those of circuits solved again, on every deck with active devices, for every unknown as the output: to 1e-5 of the largest of that output, slopes times the numbers themselves (times 1e-3 of its unit for a number
 * that is 0), and what the table of differences leaves open. By default for a seeded sample of numbers, with the slow tests for all.
 */
class SensitivityCorpusTest {
    private static final double TOLERANCE = 1e-5;
    /** Newton goes on until nothing but rounding is left. */
    private static final Settings CLOSE = new Settings(Environment.ngspice(), 1e-12, 1e-14, 1e-18, 1e-12, 100);
    private static final double[] FREQUENCIES = {1e3, 1e6, 1e8};
    private static final double SCALE_OF_ZERO = 1e-3;
    /** An output that no number moves by more is 0 but for rounding and the conductance across junctions [V], [A]. */
    private static final double LEAST_VOLTAGE = 1e-6;
    private static final double LEAST_CURRENT = 1e-9;
    private static final int SAMPLE = 5;
    private static final int AC_SAMPLE = 2;

    /**
     * Numbers at which a model has a kink, where a slope from one side is not that from the other.
     *
     * @param deck   file
     * @param number {@code q1.vje}
     * @param reason where the kink is
     */
    private record Kink(String deck, String number, String reason) {
    }

    private static final List<Kink> KINKS = List.of();

    static List<CorpusDeck> active() throws IOException {
        return CorpusDeck.all().stream().filter(deck -> CorpusDeck.active(deck.read("")) > 0).toList();
    }

    static List<CorpusDeck> activeWithAc() throws IOException {
        return active().stream().filter(deck -> deck.text().contains("\n.ac ")).toList();
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
        direct(deck, Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @MethodSource("activeWithAc")
    void smallSignals(CorpusDeck deck) {
        smallSignal(deck, AC_SAMPLE);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("activeWithAc")
    void smallSignalsOfAllNumbers(CorpusDeck deck) {
        smallSignal(deck, Integer.MAX_VALUE);
    }

    static void direct(CorpusDeck deck, int sample) {
        CircuitPlan plan = CircuitPlan.of(deck.read("").circuit());
        double[] point = new OperatingPoint().with(CLOSE).run(plan).values();
        SensitivityResult adjoint = new Sensitivity(outputs(plan)).with(CLOSE).run(plan);
        compare(deck, plan, sample, adjoint.parameters(), adjoint.gradient(), changed -> new OperatingPoint().with(CLOSE).run(changed, point).values());
    }

    static void smallSignal(CorpusDeck deck, int sample) {
        CircuitPlan plan = CircuitPlan.of(deck.read("").circuit());
        OperatingPointResult point = new OperatingPoint().with(CLOSE).run(plan);
        Map<String, Double> near = plan.nodes().stream().collect(Collectors.toMap(node -> node, point::voltage));
        AcSensitivityResult adjoint = new AcSensitivity("0", Sweep.of(FREQUENCIES)).of(outputs(plan)).with(CLOSE).run(plan);
        AcSweep sweep = new AcSweep(Sweep.of(FREQUENCIES)).with(CLOSE).near(near);
        List<double[]> gradient = new ArrayList<>();
        for (int f = 0; f < FREQUENCIES.length; f++) {
            gradient.addAll(List.of(adjoint.real(f)));
            gradient.addAll(List.of(adjoint.imaginary(f)));
        }
        compare(deck, plan, sample, adjoint.parameters(), gradient.toArray(double[][]::new), changed -> phasors(sweep.run(changed), plan.size()));
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

    /** Rows of the gradient and results are the same quantities, a whole number of times the unknowns of the plan; two rows that are parts of one phasor count by the larger. */
    private static void compare(CorpusDeck deck, CircuitPlan plan, int sample, List<Parameter> parameters, double[][] gradient, Resolved.Results results) {
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
        }
        int seen = 0;
        int open = 0;
        double most = 0;
        for (int p : sample(parameters, sample)) {
            Parameter parameter = parameters.get(p);
            Resolved.Slopes resolved = Resolved.slopes(plan, parameter, results);
            boolean kinked = KINKS.stream().anyMatch(kink -> kink.deck.equals(deck.name()) && kink.number.equalsIgnoreCase(parameter.name()));
            boolean differs = false;
            for (int row = 0; row < gradient.length; row++) {
                double error = Math.abs(resolved.slopes()[row] - gradient[row][p]) * scale(parameter);
                double uncertain = resolved.errors()[row] * scale(parameter);
                differs |= error > TOLERANCE * largest[row] + uncertain;
                most = Math.max(most, uncertain / largest[row]);
                open += uncertain > TOLERANCE * largest[row] && largest[row] > least(plan, row) ? 1 : 0;
                seen++;
                int at = row;
                assertTrue(kinked || error <= TOLERANCE * largest[row] + uncertain, () -> parameter.name() + " = " + parameter.value() + " to " + plan.names().get(at % plan.size()) + " [" + at / plan.size() + "]: " + gradient[at][p] + ", solved again "
                        + resolved.slopes()[at] + " ± " + resolved.errors()[at] + ", largest " + largest[at] + " for a whole number");
            }
            assertEquals(kinked, differs, () -> parameter.name() + " is said to have a kink, and has none");
        }
        assertTrue(seen > 0);
        int undecided = open;
        int all = seen;
        System.out.println("OPEN " + deck.name() + " " + undecided + "/" + all + " worst uncertain " + most);
        assertTrue(open <= 0.02 * seen, () -> "differences leave " + undecided + " of " + all + " slopes open");
    }

    private static double least(CircuitPlan plan, int row) {
        return plan.isVoltage(row % plan.size()) ? LEAST_VOLTAGE : LEAST_CURRENT;
    }

    private static double scale(Parameter parameter) {
        return parameter.value() == 0 ? SCALE_OF_ZERO : Math.abs(parameter.value());
    }

    /** Places of numbers of components that can be a little more and less. */
    private static int[] sample(List<Parameter> parameters, int size) {
        int[] places = IntStream.range(0, parameters.size()).filter(p -> !parameters.get(p).component().isEmpty()).toArray();
        SplittableRandom random = new SplittableRandom(parameters.size());
        for (int k = 0; k < Math.min(size, places.length); k++) {
            int other = k + random.nextInt(places.length - k);
            int kept = places[k];
            places[k] = places[other];
            places[other] = kept;
        }
        return Arrays.copyOf(places, Math.min(size, places.length));
    }
}
