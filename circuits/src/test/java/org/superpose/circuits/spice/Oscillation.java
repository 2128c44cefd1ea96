package org.superpose.circuits.spice;

/**
 * What an oscillation has become in the second half of a run: nothing that depends on when it began.
 *
 * @param frequency [Hz], of the upward passages through the middle, between which it must have come near the bottom
 * @param lowest    mean of the lowest values of all periods
 * @param highest   mean of the highest values of all periods
 * @param periods   whole ones
 */
record Oscillation(double frequency, double lowest, double highest, int periods) {
    /** A part of the span from the lowest to the highest value, below which it must have come to pass upward anew. */
    private static final double BOTTOM = 0.25;

    /** Of values at rising times. */
    static Oscillation of(double[] t, double[] y) {
        double begin = (t[0] + t[t.length - 1]) / 2;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int p = 0; p < t.length; p++) {
            least = t[p] >= begin ? Math.min(least, y[p]) : least;
            most = t[p] >= begin ? Math.max(most, y[p]) : most;
        }
        double middle = (least + most) / 2;
        double bottom = least + BOTTOM * (most - least);
        double first = Double.NaN;
        double last = Double.NaN;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double sumLow = 0;
        double sumHigh = 0;
        int periods = 0;
        boolean armed = false;
        for (int p = 1; p < t.length; p++) {
            if (t[p - 1] < begin) {
                continue;
            }
            armed |= y[p - 1] <= bottom;
            if (armed && y[p - 1] < middle && y[p] >= middle) {
                last = t[p - 1] + (t[p] - t[p - 1]) * (middle - y[p - 1]) / (y[p] - y[p - 1]);
                if (Double.isNaN(first)) {
                    first = last;
                } else {
                    sumLow += low;
                    sumHigh += high;
                    periods++;
                }
                low = Double.POSITIVE_INFINITY;
                high = Double.NEGATIVE_INFINITY;
                armed = false;
            }
            low = Math.min(low, y[p]);
            high = Math.max(high, y[p]);
        }
        return new Oscillation(periods / (last - first), sumLow / periods, sumHigh / periods, periods);
    }

    /** From the highest to the lowest value. */
    double span() {
        return highest - lowest;
    }

    /** The larger one of the relative deviations of frequency and of span. */
    double deviation(Oscillation other) {
        return Math.max(Math.abs(frequency / other.frequency - 1), Math.abs(span() / other.span() - 1));
    }
}
