package org.superpose.circuits.cell;

import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.Mosfet;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.semiconductor.MosfetModel;
import org.superpose.circuits.semiconductor.Placement;

/**
 * A source behind R, its negative side clamped by a diode-connected MOSFET whose threshold is compensated, in strong inversion: the square law
 * {@code I = K y²/2} (Shichman and Hodges, IEEE JSSC 3, 285, 1968) against {@code (v − y)/R} gives for v &lt; 0
 * {@code y = −(√(1 + 2KR|v|) − 1)/(KR)}; positive voltages pass. The clamp is soft: it leaks √(2|v|/(KR)) of a large negative input.
 *
 * @param resistance       R [Ω], positive
 * @param transconductance K = μ C_ox W/L [A/V²], positive
 */
public record MosfetClamp(double resistance, double transconductance) implements Rectifier {
    public MosfetClamp {
        if (!(resistance > 0) || !(transconductance > 0)) {
            throw new IllegalArgumentException("MOSFET clamp: R and K must be positive, got " + resistance + " Ω, " + transconductance + " A/V²");
        }
    }

    @Override
    public double output(double voltage) {
        if (voltage >= 0) {
            return voltage;
        }
        double kr = transconductance * resistance;
        return 2 * voltage / (StrictMath.sqrt(1 - 2 * kr * voltage) + 1);             // the same root without cancellation
    }

    /** Ports {@code z y vee}: input, output, and the lowest supply, on which the bulk lies. The transistor has no threshold (a native one) nor body effect, so that it conducts as soon as the output falls below ground. */
    public Subcircuit netlist() {
        MosfetModel model = MosfetModel.nmos("native").with("VTO", 0).with("KP", transconductance);
        return Subcircuit.of("clamp", "resistor, and a transistor that holds the negative side", List.of("z", "y", "vee"), new Resistor("r1", "z", "y", resistance),
                new Mosfet("m1", Circuit.GROUND, Circuit.GROUND, "y", "vee", model, MosfetGeometry.of(1e-6, 1e-6), Placement.PLAIN));
    }
}
