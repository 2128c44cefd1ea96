package org.superpose.circuits.spice;

import java.util.List;
import java.util.function.Supplier;

/** An analysis that a deck asks for. */
public final class DeckAnalysis {
    private final String kind;
    private final Position position;
    private final Supplier<List<ResultTable>> what;

    DeckAnalysis(String kind, Position position, Supplier<List<ResultTable>> what) {
        this.kind = kind;
        this.position = position;
        this.what = what;
    }

    /** {@code op}, {@code dc}, {@code ac}, {@code tran}, {@code noise}. */
    public String kind() {
        return kind;
    }

    /** Where the deck asks for it. */
    public Position position() {
        return position;
    }

    /**
     * Runs it. There is one table, but a noise analysis has two: the densities, and what they integrate to.
     *
     * @throws SpiceException                                      if the circuit cannot be what it says
     * @throws org.superpose.circuits.solve.ConvergenceException if no solution is found
     */
    public List<ResultTable> run() {
        try {
            return what.get();
        } catch (SpiceException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new SpiceException(position, e.getMessage(), e);
        }
    }
}
