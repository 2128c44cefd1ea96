/**
 * Light over distances: the band-limited angular spectrum, Fresnel's approximation, screens with a grid of their own, and the direct sum of wavelets as the
 * slow reference. Each has its adjoint and returns a certificate that says how far to trust the result; what a grid cannot carry is refused, naming one that could.
 * <p>The carrier e^{ikz} is left out everywhere, so that no phase of 10⁷ rad is rounded: where two paths of different length meet, add k times the difference.
 * <p>May use: {@code optics.wave, optics.fourier}; tests use elements and sources. May not use: elements (they change light at a place and know no distance).
 * <p>A new propagation: implement {@code Propagation}, add it to the list in {@code PropagationInvariantsTest} and hold it to closed forms in {@code DiffractionLawsTest}.
 */
package org.superpose.optics.propagation;
