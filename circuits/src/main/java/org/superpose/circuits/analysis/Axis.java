package org.superpose.circuits.analysis;

import java.util.function.BiFunction;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.solve.Settings;

/** What a sweep varies, and over which points. */
public final class Axis {
    private final String name;
    private final Sweep sweep;
    private final BiFunction<Circuit, Double, Circuit> vary;
    private final BiFunction<Settings, Double, Settings> set;
    private final String path;

    private Axis(String name, Sweep sweep, String path, BiFunction<Circuit, Double, Circuit> vary, BiFunction<Settings, Double, Settings> set) {
        this.name = name;
        this.path = path;
        this.sweep = sweep;
        this.vary = vary;
        this.set = set;
    }

    /** The principal value of a component: the direct voltage of a source, the resistance of a resistor. */
    public static Axis value(String component, Sweep sweep) {
        return new Axis(component, sweep, component, (circuit, value) -> circuit.with(circuit.component(component).withValue(value)), (settings, value) -> settings);
    }

    /** The temperature [K]. */
    public static Axis temperature(Sweep sweep) {
        return new Axis("temperature", sweep, VariedNumbers.TEMPERATURE, (circuit, value) -> circuit, Settings::at);
    }

    /** Anything else: a function that makes the circuit of a value. Fast where names and wiring stay the same. */
    public static Axis of(String name, Sweep sweep, BiFunction<Circuit, Double, Circuit> vary) {
        return new Axis(name, sweep, null, vary, (settings, value) -> settings);
    }

    public String name() {
        return name;
    }

    public Sweep sweep() {
        return sweep;
    }

    /** The path of the number that it varies, as {@link Variants} have it; null if it is none. */
    String path() {
        return path;
    }

    Circuit vary(Circuit circuit, double value) {
        return vary.apply(circuit, value);
    }

    Settings set(Settings settings, double value) {
        return set.apply(settings, value);
    }
}
