package org.superpose.simulator.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.superpose.simulator.analog.Coupling;
import org.superpose.simulator.analog.Fidelity;
import org.superpose.simulator.analog.OutputNoise;
import org.superpose.simulator.analog.OutputSpread;
import org.superpose.simulator.analog.Settling;
import org.superpose.simulator.analog.Solutions;
import org.superpose.simulator.budget.ErrorShare;
import org.superpose.simulator.budget.LayerBudget;
import org.superpose.simulator.experiment.Axis;
import org.superpose.simulator.experiment.Comparison;
import org.superpose.simulator.experiment.CouplingDistance;
import org.superpose.simulator.experiment.DeviceComparison;
import org.superpose.simulator.experiment.Effort;
import org.superpose.simulator.experiment.Estimate;
import org.superpose.simulator.experiment.Evaluation;
import org.superpose.simulator.experiment.ExperimentResult;
import org.superpose.simulator.experiment.FidelityDistance;
import org.superpose.simulator.experiment.Interval;
import org.superpose.simulator.experiment.LayerQuality;
import org.superpose.simulator.experiment.NoiseContribution;
import org.superpose.simulator.experiment.Rate;
import org.superpose.simulator.experiment.SignalQuality;
import org.superpose.simulator.experiment.SweepPoint;
import org.superpose.simulator.experiment.SweepResult;
import org.superpose.simulator.report.chart.Table;

/** The numbers of an experiment, for other programs. */
final class ResultTables {
    private static final Of NETWORK = new Of("", "", "", "");
    /** Raised when a field of results.json changes its meaning or goes. */
    private static final int SCHEMA = 1;

    private ResultTables() {
    }

    /** One number a row: what it belongs to (columns that do not apply are empty), metric, value, 95 % interval where there is one. Chips count from 0, layers from 1. */
    static Table results(ExperimentResult result) {
        List<List<Object>> rows = new ArrayList<>();
        for (Comparison c : result.comparisons()) {
            String split = c.problem().name();
            String machine = c.machineName();
            add(rows, split, "digital", "exact", NETWORK, "accuracy", c.reference().accuracy(), c.reference().interval());
            Evaluation e = c.evaluation();
            add(rows, split, machine, "cell", NETWORK, "accuracy", e.accuracy().mean(), e.accuracy().overAll());
            add(rows, split, machine, "cell", NETWORK, "agreement with exact", e.agreement().mean(), e.agreement().overAll());
            add(rows, split, machine, "cell", NETWORK, "accuracy minus exact", e.difference().mean(), e.difference().interval());
            for (int chip = 0; chip < e.accuracy().ofChips().size(); chip++) {
                add(rows, split, machine, "cell", new Of(Integer.toString(chip), "", "", ""), "accuracy", e.accuracy().ofChips().get(chip), e.accuracy().overImages().get(chip));
            }
            for (int l = 0; l < c.idealDistance().size(); l++) {
                add(rows, split, machine, "ideal", new Of("", Integer.toString(l + 1), "chain", ""), "largest distance from exact", c.idealDistance().get(l), null);
            }
            c.devices().ifPresent(d -> addDevices(rows, split, machine, d));
            addLayers(rows, split, machine, "exact", e.onExactInputs());
            addLayers(rows, split, machine, "chain", e.inChain());
            for (NoiseContribution source : contributions(c)) {
                for (int l = 0; l < source.ofLayers().size(); l++) {
                    Estimate estimate = source.ofLayers().get(l);
                    Interval interval = Double.isNaN(estimate.standardError()) ? null
                            : new Interval(estimate.value() - 1.96 * estimate.standardError(), estimate.value() + 1.96 * estimate.standardError());
                    add(rows, split, machine, "cell", new Of("", Integer.toString(l + 1), "exact", source.name()), "rms error of source", estimate.value(), interval);
                }
            }
        }
        List<List<Object>> unique = rows.stream().distinct().toList();          // the reference is the same for every machine
        return new Table(List.of("split", "machine", "fidelity", "chip", "layer", "inputs", "source", "metric", "value", "low", "high"), unique);
    }

    /**
     * What a number belongs to, apart from split, machine and fidelity; empty: to all.
     *
     * @param inputs {@code exact} if the layer got what the exact network would give it, {@code chain} if it got what the layer before it gave
     */
    private record Of(String chip, String layer, String inputs, String source) {
    }

