package org.superpose.simulator.experiment;

/**
 * Accuracy of a machine minus that of the digital reference on the same images: each image is compared with itself, so its difficulty cancels.
 * <p>The interval is for new chips and new images. The paired differences {@code d[chip][image]} (correctness of the chip, averaged over reads, minus
 * that of the reference) are two crossed random samples; the variance of their mean is {@code V = V_chips + V_images − V_rest}, each from its mean
 * square, and Satterthwaite's formula gives the degrees of freedom. Half an image is added to each of the four outcomes of a pair (A. Agresti, Y.
 * Min, "Simple improved confidence intervals for comparing matched proportions", Statistics in Medicine 24 (2005) 729–740), so that the interval has
 * a width even where no decision differs; for a single chip it is theirs, and then says nothing of other chips.
 *
 * @param mean          mean of d; negative where the machine is worse
 * @param standardError of the mean, over chips and images
 * @param interval      of the mean
 */
public record Difference(double mean, double standardError, Interval interval) {
}
