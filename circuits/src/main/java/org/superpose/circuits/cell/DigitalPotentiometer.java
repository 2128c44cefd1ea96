package org.superpose.circuits.cell;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;

/**
 * A string of equal resistors between two references, and a switch to one of its taps: code k of n = 2^b − 1 gives {@code V = V_b + (V_a − V_b) k/n} behind {@code R k (n − k)/n² + R_w} (Kester, ed., <i>Data Conversion Handbook</i>, 2005,
 * section 3-1).
 *
 * @param bits       b, 1 to 24
 * @param resistance R of the string [Ω], positive
 * @param wiper      R_w of the switch [Ω], positive
 */
public record DigitalPotentiometer(int bits, double resistance, double wiper) {
    public DigitalPotentiometer {
        if (bits < 1 || bits > 24) {
            throw new IllegalArgumentException("digital potentiometer: has 1 to 24 bits, got " + bits);
        }
        if (!(resistance > 0) || Double.isInfinite(resistance) || !(wiper > 0) || Double.isInfinite(wiper)) {
            throw new IllegalArgumentException("digital potentiometer: resistances must be positive [Ω], got " + resistance + " and " + wiper);
        }
    }

    /** n, the largest code. */
    public int largestCode() {
        return (1 << bits) - 1;
    }

    /** {@code k/n}. */
    public double fraction(int code) {
        if (code < 0 || code > largestCode()) {
            throw new IllegalArgumentException("digital potentiometer: codes run from 0 to " + largestCode() + ", got " + code);
        }
        return (double) code / largestCode();
    }

    /** Behind which the voltage stands at a code [Ω]. */
    public double outputResistance(int code) {
        return resistance * fraction(code) * (1 - fraction(code)) + wiper;
    }

    /** Ports {@code a b w}: upper and lower reference, wiper. The string is two resistors, on either side of the tap. */
    public Subcircuit netlist(int code) {
        double below = fraction(code) * resistance;
        List<Part> parts = new ArrayList<>();
        String tap = code == 0 ? "b" : code == largestCode() ? "a" : "t";
        if (tap.equals("t")) {
            parts.add(new Resistor("ra", "a", "t", resistance - below));
            parts.add(new Resistor("rb", "t", "b", below));
        } else {
            parts.add(new Resistor("ra", "a", "b", resistance));
        }
        parts.add(new Resistor("rw", tap, "w", wiper));
        return new Subcircuit("potentiometer_" + code, "digital potentiometer at code " + code + " of " + largestCode(), List.of("a", "b", "w"), parts);
    }
}
