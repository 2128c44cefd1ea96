package org.superpose.simulator.report.schematic;

import static org.superpose.simulator.report.schematic.Sheet.Lie.MIRRORED;
import static org.superpose.simulator.report.schematic.Sheet.Lie.TURNED;
import static org.superpose.simulator.report.schematic.Sheet.Side.ABOVE;
import static org.superpose.simulator.report.schematic.Sheet.Side.BELOW;
import static org.superpose.simulator.report.schematic.Sheet.Side.LEFT;
import static org.superpose.simulator.report.schematic.Sheet.Side.RIGHT;
import static org.superpose.simulator.report.schematic.Symbol.AMPLIFIER;
import static org.superpose.simulator.report.schematic.Symbol.CAPACITOR;
import static org.superpose.simulator.report.schematic.Symbol.NPN;
import static org.superpose.simulator.report.schematic.Symbol.PNP;
import static org.superpose.simulator.report.schematic.Symbol.RESISTOR;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What makes one voltage of many cells: lines, their readouts, summers. */
final class SummerSheets {
    private SummerSheets() {
    }

    static Sheet foldLoads() {
        return line(new Sheet("fold_loads: two line currents as voltages"), PNP).part("rn", RESISTOR, MIRRORED, 12, 6).wire(12, 8, 12, 10).tag("on", LEFT, 8, 9).wire(8, 9, 12, 9)
                .part("rp", RESISTOR, 26, 6).wire(26, 8, 26, 10).tag("op", RIGHT, 30, 9).wire(26, 9, 30, 9)
                .wire(12, 14, 12, 20).part("rv", RESISTOR, MIRRORED, 12, 22).ground(12, 24).tag("v", LEFT, 8, 18).wire(8, 18, 12, 18).wire(26, 14, 26, 20).part("ru", RESISTOR, 26, 22).ground(26, 24).tag("u", RIGHT, 30, 18).wire(26, 18, 30, 18);
    }

    static Sheet cascodeLoads() {
        return line(new Sheet("cascode_loads: two line currents as voltages"), NPN).part("rv", RESISTOR, MIRRORED, 12, 6).wire(12, 8, 12, 10).tag("v", LEFT, 8, 9).wire(8, 9, 12, 9)
                .part("ru", RESISTOR, 26, 6).wire(26, 8, 26, 10).tag("u", RIGHT, 30, 9).wire(26, 9, 30, 9).tag("on", BELOW, 12, 17).wire(12, 14, 12, 17).tag("op", BELOW, 26, 17).wire(26, 14, 26, 17);
    }

    /** The two transistors that hold the lines, and what their bases stand on. */
    private static Sheet line(Sheet sheet, Symbol symbol) {
        return sheet.tag("vcc", LEFT, 6, 2).wire(6, 2, 26, 2).wire(12, 2, 12, 4).wire(26, 2, 26, 4).part("q2", symbol, MIRRORED, 12, 12).part("q1", symbol, 26, 12).wire(14, 12, 24, 12)
                .part("r1", RESISTOR, 19, 6).wire(19, 2, 19, 4).wire(19, 8, 19, 12).part("r2", RESISTOR, 16, 16).wire(16, 12, 16, 14).ground(16, 18).part("c1", CAPACITOR, 22, 16).wire(22, 12, 22, 14).ground(22, 18);
    }

