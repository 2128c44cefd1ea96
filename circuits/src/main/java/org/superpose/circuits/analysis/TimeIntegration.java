package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.superpose.circuits.crew.Crew;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Aid;
import org.superpose.circuits.solve.Continuation;
import org.superpose.circuits.solve.Equations;
import org.superpose.circuits.solve.Newton;
import org.superpose.circuits.solve.Receipt;

/**
 * One transient run. Steps end at the corners of sources and where a switch turns; there, the next step is by Euler's formula. The trapezoidal formula keeps what the rate q̇ at a point is off by, with alternating signs and, where fast currents
 * only follow charges, for good (R. Rannacher, Numer. Math. 43, 1984, page 309, therefore begins with steps that damp). So behind a corner, as long as each step is twice the one before, and in {@value #CALMING} steps where the largest one does again, and by far, steps are by
 * Gear's formula of order 2, which knows no rate, and which takes energy from an oscillation but gives none. Charges and fluxes are integrated as sums over the nodes, so that what leaves one node arrives at another whatever the steps are.
 * <p>Local truncation error, as a current: h q″/2 for Euler, h² q‴/12 trapezoidal; 2 h² q‴/9 Gear 2; the derivatives from divided differences of the charges at the last time points
 * (Nagel, <i>SPICE2</i>, UCB/ERL M520, 1975, section 4.5). SPICE's own program lets pass 42 times as much: 7 by its TRTOL, and 6 because it takes the divided difference for the derivative.
 * <p>The error of the first step of a smooth stretch shows in the second difference, which the second step completes: if it was too large, both are thrown away and the stretch begins again with a shorter one.
 */
final class TimeIntegration {
    /** Part of the allowed step that is taken, so that the next one is seldom thrown away. */
    private static final double CAUTION = 0.7;
    /** Charges below this do not count [C] or [Wb] (CHGTOL). */
    private static final double CHARGE = 1e-14;
    /** Steps shorter than this part of the largest one lead nowhere. */
    private static final double SHORTEST = 1e-11;
    /** Currents and voltages below this do not count [A], [V]; SPICE's ABSTOL and VNTOL. */
    private static final double CURRENT = 1e-12;
    private static final double VOLTAGE = 1e-6;
    /** A step may be longer by this part to meet a corner, so that rounding leaves no sliver before it. */
    private static final double SLIVER = 1e-6;
    /** Of a first step over the one that was thrown away, at least. */
    private static final double SHORTER = 0.1;
    /** Of a step over the one before it, at most. */
    private static final double GROWTH = 2;
    /** How closely the time is sought at which a switch turns, as a part of the step that passed it; and how long the step is that then finds the new currents. */
    private static final double EVENT = 1e-5;
    private static final double SETTLING = 1e-3;
    /**
     * Turns crowd if they are no further apart than this many tolerances. Each doubles the tolerance this often then, up to a twentieth of the largest step, and each one that stands apart halves it: where a long pause follows a short one again and
     * again, the short one counts.
     */
    private static final double CROWD = 8;
    private static final int MORE = 4;
    private static final int DOUBLINGS = 32;
    /** Steps that end a ringing where the error allows steps this many times as long as the largest one. */
    private static final int CALMING = 2;
    private static final double CALM = 2;
    /** Trials by the straight line before the step is halved instead. */
    private static final int STRAIGHT = 4;
    /** How often a switch may turn at one instant: to and fro as a pulse passes, and in the end, where it would turn for ever, otherwise than before. */
    private static final int TURNS = 3;
    /** Three time points before, and in the last place the one that is tried. */
    private static final int POINTS = 4;
    private static final int TRIAL = POINTS - 1;

