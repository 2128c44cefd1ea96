package org.superpose.optics.propagation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What came of a propagation, in numbers that say how far to trust it.
 *
 * @param aliasingMargin what the grid can carry over what the propagation's kernel asks of it; 1 or more: the whole band of the grid is sampled without
 *                       alias; below 1 (band-limited angular spectrum only): the band is cut to this part of it
 * @param powerIn        power that entered [W]
 * @param powerOut       power on the grid behind the distance [W]
 * @param cropped        fraction of {@code powerIn} that left the window on its way, or faded as an evanescent wave; for a screen with a grid of its own the part that is not on it
 * @param beyondBand     fraction of {@code powerIn} at angles that the grid cannot carry over this distance; it was cut
 * @param approximation  relative error of the field (root of the lost power over all) that the propagation's own approximation makes for this light against
 *                       free space without it; 0 for exact ones
 * @param onwardMargin   what the outgoing grid can carry over the steepest phase on it; below 1 the irradiance is right at each sample, but the
 *                       field must not be propagated further; infinite where the propagation adds no phase of its own
 */
public record Certificate(double aliasingMargin, double powerIn, double powerOut, double cropped, double beyondBand, double approximation,
        double onwardMargin) {
    /**
     * The least margins and the largest losses and errors of several propagations, whichever had them; powers of the one that lost the largest fraction. Empty for none.
     */
    public static Optional<Certificate> worst(List<Certificate> several) {
        return several.stream().max(Comparator.comparingDouble(c -> c.cropped + c.beyondBand)).map(lossy -> new Certificate(least(several, Certificate::aliasingMargin),
                lossy.powerIn, lossy.powerOut, -least(several, c -> -c.cropped), -least(several, c -> -c.beyondBand), -least(several, c -> -c.approximation),
                least(several, Certificate::onwardMargin)));
    }

    private static double least(List<Certificate> several, ToDoubleFunction<Certificate> number) {
        return several.stream().mapToDouble(number).min().orElseThrow();
    }
}
