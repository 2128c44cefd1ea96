package org.superpose.circuits.characterisation;

import java.util.List;

/** What was found out about a cell: functions of the input, and how much of each a specimen has. */
public final class CharacterisedCell {
    private static final int KINDS = Bench.Kind.values().length;

    private final Bench bench;
    private final int threads;
    private final double weights;
    private final double fullScale;
    private final double[] largestPowers;
    private final FamilyBasis signal;
    private final FamilyBasis noise;
    private final Dependence dependence;

    CharacterisedCell(Bench bench, int threads, double weights, double fullScale, double[] largestPowers, FamilyBasis signal, FamilyBasis noise, Dependence dependence) {
        this.bench = bench;
        this.threads = threads;
        this.weights = weights;
        this.fullScale = fullScale;
        this.largestPowers = largestPowers;
        this.signal = signal;
        this.noise = noise;
        this.dependence = dependence;
    }

    public CellFamily family() {
        return bench.family();
    }

    /** Largest current of the nominal cell [A]. */
    public double fullScale() {
        return fullScale;
    }

    /** Functions that span the currents. */
    public FamilyBasis signal() {
        return signal;
    }

    /** Functions that span noise powers of every kind. */
    public FamilyBasis noise() {
        return noise;
    }

    /** Numbers of a specimen: coefficients of the current [A], then for each kind of noise its coefficients. */
    public int size() {
        return signal.rank() + KINDS * noise.rank();
    }

    /** Numbers of specimens, each measured on the bench at as many inputs as the bases have functions [specimens × {@link #size}]. */
    public double[][] measured(List<Specimen> specimens) {
        return Parallel.map(specimens.size(), threads, s -> measured(specimens.get(s))).toArray(double[][]::new);
    }

    private double[] measured(Specimen specimen) {
        double[] numbers = new double[size()];
        double[] of = new double[signal.rank()];
        signal.coefficients(bench.current(specimen, signal.points()), of);
        System.arraycopy(of, 0, numbers, 0, of.length);
        double[][] powers = bench.noise(specimen, noise.points());
        double[] ofKind = new double[noise.rank()];
        for (int kind = 0; kind < KINDS; kind++) {
            noise.coefficients(powers[kind], ofKind);
            System.arraycopy(ofKind, 0, numbers, of.length + kind * ofKind.length, ofKind.length);
        }
        return numbers;
    }

    /** Whether a specimen's weight and draws lie where the dependence of its numbers on them was found. */
    public boolean covers(Specimen specimen) {
        return dependence.covers(specimen);
    }

    /** Numbers of a specimen that is {@linkplain #covers covered}, from its weight and draws. */
    public void predict(Specimen specimen, double[] into) {
        if (!covers(specimen)) {
            throw new IllegalArgumentException("cell " + family().cell().netlist().name() + ": its weight or a part lies outside of what was characterised; measure it");
        }
        dependence.evaluate(specimen, into);
    }
}
