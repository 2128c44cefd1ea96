package org.superpose.simulator.report.schematic;

import static org.superpose.simulator.report.schematic.Sheet.Lie.MIRRORED;
import static org.superpose.simulator.report.schematic.Sheet.Lie.TURNED;
import static org.superpose.simulator.report.schematic.Sheet.Side.ABOVE;
import static org.superpose.simulator.report.schematic.Sheet.Side.BELOW;
import static org.superpose.simulator.report.schematic.Sheet.Side.LEFT;
import static org.superpose.simulator.report.schematic.Sheet.Side.RIGHT;
import static org.superpose.simulator.report.schematic.Symbol.CURRENT_SOURCE;
import static org.superpose.simulator.report.schematic.Symbol.NMOS;
import static org.superpose.simulator.report.schematic.Symbol.NPN;
import static org.superpose.simulator.report.schematic.Symbol.RESISTOR;

/** Multipliers, and what sets their tail currents. */
final class MultiplierSheets {
    private MultiplierSheets() {
    }

    static Sheet plain() {
        return tail(quad(new Sheet("plaincell: Gilbert cell"), NPN, "q", 6, "wp", "wn").part("q1", NPN, 11, 20).part("q2", NPN, MIRRORED, 25, 20)
                .tag("xp", LEFT, 4, 20).wire(4, 20, 9, 20).tag("xn", RIGHT, 32, 20).wire(27, 20, 32, 20)
                .wire(11, 22, 11, 24, 25, 24, 25, 22).wire(18, 24, 18, 26), "q7", "r3", 18, 28);
    }

    static Sheet degenerated() {
        return tail(degeneratedPair(quad(new Sheet("gcell: four-quadrant multiplier"), NPN, "q", 6, "wp", "wn")), "q7", "r3", 18, 31);
    }

    static Sheet predistorted() {
        Sheet sheet = tail(degeneratedPair(quad(new Sheet("precell: Gilbert cell, the weight predistorted"), NPN, "q", 6, "b", "a")), "q7", "r3", 18, 31);
        sheet.block("xd", 47, 7, 10, 5, 49, 13, 55, 13, 52, 6).tag("level", ABOVE, 52, 4).wire(52, 4, 52, 6)
                .tag("a", LEFT, 42, 15).wire(42, 15, 49, 15, 49, 13).wire(45, 15, 45, 18).tag("b", RIGHT, 62, 15).wire(62, 15, 55, 15, 55, 13).wire(59, 15, 59, 18)
                .part("q8", NPN, 45, 20).part("q9", NPN, MIRRORED, 59, 20).tag("wp", LEFT, 40, 20).wire(40, 20, 43, 20).tag("wn", RIGHT, 64, 20).wire(61, 20, 64, 20)
                .part("r8", RESISTOR, 45, 24).part("r9", RESISTOR, MIRRORED, 59, 24).wire(45, 26, 45, 27, 59, 27, 59, 26).wire(52, 27, 52, 29);
        return tail(sheet, "q10", "r10", 52, 31);
    }

    static Sheet artanh() {
        return new Sheet("artanh: voltage 2 VT artanh of two currents")
                .part("q1", NPN, 8, 10).part("q2", NPN, MIRRORED, 18, 10).wire(8, 8, 8, 6, 18, 6, 18, 8).wire(6, 10, 5, 10, 5, 6, 8, 6).wire(20, 10, 21, 10, 21, 6, 18, 6)
                .tag("level", ABOVE, 13, 4).wire(13, 4, 13, 6).tag("a", BELOW, 8, 14).wire(8, 12, 8, 14).tag("b", BELOW, 18, 14).wire(18, 12, 18, 14);
    }

    static Sheet mos(String title) {
        return quad(new Sheet(title), NMOS, "m", 12, "wp", "wn").bulks("vss").part("m1", NMOS, 14, 20).part("m2", NMOS, MIRRORED, 34, 20)
                .tag("xp", LEFT, 4, 20).wire(4, 20, 12, 20).tag("xn", RIGHT, 44, 20).wire(36, 20, 44, 20)
                .wire(14, 22, 14, 24, 34, 24, 34, 22).wire(24, 24, 24, 26).part("m7", NMOS, 24, 28).tag("bias", LEFT, 18, 28).wire(18, 28, 22, 28).tag("vss", BELOW, 24, 32).wire(24, 30, 24, 32);
    }

