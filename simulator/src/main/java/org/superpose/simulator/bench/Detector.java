package org.superpose.simulator.bench;

import java.util.List;
import java.util.function.Consumer;

/** Reads light in planes that the bench looked at. */
@FunctionalInterface
interface Detector {
    /** @param frames gets the exposures of cameras */
    List<Reading> read(Scene scene, Consumer<Frame> frames);
}
