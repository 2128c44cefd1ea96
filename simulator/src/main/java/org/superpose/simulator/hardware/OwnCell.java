package org.superpose.simulator.hardware;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.superpose.simulator.input.Section;

/**
 * A multiplier of the user's own: a subcircuit in a SPICE file, and what its ports mean.
 *
 * @param file             with the {@code .subckt}, beside the YAML file
 * @param subcircuit       its name
 * @param inputPlus        port that rises with the input
 * @param inputMinus       the other one
 * @param weightPlus       port that rises with the weight
 * @param weightMinus      the other one
 * @param outputPlus       line into which the current flows that rises with the product
 * @param outputMinus      the other line
 * @param inputWindow      largest magnitude of the input [V]
 * @param weightWindow     largest magnitude of the weight's voltage, which is proportional to the weight [V]
 * @param inputLevel       about which the input stands [V]
 * @param weightLevel      about which the weight's voltage stands [V]
 * @param lineLevel        at which the column holds both lines [V]
 * @param balanced         whether both ports of input and weight move, by half each, or only the first
 * @param potentials       of its other ports, by name [V]
 * @param thresholdMismatch σ of thresholds of MOS transistors [V]
 * @param gainMismatch     σ of their gain factors, relative
 * @param engine           what computes it
 * @param deviations       of a cell that ngspice computes: σ of parameters of its {@code .subckt}, by name, in their own units
 */
public record OwnCell(Path file, String subcircuit, String inputPlus, String inputMinus, String weightPlus, String weightMinus, String outputPlus, String outputMinus, double inputWindow, double weightWindow,
                      double inputLevel, double weightLevel, double lineLevel, boolean balanced, Map<String, Double> potentials, double thresholdMismatch, double gainMismatch, Engine engine, Map<String, Double> deviations) {
    /** What computes a cell. */
    public enum Engine {
        /** This program. */
        SUPERPOSE,
        /** ngspice, by decks that this program writes: it has models that we have not. */
        NGSPICE
    }

    public OwnCell {
        Checks.within("multiplier.window.input", inputWindow, 1e-3, 100, "V");
        Checks.within("multiplier.window.weight", weightWindow, 1e-3, 100, "V");
        Checks.within("multiplier.thresholdMismatch", thresholdMismatch, 0, 1, "V");
        Checks.within("multiplier.gainMismatch", gainMismatch, 0, 1, "1");
        potentials = Collections.unmodifiableMap(new LinkedHashMap<>(potentials));
        deviations = Collections.unmodifiableMap(new LinkedHashMap<>(deviations));
        deviations.forEach((parameter, sigma) -> Checks.within("multiplier.deviations." + parameter, sigma, 0, 1e12, "1"));
        if (engine == Engine.SUPERPOSE && !deviations.isEmpty()) {
            throw new IllegalArgumentException("multiplier.deviations belong to multiplier.engine: ngspice; otherwise parts differ by thresholdMismatch, gainMismatch, saturationMismatch and resistorMismatch");
        }
        if (engine == Engine.NGSPICE && (thresholdMismatch != 0 || gainMismatch != 0)) {
            throw new IllegalArgumentException("with multiplier.engine: ngspice the parts within the cell are not ours to vary: leave thresholdMismatch and gainMismatch out, and declare deviations of parameters of the .subckt");
        }
    }

    static OwnCell read(Section section) {
        Section ports = section.section("ports");
        Section window = section.section("window");
        Section levels = section.sectionOrEmpty("levels");
        Section nodes = section.sectionOrEmpty("potentials");
        Map<String, Double> potentials = new LinkedHashMap<>();
        for (String node : nodes.keys()) {
            potentials.put(node, nodes.quantity(node, "V"));
        }
        Path file = section.resolve("file");
        String subcircuit = section.name("subcircuit");
        double input = window.quantity("input", "V");
        double weight = window.quantity("weight", "V");
        double inputLevel = levels.quantity("input", "V", 0);
        double weightLevel = levels.quantity("weight", "V", 0);
        double lineLevel = levels.quantity("lines", "V", 0);
        boolean balanced = section.flag("balanced", true);
        double threshold = section.quantity("thresholdMismatch", "V", 0);
        double gain = section.number("gainMismatch", 0);
        Engine engine = section.choice("engine", Engine.class, Engine.SUPERPOSE);
        Section spreads = section.sectionOrEmpty("deviations");
        Map<String, Double> deviations = new LinkedHashMap<>();
        for (String parameter : spreads.keys()) {
            deviations.put(parameter, spreads.number(parameter));
        }
        String[] names = {"inputPlus", "inputMinus", "weightPlus", "weightMinus", "outputPlus", "outputMinus"};
        for (int k = 0; k < names.length; k++) {
            names[k] = ports.name(names[k]);
        }
        return section.build(() -> new OwnCell(file, subcircuit, names[0], names[1], names[2], names[3], names[4], names[5], input, weight, inputLevel, weightLevel, lineLevel, balanced, potentials, threshold, gain, engine, deviations));
    }

    /** The same cell, computed by one or the other; what differs between specimens is declared for one of them. */
    public OwnCell by(Engine other) {
        boolean ngspice = other == Engine.NGSPICE;
        return new OwnCell(file, subcircuit, inputPlus, inputMinus, weightPlus, weightMinus, outputPlus, outputMinus, inputWindow, weightWindow, inputLevel, weightLevel, lineLevel, balanced, potentials, ngspice ? 0 : thresholdMismatch,
                ngspice ? 0 : gainMismatch, other, ngspice ? deviations : Map.of());
    }

    /** The same cell with so many times the deviations of its parameters. */
    public OwnCell withDeviations(double times) {
        Map<String, Double> scaled = new LinkedHashMap<>(deviations);
        scaled.replaceAll((parameter, sigma) -> times * sigma);
        return new OwnCell(file, subcircuit, inputPlus, inputMinus, weightPlus, weightMinus, outputPlus, outputMinus, inputWindow, weightWindow, inputLevel, weightLevel, lineLevel, balanced, potentials, thresholdMismatch, gainMismatch, engine,
                scaled);
    }
}
