package org.superpose.circuits.solve;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.superpose.circuits.crew.Crew;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.sparse.SingularMatrixException;

/**
 * Newton's method on {@link Equations}. It ends when no voltage was limited, no unknown moves any more, and the remaining current of every node is small against the currents that meet there: SPICE lacks the last test (Nagel, <i>SPICE2</i>, UCB/ERL
 * M520, 1975, section 4.2), which is how wrong answers pass as converged.
 * <p>A thread that is interrupted leaves with a {@link CancellationException}.
 */
public final class Newton {
    /** Halvings of a damped step: 2⁻³⁰ brings a volt below what an exponential minds. */
    private static final int HALVINGS = 30;
    /** Sizes from which on a step counts as large [V], [A]. */
    private static final double SMALL_VOLTAGE = 0.1;
    private static final double SMALL_CURRENT = 1e-3;

    /** Steps that rounding causes where equations nearly depend on each other, over those that are let pass: coupled inductors without load move by a thousand times the tolerance. */
    private static final double TREMBLE = 1e3;
    private static final double SHRINKING = 10;

    /** The factors of an earlier iteration serve again as long as each step is at most this part of the one before: then a solution costs one evaluation, as much as a better matrix would cost in addition. */
    private static final double CONTRACTION = 0.05;
    /** And as long as the step after it may be expected to be no longer than this, in tolerances, in time and at rest, where more exactness is asked: a better matrix costs less than a further iteration. */
    private static final double LEFT = 0.1;
    private static final double LEFT_AT_REST = 1e-3;
    /** The same for the factors of the time point before, which are as good as they were there. */
    private static final double LEFT_FIRST = 0.5;
    /** What the next step would be, in tolerances, as what remains of the equations foretells it: then it need not be computed. What remains of different equations means different voltages; so currents at nodes and voltages along branches must be met, relative, as at any point. */
    private static final double FORETOLD = 0.02;

    /** What currents of devices that stand nearly still may be off by, in tolerances, in time and at rest. The derivatives then are off by up to the root of it. */
    private static final double STILL = 1e-4;
    private static final double STILL_AT_REST = 1e-7;

    /** Power balance that no further step need improve, at rest and at a time point, and steps that may try: beside Meyer's capacitances, which have no exact derivatives, each leaves up to 0.4 of what the one before left. */
    private static final double BALANCED = 1e-10;
    private static final double BALANCED_IN_TIME = 5e-10;
    /** What may remain of a current at a point of time or of a sweep, relative, without a further step. */
    private static final double REMAINING = 5e-7;
    /** Steps up to this many tolerances are taken all the same: they change nothing but the last digits. */
    private static final double LAST_DIGITS = 1e-4;
    private static final int POLISHING = 12;

    /** Near a solution: what the last step may be with factors that were kept, in tolerances; what a step with factors of an earlier point may leave of the one before until factors are made anew; and evaluations after which a solution is not near. */
    private static final double NOTHING = 1e-2;
    private static final double SLOW = 0.1;
    private static final int MOST_NEAR = 15;
    /** Iterations of a point behind which factors are made anew. */
    private static final int FEW = 3;

    private final Equations equations;
    private final Settings settings;
    private final CircuitPlan plan;
    private final NewtonMatrix matrix;
    private final int size;
    private final double[] residual;
    private final double[] step;
    private final double[] trial;
    private final double[] next;
    private final double[] weight;
    private final double[] least;      // tolerances of what is near 0
    private long iterations;
    private int used;
    private int worst;
    private String trouble = "";
    private long factored = -1;         // changes of derivatives when the matrix was factored; -1: it has no factors
    private double factoredRate;
    private double length;             // of the last step, in tolerances of its worst unknown
    private boolean sought;             // whether it was seen which devices bend sharply
    private Bends bends;                // null: none
    private Bends.Work bending;
    private boolean extrapolated;       // whether currents evaluated last are from limited voltages
    private boolean stepped;            // whether the last iteration found a step
    private double contraction;         // of the last step with factors of an earlier one, over the one before it

