/**
 * Sources of light: lasers (what they emit, how far from constant it is and how it drifts), and the shapes of beams.
 * <p>May use: {@code optics.wave}.
 * <p>A new source: a record of its data-sheet numbers; each method cites the law that turns them into power, phase or noise. A new shape: implement
 * {@code Beam}, say what its power is the power of, and refuse angles that the grid cannot carry.
 */
package org.superpose.optics.source;
