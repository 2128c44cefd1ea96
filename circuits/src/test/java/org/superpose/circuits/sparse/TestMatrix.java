package org.superpose.circuits.sparse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/** A pattern with values, made by stamping as a circuit is: values at one place add up. */
final class TestMatrix {
    final SparsityPattern pattern;
    final double[] values;

    private TestMatrix(SparsityPattern pattern, double[] values) {
        this.pattern = pattern;
        this.values = values;
    }

    static final class Stamps {
        private final int size;
        private final List<int[]> places = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();

        Stamps(int size) {
            this.size = size;
        }

        /** Row or column -1 is ground. */
        Stamps add(int row, int column, double value) {
            if (row >= 0 && column >= 0) {
                places.add(new int[] {row, column});
                values.add(value);
            }
            return this;
        }

        Stamps conductance(int a, int b, double g) {
            return add(a, a, g).add(b, b, g).add(a, b, -g).add(b, a, -g);
        }

        Stamps transconductance(int out, int back, int plus, int minus, double g) {
            return add(out, plus, g).add(out, minus, -g).add(back, plus, -g).add(back, minus, g);
        }

        Stamps voltageSource(int branch, int plus, int minus) {
            return add(branch, plus, 1).add(plus, branch, 1).add(branch, minus, -1).add(minus, branch, -1);
        }

        TestMatrix build() {
            SparsityPattern.Builder builder = SparsityPattern.builder(size);
            places.forEach(p -> builder.add(p[0], p[1]));
            SparsityPattern pattern = builder.build();
            double[] sums = new double[pattern.entries()];
            for (int e = 0; e < values.size(); e++) {
                sums[pattern.slot(places.get(e)[0], places.get(e)[1])] += values.get(e);
            }
            return new TestMatrix(pattern, sums);
        }
    }

    int size() {
        return pattern.size();
    }

    TestMatrix with(double[] others) {
        return new TestMatrix(pattern, others);
    }

    /** Every value multiplied by a factor between 1 - spread and 1 + spread. */
    TestMatrix varied(double spread, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return with(Arrays.stream(values).map(v -> v * (1 + spread * (2 * random.nextDouble() - 1))).toArray());
    }

    double[] times(double[] x) {
        double[] y = new double[size()];
        for (int j = 0; j < size(); j++) {
            for (int p = pattern.starts()[j]; p < pattern.starts()[j + 1]; p++) {
                y[pattern.rows()[p]] += values[p] * x[j];
            }
        }
        return y;
    }

    double[] transposedTimes(double[] x) {
        double[] y = new double[size()];
        for (int j = 0; j < size(); j++) {
            for (int p = pattern.starts()[j]; p < pattern.starts()[j + 1]; p++) {
                y[j] += values[p] * x[pattern.rows()[p]];
            }
        }
        return y;
    }

    /** |A| |x| + |b|, by rows: what rounding of one residual is measured by. */
    double[] weights(double[] x, double[] b) {
        double[] w = Arrays.stream(b).map(Math::abs).toArray();
        for (int j = 0; j < size(); j++) {
            for (int p = pattern.starts()[j]; p < pattern.starts()[j + 1]; p++) {
                w[pattern.rows()[p]] += Math.abs(values[p] * x[j]);
            }
        }
        return w;
    }

    double normInfinity() {
        double[] sums = new double[size()];
        for (int p = 0; p < values.length; p++) {
            sums[pattern.rows()[p]] += Math.abs(values[p]);
        }
        return Arrays.stream(sums).max().orElse(0);
    }

    DMatrixRMaj dense() {
        DMatrixRMaj a = new DMatrixRMaj(size(), size());
        for (int j = 0; j < size(); j++) {
            for (int p = pattern.starts()[j]; p < pattern.starts()[j + 1]; p++) {
                a.set(pattern.rows()[p], j, values[p]);
            }
        }
        return a;
    }

    static double[] randomVector(int n, long seed) {
        return new SplittableRandom(seed).doubles(n, -1, 1).toArray();
    }

