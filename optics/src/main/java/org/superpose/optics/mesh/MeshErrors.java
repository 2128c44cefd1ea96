package org.superpose.optics.mesh;

/**
 * What is wrong with a mesh that was built. Errors of phases and couplers are drawn once for a chip, from a normal distribution.
 *
 * @param phaseError   1σ of every phase [rad], 0 or more
 * @param couplerError 1σ of every coupler's angle against π/4 [rad], 0 or more; a power ratio of 50 : 50 is off by about sin 2δ
 * @param crosstalk    part of a heater's phase that one a pitch away gets, 0 or more and at most 0.5; it falls by the same factor with every further pitch
 * @param loss         of power in one interferometer, as a fraction, 0 or more and below 1
 */
public record MeshErrors(double phaseError, double couplerError, double crosstalk, double loss) {
    /** A perfect mesh. */
    public static final MeshErrors NONE = new MeshErrors(0, 0, 0, 0);

    public MeshErrors {
        if (!(phaseError >= 0 && couplerError >= 0 && phaseError + couplerError < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("mesh: errors of phases and couplers must be 0 or more and finite [rad], got " + phaseError + " and " + couplerError);
        }
        if (!(crosstalk >= 0 && crosstalk <= 0.5) || !(loss >= 0 && loss < 1)) {
            throw new IllegalArgumentException("mesh: crosstalk must lie in [0, 0.5] and loss in [0, 1), got " + crosstalk + " and " + loss + "; 0.2 dB are a loss of 0.045");
        }
    }

    /** The same with another error of phases [rad]. */
    public MeshErrors withPhaseError(double sigma) {
        return new MeshErrors(sigma, couplerError, crosstalk, loss);
    }
}
