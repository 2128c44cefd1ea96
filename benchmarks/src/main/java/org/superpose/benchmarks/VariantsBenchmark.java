package org.superpose.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.analysis.Variants;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.spice.SpiceReader;

/**
 * Mismatch samples of a layer of Gilbert cells, warm and in process: each bipolar transistor has an IS of its own, each resistor its own value. Prints what a sample takes, how its solution was reached, and how far some of them lie from cold solves.
 * <p>{@code java -cp benchmarks/target/benchmarks.jar org.superpose.benchmarks.VariantsBenchmark [cells [samples, more than 4 [threads [sigma of ln IS [sigma of ln R]]]]]}; without arguments 1000 samples of 32 × 32 cells on all processors, 2 % and 0.5 %.
 */
public final class VariantsBenchmark {
    /** Samples after which the JVM compiles nothing of weight any more: after a hundred its compiler takes seconds of a processor beside the samples. */
    private static final int WARM_UP = 2000;
    /** Samples of a run that is all but preparation; and how many such runs. */
    private static final int FEW = 4;
    private static final int SET_UPS = 3;
    private static final int COMPARED = 20;
    private static final long SEED = 5;

    private VariantsBenchmark() {
    }

    public static void main(String[] arguments) {
        int cells = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 32;
        int samples = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
        int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : Runtime.getRuntime().availableProcessors();
        double saturation = arguments.length > 3 ? Double.parseDouble(arguments[3]) : 0.02;
        double resistance = arguments.length > 4 ? Double.parseDouble(arguments[4]) : 0.005;
        Circuit circuit = new SpiceReader().read("layer", new GilbertLayerDeck(cells, cells, GilbertLayerDeck.Analysis.OP).text()).circuit();
        List<String> paths = new ArrayList<>();
        List<Double> nominal = new ArrayList<>();
        List<Double> sigma = new ArrayList<>();
        for (Component component : circuit.components()) {
            if (component instanceof BipolarTransistor q) {
                paths.add(q.name() + ".is");
                nominal.add(q.model().value("IS"));
                sigma.add(saturation);
            } else if (component instanceof Resistor r) {
                paths.add(r.name());
                nominal.add(r.resistance());
                sigma.add(resistance);
            }
        }
        double[] means = nominal.stream().mapToDouble(Double::doubleValue).toArray();
        double[] deviations = sigma.stream().mapToDouble(Double::doubleValue).toArray();
        List<String> outputs = new ArrayList<>();
        for (int j = 0; j < cells; j++) {
            outputs.add(GilbertLayerDeck.output(j));
        }
        Variants.Source source = (variant, values) -> {
            SplittableRandom random = new SplittableRandom(SEED + variant * 0x9E3779B97F4A7C15L);
            for (int k = 0; k < values.length; k++) {
                values[k] = means[k] * (1 + deviations[k] * (random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble() - 2) * Math.sqrt(3));   // nearly normal, and cheap
            }
        };
        CircuitPlan plan = CircuitPlan.of(circuit);
        Variants variants = new Variants(Settings.standard(), paths, outputs, threads);
        variants.run(plan, samples, WARM_UP, source, outcome -> { });
        Map<Variants.Way, Integer> ways = new EnumMap<>(Variants.Way.class);
        double[][] results = new double[samples][];
        double[] worst = new double[3];                        // iterations in all, power balance, remaining current of a node against what meets there
        long[][] setUp = new long[SET_UPS][];                  // elapsed and processor's [ns], for few samples
        for (int n = 0; n < SET_UPS; n++) {
            setUp[n] = new long[] {-System.nanoTime(), -cpu()};
            variants.run(plan, 0, FEW, source, outcome -> { });
            setUp[n][0] += System.nanoTime();
            setUp[n][1] += cpu();
        }
        Arrays.sort(setUp, Comparator.comparingLong(times -> times[0]));
        long[] median = setUp[SET_UPS / 2];
        long cpu = cpu();
        long begin = System.nanoTime();
        variants.run(plan, 0, samples, source, outcome -> {
            ways.merge(outcome.way(), 1, Integer::sum);
            results[(int) outcome.variant()] = outcome.values();
            if (outcome.receipt() != null) {
                worst[0] += outcome.receipt().iterations();
                worst[1] = Math.max(worst[1], outcome.receipt().powerBalance());
                worst[2] = Math.max(worst[2], outcome.receipt().relativeResidual());
            }
        });
        double elapsed = (System.nanoTime() - begin - median[0]) * 1e-6 / (samples - FEW);
        double ofProcessor = (cpu() - cpu - median[1]) * 1e-6 / (samples - FEW);
        System.out.printf(Locale.ROOT, "%d x %d cells, %d unknowns, %d numbers varied; %d samples on %d threads%n", cells, cells, plan.size(), paths.size(), samples, threads);
        System.out.printf(Locale.ROOT, "%.2f ms a sample elapsed, %.2f ms of processor; %.0f ms for the nominal solution, what follows from it, and the first " + FEW + "; %.2f evaluations a sample; %s%n", elapsed, ofProcessor, median[0] * 1e-6, worst[0] / samples, ways);
        System.out.printf(Locale.ROOT, "worst power balance %.1e, worst remaining current %.1e of what meets at a node%n", worst[1], worst[2]);
        System.out.printf(Locale.ROOT, "furthest from %d cold solves: %.1e of full scale%n", Math.min(COMPARED, samples), furthest(circuit, plan, paths, source, outputs, results));
    }

    private static double furthest(Circuit circuit, CircuitPlan plan, List<String> paths, Variants.Source source, List<String> outputs, double[][] results) {
        double scale = 0;
        for (double[] result : results) {
            for (double value : result) {
                scale = Math.max(scale, Math.abs(value));
            }
        }
        double furthest = 0;
        SplittableRandom random = new SplittableRandom(SEED);
        double[] values = new double[paths.size()];
        for (int n = 0; n < Math.min(COMPARED, results.length); n++) {
            int sample = random.nextInt(results.length);
            source.fill(sample, values);
            List<Component> components = new ArrayList<>();
            int k = 0;
            for (Component component : circuit.components()) {
                if (component instanceof BipolarTransistor q) {
                    components.add(new BipolarTransistor(q.name(), q.collector(), q.base(), q.emitter(), q.substrate(), q.model().with("IS", values[k++]), q.placement()));
                } else {
                    components.add(component instanceof Resistor r ? r.withValue(values[k++]) : component);
                }
            }
            OperatingPointResult cold = new OperatingPoint().run(plan.variant(Circuit.of(circuit.title(), components)));
            for (int j = 0; j < outputs.size(); j++) {
                furthest = Math.max(furthest, Math.abs(cold.voltage(outputs.get(j)) - results[sample][j]));
            }
        }
        return furthest / scale;
    }

    /** Of all threads of the process [ns]. */
    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
