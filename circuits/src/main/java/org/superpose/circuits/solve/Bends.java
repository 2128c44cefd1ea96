package org.superpose.circuits.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.plan.PlannedBank;

/**
 * The few devices that bend sharply in a circuit that is otherwise nearly straight about a solution, such as the diodes of rectifiers behind many multipliers: those of small nonlinear banks. A step of Newton's method with old factors, {@code J₀ s = r},
 * takes them as straight too and so throws a rectifier far beyond its knee. Here their own laws stay in the step: with P the unknowns that they see, {@code J₀ s = r + P φ(Pᵀs)}, {@code φ(u) = f(x − u) − f(x) + G₀ u}, which with
 * {@code Z = J₀⁻¹ P} are a few small systems {@code u = Pᵀ J₀⁻¹ r + Pᵀ Z φ(u)}, one for each group of devices that see each other (W. Hager, <i>Updating the inverse of a matrix</i>, SIAM Review 31, 221, 1989, has the linear case). Where φ adds up to 0 over
 * some unknowns, as what a diode does over its two nodes, one of these needs no column, and those of the others are the differences from its. Shared by threads.
 */
final class Bends {
    /** Devices of a circuit for each one that may count as one of a few. */
    private static final int SHARE = 20;
    private static final int MOST_DEVICES = 256;
    /** Of Z, in numbers. */
    private static final int MOST_NUMBERS = 4_000_000;
    private static final int MOST_TOGETHER = 64;
    /** The same where columns are computed for a step: larger systems cost more than they spare. */
    static final int MOST_IN_STEP = 32;
    /** What is so small against the largest number of a column of Z, or of a coupling against the two self-couplings, is left out: later steps make up for it. */
    private static final double SMALL = 1e-10;
    private static final double UNCOUPLED = 1e-4;

    final int[] banks;                   // places in the plan
    final int[] unknowns;                // that they see, ascending
    private final int[] numberOf;        // by unknowns of the plan: place among these, −1 for others; up to the last of these
    private final int[] other;           // of each: place of the one where its column has its −1, as there flows out what flows in here; −1: nowhere; its own: it has no column
    final int[][][] local;               // by bank: place in unknowns of each local unknown of each device, −1 for ground
    final double[][][] current;          // by bank: f at the solution
    final double[][][] conductance;      // by bank: G₀
    final double[][][] capacitance;      // and that of charges, of which the rate makes currents
    double rate;
    final int[][] row;                   // columns of Z, or differences of two; null where none was asked for, as of equations that are straight
    final double[][] value;
    final int[] group;                   // of each unknown
    final int[] place;                   // within its group
    final int[] groupSize;
    final int[][] members;               // of each group, places in unknowns
    final double[][] coupling;           // by group: Pᵀ Z, row-major; null where its columns are not there

    private Bends(int[] banks, int[] unknowns, int[] other, int[][][] local, double[][][] current, double[][][] conductance, double[][][] capacitance, int[][] row, double[][] value, int[] group) {
        this.banks = banks;
        this.unknowns = unknowns;
        this.other = other;
        numberOf = new int[unknowns.length == 0 ? 0 : unknowns[unknowns.length - 1] + 1];
        Arrays.fill(numberOf, -1);
        for (int t = 0; t < unknowns.length; t++) {
            numberOf[unknowns[t]] = t;
        }
        this.local = local;
        this.current = current;
        this.conductance = conductance;
        this.capacitance = capacitance;
        this.row = row;
        this.value = value;
        this.group = group;
        groupSize = sizes(group);
        int count = groupSize.length;
        place = new int[unknowns.length];
        int[] placed = new int[count];
        for (int t = 0; t < unknowns.length; t++) {
            place[t] = placed[group[t]]++;
        }
        members = IntStream.range(0, count).mapToObj(g -> IntStream.range(0, unknowns.length).filter(t -> group[t] == g).toArray()).toArray(int[][]::new);
        coupling = new double[count][];
    }

    /** Whether an unknown has a column: those of which the equation bends have, but where devices only move currents between some, all but one of these. */
    private boolean has(int t) {
        return other[t] != t;
    }

