package org.superpose.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.spice.SpiceWriter;
import org.superpose.simulator.analog.AnalogNetwork;
import org.superpose.simulator.analog.DeviceChip;
import org.superpose.simulator.analog.DeviceRun;
import org.superpose.simulator.analog.Fidelity;
import org.superpose.simulator.analog.Machine;
import org.superpose.simulator.electronic.ElectronicMachine;
import org.superpose.simulator.electronic.LayerNetlist;
import org.superpose.simulator.experiment.Experiment;
import org.superpose.simulator.experiment.Problem;
import org.superpose.simulator.noise.RandomStreams;
import org.superpose.simulator.reference.DigitalReference;

/**
 * Images per second at each fidelity, on one chip of the electronic machine of an experiment, and ngspice on the same operating points, a deck and a process each. Elapsed time and the processors' time, on a busy machine the truer of the two.
 * <p>{@code java -cp benchmarks/target/benchmarks.jar org.superpose.benchmarks.FidelityComparison [experiment.yaml [images [threads [images for ngspice]]]]}
 */
public final class FidelityComparison {
    private static final int ROUNDS_OF_PRODUCTS = 20;            // matrix products are over too soon to be timed once

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private FidelityComparison() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new FidelityComparison().compare(Path.of(arguments.length > 0 ? arguments[0] : "examples/digits/experiment.yaml"), number(arguments, 1, 100), number(arguments, 2, 2), number(arguments, 3, 1));
    }

    private static int number(String[] arguments, int place, int fallback) {
        return arguments.length > place ? Integer.parseInt(arguments[place]) : fallback;
    }

    private void compare(Path file, int most, int threads, int forNgspice) throws IOException, InterruptedException {
        Experiment experiment = Experiment.read(file);
        Problem problem = experiment.problems().get(0);
        Machine machine = experiment.machines().values().stream().map(design -> design.layOut(problem.network(), problem.split().train().inputs())).filter(Machine::hasNetlists).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(file + ": no machine has netlists"));
        RandomStreams streams = RandomStreams.of(experiment.seed()).chip(0);
        double[][] test = problem.split().test().inputs();
        double[][] images = Arrays.copyOf(test, Math.min(most, test.length));
        AnalogNetwork ideal = machine.ideal();
        AnalogNetwork cell = machine.chip(streams);
        System.out.printf(Locale.ROOT, "%-22s %10s %12s %14s %14s%n", "fidelity", "images", "elapsed [s]", "processor [s]", "images/s");
        products("exact", new DigitalReference(problem.network())::logits, images);
        products("ideal", ideal::logits, images);
        products("cell", cell::logits, images);
        long began = System.nanoTime();
        long cpu = system.getProcessCpuTime();
        DeviceChip chip = machine.chip(streams, Collections.nCopies(problem.network().layers().size(), Fidelity.NETLIST));
        double making = 1 / row("netlist, chip made", 1, began, cpu);
        began = System.nanoTime();
        cpu = system.getProcessCpuTime();
        DeviceRun run = chip.run(images, threads, row -> { });
        double rate = row("netlist, " + threads + " threads", images.length, began, cpu);
        System.out.println("  " + run.solutions().warm() + " warm, " + run.solutions().cold() + " cold, " + run.solutions().aided() + " aided, " + run.solutions().failures().size() + " failed; "
                + (double) run.solutions().iterations() / Math.max(1, run.solutions().solved()) + " iterations each");
        chip.facts().forEach(fact -> System.out.println("  " + fact.name() + " " + fact.value()));
        if (forNgspice > 0 && machine instanceof ElectronicMachine electronic) {
            double theirs = ngspice(electronic.netlist().specimen(streams), Arrays.copyOf(images, Math.min(forNgspice, images.length)));
            System.out.printf(Locale.ROOT, "netlist against ngspice, images per second: %.1f times as many, %.1f times with making the chip%n", rate / theirs, images.length / (making + images.length / rate) / theirs);
        }
    }

    private void products(String name, UnaryOperator<double[][]> logits, double[][] images) {
        for (int warm = 0; warm < ROUNDS_OF_PRODUCTS; warm++) {
            logits.apply(images);
        }
        long began = System.nanoTime();
        long cpu = system.getProcessCpuTime();
        for (int round = 0; round < ROUNDS_OF_PRODUCTS; round++) {
            logits.apply(images);
        }
        row(name, ROUNDS_OF_PRODUCTS * images.length, began, cpu);
    }

    private double row(String name, int images, long began, long cpu) {
        double elapsed = (System.nanoTime() - began) * 1e-9;
        System.out.printf(Locale.ROOT, "%-22s %10d %12.3f %14.3f %14.2f%n", name, images, elapsed, (system.getProcessCpuTime() - cpu) * 1e-9, images / elapsed);
        return images / elapsed;
    }

    private static double ngspice(LayerNetlist netlist, double[][] images) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("superpose-benchmark");
        Path deck = folder.resolve("deck.cir");
        Path times = folder.resolve("times.txt");
        double elapsed = 0;
        double processor = 0;
        try {
            for (double[] image : images) {
                SpiceWriter writer = SpiceWriter.forNgspice(netlist.circuit(image), netlist.remarks()).add(new OperatingPoint().with(Settings.standard().in(Environment.ngspice().at(netlist.temperature()))));
                netlist.outputs().forEach(writer::show);
                Files.writeString(deck, writer.text(), StandardCharsets.UTF_8);
                long began = System.nanoTime();
                Process process = new ProcessBuilder("bash", "-c", "TIMEFORMAT='%U %S'; time ngspice -b \"$0\" > /dev/null 2>&1", deck.toString()).redirectError(times.toFile()).start();
                int code = process.waitFor();
                elapsed += (System.nanoTime() - began) * 1e-9;
                if (code != 0) {
                    throw new IllegalStateException("ngspice ended with " + code);
                }
                processor += Arrays.stream(Files.readString(times, StandardCharsets.UTF_8).trim().split("\\s+")).mapToDouble(Double::parseDouble).sum();
            }
            System.out.printf(Locale.ROOT, "%-22s %10d %12.3f %14.3f %14.2f%n", "ngspice, one by one", images.length, elapsed, processor, images.length / elapsed);
            return images.length / elapsed;
        } finally {
            Files.deleteIfExists(deck);
            Files.deleteIfExists(times);
            Files.deleteIfExists(folder);
        }
    }
}