    /** What a row tells of a coarser fidelity is on the images of the finer one. */
    private static void addDevices(List<List<Object>> rows, String split, String machine, DeviceComparison d) {
        Of chip = new Of(Integer.toString(d.chip()), "", "", "");
        for (Fidelity fidelity : Fidelity.values()) {
            add(rows, split, machine, name(fidelity), chip, "accuracy on the images of netlist", (double) d.correct().get(fidelity) / d.images(), null);
            if (d.sameAs().containsKey(fidelity)) {
                add(rows, split, machine, "netlist", chip, "agreement with " + name(fidelity), (double) d.sameAs().get(fidelity) / d.images(), null);
            }
        }
        for (CouplingDistance distance : d.couplings()) {
            Of of = new Of(Integer.toString(d.chip()), Integer.toString(distance.layer() + 1), "chain", "couplings: " + couplings(distance.coupled()));
            add(rows, split, machine, "cell", of, "rms distance from netlist / full scale", distance.rms(), null);
            add(rows, split, machine, "cell", of, "largest distance from netlist / full scale", distance.largest(), null);
        }
        d.settling().filter(Settling::isSettled).ifPresent(s -> addSettling(rows, split, machine, chip, s));
        d.noise().ifPresent(n -> addNoise(rows, split, machine, chip, n));
        d.spread().ifPresent(s -> addSpread(rows, split, machine, s));
        d.budget().layers().forEach(layer -> addBudget(rows, split, machine, d.chip(), layer));
        for (FidelityDistance distance : d.distances()) {
            Of of = new Of(Integer.toString(d.chip()), Integer.toString(distance.layer() + 1), "chain", "");
            add(rows, split, machine, name(distance.to()), of, "rms distance from " + name(distance.from()) + " / full scale", distance.rms(), null);
            add(rows, split, machine, name(distance.to()), of, "largest distance from " + name(distance.from()) + " / full scale", distance.largest(), null);
        }
    }

    /** Names of those that are on. */
    static String couplings(Set<Coupling> coupled) {
        return coupled.isEmpty() ? "none" : coupled.stream().sorted().map(Coupling::title).collect(Collectors.joining(", "));
    }

    private static void addBudget(List<List<Object>> rows, String split, String machine, int chip, LayerBudget budget) {
        String layer = Integer.toString(budget.layer() + 1);
        add(rows, split, machine, "netlist", new Of(Integer.toString(chip), layer, "chain", ""), "mean square error of the budget / full scale²", budget.total(), null);
        for (ErrorShare share : budget.shares()) {
            double part = budget.part(share);
            double margin = 1.96 * share.standardError() / budget.total();
            add(rows, split, machine, "netlist", new Of(Integer.toString(chip), layer, "chain", share.source()), "part of the mean square error", part, share.kind() == ErrorShare.Kind.SWITCHED ? new Interval(part - margin, part + margin) : null);
        }
    }

    private static void addSettling(List<List<Object>> rows, String split, String machine, Of chip, Settling s) {
        add(rows, split, machine, "netlist", chip, "latency to " + s.bits() + " bits [s]", s.latency(), null);
        add(rows, split, machine, "netlist", chip, "power [W]", s.restPower(), null);
        add(rows, split, machine, "netlist", chip, "energy per inference [J]", s.energy(), null);
        add(rows, split, machine, "netlist", chip, "energy per product [J]", s.energyPerProduct(), null);
        for (Settling.Node node : s.nodes()) {
            add(rows, split, machine, "netlist", new Of(chip.chip(), Integer.toString(node.layer() + 1), "chain", ""), "latency of output " + (node.output() + 1) + " [s]", node.latency(), null);
        }
    }

    private static void addNoise(List<List<Object>> rows, String split, String machine, Of chip, OutputNoise n) {
        for (Fidelity fidelity : List.of(Fidelity.CELL, Fidelity.NETLIST)) {
            for (int o = 0; o < n.outputs(); o++) {
                add(rows, split, machine, name(fidelity), chip, "rms noise of output " + (o + 1) + " [V]", n.rms(fidelity, o), null);
            }
            for (int k = 0; k < n.origins().size(); k++) {
                add(rows, split, machine, name(fidelity), new Of(chip.chip(), "", "", n.origins().get(k)), "share of the outputs' noise power", n.share(fidelity, k), null);
            }
        }
    }

