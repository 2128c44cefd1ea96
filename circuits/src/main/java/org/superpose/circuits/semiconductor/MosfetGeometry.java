package org.superpose.circuits.semiconductor;

/**
 * What the layout of a MOS transistor says.
 *
 * @param width           W [m]
 * @param length          L, as drawn [m]
 * @param drainArea       AD [m²]
 * @param sourceArea      AS [m²]
 * @param drainPerimeter  PD [m]
 * @param sourcePerimeter PS [m]
 * @param drainSquares    NRD, squares of sheet resistance
 * @param sourceSquares   NRS
 */
public record MosfetGeometry(double width, double length, double drainArea, double sourceArea, double drainPerimeter, double sourcePerimeter, double drainSquares, double sourceSquares) {
    public MosfetGeometry {
        if (!(width > 0) || !(length > 0) || Double.isInfinite(width) || Double.isInfinite(length)) {
            throw new IllegalArgumentException("W and L of a MOS transistor must be positive [m], got " + width + " and " + length);
        }
        if (!(drainArea >= 0) || !(sourceArea >= 0) || !(drainPerimeter >= 0) || !(sourcePerimeter >= 0) || !(drainSquares >= 0) || !(sourceSquares >= 0)) {
            throw new IllegalArgumentException("areas, perimeters and squares of a MOS transistor must be 0 or positive");
        }
    }

    /** A channel; the junctions have no area, so that they follow IS, CBD and CBS of the model. */
    public static MosfetGeometry of(double width, double length) {
        return new MosfetGeometry(width, length, 0, 0, 0, 0, 1, 1);
    }

    public MosfetGeometry withAreas(double drain, double source) {
        return new MosfetGeometry(width, length, drain, source, drainPerimeter, sourcePerimeter, drainSquares, sourceSquares);
    }

    public MosfetGeometry withPerimeters(double drain, double source) {
        return new MosfetGeometry(width, length, drainArea, sourceArea, drain, source, drainSquares, sourceSquares);
    }

    public MosfetGeometry withSquares(double drain, double source) {
        return new MosfetGeometry(width, length, drainArea, sourceArea, drainPerimeter, sourcePerimeter, drain, source);
    }
}
