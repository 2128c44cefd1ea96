package org.superpose.circuits.passive;

import org.superpose.circuits.circuit.Physics;

/** What a resistor does beyond Ohm's law: it is noisy. */
public final class ResistorLaws {
    private ResistorLaws() {
    }

    /** Single-sided voltage noise density {@code 4kTR} [V²/Hz] (Nyquist, <i>Thermal agitation of electric charge in conductors</i>, Phys. Rev. 32, 110, 1928). */
    public static double voltageNoise(double resistance, double temperature) {
        return 4 * Physics.BOLTZMANN * temperature * resistance;
    }

    /** Single-sided current noise density {@code 4kTG} [A²/Hz] of a conductance G [S], the Norton form of {@link #voltageNoise}. */
    public static double currentNoise(double conductance, double temperature) {
        return 4 * Physics.BOLTZMANN * temperature * conductance;
    }
}
