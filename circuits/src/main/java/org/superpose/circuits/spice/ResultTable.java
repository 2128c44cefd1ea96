package org.superpose.circuits.spice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.superpose.circuits.solve.Receipt;

/** What an analysis found: columns of numbers by SPICE's names. The first column of all but an operating point is what was swept; more swept ones may follow it. */
public final class ResultTable {
    private final String kind;
    private final String plotName;
    private final boolean complex;
    private final Receipt receipt;
    private final List<String> names = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private final List<double[]> real = new ArrayList<>();
    private final List<double[]> imaginary = new ArrayList<>();
    private final List<Measured> measured = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private int swept;

    ResultTable(String kind, String plotName, boolean complex, Receipt receipt) {
        this.kind = kind;
        this.plotName = plotName;
        this.complex = complex;
        this.receipt = receipt;
    }

    /** Adds a column of what was swept; it stands before all others. */
    void addSwept(String name, String type, double[] values) {
        names.add(swept, name);
        types.add(swept, type);
        real.add(swept, values);
        imaginary.add(swept++, new double[values.length]);
    }

    void add(String name, String type, double[] values) {
        add(name, type, values, new double[values.length]);
    }

    void add(String name, String type, double[] re, double[] im) {
        names.add(name);
        types.add(type);
        real.add(re);
        imaginary.add(im);
    }

    void add(Measured result) {
        measured.add(result);
    }

    /** What the .measure and .four cards of the deck find in this result, in their order, for each point of .step. */
    public List<Measured> measured() {
        return Collections.unmodifiableList(measured);
    }

    /** Points of .step that have no solution, and why, a line each; their rows are not numbers. */
    public List<String> failures() {
        return Collections.unmodifiableList(failures);
    }

    /** In the place of the result of a point of .step that has none: rows as this one has them, of a transient run one, and nothing measured. */
    ResultTable failed(Map<String, Double> at, String why) {
        ResultTable nothing = new ResultTable(kind, plotName, complex, receipt);
        int rows = kind.equals("tran") ? 1 : size();
        for (int column = 0; column < names.size(); column++) {
            double[] empty = new double[rows];
            Arrays.fill(empty, Double.NaN);
            if (column >= swept) {
                nothing.add(names.get(column), types.get(column), empty);
            } else {
                nothing.addSwept(names.get(column), types.get(column), kind.equals("tran") ? empty : real.get(column).clone());
            }
        }
        measured.forEach(one -> nothing.add(new Measured(one.name(), at, OptionalDouble.empty(), "", why)));
        nothing.failures.add(at.entrySet().stream().map(entry -> entry.getKey() + " = " + entry.getValue()).collect(Collectors.joining(", ")) + ": " + why);
        return nothing;
    }

    /** How many of the columns, the first ones, tell what was swept or stepped. */
    public int swept() {
        return swept;
    }

    /** The columns of these names, behind those that were swept. */
    ResultTable columns(Set<String> wanted) {
        ResultTable part = new ResultTable(kind, plotName, complex, receipt);
        for (int column = 0; column < names.size(); column++) {
            if (column < swept) {
                part.addSwept(names.get(column), types.get(column), real.get(column));
            } else if (wanted.contains(names.get(column))) {
                part.add(names.get(column), types.get(column), real.get(column), imaginary.get(column));
            }
        }
        return part;
    }

    /** Columns of several tables over the same rows, each name once. */
    static ResultTable beside(List<ResultTable> parts) {
        ResultTable first = parts.get(0);
        ResultTable all = new ResultTable(first.kind, first.plotName, first.complex, first.receipt);
        for (ResultTable part : parts) {
            for (int column = 0; column < part.names.size(); column++) {
                if (all.names.contains(part.names.get(column))) {
                    continue;
                }
                if (column < part.swept) {
                    all.addSwept(part.names.get(column), part.types.get(column), part.real.get(column));
                } else {
                    all.add(part.names.get(column), part.types.get(column), part.real.get(column), part.imaginary.get(column));
                }
            }
        }
        return all;
    }

    /** Some of the rows. */
    ResultTable rows(int from, int to) {
        ResultTable part = new ResultTable(kind, plotName, complex, receipt);
        for (int column = 0; column < names.size(); column++) {
            double[] re = Arrays.copyOfRange(real.get(column), from, to);
            if (column < swept) {
                part.addSwept(names.get(column), types.get(column), re);
            } else {
                part.add(names.get(column), types.get(column), re, Arrays.copyOfRange(imaginary.get(column), from, to));
            }
        }
        return part;
    }

