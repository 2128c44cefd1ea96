package org.superpose.circuits.cell;

import java.util.List;
import org.superpose.circuits.circuit.Subcircuit;

/** How much of an op-amp a netlist has. All levels have the same ports, so that one takes another's place. */
public enum OperationalAmplifierLevel {
    /** Every transistor. */
    TRANSISTORS {
        @Override
        public Subcircuit netlist() {
            return TransistorAmplifier.netlist(BipolarProcess.complementary());
        }
    };

    /** Input that does not invert, input that inverts, output, positive and negative supply. */
    public static final List<String> PORTS = List.of("p", "n", "o", "vcc", "vee");

    /** The op-amp at this level, with the ports {@link #PORTS}. */
    public abstract Subcircuit netlist();
}
