package org.superpose.circuits.solve;

import java.util.Arrays;
import java.util.List;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.plan.Condensation;
import org.superpose.circuits.sparse.LuFactorization;
import org.superpose.circuits.sparse.Pivoting;
import org.superpose.circuits.sparse.SingularMatrixException;

/**
 * The factors of ∂F/∂x of {@link Equations}: inner nodes of devices are {@linkplain Condensation eliminated} first, many alike devices at a time in loops over contiguous rows that the JVM vectorises, and what is left is factored as a sparse matrix. Where the fixed order of the former will not
 * do, everything is left to the latter. Belongs to one thread; but for that nothing is allocated once there are pivots.
 */
final class NewtonMatrix {
    /** Devices at a time: the rows that they need stay in the nearest cache. */
    private static final int TILE = 128;
    /** A pivot will do if nothing in its column is so many times as large. */
    private static final double LARGEST = 1 / Pivoting.STANDARD.reuse();

    private final CircuitPlan plan;
    private final int threads;
    private Condensation form;
    private Elimination[] eliminations;
    private LuFactorization lu;
    private double[] values;
    private double[] right;
    private double[] rights = {};
    private final double[][] alone = new double[1][];

    /** For equations of a plan, or of one {@linkplain CircuitPlan#isLike like} it. */
    NewtonMatrix(CircuitPlan plan, int threads) {
        this.plan = plan;
        this.threads = threads;
        take(plan.condensed());
    }

    /** The same factors, for another thread. */
    NewtonMatrix(NewtonMatrix other) {
        plan = other.plan;
        threads = 1;
        take(other.form);
        for (int g = 0; g < eliminations.length; g++) {
            if (eliminations[g] != null) {
                eliminations[g].copy(other.eliminations[g]);
            }
        }
        System.arraycopy(other.values, 0, values, 0, values.length);
        lu.factor(values);
    }

    private void take(Condensation other) {
        form = other;
        eliminations = form.groups().stream().map(group -> group.inner > 0 ? new Elimination(group) : null).toArray(Elimination[]::new);
        lu = new LuFactorization(form.ordering());
        lu.share(threads);
        values = new double[form.pattern().entries()];
        right = new double[form.unknowns().length];
    }

    /** Takes the pivots that another one has, without its factors. */
    void takePivots(NewtonMatrix other) {
        if (form != other.form) {
            take(other.form);
        }
        lu.takePivots(other.lu);
    }

    /**
     * Factors the matrix at the x that was evaluated last, with the pivots of before where they will do.
     *
     * @return whether pivots were chosen anew
     * @throws SingularMatrixException  if there are no factors
     * @throws IllegalArgumentException if a number is not finite
     */
    boolean factor(Equations equations) {
        if (!equations.derived()) {
            throw new IllegalStateException("currents were evaluated without their derivatives");
        }
        boolean again = false;
        if (!assemble(equations)) {
            take(Condensation.none(plan));
            assemble(equations);
            again = true;
        }
        return lu.factorOrRefactor(values) || again;
    }

    /** The unknown that is to blame for a singular matrix. */
    int unknownOf(SingularMatrixException e) {
        return form.unknowns()[e.columns().length > 0 ? e.columns()[0] : e.rows()[0]];
    }

    private boolean assemble(Equations equations) {
        List<Evaluation> evaluations = equations.evaluations();
        double rate = equations.rate();
        Arrays.fill(values, 0);
        boolean fit = true;
        for (int g = 0; g < eliminations.length && fit; g++) {
            Condensation.Group group = form.groups().get(g);
            Evaluation e = evaluations.get(group.bank);
            if (eliminations[g] != null) {
                fit = eliminations[g].run(e, rate, equations);
                continue;
            }
            add(group, group.conductanceEntry, e.conductance, 1);
            if (rate != 0) {
                add(group, group.capacitanceEntry, e.capacitance, rate);
            }
        }
        int[] diagonal = form.diagonals();
        for (int i = 0; i < diagonal.length && equations.pulls(); i++) {
            double pull = equations.pull(i);
            if (pull != 0 && diagonal[i] >= 0) {
                values[diagonal[i]] += pull;
            }
        }
        return fit;
    }

    private void add(Condensation.Group group, int[] entries, double[][] of, double factor) {
        double[] into = values;
        int[] device = group.device;
        for (int p = 0; p < entries.length; p++) {
            if (entries[p] >= 0) {
                int[] slot = group.slot[entries[p]];
                double[] value = of[p];
                for (int i = 0; i < slot.length; i++) {
                    into[slot[i]] += factor * value[device[i]];
                }
            }
        }
    }

    /**
     * Solves for a step.
     *
     * @param b right side by the unknowns of the plan, overwritten by the solution
     */
    void solve(double[] b) {
        alone[0] = b;
        fetch(b, right, 0, 1);
        for (Elimination elimination : eliminations) {
            if (elimination != null) {
                elimination.forward(alone, 1, right, 1);
            }
        }
        lu.solve(right);
        store(b, right, 0, 1);
        for (Elimination elimination : eliminations) {
            if (elimination != null) {
                elimination.back(alone, 1);
            }
        }
    }

