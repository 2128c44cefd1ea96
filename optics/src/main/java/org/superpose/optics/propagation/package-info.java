/**
 * Light over distances: the direct Huygens sum behind slits, and beams through a lens that interfere in its focal plane.
 * <p>May use: {@code optics.wave}. May not use: elements (they change light at a place and know no distance).
 * <p>A new propagation: state where it holds, refuse what lies outside, and hold it to a closed form in a test.
 */
package org.superpose.optics.propagation;
