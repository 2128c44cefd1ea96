package org.superpose.circuits.spice;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.superpose.circuits.circuit.Physics;

/** Functions and constants of expressions: those of ngspice and PSpice that have one value. {@code log} is the natural logarithm, as in both. */
final class Functions {
    private static final Map<String, Function> ALL = new HashMap<>();
    private static final Map<String, Double> CONSTANTS = Map.of("pi", Math.PI, "e", Math.E, "echarge", Physics.ELEMENTARY_CHARGE, "boltz", Physics.BOLTZMANN, "kelvin", -273.15, "c", 299792458.0, "planck", 6.62607015e-34, "true", 1.0, "false", 0.0);

    /**
     * A function.
     *
     * @param least fewest arguments
     * @param most  most arguments
     */
    record Function(int least, int most, ToDoubleFunction<double[]> law) {
    }

    static {
        one("sqrt", Math::sqrt);
        one("abs", Math::abs);
        one("exp", Math::exp);
        one("ln", Math::log);
        one("log", Math::log);
        one("log10", Math::log10);
        one("db", x -> 20 * Math.log10(Math.abs(x)));
        one("sin", Math::sin);
        one("cos", Math::cos);
        one("tan", Math::tan);
        one("asin", Math::asin);
        one("acos", Math::acos);
        one("atan", Math::atan);
        one("arctan", Math::atan);
        one("sinh", Math::sinh);
        one("cosh", Math::cosh);
        one("tanh", Math::tanh);
        one("asinh", x -> Math.signum(x) * Math.log(Math.abs(x) + Math.sqrt(x * x + 1)));
        one("acosh", x -> Math.log(x + Math.sqrt(x * x - 1)));
        one("atanh", x -> 0.5 * Math.log((1 + x) / (1 - x)));
        one("int", x -> x < 0 ? Math.ceil(x) : Math.floor(x));
        one("nint", Math::rint);
        one("round", x -> Math.signum(x) * Math.floor(Math.abs(x) + 0.5));
        one("floor", Math::floor);
        one("ceil", Math::ceil);
        one("sgn", Math::signum);
        one("sign", Math::signum);
        one("u", x -> x > 0 ? 1 : 0);
        one("stp", x -> x > 0 ? 1 : 0);
        one("uramp", x -> Math.max(0, x));
        one("buf", x -> x > 0.5 ? 1 : 0);
        one("inv", x -> x > 0.5 ? 0 : 1);
        two("atan2", Math::atan2);
        two("hypot", Math::hypot);
        two("pow", Math::pow);
        two("pwr", (x, y) -> Math.pow(Math.abs(x), y));
        two("pwrs", (x, y) -> Math.signum(x) * Math.pow(Math.abs(x), y));
        two("min", Math::min);
        two("max", Math::max);
        ALL.put("limit", new Function(3, 3, x -> Math.max(Math.min(x[1], x[2]), Math.min(Math.max(x[1], x[2]), x[0]))));
        ALL.put("table", new Function(3, Integer.MAX_VALUE, Functions::table));
    }

    private Functions() {
    }

    /** A function by its name, or null. */
    static Function of(String name) {
        return ALL.get(name);
    }

    /** A constant by its name, or null. */
    static Double constant(String name) {
        return CONSTANTS.get(name);
    }

    private static void one(String name, DoubleUnaryOperator law) {
        ALL.put(name, new Function(1, 1, x -> law.applyAsDouble(x[0])));
    }

    private static void two(String name, DoubleBinaryOperator law) {
        ALL.put(name, new Function(2, 2, x -> law.applyAsDouble(x[0], x[1])));
    }

    /** Straight lines between points (x, y) with rising x; constant outside; NaN if a point is incomplete. */
    private static double table(double[] x) {
        if (x.length % 2 == 0) {
            return Double.NaN;
        }
        if (x[0] <= x[1]) {
            return x[2];
        }
        for (int i = 3; i < x.length; i += 2) {
            if (x[0] <= x[i]) {
                return x[i - 1] + (x[i + 1] - x[i - 1]) * (x[0] - x[i - 2]) / (x[i] - x[i - 2]);
            }
        }
        return x[x.length - 1];
    }
}
