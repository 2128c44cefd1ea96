package org.superpose.simulator.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.superpose.simulator.analog.DeviceChip;
import org.superpose.simulator.analog.Findings;
import org.superpose.simulator.analog.Machine;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.noise.RandomStreams;

/** Splits an experiment into tasks, a chip each, and puts their results together in the order of the experiment. */
final class ExperimentRun {
    private final Experiment experiment;
    private final int batch;
    private final Findings findings = new Findings();
    private final Map<String, ExactRun> exact = new LinkedHashMap<>();
    private final List<Measurement> comparisons = new ArrayList<>();
    private final List<Measurement> sweepPoints = new ArrayList<>();

    /** A machine on a problem, measured with some effort. */
    private record Measurement(Problem problem, String machine, MachineDesign design, Effort effort, Sweep sweep, List<Double> values) {
    }

    ExperimentRun(Experiment experiment, int batch) {
        this.experiment = experiment;
        this.batch = batch;
        for (Problem problem : experiment.problems()) {
            exact.put(problem.name(), new ExactRun(problem));
            experiment.machines().forEach((name, design) -> comparisons.add(new Measurement(problem, name, design, experiment.evaluation(), null, List.of())));
        }
        for (Sweep sweep : experiment.sweeps()) {
            for (Problem problem : experiment.problems()) {
                if (sweep.problems().isEmpty() || sweep.problems().contains(problem.name())) {
                    for (String machine : sweep.machineNames()) {
                        sweep.points(machine).forEach(point -> sweepPoints.add(new Measurement(problem, machine, point.design(), point.effort(), sweep, point.values())));
                    }
                }
            }
        }
    }

    ExperimentResult run(Progress progress) throws InterruptedException {
        List<Measurement> measurements = new ArrayList<>(comparisons);
        measurements.addAll(sweepPoints);
        int chips = measurements.stream().mapToInt(m -> m.effort.chips()).sum();
        int total = measurements.size() + chips + comparisons.size() * (2 + experiment.noiseBudget().chips()) + comparisons.stream().mapToInt(this::deviceTasks).sum();
        try (Workers workers = new Workers(experiment.threads(), total, progress)) {
            List<Machine> machines = workers.all(measurements.stream().map(this::layOut).toList());
            List<Optional<DeviceChip>> deviceChips = deviceChips(machines);
            List<ChipTally> tallies = workers.all(chipTasks(measurements, machines));
            List<Callable<List<Double>>> idealTasks = new ArrayList<>();
            List<Callable<BudgetTally>> budgetTasks = new ArrayList<>();
            List<BudgetTally.Switched> switched = workers.all(switchTasks(machines.subList(0, comparisons.size())));
            for (int m = 0; m < comparisons.size(); m++) {
                Machine machine = machines.get(m);
                Problem problem = comparisons.get(m).problem;
                BudgetTally.Switched onlyOne = switched.get(m);
                idealTasks.add(() -> IdealDistance.measure(machine.ideal(), problem.network(), exact(problem).inputs(0), batch));
                for (int chip = 0; chip < experiment.noiseBudget().chips(); chip++) {
                    RandomStreams streams = streams(chip);
                    budgetTasks.add(() -> new BudgetTally(onlyOne, streams, exact(problem), experiment.noiseBudget(), batch));
                }
            }
            List<List<Double>> distances = workers.all(idealTasks);
            List<BudgetTally> budgets = workers.all(budgetTasks);
            return result(machines, tallies, distances, switched, budgets, devices(machines, deviceChips, workers));
        }
    }

    /** How many images of a comparison are computed by devices, where the machine has netlists. */
    private int deviceImages(Measurement m) {
        return experiment.devices().isOn(m.problem, experiment.problems()) ? Math.min(experiment.devices().images(), exact(m.problem).images()) : 0;
    }

    /** Images and samples of a comparison that are computed by devices, where the machine has netlists, and what their error budgets take. */
    private int deviceTasks(Measurement m) {
        int images = deviceImages(m);
        if (images == 0) {
            return 0;
        }
        int samples = experiment.devices().noise().draws() ? experiment.devices().noise().samples() : 0;
        int budgets = experiment.devices().budget() ? m.problem.network().layers().size() * DeviceComparison.tasksOfBudget() : 0;
        return images + samples + budgets;
    }

    /** Of each comparison the chip that is computed by its devices. */
    private List<Optional<DeviceChip>> deviceChips(List<Machine> machines) {
        if (experiment.devices().images() > 0 && machines.subList(0, comparisons.size()).stream().noneMatch(Machine::hasNetlists)) {
            throw new InputException("fidelity: none of the machines has netlists; they exist for electronic hardware of Gilbert cells with transimpedance summers and precision rectifiers");
        }
        List<Optional<DeviceChip>> chips = new ArrayList<>();
        for (int m = 0; m < comparisons.size(); m++) {
            Measurement comparison = comparisons.get(m);
            chips.add(deviceImages(comparison) > 0 && machines.get(m).hasNetlists() ? Optional.of(deviceChip(comparison, machines.get(m))) : Optional.empty());
        }
        return chips;
    }

