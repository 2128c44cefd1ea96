package org.superpose.simulator.experiment;

import java.util.List;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.analog.Predictor;
import org.superpose.simulator.reference.DigitalReference;

/** The exact answer on the test images of a problem, layer by layer. Shared by threads, which leave the arrays alone. */
final class ExactRun {
    private final DigitalReference reference;
    private final double[][] inputs;
    private final int[] labels;
    private final List<LayerTrace> layers;
    private final int[] classes;

    ExactRun(Problem problem) {
        inputs = problem.split().test().inputs();
        labels = problem.split().test().labels();
        reference = new DigitalReference(problem.network());
        layers = reference.run(inputs);
        classes = Predictor.classes(layers.get(layers.size() - 1).output());
    }

    int images() {
        return labels.length;
    }

    int layers() {
        return layers.size();
    }

    int outputs(int layer) {
        return layers.get(layer).output()[0].length;
    }

    /** What goes into a layer [images × inputs]. */
    double[][] inputs(int layer) {
        return layer == 0 ? inputs : layers.get(layer - 1).output();
    }

    double[][] preActivation(int layer) {
        return layers.get(layer).preActivation();
    }

    double[][] output(int layer) {
        return layers.get(layer).output();
    }

    /** Outputs of a layer on other inputs. */
    double[][] runLayer(int layer, double[][] x) {
        return reference.runLayer(layer, x).output();
    }

    int label(int image) {
        return labels[image];
    }

    int decision(int image) {
        return classes[image];
    }

    boolean correct(int image) {
        return classes[image] == labels[image];
    }

    /** On as many images as are measured, so that analog and digital figures tell of the same ones. */
    DigitalResult result(int measured) {
        int images = Math.min(measured, images());
        int correct = 0;
        for (int j = 0; j < images; j++) {
            correct += correct(j) ? 1 : 0;
        }
        double accuracy = (double) correct / images;
        return new DigitalResult(accuracy, Statistics.wilson(accuracy, images, Statistics.Z), images);
    }
}
