package org.superpose.simulator.report.schematic;

import static org.superpose.simulator.report.schematic.Sheet.Lie.MIRRORED;
import static org.superpose.simulator.report.schematic.Sheet.Lie.TURNED;
import static org.superpose.simulator.report.schematic.Sheet.Lie.TURNED_BACK;
import static org.superpose.simulator.report.schematic.Sheet.Side.ABOVE;
import static org.superpose.simulator.report.schematic.Sheet.Side.BELOW;
import static org.superpose.simulator.report.schematic.Sheet.Side.LEFT;
import static org.superpose.simulator.report.schematic.Sheet.Side.RIGHT;
import static org.superpose.simulator.report.schematic.Symbol.AMPLIFIER;
import static org.superpose.simulator.report.schematic.Symbol.CAPACITOR;
import static org.superpose.simulator.report.schematic.Symbol.CONTROLLED_CURRENT;
import static org.superpose.simulator.report.schematic.Symbol.CONTROLLED_VOLTAGE;
import static org.superpose.simulator.report.schematic.Symbol.CURRENT_SOURCE;
import static org.superpose.simulator.report.schematic.Symbol.DIODE;
import static org.superpose.simulator.report.schematic.Symbol.PNP;
import static org.superpose.simulator.report.schematic.Symbol.RESISTOR;
import static org.superpose.simulator.report.schematic.Symbol.VOLTAGE_SOURCE;

/** Macromodels of an op-amp. */
final class AmplifierSheets {
    private AmplifierSheets() {
    }

    static Sheet ideal() {
        return resting(new Sheet("opamp_ideal: gain without a pole").part("e", CONTROLLED_VOLTAGE, 12, 10).tag("o", RIGHT, 17, 6).wire(12, 8, 12, 6, 17, 6).ground(12, 12).tag("p", LEFT, 6, 9).wire(6, 9, 9, 9).tag("n", LEFT, 6, 11).wire(6, 11, 9, 11));
    }

    static Sheet onePole() {
        return resting(new Sheet("opamp_one_pole: one pole, slewing, rails, noise").part("a", AMPLIFIER, 12, 10).tag("p", LEFT, 6, 11).wire(6, 11, 9, 11).tag("n", LEFT, 6, 9).wire(6, 9, 9, 9).tag("o", RIGHT, 18, 10).wire(15, 10, 18, 10)
                .tag("vcc", ABOVE, 12, 7).wire(12, 7, 12, 8).tag("vee", BELOW, 12, 13).wire(12, 12, 12, 13));
    }

    /** What it draws from the supplies. */
    private static Sheet resting(Sheet sheet) {
        return sheet.part("iq", CURRENT_SOURCE, 25, 10).tag("vcc", ABOVE, 25, 7).wire(25, 7, 25, 8).tag("vee", BELOW, 25, 13).wire(25, 12, 25, 13);
    }

    static Sheet boyle() {
        return new Sheet("opamp_boyle: macromodel of Boyle and others")
                .part("iee", CURRENT_SOURCE, 15, 6).tag("vcc", ABOVE, 15, 3).wire(15, 3, 15, 4).wire(15, 8, 15, 9).part("re1", RESISTOR, MIRRORED, 8, 12).part("re2", RESISTOR, 22, 12).wire(8, 10, 8, 9, 22, 9, 22, 10)
                .part("q1", PNP, 8, 16).tag("n", LEFT, 3, 16).wire(3, 16, 6, 16).part("q2", PNP, MIRRORED, 22, 16).tag("p", RIGHT, 27, 16).wire(24, 16, 27, 16)
                .part("rc1", RESISTOR, MIRRORED, 8, 22).wire(8, 18, 8, 20).part("rc2", RESISTOR, 22, 22).wire(22, 18, 22, 20).wire(8, 24, 8, 25, 22, 25, 22, 24).tag("vee", BELOW, 15, 26).wire(15, 25, 15, 26)
                .tag("c1", LEFT, 4, 19).wire(4, 19, 8, 19).tag("c2", RIGHT, 26, 19).wire(22, 19, 26, 19)
                .part("ga", CONTROLLED_CURRENT, 38, 14).tag("c1", LEFT, 33, 13).wire(33, 13, 35, 13).tag("c2", LEFT, 33, 15).wire(33, 15, 35, 15).ground(38, 16).wire(38, 12, 38, 8, 50, 8).part("r2", RESISTOR, 46, 14).wire(46, 8, 46, 12).ground(46, 16)
                .tag("b", ABOVE, 41, 6).wire(41, 6, 41, 8).part("cc", CAPACITOR, TURNED, 52, 8).wire(54, 8, 74, 8)
                .part("gb", CONTROLLED_CURRENT, 60, 14).wire(60, 8, 60, 12).tag("b", LEFT, 55, 13).wire(55, 13, 57, 13).wire(57, 15, 56, 15, 56, 16).ground(56, 16).ground(60, 16).part("ro2", RESISTOR, 66, 14).wire(66, 8, 66, 12).ground(66, 16)
                .wire(71, 8, 71, 23).part("d1", DIODE, TURNED_BACK, 75, 17).wire(71, 17, 73, 17).part("d2", DIODE, TURNED, 75, 23).wire(71, 23, 73, 23).wire(77, 17, 83, 17, 83, 18).wire(77, 23, 79, 23, 79, 17)
                .part("eo", CONTROLLED_VOLTAGE, MIRRORED, 83, 20).ground(83, 22).tag("o", RIGHT, 88, 19).wire(86, 19, 88, 19).wire(86, 21, 87, 21, 87, 22).ground(87, 22)
                .part("ro1", RESISTOR, TURNED, 76, 8).wire(78, 8, 100, 8).tag("o", RIGHT, 100, 8)
                .wire(82, 8, 82, 4, 83, 4).part("d3", DIODE, TURNED_BACK, 85, 4).wire(87, 4, 91, 4).part("vh", VOLTAGE_SOURCE, 91, 2).tag("vcc", ABOVE, 91, -1).wire(91, -1, 91, 0)
                .wire(82, 8, 82, 12, 83, 12).part("d4", DIODE, TURNED, 85, 12).wire(87, 12, 94, 12).part("vl", VOLTAGE_SOURCE, 94, 14).tag("vee", BELOW, 94, 17).wire(94, 16, 94, 17)
                .part("rp", RESISTOR, 102, 16).tag("vcc", ABOVE, 102, 13).wire(102, 13, 102, 14).tag("vee", BELOW, 102, 19).wire(102, 18, 102, 19);
    }
}
