package org.superpose.simulator.experiment;

import java.util.List;

/** Sums over {@code e = analog − exact} of one layer of one chip, taken in the order of the images, so that they do not depend on how images are batched. */
final class ErrorSums {
    private long count;
    private double sum;
    private double squares;

    /** @param firstImage the row of {@code exact} that row 0 of {@code analog} belongs to */
    void add(double[][] analog, double[][] exact, int firstImage) {
        for (int b = 0; b < analog.length; b++) {
            double[] is = analog[b];
            double[] should = exact[firstImage + b];
            double rowSum = 0;
            double rowSquares = 0;
            for (int o = 0; o < is.length; o++) {
                double e = is[o] - should[o];
                rowSum += e;
                rowSquares += e * e;
            }
            sum += rowSum;
            squares += rowSquares;
            count += is.length;
        }
    }

    double meanSquare() {
        return squares / count;
    }

    /** @param ofChips merged in their order */
    static SignalQuality quality(List<ErrorSums> ofChips, Signal signal) {
        double sum = 0;
        double squares = 0;
        long count = 0;
        for (ErrorSums chip : ofChips) {
            sum += chip.sum;
            squares += chip.squares;
            count += chip.count;
        }
        return new SignalQuality(signal.deviation(), signal.rms(), signal.span(), Math.sqrt(squares / count), sum / count);
    }

    /** The exact signal that errors are measured against; see {@link SignalQuality}. */
    record Signal(double deviation, double rms, double span) {
        /** @param images how many rows of {@code exact} count */
        static Signal of(double[][] exact, int images) {
            int outputs = exact[0].length;
            double about = 0;
            double squares = 0;
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int o = 0; o < outputs; o++) {
                double sum = 0;
                for (int b = 0; b < images; b++) {
                    sum += exact[b][o];
                }
                double mean = sum / images;
                for (int b = 0; b < images; b++) {
                    double y = exact[b][o];
                    about += (y - mean) * (y - mean);
                    squares += y * y;
                    least = Math.min(least, y);
                    most = Math.max(most, y);
                }
            }
            double count = (double) images * outputs;
            return new Signal(Math.sqrt(about / count), Math.sqrt(squares / count), most - least);
        }

        SignalQuality with(ErrorSums sums) {
            return quality(List.of(sums), this);
        }
    }
}
