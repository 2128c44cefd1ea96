package org.superpose.circuits.spice;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a .measure card finds.
 *
 * @param name    of the measure
 * @param at      values of what .step varies, by name; none without .step
 * @param value   [SI]; none if the result does not have what is to be measured
 * @param unit    {@code V}, {@code s}, {@code V s}; "" where it is not known
 * @param failure why there is no value; "" if there is one
 */
public record Measured(String name, Map<String, Double> at, OptionalDouble value, String unit, String failure) {
    public Measured {
        at = Collections.unmodifiableMap(new LinkedHashMap<>(at));
        if (value.isPresent() != failure.isEmpty()) {
            throw new IllegalArgumentException(name + ": a measure has either a value or the reason why it has none");
        }
    }
}
