package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.source.VoltageSource;

/**
 * Wherever Newton's method begins, it ends in an operating point, and in the same one if the circuit has only one. Starts are uniform over twice the span of the supplies on either side of ground, branch currents over ±10 mA.
 * Three starts of each deck always, a hundred with the slow tests.
 */
class RandomStartTest {
    private static final double CURRENT = 1e-2;            // [A]

    static List<CorpusDeck> decks() throws IOException {
        return CorpusDeck.all();
    }

    @ParameterizedTest
    @MethodSource("decks")
    void fewRandomStartsEndInAnOperatingPoint(CorpusDeck deck) {
        startFrom(deck, 3);
    }

    @ParameterizedTest
    @MethodSource("decks")
    @Tag("slow")
    void hundredRandomStartsEndInAnOperatingPoint(CorpusDeck deck) {
        startFrom(deck, 100);
    }

    private static void startFrom(CorpusDeck deck, int starts) {
        CircuitPlan plan = CircuitPlan.of(deck.read("").circuit());
        OperatingPoint analysis = new OperatingPoint();
        OperatingPointResult reference = analysis.run(plan);
        double span = 1;
        for (Component component : plan.circuit().components()) {
            if (component instanceof VoltageSource source) {
                span = Math.max(span, Math.abs(source.dc()));
            }
        }
        SplittableRandom random = new SplittableRandom(deck.name().hashCode());
        for (int trial = 0; trial < starts; trial++) {
            double[] start = new double[plan.size()];
            for (int i = 0; i < start.length; i++) {
                start[i] = random.nextDouble(-1, 1) * (plan.isVoltage(i) ? 2 * span : CURRENT);
            }
            OperatingPointResult result = analysis.run(plan, start);
            String where = deck.name() + ", start " + trial + ": ";
            assertTrue(result.receipt().relativeResidual() < 1e-6 || result.receipt().residual() < 1e-12, () -> where + result.receipt());
            assertTrue(result.receipt().powerBalance() < 1e-9, () -> where + result.receipt());
            if (!deck.hasSeveralSolutions()) {
                same(where, plan, reference.values(), result.values());
            }
        }
    }

    /** To what the absolute tolerances of currents, across the gigaohms of blocked junctions, let move: a millivolt beside volts; and to 1e-5 of what flows. */
    private static void same(String where, CircuitPlan plan, double[] expected, double[] found) {
        for (int i = 0; i < expected.length; i++) {
            double tolerance = 1e-5 * Math.abs(expected[i]) + (plan.isVoltage(i) ? 1e-3 : 1e-9);
            assertEquals(expected[i], found[i], tolerance, where + plan.names().get(i));
        }
    }
}
