package org.superpose.benchmarks;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Equations;
import org.superpose.circuits.source.VoltageSource;
import org.superpose.circuits.sparse.LuFactorization;
import org.superpose.circuits.sparse.SparsityPattern;
import org.superpose.circuits.spice.SpiceReader;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/**
 * The sparse solver against KLU (Davis and Palamadai Natarajan, <i>Algorithm 907: KLU, a direct sparse solver for circuit simulation problems</i>, ACM TOMS 37, 36, 2010) on matrices of circuits: a refactorisation and a solution with pivots that
 * were chosen before, one thread, the processor's time of either, medians over rounds. In each round either side does a batch of them while the other one sleeps. A processor that was idle begins with a lower clock and cold caches: single operations in turn were seen
 * to take up to 1.65 times as long, by chance now for one side and now for the other, so the first half of each batch is not counted. KLU is called from a few lines of C that this program compiles; it needs a C compiler and SuiteSparse (Debian: libsuitesparse-dev).
 * <p>{@code java -cp benchmarks/target/benchmarks.jar org.superpose.benchmarks.SolverComparison [rounds [folder of klu.h [folder of libklu.so]]]}
 */
public final class SolverComparison {
    /** Refactorisations and solutions of either side in a round; the first half is to wake up. */
    private static final int BATCH = 40;
    private static final int WARMING = 3;
    /** Of the largest number in the solution. Both lose digits where a matrix does. */
    private static final double AGREEMENT = 1e-8;
    /** By this part all values differ from those of the round before: blocks of the matrix that did not change would keep their factors. */
    private static final double NUDGE = 0x1p-45;

    private static final String DRIVER = """
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            #include <time.h>
            #include <klu.h>

            static void get(void *into, size_t size, size_t count) {
                if (fread(into, size, count, stdin) != count) exit(1);
            }

            static double now(void) {
                struct timespec t;
                clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
                return t.tv_sec + 1e-9 * t.tv_nsec;
            }

            int main(void) {
                int n, entries;
                get(&n, sizeof(int), 1);
                get(&entries, sizeof(int), 1);
                int *start = malloc((n + 1) * sizeof(int)), *row = malloc(entries * sizeof(int));
                double *value = malloc(entries * sizeof(double)), *right = malloc(n * sizeof(double)), *x = malloc(n * sizeof(double));
                get(start, sizeof(int), n + 1);
                get(row, sizeof(int), entries);
                get(value, sizeof(double), entries);
                get(right, sizeof(double), n);
                klu_common common;
                klu_defaults(&common);
                klu_symbolic *symbolic = klu_analyze(n, start, row, &common);
                klu_numeric *numeric = klu_factor(start, row, value, symbolic, &common);
                if (numeric == NULL) return 2;
                for (int batch = getchar(); batch > 1; batch = getchar()) {
                    double begin = 0;
                    for (int k = 0; k < batch; k++) {
                        if (k == batch / 2) begin = now();
                        memcpy(x, right, n * sizeof(double));
                        if (!klu_refactor(start, row, value, symbolic, numeric, &common) || !klu_solve(symbolic, numeric, n, 1, x, &common)) return 3;
                    }
                    double seconds = (now() - begin) / (batch - batch / 2);
                    fwrite(&seconds, sizeof(double), 1, stdout);
                    fflush(stdout);
                }
                fwrite(x, sizeof(double), n, stdout);
                return 0;
            }
            """;