    /** A solver for these equations. */
    public Newton(Equations equations, Settings settings) {
        this.equations = equations;
        this.settings = settings;
        plan = equations.plan();
        size = equations.size();
        matrix = new NewtonMatrix(plan, equations.crew());
        residual = new double[size];
        step = new double[size];
        trial = equations.zeros();
        next = new double[size];
        weight = new double[size];
        least = equations.leastChanges(settings);
        equations.junctionConductance(settings.junctionConductance());
    }

    /** Iterations of all runs so far. */
    public long iterations() {
        return iterations;
    }

    /** Iterations of the last run. */
    public int lastIterations() {
        return used;
    }

    /** Index of the unknown that was worst when the last run failed. */
    int worst() {
        return worst;
    }

    /** What was wrong when the last run failed. */
    String trouble() {
        return trouble;
    }

    /**
     * Plain Newton with the limiting of the devices, which stay in their states. Where steps shrink fast it keeps the factors of an earlier iteration.
     *
     * @param x    start and, on success, solution
     * @param from where junctions begin
     * @param most iterations
     * @return whether it converged
     */
    boolean solve(double[] x, Start from, int most) {
        passBy();
        try {
            return solve(x, from, most, false);
        } finally {
            equations.bypass(0);
        }
    }

    /**
     * Newton's method from a start that is near a solution, with the factors of an earlier one for as long as they bring steps down fast (P. Deuflhard, <i>Newton Methods for Nonlinear Problems</i>, 2004, section 2.1: the simplified method). The few devices that bend sharply are
     * solved for by themselves in each step. It ends where a step is nothing, and where it began the equations were met well enough to tell the receipt; it gives up where steps do not shrink.
     *
     * @param x start and, on success, solution, at which the equations were evaluated last, or so near that it makes no difference
     * @return how well they are met there; null if it did not converge, and x is then undefined
     */
    Receipt solveNear(double[] x) {
        seekBends();
        extrapolated = false;
        int round = 0;
        boolean renew = factored == -1 || used > FEW;
        double before = Double.POSITIVE_INFINITY;
        equations.limiting(false);
        for (used = 1; used <= MOST_NEAR; used++) {
            refuseIfInterrupted();
            iterations++;
            if (renew) {
                equations.evaluate(x);
            } else {
                equations.evaluateCurrents(x, true);
            }
            equations.residual(x, residual);
            if (renew && !factored(x) || !step(x, true)) {
                return null;
            }
            boolean done = length <= (renew ? 1 : NOTHING) && equations.met(x, residual, settings, renew ? weight : null);
            if (!done && length > before / 2 && (renew || length > before)) {
                return null;
            }
            if (done && !equations.decide(round++)) {
                return receiptNear(x);
            }
            System.arraycopy(trial, 0, x, 0, size);
            renew = done || length > SLOW * before && length * length > NOTHING * before;
            before = done ? Double.POSITIVE_INFINITY : length;
        }
        return null;
    }

    private void seekBends() {
        if (!sought) {
            bends = Bends.among(equations, Bends.MOST_IN_STEP);
            bending = bends == null ? null : bends.new Work(equations);
            factored = -1;
            sought = true;
        }
    }

    /** Of the x before the last step or else of the one behind it; null if neither meets the equations as they can be. */
    private Receipt receiptNear(double[] x) {
        Receipt receipt = equations.receiptOfPoint(x, used, false, settings.current());
        System.arraycopy(trial, 0, x, 0, size);
        if (receipt.powerBalance() <= BALANCED && receipt.residual() <= settings.current()) {
            return receipt;
        }
        equations.evaluate(x);
        receipt = equations.receiptOfPoint(x, used, true, settings.current());
        return receipt.powerBalance() <= BALANCED && receipt.relativeResidual() <= REMAINING ? receipt : null;
    }

