package org.superpose.circuits.solve;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.crew.Crew;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.plan.PlannedBank;

/**
 * The numbers of one run: values of the banks and their sums over the nodes. A solution vector x has one number more than there are unknowns, for ground. Belongs to one thread; {@link #evaluate} allocates nothing.
 * <p>Residual: {@code F(x) = f(x) + a q(x) + h + p (x − x₀)}, with the rate a and history h of an integration formula, and pulls p [S] that tie voltages to targets x₀ (initial conditions, shunts to ground, pseudo-transient).
 */
public final class Equations {
    /** Of a sum of a few terms, relative to their magnitudes. */
    private static final double ROUNDING = 16 * Math.ulp(1.0);
    /** What remains of a current or of power, relative, that nobody need explain. */
    private static final double HARMLESS = 1e-12;
    /** Where rounding leaves more than this [A], [V], x is far from everything. */
    private static final double MOST_ROUNDING = 1;

    /** Devices for which another thread pays: they take some 0.1 ms. */
    private static final int SHARE = 1000;
    /** Devices at a time: what they read and write stays in a near cache from the gathering of their voltages to the sums of their currents. */
    private static final int TOGETHER = 256;

    /** Currents, charges, and the magnitudes of both. */
    private static final int SUMS = 4;

    private CircuitPlan plan;
    private final PlannedBank[] banks;
    private final Evaluation[] evaluations;
    private final int size;
    private final Evaluation[][] shares;    // by bank: one after another, which several threads may load
    private final int[][] computed;         // devices of each share that were computed last
    private final DeviceBank.Near[] near;   // by bank: null where none is known
    private final Bypass[] bypasses;        // by bank: null where none can be passed by
    private final double[][][] marked;      // by bank: what was accepted at a mark; null before the first
    private final boolean[] straight;       // by bank: whether derivatives follow nothing but the parameters
    private double reach;                   // 0: every device is computed
    private boolean passing;                // whether the reach was ever more than 0
    private long changes;                   // of derivatives, rate excepted, and of ties
    private long evaluation;                // number of the last one
    private final long[] loaded;            // by bank: the last one in which no device was passed by
    private long evaluated;                 // devices of banks of which some may be passed by, in all evaluations
    private long passed;                    // those of them that were
    private Crew crew = Crew.ALONE;
    private int[] jobBank = {};             // of each share of a bank
    private int[] jobShare = {};
    private boolean derived;                // whether derivatives are those at the x that was evaluated last
    private boolean holding;                // whether what is stored was computed there
    private boolean chargeless;             // whether nobody asks for charges where they make no currents
    private final boolean[][] grounded;     // by bank and local unknown: whether it is ground for all devices
    private final boolean[][] alive;        // and whether it is a voltage or ground for all of them
    private final double[] flow;            // f by rows
    private final double[] flowScale;       // sum of |f| by rows
    private final double[] stored;          // q by rows
    private final double[] storedScale;     // sum of |q| by rows
    private final double[] sums;
    private double[] matrix = {};           // with the slot for ground; made when somebody asks for one
    private final double[] pull;
    private final double[] target;
    private final double[] history;
    private final double[] anchor;
    private final double[] remaining;
    private final double[] explained;
    private final boolean[] voltage;        // of the unknowns, ground is none
    private final double[] power;           // by devices of a bank
    private boolean tied;
    private double shunt;
    private double rate;
    private PlannedBank turnedBank;
    private int turnedDevice;
    private int turns = Integer.MAX_VALUE;      // of one device at one instant; without bound, time is at none
    private final int[][] turned;               // by bank and device: how often at this instant; null before the first
    private final int[][] markedTurns;

    /** Arrays for a plan. */
    public Equations(CircuitPlan plan, Environment environment) {
        this.plan = plan;
        size = plan.size();
        banks = plan.banks().toArray(new PlannedBank[0]);
        evaluations = new Evaluation[banks.length];
        for (int b = 0; b < banks.length; b++) {
            evaluations[b] = new Evaluation(banks[b].bank(), environment);
        }
        shares = new Evaluation[banks.length][];
        computed = new int[banks.length][];
        loaded = new long[banks.length];
        near = new DeviceBank.Near[banks.length];
        bypasses = new Bypass[banks.length];
        marked = new double[banks.length][][];
        turned = new int[banks.length][];
        markedTurns = new int[banks.length][];
        straight = new boolean[banks.length];
        for (int b = 0; b < banks.length; b++) {
            int n = banks[b].bank().size();
            int[][] bends = banks[b].bank().bends();
            bypasses[b] = bends != null && bends.length > 0 && banks[b].bank().divisible() ? new Bypass(banks[b]) : null;
            straight[b] = isStraight(banks[b]);
            shares[b] = !banks[b].bank().divisible() || n <= TOGETHER ? new Evaluation[] {evaluations[b]} : new Evaluation[(n + TOGETHER - 1) / TOGETHER];
            for (int s = 0; s < shares[b].length && shares[b].length > 1; s++) {
                shares[b][s] = new Evaluation(evaluations[b], s * TOGETHER, Math.min(n, (s + 1) * TOGETHER));
            }
            computed[b] = new int[shares[b].length];
        }
        grounded = Arrays.stream(banks).map(bank -> grounded(bank.unknowns())).toArray(boolean[][]::new);
        flow = new double[size + 1];
        flowScale = new double[size + 1];
        stored = new double[size + 1];
        storedScale = new double[size + 1];
        sums = new double[size + 1];
        pull = new double[size];
        target = new double[size];
        history = new double[size];
        anchor = new double[size];
        remaining = new double[size];
        explained = new double[size];
        voltage = plan.voltages();
        alive = Arrays.stream(banks).map(bank -> alive(bank.unknowns())).toArray(boolean[][]::new);
        power = new double[banksLargest()];
    }

