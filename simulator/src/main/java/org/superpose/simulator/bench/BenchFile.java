package org.superpose.simulator.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.superpose.optics.source.Drift;
import org.superpose.optics.source.Laser;
import org.superpose.optics.wave.Grid;
import org.superpose.simulator.input.Section;
import org.superpose.simulator.noise.RandomStreams;

/** A bench as a file describes it, checked as far as can be without light. Reading and running are for one thread at a time. */
public final class BenchFile {
    private static final int MOST_LASERS = 64;

    private final String name;
    private final long seed;
    private final Grid grid;
    private final List<Source> sources;
    private final List<Step> steps;
    private final List<Detector> detectors;
    private final int stages;

    private BenchFile(String name, long seed, Grid grid, List<Source> sources, List<Step> steps, List<Detector> detectors, int stages) {
        this.name = name;
        this.seed = seed;
        this.grid = grid;
        this.sources = List.copyOf(sources);
        this.steps = List.copyOf(steps);
        this.detectors = List.copyOf(detectors);
        this.stages = stages;
    }

    /** Reads a YAML file; {@code docs/optics-bench.md} has every key. */
    public static BenchFile read(Path file) {
        return read(Section.read(file));
    }

    /** Reads a YAML document. */
    public static BenchFile read(Section root) {
        String name = root.name("bench");
        long seed = root.wholeNumber("seed", 0);
        Grid grid = GridReader.read(root.section("grid"));
        StageReader reader = new StageReader();
        List<Source> sources = new ArrayList<>();
        for (Section light : root.sections("light")) {
            sources.add(SourceReader.read(light, reader));
        }
        if (sources.isEmpty() || sources.size() > MOST_LASERS) {
            throw root.error("light", "expected 1 to " + MOST_LASERS + " lasers, got " + sources.size());
        }
        List<Step> steps = new ArrayList<>(reader.read(root, "stages"));
        String last = reader.lastLook(steps, root);
        List<Laser> lasers = sources.stream().map(Source::laser).toList();
        List<Detector> detectors = root.has("detectors") ? new DetectorReader(reader, lasers, last).read(root, "detectors") : List.of();
        root.finish();
        return new BenchFile(name, seed, grid, sources, steps, detectors, reader.count());
    }

    public String name() {
        return name;
    }

    /** Of the draws, if the file gives one; else 0. */
    public long seed() {
        return seed;
    }

    /** Grid that the light starts on. */
    public Grid grid() {
        return grid;
    }

    /** As they were when calibrated, in the order of the file. */
    public List<Laser> lasers() {
        return sources.stream().map(Source::laser).toList();
    }

    /** Told of every stage that is done. */
    @FunctionalInterface
    public interface Progress {
        /** @param done stages @param total stages, at least 1 */
        void report(int done, int total);
    }

    /**
     * Sends the light through all stages and reads the detectors.
     * @param seed    of the readings' draws
     * @param threads at least 1; no result depends on it
     * @throws org.superpose.simulator.input.InputException where a stage refuses the light, located in the file
     */
    public BenchResult run(long seed, int threads, Progress progress) {
        int[] done = {0};
        int total = stages + 1;
        RandomStreams chance = RandomStreams.of(seed);
        List<Drift.State> states = new ArrayList<>();
        List<Laser> lasers = new ArrayList<>();
        for (int laser = 0; laser < sources.size(); laser++) {
            states.add(sources.get(laser).state(chance.named("drift").stream(laser).generator()));
            lasers.add(sources.get(laser).laser().in(states.get(laser)));
        }
        Journal journal = new Journal(lasers, states, threads, () -> progress.report(Math.min(total, ++done[0]), total));
        List<Component> light = new ArrayList<>();
        for (int laser = 0; laser < sources.size(); laser++) {
            light.addAll(sources.get(laser).light(laser, lasers.get(laser), grid, journal));
        }
        Step.all(steps, light, journal);
        Scene scene = new Scene(journal.planes(), lasers, chance);
        List<Frame> frames = new ArrayList<>();
        List<Reading> readings = new ArrayList<>();
        for (Detector detector : detectors) {
            readings.addAll(detector.read(scene, frames::add));
        }
        return new BenchResult(lasers, List.copyOf(journal.planes().values()), journal.passages(), readings, frames, journal.patterns());
    }
}
