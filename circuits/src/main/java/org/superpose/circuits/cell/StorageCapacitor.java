package org.superpose.circuits.cell;

import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.SwitchModel;
import org.superpose.circuits.passive.VoltageControlledSwitch;
import org.superpose.circuits.semiconductor.Mosfet;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.semiconductor.MosfetModel;
import org.superpose.circuits.source.CurrentSource;

/**
 * A capacitor that a switch charges and then leaves alone.
 *
 * @param capacitance C [F], positive
 */
public record StorageCapacitor(double capacitance) {
    /** Of the open switch [Ω]. */
    private static final double OPEN = 1e15;

    public StorageCapacitor {
        if (!(capacitance > 0) || Double.isInfinite(capacitance)) {
            throw new IllegalArgumentException("storage capacitor: the capacitance must be positive [F], got " + capacitance);
        }
    }

    /** Variance [V²] of the voltage that the opening switch leaves, {@code kT/C}: the noise 4kTR of any resistance through the pole of R and C (Nyquist 1928). */
    public double sampledNoise(double temperature) {
        return Physics.BOLTZMANN * temperature / capacitance;
    }

    /** Voltage [V] lost to a constant leakage I [A] in a time t [s], {@code I t/C}. */
    public double droop(double leakage, double time) {
        return leakage * time / capacitance;
    }

    /** Step [V] from the charge [C] that the switch's channel injects on opening, {@code Q/C}. */
    public double pedestal(double charge) {
        return charge / capacitance;
    }

    /**
     * Ports {@code in hold gate}: what is sampled, the capacitor, and a gate that closes the switch at 1 V and opens it at 0 V. The charge comes through a capacitor from the gate of 1 F for each coulomb, so that the pedestal is
     * {@code −Q/(C + Q/1 V)}.
     *
     * @param onResistance of the closed switch [Ω]
     * @param charge       Q that the opening switch takes from the capacitor [C]
     * @param leakage      out of the capacitor [A]
     */
    public Subcircuit netlist(double onResistance, double charge, double leakage) {
        return Subcircuit.of("store", "capacitor with switch, leakage and charge injection", List.of("in", "hold", "gate"), new VoltageControlledSwitch("s1", "in", "hold", "gate", Circuit.GROUND, SwitchModel.smooth("sample", 1, 0).withResistances(onResistance, OPEN)),
                new Capacitor("c1", "hold", Circuit.GROUND, capacitance), new Capacitor("cg", "gate", "hold", charge), CurrentSource.dc("il", "hold", Circuit.GROUND, leakage));
    }

    /** The same with a transistor as the switch, whose channel and overlap inject: ports {@code in hold gate bulk}. */
    public Subcircuit netlist(MosfetModel transistor, MosfetGeometry geometry, double leakage) {
        return Subcircuit.of("sampler", "capacitor with a transistor as switch, and leakage", List.of("in", "hold", "gate", "bulk"), new Mosfet("m1", "in", "gate", "hold", "bulk", transistor, geometry), new Capacitor("c1", "hold", Circuit.GROUND, capacitance),
                CurrentSource.dc("il", "hold", Circuit.GROUND, leakage));
    }

    /**
     * Charge [C] that an n-channel transistor takes from the capacitor when its gate falls faster than the channel conducts: half of what is in the channel, {@code W L C_ox (V_on − v − V_T)/2}, and {@code W C_GSO (V_on − V_off)} through its overlap
     * (Sheu and Hu, <i>Switch-induced error voltage on a switched capacitor</i>, IEEE JSSC 19, 519, 1984, for fast switching). SPICE's capacitances of the channel (Meyer) end softly: below the threshold they add W L C_ox φ/6 at the side of lower voltage, the capacitor's.
     *
     * @param on      of the gate while it conducts [V]
     * @param off     of the gate afterwards [V]
     * @param sampled v [V]
     * @param bulk    [V]
     */
    public static double injected(MosfetModel transistor, MosfetGeometry geometry, double on, double off, double sampled, double bulk) {
        double phi = transistor.value("PHI");
        double threshold = transistor.value("VTO") + transistor.value("GAMMA") * (Math.sqrt(phi + sampled - bulk) - Math.sqrt(phi));
        double oxide = transistor.oxideCapacitance() * geometry.width() * geometry.length();
        return oxide * Math.max(0, on - sampled - threshold) / 2 + geometry.width() * transistor.value("CGSO") * (on - off);
    }
}
