package org.superpose.circuits.semiconductor;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.superpose.circuits.circuit.Adjustable;

/**
 * A model card: a name and the parameters that it states, by SPICE's names, which are not case-sensitive. Immutable; {@link #with} makes a changed copy. Values are SI: temperatures in kelvin.
 *
 * @param <M> the kind of model
 */
public abstract sealed class DeviceModel<M extends DeviceModel<M>> implements Adjustable permits DiodeModel, BipolarModel, FieldEffectModel {
    private final String name;
    private final Map<String, Double> given;

    DeviceModel(String name, Map<String, Double> given) {
        this.name = name;
        this.given = given;
    }

    /** The names that a card of this kind may use, their meaning and fallback; spellings of old map to the same parameter. */
    abstract Table table();

    abstract M copy(Map<String, Double> values);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Map<String, Double> numbers() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        table().all().forEach(parameter -> numbers.put(parameter.name(), value(parameter.name())));
        return numbers;
    }

    @Override
    public final Optional<String> spelled(String parameter) {
        return Optional.ofNullable(table().find(parameter)).map(ModelParameter::name);
    }

    /** This card with one value stated anew. */
    @Override
    public final M with(String parameter, double value) {
        ModelParameter known = table().find(name, parameter);
        if (!known.range().holds(value)) {
            throw new IllegalArgumentException("model " + name + ": " + known.name() + " (" + known.meaning() + ") must be " + known.range().words() + (known.unit().isEmpty() ? "" : " [" + known.unit() + "]")
                    + ", got " + value + "; see the parameters of a " + table().kind());
        }
        Map<String, Double> changed = new TreeMap<>(given);
        changed.put(known.name(), value);
        return copy(changed);
    }

    /** What the card states, or the fallback; NaN where the fallback depends on something else. */
    public final double value(String parameter) {
        ModelParameter known = table().find(name, parameter);
        return given.getOrDefault(known.name(), known.fallback());
    }

    /** Whether the card states a value. */
    public final boolean states(String parameter) {
        return given.containsKey(table().find(name, parameter).name());
    }

    /** Whether a parameter changes the answer in other simulators and has no place here: a card that states it, other than as 0, must not be read as if it did not. */
    public final boolean refuses(String parameter) {
        return table().refused.contains(parameter.toUpperCase(Locale.ROOT));
    }

    /** All that a card of this kind may state. */
    public final Collection<ModelParameter> parameters() {
        return table().all();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceModel<?> model && table() == model.table() && name.equals(model.name) && given.equals(model.given);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + given.hashCode();
    }

    @Override
    public String toString() {
        return table().kind() + " model " + name + " " + given;
    }

    /** The parameters of a kind of model. */
    static final class Table {
        private final String kind;
        private final Map<String, ModelParameter> byName = new LinkedHashMap<>();
        private final Map<String, String> spelling = new LinkedHashMap<>();
        private final Set<String> refused = new HashSet<>();

        Table(String kind) {
            this.kind = kind;
        }

        String kind() {
            return kind;
        }

        Table add(String name, String meaning, String unit, double fallback, ModelParameter.Range range) {
            byName.put(name, new ModelParameter(name, meaning, unit, fallback, range));
            return this;
        }

        /** A second spelling. */
        Table same(String other, String name) {
            spelling.put(other, name);
            return this;
        }

        /** Parameters that other simulators have and that change the answer, but are not built here. */
        Table refuse(String... names) {
            refused.addAll(List.of(names));
            return this;
        }

        Collection<ModelParameter> all() {
            return Collections.unmodifiableCollection(byName.values());
        }

        /** Null if there is none. */
        private ModelParameter find(String parameter) {
            ModelParameter found = byName.get(parameter);
            String upper = found == null ? parameter.toUpperCase(Locale.ROOT) : parameter;
            return found == null ? byName.get(spelling.getOrDefault(upper, upper)) : found;
        }

        ModelParameter find(String model, String parameter) {
            ModelParameter found = find(parameter);
            if (found == null) {
                throw new IllegalArgumentException("model " + model + ": a " + kind + " has no parameter " + parameter + "; it has " + String.join(" ", byName.keySet()));
            }
            return found;
        }
    }
}
