package org.superpose.circuits.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.superpose.circuits.circuit.Adjustable;

/**
 * A polynomial of several inputs with its coefficients in SPICE's order (Nagel, <i>SPICE2</i>, UCB/ERL M520, 1975, appendix on nonlinear dependent sources):
 * {@code p0 + p1 x1 + p2 x2 + … + x1 x1 + x1 x2 + … + x2 x2 + … + x1 x1 x1 + …}, by degree, and within a degree as a dictionary would sort the indices.
 */
public final class Polynomial implements Adjustable {
    private final int inputs;
    private final double[] coefficients;
    private final int[][] factors;                       // of each term: indices of its inputs, ascending

    private Polynomial(int inputs, double[] coefficients) {
        this.inputs = inputs;
        this.coefficients = coefficients;
        List<int[]> terms = new ArrayList<>();
        terms.add(new int[0]);
        for (int from = 0; terms.size() < coefficients.length;) {
            int to = terms.size();
            for (; from < to; from++) {                                       // each term of one degree, times each input not before its last
                int[] term = terms.get(from);
                for (int input = term.length == 0 ? 0 : term[term.length - 1]; input < inputs && terms.size() < coefficients.length; input++) {
                    int[] next = Arrays.copyOf(term, term.length + 1);
                    next[term.length] = input;
                    terms.add(next);
                }
            }
        }
        factors = terms.toArray(int[][]::new);
    }

    /**
     * A polynomial.
     *
     * @param inputs       how many, at least one
     * @param coefficients p0, p1, …, at least one, finite; those that are missing are 0
     */
    public static Polynomial of(int inputs, double... coefficients) {
        if (inputs < 1 || coefficients.length == 0) {
            throw new IllegalArgumentException("a polynomial needs an input and a coefficient, got " + inputs + " inputs and " + coefficients.length + " coefficients");
        }
        for (double coefficient : coefficients) {
            if (!Double.isFinite(coefficient)) {
                throw new IllegalArgumentException("coefficients of a polynomial must be finite, got " + Arrays.toString(coefficients));
            }
        }
        return new Polynomial(inputs, coefficients.clone());
    }

    /** {@code gain x1}. */
    public static Polynomial linear(double gain) {
        return of(1, 0, gain);
    }

    public int inputs() {
        return inputs;
    }

    /** p0, p1, … */
    public double[] coefficients() {
        return coefficients.clone();
    }

    /** The coefficients as {@code p0}, {@code p1}, … */
    @Override
    public Map<String, Double> numbers() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (int i = 0; i < coefficients.length; i++) {
            numbers.put("p" + i, coefficients[i]);
        }
        return numbers;
    }

    @Override
    public Polynomial with(String name, double value) {
        double[] changed = coefficients.clone();
        changed[Integer.parseInt(name.substring(1))] = value;
        return of(inputs, changed);
    }

    /** Whether it is {@code gain x1}. */
    boolean isLinear() {
        return inputs == 1 && coefficients.length == 2 && coefficients[0] == 0;
    }

    /** Whether its derivatives are the same everywhere. */
    boolean isStraight() {
        return Arrays.stream(factors).allMatch(term -> term.length <= 1);
    }

    /** Its value. Input j stands in {@code x[j][device]}, the derivative after it goes to {@code x[inputs + j][device]}. */
    double evaluate(double[][] x, int device) {
        for (int j = 0; j < inputs; j++) {
            x[inputs + j][device] = 0;
        }
        double sum = 0;
        for (int t = 0; t < factors.length; t++) {
            int[] term = factors[t];
            double value = coefficients[t];
            for (int input : term) {
                value *= x[input][device];
            }
            sum += value;
            for (int k = 0; k < term.length; k++) {
                double others = coefficients[t];
                for (int l = 0; l < term.length; l++) {
                    others *= l == k ? 1 : x[term[l]][device];
                }
                x[inputs + term[k]][device] += others;
            }
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Polynomial p && inputs == p.inputs && Arrays.equals(coefficients, p.coefficients);
    }

    @Override
    public int hashCode() {
        return 31 * inputs + Arrays.hashCode(coefficients);
    }

    @Override
    public String toString() {
        return "POLY(" + inputs + ") " + Arrays.toString(coefficients);
    }
}
