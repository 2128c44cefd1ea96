package org.superpose.circuits.source;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Family;

/**
 * An independent voltage source, {@code v₊ − v₋ = V(t)}; its branch current flows from {@code positive} through it to {@code negative}, so that a source that delivers power has a negative one.
 *
 * @param positive    node that is V above {@code negative}
 * @param dc          value in direct current [V]
 * @param acMagnitude magnitude of its phasor in small-signal analyses [V]
 * @param acPhase     its phase [rad]
 * @param waveform    what it gives in a transient run
 */
public record VoltageSource(String name, String positive, String negative, double dc, double acMagnitude, double acPhase, Waveform waveform) implements Component {
    public VoltageSource {
        if (!Double.isFinite(dc) || !Double.isFinite(acMagnitude) || !Double.isFinite(acPhase)) {
            throw new IllegalArgumentException(name + ": values must be finite, got " + dc + " V, AC " + acMagnitude + " V at " + acPhase + " rad");
        }
    }

    /** A constant voltage [V]. */
    public static VoltageSource dc(String name, String positive, String negative, double voltage) {
        return new VoltageSource(name, positive, negative, voltage, 0, 0, new Constant(voltage));
    }

    /** A voltage that follows a waveform; in direct current it has the value at time 0. */
    public static VoltageSource of(String name, String positive, String negative, Waveform waveform) {
        return new VoltageSource(name, positive, negative, waveform.at(0), 0, 0, waveform);
    }

    /** The same, driving small-signal analyses with a magnitude [V] and phase 0. */
    public VoltageSource withAc(double magnitude) {
        return withAc(magnitude, 0);
    }

    /** The same, driving small-signal analyses with a magnitude [V] and a phase [rad]. */
    public VoltageSource withAc(double magnitude, double phase) {
        return new VoltageSource(name, positive, negative, dc, magnitude, phase, waveform);
    }

    /** The same, following a waveform in transient runs. */
    public VoltageSource with(Waveform other) {
        return new VoltageSource(name, positive, negative, dc, acMagnitude, acPhase, other);
    }

    /** The same with another value in direct current [V]; one without a waveform has it in transient runs too. */
    @Override
    public VoltageSource withValue(double value) {
        return new VoltageSource(name, positive, negative, value, acMagnitude, acPhase, waveform instanceof Constant ? new Constant(value) : waveform);
    }

    @Override
    public VoltageSource renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new VoltageSource(names.apply(name), nodes.apply(positive), nodes.apply(negative), dc, acMagnitude, acPhase, waveform);
    }

    @Override
    public List<String> nodes() {
        return List.of(positive, negative);
    }

    @Override
    public Family family() {
        return VoltageSourceBank.FAMILY;
    }
}
