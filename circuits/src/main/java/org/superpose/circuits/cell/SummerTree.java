package org.superpose.circuits.cell;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;

/**
 * A tree of inverting summers, each of at most so many inputs: the sum of N voltages without the noise gain of N. The first stage has the gain {@code −R_f/R} to each input, every later one −1. What m amplifiers of a stage add at their
 * outputs adds up in power, so that offset and noise grow as √N where those of one {@link VoltageSummer} grow as its noise gain, and the bandwidth is that of a chain of stages:
 * <pre>
 * σ²(V) = V_os² Σ NG_j²,   |H(f)|⁻² = Π (1 + (f NG_s/GBW)²) over the stages
 * </pre>
 *
 * @param fanIn      N, positive
 * @param radix      inputs of a summer, at least 2
 * @param resistance R of the first stage [Ω], positive
 * @param feedback   R_f of the first stage [Ω], positive
 * @param later      both resistances of later stages [Ω], positive
 */
public record SummerTree(int fanIn, int radix, double resistance, double feedback, double later) {
    private static final double CAPACITANCE = 2e-12;       // around each op-amp [F]

    public SummerTree {
        if (fanIn < 1 || radix < 2) {
            throw new IllegalArgumentException("tree of summers: needs inputs, and at least two to a summer, got " + fanIn + " and " + radix);
        }
        VoltageSummer.of(1, resistance, feedback, CAPACITANCE);        // refuses what is no resistance
        VoltageSummer.of(1, later, later, CAPACITANCE);
    }

    /** Number of stages. */
    public int depth() {
        int depth = 1;
        for (int width = groups(fanIn); width > 1; width = groups(width)) {
            depth++;
        }
        return depth;
    }

    private int groups(int inputs) {
        return (inputs + radix - 1) / radix;
    }

    /** Gain from each input, {@code (−1)^depth R_f/R}. */
    public double gain() {
        return (depth() % 2 == 0 ? 1 : -1) * feedback / resistance;
    }

    /** The summers, by stages from the inputs on. */
    public List<List<VoltageSummer>> stages() {
        List<List<VoltageSummer>> stages = new ArrayList<>();
        int inputs = fanIn;
        do {
            List<VoltageSummer> stage = new ArrayList<>();
            for (int first = 0; first < inputs; first += radix) {
                int size = Math.min(radix, inputs - first);
                stage.add(stages.isEmpty() ? VoltageSummer.of(size, resistance, feedback, CAPACITANCE) : VoltageSummer.of(size, later, later, CAPACITANCE));
            }
            stages.add(stage);
            inputs = stage.size();
        } while (inputs > 1);
        return stages;
    }

    /** What independent offsets of 1 V (σ) of all op-amps make of the output: {@code √(Σ NG²)}. */
    public double offsetGain() {
        double sum = 0;
        for (List<VoltageSummer> stage : stages()) {
            for (VoltageSummer summer : stage) {
                double gain = summer.law(OperationalAmplifier.ideal()).noiseGain();
                sum += gain * gain;
            }
        }
        return Math.sqrt(sum);
    }

    /** Output noise density [V²/Hz] below the bandwidth: the sum of those of all summers, with their compensating resistors. */
    public double outputNoise(OperationalAmplifier amplifier, double temperature) {
        double sum = 0;
        for (List<VoltageSummer> stage : stages()) {
            for (VoltageSummer summer : stage) {
                SummingAmplifier law = summer.law(amplifier);
                sum += law.outputNoise(temperature, law.conductance()) + law.compensationNoise(temperature);
            }
        }
        return sum;
    }

    /** −3 dB bandwidth [Hz] of the chain of stages' widest summers, by bisection. */
    public double bandwidth(OperationalAmplifier amplifier) {
        double low = 0;
        double high = amplifier.gainBandwidth();
        for (int step = 0; step < 60; step++) {
            double middle = (low + high) / 2;
            double attenuation = 1;
            for (List<VoltageSummer> stage : stages()) {
                double ratio = middle / stage.get(0).law(amplifier).bandwidth();
                attenuation *= 1 + ratio * ratio;
            }
            if (attenuation > 2) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /**
     * Ports {@code i1 … iN out vcc vee}.
     *
     * @param opAmp with the ports of {@link OperationalAmplifierLevel#PORTS}
     */
    public Subcircuit netlist(Subcircuit opAmp) {
        List<String> ports = new ArrayList<>();
        for (int i = 1; i <= fanIn; i++) {
            ports.add("i" + i);
        }
        List<Part> parts = new ArrayList<>();
        List<String> inputs = ports;
        int depth = 0;
        for (List<VoltageSummer> stage : stages()) {
            depth++;
            List<String> outputs = new ArrayList<>();
            for (int group = 0; group < stage.size(); group++) {
                String output = stage.size() == 1 ? "out" : "s" + depth + "_" + (group + 1);
                List<String> nodes = new ArrayList<>(inputs.subList(group * radix, Math.min(inputs.size(), (group + 1) * radix)));
                nodes.addAll(List.of(output, "vcc", "vee"));
                parts.add(stage.get(group).netlist(opAmp).as("x" + depth + "_" + (group + 1), nodes.toArray(String[]::new)));
                outputs.add(output);
            }
            inputs = outputs;
        }
        ports = new ArrayList<>(ports);
        ports.addAll(List.of("out", "vcc", "vee"));
        return new Subcircuit("tree_" + fanIn, "tree of summers of " + fanIn + " voltages", ports, parts);
    }
}
