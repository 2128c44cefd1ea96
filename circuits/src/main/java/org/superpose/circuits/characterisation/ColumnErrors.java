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
        double[][] slopes = new double[NUMBERS][draws.names().size()];
        if (draws.names().isEmpty()) {
            return new ColumnErrors(draws.names(), slopes);
        }
        String linear = bench.linear();
        double[][] ofRest = rest.ofDraws(draws, linear, ColumnBench.DRAWN);
        double[][] ofLow = low.ofDraws(draws, linear, ColumnBench.OUTPUT);
        double[][] ofHigh = high.ofDraws(draws, linear, ColumnBench.OUTPUT);
        State biased = bench.at(Drive.bias(bias), rest);
        State opposite = bench.at(Drive.bias(-bias), rest);
        slopes[0] = ofRest[0];
        slopes[1] = difference(ofHigh[0], ofLow[0], high.voltage(linear) - low.voltage(linear));
        slopes[2] = difference(biased.ofDraws(draws, linear)[0], opposite.ofDraws(draws, linear)[0], biased.voltage(linear) - opposite.voltage(linear));
        slopes[3] = difference(ofRest[1], new double[ofRest[1].length], rest.voltage(ColumnBench.DRAWN));
        if (bench.rectified()) {
            boolean rising = Math.abs(high.ofCurrent(ColumnBench.OUTPUT)) > Math.abs(low.ofCurrent(ColumnBench.OUTPUT));
            State conducting = rising ? high : low;
            State less = bench.at(Drive.current(conducting.drive().current() / 2), conducting);
            slopes[4] = rising ? ofRectifier(low, ofLow, linear) : ofRectifier(high, ofHigh, linear);
            double[] far = ofRectifier(conducting, rising ? ofHigh : ofLow, linear);
            double[] near = ofRectifier(less, less.ofDraws(draws, linear, ColumnBench.OUTPUT), linear);
            double y = conducting.voltage(ColumnBench.OUTPUT);
            slopes[6] = difference(far, near, y - less.voltage(ColumnBench.OUTPUT));
            for (int d = 0; d < far.length; d++) {
                slopes[5][d] = far[d] - slopes[6][d] * y;
            }
        }
        return new ColumnErrors(draws.names(), slopes);
    }

    /** {@code (a − b)/divisor}. */
    private static double[] difference(double[] a, double[] b, double divisor) {
        double[] difference = new double[a.length];
        for (int d = 0; d < a.length; d++) {
            difference[d] = (a[d] - b[d]) / divisor;
        }
        return difference;
    }

    /** Of the output, where what stands before the rectifier does not change; from how both change. */
    private static double[] ofRectifier(State state, double[][] slopes, String linear) {
        double gain = state.ofBias(ColumnBench.OUTPUT) / state.ofBias(linear);
        double[] ofOutput = slopes[1].clone();
        for (int d = 0; d < ofOutput.length; d++) {
            ofOutput[d] -= gain * slopes[0][d];
        }
        return ofOutput;
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
