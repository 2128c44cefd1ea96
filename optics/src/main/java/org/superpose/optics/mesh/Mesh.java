package org.superpose.optics.mesh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.superpose.optics.wave.Complex;
import org.superpose.optics.wave.ComplexMatrix;

/**
 * N guides, N(N − 1)/2 interferometers between neighbours and a phase at each output: every N × N unitary, and nothing else as long as nothing is lost.
 */
public final class Mesh {
    /** Largest deviation from unitarity that is taken for rounding. */
    private static final double UNITARY = 1e-9;
    /** Guides of the largest mesh: some 130 000 interferometers. */
    static final int MOST_GUIDES = 512;
    /** Crosstalk below this is left out. */
    private static final double LEAST_CROSSTALK = 1e-9;

    private final int guides;
    private final List<Interferometer> interferometers;
    private final double[] outputPhase;

    private Mesh(int guides, List<Interferometer> interferometers, double[] outputPhase) {
        this.guides = guides;
        this.interferometers = List.copyOf(interferometers);
        this.outputPhase = outputPhase;
    }

    /**
     * The rectangular mesh, N columns deep: entries are nulled along diagonals, from the right and from the left in turn, and those from the left are then drawn through the
     * phases (Clements, Humphreys, Metcalf, Kolthammer and Walmsley, <i>Optimal design for universal multiport interferometers</i>, Optica 3, 1460 (2016), section 3).
     */
    public static Mesh clements(ComplexMatrix unitary) {
        Nulling nulling = new Nulling(unitary);
        int n = nulling.n;
        List<double[]> right = new ArrayList<>();
        List<double[]> left = new ArrayList<>();
        for (int diagonal = 1; diagonal < n; diagonal++) {
            for (int j = 0; j < diagonal; j++) {
                if (diagonal % 2 == 1) {
                    right.add(nulling.fromRight(n - 1 - j, diagonal - 1 - j));
                } else {
                    left.add(nulling.fromLeft(n - diagonal + j, j));
                }
            }
        }
        double[] phase = nulling.phases();
        for (int k = left.size() - 1; k >= 0; k--) {                 // T* D = D' T', met after all that came from the right
            double[] t = left.get(k);
            int m = (int) t[0];
            double below = phase[m + 1];
            right.add(new double[] {m, t[1], phase[m] - below});
            phase[m] = below + Math.PI - t[1] - t[2];
            phase[m + 1] = below + Math.PI - t[1];
        }
        return new Mesh(n, columns(n, right), phase);
    }

    /**
     * The triangular mesh, 2N − 3 columns deep: rows are nulled from below (Reck, Zeilinger, Bernstein and Bertani, <i>Experimental realization of any discrete unitary operator</i>,
     * Phys. Rev. Lett. 73, 58 (1994)). Its paths are of unequal length, so loss hurts it more.
     */
    public static Mesh reck(ComplexMatrix unitary) {
        Nulling nulling = new Nulling(unitary);
        List<double[]> right = new ArrayList<>();
        for (int row = nulling.n - 1; row > 0; row--) {
            for (int m = 0; m < row; m++) {
                right.add(nulling.fromRight(row, m));
            }
        }
        return new Mesh(nulling.n, columns(nulling.n, right), nulling.phases());
    }

    /** Each stands as far in front as the guides allow. @param settings guide, θ, φ in the order in which light meets them */
    private static List<Interferometer> columns(int guides, List<double[]> settings) {
        int[] free = new int[guides];
        List<Interferometer> placed = new ArrayList<>();
        for (double[] t : settings) {
            int m = (int) t[0];
            int column = Math.max(free[m], free[m + 1]);
            free[m] = column + 1;
            free[m + 1] = column + 1;
            placed.add(new Interferometer(m, column, turn(t[1]), turn(t[2])));
        }
        return placed;
    }

    /** A phase within one turn from 0 [rad]: heaters cannot cool. */
    private static double turn(double phase) {
        double turn = 2 * Math.PI;
        return phase - turn * Math.floor(phase / turn);
    }

    public int guides() {
        return guides;
    }

    /** In an order in which light may meet them. */
    public List<Interferometer> interferometers() {
        return interferometers;
    }

    /** Columns from input to output. */
    public int depth() {
        return interferometers.stream().mapToInt(Interferometer::column).max().orElse(-1) + 1;
    }

    /** Phases at the outputs [rad]; a copy. */
    public double[] outputPhases() {
        return outputPhase.clone();
    }