    private static boolean isStraight(PlannedBank planned) {
        int[][] bends = planned.bank().bends();
        return bends != null && bends.length == 0;
    }

    private boolean[] grounded(int[][] unknowns) {
        boolean[] all = new boolean[unknowns.length];
        for (int k = 0; k < all.length; k++) {
            all[k] = Arrays.stream(unknowns[k]).allMatch(number -> number == size);
        }
        return all;
    }

    private boolean[] alive(int[][] unknowns) {
        boolean[] all = new boolean[unknowns.length];
        for (int k = 0; k < all.length; k++) {
            all[k] = Arrays.stream(unknowns[k]).allMatch(number -> number == size || voltage[number]);
        }
        return all;
    }

    private int banksLargest() {
        int most = 0;
        for (PlannedBank bank : banks) {
            most = Math.max(most, bank.bank().size());
        }
        return most;
    }

    /** Takes the values of a {@linkplain CircuitPlan#variant variant} that shares the pattern of this plan. */
    public void adopt(CircuitPlan variant) {
        if (!variant.isLike(plan)) {
            throw new IllegalArgumentException("circuit \"" + variant.circuit().title() + "\" is no variant of the one that is being solved; make new equations for it");
        }
        Arrays.fill(near, null);
        plan = variant;
        for (int b = 0; b < banks.length; b++) {
            PlannedBank other = variant.banks().get(b);
            if (other != banks[b]) {
                banks[b] = other;
                straight[b] = isStraight(other);
                if (bypasses[b] != null) {
                    bypasses[b].adopt(other);
                }
                double[][] parameters = other.bank().parameters(evaluations[b].environment);
                for (int p = 0; p < parameters.length; p++) {
                    System.arraycopy(parameters[p], 0, evaluations[b].parameter[p], 0, parameters[p].length);
                }
                forget(b);
            }
        }
    }

    /** Makes all parameters anew at another temperature, or with other constants. */
    public void environment(Environment environment) {
        Arrays.fill(near, null);
        for (int b = 0; b < banks.length; b++) {
            evaluations[b].environment = environment;
            double[][] parameters = banks[b].bank().parameters(environment);
            for (int p = 0; p < parameters.length; p++) {
                System.arraycopy(parameters[p], 0, evaluations[b].parameter[p], 0, parameters[p].length);
            }
            forget(b);
        }
    }

    public CircuitPlan plan() {
        return plan;
    }

    /** Number of unknowns. */
    public int size() {
        return size;
    }

    /** What the banks read and wrote, in the order of the plan's banks. Who writes to one, or loads it, tells by {@link #forget}. */
    public List<Evaluation> evaluations() {
        return List.of(evaluations);
    }

    /** All devices of a bank, by its place in the plan, are to be computed at the next evaluation, even if they stand still. */
    public void forget(int bank) {
        changes++;
        if (bypasses[bank] != null) {
            bypasses[bank].forget();
        }
    }

    /** The same of one device. */
    public void forget(int bank, int device) {
        changes++;
        if (bypasses[bank] != null) {
            bypasses[bank].forget(device);
        }
    }

    /**
     * From now on devices may be passed by that moved little since they were computed; their currents and charges follow the tangents, and the derivatives stay.
     *
     * @param error what currents and charges may leave the tangents by, of what meets in a device; 0: all are computed
     */
    void bypass(double error) {
        reach = Math.sqrt(2 * error);
        passing |= reach > 0;
    }

    /** How often derivatives changed, or what ties voltages: while this number and the rate stay, so does the matrix. */
    long changes() {
        return changes;
    }

    /** Number of the last evaluation. */
    long evaluation() {
        return evaluation;
    }

    /** Whether derivatives of devices of a bank, from first to end, are those of an earlier evaluation; sometimes false though they are. */
    boolean stoodStill(int bank, int first, int end, long since) {
        return loaded[bank] <= since && bypasses[bank] != null && bypasses[bank].stoodStill(first, end, since);
    }

    /** How many times a device was evaluated that may be passed by, and of them how many times it was. */
    long evaluated() {
        return evaluated;
    }

    long passedBy() {
        return passed;
    }

    /** By unknowns: changes that do not count [V], [A]. */
    public double[] leastChanges(Settings settings) {
        double[] least = new double[size];
        crew.over(size, (from, to) -> leastChanges(settings, least, from, to));
        return least;
    }

    private void leastChanges(Settings settings, double[] into, int from, int to) {
        boolean[] node = voltage;
        double volts = settings.voltage();
        double amperes = settings.current();
        for (int i = from; i < to; i++) {
            into[i] = node[i] ? volts : amperes;
        }
    }

    /** A solution vector of zeros. */
    public double[] zeros() {
        return new double[size + 1];
    }

    /** Sets the conductance across every junction [S]. */
    public void junctionConductance(double conductance) {
        for (int b = 0; b < banks.length; b++) {
            if (evaluations[b].junctionConductance != conductance) {
                evaluations[b].junctionConductance = conductance;
                forget(b);
            }
        }
    }

