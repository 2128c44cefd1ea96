package org.superpose.circuits.spice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

    ResultTable(String kind, String plotName, boolean complex, Receipt receipt) {
        this.kind = kind;
        this.plotName = plotName;
        this.complex = complex;
        this.receipt = receipt;
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

    /** {@code op}, {@code dc}, {@code ac}, {@code tran}, {@code noise}, {@code noise-total}. */
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
        return complex && column > 0;
    }

    private static String cell(String name) {
        return name.contains(",") || name.contains("\"") ? "\"" + name.replace("\"", "\"\"") + "\"" : name;
    }
}
