package org.superpose.circuits.source;

/**
 * An exponential rise and fall (SPICE's EXP).
 *
 * @param initial   [V or A] (V1)
 * @param peak      towards which it rises [V or A] (V2)
 * @param riseDelay [s] (TD1)
 * @param riseTime  constant of the rise [s] (TAU1)
 * @param fallDelay when the fall begins [s], not before the rise (TD2)
 * @param fallTime  constant of the fall [s] (TAU2)
 */
public record Exponential(double initial, double peak, double riseDelay, double riseTime, double fallDelay, double fallTime) implements Waveform {
    public Exponential {
        if (!Double.isFinite(initial) || !Double.isFinite(peak) || !(riseTime > 0) || !(fallTime > 0) || !(riseDelay <= fallDelay) || !Double.isFinite(riseDelay)) {
            throw new IllegalArgumentException("exponential: levels must be finite, time constants positive and the fall not before the rise, got " + riseTime + " s and " + fallTime + " s, rise at " + riseDelay + " s, fall at " + fallDelay + " s");
        }
    }

    @Override
    public double at(double time) {
        double value = initial;
        if (time > riseDelay) {
            value -= (peak - initial) * Math.expm1((riseDelay - time) / riseTime);
        }
        if (time > fallDelay) {
            value += (peak - initial) * Math.expm1((fallDelay - time) / fallTime);
        }
        return value;
    }

    @Override
    public double nextCorner(double time) {
        return time < riseDelay ? riseDelay : time < fallDelay ? fallDelay : Double.POSITIVE_INFINITY;
    }
}
