package org.superpose.circuits.characterisation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.superpose.circuits.characterisation.CharacterisedColumn.Deviation;
import org.superpose.circuits.characterisation.ColumnBench.Drive;
import org.superpose.circuits.characterisation.ColumnBench.State;

/** How each number of a {@link Deviation} grows with the draws of the column's parts: by the adjoint at a few states of the bench, so that a made column costs a scalar product for each number. */
final class ColumnErrors {
    private static final int NUMBERS = Deviation.class.getRecordComponents().length;

    private final List<String> names;
    private final double[][] slopes;                 // [number][draw]

    private ColumnErrors(List<String> names, double[][] slopes) {
        this.names = List.copyOf(names);
        this.slopes = slopes;
    }

    /**
     * Measures them.
     *
     * @param low  a state of a difference current
     * @param high another one, of the opposite current: between them gains are taken
     * @param bias magnitude of the bias voltages between which its gain is taken [V]
     */
    static ColumnErrors measure(ColumnBench bench, Variation variation, State rest, State low, State high, double bias) {
        PartDraws draws = new PartDraws(variation, bench.plan().circuit().components().stream().filter(part -> bench.isOwn(part.name())).toList());
        String linear = bench.linear();
        double[][] slopes = new double[NUMBERS][draws.names().size()];
        slopes[0] = rest.ofDraws(linear, draws);
        slopes[1] = ofGain(high, low, linear, draws);
        slopes[2] = ofGain(bench.at(Drive.bias(bias), rest), bench.at(Drive.bias(-bias), rest), linear, draws);
        slopes[3] = over(rest.ofDraws(ColumnBench.DRAWN, draws), rest.voltage(ColumnBench.DRAWN));
        if (bench.rectified()) {
            boolean rising = Math.abs(high.ofCurrent(ColumnBench.OUTPUT)) > Math.abs(low.ofCurrent(ColumnBench.OUTPUT));
            State conducting = rising ? high : low;
            State less = bench.at(Drive.current(conducting.drive().current() / 2), conducting);
            slopes[4] = ofRectifier(rising ? low : high, linear, draws);
            double[] far = ofRectifier(conducting, linear, draws);
            double[] near = ofRectifier(less, linear, draws);
            double y = conducting.voltage(ColumnBench.OUTPUT);
            double distance = y - less.voltage(ColumnBench.OUTPUT);
            for (int d = 0; d < far.length; d++) {
                slopes[6][d] = (far[d] - near[d]) / distance;
                slopes[5][d] = far[d] - slopes[6][d] * y;
            }
        }
        return new ColumnErrors(draws.names(), slopes);
    }

    private static double[] ofGain(State high, State low, String node, PartDraws draws) {
        double[] slopes = high.ofDraws(node, draws);
        double[] others = low.ofDraws(node, draws);
        for (int d = 0; d < slopes.length; d++) {
            slopes[d] -= others[d];
        }
        return over(slopes, high.voltage(node) - low.voltage(node));
    }

    /** Of the output, where what stands before the rectifier does not change. */
    private static double[] ofRectifier(State state, String linear, PartDraws draws) {
        double[] slopes = state.ofDraws(ColumnBench.OUTPUT, draws);
        double[] before = state.ofDraws(linear, draws);
        double gain = state.ofBias(ColumnBench.OUTPUT) / state.ofBias(linear);
        for (int d = 0; d < slopes.length; d++) {
            slopes[d] -= gain * before[d];
        }
        return slopes;
    }

    private static double[] over(double[] values, double divisor) {
        for (int d = 0; d < values.length; d++) {
            values[d] /= divisor;
        }
        return values;
    }

    List<String> names() {
        return names;
    }

    Deviation deviation(ToDoubleFunction<String> normal) {
        double[] sums = new double[NUMBERS];
        List<Double> drawn = new ArrayList<>();
        names.forEach(name -> drawn.add(normal.applyAsDouble(name)));
        for (int k = 0; k < NUMBERS; k++) {
            for (int d = 0; d < drawn.size(); d++) {
                sums[k] += slopes[k][d] * drawn.get(d);
            }
        }
        return new Deviation(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6]);
    }
}
