package org.superpose.simulator.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.superpose.simulator.analog.Fidelity;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Section;

/**
 * How much is computed by every device of one chip.
 *
 * @param layers   fidelity of each layer, at least one of them {@link Fidelity#NETLIST}; empty: all of them that
 * @param chip     number of the chip, from 0
 * @param images   how many of the test images, from the first; 0 for none, {@link Effort#ALL} for all of them
 * @param splits   names of the splits; empty: the first
 * @param settling whether the chip is also followed in time after the inputs step up to the first image, which takes minutes; then all layers are netlist
 * @param budget   whether the errors of layers that are netlist are divided among their sources, where the machine's cell level and netlist are one specimen
 * @param noise    whether its noise and the spread of its design are looked at; then all layers are netlist too
 */
public record DeviceEffort(List<Fidelity> layers, int chip, int images, List<String> splits, boolean settling, boolean budget, NoiseEffort noise) {
    /** Nothing. */
    public static final DeviceEffort NONE = new DeviceEffort(List.of(), 0, 0, List.of(), false, true, NoiseEffort.NONE);
    private static final List<Fidelity> KNOWN = List.of(Fidelity.IDEAL, Fidelity.CELL, Fidelity.NETLIST);
    private static final int MOST_CHIPS = 100_000;

    public DeviceEffort {
        layers = List.copyOf(layers);
        splits = List.copyOf(splits);
        if (!layers.isEmpty() && !layers.contains(Fidelity.NETLIST) || layers.contains(Fidelity.EXACT)) {
            throw new IllegalArgumentException("layers must be ideal, cell or netlist, and one of them netlist");
        }
        if ((settling || noise.on()) && layers.stream().anyMatch(layer -> layer != Fidelity.NETLIST)) {
            throw new IllegalArgumentException((settling ? "settling" : "noise") + " needs every layer to be netlist");
        }
        if (chip < 0 || chip >= MOST_CHIPS || images < 0) {
            throw new IllegalArgumentException("the number of the chip must lie from 0 to " + (MOST_CHIPS - 1) + " and that of images must not be negative, got " + chip + " and " + images);
        }
    }

    /** All layers of chip 0 on the first split, on so many images. */
    public static DeviceEffort of(int images) {
        return NONE.on(images);
    }

    /** The same on so many images. */
    public DeviceEffort on(int otherImages) {
        return new DeviceEffort(layers, chip, otherImages, splits, settling, budget, noise);
    }

    /** The same, followed in time too. */
    public DeviceEffort withSettling() {
        return new DeviceEffort(layers, chip, images, splits, true, budget, noise);
    }

    /** The same, with its noise. */
    public DeviceEffort withNoise(NoiseEffort other) {
        return new DeviceEffort(layers, chip, images, splits, settling, budget, other);
    }

    /** Keys {@code layers}, {@code chip}, {@code images} (all), {@code splits}, {@code settling}, {@code budget}, and those of {@link NoiseEffort}. */
    static DeviceEffort read(Section section, List<Problem> problems) {
        List<Fidelity> layers = new ArrayList<>();
        for (String name : section.has("layers") ? section.texts("layers") : List.<String>of()) {
            layers.add(KNOWN.stream().filter(f -> f.name().toLowerCase(Locale.ROOT).equals(name)).findFirst()
                    .orElseThrow(() -> section.error("layers", "there is no fidelity " + InputException.quote(name) + " for a layer; there are ideal, cell, netlist")));
        }
        if (!layers.isEmpty() && !layers.contains(Fidelity.NETLIST)) {
            throw section.error("layers", "none of the layers is netlist; make one of them so, or leave the section out");
        }
        List<String> splits = section.has("splits") ? section.texts("splits") : List.of();
        List<String> names = problems.stream().map(Problem::name).toList();
        for (String split : splits) {
            if (!names.contains(split)) {
                throw section.error("splits", "there is no " + InputException.quote(split) + "; there are " + String.join(", ", names));
            }
        }
        int images = section.integer("images", 0, Effort.ALL, Effort.ALL);
        if (images == 0 && section.flag("settling", false)) {
            throw section.error("settling", "needs images that are computed by transistors; raise images, or take settling away");
        }
        NoiseEffort noise = NoiseEffort.read(section);
        if (images == 0 && noise.on()) {
            throw section.error("noise", "needs images that are computed by transistors; raise images, or take noise away");
        }
        DeviceEffort effort = new DeviceEffort(layers, section.integer("chip", 0, MOST_CHIPS - 1, 0), images, splits, section.flag("settling", false), section.flag("budget", true), noise);
        return layers.isEmpty() ? effort : section.build("layers", () -> effort.checked(problems));
    }

    /**
     * The same.
     *
     * @throws IllegalArgumentException if a network has another number of layers
     */
    DeviceEffort checked(List<Problem> problems) {
        problems.stream().filter(problem -> isOn(problem, problems)).forEach(this::ofLayers);
        return this;
    }

    /** Whether it is spent on one of the problems. */
    boolean isOn(Problem problem, List<Problem> problems) {
        return splits.isEmpty() ? problem == problems.get(0) : splits.contains(problem.name());
    }

    /** Fidelities of the layers of a network. */
    List<Fidelity> ofLayers(Problem problem) {
        int count = problem.network().layers().size();
        if (!layers.isEmpty() && layers.size() != count) {
            throw new IllegalArgumentException("fidelity names " + layers.size() + " layers, but the network " + problem.network() + " has " + count);
        }
        return layers.isEmpty() ? Collections.nCopies(count, Fidelity.NETLIST) : layers;
    }
}
