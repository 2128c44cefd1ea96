package org.superpose.circuits.cell;

import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageControlledVoltageSource;

/** How much of an op-amp a netlist has. All levels have the same ports, so that one takes another's place; those above {@link #TRANSISTORS} are made of figures measured on that. */
public enum OperationalAmplifierLevel {
    /** A gain of 10⁶ without a pole, rails or noise; the supplies carry what they carry at rest. */
    IDEAL {
        @Override
        public Subcircuit netlist() {
            return Subcircuit.of("opamp_ideal", "ideal operational amplifier", PORTS, new VoltageControlledVoltageSource("e", "o", Circuit.GROUND, "p", "n", 1e6), atRest(FIGURES));
        }
    },
    /** One pole with slewing, rails, input currents and noise: {@link org.superpose.circuits.amplifier.OperationalAmplifier}. */
    ONE_POLE {
        @Override
        public Subcircuit netlist() {
            return Subcircuit.of("opamp_one_pole", "operational amplifier of one pole", PORTS,
                    new org.superpose.circuits.amplifier.OperationalAmplifier("a", "p", "n", "o", Circuit.GROUND, "vcc", "vee", FIGURES.model()), atRest(FIGURES));
        }
    },
    /** The macromodel of Boyle and others, of 1974. */
    BOYLE {
        @Override
        public Subcircuit netlist() {
            return BoyleMacromodel.netlist(FIGURES);
        }
    },
    /** Every transistor: fourteen of {@link BipolarProcess#complementary()}, between ±5 V. */
    TRANSISTORS {
        @Override
        public Subcircuit netlist() {
            return TransistorAmplifier.netlist(BipolarProcess.complementary());
        }
    };

    /** Input that does not invert, input that inverts, output, positive and negative supply. */
    public static final List<String> PORTS = List.of("p", "n", "o", "vcc", "vee");

    /** What {@link OperationalAmplifierFigures#measure} finds of {@link #TRANSISTORS} at ±5 V. */
    public static final OperationalAmplifierFigures FIGURES = new OperationalAmplifierFigures(5, 716e3, 4.736e6, 93.6, 2.235e6, -4.193, 4.606, 4459, 11.19e-3, 48.1e-6, -0.4318e-6, 8.87e-9, 40.3, 0.396e-12, 5470, 6.519e-3);

    /** The op-amp at this level, with the ports {@link #PORTS}. */
    public abstract Subcircuit netlist();

    private static CurrentSource atRest(OperationalAmplifierFigures figures) {
        return CurrentSource.dc("iq", "vcc", "vee", figures.power() / (2 * figures.supply()));
    }
}