    /** A square grid of conductances, every node also tied to ground. */
    static TestMatrix grid(int side, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Stamps stamps = new Stamps(side * side);
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                int node = i * side + j;
                stamps.conductance(node, -1, 0.01 + random.nextDouble());
                if (i + 1 < side) {
                    stamps.conductance(node, node + side, 0.5 + random.nextDouble());
                }
                if (j + 1 < side) {
                    stamps.conductance(node, node + 1, 0.5 + random.nextDouble());
                }
            }
        }
        return stamps.build();
    }

    /** A crossbar with the resistance of its wires: side² nodes on the row wires, side² on the column wires, a cell at each crossing. */
    static TestMatrix crossbar(int side, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Stamps stamps = new Stamps(2 * side * side);
        double wire = 1 / 2.5;                  // [S]
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                int row = i * side + j;
                int column = side * side + row;
                stamps.conductance(row, column, 1e-6 + 1e-4 * random.nextDouble());
                stamps.conductance(row, j == 0 ? -1 : row - 1, wire);
                stamps.conductance(column, i == 0 ? -1 : column - side, wire);
            }
        }
        return stamps.build();
    }

    /** Random entries at random places, with one row for each column so that it is not structurally singular: nothing about it is symmetric. */
    static TestMatrix random(int n, double perColumn, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Stamps stamps = new Stamps(n);
        int[] shuffled = permutation(n, random);
        for (int j = 0; j < n; j++) {
            stamps.add(shuffled[j], j, random.nextDouble(-1, 1));
            for (int e = 0; e < perColumn; e++) {
                stamps.add(random.nextInt(n), j, random.nextDouble(-1, 1));
            }
        }
        return stamps.build();
    }

    /**
     * Modified nodal analysis of cells of two transistors each on common supply rails: conductances over nine decades, transconductances, and voltage
     * sources with their zeros on the diagonal, some of them floating.
     */
    static TestMatrix circuit(int cells, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int perCell = 7;                        // input, base, collector, emitter, output, two branches
        Stamps stamps = new Stamps(cells * perCell + 2);
        int supply = cells * perCell;
        stamps.voltageSource(supply + 1, supply, -1);
        for (int c = 0; c < cells; c++) {
            int input = c * perCell;
            int base = input + 1;
            int collector = input + 2;
            int emitter = input + 3;
            int output = input + 4;
            double gm = Math.pow(10, random.nextDouble(-6, -1));
            stamps.voltageSource(input + 5, input, c == 0 || random.nextInt(4) == 0 ? -1 : (random.nextInt(c)) * perCell + 4);
            stamps.conductance(input, base, Math.pow(10, random.nextDouble(-5, -2)));
            stamps.conductance(base, emitter, gm / 100).transconductance(collector, emitter, base, emitter, gm);
            stamps.conductance(collector, emitter, gm / 3000).conductance(base, collector, 1e-12);
            stamps.conductance(supply, collector, 1e-3).conductance(emitter, -1, 1e-3);
            stamps.voltageSource(input + 6, collector, output).conductance(output, -1, 1e-6);
        }
        return stamps.build();
    }

    /** A triangular matrix whose rows and columns are shuffled: all blocks have size 1. */
    static TestMatrix shuffledTriangle(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] row = permutation(n, random);
        int[] column = permutation(n, random);
        Stamps stamps = new Stamps(n);
        for (int j = 0; j < n; j++) {
            stamps.add(row[j], column[j], 1 + random.nextDouble());
            for (int e = 0; e < 3 && j > 0; e++) {
                stamps.add(row[random.nextInt(j)], column[j], random.nextDouble(-1, 1));
            }
        }
        return stamps.build();
    }

    /** Blocks of mixed sizes on the diagonal, coupled in one direction only, shuffled. */
    static TestMatrix reducible(int blocks, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] size = random.ints(blocks, 1, 9).map(s -> s > 5 ? 1 : s).toArray();
        int n = Arrays.stream(size).sum();
        int[] row = permutation(n, random);
        int[] column = permutation(n, random);
        Stamps stamps = new Stamps(n);
        int begin = 0;
        for (int s : size) {
            for (int i = begin; i < begin + s; i++) {
                for (int j = begin; j < begin + s; j++) {
                    stamps.add(row[i], column[j], random.nextDouble(-1, 1) + (i == j ? 3 : 0));
                }
                if (begin > 0) {
                    stamps.add(row[random.nextInt(begin)], column[i], random.nextDouble(-1, 1));
                }
            }
            begin += s;
        }
        return stamps.build();
    }

    static int[] permutation(int n, SplittableRandom random) {
        int[] p = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            p[i] = p[j];
            p[j] = i;
        }
        return p;
    }
}
