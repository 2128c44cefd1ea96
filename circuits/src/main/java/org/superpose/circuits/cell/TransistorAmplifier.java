package org.superpose.circuits.cell;

import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Placement;

/**
 * An op-amp of fourteen transistors for ±5 V: a degenerated PNP pair on a mirror with a helper, a follower and a common-emitter stage with a Miller capacitor, and complementary followers biased by two diodes (Gray, Hurst, Lewis and Meyer,
 * <i>Analysis and Design of Analog Integrated Circuits</i>, chapters on output stages and on operational amplifiers).
 */
final class TransistorAmplifier {
    private TransistorAmplifier() {
    }

    static Subcircuit netlist(BipolarProcess process) {
        BipolarModel n = process.npn();
        BipolarModel p = process.pnp();
        return Subcircuit.of("opamp", "operational amplifier of fourteen transistors", OperationalAmplifierLevel.PORTS,
                new Resistor("rb", "b1", "vee", 178e3), new BipolarTransistor("qb1", "b1", "b1", "v1", p), new Resistor("rb1", "vcc", "v1", 4e3),        // reference of 50 uA,
                new BipolarTransistor("qb2", "t", "b1", "v2", p), new Resistor("rb2", "vcc", "v2", 4e3),                                                 // the pair's tail,
                large("qb3", "g", "b1", "v3", p, 4), new Resistor("rb3", "vcc", "v3", 1e3),                                                              // and the second stage's load
                new BipolarTransistor("q1", "x", "n", "s1", p), new BipolarTransistor("q2", "y", "p", "s2", p), new Resistor("rs1", "t", "s1", 500), new Resistor("rs2", "t", "s2", 500),
                new BipolarTransistor("q3", "x", "h", "c3", n), new BipolarTransistor("q4", "y", "h", "c4", n), new Resistor("rc3", "c3", "vee", 1e3), new Resistor("rc4", "c4", "vee", 1e3),
                new BipolarTransistor("q11", "vcc", "x", "h", n), new Resistor("r11", "h", "vee", 20e3),
                new BipolarTransistor("q5", "vcc", "y", "f", n), new Resistor("r5", "f", "vee", 20e3), large("q6", "z", "f", "vee", n, 2), new Capacitor("cc", "y", "zz", 20e-12), new Resistor("rz", "zz", "z", 300),
                large("q7", "g", "g", "m", n, 2), large("q8", "z", "z", "m", p, 2), large("q9", "vcc", "g", "o1", n, 4), new Resistor("ro1", "o1", "o", 25), large("q10", "vee", "z", "o2", p, 4), new Resistor("ro2", "o2", "o", 25));
    }

    static BipolarTransistor large(String name, String collector, String base, String emitter, BipolarModel model, double area) {
        return new BipolarTransistor(name, collector, base, emitter, Circuit.GROUND, model, Placement.PLAIN.withArea(area));
    }
}
