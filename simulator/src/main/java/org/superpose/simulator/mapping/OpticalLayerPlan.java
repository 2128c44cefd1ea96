package org.superpose.simulator.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.superpose.simulator.hardware.OpticalHardware;
import org.superpose.simulator.hardware.OpticalHardware.InputRange;
import org.superpose.simulator.hardware.OpticalHardware.Readout;
import org.superpose.simulator.matrix.PackedMatrix;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;

/**
 * How one dense layer is laid on an optical bench: {@code W x = outputScale · (a u)} with amplitudes a in [−1, 1] on the mirrors, inputs u = x / inputScale
 * in [0, 1] or [−1, 1] on the mask, and the range that a u needs at the detector. Each output has its own scale, undone digitally behind the converter, so
 * that its largest weight uses all mirrors.
 */
public final class OpticalLayerPlan {
    /** The converter's range over the planned largest output, for the errors of chips. */
    private static final double HEADROOM = 1.1;

    private final double inputScale;
    private final boolean signed;
    private final double[] outputScale;
    private final double[][] amplitudes;
    private final double[] bias;
    private final Activation activation;
    private final double largestOutput;

    private OpticalLayerPlan(double inputScale, boolean signed, double[] outputScale, double[][] amplitudes, double[] bias, Activation activation, double largestOutput) {
        this.inputScale = inputScale;
        this.signed = signed;
        this.outputScale = outputScale;
        this.amplitudes = amplitudes;
        this.bias = bias;
        this.activation = activation;
        this.largestOutput = largestOutput;
    }

    /**
     * Plans every layer from what the exact network does to calibration data.
     *
     * @param calibration inputs of the network [samples × inputs], at least one sample
     */
    public static List<OpticalLayerPlan> of(Network network, OpticalHardware hardware, double[][] calibration) {
        if (calibration.length == 0) {
            throw new IllegalArgumentException("ranges are planned from calibration data: give at least one sample");
        }
        if (calibration[0].length != network.inputs()) {
            throw new IllegalArgumentException("the network takes " + network.inputs() + " inputs, but the calibration data have " + calibration[0].length);
        }
        boolean intensity = hardware.readout() == Readout.INTENSITY;
        List<OpticalLayerPlan> plans = new ArrayList<>();
        double[][] x = calibration;
        for (DenseLayer layer : network.layers()) {
            plans.add(of(layer, plans.size(), hardware, x));
            double[] bias = layer.bias();
            double[][] y = PackedMatrix.of(layer.weights()).multiply(x);
            for (double[] row : y) {
                for (int o = 0; o < row.length; o++) {
                    double z = row[o] + bias[o];
                    row[o] = intensity ? z * z : layer.activation().apply(z);
                }
            }
            x = y;
        }
        return plans;
    }

    private static OpticalLayerPlan of(DenseLayer layer, int index, OpticalHardware hardware, double[][] x) {
        boolean signed = hardware.mask().inputs() == InputRange.SIGNED || Arrays.stream(x).flatMapToDouble(Arrays::stream).anyMatch(v -> v < 0);
        if (signed && hardware.mask().inputs() == InputRange.UNSIGNED) {
            throw new IllegalArgumentException("layer " + (index + 1) + " gets negative inputs, but the mask's inputs are unsigned: set them to signed or auto");
        }
        double inputScale = quantile(x, hardware.clipping());
        double[][] amplitudes = layer.weights();
        double[] bias = layer.bias();
        double[] outputScale = new double[bias.length];
        for (int o = 0; o < bias.length; o++) {
            double largest = hardware.readout() == Readout.INTENSITY ? Math.abs(bias[o]) / inputScale : 0;
            for (double w : amplitudes[o]) {
                largest = Math.max(largest, Math.abs(w));
            }
            largest = largest > 0 ? largest : 1;
            for (int i = 0; i < amplitudes[o].length; i++) {
                amplitudes[o][i] /= largest;
            }
            outputScale[o] = largest * inputScale;
        }
        double[][] z = PackedMatrix.of(amplitudes).multiply(x);
        for (double[] row : z) {
            for (int o = 0; o < row.length; o++) {
                row[o] = row[o] / inputScale + (hardware.readout() == Readout.INTENSITY ? bias[o] / outputScale[o] : 0);
            }
        }
        return new OpticalLayerPlan(inputScale, signed, outputScale, amplitudes, bias, layer.activation(), HEADROOM * quantile(z, hardware.clipping()));
    }

    /** The magnitude that at most a fraction of the values exceeds; the largest where that is zero, and 1 where all are. */
    private static double quantile(double[][] values, double exceeding) {
        double[] sorted = Arrays.stream(values).flatMapToDouble(Arrays::stream).map(Math::abs).sorted().toArray();
        double largest = sorted[sorted.length - 1];
        if (!Double.isFinite(largest)) {
            throw new IllegalArgumentException("calibration data must be finite, and so must be what the network makes of them");
        }
        double quantile = sorted[sorted.length - 1 - (int) (exceeding * sorted.length)];
        return quantile > 0 ? quantile : largest > 0 ? largest : 1;
    }

    public int inputs() {
        return amplitudes[0].length;
    }

    public int outputs() {
        return bias.length;
    }

    /** Network units per unit of modulated input. */
    public double inputScale() {
        return inputScale;
    }

    /** Whether the mask takes inputs in [−1, 1], not [0, 1]. */
    public boolean signed() {
        return signed;
    }

    /** Network units per unit of a u [outputs], a copy. */
    public double[] outputScale() {
        return outputScale.clone();
    }

    /** a in [−1, 1], as planned, before mirrors are counted [outputs × inputs], a copy. */
    public double[][] amplitudes() {
        return Arrays.stream(amplitudes).map(double[]::clone).toArray(double[][]::new);
    }

    /** Network units [outputs], a copy. */
    public double[] bias() {
        return bias.clone();
    }

    public Activation activation() {
        return activation;
    }

    /** |a u| that the converter must take, a tenth above the planned one. */
    public double largestOutput() {
        return largestOutput;
    }
}
