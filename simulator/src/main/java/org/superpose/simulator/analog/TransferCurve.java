package org.superpose.simulator.analog;

import java.util.List;

/**
 * Curves of one part of a machine over a common axis, for a plot.
 *
 * @param title  what part
 * @param xLabel axis with its unit in brackets
 * @param yLabel axis with its unit in brackets
 * @param series curves, in the order of the legend
 */
public record TransferCurve(String title, String xLabel, String yLabel, List<Series> series) {
    public TransferCurve {
        series = List.copyOf(series);
    }

    /** One curve; holds the arrays it is given, which nobody changes afterwards. */
    public static final class Series {
        private final String name;
        private final double[] x;
        private final double[] y;

        /**
         * @param x as many as y
         */
        public Series(String name, double[] x, double[] y) {
            if (x.length != y.length) {
                throw new IllegalArgumentException("curve " + name + ": " + x.length + " x values but " + y.length + " y values");
            }
            this.name = name;
            this.x = x;
            this.y = y;
        }

        public String name() {
            return name;
        }

        public double[] x() {
            return x;
        }

        public double[] y() {
            return y;
        }
    }
}
