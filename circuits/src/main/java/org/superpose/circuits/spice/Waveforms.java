package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.source.Exponential;
import org.superpose.circuits.source.PiecewiseLinear;
import org.superpose.circuits.source.Pulse;
import org.superpose.circuits.source.Sine;
import org.superpose.circuits.source.Waveform;

/** What an independent source gives in time, of its numbers in SPICE's order; those that are missing, or 0 where 0 makes no sense, depend on the step and the stop of the transient analysis. */
final class Waveforms {
    private final double step;
    private final double stop;

    /**
     * Defaults of a transient analysis.
     *
     * @param step TSTEP [s]
     * @param stop TSTOP [s]
     */
    Waveforms(double step, double stop) {
        this.step = step;
        this.stop = stop;
    }

    /** Whether it is the name of a waveform, built or not. */
    static boolean isName(String word) {
        return switch (word) {
            case "pulse", "sin", "sine", "exp", "pwl", "sffm", "am", "trnoise", "trrandom", "external" -> true;
            default -> false;
        };
    }

    /** The waveform of a name and its numbers. */
    Waveform of(Token name, List<Double> x) {
        try {
            return switch (name.text()) {
                case "pulse" -> pulse(x);
                case "sin", "sine" -> new Sine(at(x, 0, 0), at(x, 1, 0), positive(x, 2, 1 / stop), at(x, 3, 0), at(x, 4, 0), Math.toRadians(at(x, 5, 0)));
                case "exp" -> exponential(x);
                default -> throw name.error("waveform " + name.raw() + " is not built; built are PULSE, SIN, EXP, PWL");
            };
        } catch (SpiceException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new SpiceException(name.position(), e.getMessage(), e);
        }
    }

    private Waveform pulse(List<Double> x) {
        double period = positive(x, 6, Double.POSITIVE_INFINITY);
        double rise = positive(x, 3, step);
        return new Pulse(at(x, 0, 0), at(x, 1, 0), at(x, 2, 0), rise, positive(x, 4, step), positive(x, 5, stop), period);
    }

    private Waveform exponential(List<Double> x) {
        double riseDelay = at(x, 2, 0);
        return new Exponential(at(x, 0, 0), at(x, 1, 0), riseDelay, positive(x, 3, step), positive(x, 4, riseDelay + step), positive(x, 5, step));
    }

    /** Straight lines. */
    static Waveform lines(Token name, List<Double> x, double delay, double repeatFrom) {
        if (x.size() < 2 || x.size() % 2 != 0) {
            throw name.error("PWL needs pairs of time and value, got " + x.size() + " numbers");
        }
        List<Double> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < x.size(); i += 2) {
            times.add(x.get(i) + delay);
            values.add(x.get(i + 1));
        }
        try {
            PiecewiseLinear lines = PiecewiseLinear.of(times.stream().mapToDouble(Double::doubleValue).toArray(), values.stream().mapToDouble(Double::doubleValue).toArray());
            return Double.isNaN(repeatFrom) ? lines : lines.repeatingFrom(repeatFrom + delay);
        } catch (IllegalArgumentException e) {
            throw new SpiceException(name.position(), e.getMessage(), e);
        }
    }

    private static double at(List<Double> x, int index, double fallback) {
        return index < x.size() ? x.get(index) : fallback;
    }

    private static double positive(List<Double> x, int index, double fallback) {
        return index < x.size() && x.get(index) != 0 ? x.get(index) : fallback;
    }
}
