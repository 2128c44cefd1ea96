package org.superpose.simulator.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.superpose.simulator.analog.SwitchedLayer;
import org.superpose.simulator.noise.RandomStreams;

/**
 * Draws up the budget of one layer from tasks that may run on any threads in any order: the value that is shared out is the mean square deviation from exact of the cell level with a subset of the sources.
 * Noise and what has not settled are variances beside it, in the devices as at the cell level; the remainder is the mean square of the devices less that of the cell level with all sources.
 */
public final class LayerAccount {
    /** Of orders: with as many, shares of the digits' network have standard errors of a tenth of a per cent of the total at most. */
    public static final int PAIRS = 128;
    /** Into which the pairs are divided. */
    public static final int TASKS = 16;
    private static final String SETTLING = "settling";
    private static final String REMAINDER = "unexplained remainder";

    private final int layer;
    private final SwitchedLayer switched;
    private final double[][] exact;
    private final double[][] devices;
    private final double fullScale;
    private final double unsettled;
    private final RandomStreams streams;
    private final Shapley shapley;

    /**
     * @param layer     from 0
     * @param switched  the layer, on the inputs that it really got
     * @param exact     outputs of the exact layer on the same inputs [batch × outputs], network units
     * @param devices   outputs as its devices gave them
     * @param fullScale of its outputs, network units
     * @param unsettled mean square of what outputs have to go when they are read, relative to the square of the full scale; NaN if that was not followed
     * @param streams   of the orders
     */
    public LayerAccount(int layer, SwitchedLayer switched, double[][] exact, double[][] devices, double fullScale, double unsettled, RandomStreams streams) {
        this.layer = layer;
        this.switched = switched;
        this.exact = exact;
        this.devices = devices;
        this.fullScale = fullScale;
        this.unsettled = unsettled;
        this.streams = streams;
        shapley = new Shapley(switched.sources().size(), on -> meanSquare(switched.outputs(on), exact));
    }

    /** {@link #TASKS} of them; what they give goes to {@link #budget} in their order. */
    public List<Callable<List<double[]>>> tasks() {
        List<Callable<List<double[]>>> tasks = new ArrayList<>();
        for (int t = 0; t < TASKS; t++) {
            int first = t * PAIRS / TASKS;
            int end = (t + 1) * PAIRS / TASKS;
            tasks.add(() -> {
                List<double[]> pairs = new ArrayList<>();
                for (int p = first; p < end; p++) {
                    pairs.add(shapley.pair(streams.stream(p)));
                }
                return pairs;
            });
        }
        return tasks;
    }

    /**
     * The budget, of mean squares relative to the square of the full scale.
     *
     * @param ofTasks what {@link #tasks} gave, in their order
     */
    public LayerBudget budget(List<List<double[]>> ofTasks) {
        List<double[]> pairs = ofTasks.stream().flatMap(List::stream).toList();
        List<ErrorShare> shares = new ArrayList<>();
        List<String> sources = switched.sources();
        for (int k = 0; k < sources.size(); k++) {
            int source = k;
            double mean = pairs.stream().mapToDouble(pair -> pair[source]).sum() / pairs.size();
            double squares = pairs.stream().mapToDouble(pair -> (pair[source] - mean) * (pair[source] - mean)).sum();
            shares.add(new ErrorShare(sources.get(k), ErrorShare.Kind.SWITCHED, mean, Math.sqrt(squares / (pairs.size() - 1) / pairs.size())));
        }
        switched.noise().forEach((kind, variance) -> shares.add(new ErrorShare(kind, ErrorShare.Kind.NOISE, variance / (fullScale * fullScale), 0)));
        if (!Double.isNaN(unsettled)) {
            shares.add(new ErrorShare(SETTLING, ErrorShare.Kind.SETTLING, unsettled, 0));
        }
        shares.add(new ErrorShare(REMAINDER, ErrorShare.Kind.REMAINDER, meanSquare(devices, exact) - shapley.value(shapley.all()), 0));
        return new LayerBudget(layer, exact.length, PAIRS, shares, Math.sqrt(meanSquare(devices, switched.outputs(shapley.all()))));
    }

    private double meanSquare(double[][] a, double[][] b) {
        double sum = 0;
        for (int row = 0; row < a.length; row++) {
            for (int o = 0; o < a[row].length; o++) {
                double difference = (a[row][o] - b[row][o]) / fullScale;
                sum += difference * difference;
            }
        }
        return sum / ((double) a.length * a[0].length);
    }
}
