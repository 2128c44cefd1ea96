package org.superpose.simulator.bench;

import org.superpose.optics.wave.Image;

/** One exposure of a camera. @param codes of its pixels */
public record Frame(String camera, Image codes) {
}