    static Sheet cascode() {
        return new Sheet("cascode: difference of two line currents through mirrors").tag("vcc", LEFT, 4, 2).wire(4, 2, 50, 2).wire(8, 2, 8, 4).wire(22, 2, 22, 4).wire(36, 2, 36, 4).wire(50, 2, 50, 4)
                .part("ro1", RESISTOR, MIRRORED, 8, 6).part("qo1", PNP, MIRRORED, 8, 10).part("ri1", RESISTOR, 22, 6).part("qi1", PNP, 22, 10).wire(10, 10, 20, 10)
                .part("rh1", RESISTOR, 13, 6).wire(13, 2, 13, 4).wire(13, 8, 13, 10).part("qh1", PNP, MIRRORED, 16, 13).wire(16, 10, 16, 11).wire(18, 13, 22, 13).ground(16, 15)
                .part("ri2", RESISTOR, MIRRORED, 36, 6).part("qi2", PNP, MIRRORED, 36, 10).part("ro2", RESISTOR, 50, 6).part("qo2", PNP, 50, 10).wire(38, 10, 48, 10)
                .part("rh2", RESISTOR, 45, 6).wire(45, 2, 45, 4).wire(45, 8, 45, 10).part("qh2", PNP, 42, 13).wire(42, 10, 42, 11).wire(36, 13, 40, 13).ground(42, 15)
                .wire(22, 12, 22, 20).part("q1", NPN, MIRRORED, 22, 22).wire(36, 12, 36, 20).part("q2", NPN, 36, 22).wire(24, 22, 34, 22).tag("op", BELOW, 22, 26).wire(22, 24, 22, 26).tag("on", BELOW, 36, 26).wire(36, 24, 36, 26)
                .part("r1", RESISTOR, 26, 6).wire(26, 2, 26, 4).wire(26, 8, 26, 22).part("r2", RESISTOR, 26, 26).wire(26, 22, 26, 24).ground(26, 28).part("c1", CAPACITOR, 32, 26).wire(32, 22, 32, 24).ground(32, 28)
                .wire(8, 12, 8, 36).part("qi3", NPN, MIRRORED, 8, 38).wire(50, 12, 50, 36).part("qo3", NPN, 50, 38).wire(10, 38, 48, 38).tag("s", RIGHT, 54, 24).wire(50, 24, 54, 24)
                .part("qh3", NPN, 14, 34).wire(8, 34, 12, 34).wire(14, 36, 14, 38).tag("vcc", ABOVE, 14, 30).wire(14, 30, 14, 32).part("rh3", RESISTOR, 18, 42).wire(18, 38, 18, 40).wire(18, 44, 18, 46)
                .part("ri3", RESISTOR, MIRRORED, 8, 42).wire(8, 44, 8, 46).part("ro3", RESISTOR, 50, 42).wire(50, 44, 50, 46).tag("vee", LEFT, 4, 46).wire(4, 46, 50, 46);
    }

    static Sheet difference() {
        return new Sheet("difference: difference amplifier").part("xa", AMPLIFIER, 16, 12).tag("minus", LEFT, 2, 11).wire(2, 11, 4, 11).part("r1", RESISTOR, TURNED, 6, 11).wire(8, 11, 13, 11)
                .tag("plus", LEFT, 2, 16).wire(2, 16, 4, 16).part("r3", RESISTOR, TURNED, 6, 16).wire(8, 16, 11, 16).wire(13, 13, 11, 13, 11, 20).part("r4", RESISTOR, MIRRORED, 11, 22).ground(11, 24)
                .part("c4", CAPACITOR, 16, 22).wire(11, 20, 16, 20).ground(16, 24).tag("s", BELOW, 9, 13).wire(9, 11, 9, 13).tag("g", RIGHT, 13, 17).wire(11, 17, 13, 17)
                .part("r2", RESISTOR, TURNED, 16, 5).wire(10, 11, 10, 5, 14, 5).wire(18, 5, 22, 5, 22, 12).part("c2", CAPACITOR, TURNED, 16, 1).wire(10, 5, 10, 1, 14, 1).wire(18, 1, 22, 1, 22, 5)
                .tag("z", RIGHT, 26, 12).wire(19, 12, 26, 12).tag("vcc", ABOVE, 16, 9).wire(16, 9, 16, 10).tag("vee", BELOW, 16, 15).wire(16, 14, 16, 15);
    }

    /**
     * A column.
     *
     * @param mirrors whether the lines give one current, and not two voltages
     */
    static Sheet column(String name, boolean mirrors, boolean rectified) {
        Sheet sheet = new Sheet(name + ": column").tag(rectified ? "on" : "op", LEFT, 4, 8).wire(4, 8, 6, 8).tag(rectified ? "op" : "on", LEFT, 4, 12).wire(4, 12, 6, 12).tag("vcc", ABOVE, 12, 3).wire(12, 3, 12, 5);
        int z = mirrors ? 35 : 39;
        if (mirrors) {
            sheet.block("xf", 7, 6, 10, 8, 6, 8, 6, 12, 18, 10, 12, 5, 12, 15).tag("vee", BELOW, 12, 17).wire(12, 15, 12, 17).wire(18, 10, 25, 10)
                    .part("rbias", RESISTOR, 21, 14).wire(21, 10, 21, 12).tag("bias", BELOW, 21, 18).wire(21, 16, 21, 18).block("xt", 26, 6, 8, 8, 25, 10, 35, 10, 30, 5, 30, 15);
            rails(sheet, 30);
        } else {
            sheet.block("xf", 7, 6, 10, 8, 6, 8, 6, 12, 18, 8, 18, 12, 12, 5).wire(18, 8, 25, 8).wire(18, 12, 25, 12)
                    .block("xd", 26, 6, 12, 8, 25, 8, 25, 12, 28, 15, 32, 15, 39, 10, 32, 5, 36, 15).tag("vcc", ABOVE, 32, 3).wire(32, 3, 32, 5).tag("vee", BELOW, 36, 17).wire(36, 15, 36, 17)
                    .part("rbias", RESISTOR, MIRRORED, 28, 20).wire(28, 15, 28, 18).tag("bias", BELOW, 28, 24).wire(28, 22, 28, 24).part("rbal", RESISTOR, 32, 20).wire(32, 15, 32, 18).ground(32, 22);
        }
        if (!rectified) {
            return sheet.tag("out", RIGHT, z + 4, 10).wire(z, 10, z + 4, 10);
        }
        sheet.wire(z, 10, z + 4, 10).block("xr", z + 5, 6, 8, 8, z + 4, 10, z + 14, 10, z + 9, 5, z + 9, 15).wire(z + 14, 10, z + 18, 10).block("xb", z + 19, 6, 8, 8, z + 18, 10, z + 28, 10, z + 23, 5, z + 23, 15)
                .tag("out", RIGHT, z + 32, 10).wire(z + 28, 10, z + 32, 10);
        rails(sheet, z + 9);
        return rails(sheet, z + 23);
    }

