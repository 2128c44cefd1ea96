package org.superpose.simulator.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.superpose.simulator.analog.AnalogNetwork;
import org.superpose.simulator.analog.Converters;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.analog.Programmable;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/**
 * Calibrates a chip after manufacture by its own converters, layer by layer. A column that should give {@code y = Σ w_i x_i + b} gives {@code y = Σ (w_i + e_i) x_i + b + e_b}; its readings at known inputs tell the errors e, by least squares with the prior
 * knowledge that they are small (A. Hoerl, R. Kennard, <i>Ridge regression</i>, Technometrics 12, 55, 1970), and what is written is lowered by them. The second round takes away what the first one could not see, because weights act with a law that bends.
 * <p>First of all each column is brought into its converter's range: its bias is halved towards the value at which a fixed input reads half of the range, or 0 of a column that goes both ways.
 * <p>The first layer is driven by the input converters, with patterns that bring the column under test into its range: inputs whose weight has the sign that is wanted are switched on more often. Layers behind it cannot be driven; they see what images make of
 * the layers before, as their outputs read. A reading at the end of the converter's range, or of a rectifier that is off, tells nothing and is left out.
 *
 * @param vectors inputs at which each column is read in a round, 2 to 100 000; some three for each weight of a column leave errors of about the converter's
 * @param rounds  of measuring and writing of each layer, 1 to 100
 * @param reads   readings that are averaged, 1 to 10 000
 */
public record Calibration(int vectors, int rounds, int reads) {
    /** Size of an error that is expected, relative to the largest weight or the largest output. */
    private static final double EXPECTED = 0.1;
    /** Of the output's range, what a column's law bends: readings are trusted no further. */
    private static final double BEND = 2e-3;
    /** Of the output's range, between which a driven column is sought. */
    private static final double LOW = 0.1;
    private static final double HIGH = 0.9;
    /** Chance that an input that helps is on, and that one that hinders is. */
    private static final double HELPS = 0.8;
    private static final double HINDERS = 0.2;
    /** Halvings of a bias on the way into the range: 2⁻¹² of it. */
    private static final int HALVINGS = 12;
    /** Chip and purpose of a reading are in its streams; this keeps calibration apart from every use. */
    private static final long FIRST_READ = 1L << 40;

    public Calibration {
        check("vectors", vectors, 2, 100_000);
        check("rounds", rounds, 1, 100);
        check("reads", reads, 1, 10_000);
    }

