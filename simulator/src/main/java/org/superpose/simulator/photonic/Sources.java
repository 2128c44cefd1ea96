package org.superpose.simulator.photonic;

import java.util.List;
import org.superpose.simulator.noise.Moment;
import org.superpose.simulator.noise.NoiseSource;

/** Everything random on the bench, by name. */
final class Sources {
    static final String PHASE_ERRORS = "phase errors";
    static final String REFERENCE_PHASE = "reference phase";
    static final String REFERENCE_DRIFT = "reference drift";
    static final String LINEWIDTH = "linewidth";
    static final String INTENSITY_NOISE = "relative intensity noise";
    static final String SHOT_NOISE = "shot noise";
    static final String DARK_CURRENT = "dark current";
    static final String AMPLIFIER_NOISE = "amplifier noise";
    static final String ADC_NOISE = "adc noise";

    private static final List<NoiseSource> HOMODYNE = List.of(
            new NoiseSource(PHASE_ERRORS, Moment.WRITE), new NoiseSource(REFERENCE_PHASE, Moment.WRITE), new NoiseSource(REFERENCE_DRIFT, Moment.TIME),
            new NoiseSource(LINEWIDTH, Moment.READ), new NoiseSource(INTENSITY_NOISE, Moment.READ), new NoiseSource(SHOT_NOISE, Moment.READ),
            new NoiseSource(DARK_CURRENT, Moment.READ), new NoiseSource(AMPLIFIER_NOISE, Moment.READ), new NoiseSource(ADC_NOISE, Moment.DETECT));
    /** Bare power has no reference whose phase could err, and beams of like paths keep their phases among themselves. */
    private static final List<NoiseSource> INTENSITY = List.of(
            new NoiseSource(PHASE_ERRORS, Moment.WRITE), new NoiseSource(INTENSITY_NOISE, Moment.READ), new NoiseSource(SHOT_NOISE, Moment.READ),
            new NoiseSource(DARK_CURRENT, Moment.READ), new NoiseSource(AMPLIFIER_NOISE, Moment.READ), new NoiseSource(ADC_NOISE, Moment.DETECT));

    private Sources() {
    }

    static List<NoiseSource> homodyne() {
        return HOMODYNE;
    }

    static List<NoiseSource> intensity() {
        return INTENSITY;
    }
}