    private static Sheet rails(Sheet sheet, int x) {
        return sheet.tag("vcc", ABOVE, x, 3).wire(x, 3, x, 5).tag("vee", BELOW, x, 17).wire(x, 15, x, 17);
    }

    static Sheet voltages(String name, int inputs) {
        Sheet sheet = new Sheet(name + ": inverting summer");
        for (int i = 1; i <= inputs; i++) {
            sheet.part("r" + i, RESISTOR, TURNED, 8, 4 * i).tag("i" + i, LEFT, 3, 4 * i).wire(3, 4 * i, 6, 4 * i).wire(10, 4 * i, 13, 4 * i);
        }
        int y = 2 * (inputs + 1);
        return sheet.wire(13, 4, 13, 4 * inputs).wire(13, y, 17, y).block("xt", 18, y - 4, 8, 8, 17, y, 27, y, 22, y - 5, 22, y + 5).tag("out", RIGHT, 31, y).wire(27, y, 31, y)
                .tag("vcc", ABOVE, 22, y - 7).wire(22, y - 7, 22, y - 5).tag("vee", BELOW, 22, y + 7).wire(22, y + 5, 22, y + 7);
    }

    /** Summers in stages, called x1_1 and so on, each a box of its inputs, output and supplies. */
    static Sheet tree(String name, List<SheetPart> summers) {
        Sheet sheet = new Sheet(name + ": tree of summers");
        Map<Integer, Integer> next = new HashMap<>();               // free place in the column of a stage
        Map<Integer, Integer> members = new HashMap<>();
        summers.forEach(summer -> members.merge(stage(summer), height(summer), Integer::sum));
        int tallest = members.values().stream().max(Integer::compare).orElse(0);
        for (SheetPart summer : summers) {
            int stage = stage(summer);
            int inputs = summer.nodes().size() - 3;
            int y = next.computeIfAbsent(stage, s -> 6 + (tallest - members.get(s)) / 2);
            next.put(stage, y + height(summer));
            int x = 8 + 25 * (stage - 1);
            int[] pins = new int[2 * (inputs + 3)];
            for (int i = 0; i < inputs; i++) {
                pins[2 * i] = x - 1;
                pins[2 * i + 1] = y + 1 + 2 * i;
                sheet.tag(summer.nodes().get(i), LEFT, x - 3, y + 1 + 2 * i).wire(x - 3, y + 1 + 2 * i, x - 1, y + 1 + 2 * i);
            }
            int[] last = {x + 14, y + inputs, x + 6, y - 1, x + 6, y + 2 * inputs + 1};
            System.arraycopy(last, 0, pins, 2 * inputs, last.length);
            sheet.block(summer.name(), x, y, 13, 2 * inputs, pins).tag(summer.nodes().get(inputs), RIGHT, x + 16, y + inputs).wire(x + 14, y + inputs, x + 16, y + inputs)
                    .tag("vcc", RIGHT, x + 8, y - 1).wire(x + 6, y - 1, x + 8, y - 1).tag("vee", RIGHT, x + 8, y + 2 * inputs + 1).wire(x + 6, y + 2 * inputs + 1, x + 8, y + 2 * inputs + 1);
        }
        return sheet;
    }

    private static int stage(SheetPart summer) {
        return Integer.parseInt(summer.name().substring(1, summer.name().indexOf('_')));
    }

    private static int height(SheetPart summer) {
        return 2 * (summer.nodes().size() - 3) + 4;
    }
}