    private final Transient run;
    private final CircuitPlan plan;
    private final Equations equations;
    private final Continuation continuation;
    private final Newton newton;
    private final int size;
    private final double largest;
    private final double shortest;
    private final Set<Aid> aids = new LinkedHashSet<>();
    // time points in use, the newest first; known of them are of the same smooth stretch
    private final double[] time = new double[POINTS];
    private final double[][] charge = new double[POINTS][];
    private final double[][] chargeScale = new double[POINTS][];
    private final double[][] x = new double[POINTS][];
    private final Line line;            // of closer solutions than x at the time points of the stretch
    private final double[] closer;
    private double[] rate;              // q̇ at the newest point
    private double[] trialRate;
    private Receipt receipt;
    private int known;
    private boolean damping;            // whether the next step is by Gear's formula, whatever the method
    private boolean turning;            // whether the stretch began with the turn of a switch
    private double missedFirst;         // by which its first step was too long when it was thrown away last; infinity before
    private int calming;                // such steps that are due as soon as the error allows them
    private double turned = Double.NEGATIVE_INFINITY;       // when a switch did last
    private int crowd;                  // turns that followed one another too closely
    private final Kept columns;
    private final TerminalHistory currents;
    private final List<Double> keptTimes = new ArrayList<>();
    private final List<double[]> rows = new ArrayList<>();
    private double residual;
    private double relative;
    private double balance;

    TimeIntegration(Transient run, CircuitPlan plan) {
        this.run = run;
        this.plan = plan;
        size = plan.size();
        equations = new Equations(plan, run.settings().environment());
        equations.share(run.settings().threads());
        continuation = new Continuation(equations, run.settings());
        newton = continuation.newton();
        columns = new Kept(plan, run.kept());
        currents = new TerminalHistory(columns.currents(), equations);
        largest = Math.min(run.largestStep(), run.stop());
        shortest = SHORTEST * largest;
        for (int p = 0; p < POINTS; p++) {
            charge[p] = new double[size];
            chargeScale[p] = new double[size];
            x[p] = equations.zeros();
        }
        line = Line.together(equations, run.settings());
        closer = equations.zeros();
        rate = new double[size];
        trialRate = new double[size];
    }

    TransientResult run() {
        equations.time(0);
        if (run.skipBias()) {
            beginWithoutBias();
        } else {
            beginAtBias();
        }
        equations.accept();
        equations.turns(0);
        begin(x[0]);
        keep(0);
        boolean controlled = Double.isFinite(run.error());
        double step = controlled ? Math.min(largest, run.stop() / 100) / 10 : largest;
        double corner = corner(0);
        long rejected = 0;
        damping = controlled;
        boolean euler = true;
        double stride = 0;                          // step that passed the time at which a switch turns; 0 while none does
        int trials = 0;                             // to find that time
        while (time[0] < run.stop()) {
            boolean atCorner = time[0] + step * (1 + SLIVER) >= corner;
            double at = atCorner ? corner : time[0] + step;
            double h = at - time[0];
            if (!advance(h, at, euler)) {
                rejected++;
                step = h / 8;
                euler = true;
                if (step < shortest) {
                    throw continuation.failure("no time point after " + time[0] + " s with steps down to " + h + " s", newton.iterations());
                }
                continue;
            }
            double allowed = controlled ? allowedStep(h, euler) : Double.POSITIVE_INFINITY;
            if (allowed < h && h > 2 * shortest) {
                rejected++;
                step = Math.max(Math.max(CAUTION * allowed, h / 10), shortest);
                continue;
            }
            if (controlled && known == 2) {
                double first = shorterFirst(h);
                if (first > 0) {
                    rejected += 2;
                    beginAgain();
                    euler = true;
                    damping = true;
                    step = turning ? h : first;
                    if (turning) {
                        settle(first);
                    }
                    continue;
                }
            }
            double crossing = equations.crossing();
            boolean turns = crossing <= 1;
            if (turns) {
                stride = trials++ == 0 ? h : stride;
                double tolerance = tolerance(stride);
                if (h * (1 - crossing) > tolerance) {
                    rejected++;
                    step = trials > STRAIGHT ? h / 2 : crossing * h + tolerance / 2;
                    continue;
                }
            }
            accept(at);
            euler = atCorner;
            step = controlled ? Math.min(Math.min(CAUTION * allowed, GROWTH * Math.max(h, trials > 0 ? stride : 0)), largest) : largest;
            trials = 0;
            damping = controlled && (atCorner || damping && step == GROWTH * h);
            if (step < largest) {
                calming = CALMING;
            } else if (controlled && calming > 0 && CAUTION * allowed > CALM * largest) {
                damping = true;
                calming--;
            }
            if (atCorner) {
                begin(closer);
                corner = corner(at);
                if (controlled) {
                    step = Math.max(Math.min(step, 0.1 * Math.min(h, corner - at)), 2 * shortest);
                }
            }
            if (turns && at < run.stop()) {
                turn(Math.min(Math.max(SETTLING * stride, tolerance(stride)), (corner - at) / 2));
                euler = true;
                if (controlled) {
                    step = Math.min(Math.max(0.1 * stride, tolerance(stride)), largest);
                }
            }
        }
        double[] times = new double[rows.size()];
        for (int p = 0; p < times.length; p++) {
            times[p] = keptTimes.get(p);
        }
        return new TransientResult(columns, times, rows.toArray(new double[0][]), rejected, new Receipt(residual, relative, balance, newton.iterations(), new ArrayList<>(aids)));
    }

