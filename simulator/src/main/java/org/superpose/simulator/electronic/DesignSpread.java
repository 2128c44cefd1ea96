package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.superpose.circuits.analysis.Chance;
import org.superpose.circuits.analysis.LinearSpread;
import org.superpose.circuits.analysis.MonteCarlo;
import org.superpose.circuits.analysis.Scatter;
import org.superpose.circuits.analysis.Variants;
import org.superpose.circuits.analysis.Varied;
import org.superpose.circuits.cell.Mismatch;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.simulator.analog.OutputSpread;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.noise.RandomStreams;
import org.superpose.simulator.noise.SampleDraws;
import org.superpose.simulator.tolerance.Linearity;
import org.superpose.simulator.tolerance.OutputStatistics;
import org.superpose.simulator.tolerance.SampleChance;

/**
 * How outputs of made circuits scatter about the design's: by its gradients, one adjoint for each output, and by samples through every device. Each part has an error of its own, as in {@link LayerNetlist#specimen}, and all tail currents one in common; nothing is
 * trimmed after the design. In each sample the state of every rectifier is watched.
 */
final class DesignSpread {
    /** Error that all tail references share. */
    private static final String TAILS = "tail currents of the chip";
    private static final int CULPRITS = 5;

    private final NetlistStage stage;

    /** @param stage all layers of the design of a network, without errors */
    DesignSpread(NetlistStage stage) {
        this.stage = stage;
    }

    /**
     * Draws samples.
     *
     * @param x       in network units
     * @param scale   of all standard deviations, of those of the hardware
     * @param samples two or more
     * @param chance  of the samples
     * @param drawn   is told of each sample
     */
    OutputSpread of(double[] x, double scale, int samples, RandomStreams chance, int threads, LongConsumer drawn) {
        Chance ofSamples = new SampleChance(SampleDraws.independent(chance));
        CircuitPlan plan = stage.at(x);
        double[] solution = stage.solution(x);
        List<String> outputs = stage.netlist().outputs();
        List<Rectifier> rectifiers = stage.rectifiers();
        List<String> kept = new ArrayList<>(outputs);
        rectifiers.forEach(rectifier -> kept.addAll(List.of(rectifier.driving(), rectifier.inverted())));
        MonteCarlo monteCarlo = new MonteCarlo(stage.settings(), varied(plan.circuit(), scale), kept, threads);
        List<LinearSpread> linear = monteCarlo.linear(plan, solution, outputs);
        List<String> names = new Variants().keeping(kept.toArray(String[]::new)).names(plan);
        int[] places = kept.stream().mapToInt(names::indexOf).toArray();
        List<Chance.Draw> draws = linear.get(0).effects().keySet().stream().map(ofSamples::draw).toList();
        double[][] effects = linear.stream().map(one -> one.effects().values().stream().mapToDouble(Double::doubleValue).toArray()).toArray(double[][]::new);
        double[] misses = new double[outputs.size()];
        List<double[]> found = new ArrayList<>();
        long[] turned = new long[rectifiers.size()];
        monteCarlo.run(plan, solution, ofSamples, 0, samples, outcome -> {
            if (outcome.failure() == null) {
                double[] values = Arrays.stream(places).mapToDouble(place -> outcome.values()[place]).toArray();
                found.add(values);
                double[] foreseen = foreseen(draws, effects, outcome.variant());
                for (int o = 0; o < misses.length; o++) {
                    double miss = values[o] - linear.get(o).nominal() - foreseen[o];
                    misses[o] += miss * miss;
                }
                for (int r = 0; r < turned.length; r++) {
                    int pair = outputs.size() + 2 * r;
                    turned[r] += values[pair] > values[pair + 1] == stage.conducts(rectifiers.get(r), solution) ? 0 : 1;
                }
            }
            drawn.accept(outcome.variant());
        });
        if (found.size() < 2) {
            throw new IllegalArgumentException("of " + samples + " samples of the design " + found.size() + " have an operating point; a spread needs two");
        }
        List<OutputSpread.Output> spreads = new ArrayList<>();
        for (int o = 0; o < outputs.size(); o++) {
            int output = o;
            OutputStatistics statistics = new OutputStatistics(found.stream().mapToDouble(values -> values[output]).toArray());
            Linearity linearity = Linearity.of(linear.get(o).sigma(), linear.get(o).nominal(), statistics, samples - found.size());
            spreads.add(new OutputSpread.Output(linearity.linear(), statistics.sigma(), linearity.bounds().low(), linearity.bounds().high(), Math.sqrt(misses[o] / found.size()), linearity.verdict(),
                    linear.get(o).culprits(CULPRITS).stream().map(culprit -> new OutputSpread.Culprit(culprit.name().replaceFirst("^mismatch ", ""), culprit.effect(), culprit.share())).toList()));
        }
        List<OutputSpread.Turned> over = new ArrayList<>();
        for (int r = 0; r < turned.length; r++) {
            if (turned[r] > 0) {
                over.add(new OutputSpread.Turned(rectifiers.get(r).layer(), rectifiers.get(r).output(), turned[r]));
            }
        }
        return new OutputSpread(scale, samples, samples - found.size(), spreads, rectifiers.size(), over);
    }

    /** Numbers of the circuit that differ, those of tail references twice: for their own errors, and for the chip's. */
    private List<Varied> varied(Circuit circuit, double scale) {
        Multiplier spread = stage.designs().get(0).hardware().multiplier();
        List<Varied> varied = new ArrayList<>(Mismatch.local(new Mismatch.Plain(scale * spread.saturationMismatch(), scale * spread.resistorMismatch(), 0, 0)).varied(circuit));
        Varied.Error tails = new Varied.Error(TAILS, new Scatter(Scatter.Shape.LOGNORMAL, scale * spread.tailSpread(), true));
        for (Component part : circuit.components()) {
            if (part instanceof Resistor r && LayerNetlist.isTailReference(r.name())) {
                varied.add(new Varied(r.name(), r.resistance(), List.of(tails)));
            }
        }
        return varied;
    }

    /** What the linearised circuit says of a sample: by how much each output differs from the design's [V]. */
    private static double[] foreseen(List<Chance.Draw> draws, double[][] effects, long sample) {
        double[] sums = new double[effects.length];
        for (int k = 0; k < effects[0].length; k++) {
            double draw = draws.get(k).normal(sample);
            for (int o = 0; o < sums.length; o++) {
                sums[o] += effects[o][k] * draw;
            }
        }
        return sums;
    }
}