    private static void addSpread(List<List<Object>> rows, String split, String machine, OutputSpread s) {
        for (int o = 0; o < s.outputs().size(); o++) {
            add(rows, split, machine, "netlist", NETWORK, "linearised sigma of output " + (o + 1) + " [V]", s.outputs().get(o).linear(), null);
            rows.add(Table.row(split, machine, "netlist", "", "", "", "", "sigma of output " + (o + 1) + ", samples, interval of 99.9 % [V]", s.outputs().get(o).sampled(), s.outputs().get(o).low(), s.outputs().get(o).high()));
        }
        add(rows, split, machine, "netlist", NETWORK, "rectifiers that changed their state", s.turned().size(), null);
    }

    private static String name(Fidelity fidelity) {
        return fidelity.name().toLowerCase(Locale.ROOT);
    }

    private static void addLayers(List<List<Object>> rows, String split, String machine, String inputs, List<LayerQuality> layers) {
        for (LayerQuality layer : layers) {
            Of of = new Of("", Integer.toString(layer.layer() + 1), inputs, "");
            SignalQuality quality = layer.output();
            add(rows, split, machine, "cell", of, "SNR [dB]", quality.snr(), null);
            add(rows, split, machine, "cell", of, "effective bits", quality.effectiveBits(), null);
            add(rows, split, machine, "cell", of, "relative error", quality.relativeError(), null);
            add(rows, split, machine, "cell", of, "rms error", quality.errorRms(), null);
            add(rows, split, machine, "cell", of, "clipped inputs", layer.clippedInputs(), null);
            add(rows, split, machine, "cell", of, "clipped outputs", layer.clippedOutputs(), null);
        }
    }

    private static void add(List<List<Object>> rows, String split, String machine, String fidelity, Of of, String metric, double value, Interval interval) {
        rows.add(Table.row(split, machine, fidelity, of.chip(), of.layer(), of.inputs(), of.source(), metric, value, interval == null ? Double.NaN : interval.low(), interval == null ? Double.NaN : interval.high()));
    }

    /** One point of a sweep a row, with the SNR of each layer in the chain; the second field and value are empty where one field is swept. */
    static Table sweeps(ExperimentResult result) {
        List<String> columns = new ArrayList<>(List.of("sweep", "split", "machine", "field", "value", "second field", "second value", "accuracy", "low", "high", "chips", "accuracy minus exact"));
        int layers = result.sweeps().stream().flatMap(sweep -> sweep.points().stream()).mapToInt(point -> point.evaluation().inChain().size()).max().orElse(0);
        for (int l = 1; l <= layers; l++) {
            columns.add("layer " + l + " SNR [dB]");
        }
        List<List<Object>> rows = new ArrayList<>();
        for (SweepResult sweep : result.sweeps()) {
            boolean two = sweep.axes().size() > 1;
            for (SweepPoint point : sweep.points()) {
                Rate accuracy = point.evaluation().accuracy();
                List<Object> row = new ArrayList<>(Table.row(sweep.name(), sweep.problem(), sweep.machine(), sweep.axes().get(0).field(), point.values().get(0), two ? sweep.axes().get(1).field() : "",
                        two ? point.values().get(1) : Double.NaN, accuracy.mean(), accuracy.overAll().low(), accuracy.overAll().high(), accuracy.ofChips().size(), point.evaluation().difference().mean()));
                for (int l = 0; l < layers; l++) {
                    row.add(l < point.evaluation().inChain().size() ? point.evaluation().inChain().get(l).output().snr() : Double.NaN);
                }
                rows.add(row);
            }
        }
        return new Table(columns, rows);
    }