    /** Couples a group whose columns are there. */
    private void couple(int g) {
        coupling[g] = new double[groupSize[g] * groupSize[g]];
        for (int t : members[g]) {
            for (int p = 0; has(t) && p < row[t].length; p++) {
                int seen = row[t][p] < numberOf.length ? numberOf[row[t][p]] : -1;
                if (seen >= 0 && group[seen] == g) {
                    coupling[g][place[seen] * groupSize[g] + place[t]] = value[t][p];
                }
            }
        }
    }

    /** Writes a column of Z; how many numbers it took. */
    private int column(int t, NewtonMatrix.Columns columns) {
        NewtonMatrix.Column column = columns.find(unknowns[t], other[t] < 0 ? -1 : unknowns[other[t]], SMALL);
        row[t] = column.rows();
        value[t] = column.values();
        return column.reached();
    }

    /**
     * Finds them.
     *
     * @param equations are evaluated at the solution, without limiting
     * @param matrix    J₀
     * @return null if there are none, or too many
     */
    static Bends of(Equations equations, double[] x, NewtonMatrix matrix) {
        Bends bends = among(equations, MOST_TOGETHER);
        equations.limiting(false);
        equations.evaluate(x);
        if (bends == null) {
            return null;
        }
        long numbers = 0;
        for (int t = 0; t < bends.unknowns.length; t++) {
            if (bends.has(t)) {
                bends.column(t, matrix.columns(1)[0]);
                numbers += bends.row[t].length;
            }
            if (numbers > MOST_NUMBERS) {
                return null;
            }
        }
        bends.take(equations);
        Bends coupled = new Bends(bends.banks, bends.unknowns, bends.other, bends.local, bends.current, bends.conductance, bends.capacitance, bends.row, bends.value,
                groups(bends.unknowns, bends.local, bends));
        for (int g = 0; g < coupled.groupSize.length; g++) {
            coupled.couple(g);
        }
        return Arrays.stream(coupled.groupSize).max().orElse(0) > MOST_TOGETHER ? null : coupled;
    }

    /** Takes the currents and derivatives that were evaluated last for those at the solution. */
    private void take(Equations equations) {
        rate = equations.rate();
        for (int k = 0; k < banks.length; k++) {
            Evaluation e = equations.evaluations().get(banks[k]);
            fill(current[k], e.current);
            fill(conductance[k], e.conductance);
            fill(capacitance[k], e.capacitance);
        }
    }

    private static void fill(double[][] into, double[][] from) {
        for (int k = 0; k < into.length; k++) {
            System.arraycopy(from[k], 0, into[k], 0, into[k].length);
        }
    }

    /** From now on J₀ is another one, of the equations that were evaluated last: columns are computed where somebody asks for them. */
    void renew(Equations equations) {
        take(equations);
        Arrays.fill(coupling, null);
    }

    /** Computes the columns of a group; how many numbers they took. */
    private long complete(int g, NewtonMatrix.Columns columns) {
        long numbers = 0;
        for (int t : members[g]) {
            numbers += has(t) ? column(t, columns) : 0;
        }
        couple(g);
        return numbers;
    }

