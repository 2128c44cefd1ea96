package org.superpose.simulator.analog;

import java.util.Arrays;
import java.util.List;

/** Noise of a chip's outputs at one input: at the cell level, and beside it from every device of its circuit. Densities are single-sided [V²/Hz]; a reader of the outputs weights them with one pole. Immutable. */
public final class OutputNoise {
    private final double[] frequencies;
    private final double corner;
    private final List<String> origins;
    private final Level cell;
    private final Level netlist;
    private final int conducting;
    private final List<String> otherwise;

    /**
     * @param frequencies in equal ratios, an odd number of them [Hz]
     * @param corner      of the reader [Hz]
     * @param origins     names of where noise comes from
     * @param conducting  how many rectifiers conduct, by every device
     * @param otherwise   names of rectifiers that do not conduct at one of the levels, and do at the other: what passes them is not comparable
     */
    public OutputNoise(double[] frequencies, double corner, List<String> origins, Level cell, Level netlist, int conducting, List<String> otherwise) {
        if (frequencies.length < 3 || frequencies.length % 2 == 0) {
            throw new IllegalArgumentException("noise needs an odd number of frequencies, 3 or more, got " + frequencies.length);
        }
        this.frequencies = frequencies.clone();
        this.corner = corner;
        this.origins = List.copyOf(origins);
        this.cell = cell;
        this.netlist = netlist;
        this.conducting = conducting;
        this.otherwise = List.copyOf(otherwise);
    }

    /** Densities over the frequencies at one level. Holds the arrays it is given, which nobody changes afterwards. */
    public static final class Level {
        private final double[][][] parts;
        private final double[][][] covariance;

        /**
         * @param parts      [output][origin][frequency]
         * @param covariance real parts of cross densities [output][output][frequency]
         */
        public Level(double[][][] parts, double[][][] covariance) {
            this.parts = parts;
            this.covariance = covariance;
        }
    }

    /** [Hz]. */
    public double[] frequencies() {
        return frequencies.clone();
    }

    /** Of the reader [Hz]. */
    public double corner() {
        return corner;
    }

    /** How many. */
    public int outputs() {
        return cell.covariance.length;
    }

    /** Names of where noise comes from. */
    public List<String> origins() {
        return origins;
    }

    /** How many rectifiers conduct, by every device. */
    public int conducting() {
        return conducting;
    }

    /** Names of rectifiers that conduct at one of the levels alone. */
    public List<String> otherwise() {
        return otherwise;
    }

    /** Of an output over the frequencies [V²/Hz]; at {@link Fidelity#CELL} or {@link Fidelity#NETLIST}. */
    public double[] density(Fidelity level, int output) {
        return level(level).covariance[output][output].clone();
    }

    /** Of an output, from one origin. */
    public double[] density(Fidelity level, int output, int origin) {
        return level(level).parts[output][origin].clone();
    }

    /** Of an output as the reader sees it [V]. */
    public double rms(Fidelity level, int output) {
        return Math.sqrt(covariance(level, output, output));
    }

    /** What two outputs have in common as the reader sees it [V²]. */
    public double covariance(Fidelity level, int one, int other) {
        return read(level(level).covariance[one][other]);
    }

    /** Part of an output's variance that comes from an origin, 0 to 1. */
    public double share(Fidelity level, int output, int origin) {
        return read(level(level).parts[output][origin]) / covariance(level, output, output);
    }

    /** Part of the variance of all outputs together that comes from an origin, 0 to 1. */
    public double share(Fidelity level, int origin) {
        double part = 0;
        double sum = 0;
        for (int o = 0; o < outputs(); o++) {
            part += read(level(level).parts[o][origin]);
            sum += covariance(level, o, o);
        }
        return part / sum;
    }

    /** Largest correlation between two different outputs, in magnitude. */
    public double largestCorrelation(Fidelity level) {
        double largest = 0;
        for (int o = 0; o < outputs(); o++) {
            for (int other = 0; other < o; other++) {
                largest = Math.max(largest, Math.abs(covariance(level, o, other)) / (rms(level, o) * rms(level, other)));
            }
        }
        return largest;
    }

    /** Largest deviation of what two different outputs have in common at the cell level from what they have by every device, relative to the product of their rms. */
    public double largestCommonMiss() {
        double largest = 0;
        for (int o = 0; o < outputs(); o++) {
            for (int other = 0; other < o; other++) {
                double miss = covariance(Fidelity.CELL, o, other) - covariance(Fidelity.NETLIST, o, other);
                largest = Math.max(largest, Math.abs(miss) / (rms(Fidelity.NETLIST, o) * rms(Fidelity.NETLIST, other)));
            }
        }
        return largest;
    }

    /** Over the whole band, without the reader's pole [V²]. */
    public double variance(Fidelity level, int output) {
        return integral(level(level).covariance[output][output], Double.POSITIVE_INFINITY);
    }

    /** Largest relative deviation of the cell level's density of an output from that of all devices, at frequencies up to one [Hz]. */
    public double largestMiss(int output, double highest) {
        double largest = 0;
        for (int p = 0; p < frequencies.length && frequencies[p] <= highest; p++) {
            largest = Math.max(largest, Math.abs(cell.covariance[output][output][p] / netlist.covariance[output][output][p] - 1));
        }
        return largest;
    }

    private Level level(Fidelity fidelity) {
        return switch (fidelity) {
            case CELL -> cell;
            case NETLIST -> netlist;
            default -> throw new IllegalArgumentException("noise is known at the level of cells and of netlists, not " + fidelity);
        };
    }

    private double read(double[] density) {
        return integral(density, corner);
    }

    /** {@code ∫ S f/(1 + (f/f_c)²) d ln f}, by Simpson's rule. */
    private double integral(double[] density, double pole) {
        double step = Math.log(frequencies[frequencies.length - 1] / frequencies[0]) / (frequencies.length - 1);
        double[] weights = new double[frequencies.length];
        Arrays.setAll(weights, p -> p == 0 || p == weights.length - 1 ? 1 : p % 2 == 1 ? 4 : 2);
        double sum = 0;
        for (int p = 0; p < weights.length; p++) {
            double f = frequencies[p];
            sum += weights[p] * f * density[p] / (1 + f / pole * (f / pole));
        }
        return sum * step / 3;
    }
}
