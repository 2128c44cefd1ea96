package org.superpose.simulator.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.superpose.optics.source.Drift;
import org.superpose.optics.source.Laser;

/** What a run writes down on its way. */
final class Journal {
    private static final long MOST_SAMPLES = 1L << 26;

    private final List<Laser> lasers;
    private final List<Drift.State> states;
    private final int threads;
    private final Runnable stageDone;
    private final List<Passage> passages = new ArrayList<>();
    private final Map<String, Plane> planes = new LinkedHashMap<>();
    private final Map<String, Supplier<byte[]>> patterns = new LinkedHashMap<>();
    private long kept;

    /** @param lasers as they are in this run @param states where they have drifted to @param stageDone called behind every stage */
    Journal(List<Laser> lasers, List<Drift.State> states, int threads, Runnable stageDone) {
        this.lasers = List.copyOf(lasers);
        this.states = List.copyOf(states);
        this.threads = threads;
        this.stageDone = stageDone;
    }

    Laser laser(Component component) {
        return lasers.get(component.laser());
    }

    /** Phase that the drift of a laser's frequency has added to a longer path [rad]. @param delay of the path [s] */
    double drifted(Component component, double delay) {
        return states.get(component.laser()).phase(delay);
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

    /** What a device is told, as a file that it loads; once however many lasers light it. @param device its kind */
    void add(String device, Supplier<byte[]> png) {
        patterns.put("pattern-" + (patterns.size() + 1) + "-" + device, png);
    }

    Map<String, Supplier<byte[]>> patterns() {
        return patterns;
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
