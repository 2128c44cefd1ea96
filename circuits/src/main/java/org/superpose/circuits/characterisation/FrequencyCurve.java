package org.superpose.circuits.characterisation;

/**
 * A quantity over the frequency, from values at frequencies in equal ratios: between them a cubic in the logarithm of the frequency with the slopes of the neighbours' chords (Catmull and Rom's). Below the first frequency it keeps its value: what is
 * sampled has no poles there; above the last one there are no values.
 */
final class FrequencyCurve {
    private final double start;              // [Hz]
    private final double step;               // of ln f
    private final double[] values;

    FrequencyCurve(double[] frequencies, double[] values) {
        start = frequencies[0];
        step = StrictMath.log(frequencies[frequencies.length - 1] / start) / (frequencies.length - 1);
        this.values = values.clone();
    }

    /** A curve between two over the same frequencies, {@code (1 − t) a + t b}. */
    static FrequencyCurve between(FrequencyCurve a, FrequencyCurve b, double t) {
        double[] values = a.values.clone();
        for (int k = 0; k < values.length; k++) {
            values[k] += t * (b.values[k] - values[k]);
        }
        return new FrequencyCurve(a.start, a.step, values);
    }

    private FrequencyCurve(double start, double step, double[] values) {
        this.start = start;
        this.step = step;
        this.values = values;
    }

    double last() {
        return start * StrictMath.exp(step * (values.length - 1));
    }

    double at(double frequency) {
        if (!(frequency <= last() * (1 + 1e-9))) {
            throw new IllegalArgumentException("the column was characterised up to " + last() + " Hz, got " + frequency);
        }
        double place = frequency <= start ? 0 : StrictMath.log(frequency / start) / step;
        int k = StrictMath.min((int) place, values.length - 2);
        double t = place - k;
        double a = values[k];
        double b = values[k + 1];
        double slopeA = k == 0 ? 0 : (b - values[k - 1]) / 2;
        double slopeB = k == values.length - 2 ? b - a : (values[k + 2] - a) / 2;
        double s = 1 - t;
        return s * s * ((1 + 2 * t) * a + t * slopeA) + t * t * ((1 + 2 * s) * b - s * slopeB);
    }
}
