package org.superpose.simulator.report.schematic;

import static org.superpose.simulator.report.schematic.Sheet.Lie.MIRRORED;
import static org.superpose.simulator.report.schematic.Sheet.Side.ABOVE;
import static org.superpose.simulator.report.schematic.Sheet.Side.BELOW;
import static org.superpose.simulator.report.schematic.Sheet.Side.LEFT;
import static org.superpose.simulator.report.schematic.Sheet.Side.RIGHT;
import static org.superpose.simulator.report.schematic.Symbol.CAPACITOR;
import static org.superpose.simulator.report.schematic.Symbol.NMOS;
import static org.superpose.simulator.report.schematic.Symbol.NPN;
import static org.superpose.simulator.report.schematic.Symbol.PNP;
import static org.superpose.simulator.report.schematic.Symbol.RESISTOR;

/** Stages, and voltages for them. */
final class StageSheets {
    private StageSheets() {
    }

    static Sheet tanh() {
        return MultiplierSheets.tail(loads(new Sheet("tanhpair: differential pair")).tag("vcc", ABOVE, 16, 4).wire(16, 4, 16, 5).wire(10, 16, 10, 17, 22, 17, 22, 16).wire(16, 17, 16, 19), "q3", "r3", 16, 21);
    }

    static Sheet driver() {
        return MultiplierSheets.tail(loads(new Sheet("driver: one voltage to two")).part("rm", RESISTOR, 16, 3).tag("vcc", ABOVE, 16, 0).wire(16, 0, 16, 1).part("r1", RESISTOR, 10, 18).part("r2", RESISTOR, MIRRORED, 22, 18)
                .wire(10, 20, 10, 21, 22, 21, 22, 20).wire(16, 21, 16, 23), "q3", "r3", 16, 25);
    }

    /** A pair whose collectors go to a bar of loads. */
    private static Sheet loads(Sheet sheet) {
        return sheet.part("q1", NPN, 10, 14).part("q2", NPN, MIRRORED, 22, 14).tag("xp", LEFT, 5, 14).wire(5, 14, 8, 14).tag("xn", RIGHT, 27, 14).wire(24, 14, 27, 14)
                .part("rn", RESISTOR, MIRRORED, 10, 8).part("rp", RESISTOR, 22, 8).wire(10, 10, 10, 12).wire(22, 10, 22, 12).tag("on", LEFT, 7, 11).wire(7, 11, 10, 11).tag("op", RIGHT, 25, 11).wire(22, 11, 25, 11)
                .wire(10, 6, 10, 5, 22, 5, 22, 6);
    }

    static Sheet down() {
        return MultiplierSheets.tail(new Sheet("down: level shifter").part("q1", NPN, 12, 6).tag("vcc", ABOVE, 12, 2).wire(12, 2, 12, 4).tag("x", LEFT, 6, 6).wire(6, 6, 10, 6).part("r1", RESISTOR, 12, 10)
                .wire(12, 12, 12, 14).tag("y", RIGHT, 17, 13).wire(12, 13, 17, 13), "q2", "r2", 12, 16);
    }

    static Sheet up() {
        return new Sheet("up: level shifter").tag("vcc", ABOVE, 12, 2).wire(12, 2, 12, 3).part("r2", RESISTOR, 12, 5).part("q2", PNP, 12, 9).tag("bias", LEFT, 6, 9).wire(6, 9, 10, 9)
                .wire(12, 11, 12, 13).tag("y", RIGHT, 17, 12).wire(12, 12, 17, 12).part("r1", RESISTOR, 12, 15).part("q1", PNP, 12, 19).tag("x", LEFT, 6, 19).wire(6, 19, 10, 19).tag("vee", BELOW, 12, 23).wire(12, 21, 12, 23);
    }

    static Sheet tailBias() {
        return new Sheet("tailbias: line of the tail currents")
                .part("r1", RESISTOR, 8, 6).tag("vcc", ABOVE, 8, 3).wire(8, 3, 8, 4)
                .part("q1", NPN, MIRRORED, 8, 14).wire(8, 8, 8, 12)
                .part("r2", RESISTOR, 8, 18).tag("vee", BELOW, 8, 21).wire(8, 20, 8, 21)
                .part("q2", NPN, 16, 10).wire(8, 10, 14, 10).tag("vcc", ABOVE, 16, 7).wire(16, 7, 16, 8)
                .wire(10, 14, 22, 14).wire(16, 12, 16, 14, 16, 16).tag("bias", RIGHT, 22, 14)
                .part("r3", RESISTOR, 16, 18).tag("vee", BELOW, 16, 21).wire(16, 20, 16, 21)
                .part("c1", CAPACITOR, MIRRORED, 4, 14).wire(8, 10, 4, 10, 4, 12).tag("vee", BELOW, 4, 21).wire(4, 16, 4, 21);
    }

