package org.superpose.circuits.analysis;

/**
 * A number on which a circuit depends.
 *
 * @param name      its path, {@code x1.q3.is}, or the name of a draw
 * @param component to which it belongs alone; "" for one of several components, the temperature, or a draw
 * @param number    what it is of that component: {@code resistance}, {@code BF}, {@code geometry.width}; "" where there is no such component
 * @param value     [SI]
 */
public record Parameter(String name, String component, String number, double value) {
    /** One that belongs to no single component. */
    Parameter(String name, double value) {
        this(name, "", "", value);
    }

    /** A number of a component. */
    Parameter(String name, ComponentNumber of) {
        this(name, of.component().name(), of.name(), of.value());
    }
}
