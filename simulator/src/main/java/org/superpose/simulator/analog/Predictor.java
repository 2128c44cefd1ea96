package org.superpose.simulator.analog;

/** Something that maps inputs to one number per class: the exact digital network and every simulated machine. */
public interface Predictor {
    int inputs();

    int outputs();

    /**
     * @param x samples, one a row [batch × inputs], in network units
     * @return one row per sample [batch × outputs], in network units
     */
    double[][] logits(double[][] x);

    /** The decisions: the place of the largest output of each row; the first of equals. */
    static int[] classes(double[][] logits) {
        int[] classes = new int[logits.length];
        for (int b = 0; b < logits.length; b++) {
            for (int o = 1; o < logits[b].length; o++) {
                if (logits[b][o] > logits[b][classes[b]]) {
                    classes[b] = o;
                }
            }
        }
        return classes;
    }
}
