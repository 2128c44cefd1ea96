package org.superpose.simulator.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.superpose.optics.source.Laser;

/** What a run writes down on its way. */
final class Journal {
    private static final long MOST_SAMPLES = 1L << 26;

    private final List<Laser> lasers;
    private final int threads;
    private final Runnable stageDone;
    private final List<Passage> passages = new ArrayList<>();
    private final Map<String, Plane> planes = new LinkedHashMap<>();
    private long kept;

    /** @param stageDone called behind every stage */
    Journal(List<Laser> lasers, int threads, Runnable stageDone) {
        this.lasers = List.copyOf(lasers);
        this.threads = threads;
        this.stageDone = stageDone;
    }

    Laser laser(Component component) {
        return lasers.get(component.laser());
    }

    /** Threads for the next stage. */
    int threads() {
        return threads;
    }

    void add(Passage passage) {
        passages.add(passage);
    }

    void add(Plane plane) {
        kept += (long) plane.grid().size() * plane.components().size();
        if (kept > MOST_SAMPLES) {
            throw new IllegalArgumentException("more than 2^26 samples (1 GiB) would have to be kept of all planes that are looked at; look at fewer, or take smaller grids");
        }
        planes.put(plane.view().name(), plane);
    }

    void stageIsDone() {
        stageDone.run();
    }

    List<Passage> passages() {
        return List.copyOf(passages);
    }

    /** In the order in which the light met them. */
    Map<String, Plane> planes() {
        return planes;
    }
}
