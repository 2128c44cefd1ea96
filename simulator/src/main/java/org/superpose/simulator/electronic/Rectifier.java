package org.superpose.simulator.electronic;

/**
 * The rectifier of a column: it conducts while its op-amp's output stands above the input that it inverts, so that the diode to its output carries the signal, and blocks while it stands below.
 *
 * @param layer    from 0
 * @param output   from 0
 * @param driving  node at its op-amp's output
 * @param inverted node at the op-amp's inverting input
 */
record Rectifier(int layer, int output, String driving, String inverted) {
    /** Of the column whose parts' names begin so. */
    static Rectifier of(int layer, int output, String path) {
        return new Rectifier(layer, output, path + "xreadout.xr.a", path + "xreadout.xr.s");
    }

    @Override
    public String toString() {
        return "layer " + (layer + 1) + ", output " + (output + 1);
    }
}
