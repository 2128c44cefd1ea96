package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.plan.PlannedBank;
import org.superpose.circuits.solve.Equations;
import org.superpose.circuits.solve.Settings;

/**
 * Derivatives of what an analysis gives after a number of the circuit by solving again: central differences at steps of h, h/6, h/36 ..., extrapolated (C. Ridders, <i>Accurate computation of F'(x) and F'(x) F''(x)</i>, Adv. Eng. Softw. 4, 75, 1982), of
 * which each result takes the entry of the table that differs least from its neighbours.
 */
public final class Resolved {
    /** Between steps; no whole number, for rounding makes stairs of results, and of these two steps of a whole ratio can see the same slope. */
    private static final double FACTOR = 5.7;
    private static final int STEPS = 6;
    /** Largest step from 0, where nothing tells what a number is large against; and of what is over the square root of an area, some 1e-6 m: volts times metres. */
    private static final double FROM_ZERO = 1e-5;
    private static final double FROM_ZERO_OVER_LENGTH = 1e-7;
    private static final Set<String> OVER_LENGTH = Set.of("AVTO", "AKP", "AGAMMA");
    /** Changes of a number, relative, so small that results follow them by a parabola but for rounding, which may itself follow the smallest ones as a straight line. */
    private static final double[] TINY = {1e-7, 1e-5};
    private static final int POINTS = 6;
    /** Of a third difference of numbers that scatter by one: {@code √((2·3)!/(3!)²)}. */
    private static final double THIRD = Math.sqrt(20);
    /** Of what is wanted: a slope that is known so well is good. */
    private static final double GOOD = 1e-3;
    /** Of a result, relative: less is not believed of rounding, nor that the few results seen had the most of it. */
    private static final double LEAST_ROUNDING = 1e-15;
    private static final double UNSEEN = 4;

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

    /**
     * What rounding makes of each result: how far third differences over tiny changes of numbers are from 0 (J. Moré and S. Wild, <i>Estimating computational noise</i>, SIAM J. Sci. Comput. 33, 1292, 2011, eq. 2.3).
     */
    public static double[] noise(CircuitPlan plan, List<Parameter> numbers, Results results) {
        double[] present = results.of(plan);
        double[] noise = Arrays.stream(present).map(value -> LEAST_ROUNDING * Math.abs(value)).toArray();
        for (Parameter parameter : numbers) {
            ComponentNumber number = number(plan, parameter);
            for (double tiny : TINY) {
                double[][] y = new double[POINTS][];
                y[0] = present;
                try {
                    for (int k = 1; k < POINTS; k++) {
                        y[k] = results.of(with(plan, number, number.value() * (1 - k * tiny)));
                    }
                } catch (IllegalArgumentException e) {
                    continue;                                       // past the end of its range
                }
                for (int i = 0; i < noise.length; i++) {
                    for (int k = 0; k + 3 < POINTS; k++) {
                        noise[i] = Math.max(noise[i], UNSEEN / THIRD * Math.abs(y[k][i] - 3 * y[k + 1][i] + 3 * y[k + 2][i] - y[k + 3][i]));
                    }
                }
            }
        }
        return noise;
    }

    /**
     * What rounding of the entries of the matrix makes of phasors: {@code δX_u = −Σ μ_r δA_rc X_c} with the adjoint μ of the unknown u. Every entry of a device is off by half a unit in its last place where it is summed and by as much where it is eliminated, and those of
     * different entries add as squares (N. Higham, <i>Accuracy and Stability of Numerical Algorithms</i>, 2002, sections 2.8, 7.2 and 9.3). Where 1e-12 S of a junction stand beside a contact of 1 S the former are known to four digits, and tiny changes of its numbers
     * change nothing at all, so that {@link #noise} sees none of it.
     *
     * @param point values of all unknowns at the operating point
     * @return by frequency: of real parts of all unknowns, then of imaginary parts
     */
    public static double[] rounding(CircuitPlan plan, Settings settings, double[] point, double[] frequencies) {
        int size = plan.size();
        Bias bias = new Bias(plan, settings, point);
        SmallSignal linear = new SmallSignal(bias.equations);
        double[] all = new double[2 * frequencies.length * size];
        for (int f = 0; f < frequencies.length; f++) {
            linear.at(frequencies[f]);
            double[][] x = new double[2][size];
            SmallSignal.excitation(bias.equations, x[0], x[1]);
            linear.solve(x[0], x[1]);
            double[] ofRows = squares(bias.equations, 2 * Math.PI * frequencies[f], x);
            for (int u = 0; u < size; u++) {
                double[][] mu = new double[2][size];
                mu[0][u] = 1;
                linear.solveTransposed(mu[0], mu[1]);
                double sum = 0;
                for (int r = 0; r < size; r++) {
                    sum += (mu[0][r] * mu[0][r] + mu[1][r] * mu[1][r]) * ofRows[r];
                }
                all[2 * f * size + u] = Math.sqrt(sum);
                all[(2 * f + 1) * size + u] = all[2 * f * size + u];
            }
        }
        return all;
    }

    /** Of each row, the sum of |δA_rc X_c|² over the entries of all devices. */
    private static double[] squares(Equations equations, double omega, double[][] x) {
        CircuitPlan plan = equations.plan();
        double[] sums = new double[plan.size() + 1];
        for (int b = 0; b < plan.banks().size(); b++) {
            PlannedBank planned = plan.banks().get(b);
            Evaluation e = equations.evaluations().get(b);
            addSquares(planned, planned.bank().conductancePattern(), e.conductance, 1, x, sums);
            addSquares(planned, planned.bank().capacitancePattern(), e.capacitance, omega, x, sums);
        }
        return sums;
    }

