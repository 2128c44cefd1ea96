package org.superpose.circuits.cell;

import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;

/**
 * A diode into a load resistor R: by Kirchhoff's voltage law and Shockley's equation {@code y + nVT ln(1 + y/(R I_S)) = v}: a dead zone of a diode
 * drop, and a soft knee.
 *
 * @param resistance        R [Ω], positive
 * @param saturationCurrent I_S [A], positive
 * @param emission          n, positive
 * @param temperature       T [K], positive
 */
public record DiodeRectifier(double resistance, double saturationCurrent, double emission, double temperature) implements Rectifier {
    public DiodeRectifier {
        if (!(resistance > 0) || !(saturationCurrent > 0) || !(emission > 0) || !(temperature > 0)) {
            throw new IllegalArgumentException("diode rectifier: R, IS, n and T must be positive, got " + resistance + " Ω, " + saturationCurrent + " A, "
                    + emission + ", " + temperature + " K");
        }
    }

    @Override
    public double output(double voltage) {
        return JunctionEquation.solve(1, emission * Physics.thermalVoltage(temperature), resistance * saturationCurrent, voltage);
    }

    /**
     * Ports {@code z y}: input and output. The law knows neither the diode's series resistance nor its breakdown.
     *
     * @param diode its saturation current and emission are replaced by the law's
     */
    public Subcircuit netlist(DiodeModel diode) {
        return Subcircuit.of("diode_rectifier", "diode and resistor", List.of("z", "y"), new Diode("d1", "z", "y", diode.with("IS", saturationCurrent).with("N", emission)), new Resistor("r1", "y", Circuit.GROUND, resistance));
    }
}
