package org.superpose.simulator.experiment;

/**
 * How true an analog signal is to the exact one: {@code e = analog − exact} over all outputs of a layer, all images, reads and chips, in network units.
 *
 * @param deviation root mean square of the exact signal about each output's own mean: what a constant cannot carry
 * @param rms       root mean square of the exact signal
 * @param span      largest minus smallest exact value over all outputs and images
 * @param errorRms  root mean square of e; its mean is not taken away
 * @param errorMean mean of e
 */
public record SignalQuality(double deviation, double rms, double span, double errorRms, double errorMean) {
    /**
     * Signal to noise and distortion [dB], {@code 20 log10(deviation / errorRms)} (IEEE Std 1241-2010 calls it SINAD, there for a sine). Everything
     * that differs from the exact answer counts as noise: random error, offset, wrong gain, bend, quantisation. Infinite where there is no error.
     */
    public double snr() {
        return 20 * Math.log10(deviation / errorRms);
    }

    /**
     * Effective bits, {@code log2(span / (√12 errorRms))}: the word length of an ideal converter over the span of the exact signal whose error q/√12
     * is as large (IEEE Std 1241-2010, the effective number of bits, with the signal's own span as full scale). Infinite where there is no error;
     * negative where the error exceeds the span.
     */
    public double effectiveBits() {
        return Math.log(span / (Math.sqrt(12) * errorRms)) / Math.log(2);
    }

    /** {@code errorRms / rms}. */
    public double relativeError() {
        return errorRms / rms;
    }
}
