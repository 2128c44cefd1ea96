package org.superpose.circuits.analysis;

import java.util.Map;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Settings;

/**
 * The operating point: direct current, capacitors open, inductors closed.
 *
 * @param settings how exactly and at which temperature
 * @param near     node voltages near which to look first [V] (SPICE's .nodeset): they choose among several solutions and do not hold the circuit there
 */
public record OperatingPoint(Settings settings, Map<String, Double> near) {
    public OperatingPoint {
        near = Map.copyOf(near);
    }

    /** At 27 °C. */
    public OperatingPoint() {
        this(Settings.standard(), Map.of());
    }

    /** At another temperature [K]. */
    public OperatingPoint at(double temperature) {
        return with(settings.at(temperature));
    }

    public OperatingPoint with(Settings other) {
        return new OperatingPoint(other, near);
    }

    /** Looks first near these node voltages [V]. */
    public OperatingPoint near(Map<String, Double> voltages) {
        return new OperatingPoint(settings, voltages);
    }

    /** Runs it. */
    public OperatingPointResult run(Circuit circuit) {
        return run(CircuitPlan.of(circuit));
    }

    /** Runs it on a circuit that is planned already. */
    public OperatingPointResult run(CircuitPlan plan) {
        return new OperatingPointResult(Bias.withoutCharges(plan, settings, near));
    }

    /**
     * Runs it from a start of one's own, instead of from nothing or near voltages; where that leads nowhere, from nothing.
     *
     * @param start values [V, A] of {@link CircuitPlan#names}, in their order; what another circuit's {@link OperatingPointResult#values} gave may serve
     */
    public OperatingPointResult run(CircuitPlan plan, double[] start) {
        return new OperatingPointResult(new Bias(plan, settings, start));
    }
}
