package org.superpose.simulator.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.superpose.simulator.analog.AnalogNetwork;
import org.superpose.simulator.analog.Coupling;
import org.superpose.simulator.analog.DeviceChip;
import org.superpose.simulator.analog.DeviceRun;
import org.superpose.simulator.analog.Fact;
import org.superpose.simulator.analog.Fidelity;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.analog.Machine;
import org.superpose.simulator.analog.OutputNoise;
import org.superpose.simulator.analog.OutputSpread;
import org.superpose.simulator.analog.Predictor;
import org.superpose.simulator.analog.Settling;
import org.superpose.simulator.analog.Solutions;
import org.superpose.simulator.analog.SwitchedLayer;
import org.superpose.simulator.budget.ErrorBudget;
import org.superpose.simulator.budget.LayerAccount;
import org.superpose.simulator.budget.LayerBudget;
import org.superpose.simulator.noise.RandomStreams;

/**
 * One chip computed by its devices, beside the coarser fidelities on the same images.
 *
 * @param chip      its number, from 0
 * @param layers    fidelity of each of its layers
 * @param images    how many
 * @param correct   decisions that equal the label, at each fidelity
 * @param sameAs    decisions of the chip by devices that equal those of each coarser fidelity
 * @param distances for each layer those between neighbours, and that from exact
 * @param solutions how circuits were solved; an image that was not counts as a wrong decision, and in no distance
 * @param facts     what the circuit consists of
 * @param settling  after the inputs step up to the first image, if that was asked for
 * @param couplings what corrections of the cell level explain, for each set of them the layers' distances from the netlist; empty if it has none or is another specimen
 * @param budget    of the errors of the layers that are netlist, if that was asked for and the machine's cell level is the same specimen
 * @param noise     of its outputs for the first image, if that was asked for
 * @param spread    of the outputs of its design for the first image, likewise
 */