    /** The unitary of the perfect mesh, [output, input]. */
    public ComplexMatrix transfer() {
        double[] phases = new double[2 * interferometers.size() + guides];
        for (int k = 0; k < interferometers.size(); k++) {
            phases[2 * k] = interferometers.get(k).theta();
            phases[2 * k + 1] = interferometers.get(k).phi();
        }
        System.arraycopy(outputPhase, 0, phases, 2 * interferometers.size(), guides);
        double[] couplers = new double[2 * interferometers.size()];
        Arrays.fill(couplers, Math.PI / 4);
        return transfer(phases, couplers, 1);
    }

    /**
     * What one chip makes of it, [output, input]. Every phase is the one asked, plus what the other heaters add, φ′ = (1 + C) φ, plus its own error; C falls with the distance in guides and
     * columns.
     * @param random draws the chip: the same stream gives the same chip
     */
    public ComplexMatrix transfer(MeshErrors errors, RandomGenerator random) {
        int count = interferometers.size();
        double[] phases = heated(errors.crosstalk());
        double[] couplers = new double[2 * count];
        for (int k = 0; k < phases.length; k++) {
            phases[k] += errors.phaseError() * random.nextGaussian();
        }
        for (int k = 0; k < couplers.length; k++) {
            couplers[k] = Math.PI / 4 + errors.couplerError() * random.nextGaussian();
        }
        return transfer(phases, couplers, Math.sqrt(1 - errors.loss()));
    }

    /**
     * θ and φ of every interferometer, then the phases of the outputs, each with what its neighbours' heaters add. Heaters stand in rows half a pitch apart: φ in front of θ in each
     * column, the outputs' behind all.
     */
    private double[] heated(double crosstalk) {
        int count = interferometers.size();
        int rows = 2 * depth() + 1;
        double[][] asked = new double[rows][guides];
        for (Interferometer at : interferometers) {
            asked[2 * at.column()][at.guide()] = at.phi();
            asked[2 * at.column() + 1][at.guide()] = at.theta();
        }
        for (int g = 0; g < guides; g++) {
            asked[rows - 1][g] = turn(outputPhase[g]);
        }
        int reach = crosstalk == 0 ? 0 : (int) Math.min(rows + guides, Math.ceil(Math.log(LEAST_CROSSTALK) / Math.log(crosstalk)));
        double[][] coupling = new double[2 * reach + 1][reach + 1];
        for (int r = 0; r <= 2 * reach; r++) {
            for (int g = 0; g <= reach; g++) {
                coupling[r][g] = r + g == 0 ? 1 : Math.pow(crosstalk, Math.hypot(r / 2.0, g));
            }
        }
        double[] heated = new double[2 * count + guides];
        for (int k = 0; k < count; k++) {
            Interferometer at = interferometers.get(k);
            heated[2 * k] = heatedAt(2 * at.column() + 1, at.guide(), asked, coupling);
            heated[2 * k + 1] = heatedAt(2 * at.column(), at.guide(), asked, coupling);
        }
        for (int g = 0; g < guides; g++) {
            heated[2 * count + g] = heatedAt(rows - 1, g, asked, coupling);
        }
        return heated;
    }

    private double heatedAt(int row, int guide, double[][] asked, double[][] coupling) {
        int across = coupling[0].length - 1;
        double sum = 0;
        for (int r = Math.max(0, row - 2 * across); r <= Math.min(asked.length - 1, row + 2 * across); r++) {
            for (int g = Math.max(0, guide - across); g <= Math.min(guides - 1, guide + across); g++) {
                sum += coupling[Math.abs(r - row)][Math.abs(g - guide)] * asked[r][g];
            }
        }
        return sum;
    }

    private ComplexMatrix transfer(double[] phases, double[] couplers, double amplitude) {
        double[] t = new double[2 * guides * guides];
        for (int g = 0; g < guides; g++) {
            t[2 * (g * guides + g)] = 1;
        }
        for (int k = 0; k < interferometers.size(); k++) {
            Complex[] matrix = Interferometer.matrix(phases[2 * k], phases[2 * k + 1], couplers[2 * k], couplers[2 * k + 1]);
            rotateRows(t, guides, interferometers.get(k).guide(), matrix, amplitude);
        }
        for (int g = 0; g < guides; g++) {
            double re = Math.cos(phases[2 * interferometers.size() + g]);
            double im = Math.sin(phases[2 * interferometers.size() + g]);
            for (int c = 0; c < guides; c++) {
                int at = 2 * (g * guides + c);
                double product = t[at] * re - t[at + 1] * im;
                t[at + 1] = t[at] * im + t[at + 1] * re;
                t[at] = product;
            }
        }
        return ComplexMatrix.of(guides, guides, t);
    }