    static Sheet mosBias() {
        return new Sheet("mosbias: line of the tail currents").bulks("vss").part("i1", CURRENT_SOURCE, 10, 8).tag("vdd", ABOVE, 10, 4).wire(10, 4, 10, 6).wire(10, 10, 10, 14)
                .part("m1", NMOS, 10, 16).wire(8, 16, 6, 16, 6, 12, 10, 12).wire(10, 12, 16, 12).tag("bias", RIGHT, 16, 12).tag("vss", BELOW, 10, 20).wire(10, 18, 10, 20);
    }

    /** Two parts from the input, one to each line. */
    static Sheet ohmic(String title, Symbol symbol, String toPlus, String toMinus) {
        return new Sheet(title).tag("x", LEFT, 3, 8).wire(3, 8, 6, 8).wire(6, 5, 6, 11).part(toPlus, symbol, TURNED, 11, 5).wire(6, 5, 9, 5).tag("op", RIGHT, 17, 5).wire(13, 5, 17, 5)
                .part(toMinus, symbol, TURNED, 11, 11).wire(6, 11, 9, 11).tag("on", RIGHT, 17, 11).wire(13, 11, 17, 11);
    }

    /** The upper four transistors, third to sixth, down to the collectors of the lower pair; a gap between the transistors of a pair. */
    private static Sheet quad(Sheet sheet, Symbol symbol, String letter, int gap, String outer, String inner) {
        int x4 = 8 + gap;
        int x5 = x4 + 8;
        int x6 = x5 + gap;
        return sheet.part(letter + 3, symbol, 8, 12).part(letter + 4, symbol, MIRRORED, x4, 12).part(letter + 5, symbol, x5, 12).part(letter + 6, symbol, MIRRORED, x6, 12)
                .tag("op", ABOVE, 8, 4).wire(8, 4, 8, 10).wire(8, 6, x5, 6, x5, 10)
                .tag("on", ABOVE, x6, 4).wire(x6, 4, x6, 10).wire(x6, 8, x4, 8, x4, 10)
                .tag(outer, LEFT, 4, 12).wire(4, 12, 6, 12).tag(outer, RIGHT, x6 + 4, 12).wire(x6 + 2, 12, x6 + 4, 12)
                .tag(inner, BELOW, x4 + 4, 14).wire(x4 + 2, 12, x5 - 2, 12).wire(x4 + 4, 12, x4 + 4, 14)
                .wire(8, 14, 8, 15, x4, 15, x4, 14).wire(8 + gap / 2, 15, 8 + gap / 2, 18).wire(x5, 14, x5, 15, x6, 15, x6, 14).wire(x5 + gap / 2, 15, x5 + gap / 2, 18);
    }

    private static Sheet degeneratedPair(Sheet sheet) {
        return sheet.part("q1", NPN, 11, 20).part("q2", NPN, MIRRORED, 25, 20)
                .tag("xp", LEFT, 4, 20).wire(4, 20, 9, 20).tag("xn", RIGHT, 32, 20).wire(27, 20, 32, 20)
                .part("r1", RESISTOR, 11, 24).part("r2", RESISTOR, MIRRORED, 25, 24)
                .wire(11, 26, 11, 27, 25, 27, 25, 26).wire(18, 27, 18, 29);
    }

    /** A tail's transistor at a place, and its resistor. */
    static Sheet tail(Sheet sheet, String transistor, String resistor, int x, int y) {
        return sheet.part(transistor, NPN, x, y).tag("bias", LEFT, x - 6, y).wire(x - 6, y, x - 2, y).part(resistor, RESISTOR, x, y + 4).tag("vee", BELOW, x, y + 7).wire(x, y + 6, x, y + 7);
    }
}
