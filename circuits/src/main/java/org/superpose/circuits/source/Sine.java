package org.superpose.circuits.source;

/**
 * A damped sine (SPICE's SIN): {@code offset + amplitude sin(2π f (t − delay) + phase) exp(−damping (t − delay))}, and before the delay its value there.
 *
 * @param offset    [V or A] (VO)
 * @param amplitude [V or A] (VA)
 * @param frequency f [Hz]
 * @param delay     [s] (TD)
 * @param damping   [1/s] (THETA)
 * @param phase     [rad]
 */
public record Sine(double offset, double amplitude, double frequency, double delay, double damping, double phase) implements Waveform {
    public Sine {
        if (!Double.isFinite(offset) || !Double.isFinite(amplitude) || !Double.isFinite(delay) || !Double.isFinite(damping) || !Double.isFinite(phase) || !(frequency >= 0) || Double.isInfinite(frequency)) {
            throw new IllegalArgumentException("sine: all values must be finite and the frequency not negative [Hz], got frequency " + frequency);
        }
    }

    /** A sine that begins at once. */
    public Sine(double offset, double amplitude, double frequency) {
        this(offset, amplitude, frequency, 0, 0, 0);
    }

    @Override
    public double at(double time) {
        double since = Math.max(0, time - delay);
        return offset + amplitude * Math.sin(2 * Math.PI * frequency * since + phase) * Math.exp(-damping * since);
    }

    /** The begin; and a quarter of a period behind it, so that no step begins with whole periods, where a sine is not seen. */
    @Override
    public double nextCorner(double time) {
        double quarter = delay + 1 / (4 * frequency);
        return time < delay ? delay : time < quarter ? quarter : Double.POSITIVE_INFINITY;
    }
}
