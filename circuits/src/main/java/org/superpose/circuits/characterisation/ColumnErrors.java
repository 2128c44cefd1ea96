package org.superpose.circuits.characterisation;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.superpose.circuits.analysis.Parameter;
import org.superpose.circuits.analysis.SensitivityResult;
import org.superpose.circuits.characterisation.CharacterisedColumn.Deviation;
import org.superpose.circuits.characterisation.ColumnBench.Drive;
import org.superpose.circuits.characterisation.ColumnBench.State;

/** How each number of a {@link Deviation} grows with the draws of the column's parts: by sensitivities at a few states of the bench, so that a made column costs a scalar product for each number. */
final class ColumnErrors {
    private final List<String> names;
    private final double[] offset;                   // of each draw, as all of these
    private final double[] gain;
    private final double[] biasGain;
    private final double[] tail;
    private final double[] blocking;
    private final double[] conducting;
    private final double[] rectifierGain;

    /**
     * Measures them.
     *
     * @param low  a state of a difference current
     * @param high another one, of the opposite current: between them gains are taken
     * @param bias magnitude of the bias voltages between which its gain is taken [V]
     */
    ColumnErrors(ColumnBench bench, State rest, State low, State high, double bias) {
        if (!bench.varies()) {
            double[] none = {};
            names = List.of();
            offset = none;
            gain = none;
            biasGain = none;
            tail = none;
            blocking = none;
            conducting = none;
            rectifierGain = none;
            return;
        }
        String linear = bench.linear();
        SensitivityResult ofRest = bench.ofDraws(rest, linear, ColumnBench.DRAWN);
        names = ofRest.parameters().stream().map(Parameter::name).toList();
        double[][] ofLow = bench.ofDraws(low, linear, ColumnBench.OUTPUT).gradient();
        double[][] ofHigh = bench.ofDraws(high, linear, ColumnBench.OUTPUT).gradient();
        State biased = bench.at(Drive.bias(bias), rest);
        State opposite = bench.at(Drive.bias(-bias), rest);
        offset = ofRest.gradient()[0];
        gain = difference(ofHigh[0], ofLow[0], high.voltage(linear) - low.voltage(linear));
        biasGain = difference(bench.ofDraws(biased, linear).gradient()[0], bench.ofDraws(opposite, linear).gradient()[0], biased.voltage(linear) - opposite.voltage(linear));
        double[] none = new double[names.size()];
        tail = bench.shares() ? difference(ofRest.gradient()[1], none, rest.voltage(ColumnBench.DRAWN)) : none;
        if (!bench.rectified()) {
            blocking = none;
            conducting = none;
            rectifierGain = none;
            return;
        }
        boolean rising = Math.abs(high.ofCurrent(ColumnBench.OUTPUT)) > Math.abs(low.ofCurrent(ColumnBench.OUTPUT));
        State passing = rising ? high : low;
        State less = bench.at(Drive.current(passing.drive().current() / 2), passing);
        blocking = rising ? ofRectifier(low, ofLow, linear) : ofRectifier(high, ofHigh, linear);
        conducting = ofRectifier(passing, rising ? ofHigh : ofLow, linear);
        double[] near = ofRectifier(less, bench.ofDraws(less, linear, ColumnBench.OUTPUT).gradient(), linear);
        double y = passing.voltage(ColumnBench.OUTPUT);
        rectifierGain = difference(conducting, near, y - less.voltage(ColumnBench.OUTPUT));
        for (int d = 0; d < conducting.length; d++) {
            conducting[d] -= rectifierGain[d] * y;
        }
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
        double slope = state.ofBias(ColumnBench.OUTPUT) / state.ofBias(linear);
        double[] ofOutput = slopes[1].clone();
        for (int d = 0; d < ofOutput.length; d++) {
            ofOutput[d] -= slope * slopes[0][d];
        }
        return ofOutput;
    }

    List<String> names() {
        return names;
    }

    Deviation deviation(ToDoubleFunction<String> normal) {
        double[] drawn = names.stream().mapToDouble(normal).toArray();
        return new Deviation(product(offset, drawn), product(gain, drawn), product(biasGain, drawn), product(tail, drawn), product(blocking, drawn), product(conducting, drawn), product(rectifierGain, drawn));
    }

    private static double product(double[] slopes, double[] drawn) {
        double sum = 0;
        for (int d = 0; d < drawn.length; d++) {
            sum += slopes[d] * drawn[d];
        }
        return sum;
    }
}
