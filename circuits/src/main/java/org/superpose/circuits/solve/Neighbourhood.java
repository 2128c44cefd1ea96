package org.superpose.circuits.solve;

import java.util.Arrays;
import org.superpose.circuits.crew.Crew;

/** What is worked out once about a solution for those who look for others near it: the solution, the matrix there, and the few devices that bend sharply. Immutable and shared by threads. */
public final class Neighbourhood {
    final double[] solution;
    final NewtonMatrix matrix;       // to be copied
    final Bends bends;               // null: none

    /**
     * Of a solution.
     *
     * @param equations that it solves; evaluated there afterwards
     */
    public Neighbourhood(Equations equations, double[] x) {
        solution = x.clone();
        equations.evaluateAt(x);
        matrix = new NewtonMatrix(equations.plan(), Crew.ALONE);
        matrix.factor(equations);
        bends = Bends.of(equations, x, matrix);
    }

    /** The solution, with ground. For reading only. */
    public double[] solution() {
        return solution;
    }

    /** Whether the devices of a bank, by its place in the plan, are among the few that bend sharply, so that a {@linkplain Nearby#solve prediction} need not know what changes with them. */
    public boolean bends(int bank) {
        return bends != null && Arrays.stream(bends.banks).anyMatch(b -> b == bank);
    }
}