    private DeviceChip deviceChip(Measurement m, Machine machine) {
        DeviceEffort effort = experiment.devices();
        String where = "fidelity: machine " + m.machine + " on split " + m.problem.name() + ": ";
        try {
            DeviceChip chip = machine.chip(streams(effort.chip()), effort.ofLayers(m.problem));
            if (effort.settling() && !chip.isOneCircuit()) {
                throw new InputException(where + "settling needs all layers as one circuit, but between them stand converters; write converters: ends into the hardware, or leave settling out");
            }
            if (effort.noise().on() && !chip.hasNoise()) {
                throw new InputException(where + "noise needs all layers as one circuit, characterised from their netlists; write multiplier.kind: netlist and converters: ends into the hardware and run without --quick, which takes closed laws, or leave noise out");
            }
            return chip;
        } catch (InputException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InputException(where + e.getMessage());
        }
    }

    private List<Optional<DeviceComparison>> devices(List<Machine> machines, List<Optional<DeviceChip>> chips, Workers workers) throws InterruptedException {
        List<Optional<DeviceComparison>> compared = new ArrayList<>();
        for (int m = 0; m < comparisons.size(); m++) {
            if (chips.get(m).isPresent()) {
                compared.add(Optional.of(DeviceComparison.of(machines.get(m), chips.get(m).get(), exact(comparisons.get(m).problem), RandomStreams.of(experiment.seed()), experiment.devices(), experiment.threads(), workers)));
            } else {
                compared.add(Optional.empty());
                for (int k = deviceTasks(comparisons.get(m)); k > 0; k--) {
                    workers.didOne();
                }
            }
        }
        return compared;
    }

    private static List<Callable<BudgetTally.Switched>> switchTasks(List<Machine> machines) {
        List<Callable<BudgetTally.Switched>> tasks = new ArrayList<>();
        for (Machine machine : machines) {
            tasks.add(() -> BudgetTally.Switched.of(machine));
        }
        return tasks;
    }

    private ExactRun exact(Problem problem) {
        return exact.get(problem.name());
    }

    private RandomStreams streams(int chip) {
        return RandomStreams.of(experiment.seed()).chip(chip);
    }

    private Callable<Machine> layOut(Measurement m) {
        return () -> {
            try {
                return m.design.layOut(m.problem.network(), m.problem.split().train().inputs(), findings);
            } catch (IllegalArgumentException e) {
                String where = m.sweep == null ? "" : "sweep " + m.sweep.name() + " at " + m.values + ": ";
                throw new InputException(where + "machine " + m.machine + " on split " + m.problem.name() + ": " + e.getMessage());
            }
        };
    }

    private List<Callable<ChipTally>> chipTasks(List<Measurement> measurements, List<Machine> machines) {
        List<Callable<ChipTally>> tasks = new ArrayList<>();
        for (int i = 0; i < measurements.size(); i++) {
            Measurement m = measurements.get(i);
            Machine machine = machines.get(i);
            for (int chip = 0; chip < m.effort.chips(); chip++) {
                RandomStreams streams = streams(chip);
                boolean keepSamples = m.sweep == null && chip == 0;
                tasks.add(() -> new ChipTally(machine.chip(streams), exact(m.problem), m.effort, batch, keepSamples));
            }
        }
        return tasks;
    }

    private ExperimentResult result(List<Machine> machines, List<ChipTally> tallies, List<List<Double>> distances, List<BudgetTally.Switched> switched,
                                    List<BudgetTally> budgets, List<Optional<DeviceComparison>> devices) {
        int used = 0;
        int budgetChips = experiment.noiseBudget().chips();
        List<Comparison> compared = new ArrayList<>();
        for (int i = 0; i < comparisons.size(); i++) {
            Measurement m = comparisons.get(i);
            List<ChipTally> chips = tallies.subList(used, used += m.effort.chips());
            NoiseBudget budget = BudgetTally.merge(switched.get(i), exact(m.problem), budgets.subList(i * budgetChips, (i + 1) * budgetChips));
            compared.add(new Comparison(m.problem, m.machine, machines.get(i), exact(m.problem).result(m.effort.images()), ChipTally.merge(chips), distances.get(i), budget,
                    chips.get(0).samples(), devices.get(i)));
        }
        List<SweepResult> sweeps = new ArrayList<>();
        for (int i = 0; i < sweepPoints.size(); ) {
            Measurement first = sweepPoints.get(i);
            List<SweepPoint> points = new ArrayList<>();
            for (int size = first.sweep.points(first.machine).size(); points.size() < size; i++) {
                Measurement m = sweepPoints.get(i);
                points.add(new SweepPoint(m.values, ChipTally.merge(tallies.subList(used, used += m.effort.chips())), machines.get(comparisons.size() + i).facts()));
            }
            int images = first.sweep.points(first.machine).stream().mapToInt(point -> point.effort().images()).max().orElseThrow();
            sweeps.add(new SweepResult(first.sweep.name(), first.problem.name(), first.machine, first.sweep.axes(), points, exact(first.problem).result(images)));
        }
        return new ExperimentResult(experiment, compared, sweeps);
    }
}
