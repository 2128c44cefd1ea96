package org.superpose.circuits.source;

/**
 * Trapezoidal pulses (SPICE's PULSE).
 *
 * @param initial before and between pulses [V or A] (V1)
 * @param pulsed  on top [V or A] (V2)
 * @param delay   of the first pulse [s] (TD)
 * @param rise    time from initial to pulsed [s], positive (TR)
 * @param fall    time back [s], positive (TF)
 * @param width   time on top [s] (PW)
 * @param period  from one pulse to the next [s]; infinity for a single one (PER)
 */
public record Pulse(double initial, double pulsed, double delay, double rise, double fall, double width, double period) implements Waveform {
    public Pulse {
        if (!Double.isFinite(initial) || !Double.isFinite(pulsed) || !Double.isFinite(delay)) {
            throw new IllegalArgumentException("pulse: levels and delay must be finite, got " + initial + ", " + pulsed + ", " + delay + " s");
        }
        if (!(rise > 0) || !(fall > 0) || !(width >= 0)) {
            throw new IllegalArgumentException("pulse: rise and fall must be positive and the width not negative [s], got " + rise + ", " + fall + ", " + width + "; a step needs some time, such as 1e-12 s");
        }
        if (!(period > 0)) {
            throw new IllegalArgumentException("pulse: period must be positive [s], got " + period + "; for a single pulse give infinity");
        }
    }

    @Override
    public double at(double time) {
        double since = time - delay;
        if (!(since > 0)) {
            return initial;
        }
        if (since >= period) {
            since -= period * Math.floor(since / period);
        }
        if (since < rise) {
            return initial + (pulsed - initial) * (since / rise);
        }
        if (since <= rise + width) {
            return pulsed;
        }
        return since < rise + width + fall ? pulsed + (initial - pulsed) * ((since - rise - width) / fall) : initial;
    }

    @Override
    public double nextCorner(double time) {
        if (time < delay) {
            return delay;
        }
        double begin = delay;
        if (Double.isFinite(period)) {
            begin += period * Math.floor((time - delay) / period);
        }
        double[] corners = {begin + rise, begin + rise + width, begin + rise + width + fall, begin + period, begin + period + rise};
        double next = Double.POSITIVE_INFINITY;
        for (double corner : corners) {
            if (corner > time && corner < next && corner <= begin + period + rise) {
                next = corner;
            }
        }
        return next;
    }
}
