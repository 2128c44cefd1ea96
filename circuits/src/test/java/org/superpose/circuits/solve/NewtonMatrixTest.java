package org.superpose.circuits.solve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Family;
import org.superpose.circuits.circuit.Numbering;
import org.superpose.circuits.crew.Crew;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.semiconductor.Placement;
import org.superpose.circuits.source.VoltageSource;
import org.superpose.circuits.sparse.LuFactorization;

/** Elimination of inner nodes beforehand gives the solution of the whole matrix. */
class NewtonMatrixTest {
    private static final BipolarModel ALL = BipolarModel.npn("ALL").with("BF", 100).with("VAF", 50).with("RB", 100).with("RC", 20).with("RE", 1).with("ISS", 1e-16);
    private static final BipolarModel SOME = BipolarModel.pnp("SOME").with("BF", 60).with("RC", 10);
    private static final BipolarModel NONE = BipolarModel.npn("NONE");

    /** Transistors with all, some and no inner nodes in one bank, a substrate that is not grounded, and a diode. */
    private static final Circuit MIXED = Circuit.of("mixed", VoltageSource.dc("VCC", "cc", "0", 5), new Resistor("R1", "cc", "b1", 4.3e5), new Resistor("R2", "cc", "c1", 5e3), new Resistor("RS", "s", "0", 1e4),
            new BipolarTransistor("Q1", "c1", "b1", "e1", "s", ALL, Placement.PLAIN), new Resistor("R3", "e1", "0", 200), new BipolarTransistor("Q2", "c2", "c1", "cc", SOME), new Resistor("R4", "c2", "b3", 1e4),
            new BipolarTransistor("Q3", "c3", "b3", "0", NONE), new Resistor("R5", "cc", "c3", 1e4), new BipolarTransistor("Q4", "c4", "c3", "d", ALL), new Resistor("R6", "cc", "c4", 2e3),
            new Diode("D1", "d", "0", DiodeModel.of("D").with("RS", 10)), new Resistor("R7", "d", "0", 1e4));

    private static void assertSolvesTheWhole(Circuit circuit, double[] x) {
        CircuitPlan plan = CircuitPlan.of(circuit);
        Equations equations = new Equations(plan, Settings.standard().environment());
        equations.junctionConductance(1e-12);
        equations.evaluateAt(x);
        double[] values = new double[plan.pattern().entries()];
        equations.conductances(values);
        LuFactorization lu = new LuFactorization(plan.ordering());
        lu.factor(values);
        NewtonMatrix matrix = new NewtonMatrix(plan, Crew.ALONE);
        matrix.factor(equations);
        double[] expected = new SplittableRandom(3).doubles(plan.size(), -1e-3, 1e-3).toArray();
        double[] found = expected.clone();
        double[] right = expected.clone();
        lu.solve(expected);
        lu.refine(expected, right);
        matrix.solve(found);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertArrayEquals(expected, found, 1e-9 * largest);                              // a condition of some 10⁶ at rounding errors of 10⁻¹⁶
        double[] copied = right.clone();
        new NewtonMatrix(matrix).solve(copied);
        assertArrayEquals(found, copied, 0);
        for (int unknown = 0; unknown < plan.size(); unknown++) {
            assertFindsColumns(matrix, plan, unknown);
        }
    }

    /** A column of the inverse, and what it differs by from others, nodes of the same device among them. */
    private static void assertFindsColumns(NewtonMatrix matrix, CircuitPlan plan, int unknown) {
        NewtonMatrix.Columns columns = matrix.columns(1)[0];
        for (int other = Math.max(-1, unknown - 20); other < Math.min(plan.size(), unknown + 20); other++) {
            if (other == unknown) {
                continue;
            }
            double[] whole = new double[plan.size()];
            whole[unknown] = 1;
            matrix.solve(whole);
            double largest = Arrays.stream(whole).map(Math::abs).max().orElseThrow();
            if (other >= 0) {
                double[] another = new double[plan.size()];
                another[other] = 1;
                matrix.solve(another);
                largest = Math.max(largest, Arrays.stream(another).map(Math::abs).max().orElseThrow());
                Arrays.setAll(whole, i -> whole[i] - another[i]);
            }
            double[] column = new double[plan.size()];
            NewtonMatrix.Column sparse = columns.find(unknown, other, 0);
            for (int p = 0; p < sparse.rows().length; p++) {
                column[sparse.rows()[p]] += sparse.values()[p];
            }
            assertArrayEquals(whole, column, 1e-13 * largest, "the same sums in another order, column of " + plan.names().get(unknown) + (other < 0 ? "" : " less that of " + plan.names().get(other)));
        }
    }

    @Test
    void innerNodesOfMixedDevicesAreEliminatedExactly() {
        Equations equations = new Equations(CircuitPlan.of(MIXED), Settings.standard().environment());
        double[] x = equations.zeros();
        new Continuation(equations, Settings.standard()).solve(x, false, "no operating point");
        assertSolvesTheWhole(MIXED, x);
        CircuitPlan plan = CircuitPlan.of(MIXED);
        assertEquals(8, plan.size() - plan.condensed().unknowns().length, "three of Q1 and Q4 each, one of Q2 and D1 each");
    }

    /** A node behind a gyrator has no conductance of its own; it can be eliminated only after its neighbour. */
    private record Gyrator(String name, String input, double ratio) implements Component {
        private static final Family FAMILY = Bank::new;

        @Override
        public List<String> nodes() {
            return List.of(input);
        }

