package org.superpose.circuits.cell;

/** Solves {@code a y + b ln(1 + y/c) = v} for y &gt; −c, with a, c &gt; 0 and b ≥ 0: a resistor and a junction in series. */
final class JunctionEquation {
    private static final int STEPS = 200;

    private JunctionEquation() {
    }

    static double solve(double a, double b, double c, double v) {
        if (b == 0) {
            return StrictMath.max(v / a, -c);
        }
        // With w = ln(1 + y/c) the residual a c (e^w − 1) + b w − v is convex and increasing: Newton from the right never overshoots.
        double ac = a * c;
        double w = v > 0 ? StrictMath.min(v / b, StrictMath.log1p(v / ac)) : StrictMath.min(0, (v + ac) / b);
        for (int step = 0; step < STEPS; step++) {
            double exponential = StrictMath.exp(w);
            double move = (ac * StrictMath.expm1(w) + b * w - v) / (ac * exponential + b);
            w -= move;
            if (StrictMath.abs(move) <= 1e-10 * StrictMath.max(1, StrictMath.abs(w))) {       // quadratic: what is left lies below rounding
                break;
            }
        }
        double y = c * StrictMath.expm1(w);
        return a * y > b ? (v - b * w) / a : y;                         // whichever form magnifies the rounding of w less
    }
}
