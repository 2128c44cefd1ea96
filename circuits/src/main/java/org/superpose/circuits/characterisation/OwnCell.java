package org.superpose.circuits.characterisation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.superpose.circuits.cell.DifferentialPort;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.spice.CircuitText;
import org.superpose.circuits.spice.SpiceReader;

/** Makes a multiplier of a {@code .subckt} in a SPICE file: one that our engine reads, or one whose models only ngspice has. */
public final class OwnCell {
    private static final String INSTANCE = "xcell.";
    private static final long LARGEST_FILE = 1L << 20;                 // bytes
    /** What of the current at the corners of the window must be a product. */
    private static final double PRODUCT = 0.5;

    private OwnCell() {
    }

    /**
     * Reads the cell and tries it at the corners of its window. Its weight's voltage is proportional to the weight, the largest one at the limit of its ports; its law is the product of input and weight with the gain that the corners show.
     *
     * @param file       with the {@code .subckt} and its models; what it includes lies in its folder
     * @param subcircuit its name
     * @throws CircuitException if its ports or its surface are unfit; the message says which
     */
    public static MultiplierCell read(Path file, String subcircuit, DifferentialPort input, DifferentialPort weight, String outputPlus, String outputMinus, double lineVoltage, Map<String, Double> potentials) throws IOException {
        bounded(file);
        String name = subcircuit.toLowerCase(Locale.ROOT);
        List<String> ports = ports(Files.readString(file), name, file);
        StringBuilder deck = new StringBuilder("cell " + name + "\n.include \"" + file.getFileName() + "\"\nxcell " + String.join(" ", ports) + " " + name + "\n");
        for (int p = 0; p < ports.size(); p++) {
            deck.append("rport").append(p).append(' ').append(ports.get(p)).append(" 0 1\n");
        }
        Circuit flat = new SpiceReader().withFolders(file.toAbsolutePath().getParent()).read(file.getFileName().toString(), deck + ".end\n").circuit();
        UnaryOperator<String> inside = path -> path.substring(path.indexOf(INSTANCE) < 0 ? 0 : path.indexOf(INSTANCE) + INSTANCE.length());
        List<Part> parts = new ArrayList<>();
        for (Component part : flat.components()) {
            if (part.name().contains(INSTANCE)) {
                parts.add(part.renamed(inside, inside));
            }
        }
        return tried(new Subcircuit(name, "own cell", ports, parts), input, weight, outputPlus, outputMinus, lineVoltage, potentials);
    }

    /**
     * The same of a cell that ngspice computes, which must be installed: the deck that it gets holds the file's text, so this may have any models.
     *
     * @param deviations σ of parameters of the {@code .subckt}, by name: in what its specimens differ; their defaults must be plain numbers
     * @throws IllegalArgumentException if the text does more than describe the cell, or if its ports or its surface are unfit; the message says which
     */
    public static MultiplierCell readForNgspice(Path file, String subcircuit, DifferentialPort input, DifferentialPort weight, String outputPlus, String outputMinus, double lineVoltage, Map<String, Double> potentials,
                                                Map<String, Double> deviations) throws IOException {
        bounded(file);
        CircuitText text = CircuitText.read(file);
        String name = subcircuit.toLowerCase(Locale.ROOT);
        CircuitText.Interface known = text.interfaces().get(name);
        if (known == null) {
            throw new CircuitException(file.getFileName() + " has no .subckt " + name + " with ports");
        }
        for (String port : known.ports()) {
            if (!port.matches("[a-z_][a-z0-9_]*")) {
                throw new CircuitException("subcircuit " + name + ": its port " + port + " should be called by letters, digits and _");
            }
        }
        for (String parameter : deviations.keySet()) {
            if (Double.isNaN(known.defaults().getOrDefault(parameter, Double.NaN))) {
                throw new CircuitException("subcircuit " + name + ": has no parameter " + parameter + " with a number as its default; those of its .subckt line are " + known.defaults().keySet().stream().sorted().toList());
            }
        }
        ForeignCell cell = new ForeignCell("cell", known.ports(), text, name, Map.of(), deviations);
        return tried(new Subcircuit(name, "own cell", known.ports(), List.of(cell)), input, weight, outputPlus, outputMinus, lineVoltage, potentials);
    }

    private static void bounded(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new CircuitException(file.getFileName() + " is larger than " + LARGEST_FILE + " bytes; keep the cell and its models alone in it");
        }
    }

    private static MultiplierCell tried(Subcircuit netlist, DifferentialPort input, DifferentialPort weight, String outputPlus, String outputMinus, double lineVoltage, Map<String, Double> potentials) {
        MultiplierCell cell = new MultiplierCell(netlist, input, Optional.of(weight), outputPlus, outputMinus, lineVoltage, potentials, List.of(), new MultiplierCell.Coding.Voltage(w -> w * weight.limit(), 1), (x, w) -> 0);
        double gain = gain(cell);
        return new MultiplierCell(netlist, input, cell.weight(), outputPlus, outputMinus, lineVoltage, potentials, List.of(), cell.coding(), (x, w) -> gain * x * w);
    }

    /** Ports as the {@code .subckt} line of a file names them, in lower case. */
    private static List<String> ports(String text, String name, Path file) {
        String unfolded = text.replaceAll("\\R\\+", " ").toLowerCase(Locale.ROOT);
        for (String line : unfolded.split("\\R")) {
            String[] words = line.strip().split("\\s+");
            if (words.length > 2 && words[0].equals(".subckt") && words[1].equals(name)) {
                List<String> ports = new ArrayList<>();
                for (int k = 2; k < words.length && !words[k].contains("=") && !words[k].startsWith("params:") && !words[k].startsWith(";") && !words[k].startsWith("$"); k++) {
                    ports.add(words[k]);
                }
                return ports;
            }
        }
        throw new CircuitException(file.getFileName() + " has no .subckt " + name + " with ports");
    }

    /** What of the corners' currents is a product [A/V]; refuses a cell that is no multiplier. */
    private static double gain(MultiplierCell cell) {
        double product = 0;
        double largest = 0;
        double x = cell.input().limit();
        CellFamily family = new CellFamily(cell, Variation.NONE);
        Bench bench = Bench.of(family, Settings.standard());
        for (int sign = -1; sign <= 1; sign += 2) {
            double[] corners = bench.current(family.nominal(sign), new double[] {-x, x});
            product += sign * (corners[1] - corners[0]) / 4;
            largest = Math.max(largest, Math.max(Math.abs(corners[0]), Math.abs(corners[1])));
        }
        if (-product > PRODUCT * largest) {
            throw new CircuitException("cell " + cell.netlist().name() + ": the current into " + cell.outputPlus() + " falls with the product of input and weight; exchange the outputs");
        }
        if (!(product > PRODUCT * largest)) {
            throw new CircuitException(String.format(Locale.ROOT, "cell %s: of %.3g A at the corners of its window only %.3g A go with the product of input and weight; look at its ports, levels and window", cell.netlist().name(), largest, product));
        }
        return product / x;
    }
}