    private static void addSquares(PlannedBank planned, int[][] pattern, double[][] values, double factor, double[][] x, double[] sums) {
        for (int p = 0; p < pattern.length; p++) {
            for (int i = 0; i < values[p].length; i++) {
                int column = planned.unknowns()[pattern[p][1]][i];
                double off = column < x[0].length ? factor * Math.ulp(values[p][i]) * Math.hypot(x[0][column], x[1][column]) : 0;
                sums[planned.unknowns()[pattern[p][0]][i]] += off * off;
            }
        }
    }

    /**
     * Derivatives after a number of a component.
     *
     * @param noise  of each result, see {@link #noise}
     * @param wanted how well each derivative is wanted
     */
    public static Slopes slopes(CircuitPlan plan, Parameter parameter, Results results, double[] noise, double[] wanted) {
        ComponentNumber number = number(plan, parameter);
        double fromZero = OVER_LENGTH.contains(number.name().toUpperCase(Locale.ROOT)) ? FROM_ZERO_OVER_LENGTH : FROM_ZERO;
        double largest = number.value() == 0 ? fromZero : 1e-2 * Math.abs(number.value());
        return slopes(number.value(), largest, value -> results.of(with(plan, number, value)), noise, wanted);
    }

    private static ComponentNumber number(CircuitPlan plan, Parameter parameter) {
        return ComponentNumber.of(plan.circuit().component(parameter.component())).stream().filter(each -> each.name().equals(parameter.number())).findFirst().orElseThrow();
    }

    private static CircuitPlan with(CircuitPlan plan, ComponentNumber number, double value) {
        return plan.variant(plan.circuit().with(number.with(value)));
    }

    /** A result for a value of the number; throws {@link RuntimeException} where there is none. */
    @FunctionalInterface
    interface Function {
        double[] of(double value);
    }

    /** By Ridders' table, as far down as is wanted. What is known well enough from larger steps is believed of smaller ones only within its error: below the stairs of rounding every curve is straight. */
    static Slopes slopes(double value, double largestStep, Function function, double[] noise, double[] wanted) {
        boolean ends = ends(value, largestStep, function);      // nothing above it: one-sided differences, whose errors go with h², h³, h⁴ ...
        List<double[]> before = List.of();
        double[] roundingBefore = null;
        double[] best = null;
        double[] errors = null;
        double step = largestStep;
        for (int s = 0; s < STEPS && !isGood(errors, wanted); s++, step /= FACTOR) {
            double[] difference;
            double[] rounding;
            boolean still;
            try {
                double up = ends ? value : value + step;
                double down = ends ? value - 2 * step : value - step;
                double[] above = function.of(up);
                double[] below = function.of(down);
                double[] between = ends ? function.of(value - step) : above;
                difference = new double[above.length];
                rounding = new double[above.length];
                still = s > 0 && Arrays.equals(above, below);
                for (int i = 0; i < difference.length; i++) {
                    difference[i] = (ends ? 3 * above[i] - 4 * between[i] + below[i] : above[i] - below[i]) / (up - down);
                    rounding[i] = (ends ? 8 : 2) * noise[i] / (up - down);
                }
            } catch (RuntimeException e) {
                before = List.of();
                continue;                                       // too far
            }
            if (best == null) {
                best = difference.clone();
                errors = new double[best.length];
                Arrays.fill(errors, Double.POSITIVE_INFINITY);
                roundingBefore = rounding;
            }
            if (still) {                                                // so small a step moves nothing, as far as rounding lets see
                for (int i = 0; i < errors.length; i++) {
                    errors[i] = errors[i] == Double.POSITIVE_INFINITY ? roundingBefore[i] : errors[i];
                }
                return new Slopes(best, errors);
            }
            List<double[]> row = new ArrayList<>(List.of(difference));
            double power = FACTOR * FACTOR;
            for (int k = 0; k < before.size(); k++, power *= ends ? FACTOR : FACTOR * FACTOR) {
                double[] next = new double[best.length];
                for (int i = 0; i < next.length; i++) {
                    next[i] = (row.get(k)[i] * power - before.get(k)[i]) / (power - 1);
                    double error = Math.max(rounding[i], Math.max(Math.abs(next[i] - row.get(k)[i]), Math.abs(next[i] - before.get(k)[i])));
                    if (error < errors[i] && (errors[i] > wanted[i] / 2 || Math.abs(next[i] - best[i]) <= errors[i])) {
                        errors[i] = error;
                        best[i] = next[i];
                    }
                    double straight = Math.max(roundingBefore[i], Math.abs(next[i] - before.get(k)[i]));      // the larger step alone, where rounding is worse than the bend
                    if (straight < errors[i] && errors[i] > wanted[i] / 2) {
                        errors[i] = straight;
                        best[i] = before.get(k)[i];
                    }
                }
                row.add(next);
            }
            before = row;
            roundingBefore = rounding;
        }
        if (best == null) {
            throw new AssertionError("no result near " + value);
        }
        return new Slopes(best, errors);
    }

    private static boolean isGood(double[] errors, double[] wanted) {
        for (int i = 0; errors != null && i < errors.length; i++) {
            if (!(errors[i] <= GOOD * wanted[i])) {
                return false;
            }
        }
        return errors != null;
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
