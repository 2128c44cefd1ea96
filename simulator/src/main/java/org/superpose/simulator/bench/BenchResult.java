package org.superpose.simulator.bench;

import java.util.List;

/**
 * What came of a bench.
 *
 * @param planes   that were looked at, in the order in which the light met them
 * @param passages every distance that every component went
 */
public record BenchResult(List<Plane> planes, List<Passage> passages) {
    public BenchResult {
        planes = List.copyOf(planes);
        passages = List.copyOf(passages);
    }
}
