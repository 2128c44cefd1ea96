package org.superpose.circuits.analysis;

import java.util.Arrays;

/** A complex quantity over the frequencies of a small-signal analysis, e^(+jωt). */
public final class Phasors {
    private final double[] real;
    private final double[] imaginary;

    Phasors(double[] real, double[] imaginary) {
        this.real = real;
        this.imaginary = imaginary;
    }

    /** What is not known at any of so many frequencies: NaN. */
    public static Phasors unknown(int frequencies) {
        double[] nothing = new double[frequencies];
        Arrays.fill(nothing, Double.NaN);
        return new Phasors(nothing, nothing);
    }

    public double[] real() {
        return real.clone();
    }

    public double[] imaginary() {
        return imaginary.clone();
    }

    public double[] magnitude() {
        double[] magnitude = new double[real.length];
        for (int i = 0; i < magnitude.length; i++) {
            magnitude[i] = Math.hypot(real[i], imaginary[i]);
        }
        return magnitude;
    }

    double real(int frequency) {
        return real[frequency];
    }

    double imaginary(int frequency) {
        return imaginary[frequency];
    }

    /** 20 log₁₀ of the magnitude. */
    public double[] decibels() {
        double[] decibels = magnitude();
        for (int i = 0; i < decibels.length; i++) {
            decibels[i] = 20 * Math.log10(decibels[i]);
        }
        return decibels;
    }

    /** Phase in −π ... π [rad]. */
    public double[] phase() {
        double[] phase = new double[real.length];
        for (int i = 0; i < phase.length; i++) {
            phase[i] = Math.atan2(imaginary[i], real[i]);
        }
        return phase;
    }
}