    /**
     * Plain Newton for a time point. It ends where the step from x is already negligible: what was computed there then tells the currents, the charges and the receipt, and nothing is computed again. Only where currents or power do not balance well it goes on.
     *
     * @param x      start and, on success, solution
     * @param better receives where a last step would have led that was not taken, a closer solution than x; else x
     * @param most   iterations for each round of decisions
     * @return how well the equations are met at x, at which they were evaluated last; null if it did not converge
     */
    public Receipt solvePoint(double[] x, double[] better, int most) {
        seekBends();
        passBy();
        try {
            return solve(x, Start.REMEMBERED, most, true) ? receiptOfPoint(x, better) : null;
        } finally {
            equations.bypass(0);
        }
    }

    private void passBy() {
        equations.bypass(settings.bypass() ? settings.relative() * (equations.storing() ? STILL : STILL_AT_REST) : 0);
    }

    private Receipt receiptOfPoint(double[] x, double[] better) {
        Receipt receipt = equations.receiptHere(x, 0, List.of(), REMAINING, BALANCED_IN_TIME, length <= LAST_DIGITS);
        boolean met = isMet(receipt);
        if (!stepped) {
            System.arraycopy(x, 0, trial, 0, size);
        }
        if (!met && (factored != equations.changes() ? !direction(x, false) : !stepped && !step(x, false))) {
            return null;
        }
        if (!met || length <= LAST_DIGITS) {
            System.arraycopy(trial, 0, x, 0, size);
        }
        if (!met) {
            equations.evaluateAt(x);
            receipt = equations.receiptHere(x, 0, List.of(), REMAINING, BALANCED_IN_TIME, true);
            receipt = isMet(receipt) ? receipt : receipt(x, 0, List.of());
            System.arraycopy(x, 0, trial, 0, size);
        }
        System.arraycopy(trial, 0, better, 0, size);
        return receipt;
    }

    private static boolean isMet(Receipt receipt) {
        return receipt.powerBalance() <= BALANCED_IN_TIME && receipt.relativeResidual() <= REMAINING;
    }

    /**
     * Plain Newton.
     *
     * @param stay a negligible last step is not taken, and devices decide on their states, behind which there are as many iterations again
     */
    private boolean solve(double[] x, Start from, int most, boolean stay) {
        int round = 0;
        int last = most;
        boolean reuse = false;
        double excess = 0;
        for (used = 1; used <= last; used++) {
            refuseIfInterrupted();
            boolean first = used == 1;
            equations.starting(first && from == Start.COLD);
            equations.limiting(!(first && from == Start.HERE));
            boolean limited = equations.evaluate(x) || first && from == Start.COLD;
            extrapolated = limited;
            equations.starting(false);
            iterations++;
            equations.residual(x, residual);
            double before = first ? 0 : length;
            double excessBefore = excess;
            excess = stay ? equations.excess(x, residual, settings) : 0;
            stepped = !(stay && before > 0 && !limited && excess <= 1 && before * excess <= FORETOLD * excessBefore && equations.branchesMet(x, residual, REMAINING));
            if (!stepped) {
                contraction = excess == 0 ? 0 : excess / excessBefore;
                length = before * contraction;
                if (!equations.decide(round++)) {
                    return true;
                }
                excess = 0;
                reuse = false;
                last = used + most;
                continue;
            }
            boolean reused;
            if (first) {
                reused = stay && !limited && factored >= 0 && factoredRate == equations.rate() && contraction <= CONTRACTION && step(x, stay) && length * contraction <= LEFT_FIRST;
            } else {
                reused = reuse && !limited && step(x, stay);
                if (reused) {
                    contraction = length / before;
                    reused = contraction <= CONTRACTION && length * contraction <= (equations.storing() ? LEFT : LEFT_AT_REST);
                }
            }
            if (!reused && !direction(x, stay)) {
                return false;
            }
            reuse = !limited && (first || length <= before / 2);
            boolean done = !limited && settled(x, before);
            if (done && reused && !stay) {
                if (!direction(x, stay)) {
                    return false;
                }
                done = settled(x, before);
            }
            if (!(done && stay)) {
                System.arraycopy(trial, 0, x, 0, size);
                if (stay && bends != null) {
                    bending.remember();
                }
            }
            if (done) {
                if (!stay || !equations.decide(round++)) {
                    return true;
                }
                reuse = false;
                last = used + most;
            }
        }
        describe(x);
        return false;
    }

