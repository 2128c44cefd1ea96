package org.superpose.circuits.analysis;

import java.util.Map;
import java.util.function.Supplier;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Settings;

/**
 * Small-signal response to the AC magnitudes and phases of the sources, at the operating point.
 *
 * @param settings    how exactly and at which temperature the operating point is found
 * @param frequencies [Hz], not negative
 * @param near        node voltages near which to look for the operating point first [V]
 */
public record AcSweep(Settings settings, Sweep frequencies, Map<String, Double> near) {
    public AcSweep {
        near = Map.copyOf(near);
        for (double frequency : frequencies.values()) {
            if (!(frequency >= 0)) {
                throw new IllegalArgumentException("frequencies must not be negative [Hz], got " + frequency);
            }
        }
    }

    /** At 27 °C. */
    public AcSweep(Sweep frequencies) {
        this(Settings.standard(), frequencies, Map.of());
    }

    /** At another temperature [K]. */
    public AcSweep at(double temperature) {
        return with(settings.at(temperature));
    }

    public AcSweep with(Settings other) {
        return new AcSweep(other, frequencies, near);
    }

    /** Looks for the operating point first near these node voltages [V]. */
    public AcSweep near(Map<String, Double> voltages) {
        return new AcSweep(settings, frequencies, voltages);
    }

    /** Runs it. */
    public AcResult run(Circuit circuit) {
        return run(CircuitPlan.of(circuit));
    }

    /** Runs it on a circuit that is planned already. */
    public AcResult run(CircuitPlan plan) {
        Supplier<SmallSignal.Shape> shape = SmallSignal.Shape.beside(plan, settings.threads(), () -> SmallSignal.Shape.whole(plan));
        return run(plan, new Bias(plan, settings, near), shape);
    }

    /**
     * Runs it with an operating point that is looked for from a start of one's own, instead of from nothing or near voltages; where that leads nowhere, from nothing.
     *
     * @param start values [V, A] of {@link CircuitPlan#names}, in their order; what another circuit's {@link OperatingPointResult#values} gave may serve
     */
    public AcResult run(CircuitPlan plan, double[] start) {
        return run(plan, new Bias(plan, settings, start), () -> SmallSignal.Shape.whole(plan));
    }

    private AcResult run(CircuitPlan plan, Bias bias, Supplier<SmallSignal.Shape> shape) {
        double[] real = new double[plan.size()];
        double[] imaginary = new double[plan.size()];
        SmallSignal.excitation(bias.equations, real, imaginary);
        boolean excited = false;
        for (int i = 0; i < plan.size(); i++) {
            excited |= real[i] != 0 || imaginary[i] != 0;
        }
        if (!excited) {
            throw new CircuitException("circuit \"" + plan.circuit().title() + "\": no source has an AC magnitude; give one a magnitude of 1");
        }
        double[] f = frequencies.values();
        double[][] re = new double[f.length][];
        double[][] im = new double[f.length][];
        new SmallSignal(bias.equations, shape.get()).each(f, settings.threads(), (linear, p) -> {
            re[p] = real.clone();
            im[p] = imaginary.clone();
            linear.solve(re[p], im[p]);
        });
        return new AcResult(bias, f, re, im);
    }
}
