package org.superpose.optics.detection;

/**
 * A Butterworth low-pass, |H(f)|² = 1/(1 + (f/f_c)^{2n}) (Butterworth, <i>On the theory of filter amplifiers</i>, Wireless Engineer 7, 536 (1930)). Its noise bandwidth is
 * f_c (π/2n)/sin(π/2n): 1.571, 1.111, 1.047, 1.026 f_c.
 *
 * @param poles  n, 1 to 8
 * @param cutoff f_c [Hz], where the power has fallen to a half
 */
public record LowPass(int poles, double cutoff) {
    public LowPass {
        if (poles < 1 || poles > 8 || !(cutoff > 0 && cutoff < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("low-pass: 1 to 8 poles and a positive, finite cutoff [Hz] are needed, got " + poles + " and " + cutoff);
        }
    }

    /** One-sided noise bandwidth B = ∫ |H|² df [Hz]. */
    public double noiseBandwidth() {
        double angle = Math.PI / (2 * poles);
        return cutoff * angle / Math.sin(angle);
    }

    /**
     * A trace behind the filter, which was at rest with nothing at its input before. Each pair of poles (and a single one) is carried over by the bilinear transform with the cutoff kept in place
     * (Oppenheim and Schafer, <i>Discrete-Time Signal Processing</i>, 3rd ed. 2010, section 7.2).
     * @param trace samples, one step apart
     * @param step  [s]; the cutoff must lie below a quarter of the sampling rate
     */
    public double[] filter(double[] trace, double step) {
        if (!(step > 0 && 4 * cutoff * step < 1)) {
            throw new IllegalArgumentException("low-pass: a cutoff of " + cutoff + " Hz needs steps below " + 1 / (4 * cutoff) + " s, got " + step + " s");
        }
        double warped = Math.tan(Math.PI * cutoff * step);
        double[] filtered = trace.clone();
        for (int pair = 0; pair < poles / 2; pair++) {
            double damping = 2 * Math.sin(Math.PI * (2 * pair + 1) / (2 * poles));
            twoPoles(filtered, warped, damping);
        }
        if (poles % 2 == 1) {
            onePole(filtered, warped);
        }
        return filtered;
    }

    private static void onePole(double[] trace, double warped) {
        double gain = warped / (1 + warped);
        double keep = (1 - warped) / (1 + warped);
        double before = 0;
        double state = 0;
        for (int k = 0; k < trace.length; k++) {
            double now = trace[k];
            state = gain * (now + before) + keep * state;
            before = now;
            trace[k] = state;
        }
    }

    private static void twoPoles(double[] trace, double warped, double damping) {
        double square = warped * warped;
        double norm = 1 + damping * warped + square;
        double gain = square / norm;
        double a1 = 2 * (square - 1) / norm;
        double a2 = (1 - damping * warped + square) / norm;
        double x1 = 0;
        double x2 = 0;
        double y1 = 0;
        double y2 = 0;
        for (int k = 0; k < trace.length; k++) {
            double now = trace[k];
            double out = gain * (now + 2 * x1 + x2) - a1 * y1 - a2 * y2;
            x2 = x1;
            x1 = now;
            y2 = y1;
            y1 = out;
            trace[k] = out;
        }
    }
}
