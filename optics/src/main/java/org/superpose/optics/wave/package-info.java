/**
 * The ground of the bench: grids, wavefronts, images and light; the interface of everything that light passes; constants of nature; and the
 * conventions that every other package keeps.
 * <p>Time factor e^{−iωt}, forward wave e^{+ikz}; a field U in √W/m, so that |U|² is irradiance [W/m²]; SI units in every {@code double}. A grid's axis
 * passes through the sample (⌊nx/2⌋, ⌊ny/2⌋). Arrays of samples are row by row, complex ones with real and imaginary parts side by side.
 * Propagation leaves the carrier e^{ikz} out: a field's phase is relative to the plane wave along the axis.
 * <p>May use: nothing of ours.
 * <p>A new type belongs here only if every package of the bench needs it.
 */
package org.superpose.optics.wave;
