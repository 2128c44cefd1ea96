package org.superpose.simulator.hardware;

import org.superpose.simulator.input.Section;

/**
 * How a column sums its cells' currents. Defaults: the reference design's op-amp and fold, measured with ngspice.
 *
 * @param topology      currents folded into a transimpedance amplifier, or lines with load resistors into a difference amplifier
 * @param lines         how the lines of Gilbert cells are held. Default folded
 * @param openLoopGain  A0 [V/V]. Default 5e5 (114 dB)
 * @param gainBandwidth GBW [Hz]. Default 4.7 MHz
 * @param offset        σ of the op-amp's input offset [V]. Default 0.42 mV
 * @param voltageNoise  e_n [V/√Hz]. Default 15 nV/√Hz: the reference column's amplifier makes 1.3 % of 235 nV/√Hz at a noise gain of 1.5
 * @param currentNoise  i_n [A/√Hz]. Default 0.37 pA/√Hz: shot noise of its 0.43 µA of bias current
 * @param rail          largest magnitude of its output [V], 1 mV to 1 kV. Default 4.1 V at ±5 V of supply
 * @param supply        positive supply [V]. Default 5 V
 * @param loadDrop      voltage across the resistors that feed the two lines [V]. Default 1.45 V
 * @param foldCurrent   current that the fold takes besides the cells [A], transimpedance only. Default 0.4 mA
 * @param foldDrop      voltage across the emitter resistors of the fold's mirror [V], transimpedance only. Default 0.4 V
 * @param resistance    R₁ of the difference amplifier [Ω], difference only. Default 10 kΩ
 * @param wires         between the cells. Default none
 */
public record Summer(Topology topology, Lines lines, double openLoopGain, double gainBandwidth, double offset, double voltageNoise, double currentNoise, double rail,
                     double supply, double loadDrop, double foldCurrent, double foldDrop, double resistance, Wires wires) {
    /** What makes one voltage of two line currents. */
    public enum Topology {
        /** Lines held by a fold, its difference current into a virtual ground. */
        TRANSIMPEDANCE,
        /** A load resistor for each line, then a difference amplifier. */
        DIFFERENCE
    }

    /** How two lines of Gilbert cells are held at a voltage. */
    public enum Lines {
        /** Resistors feed them, and transistors fold down what the cells leave. */
        FOLDED,
        /** Transistors in series with the cells carry all of their current. */
        CASCODED
    }

    public Summer {
        Checks.within("summer.openLoopGain", openLoopGain, 10, Double.POSITIVE_INFINITY, "1");
        Checks.positive("summer.gainBandwidth", gainBandwidth, "Hz");
        Checks.notNegative("summer.offset", offset, "V");
        Checks.notNegative("summer.voltageNoise", voltageNoise, "V/√Hz");
        Checks.notNegative("summer.currentNoise", currentNoise, "A/√Hz");
        Checks.within("summer.rail", rail, 1e-3, 1000, "V");
        Checks.positive("summer.supply", supply, "V");
        Checks.positive("summer.loadDrop", loadDrop, "V");
        if (!(loadDrop < supply)) {
            throw new IllegalArgumentException("summer.loadDrop must lie below summer.supply, got " + loadDrop + " V and " + supply + " V");
        }
        Checks.notNegative("summer.foldCurrent", foldCurrent, "A");
        Checks.notNegative("summer.foldDrop", foldDrop, "V");
        Checks.positive("summer.resistance", resistance, "Ω");
    }

    public static Summer defaults() {
        return new Summer(Topology.TRANSIMPEDANCE, Lines.FOLDED, 5e5, 4.7e6, 0.42e-3, 15e-9, 0.37e-12, 4.1, 5, 1.45, 0.4e-3, 0.4, 10e3, Wires.NONE);
    }

    static Summer read(Section section) {
        Summer d = defaults();
        Topology topology = section.choice("topology", Topology.class, d.topology);
        Lines lines = section.choice("lines", Lines.class, d.lines);
        double openLoopGain = section.number("openLoopGain", d.openLoopGain);
        double gainBandwidth = section.quantity("gainBandwidth", "Hz", d.gainBandwidth);
        double offset = section.quantity("offset", "V", d.offset);
        double voltageNoise = section.quantity("voltageNoise", "V/sqrt(Hz)", d.voltageNoise);
        double currentNoise = section.quantity("currentNoise", "A/sqrt(Hz)", d.currentNoise);
        double rail = section.quantity("rail", "V", d.rail);
        double supply = section.quantity("supply", "V", d.supply);
        double loadDrop = section.quantity("loadDrop", "V", d.loadDrop);
        double foldCurrent = section.quantity("foldCurrent", "A", d.foldCurrent);
        double foldDrop = section.quantity("foldDrop", "V", d.foldDrop);
        double resistance = section.quantity("resistance", "Ohm", d.resistance);
        return section.build(() -> new Summer(topology, lines, openLoopGain, gainBandwidth, offset, voltageNoise, currentNoise, rail, supply, loadDrop, foldCurrent, foldDrop,
                resistance, d.wires));
    }

    public Summer withTopology(Topology other) {
        return new Summer(other, lines, openLoopGain, gainBandwidth, offset, voltageNoise, currentNoise, rail, supply, loadDrop, foldCurrent, foldDrop, resistance, wires);
    }

    public Summer withLines(Lines other) {
        return new Summer(topology, other, openLoopGain, gainBandwidth, offset, voltageNoise, currentNoise, rail, supply, loadDrop, foldCurrent, foldDrop, resistance, wires);
    }

    public Summer withWires(Wires other) {
        return new Summer(topology, lines, openLoopGain, gainBandwidth, offset, voltageNoise, currentNoise, rail, supply, loadDrop, foldCurrent, foldDrop, resistance, other);
    }

    public Summer withOffset(double sigma) {
        return new Summer(topology, lines, openLoopGain, gainBandwidth, sigma, voltageNoise, currentNoise, rail, supply, loadDrop, foldCurrent, foldDrop, resistance, wires);
    }

    public Summer withOpenLoopGain(double gain) {
        return new Summer(topology, lines, gain, gainBandwidth, offset, voltageNoise, currentNoise, rail, supply, loadDrop, foldCurrent, foldDrop, resistance, wires);
    }
}
