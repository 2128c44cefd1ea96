package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.superpose.circuits.analysis.Variants;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.EkvTransistor;
import org.superpose.circuits.semiconductor.JunctionFieldEffectTransistor;
import org.superpose.circuits.semiconductor.Mosfet;
import org.superpose.circuits.solve.Settings;
import org.superpose.simulator.analog.DeviceRun;
import org.superpose.simulator.analog.Fact;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.analog.Solutions;
import org.superpose.simulator.mapping.RangePlan;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.reference.DigitalReference;

/** Consecutive layers of a chip as one circuit of transistors, planned once, solved for each input. Immutable. */
final class NetlistStage {
    /** From a start near a solution it takes some 8, from nothing 11 to 16; what takes more than these goes on for ever. */
    private static final int ITERATIONS = 30;

    private final LayerNetlist netlist;
    private final List<LayerDesign> designs;
    private final int first;
    private final DigitalReference exact;
    private final Settings settings;
    private final CircuitPlan plan;
    private final ColumnStates states;
    private final List<String> kept = new ArrayList<>();            // of each layer: what is rectified, then outputs

    /**
     * @param designs of these layers
     * @param layers  the same layers of the exact network
     * @param first   number of the first one, from 0
     * @param ranges  of the whole network
     */
    NetlistStage(LayerNetlist netlist, List<LayerDesign> designs, Network layers, int first, RangePlan ranges) {
        this.netlist = netlist;
        this.designs = designs;
        this.first = first;
        exact = new DigitalReference(layers);
        settings = Settings.standard().at(netlist.temperature());
        plan = CircuitPlan.of(netlist.circuit(new double[netlist.inputs()]));
        states = new ColumnStates(plan, netlist, designs, first, ranges, settings);
        for (int l = 0; l < designs.size(); l++) {
            for (int o = 0; o < designs.get(l).outputs(); o++) {
                kept.add(rectified(l) ? netlist.path(l, o) + "xreadout.z" : netlist.nodes(l + 1).get(o));
            }
            kept.addAll(netlist.nodes(l + 1));
        }
    }

    private boolean rectified(int l) {
        return designs.get(l).activation() == Activation.RELU;
    }

    LayerNetlist netlist() {
        return netlist;
    }

    List<LayerDesign> designs() {
        return designs;
    }

    int layers() {
        return designs.size();
    }

    Settings settings() {
        return settings;
    }

    /** The circuit at an input. */
    CircuitPlan at(double[] x) {
        return plan.variant(netlist.circuit(x));
    }

    /** Precision rectifiers of all columns that have one: they conduct or block, where others have a soft knee. */
    List<Rectifier> rectifiers() {
        List<Rectifier> rectifiers = new ArrayList<>();
        for (int l = 0; l < designs.size(); l++) {
            for (int o = 0; ColumnDesign.inverts(designs.get(l)) && o < designs.get(l).outputs(); o++) {
                rectifiers.add(Rectifier.of(first + l, o, netlist.path(l, o)));
            }
        }
        return rectifiers;
    }

    /** Whether a rectifier conducts in a solution. */
    boolean conducts(Rectifier rectifier, double[] solution) {
        return solution[plan.node(rectifier.driving())] > solution[plan.node(rectifier.inverted())];
    }

    /**
     * The operating point at an input: values of all unknowns of {@link #at}, in the order of the plan's names.
     *
     * @throws IllegalArgumentException if there is none to be found
     */
    double[] solution(double[] x) {
        double[][] found = new double[1][];
        solve(new double[][] {x}, new int[] {0}, List.of(), 1, outcome -> {
            if (outcome.failure() != null) {
                throw new IllegalArgumentException("the circuit has no operating point at this input: " + outcome.failure());
            }
            found[0] = outcome.values();
        });
        return found[0];
    }

    List<Fact> facts(String which) {
        Circuit circuit = plan.circuit();
        return List.of(new Fact(which + ": transistors", circuit.components().stream().filter(part -> part instanceof BipolarTransistor || part instanceof Mosfet || part instanceof EkvTransistor || part instanceof JunctionFieldEffectTransistor).count(), "",
                "in the circuit of the chip"),
                new Fact(which + ": components", circuit.components().size(), "", "with resistors, diodes, capacitors and sources"),
                new Fact(which + ": unknowns", plan.size(), "", "node voltages and currents of sources"));
    }