    /**
     * Finds them without columns of Z, in groups that share nodes.
     *
     * @param equations that were evaluated
     * @param most      unknowns that a group may have; banks of which a device is in a larger one are left out
     * @return null if there are none, or too many
     */
    static Bends among(Equations equations, int most) {
        CircuitPlan plan = equations.plan();
        int devices = plan.circuit().components().size();
        List<Integer> chosen = new ArrayList<>();
        List<Law> laws = new ArrayList<>();
        int count = 0;
        for (int b = 0; b < plan.banks().size(); b++) {
            int size = plan.banks().get(b).bank().size();
            if (size <= devices / SHARE) {
                Law law = Law.of(plan.banks().get(b).bank(), equations.evaluations().get(b));
                if (law != null) {
                    chosen.add(b);
                    laws.add(law);
                    count += size;
                }
            }
        }
        if (count == 0 || count > Math.min(MOST_DEVICES, devices / SHARE)) {
            return null;
        }
        int[] banks = chosen.stream().mapToInt(Integer::intValue).toArray();
        int[] unknowns = unknowns(plan, banks);
        int[][][] local = local(plan, banks, unknowns);
        int[] group = groups(unknowns, local, null);
        int[] sizes = sizes(group);
        if (Arrays.stream(sizes).anyMatch(size -> size > most)) {
            for (int k = banks.length - 1; k >= 0; k--) {
                if (Arrays.stream(local[k]).flatMapToInt(Arrays::stream).anyMatch(t -> t >= 0 && sizes[group[t]] > most)) {
                    chosen.remove(k);
                    laws.remove(k);
                }
            }
            if (chosen.isEmpty()) {
                return null;
            }
            banks = chosen.stream().mapToInt(Integer::intValue).toArray();
            unknowns = unknowns(plan, banks);
            local = local(plan, banks, unknowns);
        }
        double[][][] current = new double[banks.length][][];
        double[][][] conductance = new double[banks.length][][];
        double[][][] capacitance = new double[banks.length][][];
        for (int k = 0; k < banks.length; k++) {
            Evaluation e = equations.evaluations().get(banks[k]);
            current[k] = copy(e.current);
            conductance[k] = copy(e.conductance);
            capacitance[k] = copy(e.capacitance);
        }
        return new Bends(banks, unknowns, others(unknowns.length, local, laws), local, current, conductance, capacitance, new int[unknowns.length][], new double[unknowns.length][], groups(unknowns, local, null));
    }

    /** Unknowns that banks see, ascending. */
    private static int[] unknowns(CircuitPlan plan, int[] banks) {
        return Arrays.stream(banks).boxed().flatMapToInt(b -> Arrays.stream(plan.banks().get(b).unknowns()).flatMapToInt(Arrays::stream)).filter(u -> u < plan.size()).distinct().sorted().toArray();
    }

    /** By bank: place in the unknowns of each local unknown of each device, −1 for ground. */
    private static int[][][] local(CircuitPlan plan, int[] banks, int[] unknowns) {
        return Arrays.stream(banks).mapToObj(b -> Arrays.stream(plan.banks().get(b).unknowns()).map(line -> Arrays.stream(line).map(u -> u == plan.size() ? -1 : Arrays.binarySearch(unknowns, u)).toArray()).toArray(int[][]::new)).toArray(int[][][]::new);
    }

    private static int[] sizes(int[] group) {
        int[] sizes = new int[Arrays.stream(group).max().orElse(-1) + 1];
        Arrays.stream(group).forEach(g -> sizes[g]++);
        return sizes;
    }

    private static double[][] copy(double[][] values) {
        return Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    }

    /**
     * What bends in a bank.
     *
     * @param rows   local equations of which derivatives are not the same everywhere
     * @param closed whether what bends only moves currents from some of these to others
     */
    private record Law(boolean[] rows, boolean closed) {
        /** What differs between sums of derivatives, over their magnitudes, and is nothing but rounding. */
        private static final double ROUNDING = 1e-12;

        /** Compares derivatives where all unknowns are 0 and where they are a volt apart; null if conductances are the same. */
        static Law of(DeviceBank bank, Evaluation e) {
            boolean[] rows = new boolean[e.current.length];
            boolean found = false;
            boolean closed = true;
            Evaluation zero = probe(bank, e, 0);
            for (double apart = -1; apart <= 1; apart += 2) {
                Evaluation other = probe(bank, e, apart);
                found |= findBent(bank.conductancePattern(), zero.conductance, other.conductance, rows);
                findBent(bank.capacitancePattern(), zero.capacitance, other.capacitance, rows);
                closed &= isClosed(bank.conductancePattern(), zero.conductance, other.conductance, rows.length) && isClosed(bank.capacitancePattern(), zero.capacitance, other.capacitance, rows.length);
            }
            return found ? new Law(rows, closed) : null;
        }

        private static Evaluation probe(DeviceBank bank, Evaluation e, double apart) {
            Evaluation probe = new Evaluation(e);
            probe.follow(e);
            fill(probe.memory, e.memory);
            probe.limiting = false;
            probe.storing = true;
            for (int l = 0; l < probe.unknown.length; l++) {
                Arrays.fill(probe.unknown[l], l * apart);
            }
            bank.load(probe);
            return probe;
        }

