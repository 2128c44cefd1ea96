package org.superpose.circuits.analysis;

import java.util.List;
import org.superpose.circuits.solve.Receipt;

/** Noise of several voltages over frequency, by groups of its sources, and what two of them have in common. Densities are single-sided [V²/Hz]. */
public final class JointNoiseResult {
    private final double[] frequencies;
    private final List<String> groups;
    private final double[][][] densities;              // [output][group][frequency]
    private final double[][][] common;                 // [output][output up to it][frequency]
    private final Receipt receipt;

    JointNoiseResult(double[] frequencies, List<String> groups, double[][][] densities, double[][][] common, Receipt receipt) {
        this.frequencies = frequencies;
        this.groups = List.copyOf(groups);
        this.densities = densities;
        this.common = common;
        this.receipt = receipt;
    }

    /** [Hz]. */
    public double[] frequencies() {
        return frequencies.clone();
    }

    /** Of an output, by its place. */
    public double[] density(int output) {
        return common[output][output].clone();
    }

    /** What a group of sources makes of it; 0 if none of them makes noise. */
    public double[] density(int output, String group) {
        int place = groups.indexOf(group);
        return place < 0 ? new double[frequencies.length] : densities[output][place].clone();
    }

    /** What two outputs have in common: the real part of their cross density; of an output with itself its density. */
    public double[] covariance(int one, int other) {
        return common[Math.max(one, other)][Math.min(one, other)].clone();
    }

    /** How well the equations of the operating point are met. */
    public Receipt receipt() {
        return receipt;
    }
}