    /**
     * Solves for several steps at once, which takes less than one after another and gives the same bits.
     *
     * @param b     right sides by the unknowns of the plan, overwritten by the solutions
     * @param count of them, at most {@link LuFactorization#TOGETHER}
     */
    void solve(double[][] b, int count) {
        int stride = LuFactorization.TOGETHER;
        if (count <= 1) {
            for (int s = 0; s < count; s++) {
                solve(b[s]);
            }
            return;
        }
        if (rights.length != stride * right.length) {
            rights = new double[stride * right.length];
        }
        for (int s = 0; s < stride; s++) {
            fetch(b[Math.min(s, count - 1)], rights, s, stride);
        }
        for (Elimination elimination : eliminations) {
            if (elimination != null) {
                elimination.forward(b, count, rights, stride);
            }
        }
        lu.solveTogether(rights);
        for (int s = 0; s < count; s++) {
            store(b[s], rights, s, stride);
        }
        for (Elimination elimination : eliminations) {
            if (elimination != null) {
                elimination.back(b, count);
            }
        }
    }

    private void fetch(double[] b, double[] r, int at, int stride) {
        int[] unknown = form.unknowns();
        for (int i = 0; i < unknown.length; i++) {
            r[i * stride + at] = b[unknown[i]];
        }
    }

    private void store(double[] b, double[] r, int at, int stride) {
        int[] unknown = form.unknowns();
        for (int i = 0; i < unknown.length; i++) {
            b[unknown[i]] = r[i * stride + at];
        }
    }

    /** The small matrices of devices of one shape, {@code [tile][entry][device]}: after {@link #run} the inner pivots inverted, below them the multipliers, beside them the rows of U over their pivots. */
    private final class Elimination {
        private final Condensation.Group group;
        private final int nodes;
        private final int inner;
        private final double[][][] tiles;
        private final double[][] x;             // by nodes
        private final int[][] rows;             // of the sparse matrix, by nodes that are not eliminated

        Elimination(Condensation.Group group) {
            this.group = group;
            nodes = group.unknown.length;
            inner = group.inner;
            rows = new int[nodes][];
            for (int k = inner; k < nodes; k++) {
                rows[k] = Arrays.stream(group.unknown[k]).map(unknown -> form.rows()[unknown]).toArray();
            }
            int n = group.device.length;
            int most = Math.min(n, TILE);
            x = new double[nodes][most];
            tiles = new double[(n + most - 1) / most][group.entries][];
            double[][] passing = new double[group.entries][];           // what goes on into the sparse matrix need not be kept
            for (int e = 0; e < passing.length; e++) {
                passing[e] = group.slot[e] == null ? null : new double[most];
            }
            for (double[][] tile : tiles) {
                for (int e = 0; e < passing.length; e++) {
                    tile[e] = passing[e] == null ? new double[most] : passing[e];
                }
            }
        }

        void copy(Elimination other) {
            for (int t = 0; t < tiles.length; t++) {
                for (int e = 0; e < group.entries; e++) {
                    System.arraycopy(other.tiles[t][e], 0, tiles[t][e], 0, tiles[t][e].length);
                }
            }
        }

        private int end(int first) {
            return Math.min(group.device.length, first + TILE);
        }

        /** Eliminates and adds what is left to the sparse matrix; false if a pivot will not do. */
        boolean run(Evaluation evaluation, double rate, Equations equations) {
            for (int t = 0, first = 0; t < tiles.length; t++, first += TILE) {
                double[][] a = tiles[t];
                int end = end(first);
                int n = end - first;
                for (double[] row : a) {
                    Arrays.fill(row, 0);
                }
                gather(a, group.conductanceEntry, evaluation.conductance, first, n);
                if (rate != 0) {
                    gather(a, group.capacitanceEntry, evaluation.capacitance, rate, first, n);
                }
                for (int k = 0; k < inner; k++) {
                    double[] own = a[group.entry[k][k]];
                    int[] unknown = group.unknown[k];
                    for (int i = 0; i < n && equations.pulls(); i++) {
                        own[i] += equations.pull(unknown[first + i]);
                    }
                    if (!eliminate(a, k, n)) {
                        return false;
                    }
                }
                for (int e = 0; e < a.length; e++) {
                    if (group.slot[e] != null) {
                        scatter(a[e], group.slot[e], first, n);
                    }
                }
            }
            return true;
        }

        private void gather(double[][] a, int[] entries, double[][] of, int first, int n) {
            int[] device = group.device;
            for (int p = 0; p < entries.length; p++) {
                if (entries[p] >= 0) {
                    double[] into = a[entries[p]];
                    double[] value = of[p];
                    for (int i = 0; i < n; i++) {
                        into[i] += value[device[first + i]];
                    }
                }
            }
        }

