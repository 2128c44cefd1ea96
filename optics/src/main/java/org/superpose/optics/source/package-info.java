/**
 * Sources of light: what they emit and how far from constant it is.
 * <p>May use: {@code optics.wave}.
 * <p>A new source: a record of its data-sheet numbers; each method cites the law that turns them into power, phase or noise.
 */
package org.superpose.optics.source;
