package org.superpose.simulator.analog;

import java.util.List;

/**
 * How the outputs of chips of a design scatter at one input when the errors of all parts are small: by the linearised circuit, and by samples through every device.
 *
 * @param scale      of all parts' standard deviations, of those that the hardware states
 * @param samples    how many
 * @param failed     of them, without an operating point
 * @param outputs    of the last layer
 * @param rectifiers how many there are
 * @param turned     those that were in another state than in the design in some sample; where there are any, outputs are no longer linear in the errors
 */
public record OutputSpread(double scale, int samples, long failed, List<Output> outputs, int rectifiers, List<Turned> turned) {
    public OutputSpread {
        outputs = List.copyOf(outputs);
        turned = List.copyOf(turned);
    }

    /**
     * One output.
     *
     * @param linear   standard deviation of the linearised circuit, {@code σ² = Σ (∂y/∂p)² σ_p²} [V]
     * @param sampled  that of the samples [V]
     * @param low      lower end of the interval of 99.9 % for what the samples estimate [V]
     * @param high     upper end [V]
     * @param missed   rms of what the linearised circuit says otherwise of single samples [V]
     * @param verdict  what follows, in words
     * @param culprits parts with the largest shares in the linearised variance, largest first
     */
    public record Output(double linear, double sampled, double low, double high, double missed, String verdict, List<Culprit> culprits) {
        public Output {
            culprits = List.copyOf(culprits);
        }

        /** Whether the linearised circuit tells what the samples say. */
        public boolean isLinear() {
            return low <= linear && linear <= high;
        }
    }

    /**
     * A part whose error shows.
     *
     * @param name   its path in the circuit
     * @param effect of one standard deviation on the output, with its sign [V]
     * @param share  of the variance, 0 to 1
     */
    public record Culprit(String name, double effect, double share) {
    }

    /**
     * A rectifier that changed its state.
     *
     * @param layer   from 0
     * @param output  from 0
     * @param samples in how many
     */
    public record Turned(int layer, int output, long samples) {
    }

    /** Whether the linearised circuit is one for these errors at all: whether no rectifier turned over. */
    public boolean isOneState() {
        return turned.isEmpty();
    }
}
