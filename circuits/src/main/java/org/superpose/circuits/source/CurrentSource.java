package org.superpose.circuits.source;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Family;

/**
 * An independent current source: I(t) flows from {@code positive} through it to {@code negative}.
 *
 * @param positive    node from which it draws the current
 * @param dc          value in direct current [A]
 * @param acMagnitude magnitude of its phasor in small-signal analyses [A]
 * @param acPhase     its phase [rad]
 * @param waveform    what it gives in a transient run
 */
public record CurrentSource(String name, String positive, String negative, double dc, double acMagnitude, double acPhase, Waveform waveform) implements Component {
    public CurrentSource {
        if (!Double.isFinite(dc) || !Double.isFinite(acMagnitude) || !Double.isFinite(acPhase)) {
            throw new IllegalArgumentException(name + ": values must be finite, got " + dc + " A, AC " + acMagnitude + " A at " + acPhase + " rad");
        }
    }

    /** A constant current [A]. */
    public static CurrentSource dc(String name, String positive, String negative, double current) {
        return new CurrentSource(name, positive, negative, current, 0, 0, new Constant(current));
    }

    /** A current that follows a waveform; in direct current it has the value at time 0. */
    public static CurrentSource of(String name, String positive, String negative, Waveform waveform) {
        return new CurrentSource(name, positive, negative, waveform.at(0), 0, 0, waveform);
    }

    /** The same, driving small-signal analyses with a magnitude [A] and phase 0. */
    public CurrentSource withAc(double magnitude) {
        return withAc(magnitude, 0);
    }

    /** The same, driving small-signal analyses with a magnitude [A] and a phase [rad]. */
    public CurrentSource withAc(double magnitude, double phase) {
        return new CurrentSource(name, positive, negative, dc, magnitude, phase, waveform);
    }

    /** The same, following a waveform in transient runs. */
    public CurrentSource with(Waveform other) {
        return new CurrentSource(name, positive, negative, dc, acMagnitude, acPhase, other);
    }

    /** The same with another value in direct current [A]; one without a waveform has it in transient runs too. */
    @Override
    public CurrentSource withValue(double value) {
        return new CurrentSource(name, positive, negative, value, acMagnitude, acPhase, waveform instanceof Constant ? new Constant(value) : waveform);
    }

    @Override
    public CurrentSource renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new CurrentSource(names.apply(name), nodes.apply(positive), nodes.apply(negative), dc, acMagnitude, acPhase, waveform);
    }

    @Override
    public List<String> nodes() {
        return List.of(positive, negative);
    }

    @Override
    public Family family() {
        return CurrentSourceBank.FAMILY;
    }
}
