package org.superpose.circuits.characterisation;

import java.util.Arrays;

/** One made cell: its weight, and the draws that set the errors of its parts. */
public final class Specimen {
    private final double weight;
    private final double[] draws;

    /**
     * @param weight from −limit to limit of the cell's coding, or somewhat beyond
     * @param draws  of the standard normal distribution, in the order of {@link CellFamily#parameters}
     */
    public Specimen(double weight, double[] draws) {
        this.weight = weight;
        this.draws = draws.clone();
    }

    public double weight() {
        return weight;
    }

    int size() {
        return draws.length;
    }

    double draw(int parameter) {
        return draws[parameter];
    }

    /** The nearest one whose weight and draws do not exceed limits. */
    Specimen within(double largestWeight, double largestDraw) {
        return new Specimen(Math.min(largestWeight, Math.max(-largestWeight, weight)), Arrays.stream(draws).map(draw -> Math.min(largestDraw, Math.max(-largestDraw, draw))).toArray());
    }

    /** The same cell with another weight. */
    public Specimen with(double otherWeight) {
        return new Specimen(otherWeight, draws);
    }
}