    static Sheet headBias() {
        return new Sheet("headbias: line of tail currents from above")
                .part("r1", RESISTOR, 8, 18).tag("vee", BELOW, 8, 21).wire(8, 20, 8, 21)
                .part("q1", PNP, MIRRORED, 8, 10).wire(8, 12, 8, 16)
                .part("r2", RESISTOR, 8, 6).tag("vcc", ABOVE, 8, 3).wire(8, 3, 8, 4)
                .part("q2", PNP, 16, 14).wire(8, 14, 14, 14).tag("vee", BELOW, 16, 17).wire(16, 16, 16, 17)
                .wire(10, 10, 22, 10).wire(16, 8, 16, 10, 16, 12).tag("bias", RIGHT, 22, 10)
                .part("r3", RESISTOR, 16, 6).tag("vcc", ABOVE, 16, 3).wire(16, 3, 16, 4)
                .part("c1", CAPACITOR, MIRRORED, 4, 10).wire(8, 14, 4, 14, 4, 12).tag("vcc", ABOVE, 4, 3).wire(4, 3, 4, 8);
    }

    static Sheet squarer() {
        return new Sheet("squarer: four transistors in saturation").bulks("vss").part("m1", NMOS, 8, 14).part("m2", NMOS, 20, 14).part("m3", NMOS, 32, 14).part("m4", NMOS, 44, 14)
                .wire(8, 12, 8, 11, 20, 11, 20, 12).part("rn", RESISTOR, 14, 7).wire(14, 9, 14, 11).tag("on", LEFT, 10, 10).wire(10, 10, 14, 10)
                .wire(32, 12, 32, 11, 44, 11, 44, 12).part("rp", RESISTOR, 38, 7).wire(38, 9, 38, 11).tag("op", RIGHT, 42, 10).wire(38, 10, 42, 10)
                .wire(14, 5, 14, 4, 38, 4, 38, 5).tag("vdd", ABOVE, 26, 3).wire(26, 3, 26, 4)
                .wire(8, 16, 8, 17, 44, 17, 44, 16).wire(20, 16, 20, 17).wire(32, 16, 32, 17).tag("vss", BELOW, 26, 18).wire(26, 17, 26, 18)
                .tag("xp", LEFT, 4, 14).wire(4, 14, 6, 14).tag("xn", LEFT, 16, 14).wire(16, 14, 18, 14).tag("level", LEFT, 28, 14).wire(28, 14, 30, 14).tag("level", LEFT, 40, 14).wire(40, 14, 42, 14);
    }

    static Sheet proportionalReference() {
        return new Sheet("ptat: voltage proportional to the temperature").tag("vcc", LEFT, 2, 2).wire(2, 2, 40, 2).tag("vee", LEFT, 6, 42).wire(6, 42, 26, 42)
                .part("r4", RESISTOR, MIRRORED, 10, 6).wire(10, 2, 10, 4).part("q4", PNP, MIRRORED, 10, 10).part("r5", RESISTOR, 26, 6).wire(26, 2, 26, 4).part("q5", PNP, 26, 10).wire(12, 10, 24, 10).tag("l", ABOVE, 15, 8).wire(15, 8, 15, 10)
                .part("r6", RESISTOR, 40, 6).wire(40, 2, 40, 4).part("q6", PNP, 40, 10).tag("l", LEFT, 35, 10).wire(35, 10, 38, 10)
                .part("q7", PNP, MIRRORED, 20, 13).wire(20, 10, 20, 11).wire(22, 13, 26, 13).tag("vee", BELOW, 20, 16).wire(20, 15, 20, 16).part("r7", RESISTOR, 18, 6).wire(18, 2, 18, 4).wire(18, 8, 18, 10)
                .part("rs", RESISTOR, MIRRORED, 4, 8).wire(4, 2, 4, 6).wire(4, 10, 4, 18, 10, 18).wire(10, 12, 10, 32).wire(26, 12, 26, 22).part("q8", NPN, 26, 24).wire(10, 24, 24, 24).wire(26, 26, 26, 32)
                .part("q1", NPN, MIRRORED, 10, 34).part("q2", NPN, 26, 34).wire(12, 34, 24, 34).part("q3", NPN, 17, 29).wire(10, 29, 15, 29).wire(17, 31, 17, 34).tag("vcc", ABOVE, 17, 26).wire(17, 26, 17, 27)
                .part("r3", RESISTOR, 20, 38).wire(20, 34, 20, 36).wire(20, 40, 20, 42).part("r1", RESISTOR, 26, 38).wire(26, 40, 26, 42).wire(10, 36, 10, 42)
                .wire(40, 12, 40, 20).part("r2", RESISTOR, 40, 22).ground(40, 24).tag("y", RIGHT, 44, 16).wire(40, 16, 44, 16);
    }
}
