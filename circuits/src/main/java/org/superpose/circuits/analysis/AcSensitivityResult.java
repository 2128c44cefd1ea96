package org.superpose.circuits.analysis;

import java.util.List;
import org.superpose.circuits.solve.Receipt;

/** What the response to a small signal changes with, over frequency. */
public final class AcSensitivityResult {
    private static final double DECIBELS = 20 / Math.log(10);

    private final List<Output> outputs;
    private final List<Parameter> parameters;
    private final double[] frequencies;
    private final double[][][] response;
    private final double[][][][] gradient;
    private final Receipt receipt;

    /**
     * @param response {@code [frequency][output][2]}: real and imaginary part
     * @param gradient {@code [frequency][output][2][parameter]}
     */
    AcSensitivityResult(List<Output> outputs, List<Parameter> parameters, double[] frequencies, double[][][] response, double[][][][] gradient, Receipt receipt) {
        this.outputs = outputs;
        this.parameters = List.copyOf(parameters);
        this.frequencies = frequencies;
        this.response = response;
        this.gradient = gradient;
        this.receipt = receipt;
    }

    public List<Output> outputs() {
        return outputs;
    }

    /** In the order in which they were asked for; all of them in the order of the circuit. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** [Hz]. */
    public double[] frequencies() {
        return frequencies.clone();
    }

    /** Y of an output over frequency [V or A]. */
    public Phasors response(int output) {
        double[] re = new double[frequencies.length];
        double[] im = new double[frequencies.length];
        for (int f = 0; f < frequencies.length; f++) {
            re[f] = response[f][output][0];
            im[f] = response[f][output][1];
        }
        return new Phasors(re, im);
    }

    /** dY/dp of an output after a parameter over frequency [V or A over the number's unit]. */
    public Phasors slope(int output, int parameter) {
        double[] re = new double[frequencies.length];
        double[] im = new double[frequencies.length];
        for (int f = 0; f < frequencies.length; f++) {
            re[f] = gradient[f][output][0][parameter];
            im[f] = gradient[f][output][1][parameter];
        }
        return new Phasors(re, im);
    }

    /** Real part of dY/dp at a frequency, given by its place, {@code [outputs × parameters]}. */
    public double[][] real(int frequency) {
        return parts(frequency, 0);
    }

    /** Imaginary part of dY/dp at a frequency, {@code [outputs × parameters]}. */
    public double[][] imaginary(int frequency) {
        return parts(frequency, 1);
    }

    private double[][] parts(int frequency, int part) {
        double[][] parts = new double[outputs.size()][];
        for (int o = 0; o < parts.length; o++) {
            parts[o] = gradient[frequency][o][part].clone();
        }
        return parts;
    }

    /** How the magnitude changes, {@code d(20 log₁₀ |Y|)/dp = 20/ln 10 Re(dY/dp / Y)} at a frequency, {@code [outputs × parameters]} [dB over the number's unit]; NaN where there is no response. */
    public double[][] decibels(int frequency) {
        return relative(frequency, 0);
    }

    /** How the phase changes, {@code Im(dY/dp / Y)} at a frequency, {@code [outputs × parameters]} [rad over the number's unit]; NaN where there is no response. */
    public double[][] phases(int frequency) {
        return relative(frequency, 1);
    }

    private double[][] relative(int frequency, int part) {
        double[][] relative = new double[outputs.size()][parameters.size()];
        for (int o = 0; o < relative.length; o++) {
            double re = response[frequency][o][0];
            double im = response[frequency][o][1];
            double square = re * re + im * im;
            for (int p = 0; p < relative[o].length; p++) {
                double dRe = gradient[frequency][o][0][p];
                double dIm = gradient[frequency][o][1][p];
                relative[o][p] = part == 0 ? DECIBELS * (dRe * re + dIm * im) / square : (dIm * re - dRe * im) / square;
            }
        }
        return relative;
    }

    /** How well the equations of the operating point are met. */
    public Receipt receipt() {
        return receipt;
    }
}
