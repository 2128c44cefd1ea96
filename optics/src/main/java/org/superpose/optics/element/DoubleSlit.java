package org.superpose.optics.element;

import java.util.List;
import org.superpose.optics.wave.Opening;

/**
 * Two equal parallel slits in an opaque screen, lit by a plane wave at normal incidence.
 *
 * @param width      w [m] of each slit
 * @param separation d [m] between the centres, above w
 */
public record DoubleSlit(double width, double separation) {
    public DoubleSlit {
        if (!(width > 0 && separation > width && separation < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("double slit: 0 < width < separation must hold [m], got width " + width + ", separation " + separation);
        }
    }

    /** Both slits. */
    public List<Opening> openings() {
        return List.of(new Opening(-separation / 2, width), new Opening(separation / 2, width));
    }

    /** Fringe spacing far behind the slits, λL/d [m] (Young 1804; Born and Wolf, <i>Principles of Optics</i>, 7th ed. 1999, section 7.3). */
    public double fringeSpacing(double wavelength, double distance) {
        return wavelength * distance / separation;
    }

    /** Distance from the axis to the first zero of the envelope far behind the slits, λL/w [m] (Born and Wolf, section 8.5). */
    public double envelopeZero(double wavelength, double distance) {
        return wavelength * distance / width;
    }

    /**
     * The far-field law relative to its peak, cos²(πdx/λL) sinc²(πwx/λL) (Born and Wolf, section 8.5): a limit for Fresnel numbers
     * w²/λL ≪ 1 and angles x/L ≪ 1; at w = 40 µm, d = 250 µm, L = 1 m it is off by some 3e-4 of the peak.
     * @param x position on the screen [m]
     */
    public double farField(double x, double wavelength, double distance) {
        double t = Math.PI * x / (wavelength * distance);
        double envelope = t == 0 ? 1 : Math.sin(t * width) / (t * width);
        double fringe = Math.cos(t * separation);
        return envelope * envelope * fringe * fringe;
    }
}