    /** Sets the factor on independent sources. */
    public void sourceScale(double scale) {
        for (Evaluation e : evaluations) {
            e.sourceScale = scale;
        }
    }

    /** From now on a transient run at this time [s]. */
    public void time(double time) {
        for (Evaluation e : evaluations) {
            e.transientRun = true;
            e.time = time;
        }
    }

    /** Whether junction voltages may be limited from now on. */
    void limiting(boolean limiting) {
        for (Evaluation e : evaluations) {
            e.limiting = limiting;
        }
    }

    /** Whether junctions begin at voltages of their own. */
    void starting(boolean starting) {
        for (Evaluation e : evaluations) {
            e.starting = starting;
        }
    }

    /** Sets the rate a [1/s] of the integration formula; h is in {@link #history}. */
    public void rate(double perSecond) {
        rate = perSecond;
    }

    /** Whether derivatives are those at the x that was evaluated last. */
    boolean derived() {
        return derived;
    }

    /** a. */
    double rate() {
        return rate;
    }

    /** Whether {@link #pull} may differ from 0 anywhere. */
    boolean pulls() {
        return tied || shunt != 0;
    }

    /** What ties or shunts add to the diagonal of an unknown [S]. */
    double pull(int index) {
        return voltage[index] ? pull[index] + shunt : 0;
    }

    /** h of the integration formula, to be written by the caller. */
    public double[] history() {
        return history;
    }

    /** Ties a voltage to a target [V] with a conductance [S]; 0 S lets go. */
    public void tie(int index, double voltage, double conductance) {
        target[index] = voltage;
        changes += pull[index] != conductance ? 1 : 0;
        pull[index] = conductance;
        tied |= conductance != 0;
    }

    /** Ties every voltage to an anchor with a conductance [S], beside its own tie; 0 S lets go. */
    void shunt(double conductance, double[] toward) {
        changes += shunt != conductance ? 1 : 0;
        shunt = conductance;
        System.arraycopy(toward, 0, anchor, 0, size);
    }

    /**
     * Computes currents and derivatives at x, and charges where the rate makes a current of them. Banks that limit extrapolate from where they limited.
     *
     * @return whether a bank limited a voltage
     */
    boolean evaluate(double[] x) {
        return evaluate(x, rate != 0, true, true);
    }

    /**
     * The same for a step with factors that there are: derivatives may stay those of an earlier x.
     *
     * @param scaling whether the sums of magnitudes are wanted; if not, {@link #met}, {@link #tolerance} and receipts are undefined
     */
    boolean evaluateCurrents(double[] x, boolean scaling) {
        return evaluate(x, rate != 0, false, scaling);
    }

    private boolean evaluate(double[] x, boolean storing, boolean deriving, boolean scaling) {
        evaluation++;
        boolean stores = storing || holding;                // what was stored before is no more
        holding = storing;
        for (Evaluation e : evaluations) {
            e.limited = false;
            e.storing = storing;
            e.deriving = deriving;
        }
        for (Bypass bypass : bypasses) {
            if (bypass != null) {
                bypass.begin(evaluation, storing, !deriving || evaluations[0].starting);
            }
        }
        if (crew.size() > 1) {
            crew.run(jobBank.length, job -> load(jobBank[job], jobShare[job], x));
            crew.run(stores ? SUMS : 2, sum -> {
                if (sum != 1 || scaling) {
                    sum(sum, storing);
                }
            });
        } else {
            loadAndSum(x, storing, scaling, stores);
        }
        boolean limited = false;
        for (int b = 0; b < banks.length; b++) {
            int moved = 0;
            for (int s = 0; s < shares[b].length; s++) {
                limited |= shares[b][s].limited;
                moved += computed[b][s];
            }
            evaluations[b].deriving = true;
            changes += moved > 0 && !straight[b] ? 1 : 0;
            loaded[b] = passing && deriving && bypasses[b] != null ? loaded[b] : evaluation;
            if (bypasses[b] != null) {
                evaluated += banks[b].bank().size();
                passed += banks[b].bank().size() - moved;
            }
        }
        derived = deriving;
        return limited;
    }

    /** Share by share: what was just loaded is added up while it is at hand. */
    private void loadAndSum(double[] x, boolean storing, boolean scaling, boolean stores) {
        Arrays.fill(flow, 0);
        if (scaling) {
            Arrays.fill(flowScale, 0);
        }
        if (stores) {
            Arrays.fill(stored, 0);
            Arrays.fill(storedScale, 0);
        }
        for (int b = 0; b < banks.length; b++) {
            int[][] unknowns = banks[b].unknowns();
            for (int s = 0; s < shares[b].length; s++) {
                load(b, s, x);
                Evaluation e = shares[b][s];
                for (int k = 0; k < unknowns.length; k++) {
                    if (!grounded[b][k] && !scaling) {
                        scatter(e.current[k], unknowns[k], flow, e.first, e.end);
                    } else if (!grounded[b][k]) {
                        scatter(e.current[k], unknowns[k], flow, flowScale, e.first, e.end);
                    }
                }
                for (int k = 0; k < unknowns.length && storing && e.capacitance.length > 0; k++) {
                    scatter(e.charge[k], unknowns[k], stored, storedScale, e.first, e.end);
                }
            }
        }
    }

