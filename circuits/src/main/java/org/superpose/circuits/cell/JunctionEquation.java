package org.superpose.circuits.cell;

/** Solves {@code a y + b ln(1 + y/c) = v} for y &gt; −c, with a, c &gt; 0 and b ≥ 0: a resistor and a junction in series. */
final class JunctionEquation {
    private static final int STEPS = 200;

    private JunctionEquation() {
    }

    static double solve(double a, double b, double c, double v) {
        if (b == 0) {
            return Math.max(v / a, -c);
        }
        if ((v + a * c) / b < -38) {
            return -c;                                                  // 1 + y/c = e^w lies below a rounding error of 1
        }
        return b < 1e-3 * v ? nearLine(a, b, c, v) : nearKnee(a, b, c, v);
    }

    /** Newton on y itself, where the junction bends the line little: one or two logarithms do, and a rounding error of theirs counts b/y < 1e-3 of one of y. */
    private static double nearLine(double a, double b, double c, double v) {
        double y = v / a;
        for (int step = 0; step < STEPS; step++) {
            double move = (a * y + b * Math.log(1 + y / c) - v) / (a + b / (y + c));
            y -= move;
            if (move * move * b <= 0x1p-53 * 2 * a * y * (y + c) * (y + c)) {       // what is left, move² f''/2f', lies below rounding
                break;
            }
        }
        return y;
    }

    private static double nearKnee(double a, double b, double c, double v) {
        double ac = a * c;
        // With w = ln(1 + y/c) the residual a c (e^w − 1) + b w − v is convex and increasing: Newton from the right never overshoots.
        double w = v > 0 ? Math.min(v / b, StrictMath.log1p(v / ac)) : Math.min(0, (v + ac) / b);
        for (int step = 0; step < STEPS; step++) {
            double exponential = StrictMath.exp(w);
            double move = (ac * StrictMath.expm1(w) + b * w - v) / (ac * exponential + b);
            w -= move;
            if (Math.abs(move) <= 1e-10 * Math.max(1, Math.abs(w))) {       // quadratic: what is left lies below rounding
                break;
            }
        }
        double y = c * StrictMath.expm1(w);
        return a * y > b ? (v - b * w) / a : y;                         // whichever form magnifies the rounding of w less
    }
}
