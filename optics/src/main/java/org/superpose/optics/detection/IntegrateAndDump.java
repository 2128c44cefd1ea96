package org.superpose.optics.detection;

/**
 * A detector that integrates for a time and starts anew. Its response sinc²(fτ) has the noise bandwidth ∫ sinc²(fτ) df = 1/(2τ) over f ≥ 0, so that
 * the shot noise 2qIB of a current I is √N electrons of N = Iτ/q (Saleh and Teich, <i>Fundamentals of Photonics</i>, chapter on photodetectors).
 *
 * @param time τ [s], above 0
 */
public record IntegrateAndDump(double time) {
    public IntegrateAndDump {
        if (!(time > 0 && time < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("integrate and dump: the time must be positive and finite [s], got " + time);
        }
    }

    /** One-sided noise bandwidth B = 1/(2τ) [Hz]. */
    public double bandwidth() {
        return 1 / (2 * time);
    }
}
