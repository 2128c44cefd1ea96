package org.superpose.circuits.spice;

import java.util.Map;
import org.superpose.circuits.source.Formula;

/**
 * Functions whose value is drawn: those of ngspice and HSPICE (ngspice manual 39, section 2.9.5), {@code gauss(nominal, relative, sigmas) agauss(nominal, absolute, sigmas) unif(nominal, relative) aunif(nominal, absolute) limit(nominal, absolute)},
 * and those of LTspice, {@code gauss(sigma) flat(half width) mc(nominal, relative)}. Outside a Monte Carlo run each has its nominal value.
 */
final class RandomFunctions {
    static final String USAGE = "gauss(nominal, relative, sigmas), agauss(nominal, absolute, sigmas), unif(nominal, relative), aunif(nominal, absolute), limit(nominal, absolute), mc(nominal, relative), gauss(sigma), flat(half width)";
    private static final Map<String, Integer> ARGUMENTS = Map.of("gauss", 3, "agauss", 3, "unif", 2, "aunif", 2, "limit", 2, "mc", 2, "flat", 1);

    private RandomFunctions() {
    }

    /** Whether a function of so many arguments is drawn. */
    static boolean has(String name, int arguments) {
        return ARGUMENTS.getOrDefault(name, -1) == arguments || name.equals("gauss") && arguments == 1;
    }

    /** What it is in the sample of a scope. */
    static Formula of(String name, Expression[] arguments, Scope scope, Position position) {
        double[] x = new double[arguments.length];
        for (int i = 0; i < x.length; i++) {
            Formula formula = arguments[i].of(scope);
            if (!formula.isConstant()) {
                throw new SpiceException(position, "the arguments of " + name + " must be numbers, for they say how something is made; draw a parameter and use that");
            }
            x[i] = formula.number();
        }
        if (x.length == 3 && !(x[2] > 0)) {
            throw new SpiceException(position, "the third argument of " + name + " says how many standard deviations the second one is, so it must be positive, got " + x[2]);
        }
        Drawing drawing = scope.drawing();
        return Formula.constant(switch (name) {
            case "gauss" -> x.length == 1 ? x[0] * drawing.normal() : x[0] + x[0] * x[1] / x[2] * drawing.normal();
            case "agauss" -> x[0] + x[1] / x[2] * drawing.normal();
            case "unif", "mc" -> x[0] + x[0] * x[1] * drawing.uniform();
            case "aunif" -> x[0] + x[1] * drawing.uniform();
            case "limit" -> x[0] + x[1] * Math.signum(drawing.uniform());
            default -> x[0] * drawing.uniform();
        });
    }
}
