package org.superpose.circuits.solve;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How well the equations are met.
 *
 * @param residual         largest remaining current of a node [A]
 * @param relativeResidual largest remaining current of a node, relative to the sum of the magnitudes of the currents there; currents below {@link #NEGLIGIBLE} count as that, and what rounding explains counts as nothing
 * @param powerBalance     {@code |Σ v i| / Σ |v i|} over all devices (Tellegen, Philips Research Reports 7, 259, 1952); remaining currents that rounding explains count as nothing; of a run, the worst of its points
 * @param iterations       Newton iterations in all
 * @param aids             what was tried beyond plain Newton, in this order; the last one succeeded
 */
public record Receipt(double residual, double relativeResidual, double powerBalance, long iterations, List<Aid> aids) {
    /** Current that is nothing beside the conductances which simulators put across junctions [A]. */
    public static final double NEGLIGIBLE = 1e-12;

    /** 1 pA at 1 mV [W]: a circuit that turns over less counts as turning over that. */
    public static final double NEGLIGIBLE_POWER = 1e-15;

    public Receipt {
        aids = List.copyOf(aids);
    }

    /** The worst of several, with the iterations of all. */
    public static Receipt worst(List<Receipt> several) {
        double residual = 0;
        double relative = 0;
        double balance = 0;
        long iterations = 0;
        Set<Aid> aids = new LinkedHashSet<>();
        for (Receipt receipt : several) {
            residual = Math.max(residual, receipt.residual);
            relative = Math.max(relative, receipt.relativeResidual);
            balance = Math.max(balance, receipt.powerBalance);
            iterations += receipt.iterations;
            aids.addAll(receipt.aids);
        }
        return new Receipt(residual, relative, balance, iterations, List.copyOf(aids));
    }
}
