package org.superpose.circuits.cell;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;

/**
 * A half-wave rectifier with the diodes inside the loop of an op-amp and two equal resistors R (Jung, <i>Op Amp Applications</i>, chapter on
 * nonlinear circuits). The conducting diode carries y/R, so the op-amp's output stands at {@code y + nVT ln(1 + y/(R I_S))} and its input at 1/A0 of
 * that; the output misses the input by twice that:
 * {@code y (1 + 2/A0) + (2/A0) nVT ln(1 + y/(R I_S)) = v}. The knee is a diode drop divided by A0 wide. Static law; a follower keeps the load away.
 *
 * @param openLoopGain      A0 [V/V], positive; may be infinite
 * @param resistance        R [Ω], positive
 * @param saturationCurrent I_S of the diode [A], positive
 * @param emission          n of the diode, positive
 * @param temperature       T [K], positive
 */
public record PrecisionRectifier(double openLoopGain, double resistance, double saturationCurrent, double emission, double temperature) implements Rectifier {
    public PrecisionRectifier {
        if (!(openLoopGain > 0) || !(resistance > 0) || !(saturationCurrent > 0) || !(emission > 0) || !(temperature > 0)) {
            throw new IllegalArgumentException("precision rectifier: A0, R, IS, n and T must be positive, got " + openLoopGain + ", " + resistance + " Ω, "
                    + saturationCurrent + " A, " + emission + ", " + temperature + " K");
        }
    }

    @Override
    public double output(double voltage) {
        double slope = 2 / openLoopGain;
        return JunctionEquation.solve(1 + slope, slope * emission * Physics.thermalVoltage(temperature), resistance * saturationCurrent, voltage);
    }

    /**
     * What a resistor from the op-amp's output to its input takes from the output while it conducts [V], with A0 → ∞: by Kirchhoff at the input {@code y = v − (R/R_k)(y + V_D)}, V_D being the diode's voltage.
     *
     * @param output y [V], positive
     * @param around R_k [Ω]
     */
    public double lostAround(double output, double around) {
        return resistance / around * (output + emission * Physics.thermalVoltage(temperature) * StrictMath.log1p(output / (resistance * saturationCurrent)));
    }

    /**
     * Ports {@code z y vcc vee}: input, output, supplies; y is the law's output of −z. The op-amp's other input stands behind R/2, so that equal input currents make no offset while it conducts.
     *
     * @param opAmp  with the ports of {@link OperationalAmplifierLevel#PORTS}
     * @param diode  its saturation current and emission are replaced by the law's
     * @param around from the op-amp's output to its input, which keeps the loop closed when neither diode conducts [Ω]; infinity for none
     */
    public Subcircuit netlist(Subcircuit opAmp, DiodeModel diode, double around) {
        DiodeModel model = diode.with("IS", saturationCurrent).with("N", emission);
        List<Part> parts = new ArrayList<>(List.of(opAmp.as("xa", "g", "s", "a", "vcc", "vee"), new Resistor("r3", "g", Circuit.GROUND, resistance / 2), new Resistor("r1", "z", "s", resistance), new Resistor("r2", "s", "y", resistance),
                new Diode("d1", "s", "a", model), new Diode("d2", "a", "y", model), new Capacitor("c2", "s", "y", 1e-12)));
        if (around != Double.POSITIVE_INFINITY) {
            parts.add(new Resistor("rk", "a", "s", around));
        }
        return new Subcircuit("relu", "inverting half-wave rectifier", List.of("z", "y", "vcc", "vee"), parts);
    }
}
