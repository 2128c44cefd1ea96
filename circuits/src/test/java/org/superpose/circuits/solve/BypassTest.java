package org.superpose.circuits.solve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.analysis.DcSweep;
import org.superpose.circuits.analysis.LinearSweep;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.analysis.SweepResult;
import org.superpose.circuits.analysis.Transient;
import org.superpose.circuits.analysis.TransientResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.source.VoltageSource;
import org.superpose.circuits.spice.ResultTable;
import org.superpose.circuits.spice.SpiceReader;

/** Devices that stand nearly still are passed by, and nobody sees it in a result. */
class BypassTest {
    private static final int PAIRS = 60;
    private static final double SUPPLY = 5;
    private static final Sweep LEVELS = LinearSweep.points(-0.1, 0.1, 21);

    /** Differential pairs on their own tails, with diodes behind followers. Half of them see the first input, which steps, and the others the second one, which rests. */
    private static Circuit pairs() {
        StringBuilder deck = new StringBuilder("pairs\nvcc cc 0 5\nvee ee 0 -5\nv1 in1 0 dc 10m pulse(10m -20m 1u 10n 10n 2u 6u)\nv2 in2 0 5m\n"
                + ".model cell npn(is=1e-16 bf=120 vaf=80 ikf=10m ise=1e-15 ne=1.6 rb=100 re=1 rc=20 cje=50f cjc=30f cjs=60f tf=20p)\n.model fast d(is=1e-14 rs=5 cjo=1p tt=1n)\n");
        for (int k = 0; k < PAIRS; k++) {
            deck.append(String.format(Locale.ROOT, "rp%1$d cc p%1$d 10k%nrm%1$d cc m%1$d 10k%nqp%1$d p%1$d in%2$d t%1$d cell%nqm%1$d m%1$d 0 t%1$d cell%nrt%1$d t%1$d ee %3$.1f%nqf%1$d cc m%1$d f%1$d cell%nrf%1$d f%1$d ee 20k%nd%1$d f%1$d o%1$d fast%nro%1$d o%1$d 0 30k%n",
                    k, k < PAIRS / 2 ? 1 : 2, 1e4 + 50 * k));
        }
        return new SpiceReader().read("pairs", deck.append(".op\n.end\n").toString()).circuit();
    }

    /** A source that half of the circuit does not see moves: the other half is not computed again, and what does not move at all is not computed at all. */
    @Test
    void devicesThatDoNotMoveArePassedBy() {
        Circuit circuit = pairs();
        CircuitPlan plan = CircuitPlan.of(circuit);
        double[] half = solve(plan, true, 0.03);
        assertTrue(half[0] > 0.4, "passed by " + half[0]);
        double[] none = solve(plan, true, 0);
        assertTrue(none[0] > 0.99, "passed by " + none[0]);
        double[] off = solve(plan, false, 0.03);
        assertEquals(0, off[0], "passed by where nobody may be");
        for (int i = 1; i < half.length; i++) {
            assertEquals(off[i], half[i], 1e-11, "unknown " + (i - 1));              // 1e-13 of some 0.5 mA, through 10 kΩ, by a gain of at most 10
        }
    }

    /** The part that is passed by when the first input moves in a circuit that is solved, and then the solution. */
    private static double[] solve(CircuitPlan plan, boolean bypass, double move) {
        Settings settings = Settings.standard().withBypass(bypass);
        Equations equations = new Equations(plan, settings.environment());
        Continuation continuation = new Continuation(equations, settings);
        double[] x = equations.zeros();
        continuation.solve(x, false, "no operating point");
        continuation.solve(x, true, "no operating point");                          // once more: where all stand still
        long evaluated = equations.evaluated();
        long passedBy = equations.passedBy();
        if (move != 0) {
            equations.adopt(plan.variant(Circuit.of("pairs", plan.circuit().components().stream().map(c -> c.name().equals("v1") ? ((VoltageSource) c).withValue(move) : c).toList())));
        }
        continuation.solve(x, true, "no operating point");
        double[] result = new double[plan.size() + 1];
        result[0] = (double) (equations.passedBy() - passedBy) / (equations.evaluated() - evaluated);
        System.arraycopy(x, 0, result, 1, plan.size());
        return result;
    }

