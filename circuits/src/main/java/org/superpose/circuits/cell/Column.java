package org.superpose.circuits.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;

/**
 * What stands behind the cells of a column: what holds the two lines, what makes one voltage of the difference of their currents, a resistor that adds a bias to it, and, if the column rectifies, a half-wave rectifier and a follower. With
 * {@code I = i(op) − i(on)}, the difference of what the cells draw from the lines, and V_b at the bias port, by Kirchhoff at the summing node,
 * <pre>
 * not rectified: z = R_f (I − V_b/R_b);   rectified, with the lines exchanged and a rectifier that inverts: y = max(0, R_f (I + V_b/R_b))
 * </pre>
 * but for what is lost of I ({@link #gain}).
 *
 * @param fanIn       number of cells that draw half a tail current from each line, positive
 * @param tailCurrent I_T of a cell [A], not negative; positive where lines are cascoded, of any sign where op-amps hold them
 * @param excess      current that folded lines leave for each side of the fold [A], positive; what an op-amp that holds a line must carry beyond what its cells draw at rest [A], 0 if that is not more than it has for the output; nothing elsewhere
 * @param feedback    R_f [Ω], positive
 * @param bias        R_b [Ω], positive
 * @param lines       how they are held
 * @param level       at which op-amps hold them [V]; what else holds lines has a level of its own
 * @param readout     what makes one voltage
 * @param end         rectifier, with a follower behind it; empty: none
 * @param amplifier   the op-amp, with the ports of {@link OperationalAmplifierLevel#PORTS}
 * @param process     of transistors and diodes
 */
