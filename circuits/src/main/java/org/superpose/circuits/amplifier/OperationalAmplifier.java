package org.superpose.circuits.amplifier;

import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Family;

/**
 * An operational amplifier of one pole with offset, slew rate and rails, after the macromodel of G. Boyle, B. Cohn, D. Pederson and J. Solomon (IEEE J. Solid-State Circuits 9, 353, 1974). Rails and output refer to ground; input currents
 * other than through R_in are not modelled.
 *
 * @param positive         the input that does not invert
 * @param negative         the input that inverts
 * @param output           the output
 * @param gain             A0, open-loop gain at direct current, above 1
 * @param gainBandwidth    frequency of unity gain [Hz]
 * @param offset           voltage that adds to that between the inputs [V]
 * @param slewRate         fastest change of the output [V/s]; infinity for none
 * @param low              lowest output [V]
 * @param high             highest output [V]
 * @param inputResistance  R_in between the inputs [Ω]; infinity for none
 * @param outputResistance R_out [Ω], positive
 */
public record OperationalAmplifier(String name, String positive, String negative, String output, double gain, double gainBandwidth, double offset, double slewRate, double low, double high, double inputResistance,
        double outputResistance) implements Component {
    private static final Family FAMILY = OperationalAmplifierBank::new;

    public OperationalAmplifier {
        if (!(gain > 1) || Double.isInfinite(gain) || !(gainBandwidth > 0) || Double.isInfinite(gainBandwidth) || !Double.isFinite(offset) || !(slewRate > 0)) {
            throw new IllegalArgumentException(name + ": gain must exceed 1, gain-bandwidth [Hz] and slew rate [V/s] be positive, offset [V] finite; got " + gain + ", " + gainBandwidth + ", " + slewRate + ", " + offset);
        }
        if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException(name + ": the low rail must lie below the high one [V], got " + low + " and " + high);
        }
        if (!(inputResistance > 0) || !(outputResistance > 0) || Double.isInfinite(outputResistance)) {
            throw new IllegalArgumentException(name + ": input and output resistance must be positive [Ω], got " + inputResistance + " and " + outputResistance);
        }
    }

    /** Figures of a 741: gain 2e5, 1 MHz, 0.5 V/µs, 2 MΩ in, 75 Ω out. */
    public static OperationalAmplifier of(String name, String positive, String negative, String output, double low, double high) {
        return new OperationalAmplifier(name, positive, negative, output, 2e5, 1e6, 0, 0.5e6, low, high, 2e6, 75);
    }

    /** The same with another offset [V]. */
    @Override
    public OperationalAmplifier withValue(double otherOffset) {
        return new OperationalAmplifier(name, positive, negative, output, gain, gainBandwidth, otherOffset, slewRate, low, high, inputResistance, outputResistance);
    }

    @Override
    public List<String> nodes() {
        return List.of(positive, negative, output, Circuit.GROUND);
    }

    @Override
    public Family family() {
        return FAMILY;
    }
}
