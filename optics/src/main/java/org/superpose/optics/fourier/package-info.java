/**
 * Discrete Fourier transforms of plain arrays: the hot loops of the bench in one place.
 * <p>Complex numbers have real and imaginary parts side by side; 2-D arrays are row by row. The forward transform has e^{−2πi…} and no factor, the
 * inverse e^{+2πi…} and 1/n. Frequencies stand in the order 0, 1, …, −1 ({@code fftfreq}) except in {@link org.superpose.optics.fourier.CentredTransform} and
 * {@link org.superpose.optics.fourier.ZoomedTransform}, whose origin is the sample ⌊n/2⌋ on both sides, and within
 * {@link org.superpose.optics.fourier.FourierFilter}, which tells its order.
 * <p>Work is shared by rows and columns, never within one: the bits do not depend on the number of threads. Threads end with the call that started them.
 * <p>May use: nothing of ours.
 * <p>A new transform: compare it with the direct sum in {@code TransformLawsTest}, for odd and even sizes.
 */
package org.superpose.optics.fourier;
