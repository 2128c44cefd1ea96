package org.superpose.simulator.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.superpose.simulator.hardware.Hardware;

/**
 * One or two fields of machines varied over lists of values, with everything else as it is. Chip n is made from the same random streams at every
 * point, so neighbouring points differ by the field and not by luck of the draw. Immutable: the methods give changed copies.
 */
public final class Sweep {
    private static final int MOST_POINTS = 10_000;
    private static final Effort DEFAULT_EFFORT = Effort.of(5);

    private final String name;
    private final List<Axis> axes;
    private final Effort effort;
    private final List<String> problems;
    private final Map<String, List<Point>> machines;

    /** A machine at one point, with how much is measured there. */
    record Point(List<Double> values, MachineDesign design, Effort effort) {
    }

    private Sweep(String name, List<Axis> axes, Effort effort, List<String> problems, Map<String, List<Point>> machines) {
        this.name = name;
        this.axes = axes;
        this.effort = effort;
        this.problems = List.copyOf(problems);
        this.machines = Collections.unmodifiableMap(new LinkedHashMap<>(machines));
    }

    /** A sweep of no machine yet, on every split, with 5 chips at each point. */
    public static Sweep of(String name, Axis... axes) {
        if (axes.length < 1 || axes.length > 2) {
            throw new IllegalArgumentException("sweep " + name + " needs one axis or two, got " + axes.length);
        }
        if (axes.length == 2 && axes[0].field().equals(axes[1].field())) {
            throw new IllegalArgumentException("sweep " + name + " varies " + axes[0].field() + " twice; take another field for the second axis");
        }
        long points = 1;
        for (Axis axis : axes) {
            points *= axis.values().size();
        }
        if (points > MOST_POINTS) {
            throw new IllegalArgumentException("sweep " + name + " has more than " + MOST_POINTS + " points; take fewer values");
        }
        return new Sweep(name, List.of(axes), DEFAULT_EFFORT, List.of(), Map.of());
    }

    /**
     * Also sweeps a machine, whose hardware at a point follows from the values there, one for each axis. All points' hardware is described at once,
     * so wrong values are found here.
     */
    public Sweep machine(String machine, Function<List<Double>, Hardware> hardware) {
        return machine(machine, points(axes).stream().map(values -> new Point(values, MachineDesign.of(hardware.apply(values)), effort)).toList());
    }

    /** Also sweeps a machine whose points are given, in the order of {@link #points(List)}. */
    Sweep machine(String machine, List<Point> points) {
        Map<String, List<Point>> more = new LinkedHashMap<>(machines);
        if (more.put(machine, List.copyOf(points)) != null) {
            throw new IllegalArgumentException("sweep " + name + " names machine \"" + machine + "\" twice");
        }
        return new Sweep(name, axes, effort, problems, more);
    }

    /** Only on these splits. */
    public Sweep on(String... names) {
        Set<String> seen = new HashSet<>();
        for (String split : names) {
            if (!seen.add(split)) {
                throw new IllegalArgumentException("sweep " + name + " names split \"" + split + "\" twice");
            }
        }
        return new Sweep(name, axes, effort, List.of(names), machines);
    }

    /** Measures so much at each point. */
    public Sweep effort(Effort other) {
        Map<String, List<Point>> same = new LinkedHashMap<>();
        machines.forEach((machine, points) -> same.put(machine, points.stream().map(p -> new Point(p.values, p.design, other)).toList()));
        return new Sweep(name, axes, other, problems, same);
    }

    public String name() {
        return name;
    }

    public List<Axis> axes() {
        return axes;
    }

    public Effort effort() {
        return effort;
    }

    /** Names of the splits; empty for all. */
    public List<String> problems() {
        return problems;
    }

    /** Names of the machines. */
    public List<String> machineNames() {
        return List.copyOf(machines.keySet());
    }

    List<Point> points(String machine) {
        return machines.get(machine);
    }

    /** The same with designs for a first look. */
    Sweep quick() {
        Map<String, List<Point>> designs = new LinkedHashMap<>();
        machines.forEach((machine, all) -> designs.put(machine, all.stream().map(p -> new Point(p.values, p.design.quick(), p.effort)).toList()));
        return new Sweep(name, axes, effort, problems, designs);
    }

    /** At most {@code points} values on each axis, and less effort. */
    Sweep thinned(int points, int chips, int reads, int images) {
        List<Axis> fewer = axes.stream().map(axis -> axis.thinned(points)).toList();
        Map<String, List<Point>> kept = new LinkedHashMap<>();
        machines.forEach((machine, all) -> kept.put(machine, all.stream()
                .filter(p -> IntStream.range(0, fewer.size()).allMatch(a -> fewer.get(a).values().contains(p.values.get(a))))
                .map(p -> new Point(p.values, p.design, p.effort.atMost(chips, reads, images))).toList()));
        return new Sweep(name, fewer, effort.atMost(chips, reads, images), problems, kept);
    }

    /** All combinations of values; those of the last axis change fastest. */
    static List<List<Double>> points(List<Axis> axes) {
        List<List<Double>> points = List.of(List.of());
        for (Axis axis : axes) {
            List<List<Double>> longer = new ArrayList<>();
            for (List<Double> point : points) {
                for (double value : axis.values()) {
                    List<Double> with = new ArrayList<>(point);
                    with.add(value);
                    longer.add(List.copyOf(with));
                }
            }
            points = longer;
        }
        return points;
    }
}
