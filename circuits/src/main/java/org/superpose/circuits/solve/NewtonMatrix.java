package org.superpose.circuits.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.superpose.circuits.crew.Crew;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.plan.Condensation;
import org.superpose.circuits.sparse.LuFactorization;
import org.superpose.circuits.sparse.Pivoting;
import org.superpose.circuits.sparse.SingularMatrixException;

/**
 * The factors of ∂F/∂x of {@link Equations}: inner nodes of devices are {@linkplain Condensation eliminated} first, many alike devices at a time in loops over contiguous rows, and what is left is factored as a sparse matrix. Where the fixed order of the former will not
 * do, everything is left to the latter. Several threads share the devices of a large circuit; what devices add to the sparse matrix is summed afterwards in one order, so the bits do not depend on their number. Belongs to one caller; but for other threads nothing is
 * allocated once there are pivots.
 */
final class NewtonMatrix {
    /** Devices at a time: the rows that they need stay in the nearest cache, and those that stood still are passed by together. */
    private static final int TILE = 64;
    /** Devices with inner nodes of a piece of the work that others may take, at least, and pieces for each thread, at most. */
    private static final int SHARE = 500;
    private static final int PIECES = 4;
    /** A pivot will do if nothing in its column is so many times as large. */
    private static final double LARGEST = 1 / Pivoting.STANDARD.reuse();

    private static final double[] ZEROS = new double[TILE];

    private final CircuitPlan plan;
    private final Crew crew;
    private int pieces;
    private Condensation form;
    private Elimination[] eliminations;
    private Tile[] tiles;
    private int[] cut;                      // first tile of each piece, and the end
    private Room[] rooms;                   // by piece
    private Sums sums;
    private double[] parts;                 // what tiles add to the values of the sparse matrix; the last one is 0
    private double[] passed;                // what they add to its right side
    private int[] passedRow;                // and where
    private int[] rowStart;                 // of what they add to each row, in the order of the parts
    private int[] rowPart;
    private Equations eliminated;           // of which the parts are, at a rate and after an evaluation; null where ties were among them
    private double rate;
    private long evaluation;
    private LuFactorization lu;
    private double[] values;
    private double[] right;
    private int[] placeOfInner;             // by the unknowns of the plan: tile and device in it, as one number; of others undefined
    private int[] tileStart;                // of the tiles with inner nodes that add to each row of the right side
    private int[] tileOfRow;
    private Columns[] columns = {};
    private double[] rights;                // what devices add to several, and the solutions, side by side; null until there are any

    /** For equations of a plan, or of one {@linkplain CircuitPlan#isLike like} it. */
    NewtonMatrix(CircuitPlan plan, Crew crew) {
        this.plan = plan;
        this.crew = crew;
        take(plan.condensed(), null);
    }

    /** The same factors, for another thread. */
    NewtonMatrix(NewtonMatrix other) {
        plan = other.plan;
        crew = Crew.ALONE;
        take(other.form, other.sums);
        for (int t = 0; t < tiles.length; t++) {
            tiles[t].copy(other.tiles[t]);
        }
        System.arraycopy(other.values, 0, values, 0, values.length);
        lu.takePivots(other.lu);
        lu.factorOrRefactor(values);
    }

