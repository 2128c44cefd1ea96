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
import static org.superpose.simulator.report.schematic.Symbol.DIODE;
import static org.superpose.simulator.report.schematic.Symbol.NPN;
import static org.superpose.simulator.report.schematic.Symbol.PNP;
import static org.superpose.simulator.report.schematic.Symbol.RESISTOR;

import java.util.List;
import java.util.Optional;

/** The sheets of all cells, placed by hand; here those of a column's readout. */
public final class Sheets {
    private Sheets() {
    }

    /**
     * The sheet of a subcircuit; empty if none is drawn.
     *
     * @param subcircuit its name; numbers at its end, of inputs or of a code, do not matter
     * @param parts      of it, by which those sheets are chosen that repeat a pattern
     */
    public static Optional<Sheet> of(String subcircuit, List<SheetPart> parts) {
        boolean mirrors = parts.stream().anyMatch(part -> part.name().equals("xt"));
        return Optional.ofNullable(switch (subcircuit.replaceFirst("_\\d+$", "")) {
            case "plaincell" -> MultiplierSheets.plain();
            case "gcell" -> MultiplierSheets.degenerated();
            case "precell" -> MultiplierSheets.predistorted();
            case "artanh" -> MultiplierSheets.artanh();
            case "mosgcell" -> MultiplierSheets.mos("mosgcell: Gilbert cell in strong inversion");
            case "weakcell" -> MultiplierSheets.mos("weakcell: Gilbert cell in weak inversion");
            case "mosbias" -> MultiplierSheets.mosBias();
            case "rcell" -> MultiplierSheets.ohmic("rcell: resistor to one line", Symbol.RESISTOR, "rn", "rp");
            case "gpair" -> MultiplierSheets.ohmic("gpair: programmed conductances", Symbol.CONDUCTANCE, "gn", "gp");
            case "tailbias" -> StageSheets.tailBias();
            case "headbias" -> StageSheets.headBias();
            case "tanhpair" -> StageSheets.tanh();
            case "driver" -> StageSheets.driver();
            case "down" -> StageSheets.down();
            case "up" -> StageSheets.up();
            case "squarer" -> StageSheets.squarer();
            case "ptat" -> StageSheets.proportionalReference();
            case "opamp" -> amplifier();
            case "opamp_ideal" -> AmplifierSheets.ideal();
            case "opamp_one_pole" -> AmplifierSheets.onePole();
            case "opamp_boyle" -> AmplifierSheets.boyle();
            case "fold" -> fold();
            case "fold_loads" -> SummerSheets.foldLoads();
            case "cascode" -> SummerSheets.cascode();
            case "cascode_loads" -> SummerSheets.cascodeLoads();
            case "tia" -> transimpedance();
            case "difference" -> SummerSheets.difference();
            case "relu" -> rectifier();
            case "buffer" -> follower();
            case "column" -> SummerSheets.column(subcircuit, mirrors, false);
            case "rectified_column" -> SummerSheets.column(subcircuit, mirrors, true);
            case "summer" -> SummerSheets.voltages(subcircuit, parts.size() - 1);
            case "tree" -> SummerSheets.tree(subcircuit, parts);
            case "potentiometer" -> parts.size() == 3 ? StoreSheets.potentiometer(subcircuit) : null;       // at its ends a resistor is missing
            case "ladder" -> StoreSheets.ladder(subcircuit, parts.size() / 4);
            case "store" -> StoreSheets.capacitor();
            case "sampler" -> StoreSheets.sampler();
            case "diode_rectifier" -> StoreSheets.diodeRectifier();
            case "clamp" -> StoreSheets.clamp();
            default -> null;
        });
    }

