package org.superpose.simulator.characterised;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.superpose.simulator.analog.AnalogLayer;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.analog.Reading;

/** A layer at the cell level: input stage, a few separable sums (one matrix product for each function of their bases), readout. */
public final class CharacterisedLayer implements AnalogLayer {
    private final InputStage input;
    private final List<SeparableSum> sums;
    private final Readout readout;

    /**
     * @param sums at least one, all of one shape
     */
    public CharacterisedLayer(InputStage input, List<SeparableSum> sums, Readout readout) {
        if (sums.isEmpty()) {
            throw new IllegalArgumentException("a layer needs at least one sum");
        }
        for (SeparableSum sum : sums) {
            if (sum.inputs() != sums.get(0).inputs() || sum.outputs() != sums.get(0).outputs()) {
                throw new IllegalArgumentException("the sums of one layer must agree in shape");
            }
        }
        this.input = input;
        this.sums = List.copyOf(sums);
        this.readout = readout;
    }

    @Override
    public int inputs() {
        return sums.get(0).inputs();
    }

    @Override
    public int outputs() {
        return sums.get(0).outputs();
    }

    @Override
    public LayerTrace run(double[][] x, Reading reading) {
        double[][] port = new double[x.length][inputs()];
        long clippedInputs = 0;
        for (int b = 0; b < x.length; b++) {
            if (x[b].length != inputs()) {
                throw new IllegalArgumentException("layer takes " + inputs() + " inputs, row " + b + " has " + x[b].length);
            }
            clippedInputs += input.drive(x[b], port[b], reading, b);
        }

        Map<Basis, double[][][]> evaluated = new IdentityHashMap<>();
        List<double[][]> columns = new ArrayList<>();
        for (SeparableSum sum : sums) {
            columns.add(sum.evaluate(evaluated.computeIfAbsent(sum.basis(), basis -> evaluate(basis, port))));
        }

        double[][] preActivation = new double[x.length][outputs()];
        double[][] output = new double[x.length][outputs()];
        double[][] ofSample = new double[sums.size()][];
        long clippedOutputs = 0;
        for (int b = 0; b < x.length; b++) {
            for (int s = 0; s < ofSample.length; s++) {
                ofSample[s] = columns.get(s)[b];
            }
            clippedOutputs += readout.read(ofSample, preActivation[b], output[b], reading, b);
        }
        return new LayerTrace(preActivation, output, clippedInputs, clippedOutputs);
    }

    /** {@code [rank][batch][inputs]}: each function's values as rows, ready for a matrix product. */
    private static double[][][] evaluate(Basis basis, double[][] port) {
        double[][][] phi = new double[basis.rank()][port.length][port.length == 0 ? 0 : port[0].length];
        double[][] ofSample = new double[basis.rank()][];
        for (int b = 0; b < port.length; b++) {
            for (int r = 0; r < ofSample.length; r++) {
                ofSample[r] = phi[r][b];
            }
            basis.evaluate(port[b], ofSample);
        }
        return phi;
    }
}