    /** Runs a batch; see {@link org.superpose.simulator.analog.DeviceChip#run}. Rows that hold NaN stay so. */
    DeviceRun run(double[][] x, int threads, LongConsumer solved) {
        int[] rows = IntStream.range(0, x.length).filter(b -> Arrays.stream(x[b]).noneMatch(Double::isNaN)).toArray();
        double[][] found = new double[x.length][kept.size()];
        for (double[] row : found) {
            Arrays.fill(row, Double.NaN);
        }
        Tally tally = new Tally();
        List<String> names = new Variants().keeping(kept.toArray(String[]::new)).names(plan);
        int[] places = kept.stream().mapToInt(names::indexOf).toArray();
        long clipped = solve(x, rows, kept, threads, outcome -> {
            int row = rows[(int) outcome.variant()];
            for (int k = 0; k < places.length; k++) {
                found[row][k] = outcome.values()[places[k]];
            }
            tally.add(row, outcome);
            solved.accept(row);
        });
        return new DeviceRun(traces(found, clipped), tally.solutions());
    }

    /** Solves some rows of a batch, and counts inputs beyond the range. */
    private long solve(double[][] x, int[] rows, List<String> wanted, int threads, Variants.Sink sink) {
        VoltageInput input = VoltageInput.of(designs.get(0));
        double[][] volts = new double[x.length][netlist.inputs()];
        long clipped = 0;
        for (int b = 0; b < x.length; b++) {
            clipped += input.drive(x[b], volts[b], null, 0);
        }
        double[][] sums = sums(x);
        List<String> inputs = IntStream.range(0, netlist.inputs()).mapToObj(LayerNetlist::input).toList();
        new Variants(settings.withIterations(ITERATIONS), inputs, wanted, threads).run(plan, 0, rows.length, new Variants.Source() {
            @Override
            public void fill(long variant, double[] values) {
                System.arraycopy(volts[rows[(int) variant]], 0, values, 0, values.length);
            }

            @Override
            public double[] start(long variant, int attempt) {
                int row = rows[(int) variant];
                return attempt == 0 ? states.start(sums[row]) : attempt == 1 ? states.start(volts[row], sums[row]) : null;
            }
        }, sink);
        return clipped;
    }

    /** Exact pre-activations of all layers, one behind the other. */
    private double[][] sums(double[][] x) {
        List<LayerTrace> traces = exact.run(x);
        double[][] sums = new double[x.length][];
        for (int b = 0; b < x.length; b++) {
            int row = b;
            sums[b] = traces.stream().flatMapToDouble(trace -> Arrays.stream(trace.preActivation()[row])).toArray();
        }
        return sums;
    }

    private List<LayerTrace> traces(double[][] found, long clippedInputs) {
        List<LayerTrace> traces = new ArrayList<>();
        int place = 0;
        for (int l = 0; l < designs.size(); l++) {
            LayerDesign design = designs.get(l);
            int outputs = design.outputs();
            OutputConverter converter = OutputConverter.of(design, rectified(l));
            double[][] preActivation = new double[found.length][outputs];
            double[][] output = new double[found.length][outputs];
            long clipped = 0;
            for (int b = 0; b < found.length; b++) {
                for (int o = 0; o < outputs; o++) {
                    preActivation[b][o] = (ColumnDesign.inverts(design) ? -1 : 1) * found[b][place + o] / design.outputVolts();
                    double volts = found[b][place + outputs + o];
                    clipped += converter.beyond(volts) ? 1 : 0;
                    output[b][o] = converter.read(volts) / design.outputVolts();
                }
            }
            traces.add(new LayerTrace(preActivation, output, l == 0 ? clippedInputs : 0, clipped));
            place += 2 * outputs;
        }
        return traces;
    }

    /** Counts how solutions were found. */
    private static final class Tally {
        private final long[] ways = new long[Variants.Way.values().length];
        private final List<String> failures = new ArrayList<>();
        private long iterations;
        private double residual;
        private double balance;

        void add(int row, Variants.Outcome outcome) {
            ways[outcome.way().ordinal()]++;
            if (outcome.failure() != null) {
                failures.add("row " + row + ": " + outcome.failure());
                return;
            }
            iterations += outcome.receipt().iterations();
            residual = Math.max(residual, outcome.receipt().residual());
            balance = Math.max(balance, outcome.receipt().powerBalance());
        }

        Solutions solutions() {
            return new Solutions(ways[Variants.Way.WARM.ordinal()], ways[Variants.Way.COLD.ordinal()], ways[Variants.Way.AIDED.ordinal()], failures, iterations, residual, balance);
        }
    }
}
