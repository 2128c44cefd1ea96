/**
 * The ground of the bench: constants of nature, the base types of light's geometry, and the conventions that every other package keeps.
 * <p>Time factor e^{−iωt}, forward wave e^{+ikz}; a field U in √W/m, so that |U|² is irradiance [W/m²]; SI units in every {@code double}.
 * <p>May use: nothing of ours.
 */
package org.superpose.optics.wave;
