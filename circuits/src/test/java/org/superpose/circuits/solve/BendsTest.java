package org.superpose.circuits.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.crew.Crew;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.spice.SpiceReader;

/** Where all other parts are straight, a step in which the few sharp ones keep their own laws leads to the solution at once, from wherever it begins. */
class BendsTest {
    private static final int RESISTORS = 400;
    private static final String MODELS = ".model D D(IS=1e-14)\n.model DS D(IS=1e-14 RS=20)\n.model M NMOS(LEVEL=1 VTO=0.6 KP=200u LAMBDA=0.02)\n.model Q NPN(IS=1e-16 BF=100 RB=50 RE=2)\n";

    /** A ladder of resistors between 0 and 3 V, of which each node n has some kilohms to its neighbours, and sharp parts on it. */
    private static Circuit ladder(String sharp) {
        StringBuilder deck = new StringBuilder("ladder\nV1 n0 0 3\n").append(MODELS).append(sharp);
        for (int n = 0; n < RESISTORS / 2; n++) {
            deck.append("RA").append(n).append(" n").append(n).append(" n").append(n + 1).append(" 100\n").append("RB").append(n).append(" n").append(n + 1).append(" 0 40k\n");
        }
        return new SpiceReader().read("deck", deck.append(".op\n.end\n").toString()).circuit();
    }

    /** The columns that are needed, and that one step leads to the solution. */
    private static Bends assertSolvedAtOnce(int columns, String sharp) {
        CircuitPlan plan = CircuitPlan.of(ladder(sharp));
        Equations equations = new Equations(plan, Settings.standard().environment());
        equations.junctionConductance(1e-12);
        equations.limiting(false);
        double[] x = equations.zeros();
        equations.evaluate(x);
        NewtonMatrix matrix = new NewtonMatrix(plan, Crew.ALONE);
        matrix.factor(equations);
        Bends bends = Bends.of(equations, x, matrix);
        assertEquals(columns, Arrays.stream(bends.row).filter(Objects::nonNull).count());
        double[] step = new double[plan.size()];
        equations.residual(x, step);
        double driven = Arrays.stream(step).map(Math::abs).max().orElseThrow();
        matrix.solve(step);
        Bends.Work work = bends.new Work(equations);
        work.fromHere();
        work.bend(x, step);
        for (int i = 0; i < step.length; i++) {
            x[i] -= step[i];
        }
        equations.limiting(false);
        equations.evaluate(x);
        double[] left = new double[plan.size()];
        equations.residual(x, left);
        double most = Arrays.stream(left).map(Math::abs).max().orElseThrow();
        assertTrue(most <= 1e-9 * driven, "columns are cut at 1e-10 of their largest number, but " + most + " of " + driven + " is left");
        return bends;
    }

    @Test
    void currentsBetweenTwoNodesTakeOneColumn() {
        assertSolvedAtOnce(1, "D1 n10 n20 D\n");
        assertSolvedAtOnce(1, "D1 n10 n20 DS\n");
        assertSolvedAtOnce(2, "D1 n10 n20 DS\nD2 n60 n40 DS\n");
    }

    @Test
    void partsThatShareNodesTakeOneColumnLessThanTheseAre() {
        assertSolvedAtOnce(2, "D1 n10 n20 D\nD2 n20 n60 D\n");
        assertSolvedAtOnce(1, "D1 n10 n20 D\nD2 n20 n10 D\n");
        assertSolvedAtOnce(1, "M1 n10 n15 n30 n30 M\n");
        assertSolvedAtOnce(2, "M1 n10 n15 n30 n31 M\n");
        assertSolvedAtOnce(2, "Q1 n10 n15 n30 Q\n");
    }

    @Test
    void currentsToGroundTakeAColumnForEachNode() {
        assertSolvedAtOnce(1, "D1 n10 0 D\n");
        assertSolvedAtOnce(1, "D1 n10 0 DS\n");
        assertSolvedAtOnce(2, "D1 n10 n20 D\nD2 n20 0 D\n");
        assertSolvedAtOnce(1, "M1 n10 n15 0 0 M\n");
        assertSolvedAtOnce(2, "B1 n10 n20 I=1e-4*V(n10,n20)*V(n10,n20)\nD1 n30 0 D\n");
    }

    /** The row of a voltage has no other from which what bends there would come. */
    @Test
    void equationsOfVoltagesTakeAColumn() {
        assertSolvedAtOnce(1, "B1 m 0 V=0.1*V(n20)*V(n20)\nRM m n30 1k\n");
    }

    /** A current between two nodes moves all nodes behind them alike, which is nothing to a part that lies there. */
    @Test
    void partsFarFromEachOtherAreSettledApart() {
        assertEquals(2, assertSolvedAtOnce(2, "D1 n10 n12 D\nD2 n60 n62 D\n").groupSize.length);
        assertEquals(1, assertSolvedAtOnce(2, "D1 n10 n12 D\nD2 n11 n13 D\n").groupSize.length);
    }
}