    /** How closely the time is sought at which a switch turns [s]. Closer than rounding is in vain; and where turns crowd, as where a switch without hysteresis undoes its own cause, ever less closely, so that time goes on. */
    private double tolerance(double stride) {
        return Math.max(Math.max(EVENT * stride, crowdTolerance()), 4 * Math.ulp(time[0]));
    }

    private double crowdTolerance() {
        return shortest * Math.pow(2, crowd);
    }

    /** Lets switches turn at the newest point, and what then turns at the same instant; a short step finds what flows now. Where turns crowd, those that did not come to rest turn but once, as what drives itself in a ring. */
    private void turn(double h) {
        boolean crowded = time[0] - turned < CROWD * crowdTolerance();
        crowd = crowded ? Math.min(crowd + MORE, DOUBLINGS) : Math.max(crowd - 1, 0);
        turned = time[0];
        equations.decideAll(crowded ? TURNS : Integer.MAX_VALUE);
        equations.accept();
        begin(closer);
        turning = true;
        settle(h);
    }

    private void settle(double h) {
        double at = time[0] + h;
        equations.turns(TURNS);
        boolean found = advance(h, at, true);
        equations.turns(0);
        if (found) {
            accept(at);
        }
    }

    /** A smooth stretch begins at the newest point. */
    private void begin(double[] solution) {
        turning = false;
        missedFirst = Double.POSITIVE_INFINITY;
        equations.mark();
        beginLine(solution);
    }

    private void beginLine(double[] solution) {
        known = 1;
        line.begin();
        line.add(time[0], solution);
    }

    /** How long the first step of the stretch should have been, as the second one tells, h long; 0 if it may stand. What does not fall with the step is no error of the formula. */
    private double shorterFirst(double h) {
        double first = time[0] - time[1];
        double least = Math.max(turning ? crowdTolerance() : 2 * shortest, 4 * Math.ulp(time[0]));
        double missed = missed(h, first, 0, first, first);
        if (!(missed > 1 && missed < missedFirst && first > least)) {
            return 0;
        }
        missedFirst = missed;
        return Math.max(first * Math.max(CAUTION / missed, SHORTER), least);
    }

    /** Goes back to the begin of the stretch, of which one point has been accepted. */
    private void beginAgain() {
        double[] spareCharge = charge[0];
        double[] spareScale = chargeScale[0];
        double[] spareX = x[0];
        for (int p = 0; p < TRIAL; p++) {
            time[p] = time[p + 1];
            charge[p] = charge[p + 1];
            chargeScale[p] = chargeScale[p + 1];
            x[p] = x[p + 1];
        }
        charge[TRIAL] = spareCharge;
        chargeScale[TRIAL] = spareScale;
        x[TRIAL] = spareX;
        if (!rows.isEmpty() && keptTimes.get(rows.size() - 1) > time[0]) {
            keptTimes.remove(rows.size() - 1);
            rows.remove(rows.size() - 1);
        }
        currents.goBack();
        equations.goBack();
        beginLine(x[0]);
    }

