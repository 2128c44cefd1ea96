package org.superpose.circuits.analysis;

import java.util.Arrays;

/**
 * Harmonics of what repeats itself, from the last periods of a transient run.
 * <p>Between two time points a waveform is the parabola through them whose bend is the harmonic mean of those on both sides, and straight where these differ in sign (Amat, Donat, Liandrat, Trillo, <i>Analysis of a new nonlinear
 * subdivision scheme</i>, Found. Comput. Math. 6, 193, 2006): as exact as a cubic where it is smooth, and no overshoot at corners. The integrals over it are exact but for 10⁻⁹. SPICE's {@code .four} instead sums 200 equidistant samples of
 * straight lines over the last period: it takes the harmonic 200 − n for the nth, places an edge no closer than half a two-hundredth of a period, and lowers a sine by {@code (ωh)²/12} for time steps h.
 *
 * @param frequency of the fundamental [Hz], positive
 * @param harmonics how many, the fundamental among them
 * @param periods   how many of the last ones to take
 */
public record Fourier(double frequency, int harmonics, int periods) {
    private static final int MOST = 1000;
    /** Nodes and weights of the Gauss–Legendre formula of 4 points on −1 ... 1 (Abramowitz and Stegun 1964, table 25.4). */
    private static final double[] NODES = {-0.861136311594052575, -0.339981043584856265, 0.339981043584856265, 0.861136311594052575};
    private static final double[] WEIGHTS = {0.347854845137453857, 0.652145154862546143, 0.652145154862546143, 0.347854845137453857};

    public Fourier {
        if (!(frequency > 0) || Double.isInfinite(frequency)) {
            throw new IllegalArgumentException("Fourier analysis: the fundamental must be positive [Hz], got " + frequency);
        }
        if (harmonics < 1 || harmonics > MOST || periods < 1 || periods > MOST) {
            throw new IllegalArgumentException("Fourier analysis: needs 1 to " + MOST + " harmonics and periods, got " + harmonics + " and " + periods);
        }
    }

    /** Nine harmonics from the last period, as SPICE has it. */
    public Fourier(double frequency) {
        this(frequency, 9, 1);
    }

    public Fourier withHarmonics(int number) {
        return new Fourier(frequency, number, periods);
    }

    /** Over so many of the last periods. */
    public Fourier over(int number) {
        return new Fourier(frequency, harmonics, number);
    }

    /** Of the voltage of a node. */
    public FourierResult run(TransientResult result, String node) {
        return run(result.times(), result.voltage(node));
    }

    /**
     * Of any waveform.
     *
     * @param times  [s], rising; they must span the periods
     * @param values at these times
     */
    public FourierResult run(double[] times, double[] values) {
        int last = times.length - 1;
        if (last < 1 || values.length != times.length) {
            throw new IllegalArgumentException("Fourier analysis: needs two time points at least and a value for each, got " + times.length + " and " + values.length);
        }
        double end = times[last];
        double begin = end - periods / frequency;
        if (begin < times[0]) {
            if (begin < times[0] - 1e-9 * periods / frequency) {            // more than the rounding of the times
                throw new IllegalArgumentException("Fourier analysis: " + periods + " periods of " + frequency + " Hz last longer than the " + (end - times[0]) + " s that are known; run longer, or keep results from an earlier time on");
            }
            begin = times[0];
        }
        double[] bend = bends(times, values);
        double omega = 2 * Math.PI * frequency;
        double[] cosine = new double[harmonics + 1];
        double[] sine = new double[harmonics + 1];
        int first = Arrays.binarySearch(times, begin);
        first = first >= 0 ? first : -first - 2;
        for (int p = first; p < last; p++) {
            double from = Math.max(begin, times[p]);
            double length = times[p + 1] - from;
            int pieces = (int) Math.ceil(omega * harmonics * length);
            for (int piece = 0; piece < pieces; piece++) {
                double half = length / pieces / 2;
                double middle = from + (2 * piece + 1) * half;
                for (int node = 0; node < NODES.length; node++) {
                    double t = middle + half * NODES[node];
                    add(between(times, values, bend, p, t) * half * WEIGHTS[node], omega * (t - begin), cosine, sine);
                }
            }
        }
        double scale = 2 * frequency / periods;
        double[] magnitude = new double[harmonics + 1];
        double[] phase = new double[harmonics + 1];
        magnitude[0] = cosine[0] * scale / 2;
        for (int n = 1; n <= harmonics; n++) {
            magnitude[n] = scale * Math.hypot(cosine[n], sine[n]);
            phase[n] = Math.atan2(cosine[n], sine[n]);
        }
        return new FourierResult(frequency, begin, magnitude, phase);
    }

    /** Adds {@code weight · e^(jnθ)} for every n. */
    private static void add(double weight, double angle, double[] cosine, double[] sine) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        double re = weight;
        double im = 0;
        for (int n = 0; n < cosine.length; n++) {
            cosine[n] += re;
            sine[n] += im;
            double turned = re * c - im * s;
            im = re * s + im * c;
            re = turned;
        }
    }

    private static double between(double[] t, double[] y, double[] bend, int p, double at) {
        double after = at - t[p];
        return y[p] + after * ((y[p + 1] - y[p]) / (t[p + 1] - t[p]) + bend[p] * (at - t[p + 1]));
    }

    /** Second divided difference to take within each interval. The weights are those that make a cubic of the arithmetic mean, up to its part that is odd about the middle. */
    private static double[] bends(double[] t, double[] y) {
        int intervals = t.length - 1;
        double[] difference = new double[intervals];                        // second, around the begin of each interval
        for (int p = 0; p < intervals; p++) {
            if (!(t[p + 1] > t[p])) {
                throw new IllegalArgumentException("Fourier analysis: times must rise, but " + t[p + 1] + " s stands behind " + t[p] + " s");
            }
            if (p > 0) {
                difference[p] = ((y[p + 1] - y[p]) / (t[p + 1] - t[p]) - (y[p] - y[p - 1]) / (t[p] - t[p - 1])) / (t[p + 1] - t[p - 1]);
            }
        }
        double[] bend = new double[intervals];
        for (int p = 0; p < intervals; p++) {
            double left = p > 0 ? difference[p] : p + 1 < intervals ? difference[p + 1] : 0;
            double right = p + 1 < intervals ? difference[p + 1] : left;
            if (left * right > 0) {
                double before = p > 0 ? t[p] - t[p - 1] : 0;
                double after = p + 1 < intervals ? t[p + 2] - t[p + 1] : 0;
                double half = (t[p + 1] - t[p]) / 2;
                bend[p] = (before + 2 * half + after) / ((half + after) / left + (before + half) / right);
            }
        }
        return bend;
    }
}