    /** Rows m and m + 1 times a 2 × 2 matrix from the left, times a factor. */
    private static void rotateRows(double[] t, int n, int m, Complex[] matrix, double factor) {
        for (int c = 0; c < n; c++) {
            int a = 2 * (m * n + c);
            int b = a + 2 * n;
            double aRe = t[a];
            double aIm = t[a + 1];
            double bRe = t[b];
            double bIm = t[b + 1];
            t[a] = factor * (matrix[0].re() * aRe - matrix[0].im() * aIm + matrix[1].re() * bRe - matrix[1].im() * bIm);
            t[a + 1] = factor * (matrix[0].re() * aIm + matrix[0].im() * aRe + matrix[1].re() * bIm + matrix[1].im() * bRe);
            t[b] = factor * (matrix[2].re() * aRe - matrix[2].im() * aIm + matrix[3].re() * bRe - matrix[3].im() * bIm);
            t[b + 1] = factor * (matrix[2].re() * aIm + matrix[2].im() * aRe + matrix[3].re() * bIm + matrix[3].im() * bRe);
        }
    }

    /** A unitary that is turned into a diagonal one, entry by entry. */
    private static final class Nulling {
        private final int n;
        private final double[] u;

        Nulling(ComplexMatrix unitary) {
            n = unitary.rows();
            if (unitary.columns() != n || n > MOST_GUIDES) {
                throw new IllegalArgumentException("mesh: a square matrix of at most " + MOST_GUIDES + " rows is needed, got " + n + " x " + unitary.columns());
            }
            double error = unitary.unitarityError();
            if (!(error <= UNITARY)) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "mesh: the matrix is not unitary, U* U differs from 1 by %.3g; a mesh without loss keeps all power:"
                        + " build other matrices with a MatrixProcessor", error));
            }
            u = unitary.entries();
        }

        private Complex at(int r, int c) {
            return new Complex(u[2 * (r * n + c)], u[2 * (r * n + c) + 1]);
        }

        /** U := U T* with T on columns m, m + 1, so that the entry in row r, column m vanishes. @return m, θ, φ */
        double[] fromRight(int r, int m) {
            Complex a = at(r, m);
            Complex b = at(r, m + 1);
            double theta = 2 * Math.atan2(b.abs(), a.abs());
            double phi = b.abs() == 0 || a.abs() == 0 ? 0 : a.phase() - b.phase() - Math.PI;
            Complex[] t = Interferometer.matrix(theta, phi, Math.PI / 4, Math.PI / 4);
            for (int row = 0; row < n; row++) {
                int k = 2 * (row * n + m);
                double aRe = u[k];
                double aIm = u[k + 1];
                double bRe = u[k + 2];
                double bIm = u[k + 3];
                u[k] = aRe * t[0].re() + aIm * t[0].im() + bRe * t[1].re() + bIm * t[1].im();
                u[k + 1] = aIm * t[0].re() - aRe * t[0].im() + bIm * t[1].re() - bRe * t[1].im();
                u[k + 2] = aRe * t[2].re() + aIm * t[2].im() + bRe * t[3].re() + bIm * t[3].im();
                u[k + 3] = aIm * t[2].re() - aRe * t[2].im() + bIm * t[3].re() - bRe * t[3].im();
            }
            return new double[] {m, theta, phi};
        }

        /** U := T U with T on rows r − 1, r, so that the entry in row r, column c vanishes. @return r − 1, θ, φ */
        double[] fromLeft(int r, int c) {
            Complex a = at(r - 1, c);
            Complex b = at(r, c);
            double theta = 2 * Math.atan2(a.abs(), b.abs());
            double phi = b.abs() == 0 || a.abs() == 0 ? 0 : b.phase() - a.phase();
            rotateRows(u, n, r - 1, Interferometer.matrix(theta, phi, Math.PI / 4, Math.PI / 4), 1);
            return new double[] {r - 1, theta, phi};
        }

        /** Phases of what is left on the diagonal [rad]. */
        double[] phases() {
            double[] phases = new double[n];
            for (int k = 0; k < n; k++) {
                phases[k] = at(k, k).phase();
            }
            return phases;
        }
    }
}
