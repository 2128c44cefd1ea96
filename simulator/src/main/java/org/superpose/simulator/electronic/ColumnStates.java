package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.ConvergenceException;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.VoltageSource;
import org.superpose.simulator.mapping.RangePlan;

/**
 * Where to begin looking for the operating point of layers. What makes Newton's method fail on them is not their size but rectifiers: from a solution in which one conducts to one in which it does not, the op-amp in its loop is thrown from rail to rail, and one that fails
 * keeps all the others waiting. Columns hardly act on each other, so each is solved alone, once in each of its two states, and a start is put together from those in which the exact network says that they are. Where that leads nowhere, because the chip's own errors put a
 * rectifier into the other state, each column is solved alone with the inputs that it gets, layer by layer; put together, they leave nothing to find but what they do to each other. Immutable.
 */
final class ColumnStates {
    /** Rows of the calibration data among which inputs for both states of each column are sought. */
    private static final int ROWS = 64;
    /** Of these rows, at most, for one state. */
    private static final int TRIES = 8;

    private final int size;
    private final OperatingPoint point;
    private final List<List<Column>> layers = new ArrayList<>();
    private final List<Column> portDrivers = new ArrayList<>();     // of each layer; empty: none
    private final List<ColumnDesign> circuits = new ArrayList<>();
    private final Column drivers;                                   // of the inputs; null: none

    /** A part of the circuit by itself. */
    private static final class Column {
        private final CircuitPlan plan;
        private final int[] sources;                                // of its inputs, among its components
        private final int output;                                   // its node, among its unknowns
        private final int[] own;                                    // its unknowns among its plan's
        private final int[] whole;                                  // and among those of the whole circuit
        private final double[][] states = new double[2][];          // solutions: negative, positive

        /**
         * A column.
         *
         * @param supplies names of the sources that feed all columns
         * @param path   begins the names of its parts and inner nodes
         * @param inputs nodes that are driven
         * @param behindWires whether these are nodes of its own
         * @param output node; null: none
         * @param places of the unknowns of the whole circuit
         */
        Column(CircuitPlan whole, List<String> supplies, String path, List<String> inputs, boolean behindWires, String output, Map<String, Integer> places) {
            List<Component> parts = new ArrayList<>();
            whole.circuit().components().stream().filter(component -> component.name().startsWith(path) || supplies.contains(component.name())).forEach(parts::add);
            sources = new int[inputs.size()];
            for (int i = 0; i < sources.length; i++) {
                sources[i] = parts.size();
                parts.add(VoltageSource.dc("vin" + (i + 1), inputs.get(i), Circuit.GROUND, 0));
            }
            plan = CircuitPlan.of(Circuit.of("part " + path, parts));
            List<Integer> mine = new ArrayList<>();
            for (int u = 0; u < plan.size(); u++) {
                String name = plan.names().get(u);
                if (name.startsWith(path) || name.equals(output) || behindWires && inputs.contains(name)) {
                    mine.add(u);
                }
            }
            own = mine.stream().mapToInt(Integer::intValue).toArray();
            this.whole = mine.stream().mapToInt(u -> places.get(plan.names().get(u))).toArray();
            this.output = output == null ? -1 : plan.unknown(output);
        }

        CircuitPlan at(double[] volts) {
            List<Component> parts = new ArrayList<>(plan.circuit().components());
            for (int i = 0; i < sources.length; i++) {
                parts.set(sources[i], parts.get(sources[i]).withValue(volts[i]));
            }
            return plan.variant(Circuit.of(plan.circuit().title(), parts));
        }

        void write(double[] solution, double[] x) {
            for (int k = 0; k < own.length; k++) {
                x[whole[k]] = solution[own[k]];
            }
        }
    }

