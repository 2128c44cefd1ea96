package org.superpose.optics.element;

import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.OpticalElement;
import org.superpose.optics.wave.Wavefront;

/**
 * Two lenses f₁ + f₂ apart with a filter in their common focal plane ("4f"): two exact Fourier transforms. The image is turned upside down, −f₂/f₁ times as
 * large, and convolved with the transform of the filter (Goodman, <i>Introduction to Fourier Optics</i>, 4th ed. 2017, section 8.1). The window repeats itself: light that the
 * filter spreads beyond it comes in at the other side, so leave a dark guard as wide as the filter's point response.
 */
public final class FourF implements OpticalElement {
    private final FourierLens first;
    private final FourierLens second;
    private final Mask filter;

    /**
     * @param first  lens from the object to the filter
     * @param filter in the focal plane between the lenses, on {@code first.to()}
     * @param second lens from the filter on, starting from the same grid
     */
    public FourF(FourierLens first, Mask filter, FourierLens second) {
        first.to().requireSame(filter.grid(), "the common focal plane of a 4f stage");
        first.to().requireSame(second.from(), "the common focal plane of a 4f stage");
        this.first = first;
        this.second = second;
        this.filter = filter;
    }

    /**
     * Two equal lenses and an opening between them: an image as large as the object.
     * @param wavelength  λ [m]
     * @param focalLength f [m]
     * @param pupil       the opening [m]
     */
    public static FourF relay(Grid grid, double wavelength, double focalLength, Aperture pupil) {
        FourierLens first = FourierLens.from(grid, wavelength, focalLength);
        return new FourF(first, Mask.of(first.to(), pupil), FourierLens.between(first.to(), grid, wavelength, focalLength, 1));
    }

    @Override
    public Wavefront apply(Wavefront in) {
        return second.apply(filter.apply(first.apply(in)));
    }

    @Override
    public Wavefront adjoint(Wavefront out) {
        return first.adjoint(filter.adjoint(second.adjoint(out)));
    }
}
