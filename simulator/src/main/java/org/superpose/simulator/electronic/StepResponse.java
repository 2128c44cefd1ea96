package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.analysis.Transient;
import org.superpose.circuits.analysis.TransientResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.PiecewiseLinear;
import org.superpose.circuits.source.VoltageSource;
import org.superpose.simulator.analog.Settling;

/** What the circuit of layers does in time after its inputs step up from 0, from a transient run of all its devices. */
final class StepResponse {
    private static final double STEP_AT = 10e-9;                 // [s]
    private static final double RISE = 1e-9;                     // [s]
    /** Followed at first, and at most [s]. */
    private static final double FIRST = 12e-6;
    private static final double MOST = 200e-6;
    /** Of unknowns: of 1 V a four hundredth of the half step of 8 bits of ±1 V, 3.9 mV. */
    private static final double RELATIVE = 1e-5;

    private final NetlistStage stage;

    StepResponse(NetlistStage stage) {
        this.stage = stage;
    }

    /**
     * Follows for longer until all outputs stand still, or for as long as it may.
     *
     * @param bits of the range of the output converters
     */
    Settling settling(double[] x, int bits) {
        LayerNetlist netlist = stage.netlist();
        CircuitPlan plan = CircuitPlan.of(stepping(netlist.circuit(x), netlist.inputs()));
        double range = 2 * stage.designs().get(0).hardware().adc().range();
        for (double stop = FIRST; ; stop *= 2) {
            Settling settling = settling(plan, bits, range, stop);
            if (settling.isSettled() || 2 * stop > MOST) {
                return settling;
            }
        }
    }

    private static Circuit stepping(Circuit circuit, int inputs) {
        List<Component> parts = new ArrayList<>(circuit.components());
        for (int i = 0; i < inputs; i++) {
            VoltageSource source = (VoltageSource) circuit.component(LayerNetlist.input(i));
            parts.set(parts.indexOf(source), source.with(PiecewiseLinear.of(new double[] {0, STEP_AT, STEP_AT + RISE}, new double[] {0, 0, source.dc()})).withValue(0));
        }
        return Circuit.of(circuit.title() + ", inputs stepping up from 0", parts);
    }

    private Settling settling(CircuitPlan plan, int bits, double range, double stop) {
        LayerNetlist netlist = stage.netlist();
        List<LayerDesign> designs = stage.designs();
        List<String> kept = new ArrayList<>();
        for (int l = 1; l <= designs.size(); l++) {
            kept.addAll(netlist.nodes(l));
        }
        netlist.supplies().forEach(name -> kept.add(name + CircuitPlan.BRANCH));
        TransientResult run = new Transient(STEP_AT + RISE + stop).with(Settings.standard().at(netlist.temperature()).withRelative(RELATIVE)).keeping(kept.toArray(String[]::new)).run(plan);
        double[] times = run.times();
        double band = range / (2L << bits);
        List<double[]> voltages = new ArrayList<>();
        double latency = 0;
        for (int l = 1; l <= designs.size(); l++) {
            for (String output : netlist.nodes(l)) {
                voltages.add(run.voltage(output));
                latency = Math.max(latency, latency(times, voltages.get(voltages.size() - 1), band));
            }
        }
        List<Settling.Node> nodes = new ArrayList<>();
        for (int l = 0; l < designs.size(); l++) {
            double fullScale = designs.get(l).outputVolts() * designs.get(l).range().output();
            for (int o = 0; o < designs.get(l).outputs(); o++) {
                double[] voltage = voltages.get(nodes.size());
                nodes.add(new Settling.Node(l, o, latency(times, voltage, band), (at(times, voltage, STEP_AT + latency) - voltage[voltage.length - 1]) / fullScale));
            }
        }
        double[] power = new double[times.length];
        for (String supply : netlist.supplies()) {
            double volts = ((VoltageSource) plan.circuit().component(supply)).dc();
            double[] current = run.current(supply);
            for (int k = 0; k < power.length; k++) {
                power[k] -= volts * current[k];                  // a source's current flows into its first node
            }
        }
        long products = designs.stream().mapToLong(design -> (long) design.inputs() * design.outputs()).sum();
        return new Settling(bits, range, nodes, stop, power[power.length - 1], energy(times, power, STEP_AT, STEP_AT + latency), products, times.length);
    }

    private static double latency(double[] times, double[] voltage, double band) {
        return Math.max(0, left(times, voltage, band) - STEP_AT);
    }

    /** At a time, between two points on a straight line. */
    private static double at(double[] times, double[] voltage, double time) {
        int k = 1;
        while (k < times.length - 1 && times[k] < time) {
            k++;
        }
        return voltage[k - 1] + (voltage[k] - voltage[k - 1]) * (time - times[k - 1]) / (times[k] - times[k - 1]);
    }

    /** When a voltage left the band about its last value for the last time, between two points on a straight line [s]. */
    private static double left(double[] times, double[] voltage, double band) {
        double last = voltage[voltage.length - 1];
        for (int k = voltage.length - 2; k >= 0; k--) {
            double off = Math.abs(voltage[k] - last);
            if (off > band) {
                double next = Math.abs(voltage[k + 1] - last);
                return times[k] + (times[k + 1] - times[k]) * (off - band) / (off - next);
            }
        }
        return 0;
    }

    /** Integral of straight lines from one time to another [J]. */
    private static double energy(double[] times, double[] power, double from, double to) {
        double energy = 0;
        for (int k = 1; k < times.length; k++) {
            double begin = Math.max(from, times[k - 1]);
            double end = Math.min(to, times[k]);
            if (end > begin) {
                double slope = (power[k] - power[k - 1]) / (times[k] - times[k - 1]);
                energy += (end - begin) * (power[k - 1] + slope * ((begin + end) / 2 - times[k - 1]));
            }
        }
        return energy;
    }
}
