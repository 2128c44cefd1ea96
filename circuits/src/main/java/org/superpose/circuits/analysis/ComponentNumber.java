package org.superpose.circuits.analysis;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.superpose.circuits.circuit.Adjustable;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;

/**
 * A number of a component that is a public record: one of the record itself, of a public record in it (a geometry), or of an {@link Adjustable} in it (a model card).
 *
 * @param path of names, from the component inwards
 */
record ComponentNumber(Component component, List<String> path, double value) {
    /** What SPICE calls places that records of this project call by a word. */
    private static final Map<String, String> SPICE = Map.of("m", "multiplier", "w", "width", "l", "length", "temp", "temperature", "tc1", "linear", "tc2", "quadratic");

    /** All finite numbers of a component; none of one that is no public record. */
    static List<ComponentNumber> of(Component component) {
        List<ComponentNumber> found = new ArrayList<>();
        if (component instanceof Record parts) {
            collect(component, parts, List.of(), found);
        }
        return found;
    }

    /**
     * The number that a component calls so, without regard to case: by the name of its place ({@code resistance}, {@code area}), by SPICE's name of it ({@code m}, {@code w}), or by that of a card's number ({@code is}), which may have several ({@code cjo}, {@code cj0}). It may be one that is not stated.
     *
     * @return null if there is none
     */
    static ComponentNumber named(Component component, String name) {
        return component instanceof Record parts ? find(component, parts, List.of(), SPICE.getOrDefault(name.toLowerCase(Locale.ROOT), name)) : null;
    }

    /** What the principal value of a component sets. */
    static List<ComponentNumber> principals(Component component) {
        List<ComponentNumber> one = of(component.withValue(1));
        List<ComponentNumber> two = of(component.withValue(2));
        List<ComponentNumber> differ = new ArrayList<>();
        for (int n = 0; n < one.size(); n++) {
            if (one.get(n).value() != two.get(n).value()) {
                List<String> path = one.get(n).path();
                of(component).stream().filter(number -> number.path().equals(path)).forEach(differ::add);
            }
        }
        return differ;
    }

    /** The principal value of a component; null if it has none. */
    static ComponentNumber principal(Component component) {
        try {
            List<ComponentNumber> all = principals(component);
            return all.isEmpty() ? null : all.get(0);
        } catch (CircuitException e) {
            return null;
        }
    }

    /** Names of the cards in a component that others may share. */
    static List<String> cards(Component component) {
        List<String> names = new ArrayList<>();
        if (component instanceof Record parts) {
            for (RecordComponent part : parts.getClass().getRecordComponents()) {
                if (Adjustable.class.isAssignableFrom(part.getType()) && read(parts, part) instanceof Adjustable card && !card.name().isEmpty()) {
                    names.add(card.name());
                }
            }
        }
        return names;
    }

    private static ComponentNumber find(Component component, Record parts, List<String> path, String name) {
        for (RecordComponent part : parts.getClass().getRecordComponents()) {
            List<String> inner = new ArrayList<>(path);
            inner.add(part.getName());
            if (part.getType() == double.class) {
                if (part.getName().equalsIgnoreCase(name)) {
                    return new ComponentNumber(component, inner, (Double) read(parts, part));
                }
                continue;
            }
            Object value = read(parts, part);
            ComponentNumber found = null;
            if (value instanceof Adjustable card) {
                String own = card.spelled(name).orElse(null);
                if (own != null) {
                    inner.add(own);
                    return new ComponentNumber(component, inner, card.numbers().get(own));
                }
            } else if (value instanceof Record deeper) {
                found = find(component, deeper, inner, name);
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static void collect(Component component, Record parts, List<String> path, List<ComponentNumber> found) {
        for (RecordComponent part : parts.getClass().getRecordComponents()) {
            Object value = read(parts, part);
            List<String> inner = new ArrayList<>(path);
            inner.add(part.getName());
            if (value instanceof Double number && Double.isFinite(number)) {
                found.add(new ComponentNumber(component, inner, number));
            } else if (value instanceof Adjustable card) {
                card.numbers().forEach((name, number) -> {
                    if (Double.isFinite(number)) {
                        List<String> named = new ArrayList<>(inner);
                        named.add(name);
                        found.add(new ComponentNumber(component, named, number));
                    }
                });
            } else if (value instanceof Record deeper) {
                collect(component, deeper, inner, found);
            }
        }
    }

    /** How it is called: {@code resistance}, {@code BF}, {@code geometry.width}. */
    String name() {
        return path.get(0).equals("model") || path.get(0).equals("law") ? path.get(path.size() - 1) : String.join(".", path);
    }

    /**
     * The component with another number in this place.
     *
     * @throws IllegalArgumentException if it cannot have it
     */
    Component with(double other) {
        return (Component) with((Record) component, 0, other);
    }

    private Object with(Record parts, int depth, double other) {
        RecordComponent[] components = parts.getClass().getRecordComponents();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Object part = read(parts, components[i]);
            if (components[i].getName().equals(path.get(depth))) {
                part = depth == path.size() - 1 ? (Object) other : part instanceof Adjustable card ? card.with(path.get(depth + 1), other) : with((Record) part, depth + 1, other);
            }
            arguments[i] = part;
        }
        try {
            Constructor<?> constructor = parts.getClass().getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(component.name() + ": " + parts.getClass() + " is no public record", e);
        }
    }

    private static Object read(Record parts, RecordComponent part) {
        try {
            return part.getAccessor().invoke(parts);
        } catch (ReflectiveOperationException e) {
            return null;                                        // of a record that is not public
        }
    }
}
