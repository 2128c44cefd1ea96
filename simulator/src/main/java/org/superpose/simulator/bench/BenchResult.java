package org.superpose.simulator.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.superpose.optics.source.Laser;

/**
 * What came of a bench.
 *
 * @param lasers   as they were in this run
 * @param planes   that were looked at, in the order in which the light met them
 * @param passages every distance that every component went
 * @param readings of the detectors, in the order of the file
 * @param frames   exposures of the cameras
 * @param patterns what devices are told, as PNG files that they load, by name without ending
 */
public record BenchResult(List<Laser> lasers, List<Plane> planes, List<Passage> passages, List<Reading> readings, List<Frame> frames, Map<String, Supplier<byte[]>> patterns) {
    public BenchResult {
        planes = List.copyOf(planes);
        passages = List.copyOf(passages);
        readings = List.copyOf(readings);
        frames = List.copyOf(frames);
        lasers = List.copyOf(lasers);
        patterns = Collections.unmodifiableMap(new LinkedHashMap<>(patterns));
    }
}
