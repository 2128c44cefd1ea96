package org.superpose.circuits.source;

/**
 * The operations of a {@link Formula}: each with its law, its slopes, and what holds where the law does not.
 * <p>Of numbers alone a law is exact, and what is undefined is NaN. On the voltages and currents of a circuit, which on the way to a solution may be anything, it is continued so that Newton's method finds back:
 * <ul>
 * <li>{@code sqrt}, {@code asin}, {@code acos}, {@code acosh}, {@code atanh} keep outside of their range the value that they have at its end ({@code sqrt} of a negative number is 0); so does a power of a negative number with an exponent that is not whole (0);
 * <li>{@code ln} and {@code log10} go on along their tangent below 1e-30, {@code exp}, {@code sinh} and {@code cosh} beyond ±200;
 * <li>a divisor, and the base of a negative power, is at least ±1e-30;
 * <li>no value and no slope is larger than 1e99.
 * </ul>
 * Comparisons give 1 or 0; what is not 0 counts as true. At a kink or a step the slope is that of one side.
 */
public enum Function {
    /** {@code −a}. */
    NEGATE(1),
    /** {@code a + b}. */
    ADD(2),
    /** {@code a − b}. */
    SUBTRACT(2),
    /** {@code a b}. */
    MULTIPLY(2),
    /** {@code a / b}. */
    DIVIDE(2),
    /** {@code a} to the power of {@code b}; a negative base has the powers that it has in algebra: {@code (−2)³ = −8}. */
    POWER(2),
    /** The smaller one. */
    MIN(2),
    /** The larger one. */
    MAX(2),
    /** {@code a < b}. */
    LESS(2),
    /** {@code a ≤ b}. */
    AT_MOST(2),
    /** {@code a > b}. */
    GREATER(2),
    /** {@code a ≥ b}. */
    AT_LEAST(2),
    /** {@code a = b}. */
    EQUAL(2),
    /** {@code a ≠ b}. */
    UNEQUAL(2),
    /** Whether both are true. */
    AND(2),
    /** Whether one of them is true. */
    OR(2),
    /** Whether it is false. */
    NOT(1),
    /** {@code b} if {@code a} is true, else {@code c}. */
    CHOOSE(3),
    /** Magnitude. */
    ABS(1),
    /** −1, 0 or 1. */
    SGN(1),
    /** Largest whole number that is not above. */
    FLOOR(1),
    /** Smallest whole number that is not below. */
    CEIL(1),
    /** Nearest whole number, the even one of two. */
    NINT(1),
    /** Square root. */
    SQRT(1),
    /** Exponential. */
    EXP(1),
    /** Natural logarithm. */
    LN(1),
    /** Logarithm to base ten. */
    LOG10(1),
    /** Sine of an angle [rad]. */
    SIN(1),
    /** Cosine of an angle [rad]. */
    COS(1),
    /** Tangent of an angle [rad]. */
    TAN(1),
    /** Angle of a sine [rad]. */
    ASIN(1),
    /** Angle of a cosine [rad]. */
    ACOS(1),
    /** Angle of a tangent [rad]. */
    ATAN(1),
    /** Hyperbolic sine. */
    SINH(1),
    /** Hyperbolic cosine. */
    COSH(1),
    /** Hyperbolic tangent. */
    TANH(1),
    /** Inverse hyperbolic sine. */
    ASINH(1),
    /** Inverse hyperbolic cosine. */
    ACOSH(1),
    /** Inverse hyperbolic tangent. */
    ATANH(1);

    private static final double TINY = 1e-30;
    private static final double LARGEST = 1e99;
    /** Beyond it an exponential is a straight line. */
    private static final double STEEPEST = 200;
    private static final double NEARLY_ONE = Math.nextDown(1.0);

    private final int arguments;

    Function(int arguments) {
        this.arguments = arguments;
    }

    /** How many operands it takes. */
    public int arguments() {
        return arguments;
    }

    /** The formula that it makes of others. */
    public Formula of(Formula... operands) {
        return Formula.of(this, operands);
    }

    /** The exact law; operands that it does not take are ignored. */
    double exact(double a, double b, double c) {
        return switch (this) {
            case NEGATE -> -a;
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case POWER -> Math.pow(a, b);
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case LESS -> truth(a < b);
            case AT_MOST -> truth(a <= b);
            case GREATER -> truth(a > b);
            case AT_LEAST -> truth(a >= b);
            case EQUAL -> truth(a == b);
            case UNEQUAL -> truth(a != b);
            case AND -> truth(a != 0 && b != 0);
            case OR -> truth(a != 0 || b != 0);
            case NOT -> truth(a == 0);
            case CHOOSE -> a != 0 ? b : c;
            case ABS -> Math.abs(a);
            case SGN -> Math.signum(a);
            case FLOOR -> Math.floor(a);
            case CEIL -> Math.ceil(a);
            case NINT -> Math.rint(a);
            case SQRT -> Math.sqrt(a);
            case EXP -> Math.exp(a);
            case LN -> Math.log(a);
            case LOG10 -> Math.log10(a);
            case SIN -> Math.sin(a);
            case COS -> Math.cos(a);
            case TAN -> Math.tan(a);
            case ASIN -> Math.asin(a);
            case ACOS -> Math.acos(a);
            case ATAN -> Math.atan(a);
            case SINH -> Math.sinh(a);
            case COSH -> Math.cosh(a);
            case TANH -> Math.tanh(a);
            case ASINH -> Math.copySign(Math.log1p(Math.abs(a) + Math.abs(a) * (Math.abs(a) / (1 + Math.hypot(a, 1)))), a);
            case ACOSH -> Math.log(a + Math.sqrt(a - 1) * Math.sqrt(a + 1));
            case ATANH -> 0.5 * (Math.log1p(a) - Math.log1p(-a));
        };
    }

