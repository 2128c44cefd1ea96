package org.superpose.optics.detection;

import java.util.random.RandomGenerator;

/**
 * Counts of independent events. Up to a mean of {@value #GAUSSIAN_ABOVE} exactly, by inversion from the most probable count outwards (Devroye, <i>Non-Uniform Random Variate Generation</i>,
 * 1986, section X.3): some √mean steps. Above, the rounded normal variate of the same mean and variance, whose skewness is wrong by 1/√mean, 1 % at most.
 */
final class Poisson {
    private static final double GAUSSIAN_ABOVE = 1e4;

    private Poisson() {
    }

    /** @param mean 0 or more, finite */
    static double sample(double mean, RandomGenerator random) {
        if (!(mean >= 0 && mean < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("counts: the mean must be 0 or more and finite, got " + mean);
        }
        if (mean > GAUSSIAN_ABOVE) {
            return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        return mean == 0 ? 0 : outwards(mean, random.nextDouble());
    }

    private static double outwards(double mean, double uniform) {
        int mode = (int) mean;
        double up = StrictMath.exp(mode * StrictMath.log(mean) - mean - logFactorial(mode));
        double down = up;
        double left = uniform - up;
        int above = mode;
        int below = mode;
        while (left >= 0 && up + down > 1e-20) {                     // 1e-20: what rounding leaves over when all is spent
            up *= mean / ++above;
            left -= up;
            if (left < 0) {
                return above;
            }
            down *= below / mean;
            below--;
            left -= down;
            if (left < 0) {
                return below;
            }
        }
        return mode;
    }

    /** ln n!, exact sum below 16, Stirling's series to n⁻⁵ above (error below 1e-12; Abramowitz and Stegun, <i>Handbook of Mathematical Functions</i>, eq. 6.1.41). */
    private static double logFactorial(int n) {
        if (n < 16) {
            double product = 1;
            for (int k = 2; k <= n; k++) {
                product *= k;
            }
            return StrictMath.log(product);
        }
        double inverse = 1.0 / n;
        double square = inverse * inverse;
        return (n + 0.5) * StrictMath.log(n) - n + 0.5 * StrictMath.log(2 * Math.PI) + inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1260));
    }
}
