package org.superpose.circuits.solve;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.superpose.circuits.crew.Crew;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.sparse.LuFactorization;
import org.superpose.circuits.sparse.SingularMatrixException;

/**
 * Looks for solutions near a known one of the same equations with other numbers: predicted to first order with the factors at the known solution; then Newton's method, which keeps these factors for as long as they bring steps down fast enough
 * (P. Deuflhard, <i>Newton Methods for Nonlinear Problems</i>, 2004, section 2.1: the simplified method) and else makes them anew on the same pivots. It ends where Newton's method ends, and not before what steps still lack would be nothing; the
 * solution is the x at which that was seen, so that the equations stand evaluated there. As long as factors are kept they serve a few variants at once, in step with each other. What is found depends on the neighbourhood and the numbers of a variant alone, not on what was looked for before
 * or beside it. Belongs to one thread; allocates nothing.
 */
public final class Nearby {
    /** Variants that are looked for at once. */
    public static final int PLACES = LuFactorization.TOGETHER;

    /** Part of the tolerances below which what is left to go must stay to be nothing: with the standard tolerances 3·10⁻¹⁰ of a value. */
    private static final double NOTHING = 3e-4;
    /** What a step with kept factors is expected to leave at least: one ratio of steps may be small by chance, where what bends sharply was solved for by itself. */
    private static final double LEAST = 0.03;
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
    private final int size;
    private final NewtonMatrix known;
    private final NewtonMatrix renewed;
    private final double[] room;
    private final double[] least;           // tolerances of what is near 0
    private final Place[] places = new Place[PLACES];
    private final Place[] going = new Place[PLACES];
    private final double[][] steps = new double[PLACES][];
    private Place present;                  // whose numbers the equations have
    private boolean repivoted;

    /** Takes what was found. */
    @FunctionalInterface
    public interface Found {
        /**
         * Takes a solution, at which the equations with the numbers of its place stand evaluated.
         *
         * @param x       for reading only, until the next search
         * @param receipt how well the equations are met
         */
        void accept(int place, double[] x, Receipt receipt);
    }

    /** A variant and where its search stands. */
    private final class Place {
        final int number;
        final Equations.Turn turn;
        final Bends.Work bends;
        final double[] change = new double[size + 1];
        final double[] x = new double[size + 1];
        final double[] step = new double[size + 1];
        double before;                      // the step before, in tolerances
        double contraction;                 // what it left of the one before it; 0 of the first one, negative where there was none
        int used;
        int round;
        boolean limited;
        boolean last;                       // the next evaluation is to be that of the solution
        boolean renew;                      // the next step needs new factors

        Place(int number, Equations.Turn turn) {
            this.number = number;
            this.turn = turn;
            bends = near.bends == null ? null : near.bends.new Work(equations);
        }
    }

    /**
     * For equations of the neighbourhood's plan, or of a variant of it.
     *
     * @param equations with the devices' states at the solution {@linkplain Equations#accept accepted}
     * @param own       which rows of the banks' parameters differ between variants, by bank; null: none in a bank
     */
    public Nearby(Equations equations, Settings settings, Neighbourhood near, boolean[][] own) {
        this.equations = equations;
        this.settings = settings;
        this.near = near;
        CircuitPlan plan = equations.plan();
        size = equations.size();
        known = new NewtonMatrix(near.matrix);
        renewed = new NewtonMatrix(plan, Crew.ALONE);
        renewed.takePivots(known);
        room = new double[size];
        least = equations.leastChanges(settings);
        equations.junctionConductance(settings.junctionConductance());
        equations.nearby(own);
        for (int k = 0; k < PLACES; k++) {
            places[k] = new Place(k, equations.turn(own));
        }
    }

    /** From now on the equations are those of the variant in this place, and their parameters may be set. */
    public void take(int place) {
        take(places[place]);
    }

    private void take(Place place) {
        if (present != place) {
            if (present != null) {
                equations.exchange(present.turn);
            }
            equations.exchange(place.turn);
            present = place;
        }
    }

    /** Where to write what the numbers of a variant add to the residual at the known solution, to first order, without what they add to the devices that bend sharply. */
    public double[] change(int place) {
        return places[place].change;
    }

