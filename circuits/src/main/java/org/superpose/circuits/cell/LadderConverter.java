package org.superpose.circuits.cell;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;

/**
 * A digital-to-analog converter of a ladder of resistors R and 2R whose legs switch to the reference or to ground: code k of b bits gives {@code V = V_ref k/2^b} behind R, whatever b is (Kester, ed., <i>Data
 * Conversion Handbook</i>, 2005, section 3-1). A leg's error counts by its weight: where the highest bit's is 2R (1 + δ), the output moves by {@code δ (V_rest − V_leg)/4} with the leg's V_ref or 0 and what the rest would make of it alone,
 * so that the step from 01…1 to 10…0 misses by {@code −V_ref δ/2} and less.
 *
 * @param bits       b, 1 to 24
 * @param resistance R [Ω], positive
 * @param closed     resistance of a switch that is closed, in series with each leg [Ω], positive
 */
public record LadderConverter(int bits, double resistance, double closed) {
    /** Of a switch that is open [Ω]. */
    private static final double OPEN = 1e12;

    public LadderConverter {
        if (bits < 1 || bits > 24) {
            throw new IllegalArgumentException("ladder: has 1 to 24 bits, got " + bits);
        }
        if (!(resistance > 0) || Double.isInfinite(resistance) || !(closed > 0) || Double.isInfinite(closed)) {
            throw new IllegalArgumentException("ladder: resistances must be positive [Ω], got " + resistance + " and " + closed);
        }
    }

    /** {@code k/2^b}. */
    public double fraction(int code) {
        if (code < 0 || code >= 1 << bits) {
            throw new IllegalArgumentException("ladder: codes run from 0 to " + ((1 << bits) - 1) + ", got " + code);
        }
        return (double) code / (1 << bits);
    }

    /** Ports {@code ref out}. Leg {@code rl1} is that of the lowest bit. */
    public Subcircuit netlist(int code) {
        fraction(code);
        List<Part> parts = new ArrayList<>();
        for (int bit = 1; bit <= bits; bit++) {
            boolean one = (code >> (bit - 1) & 1) == 1;
            String node = bit == bits ? "out" : "n" + bit;
            parts.add(new Resistor("rl" + bit, "l" + bit, node, 2 * resistance));
            parts.add(new Resistor("rr" + bit, "ref", "l" + bit, one ? closed : OPEN));
            parts.add(new Resistor("rg" + bit, "l" + bit, Circuit.GROUND, one ? OPEN : closed));
            parts.add(bit == 1 ? new Resistor("rt", node, Circuit.GROUND, 2 * resistance) : new Resistor("rs" + bit, "n" + (bit - 1), node, resistance));
        }
        return new Subcircuit("ladder_" + code, "R-2R ladder of " + bits + " bits at code " + code, List.of("ref", "out"), parts);
    }
}