    /** The law with its continuations; finite wherever the operands are. */
    double value(double a, double b, double c) {
        double inside = inside(a);
        double value = switch (this) {
            case DIVIDE -> a / away(b);
            case POWER -> power(a, b);
            default -> exact(inside, b, c);
        };
        if (a != inside && isTangent()) {
            value += slope(0, inside, b, c) * (a - inside);
        }
        return bounded(value);
    }

    /** The derivative after one operand of what {@link #value} gives. */
    double slope(int operand, double a, double b, double c) {
        double inside = inside(a);
        if (a != inside && !isTangent()) {
            return 0;
        }
        return bounded(switch (this) {
            case NEGATE -> -1;
            case ADD -> 1;
            case SUBTRACT -> operand == 0 ? 1 : -1;
            case MULTIPLY -> operand == 0 ? b : a;
            case DIVIDE -> operand == 0 ? 1 / away(b) : -(a / away(b)) / away(b);
            case POWER -> operand == 0 ? powerSlope(a, b) : a > 0 ? power(a, b) * Math.log(a) : 0;
            case MIN -> truth(operand == 0 == a <= b);
            case MAX -> truth(operand == 0 == a >= b);
            case CHOOSE -> truth(operand == (a != 0 ? 1 : 2));
            case LESS, AT_MOST, GREATER, AT_LEAST, EQUAL, UNEQUAL, AND, OR, NOT, SGN, FLOOR, CEIL, NINT -> 0;
            case ABS -> a < 0 ? -1 : 1;
            case SQRT -> 0.5 / Math.sqrt(Math.max(inside, TINY));
            case EXP -> Math.exp(inside);
            case LN -> 1 / inside;
            case LOG10 -> 1 / (Math.log(10) * inside);
            case SIN -> Math.cos(a);
            case COS -> -Math.sin(a);
            case TAN -> 1 + Math.tan(a) * Math.tan(a);
            case ASIN -> 1 / Math.sqrt(Math.max((1 - a) * (1 + a), TINY));
            case ACOS -> -1 / Math.sqrt(Math.max((1 - a) * (1 + a), TINY));
            case ATAN -> 1 / (1 + a * a);
            case SINH -> Math.cosh(inside);
            case COSH -> Math.sinh(inside);
            case TANH -> 1 / (Math.cosh(a) * Math.cosh(a));
            case ASINH -> 1 / Math.hypot(a, 1);
            case ACOSH -> 1 / Math.sqrt(Math.max((a - 1) * (a + 1), TINY));
            case ATANH -> 1 / ((1 - a) * (1 + a));
        });
    }

    /** The nearest first operand for which the law holds. */
    private double inside(double a) {
        return switch (this) {
            case SQRT -> Math.max(a, 0);
            case LN, LOG10 -> Math.max(a, TINY);
            case EXP -> Math.min(a, STEEPEST);
            case SINH, COSH -> Math.max(-STEEPEST, Math.min(a, STEEPEST));
            case ASIN, ACOS -> Math.max(-1, Math.min(a, 1));
            case ACOSH -> Math.max(a, 1);
            case ATANH -> Math.max(-NEARLY_ONE, Math.min(a, NEARLY_ONE));
            default -> a;
        };
    }

    private boolean isTangent() {
        return switch (this) {
            case LN, LOG10, EXP, SINH, COSH -> true;
            default -> false;
        };
    }

    private static double power(double base, double exponent) {
        if (exponent == Math.rint(exponent)) {
            return Math.pow(exponent < 0 ? away(base) : base, exponent);
        }
        return base < 0 ? 0 : Math.pow(exponent < 0 ? Math.max(base, TINY) : base, exponent);
    }

    private static double powerSlope(double base, double exponent) {
        if (exponent == Math.rint(exponent)) {
            return exponent == 0 ? 0 : exponent * Math.pow(exponent < 0 ? away(base) : base, exponent - 1);
        }
        return base < 0 ? 0 : exponent * Math.pow(exponent < 1 ? Math.max(base, TINY) : base, exponent - 1);
    }

    private static double away(double divisor) {
        return Math.abs(divisor) < TINY ? Math.copySign(TINY, divisor) : divisor;
    }

    /** Held within what counts as finite. */
    static double bounded(double value) {
        return Math.max(-LARGEST, Math.min(value, LARGEST));
    }

    private static double truth(boolean holds) {
        return holds ? 1 : 0;
    }
}
