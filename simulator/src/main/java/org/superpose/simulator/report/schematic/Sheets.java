package org.superpose.simulator.report.schematic;

import static org.superpose.simulator.report.schematic.Sheet.Lie.MIRRORED;
import static org.superpose.simulator.report.schematic.Sheet.Side.ABOVE;
import static org.superpose.simulator.report.schematic.Sheet.Side.BELOW;
import static org.superpose.simulator.report.schematic.Sheet.Side.LEFT;
import static org.superpose.simulator.report.schematic.Sheet.Side.RIGHT;
import static org.superpose.simulator.report.schematic.Symbol.CAPACITOR;
import static org.superpose.simulator.report.schematic.Symbol.NPN;
import static org.superpose.simulator.report.schematic.Symbol.RESISTOR;

import java.util.Optional;

/** The sheets of the cells that layers are made of, placed by hand. */
public final class Sheets {
    private Sheets() {
    }

    /** The sheet of a subcircuit by its name; empty if none is drawn. */
    public static Optional<Sheet> of(String subcircuit) {
        return switch (subcircuit) {
            case "gcell" -> Optional.of(multiplier());
            case "tailbias" -> Optional.of(tailBias());
            default -> Optional.empty();
        };
    }

    private static Sheet multiplier() {
        return new Sheet("gcell: four-quadrant multiplier")
                .part("q3", NPN, 8, 12).part("q4", NPN, MIRRORED, 14, 12).part("q5", NPN, 22, 12).part("q6", NPN, MIRRORED, 28, 12)
                .tag("op", ABOVE, 8, 4).wire(8, 4, 8, 10).wire(8, 6, 22, 6, 22, 10)
                .tag("on", ABOVE, 28, 4).wire(28, 4, 28, 10).wire(28, 8, 14, 8, 14, 10)
                .tag("wp", LEFT, 4, 12).wire(4, 12, 6, 12).tag("wp", RIGHT, 32, 12).wire(30, 12, 32, 12)
                .tag("wn", BELOW, 18, 14).wire(16, 12, 20, 12).wire(18, 12, 18, 14)
                .wire(8, 14, 8, 15, 14, 15, 14, 14).wire(11, 15, 11, 18).wire(22, 14, 22, 15, 28, 15, 28, 14).wire(25, 15, 25, 18)
                .part("q1", NPN, 11, 20).part("q2", NPN, MIRRORED, 25, 20)
                .tag("xp", LEFT, 4, 20).wire(4, 20, 9, 20).tag("xn", RIGHT, 32, 20).wire(27, 20, 32, 20)
                .part("r1", RESISTOR, 11, 24).part("r2", RESISTOR, MIRRORED, 25, 24)
                .wire(11, 26, 11, 27, 25, 27, 25, 26).wire(18, 27, 18, 29)
                .part("q7", NPN, 18, 31).tag("bias", LEFT, 12, 31).wire(12, 31, 16, 31)
                .part("r3", RESISTOR, 18, 35).tag("vee", BELOW, 18, 38).wire(18, 37, 18, 38);
    }

    private static Sheet tailBias() {
        return new Sheet("tailbias: line of the tail currents")
                .part("r1", RESISTOR, 8, 6).tag("vcc", ABOVE, 8, 3).wire(8, 3, 8, 4)
                .part("q1", NPN, MIRRORED, 8, 14).wire(8, 8, 8, 12)
                .part("r2", RESISTOR, 8, 18).tag("vee", BELOW, 8, 21).wire(8, 20, 8, 21)
                .part("q2", NPN, 16, 10).wire(8, 10, 14, 10).tag("vcc", ABOVE, 16, 7).wire(16, 7, 16, 8)
                .wire(10, 14, 22, 14).wire(16, 12, 16, 14, 16, 16).tag("bias", RIGHT, 22, 14)
                .part("r3", RESISTOR, 16, 18).tag("vee", BELOW, 16, 21).wire(16, 20, 16, 21)
                .part("c1", CAPACITOR, MIRRORED, 4, 14).wire(8, 10, 4, 10, 4, 12).tag("vee", BELOW, 4, 21).wire(4, 16, 4, 21);
    }
}
