package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.VoltageSource;
import org.superpose.simulator.mapping.RangePlan;

/**
 * Where to begin looking for the operating point of layers. What makes Newton's method fail on them is not their size but rectifiers: from a solution in which one conducts to one in which it does not, the op-amp in its loop is thrown from rail to rail. Columns hardly
 * act on each other, so each is solved alone, once in each of its two states, and a start is put together from those in which the exact network says that they are. Immutable.
 */
final class ColumnStates {
    /** Rows of the calibration data among which inputs for both states of each column are sought. */
    private static final int ROWS = 64;

    private final int size;
    private final List<State[]> columns = new ArrayList<>();            // of all layers, in their order: negative, positive
    private final State drivers;

    /** Unknowns of a part of the circuit, and their values in one state. */
    private record State(int[] unknowns, double[] values) {
        void write(double[] x) {
            for (int k = 0; k < unknowns.length; k++) {
                x[unknowns[k]] = values[k];
            }
        }
    }

    /**
     * @param plan    of the circuit of the layers
     * @param first   number of the first layer, from 0
     * @param ranges  of the whole network, with its calibration data
     */
    ColumnStates(CircuitPlan plan, LayerNetlist netlist, List<LayerDesign> designs, int first, RangePlan ranges, Settings settings) {
        size = plan.size();
        Map<String, Integer> places = new HashMap<>();
        for (int u = 0; u < size; u++) {
            places.put(plan.names().get(u), u);
        }
        for (int l = 0; l < designs.size(); l++) {
            LayerDesign design = designs.get(l);
            double[][] inputs = ranges.inputs(first + l, ROWS);
            double[][] sums = ranges.preActivations(first + l, ROWS);
            List<String> before = netlist.nodes(l);
            List<String> behind = netlist.nodes(l + 1);
            for (int o = 0; o < design.outputs(); o++) {
                String column = netlist.path(l, o);
                State[] states = new State[2];
                for (int sign = 0; sign < 2; sign++) {
                    int row = nearest(sums, o, (sign == 0 ? -1 : 1) * design.range().output() / 2);
                    List<Part> parts = parts(plan, column);
                    for (int i = 0; i < before.size(); i++) {
                        parts.add(VoltageSource.dc("vin" + (i + 1), before.get(i), Circuit.GROUND, design.inputVolts() * inputs[row][i]));
                    }
                    states[sign] = state(places, parts, column, behind.get(o), settings);
                }
                columns.add(states);
            }
        }
        List<Part> driving = parts(plan, LayerNetlist.DRIVER);
        for (int i = 0; i < netlist.inputs(); i++) {
            driving.add(plan.circuit().component(LayerNetlist.input(i)));
        }
        drivers = state(places, driving, LayerNetlist.DRIVER, "", settings);
    }

    private static int nearest(double[][] sums, int output, double wanted) {
        int best = 0;
        for (int b = 1; b < sums.length; b++) {
            if (Math.abs(sums[b][output] - wanted) < Math.abs(sums[best][output] - wanted)) {
                best = b;
            }
        }
        return best;
    }

    /** Components of a path, and what supplies all of them. */
    private static List<Part> parts(CircuitPlan plan, String path) {
        List<Part> parts = new ArrayList<>();
        plan.circuit().components().stream().filter(component -> component.name().startsWith(path) || LayerNetlist.SUPPLIES.contains(component.name())).forEach(parts::add);
        return parts;
    }

    /** Of the unknowns whose names begin with a path, and of one node beside. */
    private static State state(Map<String, Integer> places, List<Part> parts, String path, String node, Settings settings) {
        OperatingPointResult point = new OperatingPoint().with(settings).run(Circuit.of("a column by itself", parts));
        double[] values = point.values();
        List<Integer> unknowns = new ArrayList<>();
        List<Double> kept = new ArrayList<>();
        for (int u = 0; u < values.length; u++) {
            String name = point.names().get(u);
            if (name.startsWith(path) || name.equals(node)) {
                unknowns.add(places.get(name));
                kept.add(values[u]);
            }
        }
        return new State(unknowns.stream().mapToInt(Integer::intValue).toArray(), kept.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * A start.
     *
     * @param sums exact pre-activations of each layer, one after the other
     */
    double[] start(double[] sums) {
        double[] x = new double[size];
        drivers.write(x);
        for (int c = 0; c < sums.length; c++) {
            columns.get(c)[sums[c] > 0 ? 1 : 0].write(x);
        }
        return x;
    }
}
