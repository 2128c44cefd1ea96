package org.superpose.circuits.solve;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.sparse.SingularMatrixException;

/**
 * Looks for a solution near a known one of the same equations with other numbers: predicted to first order with the factors at the known solution; then Newton's method, which keeps factors for as long as they bring steps down fast enough
 * (P. Deuflhard, <i>Newton Methods for Nonlinear Problems</i>, 2004, section 2.1: the simplified method) and else makes them anew on the same pivots. It ends where Newton's method ends, and not before the next step would be nothing; the
 * solution is the x at which that was seen, so that the equations stand evaluated there. What it finds depends on the neighbourhood and the numbers alone, not on what was looked for before. Belongs to one thread; allocates nothing.
 */
public final class Nearby {
    /** Part of the tolerances that a step must stay below to be nothing: with the standard tolerances 10⁻⁹ of a value. */
    private static final double NOTHING = 1e-3;
    /** A step that is negligible, though not nothing, is rounding if the one before was not this much larger. */
    private static final double PROGRESS = 2;
    /** What a step with new factors may leave of the one before until factors are made anew. */
    private static final double SLOW = 0.05;
    /** Steps with the factors at the known solution that cost as much as new factors and the steps that follow them. */
    private static final int KEPT = 8;

    /** Evaluations after which a solution is not near. */
    private static final int MOST = 20;

    private final Equations equations;
    private final Settings settings;
    private final Neighbourhood near;
    private final CircuitPlan plan;
    private final int size;
    private final NewtonMatrix known;
    private final NewtonMatrix renewed;
    private final Bends.Work bends;
    private final double[] residual;
    private final double[] step;
    private final double[] room;
    private final double[] least;           // tolerances of what is near 0
    private boolean repivoted;
    private boolean derived;                // whether derivatives were evaluated in this search
    private int used;

    /**
     * For equations of the neighbourhood's plan, or of a variant of it.
     *
     * @param equations with the devices' states at the solution {@linkplain Equations#accept accepted}
     */
    public Nearby(Equations equations, Settings settings, Neighbourhood near) {
        this.equations = equations;
        this.settings = settings;
        this.near = near;
        plan = equations.plan();
        size = equations.size();
        known = new NewtonMatrix(near.matrix);
        renewed = new NewtonMatrix(plan, 1);
        renewed.takePivots(known);
        bends = near.bends == null ? null : near.bends.new Work(equations);
        residual = new double[size];
        step = new double[size];
        room = new double[size];
        least = new double[size];
        for (int i = 0; i < size; i++) {
            least[i] = plan.isVoltage(i) ? settings.voltage() : settings.current();
        }
        equations.junctionConductance(settings.junctionConductance());
    }

    /** Evaluations in the last search. */
    public int iterations() {
        return used;
    }

    /**
     * Looks for the solution.
     *
     * @param change what the new numbers add to the residual at the known solution, to first order, {@code [unknowns + 1]}, without what they add to the devices that bend sharply; null if it is to be evaluated
     * @param x      the solution, if there is one
     * @return whether it was found
     */
    public boolean solve(double[] change, double[] x) {
        if (repivoted) {
            renewed.takePivots(known);
            repivoted = false;
        }
        equations.revert();
        used = 0;
        derived = false;
        System.arraycopy(near.solution, 0, x, 0, x.length);
        if (change == null) {
            used++;
            equations.limiting(false);
            equations.evaluateCurrents(x);
            equations.residual(x, step);
        } else {
            System.arraycopy(change, 0, step, 0, size);
        }
        known.solve(step);
        if (bends != null) {
            if (change == null) {
                bends.fromHere();
            } else {
                bends.fromSolution();
            }
            bends.bend(x, step);
        }
        equations.limiting(true);
        double before = size(x);
        move(x);
        NewtonMatrix factors = known;
        boolean renew = false;
        boolean last = false;
        int round = 0;
        while (used < MOST && before <= Double.MAX_VALUE) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted");
            }
            used++;
            boolean limited = renew ? equations.evaluate(x) : equations.evaluateCurrents(x);
            equations.residual(x, residual);
            if (last && !limited && equations.met(x, residual, settings, derived ? room : null)) {
                if (!equations.decide(round++)) {
                    return true;
                }
                renew = true;
                last = false;
                continue;
            }
            if (renew && !renew()) {
                return false;
            }
            factors = renew ? renewed : factors;
            System.arraycopy(residual, 0, step, 0, size);
            factors.solve(step);
            if (factors == known && bends != null) {
                bends.fromHere();
                bends.bend(x, step);
            }
            double now = size(x);
            move(x);
            boolean refused = last || limited;
            double contraction = contraction(factors == known, renew, now / before);
            last = !refused && (now * contraction <= NOTHING || now <= 1 && now * PROGRESS > before);
            renew = !last && (refused || (factors == known ? now * Math.pow(contraction, KEPT) > NOTHING : now > SLOW * before));
            before = now;
        }
        return false;
    }

    /**
     * What the next step with the same factors leaves of this one: with those of the known solution as much as this one left of the one before. After one with new factors, whose own was to leave far less, it is the root of that, and at most all where the factors were made for this very step.
     */
    private static double contraction(boolean isKnown, boolean isNew, double left) {
        return isKnown ? left : isNew ? 1 : Math.sqrt(left);
    }

    private boolean renew() {
        derived = true;
        try {
            repivoted |= renewed.factor(equations);
            return true;
        } catch (SingularMatrixException | IllegalArgumentException e) {
            repivoted = true;
            return false;
        }
    }

    private void move(double[] x) {
        for (int i = 0; i < size; i++) {
            x[i] -= step[i];
        }
    }

    /** The largest part of the step, in tolerances. */
    private double size(double[] x) {
        double relative = settings.relative();
        double[] absolute = least;
        double[] by = step;
        double most = 0;
        for (int i = 0; i < by.length; i++) {
            double moved = Math.abs(by[i]);
            double tolerance = relative * Math.abs(x[i]) + absolute[i];
            if (!(moved <= most * tolerance)) {
                most = moved / tolerance;
                if (!(most <= Double.MAX_VALUE)) {
                    return Double.POSITIVE_INFINITY;
                }
            }
        }
        return most;
    }

    /** How well the equations are met at the solution that was found last. */
    public Receipt receipt(double[] x) {
        return derived ? equations.receiptHere(x, used, List.of()) : equations.receiptOfCurrents(x, used);
    }
}
