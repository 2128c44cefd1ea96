/**
 * What light meets in one plane, and stages of lenses that are one exact Fourier transform: masks and apertures, lenses, 2f and 4f stages, gratings, aberrations, spatial
 * light modulators, micromirror devices, beam splitters; blocks of mirrors that stand for amplitudes.
 * <p>What a device is told, mirrors on or off or levels of grey, goes out and comes back as PNG pictures: x to the right, y up, the first row of a picture is the last of its pattern.
 * <p>May use: {@code optics.wave, optics.fourier}. May not use: propagation (the bench puts distances between elements).
 * <p>A new element: implement {@code OpticalElement} or make a {@code Mask}; add it to the list in {@code ElementLawsTest} (no gain, linear, adjoint) and hold it to a closed
 * form of its own. Refuse what cannot be built, and grids that cannot carry it.
 */
package org.superpose.optics.element;