    /**
     * Looks for the solutions of the variants in the first places.
     *
     * @param foreseen whether {@link #change} is written; if not it is evaluated
     * @param found    gets each solution that there is, in no order
     */
    public void solve(int count, boolean foreseen, Found found) {
        for (int k = 0; k < count; k++) {
            begin(places[k], foreseen);
            going[k] = places[k];
            steps[k] = places[k].step;
        }
        known.solve(steps, count);
        for (int k = 0; k < count; k++) {
            Place place = places[k];
            take(place);
            bend(place);
            equations.limiting(true);
            place.before = move(place);
        }
        for (int left = count; left > 0;) {
            int evaluated = 0;
            for (int k = 0; k < left; k++) {
                Place place = going[k];
                take(place);
                if (isFound(place, false)) {
                    found.accept(place.number, place.x, equations.receiptOfCurrents(place.x, place.used));
                } else if (place.renew) {
                    alone(place, found);
                } else {
                    if (place.bends != null) {
                        place.bends.fromHere();
                    }
                    steps[evaluated] = place.step;
                    going[evaluated++] = place;
                }
            }
            known.solve(steps, evaluated);
            left = 0;
            for (int k = 0; k < evaluated; k++) {
                Place place = going[k];
                take(place);
                bend(place);
                double now = move(place);
                boolean isFirst = place.contraction < 0;            // after the prediction, from which nothing follows but whether it led away
                double shrunk = now / place.before;
                double contraction = Math.max(shrunk, place.contraction);
                place.contraction = isFirst ? 0 : shrunk;
                double rest = isFirst ? 1 : contraction < LEAST ? LEAST : contraction < 1 ? contraction / (1 - contraction) : Double.POSITIVE_INFINITY;      // of all steps to come
                proceed(place, now, rest, isFirst ? now > place.before : now * Math.pow(contraction, KEPT) > NOTHING);
                if (place.renew) {
                    alone(place, found);
                } else if (isGoing(place)) {
                    going[left++] = place;
                }
            }
        }
    }

    private void begin(Place place, boolean foreseen) {
        take(place);
        equations.revert();
        place.used = 0;
        place.round = 0;
        place.contraction = -1;
        place.last = false;
        place.renew = false;
        System.arraycopy(near.solution, 0, place.x, 0, place.x.length);
        if (foreseen) {
            System.arraycopy(place.change, 0, place.step, 0, size);
            if (place.bends != null) {
                place.bends.fromSolution();
            }
            return;
        }
        place.used++;
        equations.limiting(false);
        equations.evaluateCurrents(place.x, false);
        equations.residual(place.x, place.step);
        if (place.bends != null) {
            place.bends.fromHere();
        }
    }

    /** Evaluates, and writes the residual for the step; whether it was the last time. */
    private boolean isFound(Place place, boolean derived) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
        place.used++;
        place.limited = place.renew ? equations.evaluate(place.x) : equations.evaluateCurrents(place.x, place.last);
        equations.residual(place.x, place.step);
        if (!place.last || place.limited || !equations.met(place.x, place.step, settings, derived ? room : null)) {
            return false;
        }
        if (!equations.decide(place.round++)) {
            return true;
        }
        place.last = false;                                         // from here on with other devices
        place.renew = true;
        return isFound(place, derived);
    }

    private void bend(Place place) {
        if (place.bends != null) {
            place.bends.bend(place.x, place.step);
        }
    }

    /**
     * Says what follows a step.
     *
     * @param rest what is expected to be left to go behind this one with the same factors, over its length
     * @param slow        whether other factors would be better
     */
    private static void proceed(Place place, double now, double rest, boolean slow) {
        boolean refused = place.last || place.limited;
        place.last = !refused && (now * rest <= NOTHING || now <= 1 && now * PROGRESS > place.before);
        place.renew = !place.last && (refused || slow);
        place.before = now;
    }

    private static boolean isGoing(Place place) {
        return place.used < MOST && place.before <= Double.MAX_VALUE;
    }

    /** Goes on with new factors at once, to the end. After a step with new ones the contraction is not known; after one with factors that were kept it is the root of what it left of the step before, which had them new and so was to leave far less. */
    private void alone(Place place, Found found) {
        if (repivoted) {
            renewed.takePivots(known);
            repivoted = false;
        }
        while (isGoing(place)) {
            if (isFound(place, true)) {
                found.accept(place.number, place.x, equations.receiptHere(place.x, place.used, List.of()));
                return;
            }
            boolean isNew = place.renew;
            if (isNew && !renew()) {
                return;
            }
            renewed.solve(place.step);
            double now = move(place);
            proceed(place, now, isNew ? 1 : Math.sqrt(now / place.before), now > SLOW * place.before);
        }
    }

    private boolean renew() {
        try {
            repivoted |= renewed.factor(equations);
            return true;
        } catch (SingularMatrixException | IllegalArgumentException e) {
            repivoted = true;
            return false;
        }
    }

    /** Takes the step; returns its largest part, in tolerances. */
    private double move(Place place) {
        double relative = settings.relative();
        double[] absolute = least;
        double[] by = place.step;
        double[] x = place.x;
        double most = 0;
        for (int i = 0; i < absolute.length; i++) {
            double at = x[i];
            double moved = by[i];
            x[i] = at - moved;
            most = Math.max(most, Math.abs(moved) / (relative * Math.abs(at) + absolute[i]));
        }
        return most <= Double.MAX_VALUE ? most : Double.POSITIVE_INFINITY;
    }
}
