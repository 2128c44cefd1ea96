package org.superpose.circuits.spice;

import java.util.List;

/** A plot of a raw file, as another simulator or we wrote it: columns of numbers by their names. */
public final class RawPlot {
    private final String title;
    private final String name;
    private final boolean complex;
    private final List<String> names;
    private final List<String> types;
    private final double[][] real;
    private final double[][] imaginary;

    /** The arrays become the plot's own; a real plot has no imaginary ones. */
    RawPlot(String title, String name, boolean complex, List<String> names, List<String> types, double[][] real, double[][] imaginary) {
        this.title = title;
        this.name = name;
        this.complex = complex;
        this.names = List.copyOf(names);
        this.types = List.copyOf(types);
        this.real = real;
        this.imaginary = imaginary;
    }

    /** Of the deck. */
    public String title() {
        return title;
    }

    /** What was computed: {@code Transient Analysis}. */
    public String name() {
        return name;
    }

    /** Whether the columns are phasors. */
    public boolean isComplex() {
        return complex;
    }

    /** Whether the first column is what was swept: time, a frequency, the value of a source. */
    public boolean isSwept() {
        return switch (name) {
            case "Operating Point", "Integrated Noise", "Transfer Function", "Sensitivity per Cent" -> false;
            case "Sensitivity Analysis" -> complex;                             // in AC over frequency
            default -> true;
        };
    }

    /** Names of the columns as the file spells them: {@code time}, {@code V(out)}. */
    public List<String> names() {
        return names;
    }

    /** {@code voltage}, {@code current}, {@code time}, {@code device_current} and so on. */
    public String type(int column) {
        return types.get(column);
    }

    /** Number of points; a column of an unpadded plot may have fewer. */
    public int size() {
        return real.length == 0 ? 0 : real[0].length;
    }

    /** A column, or its real part [SI]. */
    public double[] real(int column) {
        return real[column].clone();
    }

    /** The imaginary part of a column; 0 where it is real. */
    public double[] imaginary(int column) {
        return complex ? imaginary[column].clone() : new double[real[column].length];
    }
}