public record Column(int fanIn, double tailCurrent, double excess, double feedback, double bias, Lines lines, double level, Readout readout, Optional<End> end, Subcircuit amplifier,
                     BipolarProcess process) {
    /** From the rectifier's op-amp's output to its input [Ω]. */
    private static final double AROUND = 5e6;
    private static final double RECTIFIER_RESISTANCE = 5e3;
    /** R₁ of the difference amplifier over the loads before it, which it must not pull down. */
    private static final double DIFFERENCE_RATIO = 10;
    private static final double FEEDBACK_CAPACITANCE = 2e-12;          // across R_f [F]
    /** R_f over the resistors around the op-amps that hold lines, at least: one line's current alone may be larger than the difference. */
    private static final double HELD_RATIO = 2;
    private static final double HELD_SWING = 2.5;                      // of these op-amps [V]
    private static final double HELD_INPUT = 10e3;                     // R₁ of the difference amplifier behind them [Ω]

    /** How lines are held at a voltage. */
    public enum Lines {
        /** By resistors from the supply, and transistors that take what the cells leave ({@link CurrentFold}). */
        FOLDED,
        /** By transistors in series ({@link LineCascode}). */
        CASCODED,
        /** By op-amps, at any level ({@link HeldLines}). */
        HELD
    }

    /** What makes one voltage of two currents. */
    public enum Readout {
        /** Mirrors, and a resistor around an op-amp ({@link SummingAmplifier}). Of lines that op-amps hold at 0 V the second amplifier sums what the first one inverts. */
        TRANSIMPEDANCE,
        /** Load resistors, or those around the op-amps that hold the lines, and a {@link DifferenceAmplifier}. */
        DIFFERENCE
    }

    /**
     * What rectifies.
     *
     * @param made    of an op-amp, a circuit with ports among {@code z y vcc vee}: input, output, supplies
     * @param inverts whether it passes negative voltages, their sign turned
     */
    public record End(UnaryOperator<Subcircuit> made, boolean inverts) {
        /** Without an op-amp; positive voltages pass. */
        public static End of(Subcircuit rectifier) {
            return new End(amplifier -> rectifier, false);
        }

        private static End precision(BipolarProcess process) {
            PrecisionRectifier rectifier = new PrecisionRectifier(Double.POSITIVE_INFINITY, RECTIFIER_RESISTANCE, process.diode().value("IS"), process.diode().value("N"), Physics.ROOM_TEMPERATURE);
            return new End(amplifier -> rectifier.netlist(amplifier, process.diode(), AROUND), true);
        }

        private Instance instance(Subcircuit amplifier) {
            Subcircuit rectifier = made.apply(amplifier);
            return rectifier.as("xr", rectifier.ports().toArray(String[]::new));
        }
    }

    public Column {
        if (fanIn < 1) {
            throw new IllegalArgumentException("column: the fan-in must be positive, got " + fanIn);
        }
        if (!Double.isFinite(tailCurrent) || tailCurrent < 0 && lines != Lines.HELD || !(excess >= 0) || excess == 0 && lines == Lines.FOLDED || Double.isInfinite(excess) || tailCurrent == 0 && lines == Lines.CASCODED) {
            throw new IllegalArgumentException("column: the tail current must not be negative, positive where lines are cascoded, and a fold's current positive [A], got " + tailCurrent + " and " + excess);
        }
        if (lines == Lines.HELD && readout == Readout.TRANSIMPEDANCE && level != 0) {
            throw new IllegalArgumentException("column: lines that op-amps hold at " + level + " V need a difference amplifier; two op-amps alone hold them at 0 V");
        }
        if (!(feedback > 0) || Double.isInfinite(feedback) || !(bias > 0) || Double.isInfinite(bias)) {
            throw new IllegalArgumentException("column: R_f and R_b must be positive [Ω], got " + feedback + " and " + bias);
        }
        if (!amplifier.ports().equals(OperationalAmplifierLevel.PORTS)) {
            throw new IllegalArgumentException("column: an op-amp has the ports " + OperationalAmplifierLevel.PORTS + ", but " + amplifier.name() + " has " + amplifier.ports());
        }
    }

    /** Folded lines and a transimpedance amplifier of transistors, for cells of 20 µA, 7.75 of whose full products (12.9 µA each) make 1 V; 0.33 mA in each side of the fold. */
    public static Column of(int fanIn) {
        return new Column(fanIn, 20e-6, 0.33e-3, 11.2e3, 22.4e3, Lines.FOLDED, 0, Readout.TRANSIMPEDANCE, Optional.empty(), OperationalAmplifierLevel.TRANSISTORS.netlist(), BipolarProcess.complementary());
    }

    /** With a precision rectifier and a follower behind it, and its lines exchanged. */
    public Column rectifying() {
        return ending(End.precision(process));
    }

    /** With a rectifier and a follower behind it, and its lines exchanged if the rectifier inverts. */
    public Column ending(End other) {
        return new Column(fanIn, tailCurrent, excess, feedback, bias, lines, level, readout, Optional.of(other), amplifier, process);
    }

    /** With lines that op-amps hold at a level [V]. */
    public Column heldAt(double volts, Readout otherReadout) {
        return new Column(fanIn, tailCurrent, 0, feedback, bias, Lines.HELD, volts, otherReadout, end, amplifier, process);
    }

    public Column with(Lines otherLines, Readout otherReadout) {
        return new Column(fanIn, tailCurrent, excess, feedback, bias, otherLines, level, otherReadout, end, amplifier, process);
    }

    public Column withTailCurrent(double other) {
        return new Column(fanIn, other, excess, feedback, bias, lines, level, readout, end, amplifier, process);
    }

    public Column withResistances(double otherFeedback, double otherBias) {
        return new Column(fanIn, tailCurrent, excess, otherFeedback, otherBias, lines, level, readout, end, amplifier, process);
    }

    public Column withAmplifier(Subcircuit other) {
        return new Column(fanIn, tailCurrent, excess, feedback, bias, lines, level, readout, end, other, process);
    }

    /** What the cells draw from each line at rest [A]. */
    public double lineCurrent() {
        return fanIn * tailCurrent / 2;
    }

    /** Whether it ends with a rectifier. */
    public boolean rectified() {
        return end.isPresent();
    }

    /** Whether the rectifier inverts, so that what stands before it falls with what is drawn from {@code op}. */
    public boolean inverts() {
        return end.isPresent() && end.get().inverts();
    }

    /** At which the lines are held, about [V]. */
    public double lineVoltage() {
        return switch (lines) {
            case FOLDED -> CurrentFold.LINE_VOLTAGE;
            case CASCODED -> LineCascode.LINE_VOLTAGE;
            case HELD -> level;
        };
    }

    /** What becomes of a small difference current on its way to the summing node. */
    public double gain(double temperature) {
        return switch (lines) {
            case FOLDED -> new CurrentFold(lineCurrent(), excess).gain(process, temperature);
            case CASCODED -> new LineCascode(lineCurrent()).gain(process);
            case HELD -> 1;
        };
    }

    /** The output [V] for a difference of line currents [A] and a voltage at the bias port [V], if nothing is lost on the way and a rectifier is an ideal one. */
    public double output(double current, double biasVoltage) {
        double z = feedback * (current + (inverts() ? 1 : -1) * biasVoltage / bias);
        return rectified() ? Math.max(0, z) : z;
    }

    /** Ports {@code op on bias out vcc vee}: the lines, the bias, the output, supplies of ±5 V. What stands in front of the rectifier is called {@code z} within. */
    public Subcircuit netlist() {
        List<Part> parts = new ArrayList<>();
        String z = rectified() ? "z" : "out";
        String rising = inverts() ? "on" : "op";           // the line whose current raises z
        String falling = inverts() ? "op" : "on";
        boolean held = lines == Lines.HELD;
        parts.add(new Resistor("rbias", "bias", held && readout == Readout.TRANSIMPEDANCE ? rising : "s", biasResistance()));
        if (readout == Readout.TRANSIMPEDANCE && held) {
            parts.add(heldLines().difference(amplifier, feedback).as("xf", rising, falling, z, "vcc", "vee"));
        } else if (readout == Readout.TRANSIMPEDANCE) {
            SummingAmplifier sum = new SummingAmplifier(OperationalAmplifier.ideal(), feedback, 1 / bias);
            parts.add(held().as("xf", rising, falling, "s", "vcc", "vee"));
            parts.add(sum.netlist(amplifier, FEEDBACK_CAPACITANCE).as("xt", "s", z, "vcc", "vee"));
        } else {
            parts.add(held ? heldLines().loads(amplifier).as("xf", falling, rising, "a", "b", "vcc", "vee") : held().as("xf", rising, falling, "a", "b", "vcc"));
            parts.add(difference().netlist(amplifier, FEEDBACK_CAPACITANCE * feedback / difference().r2()).as("xd", "a", "b", "s", "g", z, "vcc", "vee"));
            parts.add(new Resistor("rbal", "g", Circuit.GROUND, biasResistance()));
        }
        end.ifPresent(last -> {
            parts.add(last.instance(amplifier));
            parts.add(new Follower(RECTIFIER_RESISTANCE / 2, 5e-12).netlist(amplifier).as("xb", "y", "out", "vcc", "vee"));
        });
        return new Subcircuit((rectified() ? "rectified_" : "") + "column_" + fanIn, "lines, bias and amplifier of " + fanIn + " cells" + (rectified() ? ", rectified" : ""), List.of("op", "on", "bias", "out", "vcc", "vee"), parts);
    }

    private HeldLines heldLines() {
        return new HeldLines(lineCurrent(), level, feedback / heldRatio());
    }

    private double heldRatio() {
        return Math.max(HELD_RATIO, feedback * excess / HELD_SWING);
    }

    private Subcircuit held() {
        if (lines == Lines.FOLDED) {
            CurrentFold fold = new CurrentFold(lineCurrent(), excess);
            return readout == Readout.TRANSIMPEDANCE ? fold.netlist(process) : fold.loads(process);
        }
        LineCascode cascode = new LineCascode(lineCurrent());
        return readout == Readout.TRANSIMPEDANCE ? cascode.netlist(process) : cascode.loads(process);
    }

    /** A load R behind R₁: a current I in it makes {@code I R R₂/(R₁ + R)}, which is to be {@code I R_f}. An op-amp has no such resistance. */
    private DifferenceAmplifier difference() {
        if (lines == Lines.HELD) {
            return new DifferenceAmplifier(HELD_INPUT, heldRatio() * HELD_INPUT, HELD_INPUT, heldRatio() * HELD_INPUT);
        }
        double load = lines == Lines.FOLDED ? new CurrentFold(lineCurrent(), excess).load() : new LineCascode(lineCurrent()).load();
        double r1 = DIFFERENCE_RATIO * load;
        double r2 = feedback * (r1 + load) / load;
        return new DifferenceAmplifier(r1, r2, r1, r2);
    }

    /** Such that the ratio to the resistor around the op-amp is that of R_b to R_f [Ω]. */
    private double biasResistance() {
        return readout == Readout.TRANSIMPEDANCE ? bias : bias * difference().r2() / feedback;
    }
}