public record DeviceComparison(int chip, List<Fidelity> layers, int images, Map<Fidelity, Integer> correct, Map<Fidelity, Integer> sameAs, List<FidelityDistance> distances, Solutions solutions, List<Fact> facts, Optional<Settling> settling,
                               List<CouplingDistance> couplings, ErrorBudget budget, Optional<OutputNoise> noise, Optional<OutputSpread> spread) {
    /** Bits to which outputs settle. */
    public static final int SETTLING_BITS = 8;

    public DeviceComparison {
        layers = List.copyOf(layers);
        correct = Map.copyOf(correct);
        sameAs = Map.copyOf(sameAs);
        distances = List.copyOf(distances);
        facts = List.copyOf(facts);
        couplings = List.copyOf(couplings);
    }

    /** The distance between two fidelities at the output of a layer. */
    public FidelityDistance distance(int layer, Fidelity from, Fidelity to) {
        return distances.stream().filter(d -> d.layer() == layer && d.from() == from && d.to() == to).findFirst().orElseThrow(() -> new IllegalArgumentException("no distance between " + from + " and " + to + " of layer " + (layer + 1)));
    }

    /**
     * Runs a chip at all fidelities.
     *
     * @param chip   of the machine, with the layers and the number that the effort names
     * @param seeded streams of the experiment's seed
     * @param workers count images that were solved, samples, and draw up budgets
     */
    static DeviceComparison of(Machine machine, DeviceChip chip, ExactRun exact, RandomStreams seeded, DeviceEffort effort, int threads, Workers workers) throws InterruptedException {
        int images = Math.min(effort.images(), exact.images());
        double[][] x = Arrays.copyOf(exact.inputs(0), images);
        AnalogNetwork cell = machine.chip(seeded.chip(effort.chip()));
        DeviceRun run = chip.run(x, threads, row -> workers.didOne());
        Map<Fidelity, List<double[][]>> outputs = new EnumMap<>(Fidelity.class);
        List<double[][]> exactly = new ArrayList<>();
        for (int l = 0; l < exact.layers(); l++) {
            exactly.add(Arrays.copyOf(exact.output(l), images));
        }
        outputs.put(Fidelity.EXACT, exactly);
        outputs.put(Fidelity.IDEAL, outputs(machine.ideal().run(x, 0, 0)));
        outputs.put(Fidelity.CELL, outputs(cell.run(x, 0, 0)));
        outputs.put(Fidelity.NETLIST, outputs(run.traces()));

        Map<Fidelity, Integer> correct = new EnumMap<>(Fidelity.class);
        Map<Fidelity, Integer> same = new EnumMap<>(Fidelity.class);
        int[] found = decisions(outputs.get(Fidelity.NETLIST));
        outputs.forEach((fidelity, layers) -> {
            int[] decisions = decisions(layers);
            int right = 0;
            int equal = 0;
            for (int b = 0; b < images; b++) {
                right += decisions[b] == exact.label(b) ? 1 : 0;
                equal += decisions[b] == found[b] ? 1 : 0;
            }
            correct.put(fidelity, right);
            if (fidelity != Fidelity.NETLIST) {
                same.put(fidelity, equal);
            }
        });
        List<FidelityDistance> distances = new ArrayList<>();
        for (int l = 0; l < exact.layers(); l++) {
            double scale = chip.fullScale(l);
            distances.add(distance(l, Fidelity.EXACT, Fidelity.IDEAL, outputs, scale));
            distances.add(distance(l, Fidelity.IDEAL, Fidelity.CELL, outputs, scale));
            distances.add(distance(l, Fidelity.CELL, Fidelity.NETLIST, outputs, scale));
            distances.add(distance(l, Fidelity.EXACT, Fidelity.CELL, outputs, scale));
            distances.add(distance(l, Fidelity.EXACT, Fidelity.NETLIST, outputs, scale));
        }
        Optional<Settling> settling = effort.settling() ? Optional.of(chip.settling(x[0], SETTLING_BITS)) : Optional.empty();
        List<LayerBudget> budgets = new ArrayList<>();
        for (int l = 0; effort.budget() && l < exact.layers(); l++) {
            budget(l, machine, chip, exact, seeded.chip(effort.chip()), x, run, settling, workers).ifPresent(budgets::add);
        }
        return new DeviceComparison(effort.chip(), chip.fidelities(), images, correct, same, distances, run.solutions(), chip.facts(), settling, couplings(machine, chip, seeded.chip(effort.chip()), x, outputs.get(Fidelity.NETLIST)), new ErrorBudget(budgets),
                effort.noise().on() ? Optional.of(chip.noise(x[0])) : Optional.empty(), effort.noise().draws() ? Optional.of(chip.spread(x[0], effort.noise().mismatch(), effort.noise().samples(), threads, sample -> workers.didOne())) : Optional.empty());
    }

    /** Of a machine whose cell level is the same specimen, with each set of its couplings, from none to all. */
    private static List<CouplingDistance> couplings(Machine machine, DeviceChip chip, RandomStreams streams, double[][] x, List<double[][]> netlist) {
        List<Coupling> all = machine.couplings().stream().sorted().toList();
        List<CouplingDistance> distances = new ArrayList<>();
        if (all.isEmpty()) {
            return distances;
        }
        for (int set = 0; set < 1 << all.size(); set++) {
            int members = set;
            Set<Coupling> coupled = IntStream.range(0, all.size()).filter(k -> (members >> k & 1) == 1).mapToObj(all::get).collect(Collectors.toSet());
            List<double[][]> cell = outputs(machine.chip(streams, coupled).run(x, 0, 0));
            for (int l = 0; l < cell.size(); l++) {
                FidelityDistance distance = distance(l, Fidelity.CELL, Fidelity.NETLIST, Map.of(Fidelity.CELL, cell, Fidelity.NETLIST, netlist), chip.fullScale(l));
                distances.add(new CouplingDistance(coupled, l, distance.rms(), distance.largest()));
            }
        }
        return distances;
    }

    /** How many tasks the budget of a layer is, for workers. */
    static int tasksOfBudget() {
        return 1 + LayerAccount.TASKS;
    }

    /** Of a layer on what it really got, without the images that were not solved; empty where there is none. */
    private static Optional<LayerBudget> budget(int layer, Machine machine, DeviceChip chip, ExactRun exact, RandomStreams streams, double[][] x, DeviceRun run, Optional<Settling> settling, Workers workers) throws InterruptedException {
        double[][] got = layer == 0 ? x : run.traces().get(layer - 1).output();
        double[][] gave = run.traces().get(layer).output();
        int[] solved = IntStream.range(0, x.length).filter(b -> !Double.isNaN(gave[b][0])).toArray();
        double[][] inputs = Arrays.stream(solved).mapToObj(b -> got[b]).toArray(double[][]::new);
        double[][] outputs = Arrays.stream(solved).mapToObj(b -> gave[b]).toArray(double[][]::new);
        boolean possible = chip.fidelities().get(layer) == Fidelity.NETLIST && solved.length > 0;
        double unsettled = settling.filter(Settling::isSettled).map(s -> s.residual(layer)).orElse(Double.NaN);
        Callable<Optional<LayerAccount>> open = () -> (possible ? machine.switched(streams, layer, inputs) : Optional.<SwitchedLayer>empty())
                .map(switched -> new LayerAccount(layer, switched, exact.runLayer(layer, inputs), outputs, chip.fullScale(layer), unsettled, streams.layer(layer).named("error budget")));
        Optional<LayerAccount> account = workers.all(List.of(open)).get(0);
        if (account.isEmpty()) {
            for (int t = 1; t < tasksOfBudget(); t++) {
                workers.didOne();
            }
            return Optional.empty();
        }
        return Optional.of(account.get().budget(workers.all(account.get().tasks())));
    }

    private static List<double[][]> outputs(List<LayerTrace> traces) {
        return traces.stream().map(LayerTrace::output).toList();
    }

    /** Of the last layer; −1 where there is none. */
    private static int[] decisions(List<double[][]> layers) {
        double[][] logits = layers.get(layers.size() - 1);
        int[] classes = Predictor.classes(logits);
        for (int b = 0; b < classes.length; b++) {
            classes[b] = Double.isNaN(logits[b][0]) ? -1 : classes[b];
        }
        return classes;
    }

    private static FidelityDistance distance(int layer, Fidelity from, Fidelity to, Map<Fidelity, List<double[][]>> outputs, double scale) {
        double[][] a = outputs.get(from).get(layer);
        double[][] b = outputs.get(to).get(layer);
        double squares = 0;
        double largest = 0;
        long count = 0;
        for (int row = 0; row < a.length; row++) {
            for (int o = 0; o < a[row].length; o++) {
                double difference = (b[row][o] - a[row][o]) / scale;
                if (!Double.isNaN(difference)) {
                    squares += difference * difference;
                    largest = Math.max(largest, Math.abs(difference));
                    count++;
                }
            }
        }
        return new FidelityDistance(layer, from, to, Math.sqrt(squares / count), largest);
    }
}
