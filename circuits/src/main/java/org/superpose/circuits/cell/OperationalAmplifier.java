package org.superpose.circuits.cell;

/**
 * What an op-amp gets wrong, as one pole with rails: Jung, <i>Op Amp Applications</i>, chapter on specifications.
 *
 * @param openLoopGain  A0 at zero frequency [V/V], positive; may be infinite
 * @param gainBandwidth GBW [Hz], positive; may be infinite
 * @param voltageNoise  e_n [V/√Hz], white, at the input
 * @param currentNoise  i_n [A/√Hz], white, at the input
 * @param lowRail       lowest output voltage [V]
 * @param highRail      highest output voltage [V]
 */
public record OperationalAmplifier(double openLoopGain, double gainBandwidth, double voltageNoise, double currentNoise, double lowRail, double highRail) {
    public OperationalAmplifier {
        if (!(openLoopGain > 0) || !(gainBandwidth > 0)) {
            throw new IllegalArgumentException("op-amp: gain and gain-bandwidth must be positive, got " + openLoopGain + " and " + gainBandwidth + " Hz");
        }
        if (!(voltageNoise >= 0) || !(currentNoise >= 0)) {
            throw new IllegalArgumentException("op-amp: noise densities must not be negative, got " + voltageNoise + " V/√Hz and " + currentNoise + " A/√Hz");
        }
        if (!(lowRail < highRail)) {
            throw new IllegalArgumentException("op-amp: the low rail must lie below the high rail, got " + lowRail + " and " + highRail + " V");
        }
    }

    /** One that gets nothing wrong. */
    public static OperationalAmplifier ideal() {
        return new OperationalAmplifier(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** An output voltage [V] held between the rails. */
    public double clipped(double voltage) {
        return StrictMath.min(highRail, StrictMath.max(lowRail, voltage));
    }
}
