package org.superpose.circuits.cell;

import org.superpose.circuits.circuit.Physics;

/**
 * A capacitor that a switch charges and then leaves alone.
 *
 * @param capacitance C [F], positive
 */
public record StorageCapacitor(double capacitance) {
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
}
