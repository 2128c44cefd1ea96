package org.superpose.circuits.spice;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.superpose.circuits.source.Formula;

/**
 * What names mean within an instance of a subcircuit or within a function. What is not defined there is looked up where the instance stands, as in ngspice. Parameters are evaluated when they are first used, in any order.
 */
final class Scope {
    private static final int DEEPEST = 500;
    private static final long MOST_STEPS = 20_000_000;
    private static final int MOST_OPERATIONS = 2_000_000;

    private final Scope outer;
    private final Body body;
    private final Map<String, Formula> values = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private final Map<Guard.Choice, Integer> taken = new HashMap<>();
    private final Steps steps;
    private Probe probe;
    private final String path;                  // of the instance, "" or "x1.x2."

    /** What a formula can see of the circuit. */
    interface Probe {
        /** The voltage from one node to another. */
        Formula voltage(String positive, String negative);

        /** The current of a component. */
        Formula current(String component);
    }

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
        private int operations;
        private int depth;
        private boolean temperature;
        private final Drawing drawing;

        Steps(Drawing drawing) {
            this.drawing = drawing;
        }
    }

    /** The outermost one. */
    Scope(Body body, Drawing drawing) {
        outer = null;
        this.body = body;
        path = "";
        steps = new Steps(drawing);
    }

    /** For formulas of results: all that is defined, and what is found is named as well. Their steps are counted apart. */
    static Scope ofResults(Scope deck) {
        return new Scope(deck, null, new Steps(new Drawing()));
    }

    private Scope(Scope outer, Body body, Steps steps) {
        this.outer = outer;
        this.body = body;
        this.steps = steps;
        path = "";
    }

    /** Within another one. */
    Scope(Scope outer, Body body) {
        this(outer, body, outer.path);
    }

    /** Of an instance of a subcircuit, by its path. */
    Scope(Scope outer, Body body, String path) {
        this.outer = outer;
        this.body = body;
        this.path = path;
        steps = outer.steps;
    }

    /** For formulas of the circuit, which see voltages, currents, the time and the temperature; parameters stay numbers. */
    Scope withCircuit(Probe seen) {
        Scope inner = new Scope(this, null);
        inner.probe = seen;
        inner.values.put("time", Formula.time());
        inner.values.put("temper", Formula.temperature());
        return inner;
    }

    /** What can be seen of the circuit, or null where only numbers are. */
    Probe probe() {
        return probe != null || outer == null ? probe : outer.probe();
    }

    Scope outer() {
        return outer;
    }

    /** What is defined here, or null within a function. */
    Body body() {
        return body;
    }

    void set(String name, double value) {
        values.put(name, Formula.constant(value));
    }

    void set(String name, Formula formula) {
        values.put(name, formula);
    }

    /** What a name stands for. */
    Formula named(String name, Position at) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Formula known = scope.values.get(name);
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
            return Formula.constant(constant);
        }
        if (name.equals("hertz")) {
            throw new SpiceException(at, "hertz, the frequency of an AC analysis, is not built; use a filter of resistors, capacitors and controlled sources");
        }
        throw new SpiceException(at, "\"" + name + "\" is not defined; define it with .param " + name + "=..., or correct the name");
    }

    private Formula evaluate(String name, Expression definition, Position at) {
        if (!underWay.add(name)) {
            throw new SpiceException(at, "parameter " + name + " depends on itself; break the circle");
        }
        Formula value = steps.drawing.at(".param " + path, name, () -> deeper(at, () -> definition.of(this)));
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

    /** What a function of the deck makes of its arguments. */
    Formula call(Function function, Formula[] arguments, Position at) {
        Scope inner = new Scope(this, null);
        for (int i = 0; i < arguments.length; i++) {
            inner.set(function.parameters().get(i), arguments[i]);
        }
        return deeper(at, () -> function.body().of(inner));
    }

    /** Evaluates within what is being evaluated. */
    Formula deeper(Position at, Supplier<Formula> what) {
        if (++steps.depth > DEEPEST) {
            throw new SpiceException(at, "expressions, functions and parameters are evaluated more than " + DEEPEST + " deep within each other; look for a function that calls itself");
        }
        Formula value = what.get();
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

    /** What expressions draw. */
    Drawing drawing() {
        return steps.drawing;
    }

    /** Of the instance of a subcircuit that it belongs to: "", "x1.x2.". */
    String path() {
        return path;
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

    /** Counts operations that stay in a formula. */
    Formula counted(Formula formula, int operations, Position at) {
        if (!formula.isConstant() && (steps.operations += operations) > MOST_OPERATIONS) {
            throw new SpiceException(at, "the formulas of this deck have more than " + MOST_OPERATIONS + " operations; look for functions that call each other over and over");
        }
        return formula;
    }
}