    /** One of the sums over what is loaded, in the same order as {@link #loadAndSum} takes it: currents, their magnitudes, charges, theirs. */
    private void sum(int which, boolean storing) {
        boolean charges = which >= 2;
        boolean magnitudes = which % 2 == 1;
        double[] into = charges ? magnitudes ? storedScale : stored : magnitudes ? flowScale : flow;
        Arrays.fill(into, 0);
        for (int b = 0; b < banks.length && (storing || !charges); b++) {
            int[][] unknowns = banks[b].unknowns();
            for (Evaluation e : shares[b]) {
                double[][] of = charges ? e.charge : e.current;
                for (int k = 0; k < unknowns.length && (!charges || e.capacitance.length > 0); k++) {
                    if (grounded[b][k] && !charges) {
                        continue;
                    }
                    if (magnitudes) {
                        scatterMagnitudes(of[k], unknowns[k], into, e.first, e.end);
                    } else {
                        scatter(of[k], unknowns[k], into, e.first, e.end);
                    }
                }
            }
        }
    }

    private void load(int b, int share, double[] x) {
        Evaluation e = shares[b][share];
        if (e != evaluations[b]) {
            e.follow(evaluations[b]);
        }
        if (passing && e.deriving && bypasses[b] != null) {
            computed[b][share] = bypasses[b].load(e, x, reach);
            return;
        }
        computed[b][share] = e.end - e.first;
        int[][] unknowns = banks[b].unknowns();
        for (int k = 0; k < unknowns.length; k++) {
            gather(x, unknowns[k], e.unknown[k], e.first, e.end);
        }
        if (near[b] != null && !e.deriving && !e.storing && !e.starting) {
            near[b].load(e);
        } else {
            banks[b].bank().load(e);
        }
    }

    /**
     * From now on several threads evaluate, if there are devices enough: each loads a share of them, and the sums over the nodes are taken in one order, so the bits stay the same.
     */
    public void share(int most) {
        int devices = 0;
        for (PlannedBank bank : banks) {
            devices += bank.bank().divisible() ? bank.bank().size() : 0;
        }
        crew = new Crew(Math.max(1, Math.min(most, devices / SHARE)));
        jobBank = IntStream.range(0, banks.length).flatMap(b -> IntStream.generate(() -> b).limit(shares[b].length)).toArray();
        jobShare = Arrays.stream(shares).flatMapToInt(of -> IntStream.range(0, of.length)).toArray();
    }

    /** Whether what is stored makes currents. */
    boolean storing() {
        return rate != 0;
    }

    /** Who evaluates. */
    public Crew crew() {
        return crew;
    }

    /** From now on {@link #evaluateAt}, and so a receipt, computes no charges in direct current: nobody will ask for them. */
    public void leaveOutCharges() {
        chargeless = true;
    }

    /** Computes at x, charges too, without limiting: what {@link #conductances}, {@link #capacitances}, {@link #flow} and {@link #stored} then tell is true at x itself. */
    public void evaluateAt(double[] x) {
        limiting(false);
        evaluate(x, rate != 0 || !chargeless, true, true);
    }

    static void gather(double[] x, int[] index, double[] local, int first, int end) {
        for (int i = first; i < end; i++) {
            local[i] = x[index[i]];
        }
    }

    private static void scatter(double[] local, int[] index, double[] sum, int first, int end) {
        for (int i = first; i < end; i++) {
            sum[index[i]] += local[i];
        }
    }

    private static void scatterMagnitudes(double[] local, int[] index, double[] sum, int first, int end) {
        for (int i = first; i < end; i++) {
            sum[index[i]] += Math.abs(local[i]);
        }
    }

    private static void scatter(double[] local, int[] index, double[] sum, double[] magnitude, int first, int end) {
        for (int i = first; i < end; i++) {
            sum[index[i]] += local[i];
            magnitude[index[i]] += Math.abs(local[i]);
        }
    }

    /** Sets how often a device may change its state at one instant from now on, what it did before included; 0: all stay in their states. */
    public void turns(int most) {
        turns = most;
    }

    /**
     * Lets devices decide on their states at the x that was evaluated last: all of them in the first round, and half as many in every further one, down to one, so that two that drive each other do not both turn for ever. At an instant all of them decide in every round, but for
     * the last time one after another: what drives one another in a chain turns in as many rounds as the chain has links, other chains meanwhile, and pulses run along them.
     *
     * @return whether a state changed
     */
    boolean decide(int round) {
        boolean changed = false;
        boolean instant = turns < Integer.MAX_VALUE;
        int halvings = instant ? 30 : Math.min(round, 30);
        for (int b = 0; b < banks.length && turns > 0; b++) {
            int most = changed && halvings > 0 ? 0 : Math.max(1, banks[b].bank().size() >> halvings);
            for (int device = undecided(b, 0); device >= 0; device = undecided(b, device + 1)) {
                boolean free = instant && turned(b)[device] < turns - 1;
                if (free || most > 0 && turned(b)[device] < turns) {
                    turn(b, device);
                    changed = true;
                    most -= free ? 0 : 1;
                }
            }
        }
        return changed;
    }

    private int undecided(int b, int from) {
        return banks[b].bank().undecided(evaluations[b], from);
    }

