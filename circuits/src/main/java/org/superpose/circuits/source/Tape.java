package org.superpose.circuits.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A formula as a list of operations, each on the results of earlier ones, without repetitions. The slopes after all inputs come from one walk back (reverse accumulation: Griewank and Walther, <i>Evaluating Derivatives</i>, SIAM, 2008, chapter 3).
 * <p>Places: the voltages, the currents, the time, the temperature, then numbers and results in the order in which they are needed.
 */
final class Tape {
    private final List<SensedVoltage> voltages = new ArrayList<>();
    private final List<String> currents = new ArrayList<>();
    private final int time;
    private final boolean usesTime;
    private final Function[] function;                         // null: an input or a number
    private final Table[] table;
    private final double[] number;
    private final int[][] operand;                             // [3][size]
    private final int size;
    private final int result;

    /** An operation on places, or a number: what need not be there twice. */
    private record Step(Function function, Table table, double number, int a, int b, int c) {
    }

    Tape(Formula formula) {
        Map<Formula, Integer> place = new IdentityHashMap<>();
        collect(formula, place);
        time = voltages.size() + currents.size();
        usesTime = place.containsKey(Formula.time());
        place.clear();
        List<Step> steps = new ArrayList<>();
        result = place(formula, place, new HashMap<>(), steps);
        int first = time + 2;
        size = first + steps.size();
        function = new Function[size];
        table = new Table[size];
        number = new double[size];
        operand = new int[3][size];
        for (int s = 0; s < steps.size(); s++) {
            Step step = steps.get(s);
            function[first + s] = step.function;
            table[first + s] = step.table;
            number[first + s] = step.number;
            operand[0][first + s] = step.a;
            operand[1][first + s] = step.b;
            operand[2][first + s] = step.c;
        }
    }

    private void collect(Formula f, Map<Formula, Integer> seen) {
        if (seen.put(f, 0) != null) {
            return;
        }
        if (f.kind() == Formula.Kind.VOLTAGE && !voltages.contains(f.sensed())) {
            voltages.add(f.sensed());
        } else if (f.kind() == Formula.Kind.CURRENT && !currents.contains(f.component())) {
            currents.add(f.component());
        }
        for (Formula operand : f.operands()) {
            collect(operand, seen);
        }
    }

    private int place(Formula f, Map<Formula, Integer> places, Map<Step, Integer> known, List<Step> steps) {
        Integer before = places.get(f);
        if (before != null) {
            return before;
        }
        int place = switch (f.kind()) {
            case VOLTAGE -> voltages.indexOf(f.sensed());
            case CURRENT -> voltages.size() + currents.indexOf(f.component());
            case TIME -> time;
            case TEMPERATURE -> time + 1;
            default -> {
                int[] of = new int[3];
                for (int i = 0; i < f.operands().length; i++) {
                    of[i] = place(f.operands()[i], places, known, steps);
                }
                yield known.computeIfAbsent(new Step(f.function(), f.points(), f.isConstant() ? f.number() : 0, of[0], of[1], of[2]), step -> {
                    steps.add(step);
                    return time + 1 + steps.size();
                });
            }
        };
        places.put(f, place);
        return place;
    }

    List<String> currents() {
        return List.copyOf(currents);
    }

    List<SensedVoltage> voltages() {
        return List.copyOf(voltages);
    }

    boolean usesTime() {
        return usesTime;
    }

    /** Voltages and currents. */
    int inputs() {
        return time;
    }

    /** Whether all numbers in it are finite. */
    boolean isFinite() {
        for (double x : number) {
            if (!Double.isFinite(x)) {
                return false;
            }
        }
        return true;
    }

    /** Numbers that {@link #evaluate} needs room for. */
    int room() {
        return 2 * size;
    }

    /** Where {@link #evaluate} leaves the slope after an input. */
    int slope(int input) {
        return size + input;
    }

    /**
     * Computes value and slopes.
     *
     * @param w       in: the inputs in the first places; out: slopes
     * @param seconds time [s]
     * @param celsius temperature [°C]
     */
    double evaluate(double[] w, double seconds, double celsius) {
        w[time] = seconds;
        w[time + 1] = celsius;
        for (int k = time + 2; k < size; k++) {
            double a = w[operand[0][k]];
            w[k] = function[k] != null ? function[k].value(a, w[operand[1][k]], w[operand[2][k]]) : table[k] != null ? table[k].at(a) : number[k];
        }
        Arrays.fill(w, size, 2 * size, 0);
        w[size + result] = 1;
        for (int k = size - 1; k > time + 1; k--) {
            double share = w[size + k];
            if (share == 0) {
                continue;
            }
            if (table[k] != null) {
                w[size + operand[0][k]] += share * table[k].slope(w[operand[0][k]]);
            } else if (function[k] != null) {
                for (int i = 0; i < function[k].arguments(); i++) {
                    int from = size + operand[i][k];
                    w[from] = Function.bounded(w[from] + share * function[k].slope(i, w[operand[0][k]], w[operand[1][k]], w[operand[2][k]]));
                }
            }
        }
        return w[result];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tape that && voltages.equals(that.voltages) && currents.equals(that.currents) && Arrays.equals(function, that.function) && Arrays.equals(table, that.table) && Arrays.equals(number, that.number)
                && result == that.result && Arrays.deepEquals(operand, that.operand);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(function) + Arrays.deepHashCode(operand);
    }
}