    private SolverComparison() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 25;
        String headers = arguments.length > 1 ? arguments[1] : "/usr/include/suitesparse";
        String libraries = arguments.length > 2 ? arguments[2] : "";
        Path folder = Files.createTempDirectory("superpose-benchmark");
        Path driver = folder.resolve("klu");
        try {
            compile(driver, headers, libraries);
            Map<String, CircuitPlan> circuits = new LinkedHashMap<>();
            circuits.put("grid 100 x 100", CircuitPlan.of(grid(100)));
            circuits.put("crossbar 64 x 64", CircuitPlan.of(crossbar(64)));
            circuits.put("layer 32 x 32", CircuitPlan.of(new SpiceReader(Environment.ngspice()).read("layer", new GilbertLayerDeck(32, 32, GilbertLayerDeck.Analysis.OP).text()).circuit()));
            System.out.printf(Locale.ROOT, "%-18s %10s %10s %16s %10s %8s %14s%n", "matrix", "unknowns", "entries", "superpose [ms]", "KLU [ms]", "ratio", "disagreement");
            for (Map.Entry<String, CircuitPlan> circuit : circuits.entrySet()) {
                System.out.println(compare(circuit.getKey(), circuit.getValue(), rounds, driver));
            }
        } finally {
            for (Path left : List.of(driver, folder.resolve("klu.c"))) {
                Files.deleteIfExists(left);
            }
            Files.delete(folder);
        }
    }

    private static void compile(Path driver, String headers, String libraries) throws IOException, InterruptedException {
        Path source = Files.writeString(driver.resolveSibling("klu.c"), DRIVER, StandardCharsets.UTF_8);
        List<String> command = new ArrayList<>(List.of("gcc", "-O3", "-I" + headers, source.toString(), "-o", driver.toString()));
        if (!libraries.isEmpty()) {
            command.addAll(List.of("-L" + libraries, "-Wl,-rpath," + libraries, "-Wl,--allow-shlib-undefined"));
        }
        command.add("-lklu");
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("the driver of KLU does not compile; install libsuitesparse-dev, or name the folders of klu.h and libklu.so");
        }
    }

    private static String compare(String name, CircuitPlan plan, int rounds, Path driver) throws IOException, InterruptedException {
        int n = plan.size();
        double[] values = values(plan);
        double[] others = Arrays.stream(values).map(v -> v * (1 + NUDGE)).toArray();
        RandomStream random = RandomStreams.of(1).named("right side").stream();
        double[] right = new double[n];
        for (int i = 0; i < n; i++) {
            right[i] = 1e-3 * (2 * random.uniform() - 1);
        }
        LuFactorization lu = new LuFactorization(plan.ordering());
        lu.factor(values);
        double[] x = new double[n];
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        double[] other = new double[n];
        Process klu = new ProcessBuilder(driver.toString()).redirectError(ProcessBuilder.Redirect.to(new File("/dev/null"))).start();
        try (OutputStream commands = klu.getOutputStream(); InputStream stream = klu.getInputStream(); DataInputStream answers = new DataInputStream(new BufferedInputStream(stream))) {
            commands.write(matrix(plan.pattern(), values, right));
            for (int round = -WARMING; round < rounds; round++) {
                long begin = 0;
                for (int k = 0; k < BATCH; k++) {
                    if (k == BATCH / 2) {
                        begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                    }
                    System.arraycopy(right, 0, x, 0, n);
                    if (!lu.refactor((BATCH - k) % 2 == 1 ? values : others)) { // the last ones are those that KLU has
                        throw new IllegalStateException(name + ": the pivots that were chosen for these values will not do for them");
                    }
                    lu.solve(x);
                }
                double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) * 1e-9 / (BATCH - BATCH / 2);
                commands.write(BATCH);
                commands.flush();
                double their = Double.longBitsToDouble(Long.reverseBytes(answers.readLong()));
                if (round >= 0) {
                    ours.add(seconds);
                    theirs.add(their);
                }
            }
            commands.write(0);
            commands.flush();
            ByteBuffer.wrap(answers.readNBytes(8 * n)).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(other);
        }
        if (klu.waitFor() != 0) {
            throw new IllegalStateException("the driver of KLU ended with " + klu.exitValue());
        }
        double full = Arrays.stream(other).map(Math::abs).max().orElseThrow();
        double worst = 0;
        for (int i = 0; i < n; i++) {
            worst = Math.max(worst, Math.abs(x[i] - other[i]) / full);
        }
        if (!(worst <= AGREEMENT)) {
            throw new IllegalStateException(name + ": the solutions differ by " + worst + " of the largest number");
        }
        double our = Main.median(Main.sorted(ours));
        double their = Main.median(Main.sorted(theirs));
        return String.format(Locale.ROOT, "%-18s %10d %10d %16.3f %10.3f %8.2f %14.1e", name, n, plan.pattern().entries(), 1e3 * our, 1e3 * their, our / their, worst);
    }

    /** The matrix at the operating point. */
    private static double[] values(CircuitPlan plan) {
        Equations equations = new Equations(plan, Environment.ngspice());
        double[] x = Arrays.copyOf(new OperatingPoint().run(plan).values(), plan.size() + 1);
        equations.evaluateAt(x);
        double[] values = new double[plan.pattern().entries()];
        equations.conductances(values);
        return values;
    }

    /** By columns, little-endian, as the driver reads it. */
    private static byte[] matrix(SparsityPattern pattern, double[] values, double[] right) {
        int n = pattern.size();
        int entries = pattern.entries();
        ByteBuffer bytes = ByteBuffer.allocate(4 * (2 + n + 1 + entries) + 8 * (entries + n)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(n).putInt(entries);
        int slot = 0;
        for (int column = 0; column <= n; column++) {
            while (slot < entries && pattern.columnOf(slot) < column) {
                slot++;
            }
            bytes.putInt(slot);
        }
        for (int s = 0; s < entries; s++) {
            bytes.putInt(pattern.rowOf(s));
        }
        for (double value : values) {
            bytes.putDouble(value);
        }
        for (double value : right) {
            bytes.putDouble(value);
        }
        return bytes.array();
    }

    /** A square grid of resistors between 0.5 and 1.5 kΩ, fed at one corner and on ground at the opposite one. */
    private static Circuit grid(int side) {
        RandomStream random = RandomStreams.of(1).named("grid").stream();
        List<Component> parts = new ArrayList<>();
        parts.add(VoltageSource.dc("v", "n0_0", "0", 1));
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                if (i + 1 < side) {
                    parts.add(new Resistor("rd" + i + "_" + j, "n" + i + "_" + j, "n" + (i + 1) + "_" + j, 500 + 1000 * random.uniform()));
                }
                if (j + 1 < side) {
                    parts.add(new Resistor("ra" + i + "_" + j, "n" + i + "_" + j, "n" + i + "_" + (j + 1), 500 + 1000 * random.uniform()));
                }
            }
        }
        parts.add(new Resistor("load", "n" + (side - 1) + "_" + (side - 1), "0", 1e3));
        return Circuit.of("grid", parts);
    }

    /** A crossbar of conductances between 1 and 100 µS whose wires have 2.5 Ω from crossing to crossing; rows are driven, columns end on ground. */
    private static Circuit crossbar(int side) {
        RandomStream random = RandomStreams.of(1).named("crossbar").stream();
        List<Component> parts = new ArrayList<>();
        for (int i = 0; i < side; i++) {
            parts.add(VoltageSource.dc("v" + i, "in" + i, "0", 0.2 * random.uniform()));
            for (int j = 0; j < side; j++) {
                parts.add(new Resistor("rr" + i + "_" + j, j == 0 ? "in" + i : "r" + i + "_" + (j - 1), "r" + i + "_" + j, 2.5));
                parts.add(new Resistor("rc" + i + "_" + j, "c" + i + "_" + j, i + 1 == side ? "0" : "c" + (i + 1) + "_" + j, 2.5));
                parts.add(new Resistor("g" + i + "_" + j, "r" + i + "_" + j, "c" + i + "_" + j, 1 / (1e-6 + 99e-6 * random.uniform())));
            }
        }
        return Circuit.of("crossbar", parts);
    }
}