    /**
     * States of all columns.
     *
     * @param plan   of the circuit of the layers
     * @param first  number of the first layer, from 0
     * @param ranges of the whole network, with its calibration data
     */
    ColumnStates(CircuitPlan plan, LayerNetlist netlist, List<LayerDesign> designs, int first, RangePlan ranges, Settings settings) {
        size = plan.size();
        point = new OperatingPoint().with(settings);
        Map<String, Integer> places = new HashMap<>();
        for (int u = 0; u < size; u++) {
            places.put(plan.names().get(u), u);
        }
        List<String> supplies = netlist.supplies();
        for (int l = 0; l < designs.size(); l++) {
            LayerDesign design = designs.get(l);
            circuits.add(netlist.design(l));
            if (netlist.hasPortDrivers()) {
                Column drivers = new Column(plan, supplies, netlist.drivers(l), netlist.nodes(l), false, null, places);
                drivers.states[0] = point.run(drivers.plan).values();
                portDrivers.add(drivers);
            }
            double[][] inputs = ranges.inputs(first + l, ROWS);
            double[][] sums = ranges.preActivations(first + l, ROWS);
            List<Column> columns = new ArrayList<>();
            for (int o = 0; o < design.outputs(); o++) {
                Column column = new Column(plan, supplies, netlist.path(l, o), netlist.cellInputs(l, o), netlist.rows(l), netlist.nodes(l + 1).get(o), places);
                for (int sign = 0; sign < 2; sign++) {
                    column.states[sign] = state(column, design, netlist.design(l), inputs, nearest(sums, o, (sign == 0 ? -1 : 1) * design.range().output() / 2));
                }
                columns.add(column);
            }
            layers.add(columns);
        }
        boolean driven = plan.circuit().components().stream().anyMatch(component -> component.name().startsWith(LayerNetlist.DRIVER));
        drivers = driven ? new Column(plan, supplies, LayerNetlist.DRIVER, netlist.driven(), false, null, places) : null;
        if (driven) {
            drivers.states[0] = point.run(drivers.plan).values();
        }
    }

    /** Rows, those with an exact pre-activation nearest to a wanted one first. */
    private static int[] nearest(double[][] sums, int output, double wanted) {
        return IntStream.range(0, sums.length).boxed().sorted(Comparator.comparingDouble(b -> Math.abs(sums[b][output] - wanted))).mapToInt(Integer::intValue).toArray();
    }

    /** The solution of a column for the first of some inputs that has one. */
    private double[] state(Column column, LayerDesign design, ColumnDesign circuit, double[][] inputs, int[] rows) {
        for (int k = 0; ; k++) {
            double[] volts = circuit.atCells(Arrays.stream(inputs[rows[k]]).map(x -> design.inputVolts() * x).toArray());
            try {
                return point.run(column.at(volts)).values();
            } catch (ConvergenceException e) {
                if (k + 1 == Math.min(TRIES, rows.length)) {
                    throw e;
                }
            }
        }
    }

    /**
     * A start of columns in the states in which the exact network has them.
     *
     * @param sums exact pre-activations of each layer, one behind the other
     */
    double[] start(double[] sums) {
        double[] x = empty();
        int place = 0;
        for (List<Column> columns : layers) {
            for (Column column : columns) {
                column.write(column.states[sums[place++] > 0 ? 1 : 0], x);
            }
        }
        return x;
    }

    /**
     * A start of columns solved with the inputs that they get.
     *
     * @param volts at the inputs of the first layer
     * @param sums  exact pre-activations of each layer, one behind the other
     */
    double[] start(double[] volts, double[] sums) {
        double[] x = empty();
        int place = 0;
        double[] inputs = volts;
        for (int l = 0; l < layers.size(); l++) {
            List<Column> columns = layers.get(l);
            if (!portDrivers.isEmpty()) {
                Column before = portDrivers.get(l);
                before.write(solution(before, inputs, before.states[0]), x);
            }
            double[] atCells = circuits.get(l).atCells(inputs);
            double[] outputs = new double[columns.size()];
            for (int o = 0; o < outputs.length; o++) {
                Column column = columns.get(o);
                double[] values = solution(column, atCells, column.states[sums[place++] > 0 ? 1 : 0]);
                column.write(values, x);
                outputs[o] = values[column.output];
            }
            inputs = outputs;
        }
        return x;
    }

    /** From a state, or that state where nothing leads to one. */
    private double[] solution(Column column, double[] volts, double[] state) {
        try {
            return point.run(column.at(volts), state).values();
        } catch (ConvergenceException e) {
            return state;
        }
    }

    private double[] empty() {
        double[] x = new double[size];
        if (drivers != null) {
            drivers.write(drivers.states[0], x);
        }
        portDrivers.forEach(ofLayer -> ofLayer.write(ofLayer.states[0], x));
        return x;
    }
}
