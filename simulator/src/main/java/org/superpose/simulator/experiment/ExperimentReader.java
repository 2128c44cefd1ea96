package org.superpose.simulator.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.superpose.simulator.dataset.CsvDataset;
import org.superpose.simulator.dataset.Dataset;
import org.superpose.simulator.dataset.Split;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Quantity;
import org.superpose.simulator.input.Section;
import org.superpose.simulator.network.LayerNames;
import org.superpose.simulator.network.NetworkFile;

/** Reads an {@link Experiment} from YAML; {@code examples/digits/experiment.yaml} explains every key. */
final class ExperimentReader {
    private static final String EVALUATION = "evaluation.";

    private ExperimentReader() {
    }

    static Experiment read(Section root) {
        return read(root, Realisation.readers());
    }

    /** @param kinds the sections that {@code hardware} may hold, and how each is read */
    static Experiment read(Section root, Map<String, Function<Section, MachineDesign>> kinds) {
        String name = root.name("experiment");
        long seed = root.wholeNumber("seed", 0);
        int threads = root.integer("threads", 1, 256, Experiment.defaultThreads());
        List<Problem> problems = problems(root.section("dataset"), LayerNames.readAll(root.section("network")));

        Section hardware = root.section("hardware");
        Map<String, Section> machines = new LinkedHashMap<>();
        Map<String, MachineDesign> designs = new LinkedHashMap<>();
        kinds.forEach((kind, reader) -> {
            if (hardware.has(kind)) {
                machines.put(kind, hardware.section(kind));
                designs.put(kind, reader.apply(hardware.section(kind)));
            }
        });
        if (machines.isEmpty()) {
            hardware.finish();
            throw root.error("hardware", "names no machine; expected " + String.join(" or ", kinds.keySet()));
        }

        Section evaluation = root.sectionOrEmpty("evaluation");
        Effort effort = Effort.read(evaluation, Experiment.DEFAULT_EVALUATION);
        Effort noiseBudget = Effort.read(root.sectionOrEmpty("noiseBudget"), Experiment.DEFAULT_NOISE_BUDGET);
        List<String> names = problems.stream().map(Problem::name).toList();
        List<Sweep> sweeps = new ArrayList<>();
        if (root.has("sweeps")) {
            for (Section section : root.sections("sweeps")) {
                sweeps.add(section.build(() -> sweep(section, names, machines, kinds)));
            }
        }
        DeviceEffort devices = root.has("fidelity") ? root.section("fidelity").build(() -> DeviceEffort.read(root.section("fidelity"), problems)) : DeviceEffort.NONE;
        root.finish();
        return root.build(() -> new Experiment(name, seed, problems, designs, effort, noiseBudget, sweeps, devices, threads));
    }

    private static List<Problem> problems(Section dataset, List<LayerNames> layers) {
        Dataset whole = CsvDataset.read(dataset);
        List<Problem> problems = new ArrayList<>();
        for (Section section : dataset.sections("splits")) {
            Split split = Split.read(section, whole);
            Path file = section.resolve("network");
            problems.add(section.build(() -> new Problem(split, NetworkFile.read(file, layers))));
        }
        if (problems.isEmpty()) {
            throw dataset.error("splits", "expected at least one split");
        }
        return problems;
    }

    private static Sweep sweep(Section section, List<String> problems, Map<String, Section> machines, Map<String, Function<Section, MachineDesign>> kinds) {
        List<Axis> axes = new ArrayList<>();
        for (Section axis : section.sections("vary")) {
            axes.add(axis.build(() -> axis(axis)));
        }
        Sweep sweep = Sweep.of(section.name("name"), axes.toArray(Axis[]::new)).effort(Effort.read(section, Effort.of(5)));
        if (section.has("splits")) {
            sweep = sweep.on(chosen(section, "splits", problems).toArray(String[]::new));
        }
        List<String> all = List.copyOf(machines.keySet());
        for (String machine : section.has("machines") ? chosen(section, "machines", all) : all) {
            List<Sweep.Point> points = new ArrayList<>();
            for (List<Double> values : Sweep.points(axes)) {
                points.add(point(section, axes, values, sweep.effort(), machines.get(machine), kinds.get(machine)));
            }
            sweep = sweep.machine(machine, points);
        }
        return sweep;
    }

    private static List<String> chosen(Section section, String key, List<String> known) {
        List<String> names = section.texts(key);
        for (String name : names) {
            if (!known.contains(name)) {
                throw section.error(key, "there is no " + InputException.quote(name) + "; there are " + String.join(", ", known));
            }
        }
        return names;
    }

    /** What is wrong with the hardware of a point is said by its reader, with the key; the rest is located at the sweep. */
    private static Sweep.Point point(Section section, List<Axis> axes, List<Double> values, Effort effort, Section hardware, Function<Section, MachineDesign> reader) {
        Section varied = hardware;
        Section evaluation = Section.parse("evaluation", "{}");
        for (int a = 0; a < axes.size(); a++) {
            String field = axes.get(a).field();
            Section origin = section.sections("vary").get(a);
            if (field.startsWith(EVALUATION)) {
                evaluation = evaluation.with(field.substring(EVALUATION.length()), values.get(a), origin);
            } else {
                varied = varied.with(field, values.get(a), origin);
            }
        }
        MachineDesign design = reader.apply(varied);
        varied.finish();
        try {
            Effort here = Effort.read(evaluation, effort);
            evaluation.finish();
            return new Sweep.Point(values, design, here);
        } catch (InputException e) {
            throw section.error("vary", e.getMessage());
        }
    }

    private static Axis axis(Section section) {
        String field = section.text("field");
        String unit = section.text("unit", "1");
        if (!Quantity.units().contains(unit)) {
            throw section.error("unit", "there is no unit " + InputException.quote(unit) + "; write one of " + String.join(", ", new TreeSet<>(Quantity.units())) + ", without a prefix");
        }
        String shown = unit.equals("1") ? "" : unit;
        if (section.has("values")) {
            return Axis.of(field, section.quantities("values", unit)).in(shown);
        }
        double from = section.quantity("from", unit);
        double to = section.quantity("to", unit);
        int points = section.integer("points", 2, 10_000);
        boolean logarithmic = section.choice("spacing", Spacing.class, Spacing.LINEAR) == Spacing.LOG;
        return (logarithmic ? Axis.logarithmic(field, from, to, points) : Axis.linear(field, from, to, points)).in(shown);
    }

    /** How the points of a range are spaced. */
    private enum Spacing {
        LINEAR, LOG
    }
}
