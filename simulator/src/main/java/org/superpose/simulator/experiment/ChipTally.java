package org.superpose.simulator.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.superpose.simulator.analog.AnalogNetwork;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.analog.Predictor;

/** Everything that is counted of one chip. Made by one thread, in the order of reads and images. */
final class ChipTally {
    /** Numbers of a layer that are kept for plots: enough for a scatter plot and an error histogram. */
    private static final int MOST_SAMPLES = 20_000;

    private final ExactRun exact;
    private final int images;
    private final double[] correct;             // share of reads, for each image
    private final double[] agrees;              // likewise
    private final long[][] confusion;           // [digital][analog]
    private final List<LayerTally> onExactInputs = new ArrayList<>();
    private final List<LayerTally> inChain = new ArrayList<>();
    /** In-chain outputs of the first read, for each layer [images × outputs]; no images where none are kept. */
    private final List<double[][]> samples = new ArrayList<>();

    /**
     * @param batch       rows that go through a layer at a time
     * @param keepSamples whether outputs are kept for plots
     */
    ChipTally(AnalogNetwork chip, ExactRun exact, Effort effort, int batch, boolean keepSamples) {
        this.exact = exact;
        images = Math.min(effort.images(), exact.images());
        correct = new double[images];
        agrees = new double[images];
        int classes = exact.outputs(exact.layers() - 1);
        confusion = new long[classes][classes];
        for (int l = 0; l < exact.layers(); l++) {
            onExactInputs.add(new LayerTally());
            inChain.add(new LayerTally());
            samples.add(new double[keepSamples ? Math.min(images, Math.max(1, MOST_SAMPLES / exact.outputs(l))) : 0][]);
        }
        for (int read = 0; read < effort.reads(); read++) {
            for (int first = 0; first < images; first += batch) {
                stopIfInterrupted();
                count(chip, read, first, Math.min(first + batch, images));
            }
        }
        for (int j = 0; j < images; j++) {
            correct[j] /= effort.reads();
            agrees[j] /= effort.reads();
        }
        for (int l = 0; l < exact.layers(); l++) {
            if (!inChain.get(l).finite() || !onExactInputs.get(l).finite()) {
                throw new IllegalStateException("layer " + (l + 1) + " gave an output that is not finite: this is a defect of the machine's model");
            }
        }
    }

    /** Ends a task whose result nobody waits for any more. */
    static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException();
        }
    }

    private void count(AnalogNetwork chip, int read, int from, int to) {
        List<LayerTrace> traces = chip.run(Arrays.copyOfRange(exact.inputs(0), from, to), read, from);
        for (int l = 0; l < traces.size(); l++) {
            int width = exact.inputs(l)[0].length;
            LayerTrace trace = traces.get(l);
            inChain.get(l).add(trace, width, exact, l, from);
            LayerTrace alone = l == 0 ? trace : chip.runLayer(l, Arrays.copyOfRange(exact.inputs(l), from, to), read, from);   // the first layer has exact inputs anyway
            onExactInputs.get(l).add(alone, width, exact, l, from);
            if (read == 0) {
                double[][] kept = samples.get(l);
                for (int j = from; j < Math.min(to, kept.length); j++) {
                    kept[j] = trace.output()[j - from];
                }
            }
        }
        int[] decisions = Predictor.classes(traces.get(traces.size() - 1).output());
        for (int j = from; j < to; j++) {
            int decision = decisions[j - from];
            correct[j] += decision == exact.label(j) ? 1 : 0;
            agrees[j] += decision == exact.decision(j) ? 1 : 0;
            confusion[exact.decision(j)][decision]++;
        }
    }

    List<LayerSamples> samples() {
        List<LayerSamples> list = new ArrayList<>();
        for (int l = 0; l < samples.size(); l++) {
            list.add(new LayerSamples(l, Arrays.copyOf(exact.output(l), samples.get(l).length), samples.get(l)));
        }
        return list;
    }

    /** @param chips merged in their order; all of the same images */
    static Evaluation merge(List<ChipTally> chips) {
        ExactRun exact = chips.get(0).exact;
        int images = chips.get(0).images;
        double[][] correct = chips.stream().map(chip -> chip.correct).toArray(double[][]::new);
        double[][] agrees = chips.stream().map(chip -> chip.agrees).toArray(double[][]::new);
        double[][] gained = new double[chips.size()][images];
        long[][] confusion = new long[chips.get(0).confusion.length][chips.get(0).confusion.length];
        for (int i = 0; i < gained.length; i++) {
            for (int j = 0; j < images; j++) {
                gained[i][j] = correct[i][j] - (exact.correct(j) ? 1 : 0);
            }
            for (int c = 0; c < confusion.length; c++) {
                for (int d = 0; d < confusion.length; d++) {
                    confusion[c][d] += chips.get(i).confusion[c][d];
                }
            }
        }
        List<LayerQuality> onExactInputs = new ArrayList<>();
        List<LayerQuality> inChain = new ArrayList<>();
        for (int l = 0; l < exact.layers(); l++) {
            int layer = l;
            onExactInputs.add(LayerTally.merge(l, chips.stream().map(chip -> chip.onExactInputs.get(layer)).toList(), exact, images));
            inChain.add(LayerTally.merge(l, chips.stream().map(chip -> chip.inChain.get(layer)).toList(), exact, images));
        }
        return new Evaluation(Statistics.rate(correct), Statistics.rate(agrees), Statistics.difference(gained), onExactInputs, inChain, new Confusion(confusion));
    }
}