        @Override
        public Gyrator renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
            return new Gyrator(names.apply(name), nodes.apply(input), ratio);
        }

        @Override
        public Family family() {
            return FAMILY;
        }

        private static final class Bank implements DeviceBank {
            private final List<? extends Component> members;
            private final int[][] unknowns;

            Bank(List<? extends Component> members, Numbering numbering) {
                this.members = members;
                unknowns = new int[][] {members.stream().mapToInt(g -> numbering.node(g.nodes().get(0))).toArray(), members.stream().mapToInt(g -> numbering.inner(g, "inner")).toArray()};
            }

            @Override
            public int size() {
                return members.size();
            }

            @Override
            public int[][] unknowns() {
                return unknowns;
            }

            @Override
            public int terminal(int local, int device) {
                return 0;
            }

            @Override
            public int[][] conductancePattern() {
                return new int[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
            }

            @Override
            public double[][] parameters(Environment environment) {
                return new double[][] {members.stream().mapToDouble(g -> ((Gyrator) g).ratio).toArray()};
            }

            @Override
            public void load(Evaluation e) {
                for (int i = 0; i < members.size(); i++) {
                    double g = e.parameter[0][i];
                    e.current[0][i] = g * e.unknown[1][i];
                    e.current[1][i] = -g * e.unknown[0][i];
                    e.conductance[0][i] = 0;
                    e.conductance[1][i] = g;
                    e.conductance[2][i] = -g;
                    e.conductance[3][i] = 0;
                }
            }
        }
    }

    @Test
    void innerNodeWithoutPivotIsLeftToTheWholeMatrix() {
        Circuit circuit = Circuit.of("gyrator", VoltageSource.dc("V1", "a", "0", 1), new Resistor("R1", "a", "b", 1e3), new Gyrator("G1", "b", 1e-3), new Resistor("R2", "b", "0", 1e3));
        CircuitPlan plan = CircuitPlan.of(circuit);
        assertTrue(plan.condensed().unknowns().length < plan.size());
        assertSolvesTheWhole(circuit, new double[plan.size() + 1]);
    }

    /** Enough transistors for three threads: some of them with three inner nodes, some with one, in turns, so that devices of one shape do not follow one another. */
    private static CircuitPlan many(int period) {
        List<Component> components = new ArrayList<>(List.of(VoltageSource.dc("VCC", "cc", "0", 5), VoltageSource.dc("VB", "b", "0", 0.7)));
        for (int i = 0; i < 5200; i++) {
            components.add(new BipolarTransistor("Q" + i, "c" + i / 7, "b", "e" + i / 13, i % period == 0 ? SOME.with("BF", 50 + i) : ALL));
            components.add(new Resistor("RC" + i, "cc", "c" + i / 7, 1e4));
            components.add(new Resistor("RE" + i, "e" + i / 13, "0", 1e3 + i));
        }
        return CircuitPlan.of(Circuit.of("many", components));
    }

    private static double[] voltages(CircuitPlan plan) {
        double[] x = new SplittableRandom(5).doubles(plan.size() + 1, 0, 0.7).toArray();
        x[plan.size()] = 0;
        return x;
    }

    /** Inner nodes of two transistors move. */
    @Test
    void devicesThatStandStillNeedNotBeEliminatedAgain() {
        CircuitPlan plan = many(Integer.MAX_VALUE);
        Equations equations = new Equations(plan, Settings.standard().environment());
        equations.rate(1e9);
        equations.limiting(false);
        equations.bypass(1e-9);
        double[] x = voltages(plan);
        NewtonMatrix matrix = new NewtonMatrix(plan, new Crew(2));
        equations.evaluate(x);
        matrix.factor(equations);
        double[] right = new SplittableRandom(3).doubles(plan.size(), -1e-3, 1e-3).toArray();
        double[] before = right.clone();
        matrix.solve(before);
        for (int i = 0; i < plan.size(); i++) {
            String name = plan.names().get(i).toLowerCase(Locale.ROOT);
            x[i] += name.startsWith("q17#") || name.startsWith("q4003#") ? 0.01 * (i % 3) : 0;
        }
        equations.evaluate(x);
        assertTrue(equations.passedBy() > 0.4, "of two evaluations one passed by most devices, but " + equations.passedBy());
        matrix.factor(equations);
        double[] found = right.clone();
        matrix.solve(found);
        NewtonMatrix anew = new NewtonMatrix(plan, Crew.ALONE);
        anew.takePivots(matrix);
        anew.factor(equations);
        double[] expected = right.clone();
        anew.solve(expected);
        assertArrayEquals(expected, found, 0);
        assertFalse(Arrays.equals(before, found));
    }

    @Test
    void bitsDoNotDependOnThreads() {
        CircuitPlan plan = many(3);
        Equations equations = new Equations(plan, Settings.standard().environment());
        equations.rate(1e9);
        equations.evaluateAt(voltages(plan));
        double[] right = new SplittableRandom(3).doubles(plan.size(), -1e-3, 1e-3).toArray();
        double[] expected = right.clone();
        for (int threads = 1; threads <= 3; threads++) {
            NewtonMatrix matrix = new NewtonMatrix(plan, new Crew(threads));
            for (int round = 0; round < 2; round++) {                            // pivots chosen, and kept
                matrix.factor(equations);
                double[] found = right.clone();
                matrix.solve(found);
                expected = threads == 1 && round == 0 ? found : expected;
                assertArrayEquals(expected, found, 0);
            }
        }
    }
}
