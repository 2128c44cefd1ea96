package org.superpose.simulator.electronic;

/** The names under which {@link org.superpose.simulator.noise.NoiseControl} and the random streams know this machine's random errors. */
final class Sources {
    static final String SATURATION_CURRENT = "saturation current mismatch";
    static final String RESISTOR = "resistor mismatch";
    static final String TAIL_SPREAD = "tail current spread";
    static final String TOLERANCE = "resistor tolerance";
    static final String TEMPERATURE_COEFFICIENT = "temperature coefficient";
    static final String NONLINEARITY = "converter nonlinearity";
    static final String SAMPLED_NOISE = "kT/C";
    static final String CHARGE_INJECTION = "charge injection";
    static final String DROOP = "droop";
    static final String PROGRAMMING = "programming";
    static final String STUCK = "stuck-at";
    static final String DRIFT = "drift";
    static final String AMPLIFIER_OFFSET = "amplifier offset";
    static final String READ = "read noise";
    static final String SHOT = "shot noise";
    static final String THERMAL = "thermal noise";
    static final String FLICKER = "flicker noise";
    static final String AMPLIFIER_NOISE = "amplifier noise";
    static final String TAIL_NOISE = "tail line noise";
    static final String DRIVER_NOISE = "input driver noise";

    private Sources() {
    }
}
