package org.superpose.circuits.spice;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * What names mean within an instance of a subcircuit or within a function. What is not defined there is looked up where the instance stands, as in ngspice. Parameters are evaluated when they are first used, in any order.
 */
final class Scope {
    private static final int DEEPEST = 200;
    private static final long MOST_STEPS = 20_000_000;

    private final Scope outer;
    private final Body body;
    private final Map<String, Double> values = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private final Map<Guard.Choice, Integer> taken = new HashMap<>();
    private final Steps steps;

    /**
     * A function of a deck.
     *
     * @param parameters their names
     */
    record Function(List<String> parameters, Expression body) {
    }

    /** Counts what is evaluated in all scopes of a deck. */
    private static final class Steps {
        private long taken;
        private int depth;
        private boolean temperature;
    }

    /** The outermost one. */
    Scope(Body body) {
        outer = null;
        this.body = body;
        steps = new Steps();
    }

    /** Within another one. */
    Scope(Scope outer, Body body) {
        this.outer = outer;
        this.body = body;
        steps = outer.steps;
    }

    Scope outer() {
        return outer;
    }

    /** What is defined here, or null within a function. */
    Body body() {
        return body;
    }

    void set(String name, double value) {
        values.put(name, value);
    }

    /** The value of a parameter. */
    double value(String name, Position at) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Double known = scope.values.get(name);
            if (known != null) {
                steps.temperature |= scope.outer == null && (name.equals("temper") || name.equals("temp"));
                return known;
            }
            Expression definition = scope.body == null ? null : scope.body.parameter(name);
            if (definition != null) {
                return scope.evaluate(name, definition, at);
            }
        }
        Double constant = Functions.constant(name);
        if (constant != null) {
            return constant;
        }
        throw new SpiceException(at, "\"" + name + "\" is not defined; define it with .param " + name + "=..., or correct the name");
    }

    private double evaluate(String name, Expression definition, Position at) {
        if (!underWay.add(name)) {
            throw new SpiceException(at, "parameter " + name + " depends on itself; break the circle");
        }
        double value = deeper(at, () -> definition.value(this));
        underWay.remove(name);
        values.put(name, value);
        return value;
    }

    /** The function of a name, or null. */
    Function function(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Function found = scope.body == null ? null : scope.body.function(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The value of a function of the deck. */
    double call(Function function, double[] arguments, Position at) {
        Scope inner = new Scope(this, null);
        for (int i = 0; i < arguments.length; i++) {
            inner.set(function.parameters().get(i), arguments[i]);
        }
        return deeper(at, () -> function.body().value(inner));
    }

    private double deeper(Position at, DoubleSupplier what) {
        if (++steps.depth > DEEPEST) {
            throw new SpiceException(at, "functions and parameters call each other more than " + DEEPEST + " deep; look for a function that calls itself");
        }
        double value = what.getAsDouble();
        steps.depth--;
        return value;
    }

    /** Which arm of an .if is taken here, or −1. */
    int taken(Guard.Choice choice) {
        Integer known = taken.get(choice);
        if (known == null) {
            known = choice.taken(this);
            taken.put(choice, known);
        }
        return known;
    }

    /** Whether an expression has used the temperature so far. */
    boolean usesTemperature() {
        return steps.temperature;
    }

    /** Counts a step of evaluation. */
    void step(Position at) {
        if (++steps.taken > MOST_STEPS) {
            throw new SpiceException(at, "the expressions of this deck take more than " + MOST_STEPS + " steps to evaluate; look for functions that call each other over and over");
        }
    }
}