    /** The results at the points of .step behind each other, with the values of what was stepped as columns behind those that each of them sweeps. */
    static ResultTable joined(List<ResultTable> parts, List<Map<String, Double>> points) {
        ResultTable first = parts.get(0);
        ResultTable all = new ResultTable(first.kind, first.plotName, first.complex, Receipt.worst(parts.stream().map(ResultTable::receipt).toList()));
        int rows = 0;
        for (ResultTable part : parts) {
            if (!part.names.equals(first.names)) {
                throw new IllegalArgumentException("the circuit changes its nodes from one point of .step to another, from " + first.names + " to " + part.names + "; step values only, or run the deck once for each");
            }
            rows += part.size();
            part.measured.forEach(all::add);
            all.failures.addAll(part.failures);
        }
        for (int column = 0; column < first.names.size(); column++) {
            double[] re = new double[rows];
            double[] im = new double[rows];
            int at = 0;
            for (ResultTable part : parts) {
                System.arraycopy(part.real.get(column), 0, re, at, part.size());
                System.arraycopy(part.imaginary.get(column), 0, im, at, part.size());
                at += part.size();
            }
            if (column < first.swept) {
                all.addSwept(first.names.get(column), first.types.get(column), re);
            } else {
                all.add(first.names.get(column), first.types.get(column), re, im);
            }
        }
        for (String stepped : points.get(0).keySet()) {
            double[] values = new double[rows];
            int at = 0;
            for (int p = 0; p < parts.size(); p++) {
                Arrays.fill(values, at, at + parts.get(p).size(), points.get(p).get(stepped));
                at += parts.get(p).size();
            }
            all.addSwept(stepped, stepped.equals("temp") ? "temperature" : "notype", values);
        }
        return all;
    }

    /** {@code op}, {@code dc}, {@code ac}, {@code tran}, {@code noise}, {@code noise-total}, {@code tf}, {@code four}. */
    public String kind() {
        return kind;
    }

    /** What ngspice calls it: {@code Transient Analysis}. */
    public String plotName() {
        return plotName;
    }

    /** Whether the columns are phasors. */
    public boolean isComplex() {
        return complex;
    }

    /** How well the equations are met. */
    public Receipt receipt() {
        return receipt;
    }

    /** Names of the columns: {@code frequency}, {@code v(out)}, {@code i(v1)}. */
    public List<String> names() {
        return Collections.unmodifiableList(names);
    }

    /** {@code voltage}, {@code current}, {@code time}, {@code frequency}, {@code temperature}, {@code notype}. */
    public String type(int column) {
        return types.get(column);
    }

    /** Number of rows. */
    public int size() {
        return real.isEmpty() ? 0 : real.get(0).length;
    }

    /** A column, or the real part of one [SI]. */
    public double[] real(int column) {
        return real.get(column).clone();
    }

    /** The imaginary part of a column, 0 where it is real. */
    public double[] imaginary(int column) {
        return imaginary.get(column).clone();
    }

    /** A column by its name. */
    public double[] real(String name) {
        return real(index(name));
    }

    /** The imaginary part of a column by its name. */
    public double[] imaginary(String name) {
        return imaginary(index(name));
    }

    private int index(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("there is no column " + name + "; there are " + names);
        }
        return index;
    }

    double real(int column, int row) {
        return real.get(column)[row];
    }

    double imaginary(int column, int row) {
        return imaginary.get(column)[row];
    }

    /** Writes it as comma-separated values with a line of names. Of a phasor {@code v(out)} there are two columns as SPICE names its parts, {@code vr(out)} and {@code vi(out)}. */
    public void writeCsv(Appendable to) throws IOException {
        for (int column = 0; column < names.size(); column++) {
            String name = names.get(column);
            to.append(column == 0 ? "" : ",");
            if (isPhasor(column)) {
                to.append(cell(name.charAt(0) + "r" + name.substring(1))).append(',').append(cell(name.charAt(0) + "i" + name.substring(1)));
            } else {
                to.append(cell(name));
            }
        }
        to.append('\n');
        for (int row = 0; row < size(); row++) {
            for (int column = 0; column < names.size(); column++) {
                to.append(column == 0 ? "" : ",").append(Double.toString(real(column, row)));
                if (isPhasor(column)) {
                    to.append(',').append(Double.toString(imaginary(column, row)));
                }
            }
            to.append('\n');
        }
    }

    private boolean isPhasor(int column) {
        return complex && column >= swept;
    }

    private static String cell(String name) {
        return name.contains(",") || name.contains("\"") ? "\"" + name.replace("\"", "\"\"") + "\"" : name;
    }
}
