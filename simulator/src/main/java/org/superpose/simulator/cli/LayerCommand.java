package org.superpose.simulator.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.spice.SpiceWriter;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.analog.Machine;
import org.superpose.simulator.electronic.ElectronicMachine;
import org.superpose.simulator.electronic.LayerNetlist;
import org.superpose.simulator.electronic.WeightTable;
import org.superpose.simulator.experiment.Experiment;
import org.superpose.simulator.experiment.MachineDesign;
import org.superpose.simulator.experiment.Problem;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Section;
import org.superpose.simulator.noise.RandomStreams;
import org.superpose.simulator.reference.DigitalReference;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a layer of an experiment's network as a circuit. */
@Command(name = "layer", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
        description = {"Writes a layer of the network of an experiment, as its electronic hardware computes it, as a SPICE deck of transistors that ngspice and superpose spice run.",
            "Beside it: the bill of materials (.parts.csv), what the microcontroller writes (.weights.csv, .weights.h), and a schematic of each cell (.gcell.svg ...)."})
final class LayerCommand implements Callable<Integer> {
    private static final int PER_LINE = 8;

    private final Surroundings surroundings;

    @Parameters(paramLabel = "EXPERIMENT", description = "YAML file, such as examples/digits/experiment.yaml.")
    private Path file;

    @ArgGroup(multiplicity = "1")
    private Choice choice;

    /** What is written. */
    static final class Choice {
        @Option(names = "--layer", paramLabel = "N", description = "The layer, from 1.")
        private Integer layer;

        @Option(names = "--network", description = "All layers, one behind the other.")
        private boolean network;
    }

    @Option(names = "--column", paramLabel = "N", description = "Only the column of this output of the layer, from 1.")
    private Integer column;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", required = true, description = "The deck, for instance layer1.cir; the other files stand beside it under the same name.")
    private Path output;

    @Option(names = "--force", description = "Replace files that are there.")
    private boolean force;

    @Option(names = "--split", paramLabel = "NAME", description = "Of whose network (default: the first split).")
    private String split;

    @Option(names = "--input", paramLabel = "ROW", defaultValue = "0", description = "Row of the test data that stands at the input, from 0 (default: ${DEFAULT-VALUE}); layers before compute exactly.")
    private int row;

    @Option(names = "--chip", paramLabel = "N", description = "Chip number N of the experiment, from 0, with the errors of its parts (default: the design).")
    private Integer chip;

    LayerCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (choice.network && column != null) {
            throw new InputException("--column is one of a single layer; give --layer N with it");
        }
        if (chip != null && chip < 0) {
            throw new InputException("--chip must be 0 or larger, got " + chip);
        }
        OutputFiles files = new OutputFiles(output, force, file);
        Section root = Section.read(file);
        Experiment experiment = Experiment.read(file);
        int number = problem(experiment);
        Problem problem = experiment.problems().get(number);
        LayerNetlist netlist = netlist(experiment, problem);
        List<LayerTrace> exact = exact(problem);
        int first = choice.network ? 0 : choice.layer - 1;
        double[] input = first == 0 ? problem.split().test().inputs()[row] : exact.get(first - 1).output()[0];
        double[] expected = exact.get(choice.network ? exact.size() - 1 : first).output()[0];

        List<String> comments = new ArrayList<>();
        Path network = root.section("dataset").sections("splits").get(number).resolve("network");
        comments.add("network: " + network.getFileName() + ", SHA-256 " + sha256(network));
        comments.add("experiment " + experiment.name() + ", split " + problem.name() + ", " + (chip == null ? "as designed" : "chip " + chip + " of seed " + experiment.seed()));
        comments.addAll(netlist.description());
        comments.add("input: row " + row + " of the test data, which the converters round; the exact network's outputs are [V]");
        for (int from = 0; from < netlist.outputs().size(); from += PER_LINE) {
            comments.add("  " + netlist.outputs().subList(from, Math.min(netlist.outputs().size(), from + PER_LINE)).stream()
                    .map(node -> String.format(Locale.ROOT, "%s=%.6g", node, netlist.outputVolts() * expected[Integer.parseInt(node.substring(1)) - 1])).collect(Collectors.joining(" ")));
        }

        Circuit circuit = netlist.circuit(input);
        SpiceWriter writer = SpiceWriter.forNgspice(circuit, netlist.remarks());
        comments.forEach(writer::comment);
        netlist.outputs().forEach(writer::show);
        String deck = writer.add(new OperatingPoint().with(Settings.standard().in(Environment.ngspice().at(netlist.temperature())))).text();

        String name = output.getFileName().toString();
        String base = name.replaceFirst("(?<=.)\\.[^.]*$", "");
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(name, deck);
        texts.put(base + ".parts.csv", netlist.parts().csv());
        texts.put(base + ".weights.csv", WeightTable.csvHead() + netlist.tables().stream().map(WeightTable::csv).collect(Collectors.joining()));
        texts.put(base + ".weights.h", header(comments.subList(0, 2), netlist.tables()));
        Schematics.of(circuit.parts()).forEach((cell, drawing) -> texts.put(base + "." + cell + ".svg", drawing));
        files.write(texts);
        surroundings.out().println(circuit.title() + ": " + circuit.components().size() + " components");
        texts.keySet().forEach(written -> surroundings.out().println("  " + output.resolveSibling(written)));
        return 0;
    }

    private int problem(Experiment experiment) {
        List<String> names = experiment.problems().stream().map(Problem::name).toList();
        if (split != null && !names.contains(split)) {
            throw new InputException("--split: there is no split " + InputException.quote(split) + "; there are " + String.join(", ", names));
        }
        return split == null ? 0 : names.indexOf(split);
    }

    private LayerNetlist netlist(Experiment experiment, Problem problem) {
        int layers = problem.network().layers().size();
        if (!choice.network && (choice.layer < 1 || choice.layer > layers)) {
            throw new InputException("--layer must lie from 1 to " + layers + " for the network " + problem.network() + ", got " + choice.layer);
        }
        for (MachineDesign design : experiment.machines().values()) {
            Machine machine;
            try {
                machine = design.layOut(problem.network(), problem.split().train().inputs());
                if (machine instanceof ElectronicMachine electronic) {
                    LayerNetlist netlist = choice.network ? electronic.netlist() : electronic.netlist(choice.layer - 1);
                    netlist = column == null ? netlist : netlist.column(column - 1);
                    return chip == null ? netlist : netlist.specimen(RandomStreams.of(experiment.seed()).chip(chip));
                }
            } catch (InputException e) {
                throw e;
            } catch (IllegalArgumentException e) {
                throw new InputException(file.toString(), 0, 0, e.getMessage(), e);
            }
        }
        throw new InputException(file, "hardware names no electronic machine, of which alone there are netlists; add hardware.electronic");
    }

    private List<LayerTrace> exact(Problem problem) {
        double[][] rows = problem.split().test().inputs();
        if (row < 0 || row >= rows.length) {
            throw new InputException("--input must lie from 0 to " + (rows.length - 1) + ", the test rows of split " + problem.name() + ", got " + row);
        }
        return new DigitalReference(problem.network()).run(new double[][] {rows[row]});
    }

    private static String header(List<String> comments, List<WeightTable> tables) {
        StringBuilder text = new StringBuilder("/* written by superpose layer\n");
        comments.forEach(line -> text.append("   ").append(line.replace("*/", "* /")).append('\n'));
        text.append("*/\n#pragma once\n#include <stdint.h>\n\n");
        tables.forEach(table -> text.append(table.c()).append('\n'));
        return text.toString();
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