    private static Sheet amplifier() {
        return new Sheet("opamp: operational amplifier of fourteen transistors")
                .tag("vcc", LEFT, 4, 2).wire(4, 2, 50, 2).tag("vee", LEFT, 4, 48).wire(4, 48, 50, 48)
                .part("rb1", RESISTOR, 6, 6).wire(6, 2, 6, 4).part("qb1", PNP, MIRRORED, 6, 10).wire(8, 10, 10, 10, 10, 13, 6, 13).wire(6, 12, 6, 13, 6, 40).part("rb", RESISTOR, 6, 42).wire(6, 44, 6, 48)
                .wire(10, 10, 16, 10).wire(10, 13, 38, 13, 38, 10, 40, 10)
                .part("rb2", RESISTOR, 18, 6).wire(18, 2, 18, 4).part("qb2", PNP, 18, 10)
                .wire(18, 12, 18, 15).wire(14, 16, 14, 15, 22, 15, 22, 16).part("rs1", RESISTOR, MIRRORED, 14, 18).part("rs2", RESISTOR, 22, 18)
                .part("q1", PNP, 14, 22).tag("n", LEFT, 10, 22).wire(10, 22, 12, 22).part("q2", PNP, MIRRORED, 22, 22).tag("p", RIGHT, 26, 22).wire(24, 22, 26, 22)
                .wire(14, 24, 14, 36).part("q3", NPN, MIRRORED, 14, 38).part("rc3", RESISTOR, MIRRORED, 14, 43).wire(14, 40, 14, 41).wire(14, 45, 14, 48)
                .wire(22, 24, 22, 36).part("q4", NPN, 22, 38).part("rc4", RESISTOR, 22, 43).wire(22, 40, 22, 41).wire(22, 45, 22, 48).wire(16, 38, 20, 38)
                .part("q11", NPN, 18, 32).wire(14, 32, 16, 32).tag("vcc", ABOVE, 18, 29).wire(18, 29, 18, 30).wire(18, 34, 18, 38, 18, 41).part("r11", RESISTOR, 18, 43).wire(18, 45, 18, 48)
                .part("q5", NPN, 30, 30).wire(22, 30, 28, 30).wire(30, 2, 30, 28).wire(30, 32, 30, 41).part("r5", RESISTOR, 30, 43).wire(30, 45, 30, 48)
                .part("q6", NPN, 36, 36).wire(30, 36, 34, 36).wire(36, 38, 36, 48)
                .part("cc", CAPACITOR, TURNED, 27, 25).wire(22, 25, 25, 25).wire(29, 25, 31, 25).part("rz", RESISTOR, TURNED, 33, 25).wire(35, 25, 42, 25).wire(36, 34, 36, 25)
                .part("rb3", RESISTOR, 42, 6).wire(42, 2, 42, 4).part("qb3", PNP, 42, 10).wire(42, 12, 42, 14, 42, 15).part("q7", NPN, 42, 17).wire(40, 17, 40, 14, 42, 14)
                .part("q8", PNP, 42, 21).wire(40, 21, 40, 24, 42, 24).wire(42, 23, 42, 24, 42, 30, 48, 30)
                .part("q9", NPN, 50, 14).wire(42, 14, 48, 14).wire(50, 2, 50, 12).wire(50, 16, 50, 17).part("ro1", RESISTOR, 50, 19).wire(50, 21, 50, 23).tag("o", RIGHT, 55, 22).wire(50, 22, 55, 22)
                .part("ro2", RESISTOR, 50, 25).wire(50, 27, 50, 28).part("q10", PNP, 50, 30).wire(50, 32, 50, 48);
    }

    private static Sheet fold() {
        return new Sheet("fold: difference of two line currents")
                .tag("vcc", LEFT, 6, 2).wire(6, 2, 26, 2).tag("vee", LEFT, 6, 40).wire(6, 40, 26, 40)
                .part("rn", RESISTOR, MIRRORED, 12, 6).wire(12, 2, 12, 4).wire(12, 8, 12, 10).tag("on", LEFT, 8, 9).wire(8, 9, 12, 9).part("q2", PNP, MIRRORED, 12, 12)
                .part("rp", RESISTOR, 26, 6).wire(26, 2, 26, 4).wire(26, 8, 26, 10).tag("op", RIGHT, 30, 9).wire(26, 9, 30, 9).part("q1", PNP, 26, 12)
                .wire(14, 12, 24, 12).part("r1", RESISTOR, 19, 6).wire(19, 2, 19, 4).wire(19, 8, 19, 12)
                .part("r2", RESISTOR, 17, 16).wire(17, 12, 17, 14).ground(17, 18).part("c1", CAPACITOR, 22, 16).wire(22, 12, 22, 14).ground(22, 18)
                .wire(12, 14, 12, 28).part("q3", NPN, MIRRORED, 12, 30).wire(26, 14, 26, 28).tag("s", RIGHT, 30, 21).wire(26, 21, 30, 21).part("q4", NPN, 26, 30).wire(14, 30, 24, 30)
                .part("q5", NPN, 18, 26).wire(12, 26, 16, 26).tag("vcc", ABOVE, 18, 23).wire(18, 23, 18, 24).wire(18, 28, 18, 30, 18, 33)
                .part("r3", RESISTOR, MIRRORED, 12, 35).wire(12, 32, 12, 33).wire(12, 37, 12, 40).part("r5", RESISTOR, 18, 35).wire(18, 37, 18, 40).part("r4", RESISTOR, 26, 35).wire(26, 32, 26, 33).wire(26, 37, 26, 40);
    }

