package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.superpose.simulator.analog.AnalogLayer;
import org.superpose.simulator.analog.DeviceChip;
import org.superpose.simulator.analog.DeviceRun;
import org.superpose.simulator.analog.Fact;
import org.superpose.simulator.analog.Fidelity;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.analog.OutputNoise;
import org.superpose.simulator.analog.OutputSpread;
import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.analog.Settling;
import org.superpose.simulator.analog.Solutions;
import org.superpose.simulator.mapping.RangePlan;
import org.superpose.simulator.noise.RandomStreams;

/** A chip of which each layer is a layer of its own, or part of a circuit of transistors. */
final class MixedChip implements DeviceChip {
    private final ElectronicMachine machine;
    private final List<Fidelity> fidelities;
    private final List<Stage> stages = new ArrayList<>();
    private final RandomStreams streams;
    private final RangePlan ranges;
    private final int inputs;
    private final int outputs;

    /** Of one layer, or of consecutive ones as one circuit; one of the two is null. */
    private record Stage(int first, AnalogLayer layer, NetlistStage circuit) {
        int layers() {
            return circuit == null ? 1 : circuit.layers();
        }
    }

    /** @param streams of the chip */
    MixedChip(ElectronicMachine machine, List<Fidelity> fidelities, RandomStreams streams, RangePlan ranges, int inputs, int outputs) {
        this.machine = machine;
        this.fidelities = List.copyOf(fidelities);
        this.streams = streams;
        this.ranges = ranges;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /** How many layers there are so far. */
    int layers() {
        return stages.stream().mapToInt(Stage::layers).sum();
    }

    void add(AnalogLayer layer) {
        stages.add(new Stage(layers(), layer, null));
    }

    void add(NetlistStage circuit) {
        stages.add(new Stage(layers(), null, circuit));
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public List<Fidelity> fidelities() {
        return fidelities;
    }

    @Override
    public double fullScale(int layer) {
        return ranges.layers().get(layer).output();
    }

    @Override
    public List<Fact> facts() {
        return stages.stream().filter(stage -> stage.circuit != null)
                .flatMap(stage -> stage.circuit.facts(stage.layers() == 1 ? "layer " + (stage.first + 1) : "layers " + (stage.first + 1) + " to " + (stage.first + stage.layers())).stream()).toList();
    }

    @Override
    public boolean isOneCircuit() {
        return stages.size() == 1 && stages.get(0).circuit != null;
    }

    @Override
    public Settling settling(double[] x, int bits) {
        if (!isOneCircuit()) {
            throw new IllegalArgumentException("settling needs all layers as one circuit: all of them netlist, with converters at the ends only");
        }
        return new StepResponse(stages.get(0).circuit).settling(x, bits);
    }

    @Override
    public boolean hasNoise() {
        return isOneCircuit() && machine.hasNoise();
    }

    @Override
    public OutputNoise noise(double[] x) {
        if (!hasNoise()) {
            throw new IllegalArgumentException("noise needs all layers as one circuit, characterised from their netlists: multiplier.kind: netlist, converters: ends");
        }
        return new ChipNoise(stages.get(0).circuit).of(x, machine.networkNoise(streams, x));
    }

    @Override
    public OutputSpread spread(double[] x, double scale, int samples, int threads, LongConsumer drawn) {
        if (!isOneCircuit()) {
            throw new IllegalArgumentException("the spread of outputs needs all layers as one circuit: all of them netlist, with converters at the ends only");
        }
        return new DesignSpread(machine.stage(0, machine.makers().size(), null)).of(x, scale, samples, streams.named("samples of the design"), threads, drawn);
    }

    @Override
    public DeviceRun run(double[][] x, int threads, LongConsumer solved) {
        List<LayerTrace> traces = new ArrayList<>();
        Solutions solutions = Solutions.NONE;
        double[][] signal = x;
        for (Stage stage : stages) {
            if (stage.circuit == null) {
                traces.add(stage.layer.run(signal, new Reading(streams.layer(stage.first), 0, 0)));
            } else {
                DeviceRun run = stage.circuit.run(signal, threads, solved);
                traces.addAll(run.traces());
                solutions = solutions.and(run.solutions());
            }
            signal = traces.get(traces.size() - 1).output();
        }
        return new DeviceRun(traces, solutions);
    }
}
