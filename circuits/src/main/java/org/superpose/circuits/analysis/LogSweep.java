package org.superpose.circuits.analysis;

/**
 * Points in equal ratios.
 *
 * @param start  first point, positive
 * @param perTen how many points make a factor of ten
 * @param count  of points, positive
 */
public record LogSweep(double start, double perTen, int count) implements Sweep {
    private static final int MOST = 10_000_000;

    public LogSweep {
        if (!(start > 0) || Double.isInfinite(start) || !(perTen > 0) || Double.isInfinite(perTen) || count < 1 || count > MOST) {
            throw new IllegalArgumentException("logarithmic sweep: needs a positive start, a positive number of points to a factor of ten and 1 ... " + MOST + " points, got " + count + " from " + start + ", " + perTen + " to ten");
        }
    }

    /** From start to stop with so many points to the decade, or, where the stop is no whole number of steps away, a few less, so that it is met: as ngspice has it. */
    public static LogSweep decades(double start, double stop, int perDecade) {
        LogSweep sweep = between(start, stop, perDecade);
        double decades = Math.log10(stop / start);
        boolean whole = Math.abs(decades * perDecade - (sweep.count - 1)) < 1e-6;
        return whole || sweep.count == 1 ? sweep : new LogSweep(start, (sweep.count - 1) / decades, sweep.count);
    }

    /** From start to stop with so many points to the octave. */
    public static LogSweep octaves(double start, double stop, int perOctave) {
        return between(start, stop, perOctave / Math.log10(2));
    }

    private static LogSweep between(double start, double stop, double perTen) {
        double steps = Math.log10(stop / start) * perTen;
        if (!(start > 0 && steps >= 0 && steps < MOST)) {
            throw new IllegalArgumentException("logarithmic sweep: needs 0 < start <= stop and at most " + MOST + " points, got " + start + " ... " + stop + " with " + perTen + " to ten");
        }
        return new LogSweep(start, perTen, (int) Math.floor(steps + 1e-6) + 1);
    }

    @Override
    public double[] values() {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = start * Math.pow(10, i / perTen);
        }
        return values;
    }
}
