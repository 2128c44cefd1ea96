package org.superpose.circuits.spice;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.source.Formula;
import org.superpose.circuits.source.Function;

/** Functions and constants of expressions: those of ngspice, PSpice and LTspice that have one value. {@code log} is the natural logarithm, as in all of them. */
final class Functions {
    private static final Map<String, Named> ALL = new HashMap<>();
    private static final Map<String, Double> CONSTANTS = Map.of("pi", Math.PI, "e", Math.E, "echarge", Physics.ELEMENTARY_CHARGE, "boltz", Physics.BOLTZMANN, "kelvin", -273.15, "c", 299792458.0, "planck", 6.62607015e-34, "true", 1.0, "false", 0.0);
    private static final Formula ZERO = Formula.constant(0);
    private static final Formula ONE = Formula.constant(1);

    /**
     * A function.
     *
     * @param least fewest arguments
     * @param most  most arguments
     */
    record Named(int least, int most, java.util.function.Function<Formula[], Formula> law) {
    }

    static {
        one("sqrt", Function.SQRT::of);
        one("abs", Function.ABS::of);
        one("exp", Function.EXP::of);
        one("ln", Function.LN::of);
        one("log", Function.LN::of);
        one("log10", Function.LOG10::of);
        one("db", x -> Function.LOG10.of(Function.ABS.of(x)).times(20));
        one("sin", Function.SIN::of);
        one("cos", Function.COS::of);
        one("tan", Function.TAN::of);
        one("asin", Function.ASIN::of);
        one("arcsin", Function.ASIN::of);
        one("acos", Function.ACOS::of);
        one("arccos", Function.ACOS::of);
        one("atan", Function.ATAN::of);
        one("arctan", Function.ATAN::of);
        one("sinh", Function.SINH::of);
        one("cosh", Function.COSH::of);
        one("tanh", Function.TANH::of);
        one("asinh", Function.ASINH::of);
        one("acosh", Function.ACOSH::of);
        one("atanh", Function.ATANH::of);
        one("int", Functions::whole);
        one("nint", Function.NINT::of);
        one("round", x -> Function.SGN.of(x).times(Function.FLOOR.of(Function.ABS.of(x).plus(0.5))));
        one("floor", Function.FLOOR::of);
        one("ceil", Function.CEIL::of);
        one("sgn", Function.SGN::of);
        one("sign", Function.SGN::of);
        one("u", x -> Function.GREATER.of(x, ZERO));
        one("stp", x -> Function.GREATER.of(x, ZERO));
        one("u2", x -> between(x, ZERO, ONE));
        one("uramp", x -> Function.MAX.of(x, ZERO));
        one("buf", x -> Function.GREATER.of(x, Formula.constant(0.5)));
        one("inv", x -> Function.NOT.of(Function.GREATER.of(x, Formula.constant(0.5))));
        two("atan2", Functions::angle);
        two("hypot", (x, y) -> Function.SQRT.of(x.times(x).plus(y.times(y))));
        two("pow", Function.POWER::of);
        two("pwr", (x, y) -> Function.POWER.of(Function.ABS.of(x), y));
        two("pwrs", (x, y) -> Function.SGN.of(x).times(Function.POWER.of(Function.ABS.of(x), y)));
        two("min", Function.MIN::of);
        two("max", Function.MAX::of);
        ALL.put("limit", new Named(3, 3, x -> between(x[0], Function.MIN.of(x[1], x[2]), Function.MAX.of(x[1], x[2]))));
        ALL.put("table", new Named(3, Integer.MAX_VALUE, x -> table(x, false)));
        ALL.put("pwl", new Named(3, Integer.MAX_VALUE, x -> table(x, true)));
    }

    private Functions() {
    }

    /** A function by its name, or null. */
    static Named of(String name) {
        return ALL.get(name);
    }

    /** A constant by its name, or null. */
    static Double constant(String name) {
        return CONSTANTS.get(name);
    }

    /** How to do without a function that is not built. */
    static String mend(String name) {
        return switch (name) {
            case "ddt" -> "ddt is not built; put a capacitor of 1 F in series with a 0 V source across the voltage and use the current of that source";
            case "sdt", "idt", "idtmod" -> name + " is not built; let a current source fill a capacitor of 1 F and use its voltage";
            case "delay", "absdelay" -> name + " is not built; use a ladder of inductors and capacitors";
            case "laplace", "freq", "chebyshev" -> name + " is not built; use a filter of resistors, capacitors and controlled sources";
            case "gauss", "agauss", "unif", "aunif", "mc", "flat" -> name + " takes other arguments: " + RandomFunctions.USAGE;
            case "rand", "random", "white" -> name + " is not built; for tolerances there are " + RandomFunctions.USAGE;
            default -> "there is no function " + name + "; define it with .func, or correct the name";
        };
    }

    private static void one(String name, UnaryOperator<Formula> law) {
        ALL.put(name, new Named(1, 1, x -> law.apply(x[0])));
    }

    private static void two(String name, BinaryOperator<Formula> law) {
        ALL.put(name, new Named(2, 2, x -> law.apply(x[0], x[1])));
    }

    /** Towards zero. */
    private static Formula whole(Formula x) {
        return Function.SGN.of(x).times(Function.FLOOR.of(Function.ABS.of(x)));
    }

    /** {@code x % y}, with the sign of x. */
    static Formula remainder(Formula x, Formula y) {
        return x.minus(y.times(whole(x.over(y))));
    }

    private static Formula between(Formula x, Formula least, Formula most) {
        return Function.MAX.of(least, Function.MIN.of(most, x));
    }

    /** The angle of the point (x, y) against the x axis [rad], −π to π. */
    private static Formula angle(Formula y, Formula x) {
        Formula slope = Function.ATAN.of(y.over(x));
        Formula behind = Function.CHOOSE.of(Function.AT_LEAST.of(y, ZERO), slope.plus(Math.PI), slope.minus(Math.PI));
        return Function.CHOOSE.of(Function.GREATER.of(x, ZERO), slope, Function.CHOOSE.of(Function.LESS.of(x, ZERO), behind, Function.SGN.of(y).times(Math.PI / 2)));
    }

    /** Straight lines between points, x and then y of each; outside constant, or along the outer lines. */
    private static Formula table(Formula[] x, boolean onwards) {
        double[] numbers = new double[x.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            if (!x[i + 1].isConstant()) {
                throw new IllegalArgumentException("the points of a table must be numbers; this one has a formula in point " + (i / 2 + 1));
            }
            numbers[i] = x[i + 1].number();
        }
        return table(x[0], numbers, onwards);
    }

    /** Straight lines between points, x and then y of each; outside constant, or along the outer lines. */
    static Formula table(Formula x, double[] numbers, boolean onwards) {
        int points = numbers.length / 2;
        if (numbers.length % 2 != 0 || points == 0) {
            throw new IllegalArgumentException("a table needs pairs of numbers, got " + numbers.length + " numbers");
        }
        double[] xs = new double[points];
        double[] ys = new double[points];
        for (int p = 0; p < points; p++) {
            xs[p] = numbers[2 * p];
            ys[p] = numbers[2 * p + 1];
        }
        return onwards ? Formula.lines(x, xs, ys) : Formula.table(x, xs, ys);
    }
}