    /**
     * Newton with the limiting of the devices, which stay in their states, and, as soon as none limits any more, with steps halved until the next one, with the matrix of this one, would be shorter: the natural monotonicity test (Deuflhard, Numer. Math. 22, 289, 1974). It asks
     * what the remaining currents mean in volts. Where a loop of high gain opens between two iterations, as at the knee of a precision rectifier, the currents themselves tell nothing: there a line search on them shortens the steps to 10⁻⁸.
     *
     * @param x    start and, on success, solution
     * @param from where junctions begin
     * @param most iterations
     * @return whether it converged
     */
    boolean solveDamped(double[] x, Start from, int most) {
        for (used = 1; used <= most; used++) {
            refuseIfInterrupted();
            boolean first = used == 1;
            equations.starting(first && from == Start.COLD);
            equations.limiting(!(first && from == Start.HERE));
            boolean limited = equations.evaluate(x) || first && from == Start.COLD;
            equations.starting(false);
            iterations++;
            equations.residual(x, residual);
            double before = first ? 0 : length;
            if (!direction(x, false)) {
                return false;
            }
            boolean done = !limited && settled(x, before);
            if (!done && !limited && !search(x)) {
                describe(x);
                return false;
            }
            System.arraycopy(trial, 0, x, 0, size);
            if (done) {
                return true;
            }
        }
        describe(x);
        return false;
    }

    /** Finds the {@link #trial} to which a step may go; false if there is none. */
    private boolean search(double[] x) {
        for (int i = 0; i < size; i++) {
            weight[i] = Math.abs(x[i]) + (plan.isVoltage(i) ? SMALL_VOLTAGE : SMALL_CURRENT);
        }
        equations.limiting(false);
        double before = norm(step);
        double fraction = 1;
        for (int halving = 0; halving < HALVINGS; halving++, fraction /= 2) {
            for (int i = 0; i < size; i++) {
                trial[i] = x[i] - fraction * step[i];
            }
            equations.evaluate(trial);
            equations.residual(trial, next);
            matrix.solve(next);
            if (norm(next) <= (1 - fraction / 4) * before) {
                return true;
            }
        }
        return false;
    }

