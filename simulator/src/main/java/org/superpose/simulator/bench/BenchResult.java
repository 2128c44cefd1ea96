package org.superpose.simulator.bench;

import java.util.List;

/**
 * What came of a bench.
 *
 * @param planes   that were looked at, in the order in which the light met them
 * @param passages every distance that every component went
 * @param readings of the detectors, in the order of the file
 * @param frames   exposures of the cameras
 */
public record BenchResult(List<Plane> planes, List<Passage> passages, List<Reading> readings, List<Frame> frames) {
    public BenchResult {
        planes = List.copyOf(planes);
        passages = List.copyOf(passages);
        readings = List.copyOf(readings);
        frames = List.copyOf(frames);
    }
}
