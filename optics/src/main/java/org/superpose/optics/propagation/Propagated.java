package org.superpose.optics.propagation;

import org.superpose.optics.wave.Wavefront;

/** Light that has travelled, and how far to trust it. */
public record Propagated(Wavefront wavefront, Certificate certificate) {
}