    private static void refuseIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }

    private double norm(double[] vector) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double part = vector[i] / weight[i];
            sum += part * part;
        }
        return Math.sqrt(sum);
    }

    /** Matrix and Newton's step at the x that was evaluated last; false if there is none. */
    private boolean direction(double[] x, boolean bent) {
        return factored(x) && step(x, bent);
    }

    /** The matrix at the x that was evaluated last; false if it has no factors. */
    private boolean factored(double[] x) {
        try {
            if (factored != equations.changes() || factoredRate != equations.rate()) {
                factored = -1;
                matrix.factor(equations);
                factored = equations.changes();
                factoredRate = equations.rate();
                if (bends != null) {
                    bends.renew(equations);
                }
            }
            return true;
        } catch (SingularMatrixException e) {
            worst = matrix.unknownOf(e);
            trouble = "the matrix is singular there";
            return false;
        } catch (IllegalArgumentException e) {
            describe(x);
            trouble = "a current or its derivative is not finite";
            return false;
        }
    }

    /**
     * The step from x to {@link #trial} with the factors that there are, and its {@link #length}; false if it has none.
     *
     * @param bent whether the few devices that bend sharply keep their own laws in it
     */
    private boolean step(double[] x, boolean bent) {
        System.arraycopy(residual, 0, step, 0, size);
        matrix.solve(step);
        if (bent && bends != null) {
            bending.from(x, extrapolated);
            bending.bend(x, step, matrix, settings);
            if (equations.storing() && bending.isDear()) {
                bends = null;                                   // from now on they bend as all others do
            }
        }
        double most = equations.crew().largest(size, (from, to) -> move(x, from, to));
        if (Double.isNaN(most)) {
            worst = 0;
            while (Math.abs(step[worst]) <= Double.MAX_VALUE) {
                worst++;
            }
            trouble = "it grows without bounds";
            return false;
        }
        length = most;
        return true;
    }

    /** Moves unknowns by the step, into {@link #trial}; by how many tolerances, at most; NaN if one moves without bounds. */
    private double move(double[] x, int first, int end) {
        double[] by = step;
        double[] to = trial;
        double[] absolute = least;
        double relative = settings.relative();
        double most = 0;
        for (int i = first; i < end; i++) {
            double from = x[i];
            double moved = Math.abs(by[i]);
            double next = from - by[i];
            to[i] = next;
            if (!(moved <= Double.MAX_VALUE)) {
                return Double.NaN;
            }
            double tolerance = relative * Math.max(Math.abs(from), Math.abs(next)) + absolute[i];
            if (moved > most * tolerance * Crew.DIVIDING) {
                most = Math.max(most, moved / tolerance);
            }
        }
        return most;
    }

    /** Whether the step to {@link #trial} is negligible, and so is what is left at x. The first step of a time point is not taken for rounding, nor are steps that shrink fast. */
    private boolean settled(double[] x, double before) {
        if (length > 1) {
            return (before > 0 || !equations.storing()) && length <= TREMBLE && length > before / SHRINKING && isRounding();
        }
        return equations.met(x, residual, settings, weight);
    }

    /**
     * How well the equations are met at x, which it evaluates. Where little power is turned over, as in gates at rest, currents that are small against the tolerance may unbalance it; then x moves on by a few more steps, to the best of them.
     *
     * @param x          a solution, and afterwards perhaps a better one
     * @param iterations in all
     * @param aids       what was tried beyond plain Newton
     */
    public Receipt receipt(double[] x, long iterations, List<Aid> aids) {
        Receipt receipt = equations.receipt(x, iterations, aids);
        if (receipt.powerBalance() <= BALANCED) {
            return receipt;
        }
        double[] best = x.clone();
        double least = receipt.powerBalance();
        for (int more = 0; more < POLISHING && receipt.powerBalance() > BALANCED; more++) {
            equations.residual(x, residual);
            if (!(more == 0 ? step(x, false) : direction(x, false))) {
                break;
            }
            System.arraycopy(trial, 0, x, 0, size);
            receipt = equations.receipt(x, iterations, aids);
            if (receipt.powerBalance() < least) {
                least = receipt.powerBalance();
                System.arraycopy(x, 0, best, 0, size);
            }
        }
        if (receipt.powerBalance() == least) {
            return receipt;
        }
        System.arraycopy(best, 0, x, 0, size);
        return equations.receipt(x, iterations, aids);
    }

    /** Whether what is left at x is nothing but rounding: no step can then be trusted to lead closer. */
    private boolean isRounding() {
        equations.cancellation(weight);
        for (int i = 0; i < size; i++) {
            if (!Equations.isRounding(residual[i], weight[i])) {
                return false;
            }
        }
        return true;
    }

    private double tolerance(double[] x, int i) {
        return equations.tolerance(x, i, settings);
    }

    /** Finds the unknown whose equation is met worst, or which moves most if all are met. */
    private void describe(double[] x) {
        double most = -1;
        for (int i = 0; i < size; i++) {
            double excess = Math.abs(residual[i]) / tolerance(x, i);
            if (!(excess <= most)) {
                most = excess;
                worst = i;
            }
        }
        if (most > 1 || Double.isNaN(most)) {
            trouble = plan.isVoltage(worst) ? residual[worst] + " A remain there" : "its equation is off by " + residual[worst] + " V";
            return;
        }
        most = -1;
        for (int i = 0; i < size; i++) {
            if (Math.abs(step[i]) > most) {
                most = Math.abs(step[i]);
                worst = i;
            }
        }
        trouble = "it still moves by " + step[worst] + (plan.isVoltage(worst) ? " V" : " A");
    }
}