    private int[] turned(int b) {
        if (turned[b] == null) {
            turned[b] = new int[banks[b].bank().size()];
            markedTurns[b] = new int[turned[b].length];
        }
        return turned[b];
    }

    private void turn(int b, int device) {
        banks[b].bank().decide(evaluations[b], device);
        turned(b)[device]++;
        turnedBank = banks[b];
        turnedDevice = device;
    }

    /** Name of the component that changed its state last. */
    String turned() {
        return turnedBank.members().get(turnedDevice).name();
    }

    /** The unknown of its first terminal that is not ground. */
    int turnedAt() {
        int k = 0;
        while (turnedBank.unknowns()[k][turnedDevice] == size) {
            k++;
        }
        return turnedBank.unknowns()[k][turnedDevice];
    }

    /**
     * Lets all devices decide on their states at the x that was evaluated last, which is a new instant.
     *
     * @param restless how often a device must have turned at the instant before for this to be its only turn at the new one
     */
    public void decideAll(int restless) {
        for (int b = 0; b < banks.length; b++) {
            for (int device = 0; turned[b] != null && device < turned[b].length; device++) {
                turned[b][device] = turned[b][device] < restless ? 0 : restless;
            }
            for (int device = undecided(b, 0); device >= 0; device = undecided(b, device + 1)) {
                turn(b, device);
            }
        }
    }

    /** The fraction of the step from the accepted time point to the x that was evaluated last at which the first discrete decision falls due, or infinity. */
    public double crossing() {
        double first = Double.POSITIVE_INFINITY;
        for (int b = 0; b < banks.length; b++) {
            first = Math.min(first, banks[b].bank().crossing(evaluations[b]));
        }
        return first;
    }

    /** Remembers what limiting remembers, and the states of devices, as those of an accepted time point, or point of a sweep. */
    public void accept() {
        for (Evaluation e : evaluations) {
            for (int m = 0; m < e.memory.length; m++) {
                System.arraycopy(e.memory[m], 0, e.accepted[m], 0, e.memory[m].length);
            }
        }
    }

    /** Goes back to what limiting remembered, and to the states of devices, at the accepted time point. */
    public void revert() {
        for (Evaluation e : evaluations) {
            for (int m = 0; m < e.memory.length; m++) {
                System.arraycopy(e.accepted[m], 0, e.memory[m], 0, e.memory[m].length);
            }
        }
    }

    /** Keeps what was accepted last, so that {@link #goBack} finds it. */
    public void mark() {
        for (int b = 0; b < banks.length; b++) {
            Evaluation e = evaluations[b];
            if (marked[b] == null) {
                marked[b] = Arrays.stream(e.accepted).map(double[]::clone).toArray(double[][]::new);
            }
            copy(e.accepted, marked[b]);
            if (turned[b] != null) {
                System.arraycopy(turned[b], 0, markedTurns[b], 0, turned[b].length);
            }
        }
    }

    /** Goes back to what was accepted when it was marked. */
    public void goBack() {
        for (int b = 0; b < banks.length; b++) {
            copy(marked[b], evaluations[b].accepted);
            if (turned[b] != null) {
                System.arraycopy(markedTurns[b], 0, turned[b], 0, turned[b].length);
            }
        }
        revert();
    }

