package org.superpose.simulator.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.superpose.simulator.dataset.Split;
import org.superpose.simulator.hardware.Hardware;
import org.superpose.simulator.input.Section;
import org.superpose.simulator.network.Network;

/**
 * What is to be measured: networks on their data, machines, how many chips, and sweeps. Immutable and checked; the methods that take an argument give
 * a changed copy.
 * <pre>{@code
 * Comparison result = Experiment.of(network, digits, hardware).chips(20).seed(7).run().comparison();
 * System.out.println(result.accuracy() + " against " + result.reference());
 * }</pre>
 *
 * @param name        for titles and file names
 * @param seed        of every random draw: the same experiment with the same seed gives the same bits
 * @param problems    at least one, names all different
 * @param machines    at least one, by name
 * @param evaluation  how much every machine is measured on every problem
 * @param noiseBudget how much each single source of noise is measured; its reads are not used
 * @param sweeps      names all different
 * @param devices     how much is computed by every device of a chip
 * @param threads     1 to 256; no result depends on it
 */
public record Experiment(String name, long seed, List<Problem> problems, Map<String, MachineDesign> machines, Effort evaluation, Effort noiseBudget,
                         List<Sweep> sweeps, DeviceEffort devices, int threads) {
    private static final int MOST_THREADS = 256;
    private static final int BATCH = 128;                                    // rows at a time: a few hundred KB of arrays for layers of some hundred outputs
    static final Effort DEFAULT_EVALUATION = Effort.of(20);
    static final Effort DEFAULT_NOISE_BUDGET = new Effort(8, 1, 100);

    public Experiment {
        problems = List.copyOf(problems);
        machines = Collections.unmodifiableMap(new LinkedHashMap<>(machines));
        sweeps = List.copyOf(sweeps);
        requireDifferent("split", problems.stream().map(Problem::name).toList());
        requireDifferent("sweep", sweeps.stream().map(Sweep::name).toList());
        if (problems.isEmpty() || machines.isEmpty()) {
            throw new IllegalArgumentException("an experiment needs at least one split and one machine");
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("threads must be 1 to " + MOST_THREADS + ", got " + threads);
        }
        for (String split : devices.splits()) {
            if (problems.stream().noneMatch(problem -> problem.name().equals(split))) {
                throw new IllegalArgumentException("fidelity: there is no split \"" + split + "\"");
            }
        }
        devices.checked(problems);
        for (Sweep sweep : sweeps) {
            requireKnown(sweep, "split", sweep.problems(), problems.stream().map(Problem::name).toList());
            requireKnown(sweep, "machine", sweep.machineNames(), List.copyOf(machines.keySet()));
        }
    }

    /** With nothing computed by devices. */
    public Experiment(String name, long seed, List<Problem> problems, Map<String, MachineDesign> machines, Effort evaluation, Effort noiseBudget, List<Sweep> sweeps, int threads) {
        this(name, seed, problems, machines, evaluation, noiseBudget, sweeps, DeviceEffort.NONE, threads);
    }

    private static void requireDifferent(String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("two " + what + "s are named \"" + name + "\"; give each a name of its own");
            }
        }
    }

    private static void requireKnown(Sweep sweep, String what, List<String> names, List<String> known) {
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("sweep " + sweep.name() + ": there is no " + what + " \"" + name + "\"; there are " + String.join(", ", known));
            }
        }
    }

    /** One machine, named after its kind of hardware, on one split: 20 chips, seed 0, no sweep, on all processors. */
    public static Experiment of(Network network, Split split, Hardware hardware) {
        Map<String, MachineDesign> machines = Map.of(Realisation.kind(hardware), MachineDesign.of(hardware));
        return new Experiment(split.name(), 0, List.of(new Problem(split, network)), machines, DEFAULT_EVALUATION, DEFAULT_NOISE_BUDGET, List.of(), defaultThreads());
    }

    /** Reads the YAML file of an experiment and the data and networks that it names. */
    public static Experiment read(Path file) {
        return ExperimentReader.read(Section.read(file));
    }

    static int defaultThreads() {
        return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    }

    public Experiment named(String other) {
        return new Experiment(other, seed, problems, machines, evaluation, noiseBudget, sweeps, devices, threads);
    }

    public Experiment seed(long other) {
        return new Experiment(name, other, problems, machines, evaluation, noiseBudget, sweeps, devices, threads);
    }

    public Experiment threads(int other) {
        return new Experiment(name, seed, problems, machines, evaluation, noiseBudget, sweeps, devices, other);
    }

    /** So many chips of every machine on every split, sweeps apart. */
    public Experiment chips(int chips) {
        return evaluation(new Effort(chips, evaluation.reads(), evaluation.images()));
    }

    public Experiment evaluation(Effort other) {
        return new Experiment(name, seed, problems, machines, other, noiseBudget, sweeps, devices, threads);
    }

    public Experiment noiseBudget(Effort other) {
        return new Experiment(name, seed, problems, machines, evaluation, other, sweeps, devices, threads);
    }

    /** With so much computed by every device of a chip. */
    public Experiment devices(DeviceEffort other) {
        return new Experiment(name, seed, problems, machines, evaluation, noiseBudget, sweeps, other, threads);
    }

    /** Also on this split. */
    public Experiment also(Network network, Split split) {
        List<Problem> more = new ArrayList<>(problems);
        more.add(new Problem(split, network));
        return new Experiment(name, seed, more, machines, evaluation, noiseBudget, sweeps, devices, threads);
    }

    /** Also with this hardware, under the name of its kind. */
    public Experiment also(Hardware hardware) {
        return also(Realisation.kind(hardware), MachineDesign.of(hardware));
    }

    /** Also with this machine. */
    public Experiment also(String machine, MachineDesign design) {
        Map<String, MachineDesign> more = new LinkedHashMap<>(machines);
        if (more.put(machine, design) != null) {
            throw new IllegalArgumentException("two machines are named \"" + machine + "\"; give each a name of its own");
        }
        return new Experiment(name, seed, problems, more, evaluation, noiseBudget, sweeps, devices, threads);
    }

    public Experiment sweep(Sweep sweep) {
        List<Sweep> more = new ArrayList<>(sweeps);
        more.add(sweep);
        return new Experiment(name, seed, problems, machines, evaluation, noiseBudget, more, devices, threads);
    }

    /**
     * A small version, for a first look: at most 4 chips and 1 read; noise budgets from at most 3 chips and 50 images; each sweep on the first of its
     * splits only, with at most 5 values on its axis, or 3 on each of two (ends kept), 2 chips and 200 images; nothing by devices, and multipliers by their closed laws where they have one.
     */
    public Experiment quick() {
        List<Sweep> few = new ArrayList<>();
        for (Sweep sweep : sweeps) {
            String first = sweep.problems().isEmpty() ? problems.get(0).name() : sweep.problems().get(0);
            few.add(sweep.quick().thinned(sweep.axes().size() == 1 ? 5 : 3, 2, 1, 200).on(first));
        }
        Map<String, MachineDesign> designs = new LinkedHashMap<>();
        machines.forEach((machine, design) -> designs.put(machine, design.quick()));
        return new Experiment(name, seed, problems, designs, evaluation.atMost(4, 1, Effort.ALL), noiseBudget.atMost(3, 1, 50), few, devices.on(0), threads);
    }

    /** Runs everything, telling nobody how far it is. */
    public ExperimentResult run() throws InterruptedException {
        return run(Progress.NONE);
    }

    /**
     * Runs everything. All machines are laid out, and the chips that are computed by devices made, before anything is measured, so hardware that cannot compute a network is found at once.
     *
     * @throws org.superpose.simulator.input.InputException if a machine cannot be laid out, or a chip not be computed by its devices
     * @throws InterruptedException if this thread is interrupted; the work is then abandoned
     */
    public ExperimentResult run(Progress progress) throws InterruptedException {
        return run(progress, BATCH);
    }

    /** @param batch rows that go through a layer at a time; no result depends on it */
    ExperimentResult run(Progress progress, int batch) throws InterruptedException {
        return new ExperimentRun(this, batch).run(progress);
    }
}