    private void take(Condensation other, Sums known) {
        form = other;
        eliminated = null;
        rights = null;
        columns = new Columns[0];
        List<Tile> all = new ArrayList<>();
        eliminations = new Elimination[form.groups().size()];
        int part = 0;
        int pass = 0;
        int devices = 0;
        int most = 0;
        for (int g = 0; g < eliminations.length; g++) {
            Elimination made = new Elimination(form.groups().get(g), part, pass);
            eliminations[g] = made;
            int n = made.group.device.length;
            for (int first = 0; first < n; first += TILE) {
                all.add(new Tile(made, first, Math.min(TILE, n - first)));
            }
            part += made.passing.length * n;
            pass += made.inner > 0 ? (made.nodes - made.inner) * n : 0;
            devices += made.inner > 0 ? n : 0;
            most = Math.max(most, made.nodes);
        }
        tiles = all.toArray(Tile[]::new);
        parts = new double[part + 1];
        passed = new double[pass];
        passedRow = new int[pass];
        for (Elimination elimination : eliminations) {
            elimination.rows(form.rows(), passedRow);
        }
        pieces = crew.size() == 1 ? 1 : Math.max(1, Math.min(PIECES * crew.size(), devices / SHARE));
        divide();
        rooms = new Room[pieces];
        for (int piece = 0; piece < pieces; piece++) {
            rooms[piece] = new Room(most);
        }
        values = new double[form.pattern().entries()];
        right = new double[form.unknowns().length];
        sortPassed();
        sums = known != null ? known : new Sums(eliminations, values.length, part);
        lu = new LuFactorization(form.ordering());
        lu.share(crew);
    }

    private void sortPassed() {
        rowStart = new int[right.length + 1];
        for (int row : passedRow) {
            rowStart[row + 1]++;
        }
        for (int row = 0; row < right.length; row++) {
            rowStart[row + 1] += rowStart[row];
        }
        int[] next = rowStart.clone();
        rowPart = new int[passedRow.length];
        for (int p = 0; p < passedRow.length; p++) {
            rowPart[next[passedRow[p]]++] = p;
        }
    }

    /** Cuts the tiles so that each piece has as much to do. */
    private void divide() {
        long[] work = new long[tiles.length + 1];
        for (int t = 0; t < tiles.length; t++) {
            Elimination of = tiles[t].of;
            work[t + 1] = work[t] + (long) tiles[t].n * (of.inner > 0 ? of.group.entries * of.inner : of.group.entries);
        }
        cut = new int[pieces + 1];
        cut[pieces] = tiles.length;
        for (int piece = 1; piece < pieces; piece++) {
            int at = Arrays.binarySearch(work, work[tiles.length] * piece / pieces);
            cut[piece] = at < 0 ? -at - 1 : at;
        }
    }

