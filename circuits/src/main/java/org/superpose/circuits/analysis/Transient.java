package org.superpose.circuits.analysis;

import java.util.List;
import java.util.Map;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Settings;

/**
 * Behaviour in time, from the operating point at time 0 or from initial conditions.
 *
 * @param settings     how exactly each time point is solved, and at which temperature
 * @param stop         end [s], positive
 * @param start        from where on results are kept [s]; the run begins at 0 in any case
 * @param largestStep  [s], positive
 * @param method       of integration
 * @param error        of a step that is let pass, relative to the currents and charges of a node; infinity switches the control off, and then every step has the largest size, corners of the sources apart
 * @param initial      node voltages that are held while the operating point at time 0 is sought [V] (.ic); without operating point, where the run begins
 * @param skipBias     whether the run begins at the initial voltages and the devices' own initial conditions, without an operating point (UIC)
 * @param near         node voltages near which to look for the operating point first [V]
 * @param kept         names of the unknowns and of the currents into terminals of which results are kept, {@code out}, {@code v1#branch}, {@code q1#0}; none: all unknowns, which in a large circuit are many
 */
public record Transient(Settings settings, double stop, double start, double largestStep, Method method, double error, Map<String, Double> initial, boolean skipBias, Map<String, Double> near, List<String> kept) {
    public Transient {
        if (!(stop > 0) || Double.isInfinite(stop) || !(start >= 0 && start < stop)) {
            throw new IllegalArgumentException("transient: needs 0 <= start < stop [s], got " + start + " and " + stop);
        }
        if (!(largestStep > 0)) {
            throw new IllegalArgumentException("transient: largest step must be positive [s], got " + largestStep);
        }
        if (!(error > 0)) {
            throw new IllegalArgumentException("transient: error of a step must be positive, got " + error);
        }
        initial = Map.copyOf(initial);
        near = Map.copyOf(near);
        kept = List.copyOf(kept);
    }

    /** To a stop [s] by the trapezoidal formula at 27 °C, in at least 50 steps, with an error of 10⁻³. */
    public Transient(double stop) {
        this(Settings.standard(), stop, 0, stop / 50, Method.TRAPEZOIDAL, 1e-3, Map.of(), false, Map.of(), List.of());
    }

    /** At another temperature [K]. */
    public Transient at(double temperature) {
        return with(settings.at(temperature));
    }

    public Transient with(Settings other) {
        return new Transient(other, stop, start, largestStep, method, error, initial, skipBias, near, kept);
    }

    /** Keeps results from a time on [s]. */
    public Transient from(double time) {
        return new Transient(settings, stop, time, largestStep, method, error, initial, skipBias, near, kept);
    }

    /** With steps of at most this size [s]. */
    public Transient withLargestStep(double seconds) {
        return new Transient(settings, stop, start, seconds, method, error, initial, skipBias, near, kept);
    }

    /** With steps of this size [s] and no control of their error; corners of the sources are still met. */
    public Transient withFixedStep(double seconds) {
        return new Transient(settings, stop, start, seconds, method, Double.POSITIVE_INFINITY, initial, skipBias, near, kept);
    }

    public Transient by(Method other) {
        return new Transient(settings, stop, start, largestStep, other, error, initial, skipBias, near, kept);
    }

    /** With another relative error of a step. */
    public Transient withError(double relative) {
        return new Transient(settings, stop, start, largestStep, method, relative, initial, skipBias, near, kept);
    }

    /** Begins at the operating point in which these nodes are held at these voltages [V]. */
    public Transient startingAt(Map<String, Double> voltages) {
        return new Transient(settings, stop, start, largestStep, method, error, voltages, false, near, kept);
    }

    /** Begins at these node voltages [V], the others at 0, and at the devices' own initial conditions, without an operating point. */
    public Transient withoutBias(Map<String, Double> voltages) {
        return new Transient(settings, stop, start, largestStep, method, error, voltages, true, near, kept);
    }

    /** Looks for the operating point first near these node voltages [V]. */
    public Transient near(Map<String, Double> voltages) {
        return new Transient(settings, stop, start, largestStep, method, error, initial, skipBias, voltages, kept);
    }

    /** Keeps the results of these only: unknowns {@code out}, {@code v1#branch}, and currents into terminals, {@code q1#0}. */
    public Transient keeping(String... names) {
        return new Transient(settings, stop, start, largestStep, method, error, initial, skipBias, near, List.of(names));
    }

    /** Runs it. */
    public TransientResult run(Circuit circuit) {
        return run(CircuitPlan.of(circuit));
    }

    /** Runs it on a circuit that is planned already. */
    public TransientResult run(CircuitPlan plan) {
        return new TimeIntegration(this, plan).run();
    }
}