    private static void check(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("calibration: " + what + " must be " + least + " to " + most + ", got " + value);
        }
    }

    /**
     * Calibrates one chip.
     *
     * @param machine its design, laid out for the network
     * @param network what it should compute
     * @param chip    the streams of the chip, which only its making and its noise draw from
     * @param chance  for the patterns of the controller
     * @param images  inputs of the network for layers that cannot be driven [images × inputs]; never those that are tested
     */
    public Calibrated run(Programmable machine, Network network, RandomStreams chip, RandomStreams chance, double[][] images) {
        List<DenseLayer> written = new ArrayList<>(network.layers());
        double[][] shown = images.length <= vectors ? images : Arrays.copyOf(images, vectors);
        long settings = 0;
        long readings = 0;
        long writings = 0;
        for (int l = 0; l < written.size(); l++) {
            DenseLayer wanted = network.layers().get(l);
            Converters converters = machine.converters(l);
            if (converters.biasRange() > 0) {
                written.set(l, brought(machine, written, wanted, l, chip, images[0]));
                settings += HALVINGS;
                writings += HALVINGS;
                readings += (long) HALVINGS * (wanted.outputs() + (l == 0 ? 0 : wanted.inputs()));
            }
            for (int round = 0; round < rounds; round++) {
                AnalogNetwork made = machine.written(new Network(written)).chip(chip);
                long read = FIRST_READ + HALVINGS + (long) reads * ((long) l * rounds + round);
                Column[] columns = l == 0 ? driven(made, wanted, converters, chance.named("patterns").numbered(round), read) : shown(made, machine, wanted, l, shown, read);
                settings += l == 0 ? (long) vectors * wanted.outputs() : shown.length;
                readings += (long) reads * (l == 0 ? (long) vectors * wanted.outputs() : (long) shown.length * (wanted.outputs() + wanted.inputs()));
                writings++;
                written.set(l, corrected(written.get(l), wanted, columns, converters));
            }
        }
        return new Calibrated(new Network(written), settings, readings, writings);
    }

    /** A layer with biases such that its columns read what they should at one input, as far as the range of biases allows. */
    private DenseLayer brought(Programmable machine, List<DenseLayer> written, DenseLayer wanted, int layer, RandomStreams chip, double[] image) {
        Converters converters = machine.converters(layer);
        double goal = wanted.activation() == Activation.RELU ? converters.outputRange() / 2 : 0;
        double[] low = new double[wanted.outputs()];
        Arrays.fill(low, -converters.biasRange());
        double[] high = new double[low.length];
        Arrays.fill(high, converters.biasRange());
        double[] middle = new double[low.length];
        double[] x = new double[wanted.inputs()];
        List<DenseLayer> tried = new ArrayList<>(written);
        for (int k = 0; k < HALVINGS; k++) {
            for (int o = 0; o < low.length; o++) {
                middle[o] = (low[o] + high[o]) / 2;
            }
            tried.set(layer, new DenseLayer(written.get(layer).weights(), middle, wanted.activation()));
            AnalogNetwork made = machine.written(new Network(tried)).chip(chip);
            double[] y;
            if (layer == 0) {
                y = made.runLayer(0, new double[][] {x}, FIRST_READ + k, 0).output()[0];
            } else {
                List<LayerTrace> traces = made.run(new double[][] {image}, FIRST_READ + k, 0);
                y = traces.get(layer).output()[0];
                x = traces.get(layer - 1).output()[0].clone();
                for (int i = 0; i < x.length; i++) {
                    x[i] = machine.converters(layer - 1).output(x[i]);
                }
            }
            for (int o = 0; o < low.length; o++) {
                if (converters.output(y[o]) < goal) {
                    low[o] = middle[o];
                } else {
                    high[o] = middle[o];
                }
            }
        }
        double[] bias = wanted.bias();
        double[][] weights = wanted.weights();
        for (int o = 0; o < bias.length; o++) {
            double expected = 0;
            for (int i = 0; i < x.length; i++) {
                expected += weights[o][i] * x[i];
            }
            bias[o] = converters.bias(bias[o] + middle[o] + expected - goal);
        }
        return new DenseLayer(written.get(layer).weights(), bias, wanted.activation());
    }

    /** What was read of a column: inputs [readings × inputs] and output [readings]. */
    private record Column(double[][] inputs, double[] outputs) {
    }

    /** Every column at patterns of its own. */
    private Column[] driven(AnalogNetwork made, DenseLayer wanted, Converters converters, RandomStreams chance, long read) {
        double[][] weights = wanted.weights();
        double[] bias = wanted.bias();
        Column[] columns = new Column[wanted.outputs()];
        for (int o = 0; o < columns.length; o++) {
            RandomStream draw = chance.stream(o);
            double[][] patterns = new double[vectors][];
            for (int v = 0; v < vectors; v++) {
                patterns[v] = pattern(weights[o], bias[o], wanted.activation() == Activation.RELU || draw.uniform() < 0.5 ? 1 : -1, converters, draw);
            }
            double[] mean = new double[vectors];
            for (int k = 0; k < reads; k++) {
                double[][] real = made.runLayer(0, patterns, read + k, (long) o * vectors).output();
                for (int v = 0; v < vectors; v++) {
                    mean[v] += converters.output(real[v][o]) / reads;
                }
            }
            columns[o] = new Column(patterns, mean);
        }
        return columns;
    }

    /** Inputs that should bring a column to somewhere within its range, on one side. */
    private static double[] pattern(double[] weights, double bias, int side, Converters converters, RandomStream draw) {
        double[] x = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double sign = converters.inputLow() < 0 && draw.uniform() < 0.5 ? -1 : 1;
            boolean helps = sign * side * weights[i] > 0;
            x[i] = draw.uniform() < (helps ? HELPS : HINDERS) ? sign * draw.uniform() * converters.inputHigh() : 0;
            sum += weights[i] * x[i];
        }
        double goal = side * (LOW + (HIGH - LOW) * draw.uniform()) * converters.outputRange() - bias;
        double factor = sum * goal > 0 && Math.abs(sum) > Math.abs(goal) ? goal / sum : 1;
        for (int i = 0; i < x.length; i++) {
            x[i] = converters.input(factor * x[i]);
        }
        return x;
    }

    /** All columns at what images make of the layers before. */
    private Column[] shown(AnalogNetwork made, Programmable machine, DenseLayer wanted, int layer, double[][] images, long read) {
        double[][] inputs = new double[images.length][wanted.inputs()];
        double[][] outputs = new double[images.length][wanted.outputs()];
        for (int k = 0; k < reads; k++) {
            List<LayerTrace> traces = made.run(images, read + k, 0);
            add(inputs, traces.get(layer - 1).output(), machine.converters(layer - 1));
            add(outputs, traces.get(layer).output(), machine.converters(layer));
        }
        Column[] columns = new Column[wanted.outputs()];
        for (int o = 0; o < columns.length; o++) {
            int column = o;
            columns[o] = new Column(inputs, Arrays.stream(outputs).mapToDouble(row -> row[column]).toArray());
        }
        return columns;
    }

    private void add(double[][] mean, double[][] real, Converters converters) {
        for (int b = 0; b < mean.length; b++) {
            for (int o = 0; o < mean[b].length; o++) {
                mean[b][o] += converters.output(real[b][o]) / reads;
            }
        }
    }

    private DenseLayer corrected(DenseLayer written, DenseLayer wanted, Column[] columns, Converters converters) {
        double[][] weights = written.weights();
        double[] bias = written.bias();
        double[][] goal = wanted.weights();
        double[] goalOfBias = wanted.bias();
        for (int o = 0; o < columns.length; o++) {
            double[] errors = errors(columns[o], goal[o], goalOfBias[o], wanted.activation() == Activation.RELU, converters);
            for (int i = 0; i < weights[o].length; i++) {
                weights[o][i] = converters.weight(weights[o][i] - errors[i]);
            }
            bias[o] = converters.bias(bias[o] - errors[weights[o].length]);
        }
        return new DenseLayer(weights, bias, wanted.activation());
    }

    /** Of the weights of a column, and at the end of its bias. */
    private double[] errors(Column column, double[] weights, double bias, boolean rectified, Converters converters) {
        int unknowns = weights.length + 1;
        double margin = Math.max(converters.outputStep(), BEND * converters.outputRange());
        double trust = Math.max(converters.outputStep() * converters.outputStep() / 12 / reads, BEND * BEND * converters.outputRange() * converters.outputRange());
        DMatrixRMaj normal = new DMatrixRMaj(unknowns, unknowns);
        DMatrixRMaj right = new DMatrixRMaj(unknowns, 1);
        double[] row = new double[unknowns];
        row[unknowns - 1] = 1;
        for (int k = 0; k < column.outputs.length; k++) {
            double y = column.outputs[k];
            if (Math.abs(y) > converters.outputRange() - margin || rectified && y < margin) {
                continue;
            }
            double left = y - bias;
            for (int i = 0; i < weights.length; i++) {
                row[i] = column.inputs[k][i];
                left -= weights[i] * row[i];
            }
            for (int i = 0; i < unknowns; i++) {
                right.add(i, 0, row[i] * left);
                for (int j = 0; j <= i; j++) {
                    normal.add(i, j, row[i] * row[j]);
                }
            }
        }
        for (int i = 0; i < unknowns; i++) {
            double expected = EXPECTED * (i < weights.length ? converters.weightRange() : converters.outputRange());
            normal.add(i, i, trust / (expected * expected));
            for (int j = 0; j < i; j++) {
                normal.set(j, i, normal.get(i, j));
            }
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(unknowns);
        if (!solver.setA(normal)) {
            throw new IllegalStateException("normal equations with a prior are positive definite");
        }
        DMatrixRMaj errors = new DMatrixRMaj(unknowns, 1);
        solver.solve(right, errors);
        return errors.getData();
    }
}
