package org.superpose.simulator.electronic;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.characterisation.CellTerminals;
import org.superpose.simulator.characterised.Basis;
import org.superpose.simulator.hardware.Wires;

/**
 * What the resistance of wires does to the cells of a layer, from {@link Ladder}s loaded by what a cell takes at its ports. Currents of tails are drawn along a column's supply and their base currents along its tail line, which leaves the cells far
 * from the readout less of both. Along the lines the common current lowers the voltage at which far cells work, and of a difference current cells on its way take a part with their output conductance. Along a row base currents lower an input from column to
 * column; what this takes from column o is {@code r_o i_B(x)}, the row's ladder for equal conductances. All of it is static but for the last, which follows the input.
 */
final class WireDrops {
    private final double[] tails;
    private final double[][] passed;                 // [outputs × inputs]
    private final double[] rows;                     // r of each column [Ω]
    private final DoubleUnaryOperator inputCurrent;

    private WireDrops(double[] tails, double[][] passed, double[] rows, DoubleUnaryOperator inputCurrent) {
        this.tails = tails;
        this.passed = passed;
        this.rows = rows;
        this.inputCurrent = inputCurrent;
    }

    /** Of wires without resistance. */
    static WireDrops none(int inputs, int outputs) {
        double[] ones = ones(inputs);
        double[][] passed = new double[outputs][];
        Arrays.fill(passed, ones);
        return new WireDrops(ones, passed, new double[outputs], x -> 0);
    }

    /**
     * Of a layer of a cell.
     *
     * @param at what the cell does at its ports; null if the layer's wires have no resistance
     */
    static WireDrops of(LayerDesign design, MultiplierCell cell, CellTerminals at) {
        int inputs = design.inputs();
        int outputs = design.outputs();
        if (at == null) {
            return none(inputs, outputs);
        }
        Wires wires = design.hardware().summer().wires();
        double load = 0;
        for (String port : cell.feeds()) {
            load += at.load(port) * resistance(wires, cell, port);
        }
        double[] loads = new double[inputs];
        Arrays.fill(loads, load);
        double[] tails = left(loads);
        double[] drops = Ladder.solve(new double[inputs], tails);
        double[][] passed = new double[outputs][];
        for (int o = 0; o < outputs; o++) {
            double[] stored = design.stored(o);
            passed[o] = left(Arrays.stream(stored).map(fraction -> wires.output() * at.lineConductance(fraction * design.portVoltage())).toArray());
            for (int i = 0; i < inputs; i++) {
                passed[o][i] *= at.product(-wires.output() * at.lineCurrent() * drops[i]);
            }
        }
        double[] conductances = new double[outputs];
        Arrays.fill(conductances, wires.input() * at.inputConductance());
        double[] fromEnd = Ladder.solve(conductances, ones(outputs));
        double[] rows = new double[outputs];
        Arrays.setAll(rows, o -> wires.input() * fromEnd[outputs - 1 - o]);
        return new WireDrops(tails, passed, rows, at::inputCurrent);
    }

    /** Of a wire to a port that cells share: a line that sets tail currents, or a supply. */
    static double resistance(Wires wires, MultiplierCell cell, String port) {
        return cell.potentials().containsKey(port) ? wires.supply() : wires.tail();
    }

    /** What arrives at the held end of a current into each node, of which loads at all nodes take a part; each the product of its conductance and the resistance. */
    private static double[] left(double[] products) {
        double[] left = Ladder.solve(products, products);
        Arrays.setAll(left, l -> 1 - left[l]);
        return left;
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Tail current of an input's cells over that without wires. */
    double tail(int input) {
        return tails[input];
    }

    /** Mean of {@link #tail} over a column. */
    double meanTail() {
        return Arrays.stream(tails).average().orElseThrow();
    }

    /** What arrives at the readout of a difference current of an input's cell. */
    double passed(int output, int input) {
        return passed[output][input];
    }

    /** Whether inputs differ from column to column. */
    boolean alongRows() {
        return rows[rows.length - 1] > 0;
    }

    /** Of what the last column loses of an input, what a column does. */
    double share(int output) {
        return rows[output] / rows[rows.length - 1];
    }

    /** By how much an input lies lower at a column [V]. */
    double drop(int output, int input, double x) {
        return rows[output] * tails[input] * inputCurrent.applyAsDouble(x);
    }

    /** By how much functions of the inputs at the last column differ from those at the source. */
    Basis alongRows(Basis basis) {
        return new Basis() {
            @Override
            public int rank() {
                return basis.rank();
            }

            @Override
            public void evaluate(double[] port, double[][] phi) {
                double[] last = new double[port.length];
                Arrays.setAll(last, i -> port[i] - drop(rows.length - 1, i, port[i]));
                double[][] atSource = new double[phi.length][port.length];
                basis.evaluate(port, atSource);
                basis.evaluate(last, phi);
                for (int r = 0; r < phi.length; r++) {
                    for (int i = 0; i < port.length; i++) {
                        phi[r][i] -= atSource[r][i];
                    }
                }
            }
        };
    }
}