    /** Takes the pivots that another one has, without its factors. */
    void takePivots(NewtonMatrix other) {
        if (form != other.form) {
            take(other.form, other.sums);
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
            take(Condensation.none(plan), null);
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
        if (equations.rate() != rate || equations.pulls()) {
            eliminated = null;
        }
        crew.run(pieces, piece -> rooms[piece].fit = eliminate(equations, piece));
        boolean fit = true;
        for (Room room : rooms) {
            fit &= room.fit;
        }
        crew.over(values.length, (from, to) -> sums.take(parts, values, from, to));
        eliminated = fit && !equations.pulls() ? equations : null;
        rate = equations.rate();
        evaluation = equations.evaluation();
        int[] diagonal = form.diagonals();
        for (int i = 0; i < diagonal.length && equations.pulls(); i++) {
            double pull = equations.pull(i);
            if (pull != 0 && diagonal[i] >= 0) {
                values[diagonal[i]] += pull;
            }
        }
        return fit;
    }

    /** Eliminates the inner nodes of a piece's devices; false if a pivot will not do. */
    private boolean eliminate(Equations equations, int piece) {
        List<Evaluation> evaluations = equations.evaluations();
        boolean fit = true;
        for (int t = cut[piece]; t < cut[piece + 1] && fit; t++) {
            int bank = tiles[t].of.group.bank;
            fit = equations == eliminated && tiles[t].stoodStill(equations, evaluation) || tiles[t].run(evaluations.get(bank), equations, rooms[piece]);
        }
        return fit;
    }

    /**
     * Solves for a step.
     *
     * @param b right side by the unknowns of the plan, overwritten by the solution
     */
    void solve(double[] b) {
        crew.run(pieces, piece -> forward(b, piece));
        crew.over(right.length, (from, to) -> take(b, from, to));
        lu.solve(right);
        crew.over(right.length, (from, to) -> give(b, from, to));
        crew.run(pieces, piece -> back(b, piece));
    }

    /** Rows of the sparse matrix's right side. */
    private void take(double[] b, int from, int to) {
        int[] unknown = form.unknowns();
        double[] r = right;
        int[] start = rowStart;
        int[] place = rowPart;
        double[] part = passed;
        for (int i = from, p = start[from]; i < to; i++) {
            double sum = b[unknown[i]];
            for (int end = start[i + 1]; p < end; p++) {
                sum += part[place[p]];
            }
            r[i] = sum;
        }
    }

    private void give(double[] b, int from, int to) {
        int[] unknown = form.unknowns();
        double[] r = right;
        for (int i = from; i < to; i++) {
            b[unknown[i]] = r[i];
        }
    }

    /**
     * Solves for several steps at once, which takes less than one after another; what each becomes does not depend on the others.
     *
     * @param b     right sides by the unknowns of the plan, overwritten by the solutions
     * @param count of them, at most {@link LuFactorization#TOGETHER}; 0: nothing is done
     */
    void solve(double[][] b, int count) {
        if (count == 0) {
            return;
        }
        if (rights == null) {
            rights = new double[LuFactorization.TOGETHER * right.length];
            for (Tile tile : tiles) {
                tile.hold(LuFactorization.TOGETHER);
            }
        }
        double[] r = rights;
        Arrays.fill(r, 0);
        for (Tile tile : tiles) {
            for (int s = 0; s < count && tile.of.inner > 0; s++) {
                tile.forward(b[s], r, s, rooms[0].x);
            }
        }
        lu.solveTogether(b, count, form.unknowns(), r);
        for (Tile tile : tiles) {
            for (int s = 0; s < count && tile.of.inner > 0; s++) {
                tile.back(r, s, b[s], rooms[0].x);
            }
        }
    }

    /**
     * The numbers of a column of the inverse.
     *
     * @param rows    unknowns of the plan, in any order
     * @param values  in these rows
     * @param reached how many rows there were before small numbers were left out, a measure of what it cost
     */
    record Column(int[] rows, double[] values, int reached) {
    }

    /** Room for so many threads to find columns of the inverse at the same time, while there are factors. */
    Columns[] columns(int threads) {
        if (columns.length < threads) {
            placeTiles();
            columns = new Columns[threads];
            Arrays.setAll(columns, t -> new Columns());
        }
        return columns;
    }

    /** Finds columns of the inverse. Devices that they do not reach are passed by. */
    final class Columns {
        private final double[] column = new double[plan.size()];    // by the unknowns of the plan; 0 between uses
        private final double[] lone = new double[right.length];     // the right side that leads to it; 0 between uses
        private final int[] reached = new int[plan.size()];         // where it is not 0
        private final double[] found = new double[plan.size()];     // its numbers there
        private final BitSet touched = new BitSet(tiles.length);    // tiles that it reaches
        private final double[][] x = new Room(rooms[0].x.length).x;
        private final LuFactorization.Room room = lu.room();

        /**
         * Finds one, or the difference of two: the solution for a right side of a 1, and perhaps a −1.
         *
         * @param unknown of the plan, where the 1 stands
         * @param other   where the −1 stands; negative: there is none
         * @param small   what is not larger, over the largest number of the column, is left out
         */
        Column find(int unknown, int other, double small) {
            double[] b = column;
            double[] r = lone;
            int[] rowOf = form.rows();
            touched.clear();
            int count = enter(unknown, 1, 0);
            count = other < 0 ? count : enter(other, -1, count);
            if (rowOf[unknown] < 0) {
                count = reduce(unknown, count);
            }
            if (other >= 0 && rowOf[other] < 0 && (rowOf[unknown] >= 0 || placeOfInner[other] != placeOfInner[unknown])) {
                count = reduce(other, count);
            }
            count = lu.solve(room, r, reached, count);
            int[] at = form.unknowns();
            for (int p = 0; p < count; p++) {
                int i = reached[p];
                b[at[i]] = r[i];
                r[i] = 0;
                reached[p] = at[i];
                for (int q = tileStart[i]; q < tileStart[i + 1]; q++) {
                    touched.set(tileOfRow[q]);
                }
            }
            for (int t = touched.nextSetBit(0); t >= 0; t = touched.nextSetBit(t + 1)) {
                tiles[t].back(b, x);
                count = tiles[t].reach(b, reached, count);
            }
            double most = 0;
            for (int p = 0; p < count; p++) {
                double size = Math.abs(b[reached[p]]);
                most = size > most ? size : most;
            }
            double limit = small * most;
            int kept = 0;
            for (int p = 0; p < count; p++) {
                int row = reached[p];
                double value = b[row];
                b[row] = 0;
                if (Math.abs(value) > limit) {
                    reached[kept] = row;
                    found[kept++] = value;
                }
            }
            return new Column(Arrays.copyOf(reached, kept), Arrays.copyOf(found, kept), count);
        }

        private int enter(int unknown, double one, int count) {
            int row = form.rows()[unknown];
            if (row < 0) {
                column[unknown] = one;
                return count;
            }
            lone[row] = one;
            reached[count] = row;
            return count + 1;
        }

        /** Eliminates the inner nodes of a device. */
        private int reduce(int inner, int count) {
            int tile = placeOfInner[inner] / TILE;
            touched.set(tile);
            return tiles[tile].forward(placeOfInner[inner] % TILE, column, lone, reached, count);
        }
    }

    /** Notes which tile has an inner node, and which ones add to a row of the right side. */
    private void placeTiles() {
        placeOfInner = new int[plan.size()];
        int[] tileOfPart = new int[passed.length];
        for (int t = 0; t < tiles.length; t++) {
            tiles[t].place(t, placeOfInner, tileOfPart);
        }
        tileStart = new int[right.length + 1];
        tileOfRow = new int[passed.length];
        int[] known = new int[tiles.length];            // row for which each was named last, and 1
        int count = 0;
        for (int row = 0; row < right.length; row++) {
            for (int q = rowStart[row]; q < rowStart[row + 1]; q++) {
                int tile = tileOfPart[rowPart[q]];
                if (known[tile] <= row) {
                    known[tile] = row + 1;
                    tileOfRow[count++] = tile;
                }
            }
            tileStart[row + 1] = count;
        }
        tileOfRow = Arrays.copyOf(tileOfRow, count);
    }

    private void forward(double[] b, int piece) {
        for (int t = cut[piece]; t < cut[piece + 1]; t++) {
            tiles[t].forward(b, rooms[piece].x);
        }
    }

    private void back(double[] b, int piece) {
        for (int t = cut[piece]; t < cut[piece + 1]; t++) {
            tiles[t].back(b, rooms[piece].x);
        }
    }

    /** What a piece is computed with. */
    private static final class Room {
        final double[][] x;                 // by nodes
        final double[] row = new double[TILE];
        final double[] column = new double[TILE];
        boolean fit;                        // whether all pivots did

        Room(int nodes) {
            x = new double[nodes][TILE];
        }
    }

    /** Numbers that are each a sum of several parts, taken in the order of the parts. Shared by threads. */
    private static final class Sums {
        private final int[] first;          // part with which each sum begins
        private final int[] into;           // and the further ones, by sums
        private final int[] part;

        Sums(Elimination[] eliminations, int count, int none) {
            first = new int[count];
            Arrays.fill(first, none);
            int[] start = new int[count + 1];
            for (Elimination elimination : eliminations) {
                for (int e : elimination.passing) {
                    for (int slot : elimination.group.slot[e]) {
                        start[slot + 1]++;
                    }
                }
            }
            for (int slot = 0; slot < count; slot++) {
                start[slot + 1] = start[slot] + Math.max(0, start[slot + 1] - 1);
            }
            into = new int[start[count]];
            part = new int[start[count]];
            for (Elimination elimination : eliminations) {
                int at = elimination.part;
                for (int e : elimination.passing) {
                    for (int slot : elimination.group.slot[e]) {
                        if (first[slot] == none) {
                            first[slot] = at++;
                        } else {
                            into[start[slot]] = slot;
                            part[start[slot]++] = at++;
                        }
                    }
                }
            }
        }

        void take(double[] parts, double[] sums, int from, int to) {
            int[] first = this.first;
            for (int i = from; i < to; i++) {
                sums[i] = parts[first[i]];
            }
            int[] into = this.into;
            int[] part = this.part;
            for (int p = firstOf(from), end = firstOf(to); p < end; p++) {
                sums[into[p]] += parts[part[p]];
            }
        }

        private int firstOf(int sum) {
            int low = 0;
            int high = into.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (into[middle] < sum) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    /** How devices of one shape are eliminated: {@code A = L U}, U with a diagonal of ones, column of L after row of U (P. D. Crout, Trans. AIEE 60 (1941) 1235), so that each entry is computed in one go. */
    private static final class Elimination {
        private final Condensation.Group group;
        private final int nodes;
        private final int inner;
        private final int part;             // where its parts of the sparse matrix begin, by passing entries and devices
        private final int pass;             // where its parts of the right side begin, by outer nodes and devices
        private final int[] passing;        // entries that go into the sparse matrix
        private final int[][] conductances; // pairs of the bank that add to an entry
        private final int[][] capacitances;
        private final int[][] left;         // of each entry: entries of L and U whose products are subtracted from it
        private final int[][] upper;
        private final int[][] solved;       // of each node: inner nodes before it that its row of L reaches, and the entries of L
        private final int[][] before;
        private final int[][] behind;       // of each inner node: nodes that its row of U reaches, and the entries of U
        private final int[][] beside;

        Elimination(Condensation.Group group, int part, int pass) {
            this.group = group;
            this.part = part;
            this.pass = pass;
            nodes = group.unknown.length;
            inner = group.inner;
            passing = IntStream.range(0, group.entries).filter(e -> group.slot[e] != null).toArray();
            conductances = new int[group.entries][];
            capacitances = new int[group.entries][];
            left = new int[group.entries][];
            upper = new int[group.entries][];
            int[][] entry = group.entry;
            for (int i = 0; i < nodes; i++) {
                for (int j = 0; j < nodes; j++) {
                    int e = entry[i][j];
                    if (e >= 0) {
                        int row = i;
                        int column = j;
                        int[] through = IntStream.range(0, Math.min(inner, Math.min(i, j))).filter(k -> entry[row][k] >= 0 && entry[k][column] >= 0).toArray();
                        left[e] = Arrays.stream(through).map(k -> entry[row][k]).toArray();
                        upper[e] = Arrays.stream(through).map(k -> entry[k][column]).toArray();
                        conductances[e] = placesOf(e, group.conductanceEntry);
                        capacitances[e] = placesOf(e, group.capacitanceEntry);
                    }
                }
            }
            solved = new int[nodes][];
            before = new int[nodes][];
            behind = new int[inner][];
            beside = new int[inner][];
            for (int k = 0; k < nodes; k++) {
                int node = k;
                solved[k] = IntStream.range(0, Math.min(k, inner)).filter(j -> entry[node][j] >= 0).toArray();
                before[k] = Arrays.stream(solved[k]).map(j -> entry[node][j]).toArray();
                if (k < inner) {
                    behind[k] = IntStream.range(k + 1, nodes).filter(j -> entry[node][j] >= 0).toArray();
                    beside[k] = Arrays.stream(behind[k]).map(j -> entry[node][j]).toArray();
                }
            }
        }

        private static int[] placesOf(int entry, int[] entries) {
            return IntStream.range(0, entries.length).filter(p -> entries[p] == entry).toArray();
        }

        /** Where the parts of the right side go. */
        void rows(int[] rows, int[] into) {
            int p = pass;
            for (int k = inner; k < nodes && inner > 0; k++) {
                for (int unknown : group.unknown[k]) {
                    into[p++] = rows[unknown];
                }
            }
        }
    }

    /** Some devices of one shape. */
    private final class Tile {
        private final Elimination of;
        private final int first;
        private final int n;
        private final int device;           // first of them in the bank, if they follow one another there; else −1
        private final double[][] a;         // L and U by entries, the diagonal inverted; null where they are passed on
        private double[][][] held;          // L⁻¹ b of several right sides, by inner nodes

        Tile(Elimination of, int first, int n) {
            this.of = of;
            this.first = first;
            this.n = n;
            int[] device = of.group.device;
            this.device = device[first + n - 1] - device[first] == n - 1 ? device[first] : -1;
            a = new double[of.group.entries][];
            for (int e = 0; e < a.length; e++) {
                a[e] = of.group.slot[e] == null ? new double[n] : null;
            }
        }

        void hold(int sides) {
            held = new double[sides][of.inner][n];
        }

        void copy(Tile other) {
            for (int e = 0; e < a.length; e++) {
                if (a[e] != null) {
                    System.arraycopy(other.a[e], 0, a[e], 0, n);
                }
            }
        }

        /** Whether all devices have the derivatives of an earlier evaluation. */
        boolean stoodStill(Equations equations, long since) {
            return device >= 0 && equations.stoodStill(of.group.bank, device, device + n, since);
        }

        /** Eliminates and leaves what is to be added to the sparse matrix; false if a pivot will not do. */
        boolean run(Evaluation evaluation, Equations equations, Room room) {
            int[][] entry = of.group.entry;
            double rate = equations.rate();
            for (int k = 0; k < of.inner; k++) {
                double[] pivot = a[entry[k][k]];
                compute(entry[k][k], evaluation, rate, pivot);
                int[] unknown = of.group.unknown[k];
                for (int i = 0; i < n && equations.pulls(); i++) {
                    pivot[i] += equations.pull(unknown[first + i]);
                }
                invert(pivot, n);
                double[] magnitude = room.column;
                Arrays.fill(magnitude, 0, n, 0);
                for (int i = k + 1; i < of.nodes; i++) {
                    if (entry[i][k] >= 0) {
                        compute(entry[i][k], evaluation, rate, a[entry[i][k]]);
                        addMagnitude(magnitude, a[entry[i][k]], n);
                    }
                }
                if (!fit(pivot, magnitude, n)) {
                    return false;
                }
                for (int j = k + 1; j < of.nodes; j++) {
                    if (entry[k][j] >= 0) {
                        compute(entry[k][j], evaluation, rate, a[entry[k][j]]);
                        multiply(a[entry[k][j]], pivot, n);
                    }
                }
            }
            int at = of.part + first;
            for (int e : of.passing) {
                compute(e, evaluation, rate, room.row);
                System.arraycopy(room.row, 0, parts, at, n);
                at += of.group.device.length;
            }
            return true;
        }

        /** An entry of L or U, or what is passed on. */
        private void compute(int e, Evaluation evaluation, double rate, double[] into) {
            int[] conductances = of.conductances[e];
            if (conductances.length > 0 && device >= 0) {
                System.arraycopy(evaluation.conductance[conductances[0]], device, into, 0, n);
            } else {
                Arrays.fill(into, 0, n, 0);
            }
            for (int p = device >= 0 ? 1 : 0; p < conductances.length; p++) {
                add(evaluation.conductance[conductances[p]], 1, into);
            }
            for (int p = 0; p < of.capacitances[e].length && rate != 0; p++) {
                add(evaluation.capacitance[of.capacitances[e][p]], rate, into);
            }
            subtractProducts(into, a, of.left[e], a, of.upper[e], n);
        }

        private void add(double[] values, double factor, double[] into) {
            if (device >= 0) {
                addProduct(into, values, device, factor, n);
            } else {
                addProduct(into, values, of.group.device, first, factor, n);
            }
        }

        /** Eliminates inner nodes from a right side, of which it leaves {@code L⁻¹ b} in their place. */
        void forward(double[] b, double[][] x) {
            if (isZero(b, 0, of.inner)) {
                for (int k = of.inner, at = of.pass + first; k < of.nodes && of.inner > 0; k++, at += of.group.device.length) {
                    Arrays.fill(passed, at, at + n, 0);
                }
                return;
            }
            for (int k = 0; k < of.inner; k++) {
                int[] unknown = of.group.unknown[k];
                double[] own = x[k];
                gather(b, unknown, first, own, n);
                subtractProducts(own, a, of.before[k], x, of.solved[k], n);
                multiply(own, a[of.group.entry[k][k]], n);
                scatter(own, unknown, first, b, n);
            }
            int at = of.pass + first;
            for (int k = of.inner; k < of.nodes && of.inner > 0; k++) {
                subtractProducts(x[k], ZEROS, a, of.before[k], x, of.solved[k], n);
                System.arraycopy(x[k], 0, passed, at, n);
                at += of.group.device.length;
            }
        }

        /** Writes its number, and those of its devices, to its inner nodes, and its number to what it passes on. */
        void place(int number, int[] placeOfInner, int[] tileOfPart) {
            for (int k = 0; k < of.inner; k++) {
                for (int in = 0; in < n; in++) {
                    placeOfInner[of.group.unknown[k][first + in]] = number * TILE + in;
                }
            }
            for (int k = of.inner, at = of.pass + first; k < of.nodes && of.inner > 0; k++, at += of.group.device.length) {
                Arrays.fill(tileOfPart, at, at + n, number);
            }
        }

        /** Eliminates the inner nodes of one device from a right side, of which it leaves {@code L⁻¹ b} in their place; lists the rows of the other right side that were 0, and returns how many are then listed. */
        int forward(int in, double[] b, double[] r, int[] rows, int listed) {
            int count = listed;
            for (int k = 0; k < of.nodes; k++) {
                int unknown = of.group.unknown[k][first + in];
                double sum = k < of.inner ? b[unknown] : 0;
                for (int p = 0; p < of.solved[k].length; p++) {
                    sum -= a[of.before[k][p]][in] * b[of.group.unknown[of.solved[k][p]][first + in]];
                }
                if (k < of.inner) {
                    b[unknown] = sum * a[of.group.entry[k][k]][in];
                } else if (sum != 0) {
                    int row = passedRow[of.pass + (k - of.inner) * of.group.device.length + first + in];
                    rows[count] = row;
                    count += r[row] == 0 ? 1 : 0;
                    r[row] += sum;
                }
            }
            return count;
        }

        /** Adds the inner nodes where a solution is not 0; how many there are then in all. */
        int reach(double[] b, int[] reached, int before) {
            int count = before;
            for (int k = 0; k < of.inner; k++) {
                for (int i = first; i < first + n; i++) {
                    int unknown = of.group.unknown[k][i];
                    if (b[unknown] != 0) {
                        reached[count++] = unknown;
                    }
                }
            }
            return count;
        }

        /** Whether all numbers of some nodes are 0, as nearly all of a right side with a single number are. */
        private boolean isZero(double[] b, int from, int to) {
            for (int k = from; k < to; k++) {
                int[] unknown = of.group.unknown[k];
                for (int i = first; i < first + n; i++) {
                    if (b[unknown[i]] != 0) {
                        return false;
                    }
                }
            }
            return true;
        }

        /** Eliminates inner nodes from one of several right sides, whose outer nodes stand side by side: there what is passed on is added at once, and {@code L⁻¹ b} of the inner nodes is held. */
        void forward(double[] b, double[] into, int place, double[][] x) {
            double[][] own = held[place];
            for (int k = 0; k < of.inner; k++) {
                double[] solved = own[k];
                gather(b, of.group.unknown[k], first, solved, n);
                subtractProducts(solved, a, of.before[k], own, of.solved[k], n);
                multiply(solved, a[of.group.entry[k][k]], n);
            }
            int at = of.pass + first;
            for (int k = of.inner; k < of.nodes; k++) {
                subtractProducts(x[k], ZEROS, a, of.before[k], own, of.solved[k], n);
                addBeside(x[k], into, place, passedRow, at, n);
                at += of.group.device.length;
            }
        }

        /** Finds what {@link #forward} held of one of several right sides from the others, which stand side by side. */
        void back(double[] others, int place, double[] b, double[][] x) {
            int at = of.pass + first;
            for (int k = of.inner; k < of.nodes; k++) {
                takeBeside(others, place, passedRow, at, x[k], n);
                at += of.group.device.length;
            }
            for (int k = of.inner - 1; k >= 0; k--) {
                subtractProducts(x[k], held[place][k], a, of.beside[k], x, of.behind[k], n);
                scatter(x[k], of.group.unknown[k], first, b, n);
            }
        }

        /** Finds the voltages of inner nodes from those of the others. */
        void back(double[] b, double[][] x) {
            if (of.inner > 0 && isZero(b, 0, of.nodes)) {
                return;
            }
            for (int k = of.nodes - 1; k >= 0 && of.inner > 0; k--) {
                int[] unknown = of.group.unknown[k];
                double[] own = x[k];
                gather(b, unknown, first, own, n);
                if (k < of.inner) {
                    subtractProducts(own, a, of.beside[k], x, of.behind[k], n);
                    scatter(own, unknown, first, b, n);
                }
            }
        }
    }

    private static void gather(double[] from, int[] place, int first, double[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = from[place[first + i]];
        }
    }

    private static void scatter(double[] from, int[] place, int first, double[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[place[first + i]] = from[i];
        }
    }

    private static void addBeside(double[] from, double[] into, int side, int[] row, int first, int n) {
        for (int i = 0; i < n; i++) {
            into[LuFactorization.TOGETHER * row[first + i] + side] += from[i];
        }
    }

    private static void takeBeside(double[] from, int side, int[] row, int first, double[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = from[LuFactorization.TOGETHER * row[first + i] + side];
        }
    }

    private static void addProduct(double[] into, double[] values, int first, double factor, int n) {
        for (int i = 0; i < n; i++) {
            into[i] += factor * values[first + i];
        }
    }

    private static void addProduct(double[] into, double[] values, int[] place, int first, double factor, int n) {
        for (int i = 0; i < n; i++) {
            into[i] += factor * values[place[first + i]];
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

    /** Whether inverted pivots will do beside what stands below them. */
    private static boolean fit(double[] inverse, double[] below, int n) {
        for (int i = 0; i < n; i++) {
            double size = Math.abs(inverse[i]);
            if (!(below[i] * size <= LARGEST && size <= Double.MAX_VALUE)) {
                return false;
            }
        }
        return true;
    }

    private static void subtractProducts(double[] into, double[][] a, int[] left, double[][] b, int[] right, int n) {
        subtractProducts(into, into, a, left, b, right, n);
    }

    /** {@code into = from − Σ a[left[p]] b[right[p]]}, up to three products at a time. */
    private static void subtractProducts(double[] into, double[] from, double[][] a, int[] left, double[][] b, int[] right, int n) {
        double[] start = from;
        int p = 0;
        for (; p + 3 <= left.length; p += 3) {
            subtract(into, start, a[left[p]], b[right[p]], a[left[p + 1]], b[right[p + 1]], a[left[p + 2]], b[right[p + 2]], n);
            start = into;
        }
        if (p + 2 <= left.length) {
            subtract(into, start, a[left[p]], b[right[p]], a[left[p + 1]], b[right[p + 1]], n);
            start = into;
            p += 2;
        }
        if (p < left.length) {
            subtract(into, start, a[left[p]], b[right[p]], n);
        } else if (start != into) {
            System.arraycopy(start, 0, into, 0, n);
        }
    }

    private static void subtract(double[] into, double[] from, double[] a, double[] b, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = from[i] - a[i] * b[i];
        }
    }

    private static void subtract(double[] into, double[] from, double[] a, double[] b, double[] c, double[] d, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = from[i] - a[i] * b[i] - c[i] * d[i];
        }
    }

    private static void subtract(double[] into, double[] from, double[] a, double[] b, double[] c, double[] d, double[] e, double[] f, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = from[i] - a[i] * b[i] - c[i] * d[i] - e[i] * f[i];
        }
    }
}