    /** At rest what is passed by stands still to 1e-13 of its currents: through 10 kΩ that is 1e-12 of the supply, and the iteration ends below 1e-9. */
    @Test
    void sweepIsTheSameWithoutBypass() {
        CircuitPlan plan = CircuitPlan.of(pairs());
        SweepResult with = new DcSweep("v1", LEVELS).run(plan);
        SweepResult without = new DcSweep("v1", LEVELS).with(Settings.standard().withBypass(false)).run(plan);
        for (int u = 0; u < with.names().size(); u++) {
            for (int p = 0; p < 21; p++) {
                assertEquals(without.column(u)[p], with.column(u)[p], 1e-9 * SUPPLY, with.names().get(u) + " at " + p);
            }
        }
        assertTrue(with.receipt().powerBalance() < 1e-9 && with.receipt().relativeResidual() < 1e-9, with.receipt().toString());
    }

    /** In time the currents of a device are true to 1e-4 of the tolerance, 1e-9: a few devices in a row are 4e-9 of the supply. What a time point may leave over besides, 5e-7 of the currents of a node, both runs leave, four nodes in a row. */
    @Test
    void transientRunIsTheSameWithoutBypass() {
        CircuitPlan plan = CircuitPlan.of(pairs());
        Settings settings = Settings.standard().withRelative(1e-5);
        TransientResult with = new Transient(5e-6).withFixedStep(1e-8).with(settings).run(plan);
        TransientResult without = new Transient(5e-6).withFixedStep(1e-8).with(settings.withBypass(false)).run(plan);
        assertEquals(without.times().length, with.times().length);
        double most = 0;
        for (int u = 0; u < with.names().size(); u++) {
            double[] a = with.column(u);
            double[] b = without.column(u);
            for (int p = 0; p < a.length; p++) {
                assertEquals(b[p], a[p], (4 * 1e-9 + 2 * 4 * 5e-7) * SUPPLY, with.names().get(u) + " at " + with.times()[p]);
                most = Math.max(most, Math.abs(a[p] - b[p]));
            }
        }
        assertTrue(most > 0, "nothing was passed by");
    }

    /** The part of the collector's capacitance in front of RB sees the outer base, which moves by volts here while the junctions, behind 100 kΩ, stand still. */
    @Test
    void capacitanceOfTheOuterBaseMoves() {
        String deck = "outer base\nv1 b 0 pulse(-10 -0.5 1u 20n 20n 2u 5u)\nv2 c 0 2\nq1 c b 0 qm\n.model qm npn(is=1e-15 rb=100k cjc=10p xcjc=0 cje=100p mjc=0.5 vjc=0.5)\n.options reltol=1e-4\n.tran 5n 1.1u 0 5n\n";
        ResultTable with = new SpiceReader().read("with", deck + ".end\n").analyses().get(0).run().get(0);
        ResultTable without = new SpiceReader().read("without", deck + ".options bypass=0\n.end\n").analyses().get(0).run().get(0);
        assertArrayEquals(without.real("time"), with.real("time"), 1e-15);
        assertArrayEquals(without.real("i(v2)"), with.real("i(v2)"), 1e-4 * 1e-3);         // RELTOL of the milliampere that flows in the edge
    }

    /** SPICE's word for it. */
    @Test
    void deckMaySwitchItOff() {
        SpiceReader reader = new SpiceReader();
        assertEquals(List.of(), reader.read("deck", "deck\nv1 a 0 1\nr1 a 0 1\n.options bypass=0\n.op\n.end\n").warnings());
    }
}