        private static boolean findBent(int[][] pairs, double[][] derivative, double[][] other, boolean[] rows) {
            boolean found = false;
            for (int p = 0; p < pairs.length; p++) {
                boolean differs = !Arrays.equals(derivative[p], other[p]);
                rows[pairs[p][0]] |= differs;
                found |= differs;
            }
            return found;
        }

        /** Whether what differs in each column adds up to nothing. */
        private static boolean isClosed(int[][] pairs, double[][] derivative, double[][] other, int unknowns) {
            int devices = pairs.length == 0 ? 0 : derivative[0].length;
            double[] sum = new double[unknowns];
            double[] size = new double[unknowns];
            for (int i = 0; i < devices; i++) {
                Arrays.fill(sum, 0);
                Arrays.fill(size, 0);
                for (int p = 0; p < pairs.length; p++) {
                    sum[pairs[p][1]] += other[p][i] - derivative[p][i];
                    size[pairs[p][1]] += Math.abs(other[p][i]) + Math.abs(derivative[p][i]);
                }
                for (int j = 0; j < unknowns; j++) {
                    if (!(Math.abs(sum[j]) <= ROUNDING * size[j])) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    /** By unknowns: the one of those between which devices only move currents, of which it is the first; −1 if currents flow from there to elsewhere. */
    private static int[] others(int count, int[][][] local, List<Law> laws) {
        int[] of = IntStream.range(0, count).toArray();
        boolean[] leaking = new boolean[count];
        for (int k = 0; k < local.length; k++) {
            for (int i = 0; i < local[k][0].length; i++) {
                int first = -1;
                boolean leaks = !laws.get(k).closed;
                for (int l = 0; l < local[k].length; l++) {
                    int t = local[k][l][i];
                    if (laws.get(k).rows[l] && t < 0) {
                        leaks = true;
                    } else if (laws.get(k).rows[l]) {
                        first = first < 0 ? t : first;
                        join(of, first, t);
                    }
                }
                if (first >= 0) {
                    leaking[first] |= leaks;
                }
            }
        }
        boolean[] open = new boolean[count];
        for (int t = 0; t < count; t++) {
            open[root(of, t)] |= leaking[t];
        }
        return IntStream.range(0, count).map(t -> open[root(of, t)] ? -1 : root(of, t)).toArray();
    }

    /** Numbers the sets of unknowns that devices join, or couplings if there are columns. */
    private static int[] groups(int[] unknowns, int[][][] local, Bends columns) {
        int[] of = new int[unknowns.length];
        Arrays.setAll(of, t -> t);
        for (int[][] bank : local) {
            for (int i = 0; i < bank[0].length; i++) {
                int first = -1;
                for (int[] line : bank) {
                    if (line[i] >= 0) {
                        first = first < 0 ? line[i] : first;
                        join(of, first, line[i]);
                    }
                }
            }
        }
        if (columns != null) {
            columns.joinCoupled(of);
        }
        int[] numbers = new int[unknowns.length];
        int count = 0;
        for (int t = 0; t < unknowns.length; t++) {
            int root = root(of, t);
            numbers[t] = root == t ? count++ : numbers[root];
        }
        return numbers;
    }

    private void joinCoupled(int[] of) {
        double[][] coupling = new double[unknowns.length][unknowns.length];
        for (int t = 0; t < unknowns.length; t++) {
            for (int p = 0; has(t) && p < row[t].length; p++) {
                int seen = row[t][p] < numberOf.length ? numberOf[row[t][p]] : -1;
                if (seen >= 0) {
                    coupling[seen][t] = value[t][p];
                }
            }
        }
        for (int s = 0; s < unknowns.length; s++) {         // currents between nodes answer to voltages between them
            for (int t = 0; t < unknowns.length && has(s) && other[s] >= 0; t++) {
                coupling[s][t] -= coupling[other[s]][t];
            }
        }
        for (int s = 0; s < unknowns.length; s++) {
            for (int t = 0; t < unknowns.length; t++) {
                if (Math.abs(coupling[s][t] * coupling[t][s]) > UNCOUPLED * Math.abs(coupling[s][s] * coupling[t][t])) {
                    join(of, s, t);
                }
            }
        }
    }

    /** The smallest member. */
    private static int root(int[] of, int t) {
        int at = t;
        while (of[at] != at) {
            at = of[at];
        }
        return at;
    }

    private static void join(int[] of, int s, int t) {
        int a = root(of, s);
        int b = root(of, t);
        of[Math.max(a, b)] = Math.min(a, b);
    }

    /** The arrays of one thread. */
    final class Work {
        /** Steps of the small systems; those that need more are left to the iterations of the whole. */
        private static final int MOST = 20;
        private static final double STILL = 1e-12;
        /** What may leave the tangents and still be straight: of what flows along them, and of the tolerance of a current. */
        private static final double STRAIGHT = 1e-5;
        /** Numbers of columns for each unknown that cost as much as an iteration, which is a dozen solutions. */
        private static final double DEAR = 16;

        private final Equations equations;
        private final Evaluation[] whole = new Evaluation[banks.length];           // those of the equations
        private final Evaluation[] evaluation = new Evaluation[banks.length];
        private final double[][][] before;         // f at the base
        private final double[] spot;               // solution vector in which only what the devices see is true
        private final double[] move = new double[unknowns.length];
        private final double[] asked = new double[unknowns.length];
        private final boolean[] still = new boolean[groupSize.length];     // groups that have settled
        private final boolean[] straight = new boolean[groupSize.length];  // groups that leave their tangents by nothing that counts
        private final int[] leaving = new int[groupSize.length];           // groups that do not
        private final double[] excess = new double[unknowns.length];       // φ
        private final double[] along = new double[unknowns.length];        // magnitudes of what flows along tangents; 0 between uses
        private final double[][] change = new double[groupSize.length][];  // G₀ − G
        private final double[][] matrix = new double[groupSize.length][];
        private final double[][] right = new double[groupSize.length][];
        private boolean dear;
        private boolean settled;                   // whether the last step has the devices' own laws

        Work(Equations equations) {
            this.equations = equations;
            for (int k = 0; k < banks.length; k++) {
                whole[k] = equations.evaluations().get(banks[k]);
                evaluation[k] = new Evaluation(whole[k]);
            }
            before = Arrays.stream(current).map(Bends::copy).toArray(double[][][]::new);
            spot = equations.zeros();
            for (int g = 0; g < groupSize.length; g++) {
                change[g] = new double[groupSize[g] * groupSize[g]];
                matrix[g] = new double[groupSize[g] * groupSize[g]];
                right[g] = new double[groupSize[g]];
            }
        }

        /** Takes the currents at the solution for those at the base. */
        void fromSolution() {
            for (int k = 0; k < banks.length; k++) {
                fill(before[k], current[k]);
            }
        }

        private PlannedBank planned(int k) {
            return equations.plan().banks().get(banks[k]);
        }

        /** Takes the currents that were evaluated last for those at the base. */
        void fromHere() {
            for (int k = 0; k < banks.length; k++) {
                take(k, whole[k]);
            }
        }

        /**
         * Takes the currents at a base at which the equations were evaluated last for those there.
         *
         * @param extrapolated whether these are from limited voltages; if not they are computed again, as devices that were passed by have others by a little
         */
        void from(double[] x, boolean extrapolated) {
            for (int k = 0; k < banks.length; k++) {
                if (extrapolated) {
                    take(k, whole[k]);
                } else {
                    Evaluation e = evaluation[k];
                    e.follow(whole[k]);
                    e.limiting = false;
                    fill(e.memory, whole[k].memory);
                    load(k, x);
                    take(k, e);
                }
            }
        }

        private void take(int k, Evaluation e) {
            fill(before[k], e.current);
            for (int l = 0; l < before[k].length && rate != 0; l++) {
                for (int i = 0; i < before[k][l].length; i++) {
                    before[k][l][i] += rate * e.charge[l][i];
                }
            }
        }

        private void load(int k, double[] x) {
            Evaluation e = evaluation[k];
            int[][] numbers = planned(k).unknowns();
            for (int l = 0; l < numbers.length; l++) {
                for (int i = 0; i < numbers[l].length; i++) {
                    e.unknown[l][i] = x[numbers[l][i]];
                }
            }
            planned(k).bank().load(e);
        }

        /**
         * Bends a step.
         *
         * @param x    base
         * @param step J₀⁻¹ r, and then the step with the devices' own laws; as it was if the small systems do not settle
         */
        void bend(double[] x, double[] step) {
            begin(step);
            Arrays.fill(straight, false);
            settle(x, step);
        }

        /** The same of a step whose columns of Z are not all there: those of a group are computed when it leaves its tangents by too much for steps with these factors to shrink fast. */
        void bend(double[] x, double[] step, NewtonMatrix matrix, Settings settings) {
            begin(step);
            boolean limited = evaluate(x);                                  // what was limited tells nothing of how straight it is
            for (int g = 0; g < groupSize.length; g++) {
                straight[g] = coupling[g] == null;
            }
            for (int k = 0; k < banks.length; k++) {
                addAlong(k, planned(k).bank().conductancePattern(), conductance[k], 1);
                if (rate != 0) {
                    addAlong(k, planned(k).bank().capacitancePattern(), capacitance[k], rate);
                }
            }
            int count = 0;
            for (int t = 0; t < unknowns.length; t++) {
                if (straight[group[t]] && (limited || Math.abs(excess[t]) > STRAIGHT * (along[t] + equations.tolerance(x, unknowns[t], settings)))) {
                    leaving[count++] = group[t];
                    straight[group[t]] = false;
                }
                along[t] = 0;
            }
            complete(count, matrix);
            settle(x, step);
        }

        /** Computes the columns of the first groups that leave their tangents, which threads share. */
        private void complete(int count, NewtonMatrix matrix) {
            NewtonMatrix.Columns[] columns = matrix.columns(equations.crew().size());
            long[] numbers = new long[columns.length];
            equations.crew().run(columns.length, share -> {
                for (int k = share; k < count; k += columns.length) {
                    numbers[share] += Bends.this.complete(leaving[k], columns[share]);
                }
            });
            dear |= Arrays.stream(numbers).sum() > DEAR * equations.size();
        }

        /** Whether columns of one step ever took so much that a further iteration costs less, as where each reaches the whole circuit. */
        boolean isDear() {
            return dear;
        }

        private void begin(double[] step) {
            for (int t = 0; t < unknowns.length; t++) {
                asked[t] = step[unknowns[t]];
                move[t] = asked[t];
            }
            for (int k = 0; k < banks.length; k++) {
                evaluation[k].follow(whole[k]);
                evaluation[k].limiting = true;
                fill(evaluation[k].memory, whole[k].memory);
            }
        }

        /** What limiting remembers follows the step. */
        void remember() {
            for (int k = 0; k < banks.length && settled; k++) {
                fill(whole[k].memory, evaluation[k].memory);
            }
        }

        private void settle(double[] x, double[] step) {
            settled = false;
            System.arraycopy(straight, 0, still, 0, still.length);
            for (int n = 0; n < MOST && !settled; n++) {
                boolean limited = evaluate(x);
                settled = true;
                for (int g = 0; g < groupSize.length; g++) {
                    still[g] = still[g] || settle(g) && !limited;
                    settled &= still[g];
                }
            }
            for (int t = 0; t < unknowns.length && settled; t++) {
                if (straight[group[t]] || !has(t)) {
                    continue;
                }
                int[] to = row[t];
                double[] by = value[t];
                for (int p = 0; p < to.length; p++) {
                    step[to[p]] += by[p] * excess[t];
                }
            }
        }

        /** Adds the magnitudes of what flows along tangents. */
        private void addAlong(int k, int[][] pairs, double[][] derivative, double factor) {
            for (int p = 0; p < pairs.length; p++) {
                int[] to = local[k][pairs[p][0]];
                int[] of = local[k][pairs[p][1]];
                for (int i = 0; i < to.length; i++) {
                    if (to[i] >= 0 && of[i] >= 0) {
                        along[to[i]] += factor * Math.abs(derivative[p][i] * move[of[i]]);
                    }
                }
            }
        }

        /** φ and G₀ − G at the present move; whether a voltage was limited. */
        private boolean evaluate(double[] x) {
            for (int t = 0; t < unknowns.length; t++) {
                spot[unknowns[t]] = x[unknowns[t]] - move[t];
            }
            Arrays.fill(excess, 0);
            for (double[] part : change) {
                Arrays.fill(part, 0);
            }
            boolean limited = false;
            for (int k = 0; k < banks.length; k++) {
                Evaluation e = evaluation[k];
                e.limited = false;
                load(k, spot);
                limited |= e.limited;
                for (int l = 0; l < e.current.length; l++) {
                    for (int i = 0; i < e.current[l].length; i++) {
                        if (local[k][l][i] >= 0) {
                            excess[local[k][l][i]] += (rate != 0 ? e.current[l][i] + rate * e.charge[l][i] : e.current[l][i]) - before[k][l][i];
                        }
                    }
                }
                addBend(k, planned(k).bank().conductancePattern(), conductance[k], e.conductance, 1);
                if (rate != 0) {
                    addBend(k, planned(k).bank().capacitancePattern(), capacitance[k], e.capacitance, rate);
                }
            }
            return limited;
        }

        private void addBend(int k, int[][] pairs, double[][] first, double[][] now, double factor) {
            for (int p = 0; p < pairs.length; p++) {
                int[] to = local[k][pairs[p][0]];
                int[] of = local[k][pairs[p][1]];
                for (int i = 0; i < to.length; i++) {
                    if (to[i] >= 0 && of[i] >= 0) {
                        excess[to[i]] += factor * first[p][i] * move[of[i]];
                        change[group[to[i]]][place[to[i]] * groupSize[group[to[i]]] + place[of[i]]] += factor * (first[p][i] - now[p][i]);
                    }
                }
            }
        }

        /** Takes Newton's step of a group; whether it was nothing. */
        private boolean settle(int g) {
            boolean nothing = improve(g);
            for (int t : members[g]) {
                double by = right[g][place[t]];
                nothing &= Math.abs(by) <= STILL * (1 + Math.abs(move[t]));
                move[t] -= by;
            }
            return nothing;
        }

        /** Newton's step of a group, into {@link #right}; false if there is none. */
        private boolean improve(int g) {
            int size = groupSize[g];
            double[] w = coupling[g];
            double[] m = matrix[g];
            double[] b = right[g];
            Arrays.fill(b, 0);
            Arrays.fill(m, 0);
            for (int i = 0; i < size; i++) {
                m[i * size + i] = 1;
            }
            for (int l = 0; l < size; l++) {
                for (int j = 0; j < size; j++) {
                    double changed = change[g][l * size + j];
                    for (int i = 0; i < size && changed != 0; i++) {
                        m[i * size + j] -= w[i * size + l] * changed;
                    }
                }
            }
            for (int t : members[g]) {
                b[place[t]] += move[t] - asked[t];
                for (int i = 0; i < size; i++) {
                    b[i] -= w[i * size + place[t]] * excess[t];
                }
            }
            return eliminate(m, b, size);
        }

        /** Solves by Gauss's elimination with the largest pivot of each column. */
        private boolean eliminate(double[] m, double[] b, int size) {
            for (int k = 0; k < size; k++) {
                int pivot = k;
                for (int i = k + 1; i < size; i++) {
                    pivot = Math.abs(m[i * size + k]) > Math.abs(m[pivot * size + k]) ? i : pivot;
                }
                if (!(Math.abs(m[pivot * size + k]) > 0) || !(Math.abs(b[pivot]) <= Double.MAX_VALUE)) {
                    Arrays.fill(b, 0, size, 0);
                    return false;
                }
                for (int j = k; j < size; j++) {
                    double swapped = m[k * size + j];
                    m[k * size + j] = m[pivot * size + j];
                    m[pivot * size + j] = swapped;
                }
                double swapped = b[k];
                b[k] = b[pivot];
                b[pivot] = swapped;
                for (int i = k + 1; i < size; i++) {
                    double factor = m[i * size + k] / m[k * size + k];
                    for (int j = k; j < size && factor != 0; j++) {
                        m[i * size + j] -= factor * m[k * size + j];
                    }
                    b[i] -= factor * b[k];
                }
            }
            for (int k = size - 1; k >= 0; k--) {
                for (int j = k + 1; j < size; j++) {
                    b[k] -= m[k * size + j] * b[j];
                }
                b[k] /= m[k * size + k];
            }
            return true;
        }
    }
}