        private void gather(double[][] a, int[] entries, double[][] of, double factor, int first, int n) {
            int[] device = group.device;
            for (int p = 0; p < entries.length; p++) {
                if (entries[p] >= 0) {
                    double[] into = a[entries[p]];
                    double[] value = of[p];
                    for (int i = 0; i < n; i++) {
                        into[i] += factor * value[device[first + i]];
                    }
                }
            }
        }

        private void scatter(double[] row, int[] slot, int first, int n) {
            double[] into = values;
            for (int i = 0; i < n; i++) {
                into[slot[first + i]] += row[i];
            }
        }

        private boolean eliminate(double[][] a, int k, int n) {
            int[][] entry = group.entry;
            double[] pivot = a[entry[k][k]];
            invert(pivot, n);
            double[] most = x[0];
            Arrays.fill(most, 0, n, 0);
            for (int i = k + 1; i < nodes; i++) {
                if (entry[i][k] >= 0) {
                    double[] multiplier = a[entry[i][k]];
                    multiply(multiplier, pivot, n);
                    addMagnitude(most, multiplier, n);
                    for (int j = k + 1; j < nodes; j++) {
                        if (entry[k][j] >= 0) {
                            subtractProduct(a[entry[i][j]], multiplier, a[entry[k][j]], n);
                        }
                    }
                }
            }
            for (int j = k + 1; j < nodes; j++) {
                if (entry[k][j] >= 0) {
                    multiply(a[entry[k][j]], pivot, n);
                }
            }
            for (int i = 0; i < n; i++) {
                if (!(most[i] <= LARGEST && Math.abs(pivot[i]) <= Double.MAX_VALUE)) {
                    return false;
                }
            }
            return true;
        }

        /** Eliminates inner nodes from right sides; what that adds to those of the sparse matrix goes there, one of them every {@code stride} numbers. */
        void forward(double[][] b, int count, double[] r, int stride) {
            for (int t = 0, first = 0; t < tiles.length; t++, first += TILE) {
                for (int s = 0; s < count; s++) {
                    forward(tiles[t], first, b[s], r, s, stride);
                }
            }
        }

        private void forward(double[][] a, int first, double[] b, double[] r, int at, int stride) {
            int n = end(first) - first;
            for (int k = 0; k < inner; k++) {
                int[] unknown = group.unknown[k];
                for (int i = 0; i < n; i++) {
                    x[k][i] = b[unknown[first + i]];
                }
            }
            for (int k = inner; k < nodes; k++) {
                Arrays.fill(x[k], 0);
            }
            for (int k = 0; k < inner; k++) {
                for (int i = k + 1; i < nodes; i++) {
                    if (group.entry[i][k] >= 0) {
                        subtractProduct(x[i], a[group.entry[i][k]], x[k], n);
                    }
                }
            }
            for (int k = 0; k < inner; k++) {
                int[] unknown = group.unknown[k];
                for (int i = 0; i < n; i++) {
                    b[unknown[first + i]] = x[k][i];
                }
            }
            for (int k = inner; k < nodes; k++) {
                int[] row = rows[k];
                double[] passed = x[k];
                for (int i = 0; i < n; i++) {
                    r[row[first + i] * stride + at] += passed[i];
                }
            }
        }

        /** Finds the voltages of inner nodes from those of the others. */
        void back(double[][] b, int count) {
            for (int t = 0, first = 0; t < tiles.length; t++, first += TILE) {
                for (int s = 0; s < count; s++) {
                    back(tiles[t], first, b[s]);
                }
            }
        }

        private void back(double[][] a, int first, double[] b) {
            int n = end(first) - first;
            for (int k = 0; k < nodes; k++) {
                int[] unknown = group.unknown[k];
                for (int i = 0; i < n; i++) {
                    x[k][i] = b[unknown[first + i]];
                }
            }
            for (int k = inner - 1; k >= 0; k--) {
                multiply(x[k], a[group.entry[k][k]], n);
                for (int j = k + 1; j < nodes; j++) {
                    if (group.entry[k][j] >= 0) {
                        subtractProduct(x[k], a[group.entry[k][j]], x[j], n);
                    }
                }
                int[] unknown = group.unknown[k];
                for (int i = 0; i < n; i++) {
                    b[unknown[first + i]] = x[k][i];
                }
            }
        }
    }

    private static void invert(double[] a, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = 1 / a[i];
        }
    }

    private static void multiply(double[] a, double[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] *= b[i];
        }
    }

    private static void addMagnitude(double[] a, double[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] += Math.abs(b[i]);
        }
    }

    private static void subtractProduct(double[] a, double[] b, double[] c, int n) {
        for (int i = 0; i < n; i++) {
            a[i] -= b[i] * c[i];
        }
    }
}