    private void beginAtBias() {
        plan.checkDirectCurrent();
        boolean warm = false;
        if (!run.near().isEmpty()) {
            tie(run.near(), Bias.TIE);
            continuation.solve(x[0], false, "no operating point near the given voltages");
            tie(run.near(), 0);
            warm = true;
        }
        tie(run.initial(), Bias.TIE);
        continuation.solve(x[0], warm, "no operating point at time 0");
        aids.addAll(continuation.aids());
        remember(newton.receipt(x[0], 0, List.of()));
        currents.begin();
        tie(run.initial(), 0);
        System.arraycopy(equations.stored(), 0, charge[0], 0, size);
        System.arraycopy(equations.storedScale(), 0, chargeScale[0], 0, size);
    }

    /** Finds what the initial charges and fluxes make of all other voltages: an Euler step so short that they cannot change. */
    private void beginWithoutBias() {
        run.initial().forEach((node, voltage) -> x[0][plan.node(node)] = voltage);
        x[0][size] = 0;
        equations.evaluateInitialConditions(x[0]);
        System.arraycopy(equations.stored(), 0, charge[0], 0, size);
        currents.begin();
        integrate(1e-6 * Math.min(largest, run.stop() / 100), true);
        continuation.solve(x[0], true, "no consistent start from the initial conditions");
        aids.addAll(continuation.aids());
        equations.evaluateAt(x[0]);                 // its currents are those of the artificial step and no part of the receipt
        currents.accept();
        System.arraycopy(equations.stored(), 0, charge[0], 0, size);
        System.arraycopy(equations.storedScale(), 0, chargeScale[0], 0, size);
    }

    private void tie(Map<String, Double> voltages, double conductance) {
        voltages.forEach((node, voltage) -> Bias.tie(equations, plan.node(node), conductance == 0 ? 0 : voltage, conductance));
    }

    private double corner(double after) {
        return Math.min(run.stop(), equations.nextCorner(after + shortest));
    }

    /** Puts the formula of a step h from the newest point into the equations: {@code q̇ = a q + a₀ q₀ + a₁ q₁ + b q̇₀}. */
    private void integrate(double h, boolean euler) {
        double ratio = h / (time[0] - time[1]);
        if (euler) {
            integrate(1 / h, -1 / h, 0, 0);
        } else if (run.method() == Method.TRAPEZOIDAL && !(damping && known > 2)) {
            integrate(2 / h, -2 / h, 0, -1);
        } else {
            integrate((1 + 2 * ratio) / (1 + ratio) / h, -(1 + ratio) / h, ratio * ratio / (1 + ratio) / h, 0);
        }
    }

    private void integrate(double a, double a0, double a1, double b) {
        equations.rate(a);
        currents.formula(a, a0, a1, b);
        equations.crew().over(size, (from, to) -> {
            double[] into = equations.history();
            double[] q0 = charge[0];
            double[] q1 = charge[1];
            double[] before = rate;
            for (int i = from; i < to; i++) {
                into[i] = a0 * q0[i] + a1 * q1[i] + b * before[i];
            }
        });
    }

    /** Solves for the point after the newest one; it lands in the last place of the arrays. */
    private boolean advance(double h, double at, boolean euler) {
        if (!line.next(at, x[TRIAL])) {
            System.arraycopy(x[0], 0, x[TRIAL], 0, size);
        }
        equations.time(at);
        integrate(h, euler);
        equations.revert();
        double[] trial = x[TRIAL];
        receipt = newton.solvePoint(trial, closer, run.settings().iterations());
        if (receipt == null) {
            return false;
        }
        System.arraycopy(equations.stored(), 0, charge[TRIAL], 0, size);
        System.arraycopy(equations.storedScale(), 0, chargeScale[TRIAL], 0, size);
        equations.rates(trialRate);
        return true;
    }

