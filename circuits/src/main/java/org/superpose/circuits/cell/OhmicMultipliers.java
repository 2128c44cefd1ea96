package org.superpose.circuits.cell;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.memory.ProgrammableConductance;
import org.superpose.circuits.passive.Resistor;

/**
 * Multipliers by Ohm's law: the weight is the difference of the conductances from the input to two lines, and lies within the cell. The lines are virtual grounds. A positive weight pushes its current into the line {@code on}, whereas a cell of
 * transistors draws it from {@code op}: the difference is the same.
 */
public final class OhmicMultipliers {
    /** What stands where no resistor is [S]. */
    private static final double ABSENT = 1e-12;

    private OhmicMultipliers() {
    }

    /**
     * A fixed resistor {@code R/|w|}, to the line that the weight's sign says: {@code I = x w/R}.
     *
     * @param resistance R of the weight 1 [Ω]
     * @param limit      largest input [V]
     */
    public static MultiplierCell resistor(double resistance, double limit) {
        Subcircuit cell = Subcircuit.of("rcell", "resistor to one of two lines", List.of("x", "op", "on"), new Resistor("rp", "x", "on", resistance), new Resistor("rn", "x", "op", resistance));
        return multiplier(cell, limit, (specimen, w) -> specimen.varied((path, part) -> {
            Resistor r = (Resistor) part;                                                           // R of weight 1 as the specimen has it
            return r.withValue(r.resistance() / Math.max(path.equals("rp") ? w : -w, ABSENT * resistance));
        }), (x, w) -> x * w / resistance);
    }

    /**
     * A pair of programmed conductances: one at G_max |w|, between the bounds of the device, the other at the lower bound: {@code I = V0 sinh(x/V0) (G₊ − G₋)}. The weight 1 is {@code G_max − G_min}.
     *
     * @param least  G_min of the devices [S], positive
     * @param most   G_max [S]
     * @param bend   V0, characteristic voltage of the devices [V]; infinity for Ohm's law
     * @param limit  largest input [V]
     */
    public static MultiplierCell conductancePair(double least, double most, double bend, double limit) {
        if (!(least > 0) || !(most > least)) {
            throw new IllegalArgumentException("conductance pair: the bounds must be positive and in order [S], got " + least + " and " + most);
        }
        Subcircuit cell = Subcircuit.of("gpair", "difference of two programmed conductances", List.of("x", "op", "on"), new ProgrammableConductance("gp", "x", "on", least, bend, 0), new ProgrammableConductance("gn", "x", "op", least, bend, 0));
        return multiplier(cell, limit, (specimen, w) -> specimen.varied((path, part) -> programmed(part, 1 + (most / least - 1) * Math.max(path.equals("gp") ? w : -w, 0))),
                (x, w) -> (most - least) * w * (Double.isInfinite(bend) ? x : bend * Math.sinh(x / bend)));
    }

    private static Component programmed(Component part, double factor) {
        ProgrammableConductance g = (ProgrammableConductance) part;
        return g.withValue(g.conductance() * factor);
    }

    private static MultiplierCell multiplier(Subcircuit cell, double limit, MultiplierCell.Programming programming, MultiplierCell.Law law) {
        return new MultiplierCell(cell, DifferentialPort.single("x", limit), Optional.empty(), "op", "on", 0, Map.of(), List.of(), new MultiplierCell.Coding.Within(programming, 1), law);
    }
}
