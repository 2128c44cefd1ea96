package org.superpose.circuits.sparse;

/**
 * When a pivot will do. Where nothing is said, {@link #STANDARD} holds.
 *
 * @param diagonal the entry on the diagonal is taken if it is at least this fraction of the largest candidate in its column, in (0, 1];
 *                 1 is partial pivoting, less keeps the order of little fill
 * @param reuse    a pivot of an earlier factorisation is kept while it is at least this fraction of the largest candidate in its column, in (0, 1]
 * @param growth   the pivots of an earlier factorisation are kept while the growth of the elements, {@code max |u| / max |a|} of a column
 *                 or 1 where that is more, is at most so many times what it was then; at least 1
 * @param scaled   whether rows are first divided by their largest entry, rounded to a power of two so that no digit is lost
 */
public record Pivoting(double diagonal, double reuse, double growth, boolean scaled) {
    /** 10⁻³ as KLU has it; kept down to 10⁻⁶ and a growth of 10⁴, so that a solution still has some ten digits before refinement; scaled. */
    public static final Pivoting STANDARD = new Pivoting(1e-3, 1e-6, 1e4, true);

    public Pivoting {
        fraction("diagonal", diagonal);
        fraction("reuse", reuse);
        if (!(growth >= 1)) {
            throw new IllegalArgumentException("pivoting: growth must be at least 1, got " + growth);
        }
    }

    private static void fraction(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException("pivoting: " + name + " must lie in (0, 1], got " + value);
        }
    }
}