    /** How long the step could have been for its error to be what is let pass. */
    private double allowedStep(double h, boolean euler) {
        if (known < 2) {
            return GROWTH * h / CAUTION;
        }
        boolean third = !euler && known > 2;
        double h1 = time[0] - time[1];
        double h2 = third ? time[1] - time[2] : 0;
        double factor = third ? run.method() == Method.TRAPEZOIDAL && !damping ? h * h / 2 : h * h * 4 / 3 : h;      // of the divided difference: q″ = 2 d₂, q‴ = 6 d₃
        double worst = missed(h, h1, h2, factor, h);
        if (worst == 0) {
            return GROWTH * h / CAUTION;
        }
        double allowed = third ? h / Math.sqrt(worst) : h / worst;
        return third || euler ? allowed : Math.max(h / CAUTION, allowed);         // second step of a stretch: the estimate is that of Euler's formula
    }

    /**
     * How far divided differences of charges are off what is let pass.
     *
     * @param h2 0: there is no third difference
     * @param of the step whose error it is
     */
    private double missed(double h, double h1, double h2, double factor, double of) {
        return equations.crew().largest(size, (from, to) -> missed(h, h1, h2, factor, of, from, to));
    }

    private double missed(double h, double h1, double h2, double factor, double of, int from, int to) {
        boolean third = h2 > 0;
        double worst = 0;
        double perStep = 1 / h;
        double perBefore = 1 / h1;
        double perBoth = 1 / (h + h1);
        double perThird = third ? 1 / h2 : 0;
        double perLast = 1 / (h1 + h2);
        double perAll = 1 / (h + h1 + h2);
        double error = run.error();
        double chargeError = error / of;
        double[] q = charge[TRIAL];
        double[] q0 = charge[0];
        double[] q1 = charge[1];
        double[] q2 = charge[2];
        double[] scale = chargeScale[TRIAL];
        double[] scale0 = chargeScale[0];
        double[] flowScale = equations.flowScale();
        for (int i = from; i < to; i++) {
            if (scale[i] == 0 && scale0[i] == 0) {
                continue;                                   // nothing is stored
            }
            double d = (q0[i] - q1[i]) * perBefore;
            double difference = ((q[i] - q0[i]) * perStep - d) * perBoth;
            if (third) {
                difference = (difference - (d - (q1[i] - q2[i]) * perThird) * perLast) * perAll;
            }
            double current = error * flowScale[i] + (plan.isVoltage(i) ? CURRENT : VOLTAGE);
            double tolerance = Math.max(current, chargeError * Math.max(Math.max(scale[i], scale0[i]), CHARGE));
            double missed = factor * Math.abs(difference);
            if (missed > worst * tolerance * Crew.DIVIDING) {
                worst = Math.max(worst, missed / tolerance);
            }
        }
        return worst;
    }

    private void accept(double at) {
        double[] spareCharge = charge[TRIAL];
        double[] spareScale = chargeScale[TRIAL];
        double[] spareX = x[TRIAL];
        for (int p = TRIAL; p > 0; p--) {
            time[p] = time[p - 1];
            charge[p] = charge[p - 1];
            chargeScale[p] = chargeScale[p - 1];
            x[p] = x[p - 1];
        }
        time[0] = at;
        charge[0] = spareCharge;
        chargeScale[0] = spareScale;
        x[0] = spareX;
        double[] spareRate = rate;
        rate = trialRate;
        trialRate = spareRate;
        known = Math.min(known + 1, TRIAL);
        line.add(at, closer);
        equations.accept();
        currents.accept();
        remember(receipt);
        keep(at);
    }

    private void remember(Receipt point) {
        residual = Math.max(residual, point.residual());
        relative = Math.max(relative, point.relativeResidual());
        balance = Math.max(balance, point.powerBalance());
    }

    private void keep(double at) {
        if (at >= run.start()) {
            keptTimes.add(at);
            double[] row = columns.row(x[0]);
            currents.write(row, columns.firstCurrent());
            rows.add(row);
        }
    }
}
