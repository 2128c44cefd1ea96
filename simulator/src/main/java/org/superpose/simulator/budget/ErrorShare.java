package org.superpose.simulator.budget;

/**
 * What one source contributes to the mean square error of a layer's outputs, relative to the square of its full scale.
 *
 * @param source        name
 * @param kind          how it was found
 * @param meanSquare    negative for a source that takes away from what others do
 * @param standardError of the estimate; 0 for what was not estimated
 */
public record ErrorShare(String source, Kind kind, double meanSquare, double standardError) {
    /** How a share was found. */
    public enum Kind {
        /** By switching it, among all others, at the cell level. */
        SWITCHED,
        /** A variance that the cell level predicts and that adds to any other error. */
        NOISE,
        /** What outputs have still to go when they are read, from a transient run. */
        SETTLING,
        /** What the operating points of the devices have beside the cell level. */
        REMAINDER
    }

    /** Root of the magnitude, with the sign of the mean square. */
    public double rms() {
        return Math.copySign(Math.sqrt(Math.abs(meanSquare)), meanSquare);
    }
}
