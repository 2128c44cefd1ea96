package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.plan.CircuitPlan;

/**
 * Derivatives of what an analysis gives after a number of the circuit by solving again: central differences at steps of h, h/6, h/36 ..., extrapolated (C. Ridders, <i>Accurate computation of F'(x) and F'(x) F''(x)</i>, Adv. Eng. Softw. 4, 75, 1982), of
 * which each result takes the entry of the table that differs least from its neighbours.
 */
public final class Resolved {
    /** Between steps. */
    private static final double FACTOR = 6;
    private static final int STEPS = 6;
    /** Of a result, relative, and relative to the largest one, from which rounding comes into all: without it two equal differences of nothing but rounding would look like a derivative. */
    private static final double ROUNDING = 1e-14;
    private static final double ROUNDING_OF_LARGEST = 1e-15;

    /** What is computed of a circuit, starting from the operating point of the circuit as it is. */
    @FunctionalInterface
    public interface Results {
        double[] of(CircuitPlan plan);
    }

    /**
     * Derivatives and how far the table leaves them open.
     *
     * @param slopes of each result
     * @param errors estimate of the error of each
     */
    public record Slopes(double[] slopes, double[] errors) {
    }

    private Resolved() {
    }

    /** Derivatives after a number of a component. */
    public static Slopes slopes(CircuitPlan plan, Parameter parameter, Results results) {
        Circuit circuit = plan.circuit();
        ComponentNumber number = ComponentNumber.of(circuit.component(parameter.component())).stream().filter(each -> each.name().equals(parameter.number())).findFirst().orElseThrow();
        double largest = number.value() == 0 ? 1e-3 : 1e-2 * Math.abs(number.value());
        return slopes(number.value(), largest, value -> results.of(plan.variant(circuit.with(number.with(value)))));
    }

    /** A result for a value of the number; throws {@link RuntimeException} where there is none. */
    @FunctionalInterface
    public interface Function {
        double[] of(double value);
    }

    /** By Ridders' table. */
    public static Slopes slopes(double value, double largestStep, Function function) {
        boolean ends = ends(value, largestStep, function);      // nothing above it: one-sided differences, whose errors go with h², h³, h⁴ ...
        List<double[]> before = List.of();
        double[] best = null;
        double[] errors = null;
        double step = largestStep;
        for (int s = 0; s < STEPS; s++, step /= FACTOR) {
            double[] difference;
            double[] rounding;
            try {
                double up = ends ? value : value + step;
                double down = ends ? value - 2 * step : value - step;
                double[] above = function.of(up);
                double[] below = function.of(down);
                double[] between = ends ? function.of(value - step) : above;
                difference = new double[above.length];
                rounding = new double[above.length];
                double most = Arrays.stream(above).map(Math::abs).max().orElseThrow();
                if (s > 0 && Arrays.equals(above, below)) {
                    return new Slopes(difference, rounding);            // nothing depends on the number
                }
                for (int i = 0; i < difference.length; i++) {
                    difference[i] = (ends ? 3 * above[i] - 4 * between[i] + below[i] : above[i] - below[i]) / (up - down);
                    rounding[i] = (ROUNDING * Math.abs(above[i]) + ROUNDING_OF_LARGEST * most) / (up - down);
                }
            } catch (RuntimeException e) {
                before = List.of();
                continue;                                       // too far
            }
            if (best == null) {
                best = difference.clone();
                errors = new double[best.length];
                Arrays.fill(errors, Double.POSITIVE_INFINITY);
            }
            List<double[]> row = new ArrayList<>(List.of(difference));
            double power = FACTOR * FACTOR;
            for (int k = 0; k < before.size(); k++, power *= ends ? FACTOR : FACTOR * FACTOR) {
                double[] next = new double[best.length];
                for (int i = 0; i < next.length; i++) {
                    next[i] = (row.get(k)[i] * power - before.get(k)[i]) / (power - 1);
                    double error = Math.max(rounding[i], Math.max(Math.abs(next[i] - row.get(k)[i]), Math.abs(next[i] - before.get(k)[i])));
                    if (error < errors[i]) {
                        errors[i] = error;
                        best[i] = next[i];
                    }
                }
                row.add(next);
            }
            before = row;
        }
        if (best == null) {
            throw new AssertionError("no result near " + value);
        }
        return new Slopes(best, errors);
    }

    private static boolean ends(double value, double largestStep, Function function) {
        try {
            function.of(value + largestStep / 1e6);
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
