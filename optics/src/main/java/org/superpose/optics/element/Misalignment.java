package org.superpose.optics.element;

/**
 * Where a mask stands against where it should stand, in its own plane.
 *
 * @param shiftX   [m]
 * @param shiftY   [m]
 * @param rotation about the axis, from x to y [rad]
 */
public record Misalignment(double shiftX, double shiftY, double rotation) {
    public Misalignment {
        if (!Double.isFinite(shiftX + shiftY + rotation)) {
            throw new IllegalArgumentException("misalignment: shifts [m] and rotation [rad] must be finite, got " + shiftX + ", " + shiftY + ", " + rotation);
        }
    }
}
