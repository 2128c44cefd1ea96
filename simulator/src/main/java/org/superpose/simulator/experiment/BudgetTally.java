package org.superpose.simulator.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.superpose.simulator.analog.AnalogNetwork;
import org.superpose.simulator.analog.Machine;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.NoiseSource;
import org.superpose.simulator.noise.RandomStreams;

/** What each source of noise alone does to one chip. */
final class BudgetTally {
    private final int images;
    private final double[][] ofSources;         // mean square of the change [source][layer]
    private final double[] ofAll;               // likewise [layer]
    private final double[] deterministic;       // likewise

    /**
     * A machine with its noise switched in every way that a budget needs: laid out once, for all chips.
     *
     * @param only one for each source, in the order of {@code sources}
     */
    record Switched(Machine all, Machine none, List<NoiseSource> sources, List<Machine> only) {
        static Switched of(Machine machine) {
            NoiseControl noise = machine.noise();
            List<NoiseSource> sources = machine.sources().stream().filter(source -> noise.factor(source.name()) > 0).toList();
            List<Machine> only = sources.stream().map(source -> machine.with(noise.withOnly(source.name()))).toList();
            return new Switched(machine, machine.with(NoiseControl.none()), sources, only);
        }
    }

    BudgetTally(Switched machine, RandomStreams streams, ExactRun exact, Effort effort, int batch) {
        images = Math.min(effort.images(), exact.images());
        AnalogNetwork quiet = machine.none.chip(streams);
        double[][][] quietOutputs = new double[exact.layers()][][];
        for (int l = 0; l < quietOutputs.length; l++) {
            quietOutputs[l] = outputs(quiet, l, exact, batch);
        }
        deterministic = meanSquares(quietOutputs, exact::output);
        ofAll = meanSquares(machine.all.chip(streams), exact, quietOutputs, batch);
        ofSources = new double[machine.only.size()][];
        for (int s = 0; s < ofSources.length; s++) {
            ofSources[s] = meanSquares(machine.only.get(s).chip(streams), exact, quietOutputs, batch);
        }
    }

    private double[][] outputs(AnalogNetwork chip, int layer, ExactRun exact, int batch) {
        double[][] outputs = new double[images][];
        for (int first = 0; first < images; first += batch) {
            ChipTally.stopIfInterrupted();
            int to = Math.min(first + batch, images);
            System.arraycopy(chip.runLayer(layer, Arrays.copyOfRange(exact.inputs(layer), first, to), 0, first).output(), 0, outputs, first, to - first);
        }
        return outputs;
    }

    private double[] meanSquares(AnalogNetwork noisy, ExactRun exact, double[][][] quietOutputs, int batch) {
        double[][][] outputs = new double[quietOutputs.length][][];
        for (int l = 0; l < outputs.length; l++) {
            outputs[l] = outputs(noisy, l, exact, batch);
        }
        return meanSquares(outputs, l -> quietOutputs[l]);
    }

    private static double[] meanSquares(double[][][] outputs, Function<Integer, double[][]> from) {
        double[] meanSquares = new double[outputs.length];
        for (int l = 0; l < outputs.length; l++) {
            ErrorSums sums = new ErrorSums();
            sums.add(outputs[l], from.apply(l), 0);
            meanSquares[l] = sums.meanSquare();
        }
        return meanSquares;
    }

    /** @param chips merged in their order */
    static NoiseBudget merge(Switched machine, ExactRun exact, List<BudgetTally> chips) {
        List<NoiseContribution> contributions = new ArrayList<>();
        for (int s = 0; s < machine.sources.size(); s++) {
            int source = s;
            contributions.add(contribution(machine.sources.get(s).name(), exact, chips, chip -> chip.ofSources[source]));
        }
        List<Double> signal = new ArrayList<>();
        List<Estimate> deterministic = new ArrayList<>();
        for (int l = 0; l < exact.layers(); l++) {
            signal.add(ErrorSums.Signal.of(exact.output(l), chips.get(0).images).deviation());
            deterministic.add(new Estimate(Math.sqrt(chips.get(0).deterministic[l]), 0));
        }
        NoiseContribution all = contribution("all sources", exact, chips, chip -> chip.ofAll);
        return new NoiseBudget(contributions, all, new NoiseContribution("deterministic", deterministic), signal, new Effort(chips.size(), 1, chips.get(0).images));
    }

    /** Root of the mean over chips; its standard error is that of the mean square over twice the root (first order). */
    private static NoiseContribution contribution(String name, ExactRun exact, List<BudgetTally> chips, Function<BudgetTally, double[]> meanSquares) {
        List<Estimate> ofLayers = new ArrayList<>();
        for (int l = 0; l < exact.layers(); l++) {
            int layer = l;
            double[] squares = chips.stream().mapToDouble(chip -> meanSquares.apply(chip)[layer]).toArray();
            double rms = Math.sqrt(Statistics.mean(squares));
            ofLayers.add(new Estimate(rms, chips.size() == 1 ? Double.NaN : rms == 0 ? 0 : Statistics.standardError(squares) / (2 * rms)));
        }
        return new NoiseContribution(name, ofLayers);
    }
}
