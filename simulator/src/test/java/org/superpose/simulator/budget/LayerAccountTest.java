package org.superpose.simulator.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.superpose.simulator.analog.SwitchedLayer;
import org.superpose.simulator.noise.RandomStreams;

/** Budgets of a made layer, of which every error is known. */
class LayerAccountTest {
    private static final double FULL_SCALE = 2;
    private static final double[][] EXACT = {{0.5, -0.25}, {1, 0}, {-0.5, 0.75}};

    /** Outputs {@code (1 + gain) y + offset}, where they are cut at ± an end: three sources, two kinds of noise. */
    private record Layer(double gain, double offset, double end) implements SwitchedLayer {
        @Override
        public List<String> sources() {
            return List.of("gain", "offset", "clipping");
        }

        @Override
        public double[][] outputs(long on) {
            double[][] y = new double[EXACT.length][EXACT[0].length];
            for (int b = 0; b < y.length; b++) {
                for (int o = 0; o < y[b].length; o++) {
                    double value = (1 + (on & 1) * gain) * EXACT[b][o] + (on >> 1 & 1) * offset;
                    y[b][o] = (on & 4) == 0 ? value : Math.min(end, Math.max(-end, value));
                }
            }
            return y;
        }

        @Override
        public Map<String, Double> noise() {
            return Map.of("thermal noise", 4e-4, "shot noise", 0.0);
        }
    }

    private static LayerBudget budget(SwitchedLayer layer, double[][] devices, double unsettled) throws Exception {
        LayerAccount account = new LayerAccount(1, layer, EXACT, devices, FULL_SCALE, unsettled, RandomStreams.of(5));
        List<List<double[]>> pairs = new ArrayList<>();
        for (Callable<List<double[]>> task : account.tasks()) {
            pairs.add(task.call());
        }
        return account.budget(pairs);
    }

    private static double share(LayerBudget budget, String source) {
        return budget.share(source).orElseThrow().meanSquare();
    }

    @Test
    void anErrorAloneHasTheWholeBudget() throws Exception {
        Layer layer = new Layer(0, 0.1, 10);
        LayerBudget budget = budget(layer, layer.outputs(7), Double.NaN);
        assertEquals(0.01 / 4, share(budget, "offset"), 1e-16);
        assertEquals(0, share(budget, "gain"));
        assertEquals(0, share(budget, "clipping"));
        assertEquals(0, budget.remainder().meanSquare());
        assertEquals(1e-4, share(budget, "thermal noise"), 1e-18, "of the square of the full scale");
        assertEquals(0.01 / 4 + 1e-4, budget.total(), 1e-16);
        assertEquals(1, budget.shares().stream().mapToDouble(budget::part).sum(), 1e-14);
    }

    /** What devices do beside the cell level is left over, and only that; what has not settled counts where it is known. */
    @Test
    void sharesAddUpToTheErrorOfTheDevices() throws Exception {
        Layer layer = new Layer(0.05, -0.02, 0.9);
        double[][] devices = layer.outputs(7);
        double before = 0;
        double after = 0;
        for (int b = 0; b < devices.length; b++) {
            for (int o = 0; o < devices[b].length; o++) {
                before += Math.pow((devices[b][o] - EXACT[b][o]) / FULL_SCALE, 2) / 6;
                devices[b][o] += 0.004;
                after += Math.pow((devices[b][o] - EXACT[b][o]) / FULL_SCALE, 2) / 6;
            }
        }
        LayerBudget budget = budget(layer, devices, 3e-6);
        assertEquals(after - before, budget.remainder().meanSquare(), 1e-16);
        assertEquals(0.002, budget.distance(), 1e-15);
        assertEquals(3e-6, share(budget, "settling"));
        assertEquals(after + 1e-4 + 3e-6, budget.total(), 1e-15);
        assertTrue(budget.share("clipping").orElseThrow().standardError() > 0, "three sources meet where outputs are cut");
        ErrorBudget all = new ErrorBudget(List.of(budget));
        assertEquals("unexplained remainder", all.sources().get(all.sources().size() - 1));
        assertEquals("clipping", all.sources().get(0));
    }

    @Test
    void sameBitsOnAnyNumberOfThreads() throws Exception {
        Layer layer = new Layer(0.05, -0.02, 0.9);
        LayerBudget one = budget(layer, layer.outputs(7), Double.NaN);
        LayerAccount account = new LayerAccount(1, layer, EXACT, layer.outputs(7), FULL_SCALE, Double.NaN, RandomStreams.of(5));
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<Callable<List<double[]>>> backwards = new ArrayList<>(account.tasks());
            Collections.reverse(backwards);
            List<List<double[]>> pairs = new ArrayList<>();
            for (Future<List<double[]>> task : pool.invokeAll(backwards)) {
                pairs.add(0, task.get());
            }
            assertEquals(one.toString(), account.budget(pairs).toString());
        } finally {
            pool.shutdownNow();
        }
    }
}