    static String json(ExperimentResult result, String version) {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode root = mapper.createObjectNode();
        root.put("superpose", version).put("schema", SCHEMA).put("experiment", result.experiment().name()).put("seed", result.experiment().seed());
        effort(root.putObject("evaluation"), result.experiment().evaluation());
        effort(root.putObject("noiseBudget"), result.experiment().noiseBudget());
        ArrayNode comparisons = root.putArray("comparisons");
        for (Comparison c : result.comparisons()) {
            ObjectNode node = comparisons.addObject();
            node.put("split", c.problem().name()).put("network", c.problem().network().toString()).put("machine", c.machineName()).put("testImages", c.reference().images());
            put(node, "exactAccuracy", c.reference().accuracy());
            interval(node.putArray("exactAccuracyInterval"), c.reference().interval());
            rate(node.putObject("accuracy"), c.evaluation().accuracy());
            rate(node.putObject("agreement"), c.evaluation().agreement());
            ObjectNode difference = node.putObject("accuracyMinusExact");
            put(difference, "mean", c.evaluation().difference().mean());
            put(difference, "standardError", c.evaluation().difference().standardError());
            interval(difference.putArray("interval"), c.evaluation().difference().interval());
            ArrayNode ideal = node.putArray("idealDistance");
            c.idealDistance().forEach(ideal::add);
            layers(node.putArray("layersOnExactInputs"), c.evaluation().onExactInputs());
            layers(node.putArray("layersInChain"), c.evaluation().inChain());
            c.devices().ifPresent(d -> devices(node.putObject("netlist"), d));
            ArrayNode noise = node.putArray("noise");
            for (NoiseContribution source : contributions(c)) {
                ObjectNode entry = noise.addObject().put("source", source.name());
                ArrayNode rms = entry.putArray("rmsError");
                ArrayNode error = entry.putArray("standardError");
                source.ofLayers().forEach(estimate -> {
                    number(rms, estimate.value());
                    number(error, estimate.standardError());
                });
            }
            ArrayNode facts = node.putArray("facts");
            c.machine().facts().forEach(fact -> put(facts.addObject().put("name", fact.name()), "value", fact.value()).put("unit", fact.unit()).put("note", fact.note()));
            ArrayNode confusion = node.putArray("confusion");
            for (long[] row : c.evaluation().confusion().counts()) {
                ArrayNode counts = confusion.addArray();
                for (long count : row) {
                    counts.add(count);
                }
            }
        }
        ArrayNode sweeps = root.putArray("sweeps");
        for (SweepResult sweep : result.sweeps()) {
            ObjectNode node = sweeps.addObject().put("name", sweep.name()).put("split", sweep.problem()).put("machine", sweep.machine());
            ArrayNode fields = node.putArray("fields");
            sweep.axes().stream().map(Axis::field).forEach(fields::add);
            ArrayNode points = node.putArray("points");
            for (SweepPoint point : sweep.points()) {
                ObjectNode entry = points.addObject();
                ArrayNode values = entry.putArray("values");
                point.values().forEach(values::add);
                rate(entry.putObject("accuracy"), point.evaluation().accuracy());
            }
        }
        try {
            return mapper.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void devices(ObjectNode node, DeviceComparison d) {
        node.put("chip", d.chip()).put("images", d.images());
        ArrayNode layers = node.putArray("layers");
        d.layers().forEach(fidelity -> layers.add(name(fidelity)));
        ObjectNode right = node.putObject("right");
        ObjectNode same = node.putObject("sameDecisionAs");
        for (Fidelity fidelity : Fidelity.values()) {
            right.put(name(fidelity), d.correct().get(fidelity));
            if (d.sameAs().containsKey(fidelity)) {
                same.put(name(fidelity), d.sameAs().get(fidelity));
            }
        }
        ArrayNode distances = node.putArray("distances");
        for (FidelityDistance distance : d.distances()) {
            ObjectNode entry = distances.addObject().put("layer", distance.layer() + 1).put("from", name(distance.from())).put("to", name(distance.to()));
            put(entry, "rms", distance.rms());
            put(entry, "largest", distance.largest());
        }
        ArrayNode couplings = node.putArray("couplings");
        for (CouplingDistance distance : d.couplings()) {
            ObjectNode entry = couplings.addObject().put("layer", distance.layer() + 1);
            put(put(entry, "rms", distance.rms()), "largest", distance.largest());
            ArrayNode on = entry.putArray("corrections");
            distance.coupled().stream().sorted().map(Coupling::title).forEach(on::add);
        }
        d.settling().ifPresent(s -> {
            ObjectNode settling = node.putObject("settling").put("bits", s.bits()).put("settled", s.isSettled());
            if (s.isSettled()) {
                put(put(put(put(settling, "latency", s.latency()), "power", s.restPower()), "energy", s.energy()), "energyPerProduct", s.energyPerProduct());
            }
        });
        d.noise().ifPresent(n -> noise(node.putObject("noise"), n));
        d.spread().ifPresent(s -> spread(node.putObject("spread"), s));
        ArrayNode budget = node.putArray("errorBudget");
        for (LayerBudget layer : d.budget().layers()) {
            ObjectNode entry = budget.addObject().put("layer", layer.layer() + 1).put("images", layer.images()).put("pairsOfOrders", layer.pairs());
            put(put(entry, "meanSquare", layer.total()), "distance", layer.distance());
            ArrayNode shares = entry.putArray("shares");
            layer.shares().forEach(share -> put(put(shares.addObject().put("source", share.source()).put("kind", share.kind().name().toLowerCase(Locale.ROOT)), "meanSquare", share.meanSquare()), "standardError", share.standardError()));
        }
        Solutions ways = d.solutions();
        ObjectNode solved = node.putObject("solved").put("warm", ways.warm()).put("cold", ways.cold()).put("aided", ways.aided()).put("iterations", ways.iterations());
        put(solved, "residual", ways.residual());
        put(solved, "powerBalance", ways.balance());
        ArrayNode failures = solved.putArray("failures");
        ways.failures().forEach(failures::add);
    }

    private static void noise(ObjectNode node, OutputNoise n) {
        put(put(put(node, "from", n.frequencies()[0]), "to", n.frequencies()[n.frequencies().length - 1]), "pole", n.corner());
        ArrayNode outputs = node.putArray("outputs");
        for (int o = 0; o < n.outputs(); o++) {
            put(put(put(outputs.addObject(), "cellRms", n.rms(Fidelity.CELL, o)), "netlistRms", n.rms(Fidelity.NETLIST, o)), "largestDensityMiss", n.largestMiss(o, n.corner()));
        }
        ArrayNode origins = node.putArray("origins");
        for (int k = 0; k < n.origins().size(); k++) {
            put(put(origins.addObject().put("name", n.origins().get(k)), "cellShare", n.share(Fidelity.CELL, k)), "netlistShare", n.share(Fidelity.NETLIST, k));
        }
        ArrayNode otherwise = node.put("conducting", n.conducting()).putArray("rectifiersInAnotherState");
        n.otherwise().forEach(otherwise::add);
    }

    private static void spread(ObjectNode node, OutputSpread s) {
        put(node, "scale", s.scale());
        ArrayNode outputs = node.put("samples", s.samples()).put("failed", s.failed()).putArray("outputs");
        for (OutputSpread.Output output : s.outputs()) {
            ObjectNode entry = outputs.addObject();
            put(put(put(put(put(entry, "linear", output.linear()), "sampled", output.sampled()), "low", output.low()), "high", output.high()), "missed", output.missed());
            ArrayNode culprits = entry.put("verdict", output.verdict()).putArray("culprits");
            output.culprits().forEach(culprit -> put(put(culprits.addObject().put("part", culprit.name()), "effect", culprit.effect()), "share", culprit.share()));
        }
        ArrayNode turned = node.put("rectifiers", s.rectifiers()).putArray("turned");
        s.turned().forEach(t -> turned.addObject().put("layer", t.layer() + 1).put("output", t.output() + 1).put("samples", t.samples()));
    }

    /** Each source alone, then all and none. */
    static List<NoiseContribution> contributions(Comparison c) {
        List<NoiseContribution> list = new ArrayList<>(c.noise().sources());
        Collections.addAll(list, c.noise().all(), c.noise().deterministic());
        return list;
    }

    private static void effort(ObjectNode node, Effort effort) {
        node.put("chips", effort.chips()).put("reads", effort.reads());
        if (effort.images() != Effort.ALL) {
            node.put("images", effort.images());
        }
    }

    private static void layers(ArrayNode array, List<LayerQuality> layers) {
        for (LayerQuality layer : layers) {
            ObjectNode node = array.addObject();
            put(node, "snrDb", layer.output().snr());
            put(node, "effectiveBits", layer.output().effectiveBits());
            put(node, "relativeError", layer.output().relativeError());
            put(node, "rmsError", layer.output().errorRms());
            put(node, "clippedInputs", layer.clippedInputs());
            put(node, "clippedOutputs", layer.clippedOutputs());
        }
    }

    private static void rate(ObjectNode node, Rate rate) {
        put(node, "mean", rate.mean());
        interval(node.putArray("interval"), rate.overAll());
        rate.overChips().ifPresent(chips -> interval(node.putArray("intervalOverChips"), chips));
        ArrayNode chips = node.putArray("ofChips");
        rate.ofChips().forEach(chips::add);
    }

    private static void interval(ArrayNode array, Interval interval) {
        number(array, interval.low());
        number(array, interval.high());
    }

    /** JSON knows no infinity and no NaN: null. */
    private static ObjectNode put(ObjectNode node, String key, double value) {
        return Double.isFinite(value) ? node.put(key, value) : node.putNull(key);
    }

    private static void number(ArrayNode array, double value) {
        if (Double.isFinite(value)) {
            array.add(value);
        } else {
            array.addNull();
        }
    }
}
