package org.superpose.simulator.hardware;

import org.superpose.simulator.input.Section;

/**
 * Correction of each column after manufacture: test inputs go in, the column's voltage is measured with its own noise, and a straight line through
 * measurement against expectation gives offset and gain. Defaults: what the reference design says it needs.
 *
 * @param offset      whether a column's offset is trimmed. Default true: 18 to 66 mV without
 * @param gain        whether a column's gain is trimmed. Default true
 * @param bits        of both settings, 1 to 24, 0 for infinitely fine. Default 12
 * @param offsetRange largest offset current that can be removed [A], at the summing node. Default 20 µA: the reference column's lines of 1.04 mA differ by
 *                    4.4 µA (1σ) for 0.3 % of resistor mismatch
 * @param gainRange   largest relative change of gain, below 1. Default 0.1
 * @param vectors     test inputs, at least 2, taken from the calibration data. Default 64
 */
public record Trim(boolean offset, boolean gain, int bits, double offsetRange, double gainRange, int vectors) {
    public Trim {
        Checks.bits("trim.bits", bits);
        Checks.positive("trim.offsetRange", offsetRange, "A");
        if (!(gainRange > 0 && gainRange < 1)) {
            throw new IllegalArgumentException("trim.gainRange must lie between 0 and 1, both excluded, got " + gainRange);
        }
        if (vectors < 2) {
            throw new IllegalArgumentException("trim.vectors must be at least 2, got " + vectors + "; a line needs two points");
        }
    }

    public static Trim defaults() {
        return new Trim(true, true, 12, 20e-6, 0.1, 64);
    }

    /** No correction. */
    public static Trim none() {
        Trim d = defaults();
        return new Trim(false, false, d.bits, d.offsetRange, d.gainRange, d.vectors);
    }

    static Trim read(Section section) {
        Trim d = defaults();
        boolean offset = section.flag("offset", d.offset);
        boolean gain = section.flag("gain", d.gain);
        int bits = section.integer("bits", 0, 24, d.bits);
        double offsetRange = section.quantity("offsetRange", "A", d.offsetRange);
        double gainRange = section.number("gainRange", d.gainRange);
        int vectors = section.integer("vectors", 2, 100_000, d.vectors);
        return section.build(() -> new Trim(offset, gain, bits, offsetRange, gainRange, vectors));
    }
}
