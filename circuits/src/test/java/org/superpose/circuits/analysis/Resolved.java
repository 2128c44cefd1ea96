package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Settings;

/**
 * Derivatives of what an analysis gives after a number of the circuit by solving again: central differences at steps of h, h/4, h/16 ..., extrapolated (C. Ridders, <i>Accurate computation of F'(x) and F'(x) F''(x)</i>, Adv. Eng. Softw. 4, 75, 1982), of
 * which each result takes the entry of the table that differs least from its neighbours.
 */
public final class Resolved {
    /** Between steps. */
    private static final double FACTOR = 4;
    private static final int STEPS = 7;

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
        List<double[]> before = List.of();
        double[] best = null;
        double[] errors = null;
        double step = largestStep;
        for (int s = 0; s < STEPS; s++, step /= FACTOR) {
            double[] difference;
            try {
                double up = value + step;
                double down = value - step;
                double[] above = function.of(up);
                double[] below = function.of(down);
                difference = new double[above.length];
                for (int i = 0; i < difference.length; i++) {
                    difference[i] = (above[i] - below[i]) / (up - down);
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
            for (int k = 0; k < before.size(); k++, power *= FACTOR * FACTOR) {
                double[] next = new double[best.length];
                for (int i = 0; i < next.length; i++) {
                    next[i] = (row.get(k)[i] * power - before.get(k)[i]) / (power - 1);
                    double error = Math.max(Math.abs(next[i] - row.get(k)[i]), Math.abs(next[i] - before.get(k)[i]));
                    if (error < errors[i]) {
                        errors[i] = error;
                        best[i] = next[i];
                    }
                }
                row.add(next);
            }
            before = row;
        }
        return best == null ? null : new Slopes(best, errors);
    }
}
