package org.superpose.simulator.report.schematic;

import static org.superpose.simulator.report.schematic.Sheet.Lie.MIRRORED;
import static org.superpose.simulator.report.schematic.Sheet.Lie.TURNED;
import static org.superpose.simulator.report.schematic.Sheet.Lie.TURNED_BACK;
import static org.superpose.simulator.report.schematic.Sheet.Side.ABOVE;
import static org.superpose.simulator.report.schematic.Sheet.Side.BELOW;
import static org.superpose.simulator.report.schematic.Sheet.Side.LEFT;
import static org.superpose.simulator.report.schematic.Sheet.Side.RIGHT;
import static org.superpose.simulator.report.schematic.Symbol.CAPACITOR;
import static org.superpose.simulator.report.schematic.Symbol.CURRENT_SOURCE;
import static org.superpose.simulator.report.schematic.Symbol.DIODE;
import static org.superpose.simulator.report.schematic.Symbol.NMOS;
import static org.superpose.simulator.report.schematic.Symbol.RESISTOR;
import static org.superpose.simulator.report.schematic.Symbol.SWITCH;

/** Stores of weights and rectifiers. */
final class StoreSheets {
    private StoreSheets() {
    }

    static Sheet potentiometer(String name) {
        return new Sheet(name + ": digital potentiometer").part("ra", RESISTOR, 8, 6).tag("a", ABOVE, 8, 2).wire(8, 2, 8, 4).wire(8, 8, 8, 12).part("rb", RESISTOR, 8, 14).tag("b", BELOW, 8, 18).wire(8, 16, 8, 18)
                .part("rw", RESISTOR, TURNED, 14, 10).wire(8, 10, 12, 10).tag("w", RIGHT, 20, 10).wire(16, 10, 20, 10);
    }

    static Sheet ladder(String name, int bits) {
        Sheet sheet = new Sheet(name + ": R-2R ladder").part("rt", RESISTOR, MIRRORED, 8, 10).wire(14, 6, 8, 6, 8, 8).ground(8, 12).tag("ref", LEFT, 8, 22).wire(8, 22, 14 * bits + 3, 22).tag("out", RIGHT, 14 * bits + 5, 6).wire(14 * bits, 6, 14 * bits + 5, 6);
        for (int bit = 1; bit <= bits; bit++) {
            int x = 14 * bit;
            sheet.part("rl" + bit, RESISTOR, x, 10).wire(x, 6, x, 8).wire(x - 2, 14, x - 2, 13, x + 3, 13, x + 3, 14).wire(x, 12, x, 13).part("rg" + bit, RESISTOR, MIRRORED, x - 2, 16).ground(x - 2, 18).part("rr" + bit, RESISTOR, x + 3, 16).wire(x + 3, 18, x + 3, 22);
            if (bit > 1) {
                sheet.part("rs" + bit, RESISTOR, TURNED, x - 7, 6).wire(x - 14, 6, x - 9, 6).wire(x - 5, 6, x, 6);
            }
        }
        return sheet;
    }

    static Sheet capacitor() {
        return new Sheet("store: capacitor with switch").part("s1", SWITCH, 10, 8).tag("in", LEFT, 4, 8).wire(4, 8, 8, 8).wire(12, 8, 32, 8).tag("hold", RIGHT, 32, 8).tag("gate", LEFT, 5, 14).wire(5, 14, 13, 14).wire(9, 10, 9, 14).ground(11, 11).wire(11, 10, 11, 11)
                .part("cg", CAPACITOR, TURNED, 15, 14).wire(17, 14, 19, 14, 19, 8).part("c1", CAPACITOR, 23, 12).wire(23, 8, 23, 10).ground(23, 14).part("il", CURRENT_SOURCE, 28, 12).wire(28, 8, 28, 10).ground(28, 14);
    }

    static Sheet sampler() {
        return new Sheet("sampler: capacitor with a transistor").bulks("bulk").part("m1", NMOS, TURNED_BACK, 10, 8).tag("in", LEFT, 4, 8).wire(4, 8, 8, 8).wire(12, 8, 27, 8).tag("hold", RIGHT, 27, 8).tag("gate", BELOW, 10, 12).wire(10, 10, 10, 12)
                .part("c1", CAPACITOR, 16, 12).wire(16, 8, 16, 10).ground(16, 14).part("il", CURRENT_SOURCE, 22, 12).wire(22, 8, 22, 10).ground(22, 14);
    }

    static Sheet diodeRectifier() {
        return new Sheet("diode_rectifier: diode and resistor").part("d1", DIODE, TURNED_BACK, 9, 8).tag("z", LEFT, 4, 8).wire(4, 8, 7, 8).tag("y", RIGHT, 18, 8).wire(11, 8, 18, 8).part("r1", RESISTOR, 14, 12).wire(14, 8, 14, 10).ground(14, 14);
    }

    static Sheet clamp() {
        return new Sheet("clamp: transistor that holds the negative side").bulks("vee").part("r1", RESISTOR, TURNED, 9, 6).tag("z", LEFT, 4, 6).wire(4, 6, 7, 6).tag("y", RIGHT, 22, 6).wire(11, 6, 22, 6)
                .part("m1", NMOS, TURNED_BACK, 15, 12).wire(17, 12, 18, 12, 18, 6).wire(13, 12, 12, 12, 12, 15).wire(15, 14, 15, 15, 12, 15).ground(12, 16).wire(12, 15, 12, 16);
    }
}
