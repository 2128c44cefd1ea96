/**
 * Patterns for masks that know only on and off, or only phase, such that a wanted complex field appears behind a filter: Lee and superpixel holograms for micromirrors, double
 * phase and weighted Gerchberg–Saxton for phase modulators.
 * <p>A wanted field is an amplitude in [0, 1] and a phase for each cell, row by row. What a hologram can show at most is its gain: wanted amplitude 1 comes out as that.
 * <p>May use: {@code optics.element}, {@code optics.wave}.
 * <p>A new hologram: give its gain and the place of its filter, and hold the field behind the filter to what was wanted in {@code HologramLawsTest}.
 */
package org.superpose.optics.hologram;
