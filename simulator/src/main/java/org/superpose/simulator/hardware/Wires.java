package org.superpose.simulator.hardware;

import org.superpose.simulator.input.Section;

/**
 * Resistance of the wires between neighbouring cells, a segment for each cell that a wire passes [Ω]; 0 for a wire without. Lines, tail line and supply of a column end at its readout, which sits beyond the cell of the last input; rows of inputs are
 * driven before the first column. Default: none.
 *
 * @param output of each of the two lines that sum a column's currents, up to 10 kΩ
 * @param input  of the row that brings an input to all columns, up to 10 kΩ
 * @param tail   of the line that sets the tail currents of a column's cells, up to 10 kΩ
 * @param supply of the line from which a column's cells take their tail currents, up to 10 kΩ
 */
public record Wires(double output, double input, double tail, double supply) {
    /** No resistance anywhere. */
    public static final Wires NONE = new Wires(0, 0, 0, 0);
    /** Beyond it no cell works: its drops are volts. */
    private static final double MOST = 1e4;

    public Wires {
        Checks.within("wires.output", output, 0, MOST, "Ω");
        Checks.within("wires.input", input, 0, MOST, "Ω");
        Checks.within("wires.tail", tail, 0, MOST, "Ω");
        Checks.within("wires.supply", supply, 0, MOST, "Ω");
    }

    static Wires read(Section section) {
        double output = section.quantity("output", "Ohm", 0);
        double input = section.quantity("input", "Ohm", 0);
        double tail = section.quantity("tail", "Ohm", 0);
        double supply = section.quantity("supply", "Ohm", 0);
        return section.build(() -> new Wires(output, input, tail, supply));
    }
}
