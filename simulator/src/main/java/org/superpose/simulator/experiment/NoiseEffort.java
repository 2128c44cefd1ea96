package org.superpose.simulator.experiment;

import org.superpose.simulator.input.Section;

/**
 * Whether the noise of the chip that is computed by its devices is looked at, and how its design scatters.
 *
 * @param on       whether; noise is that of the first image
 * @param samples  of the design with small errors, 2 or more; 0 for none
 * @param mismatch factor on the errors of all parts, of what the hardware states, positive, at most 1
 */
public record NoiseEffort(boolean on, int samples, double mismatch) {
    /** Nothing; were it on, 200 samples at a hundredth of the errors that the hardware states: so little turns a rectifier over hardly ever. */
    public static final NoiseEffort NONE = new NoiseEffort(false, 200, 0.01);
    private static final int MOST_SAMPLES = 100_000;

    public NoiseEffort {
        if (samples < 0 || samples == 1 || samples > MOST_SAMPLES || !(mismatch > 0 && mismatch <= 1)) {
            throw new IllegalArgumentException("samples must be 0, or from 2 to " + MOST_SAMPLES + ", and mismatch above 0 and at most 1, got " + samples + " and " + mismatch);
        }
    }

    /** The same, done. */
    public NoiseEffort switchedOn() {
        return new NoiseEffort(true, samples, mismatch);
    }

    /** Whether samples are drawn. */
    boolean draws() {
        return on && samples > 0;
    }

    /** Keys {@code noise}, {@code samples} and {@code mismatch}. */
    static NoiseEffort read(Section section) {
        boolean on = section.flag("noise", false);
        int samples = section.integer("samples", 0, MOST_SAMPLES, NONE.samples);
        double mismatch = section.quantity("mismatch", "1", NONE.mismatch);
        return section.build("samples", () -> new NoiseEffort(on, samples, mismatch));
    }
}
