/**
 * Thin elements that light passes: slits, levels of a phase mask, superpixels of a micromirror device.
 * <p>May use: {@code optics.wave}. May not use: propagation (distances come later).
 * <p>A new element: a record of its geometry that refuses what cannot be built; a passive element never has an amplitude above 1.
 */
package org.superpose.optics.element;