    private static Sheet transimpedance() {
        return new Sheet("tia: transimpedance amplifier")
                .part("xa", AMPLIFIER, 12, 10).tag("s", LEFT, 3, 9).wire(3, 9, 9, 9).tag("z", RIGHT, 21, 10).wire(15, 10, 21, 10)
                .part("rf", RESISTOR, TURNED, 12, 3).wire(7, 9, 7, 3, 10, 3).wire(14, 3, 17, 3, 17, 10).part("cf", CAPACITOR, TURNED, 12, -1).wire(7, 3, 7, -1, 10, -1).wire(14, -1, 17, -1, 17, 3)
                .wire(9, 11, 7, 11, 7, 13).part("rg", RESISTOR, MIRRORED, 7, 15).ground(7, 17).tag("vcc", ABOVE, 12, 7).wire(12, 7, 12, 8).tag("vee", BELOW, 12, 13).wire(12, 12, 12, 13);
    }

    private static Sheet rectifier() {
        return new Sheet("relu: inverting half-wave rectifier")
                .part("xa", AMPLIFIER, 16, 14).tag("z", LEFT, 2, 13).wire(2, 13, 5, 13).part("r1", RESISTOR, TURNED, 7, 13).wire(9, 13, 13, 13)
                .part("d1", DIODE, TURNED_BACK, 16, 8).wire(11, 13, 11, 8, 14, 8).wire(18, 8, 20, 8, 20, 14).wire(19, 14, 22, 14)
                .part("rk", RESISTOR, TURNED, 16, 4).wire(11, 8, 11, 4, 14, 4).wire(18, 4, 20, 4, 20, 8).part("d2", DIODE, TURNED_BACK, 24, 14).wire(26, 14, 31, 14).tag("y", RIGHT, 31, 14)
                .part("r2", RESISTOR, TURNED, 16, 0).wire(11, 4, 11, 0, 14, 0).wire(18, 0, 28, 0, 28, 14).part("c2", CAPACITOR, TURNED, 16, -4).wire(11, 0, 11, -4, 14, -4).wire(18, -4, 28, -4, 28, 0)
                .wire(13, 15, 11, 15, 11, 17).part("r3", RESISTOR, MIRRORED, 11, 19).ground(11, 21).tag("vcc", ABOVE, 16, 11).wire(16, 11, 16, 12).tag("vee", BELOW, 16, 17).wire(16, 16, 16, 17);
    }

    private static Sheet follower() {
        return new Sheet("buffer: voltage follower")
                .part("xa", AMPLIFIER, 12, 10).tag("y", LEFT, 3, 11).wire(3, 11, 9, 11).tag("o", RIGHT, 21, 10).wire(15, 10, 21, 10)
                .wire(9, 9, 7, 9, 7, 3, 10, 3).part("r1", RESISTOR, TURNED, 12, 3).wire(14, 3, 17, 3, 17, 10).part("c1", CAPACITOR, TURNED, 12, -1).wire(7, 3, 7, -1, 10, -1).wire(14, -1, 17, -1, 17, 3)
                .tag("vcc", ABOVE, 12, 7).wire(12, 7, 12, 8).tag("vee", BELOW, 12, 13).wire(12, 12, 12, 13);
    }
}
