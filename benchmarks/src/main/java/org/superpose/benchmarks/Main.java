package org.superpose.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks in interleaved rounds (each round: every benchmark once, in a JVM of its own) and prints medians over the rounds and their ratios. A round on an otherwise idle machine is worth ten on a busy one.
 * <p>{@code java -jar benchmarks/target/benchmarks.jar [rounds]}
 */
public final class Main {
    private Main() {
    }

    public static void main(String[] arguments) throws RunnerException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            System.err.printf(Locale.ROOT, "round %d of %d%n", round + 1, rounds);
            for (RunResult result : new Runner(new OptionsBuilder().include("org\\.superpose\\.benchmarks\\..*").forks(1).warmupIterations(3).warmupTime(TimeValue.seconds(1))
                    .measurementIterations(3).measurementTime(TimeValue.seconds(1)).verbosity(VerboseMode.SILENT).jvmArgs("-Xmx4g").build()).run()) {
                String name = result.getParams().getBenchmark().replaceAll(".*\\.", "");
                times.computeIfAbsent(name + " " + parameter(result), key -> new ArrayList<>()).add(result.getPrimaryResult().getScore());
            }
        }
        System.out.printf(Locale.ROOT, "%-32s %12s %12s %12s %8s %8s%n", "benchmark", "median [ms]", "min [ms]", "max [ms]", "ratio", "bound");
        times.forEach((name, values) -> {
            double[] sorted = sorted(values);
            System.out.printf(Locale.ROOT, "%-32s %12.2f %12.2f %12.2f %8s %8s%n", name, median(sorted), sorted[0], sorted[sorted.length - 1], ratio(name, times), bound(name));
        });
        System.out.println("ratio: of medians, to the plainProduct of the same line-up; bound: R + S + 1 for R signal and S noise terms");
    }

    private static String parameter(RunResult result) {
        String terms = result.getParams().getParam("terms");
        return terms == null ? result.getParams().getParam("cells") : terms;
    }

    private static String ratio(String name, Map<String, List<Double>> times) {
        List<Double> plain = times.get(name.replaceFirst("^\\w+", "plainProduct"));
        return String.format(Locale.ROOT, "%.2f", median(sorted(times.get(name))) / median(sorted(plain)));
    }

    private static String bound(String name) {
        String parameter = name.substring(name.indexOf(' ') + 1);
        if (name.startsWith("cellLayer ")) {
            String[] terms = parameter.split("\\+");
            return Integer.toString(Integer.parseInt(terms[0]) + Integer.parseInt(terms[1]) + 1);
        }
        return name.startsWith("chipOnBatch ") ? Integer.toString(ElectronicLayerBenchmark.terms(parameter) + 1) : "";
    }

    static double[] sorted(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
