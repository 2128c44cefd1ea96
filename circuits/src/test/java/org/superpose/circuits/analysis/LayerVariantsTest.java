package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.spice.SpiceReader;

/** A layer of Gilbert cells (B. Gilbert, IEEE JSSC 3, 365, 1968) with a precision rectifier behind each output, whose parts do not match: every transistor has its own IS, every resistor its own value. Outputs cross zero, so that rectifiers open and close. */
class LayerVariantsTest {
    private static final double OF_FULL_SCALE = 1e-9;
    private static final int COMPARED = 20;
    private static final String PARTS = """
            .model cell npn(is=1e-16 bf=120 vaf=80 ikf=10m ise=1e-15 ne=1.6 rb=100 re=1 rc=20)
            .model fast d(is=1e-14 n=1.05 rs=5)
            .subckt multiplier xp xn wp wn plus minus
            q1 plus wp upper1 cell
            q2 minus wn upper1 cell
            q3 plus wn upper2 cell
            q4 minus wp upper2 cell
            q5 upper1 xp lower1 cell
            q6 upper2 xn lower2 cell
            r5 lower1 tail 2k
            r6 lower2 tail 2k
            q7 tail bias foot cell
            r7 foot low 2k
            .ends
            .subckt amplifier plus minus out
            rd plus minus 2meg
            ga 0 pole plus minus 1m
            ra pole 0 100meg
            eo inner 0 pole 0 1
            ro inner out 50
            .ends
            .subckt readout plus minus out
            rlp high plus {load}
            rlm high minus {load}
            r1 minus p 10k
            r2 p difference 100k
            r3 plus m 10k
            r4 m 0 100k
            xd m p difference amplifier
            r5 difference s 10k
            xr 0 s driven amplifier
            d1 driven s fast
            d2 out driven fast
            r6 out s 10k
            .ends
            .global high low bias
            vhigh high 0 5
            vlow low 0 -5
            vbias bias low 0.95
            vc xc 0 -1.5
            """;

    /** A layer, what is varied of it, and the nodes to be seen. */
    private static final class Layer {
        final Circuit circuit;
        final CircuitPlan plan;
        final List<String> paths = new ArrayList<>();
        final List<String> outputs = new ArrayList<>();
        final List<Double> nominal = new ArrayList<>();

        Layer(int cells) {
            SplittableRandom random = new SplittableRandom(3);
            StringBuilder deck = new StringBuilder("layer\n.param load=" + 2e4 / cells + "\n").append(PARTS);
            for (int i = 0; i < cells; i++) {
                deck.append(String.format(Locale.ROOT, "vp%d xp%d xc %.4g%nvn%d xn%d xc 0%n", i, i, random.nextDouble(-0.1, 0.1), i, i));
            }
            for (int j = 0; j < cells; j++) {
                for (int i = 0; i < cells; i++) {
                    double w = random.nextDouble(-0.015, 0.015);
                    deck.append(String.format(Locale.ROOT, "vp%d_%d wp%d_%d 0 %.4g%nvn%d_%d wn%d_%d 0 %.4g%nxm%d_%d xp%d xn%d wp%d_%d wn%d_%d plus%d minus%d multiplier%n", j, i, j, i, w, j, i, j, i, -w, j, i, i, i, j, i, j, i, j, j));
                }
                deck.append(String.format(Locale.ROOT, "xr%d plus%d minus%d out%d readout%n", j, j, j, j));
                outputs.add("out" + j);
            }
            circuit = new SpiceReader().read("layer", deck.append(".op\n.end\n").toString()).circuit();
            plan = CircuitPlan.of(circuit);
            for (Component component : circuit.components()) {
                if (component instanceof BipolarTransistor q) {
                    paths.add(q.name() + ".is");
                    nominal.add(q.model().value("IS"));
                } else if (component instanceof Resistor r) {
                    paths.add(r.name());
                    nominal.add(r.resistance());
                }
            }
        }

        /** 2 % of saturation currents, 0.5 % of resistances. */
        void sample(long variant, double[] values) {
            SplittableRandom random = new SplittableRandom(variant * 1_000_003);
            for (int k = 0; k < values.length; k++) {
                values[k] = nominal.get(k) * (1 + (paths.get(k).endsWith(".is") ? 0.02 : 0.005) * random.nextDouble(-1.7, 1.7));
            }
        }

        Circuit changed(long variant) {
            double[] values = new double[paths.size()];
            sample(variant, values);
            List<Component> components = new ArrayList<>();
            int k = 0;
            for (Component component : circuit.components()) {
                if (component instanceof BipolarTransistor q) {
                    components.add(new BipolarTransistor(q.name(), q.collector(), q.base(), q.emitter(), q.substrate(), q.model().with("IS", values[k++]), q.placement()));
                } else {
                    components.add(component instanceof Resistor r ? r.withValue(values[k++]) : component);
                }
            }
            return Circuit.of(circuit.title(), components);
        }

        void samplesEqualColdSolves(int samples, double evaluations) {
            List<Variants.Outcome> outcomes = new ArrayList<>();
            new Variants(Settings.standard(), paths, outputs, 2).run(plan, 0, samples, this::sample, outcomes::add);
            double scale = 0;
            double sum = 0;
            for (Variants.Outcome outcome : outcomes) {
                assertEquals(Variants.Way.WARM, outcome.way());
                assertTrue(outcome.receipt().powerBalance() < 1e-9 && outcome.receipt().residual() < 1e-9, () -> outcome.receipt().toString());
                sum += outcome.receipt().iterations();
                for (double value : outcome.values()) {
                    scale = Math.max(scale, Math.abs(value));
                }
            }
            assertTrue(sum / samples < evaluations, "evaluations of a sample: " + sum / samples);
            SplittableRandom random = new SplittableRandom(1);
            for (int n = 0; n < COMPARED; n++) {
                int sample = random.nextInt(samples);
                OperatingPointResult cold = new OperatingPoint().run(plan.variant(changed(sample)));
                for (int j = 0; j < outputs.size(); j++) {
                    assertEquals(cold.voltage(outputs.get(j)), outcomes.get(sample).values()[j], OF_FULL_SCALE * scale);
                }
            }
        }
    }

    /** A prediction, one step with new factors, one or two with the same: 7 evaluations are twice that many; Newton's method from the nominal point takes up to 13, each with new factors. */
    @Test
    void samplesEqualColdSolves() {
        new Layer(5).samplesEqualColdSolves(200, 7);
    }

    @Test
    @Tag("slow")
    void samplesOfALargeLayerEqualColdSolves() {
        new Layer(32).samplesEqualColdSolves(100, 7);
    }

    /** Per sample: the outcome with its values, the receipt, lists of banks that are handed out; nothing that grows with the circuit, whose arrays would be hundreds of kilobytes. */
    @Test
    void aSampleLeavesNoGarbageButItsOutcome() {
        Layer layer = new Layer(5);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int[] from = {50, 150};
        long[] bytes = new long[2];
        new Variants(Settings.standard(), layer.paths, layer.outputs, 1).run(layer.plan, 0, 200, (variant, values) -> {
            for (int k = 0; k < values.length; k++) {
                values[k] = layer.nominal.get(k) * (1 + 1e-3 * Math.sin(variant + k));
            }
            if (variant == from[0] || variant == from[1]) {
                bytes[variant == from[0] ? 0 : 1] = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            }
        }, outcome -> { });
        double perSample = (bytes[1] - bytes[0]) / 100.0;
        assertTrue(perSample < 8.0 * layer.outputs.size() + 1024, perSample + " bytes a sample");
    }
}
