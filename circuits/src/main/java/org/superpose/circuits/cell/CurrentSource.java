package org.superpose.circuits.cell;

import org.superpose.circuits.circuit.Physics;

/**
 * A bipolar current source with a resistor in its emitter, {@code V + VT ln(I/I_S) = const} with V = I R: Gray, Hurst, Lewis and Meyer, <i>Analysis and Design
 * of Analog Integrated Circuits</i>, chapter on current mirrors. The resistor divides the transistor's errors by (V + VT)/VT and brings its own.
 *
 * @param current     I [A], not negative
 * @param degeneration V across the resistor [V], not negative
 * @param temperature T [K]
 */
public record CurrentSource(double current, double degeneration, double temperature) {
    public CurrentSource {
        if (!(current >= 0) || !(degeneration >= 0) || !(temperature > 0)) {
            throw new IllegalArgumentException("current source: I and V must not be negative and T must be positive, got " + current + " A, " + degeneration
                    + " V, " + temperature + " K");
        }
    }

    /** Relative change of the current for small relative changes of the saturation current and the resistor: {@code (VT δ_s − V δ_r)/(V + VT)}. */
    public double error(double saturation, double resistor) {
        double vt = Physics.thermalVoltage(temperature);
        return (vt * saturation - degeneration * resistor) / (degeneration + vt);
    }

    /** Noise density [A²/Hz]: the resistor's 4kT/R = 4kT I/V and the transistor's 2qI, each with its weight in {@link #error} squared. */
    public double noise() {
        double vt = Physics.thermalVoltage(temperature);
        double resistor = 4 * Physics.BOLTZMANN * temperature * current * degeneration;
        double transistor = 2 * Physics.ELEMENTARY_CHARGE * current * vt * vt;
        return (resistor + transistor) / ((degeneration + vt) * (degeneration + vt));
    }
}