    private static void copy(double[][] rows, double[][] into) {
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, into[row], 0, rows[row].length);
        }
    }

    /**
     * Arrays of a variant of the circuit that takes turns with others in the same equations: parameters of its own, and what its devices remember. All else, most of it by far, is shared.
     */
    public static final class Turn {
        private final double[][][] parameter;
        private final double[][][] memory;

        private Turn(double[][][] parameter, double[][][] memory) {
            this.parameter = parameter;
            this.memory = memory;
        }
    }

    /**
     * Room for a variant.
     *
     * @param own by bank, or null for none: whether a row of its parameters differs between variants
     */
    public Turn turn(boolean[][] own) {
        double[][][] parameter = new double[banks.length][][];
        double[][][] memory = new double[banks.length][][];
        for (int b = 0; b < banks.length; b++) {
            Evaluation e = evaluations[b];
            parameter[b] = new double[e.parameter.length][];
            for (int row = 0; row < e.parameter.length; row++) {
                parameter[b][row] = own[b] != null && own[b][row] ? e.parameter[row].clone() : null;
            }
            memory[b] = Arrays.stream(e.memory).map(double[]::clone).toArray(double[][]::new);
        }
        return new Turn(parameter, memory);
    }

    /** Exchanges what is here for what a variant has; a second time changes it back. */
    public void exchange(Turn turn) {
        for (int b = 0; b < banks.length; b++) {
            exchange(evaluations[b].parameter, turn.parameter[b]);
            exchange(evaluations[b].memory, turn.memory[b]);
            if (passing) {
                forget(b);
            }
        }
        changes++;
    }

    private static void exchange(double[][] rows, double[][] others) {
        for (int row = 0; row < rows.length; row++) {
            if (others[row] != null) {
                double[] here = rows[row];
                rows[row] = others[row];
                others[row] = here;
            }
        }
    }

    /**
     * From now on currents alone are mostly computed near what was accepted last, by one thread, until the parameters change otherwise than a turn's.
     *
     * @param own by bank, or null for none: whether a row of its parameters differs between variants
     */
    void nearby(boolean[][] own) {
        for (int b = 0; b < banks.length; b++) {
            near[b] = banks[b].bank().near(evaluations[b], own[b]);
        }
    }

    /** Takes over what was accepted in other equations of the same plan, at another temperature. */
    public void accept(Equations other) {
        for (int b = 0; b < evaluations.length; b++) {
            for (int m = 0; m < evaluations[b].memory.length; m++) {
                System.arraycopy(other.evaluations[b].accepted[m], 0, evaluations[b].accepted[m], 0, evaluations[b].accepted[m].length);
            }
        }
        revert();
    }

    /** The first time after {@code time} [s] at which a source has a corner, or infinity. */
    public double nextCorner(double time) {
        double next = Double.POSITIVE_INFINITY;
        for (int b = 0; b < banks.length; b++) {
            next = Math.min(next, banks[b].bank().nextCorner(evaluations[b], time));
        }
        return next;
    }

    /** q by rows, as last computed. For reading only. */
    public double[] stored() {
        return stored;
    }

    /** Sum of |q| by rows, as last computed. For reading only. */
    public double[] storedScale() {
        return storedScale;
    }

    /** f by rows, as last computed. For reading only. */
    public double[] flow() {
        return flow;
    }

    /** Sum of |f| by rows, as last computed. For reading only. */
    public double[] flowScale() {
        return flowScale;
    }

    /** F at the x that was evaluated last. */
    public void residual(double[] x, double[] into) {
        crew.over(size, (from, to) -> residual(x, into, from, to));
    }

    private void residual(double[] x, double[] into, int from, int to) {
        System.arraycopy(flow, from, into, from, to - from);
        if (tied) {
            for (int i = from; i < to; i++) {
                into[i] += pull[i] * (x[i] - target[i]);
            }
        }
        if (rate != 0) {
            double a = rate;
            double[] q = stored;
            double[] h = history;
            for (int i = from; i < to; i++) {
                into[i] += a * q[i] + h[i];
            }
        }
        if (shunt != 0) {
            for (int i = from; i < to; i++) {
                into[i] += voltage[i] ? shunt * (x[i] - anchor[i]) : 0;
            }
        }
    }

    /** q̇ by rows, as the integration formula has it: a q + h. */
    public void rates(double[] into) {
        crew.over(size, (from, to) -> rates(into, from, to));
    }

    private void rates(double[] into, int from, int to) {
        double a = rate;
        double[] q = stored;
        double[] h = history;
        for (int i = from; i < to; i++) {
            into[i] = a * q[i] + h[i];
        }
    }

    /** Sum of the magnitudes of what flows in row i. */
    double scale(double[] x, int i) {
        return !tied && rate == 0 && shunt == 0 ? flowScale[i] : flowScale[i] + pull[i] * Math.abs(x[i] - target[i]) + rate * storedScale[i] + (shunt != 0 && voltage[i] ? shunt * Math.abs(x[i] - anchor[i]) : 0);
    }

    /** What may remain in row i. */
    double tolerance(double[] x, int i, Settings settings) {
        return settings.relative() * scale(x, i) + (voltage[i] ? settings.current() : settings.voltage());
    }

    /**
     * Whether what remains at the x that was evaluated last is negligible, or nothing but rounding.
     *
     * @param room to compute with; null where there are no derivatives, from which follows what rounding explains
     */
    boolean met(double[] x, double[] remaining, Settings settings, double[] room) {
        double least = Math.min(settings.current(), settings.voltage());
        if (crew.largest(size, (from, to) -> beyond(x, remaining, settings, least, from, to)) == 0) {
            return true;
        }
        if (room == null) {
            return false;
        }
        cancellation(room);
        for (int i = 0; i < size; i++) {
            if (!isMet(x, remaining[i], i, settings, least) && !isRounding(remaining[i], room[i])) {
                return false;
            }
        }
        return true;
    }

    /** What remains at the x that was evaluated last, in tolerances of the worst equation. */
    double excess(double[] x, double[] remaining, Settings settings) {
        return crew.largest(size, (from, to) -> excess(x, remaining, settings, from, to));
    }

    private double excess(double[] x, double[] remaining, Settings settings, int from, int to) {
        boolean free = !tied && shunt == 0;
        boolean[] node = voltage;
        double[] flows = flowScale;
        double[] charges = storedScale;
        double a = rate;
        double relative = settings.relative();
        double current = settings.current();
        double voltage = settings.voltage();
        double most = 0;
        for (int i = from; i < to; i++) {
            double magnitude = Math.abs(remaining[i]);
            if (!(magnitude <= Double.MAX_VALUE)) {
                return Double.POSITIVE_INFINITY;
            }
            double tolerance = free ? relative * (flows[i] + a * charges[i]) + (node[i] ? current : voltage) : tolerance(x, i, settings);
            if (magnitude > most * tolerance * Crew.DIVIDING) {
                most = Math.max(most, magnitude / tolerance);
            }
        }
        return most;
    }

    /** Whether no more remains of any equation of a branch than a part of its largest terms. */
    boolean branchesMet(double[] x, double[] remaining, double part) {
        return crew.largest(size, (from, to) -> branchBeyond(x, remaining, part, from, to)) == 0;
    }

    private double branchBeyond(double[] x, double[] remaining, double part, int from, int to) {
        boolean[] node = voltage;
        for (int i = from; i < to; i++) {
            if (!node[i] && Math.abs(remaining[i]) > part * scale(x, i)) {
                return 1;
            }
        }
        return 0;
    }

    /** 1 if more remains of an equation than may, else 0. */
    private double beyond(double[] x, double[] remaining, Settings settings, double least, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isMet(x, remaining[i], i, settings, least)) {
                return 1;
            }
        }
        return 0;
    }

    /** @param least what may remain of any equation */
    private boolean isMet(double[] x, double remaining, int i, Settings settings, double least) {
        return Math.abs(remaining) <= least || Math.abs(remaining) <= tolerance(x, i, settings);
    }

    /** {@code Σ_j |J_ij x_j|} of each row: times the rounding unit, what the residual cannot be better than. */
    void cancellation(double[] into) {
        Arrays.fill(sums, 0, size + 1, 0);
        for (int b = 0; b < banks.length; b++) {
            Evaluation e = evaluations[b];
            cancellation(banks[b], banks[b].bank().conductancePattern(), e.conductance, 1, e.unknown);
            cancellation(banks[b], banks[b].bank().capacitancePattern(), e.capacitance, rate, e.unknown);
        }
        for (int i = 0; i < size; i++) {
            sums[i] += pull[i] * Math.abs(target[i]) + (voltage[i] ? shunt * Math.abs(anchor[i]) : 0);
        }
        System.arraycopy(sums, 0, into, 0, size);
    }

    /** Whether what remains in a row of a given {@link #cancellation} is nothing but rounding. */
    static boolean isRounding(double remaining, double cancellation) {
        return Math.abs(remaining) <= Math.min(ROUNDING * cancellation, MOST_ROUNDING);
    }

    private void cancellation(PlannedBank bank, int[][] pairs, double[][] values, double factor, double[][] unknown) {
        for (int p = 0; p < pairs.length && factor != 0; p++) {
            int[] row = bank.unknowns()[pairs[p][0]];
            for (int i = 0; i < row.length; i++) {
                sums[row[i]] += Math.abs(factor * values[p][i] * unknown[pairs[p][1]][i]);
            }
        }
    }

    private void clear() {
        if (matrix.length == 0) {
            matrix = new double[plan.pattern().entries() + 1];
        }
        Arrays.fill(matrix, 0);
    }

    private void add(double[][] values, int[][] slots) {
        double[] into = matrix;
        for (int p = 0; p < slots.length; p++) {
            double[] value = values[p];
            int[] slot = slots[p];
            for (int i = 0; i < slot.length; i++) {
                into[slot[i]] += value[i];
            }
        }
    }

    /** ∂f/∂x at the x that was evaluated last. */
    public void conductances(double[] into) {
        clear();
        for (int b = 0; b < banks.length; b++) {
            add(evaluations[b].conductance, banks[b].conductanceSlots());
        }
        System.arraycopy(matrix, 0, into, 0, into.length);
    }

    /** ∂q/∂x at the x that was evaluated last. */
    public void capacitances(double[] into) {
        clear();
        for (int b = 0; b < banks.length; b++) {
            add(evaluations[b].capacitance, banks[b].capacitanceSlots());
        }
        System.arraycopy(matrix, 0, into, 0, into.length);
    }

    /** Writes the devices' own initial conditions over branch currents in x, and evaluates with all of them, inner nodes at the voltages of their terminals, so that {@link #stored} holds the initial charges. */
    public void evaluateInitialConditions(double[] x) {
        limiting(false);
        holding = true;
        for (int b = 0; b < banks.length; b++) {
            forget(b);
        }
        for (int pass = 0; pass < 2; pass++) {
            Arrays.fill(stored, 0);
            Arrays.fill(storedScale, 0);
            for (int b = 0; b < banks.length; b++) {
                Evaluation e = evaluations[b];
                int[][] unknowns = banks[b].unknowns();
                for (int k = 0; k < unknowns.length; k++) {
                    gather(x, unknowns[k], e.unknown[k], 0, unknowns[k].length);
                }
                banks[b].bank().initialConditions(e);
                for (int k = 0; k < unknowns.length; k++) {
                    for (int i = 0; i < unknowns[k].length; i++) {
                        int index = unknowns[k][i];
                        if (index < size && !plan.isVoltage(index)) {
                            x[index] = e.unknown[k][i];
                        }
                    }
                }
                for (int k = 0; k < unknowns.length; k++) {
                    for (int i = 0; i < unknowns[k].length; i++) {
                        e.unknown[k][i] = e.unknown[banks[b].bank().terminal(k, i)][i];
                    }
                }
                if (pass == 1 && e.capacitance.length > 0) {
                    e.storing = true;
                    banks[b].bank().load(e);
                    for (int k = 0; k < unknowns.length; k++) {
                        scatter(e.charge[k], unknowns[k], stored, storedScale, 0, unknowns[k].length);
                    }
                }
            }
        }
    }

    /** {@code Σ v i} over the devices, by rows, where it is what Kirchhoff's law leaves over. */
    private double unbalanced(double[] x, double[] remaining) {
        return Math.abs(crew.sum(size, (from, to) -> unbalanced(x, remaining, from, to)));
    }

    private double unbalanced(double[] x, double[] remaining, int from, int to) {
        double sum = 0;
        boolean[] node = voltage;
        for (int i = from; i < to; i++) {
            sum += node[i] ? x[i] * remaining[i] : 0;
        }
        return sum;
    }

    /** {@code Σ |v i|} over the devices. */
    private double turnedOver() {
        double magnitude = 0;
        for (int b = 0; b < banks.length; b++) {
            int bank = b;
            magnitude += crew.sum(banks[b].bank().size(), (from, to) -> turnedOver(bank, from, to));
        }
        return Math.max(magnitude, Receipt.NEGLIGIBLE_POWER);
    }

    private double turnedOver(int b, int from, int to) {
        Evaluation e = evaluations[b];
        int[][] unknowns = banks[b].unknowns();
        Arrays.fill(power, from, to, 0);
        for (int k = 0; k < unknowns.length; k++) {
            if (alive[b][k]) {
                addPower(e.unknown[k], e.current[k], from, to);
            } else {
                addPower(unknowns[k], e.unknown[k], e.current[k], from, to);
            }
        }
        double magnitude = 0;
        for (int i = from; i < to; i++) {
            magnitude += Math.abs(power[i]);
        }
        return magnitude;
    }

    private void addPower(double[] unknown, double[] current, int from, int to) {
        double[] into = power;
        for (int i = from; i < to; i++) {
            into[i] += unknown[i] * current[i];
        }
    }

    private void addPower(int[] index, double[] unknown, double[] current, int from, int to) {
        double[] into = power;
        boolean[] node = voltage;
        for (int i = from; i < to; i++) {
            if (node[index[i]]) {
                into[i] += unknown[i] * current[i];
            }
        }
    }

    /** How well the equations are met at x, which it evaluates. */
    public Receipt receipt(double[] x, long iterations, List<Aid> aids) {
        evaluateAt(x);
        return receiptHere(x, iterations, aids);
    }

    /** The same at the x at which currents were evaluated last, without their derivatives: what remains is taken as it is, whatever rounding may explain of it. */
    Receipt receiptOfCurrents(double[] x, long iterations) {
        return receiptHere(x, iterations, List.of(), Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, false, 0);
    }

    /**
     * The same, with or without what rounding explains.
     *
     * @param nothing what may remain of a current [A] and counts as nothing in relation to others: the inner nodes of a device see only what is left of its own currents
     */
    Receipt receiptOfPoint(double[] x, long iterations, boolean rounding, double nothing) {
        return receiptHere(x, iterations, List.of(), HARMLESS, HARMLESS, rounding, nothing);
    }

    /** How well the equations are met at the x that was evaluated last, without limiting. */
    Receipt receiptHere(double[] x, long iterations, List<Aid> aids) {
        return receiptHere(x, iterations, aids, HARMLESS, HARMLESS, true, 0);
    }

    /** The same, and what remains is taken as it is up to these two bounds, of a node and of the power: only beyond them it is seen what rounding explains, if that is asked. */
    Receipt receiptHere(double[] x, long iterations, List<Aid> aids, double harmless, double balanced, boolean rounding) {
        return receiptHere(x, iterations, aids, harmless, balanced, rounding, 0);
    }

    private Receipt receiptHere(double[] x, long iterations, List<Aid> aids, double harmless, double balanced, boolean rounding, double nothing) {
        residual(x, remaining);
        double turnedOver = turnedOver();
        double balance = unbalanced(x, remaining) / turnedOver;
        double most = crew.largest(size, this::largestRemaining);
        double relative = crew.largest(size, (from, to) -> largestPart(x, nothing, from, to));
        if (rounding && most > 0 && (relative > harmless || balance > balanced)) {
            cancellation(explained);
            for (int i = 0; i < size; i++) {
                if (isRounding(remaining[i], explained[i])) {
                    remaining[i] = 0;
                }
            }
            relative = crew.largest(size, (from, to) -> largestPart(x, nothing, from, to));
            balance = unbalanced(x, remaining) / turnedOver;
        }
        return new Receipt(most, relative, balance, iterations, aids);
    }

    /** Of the currents that remain at nodes. */
    private double largestRemaining(int from, int to) {
        double most = 0;
        boolean[] node = voltage;
        double[] left = remaining;
        for (int i = from; i < to; i++) {
            most = node[i] ? Math.max(most, Math.abs(left[i])) : most;
        }
        return most;
    }

    /** The same over what flows at the node. */
    private double largestPart(double[] x, double nothing, int from, int to) {
        double most = 0;
        boolean[] node = voltage;
        double[] left = remaining;
        double[] flows = flowScale;
        for (int i = from; i < to; i++) {
            double magnitude = Math.abs(left[i]);
            if (node[i] && magnitude > nothing && magnitude > most * flows[i] * Crew.DIVIDING) {
                most = Math.max(most, magnitude / Math.max(scale(x, i), Receipt.NEGLIGIBLE));
            }
        }
        return most;
    }

    /** Name of the component with the largest current in row i, as last computed. */
    String largestIn(int i) {
        String name = "no component";
        double largest = -1;
        for (int b = 0; b < banks.length; b++) {
            int[][] unknowns = banks[b].unknowns();
            DeviceBank bank = banks[b].bank();
            for (int k = 0; k < unknowns.length; k++) {
                for (int d = 0; d < bank.size(); d++) {
                    if (unknowns[k][d] == i && !(Math.abs(evaluations[b].current[k][d]) <= largest)) {
                        largest = Math.abs(evaluations[b].current[k][d]);
                        name = banks[b].members().get(d).name();
                    }
                }
            }
        }
        return name;
    }
}
