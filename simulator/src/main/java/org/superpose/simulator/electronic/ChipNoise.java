package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.superpose.circuits.analysis.JointNoise;
import org.superpose.circuits.analysis.JointNoiseResult;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.simulator.analog.OutputNoise;
import org.superpose.simulator.electronic.LayerNoise.Origin;
import org.superpose.simulator.hardware.ReadNoise;

/** Noise of a chip's outputs from every device of its circuit, beside what the cell level says of the same chip. */
final class ChipNoise {
    /** Beyond it next to nothing comes to an output [Hz]. */
    private static final double HIGHEST_FREQUENCY = 1e8;
    /** To a factor of ten: Simpson's rule is then right to 1e-4 for what changes as the squares of a few poles do. */
    private static final int POINTS = 6;
    /** A part of a layer: which layer, and what of it, or of one of its columns. */
    private static final Pattern OF_LAYER = Pattern.compile("xlayer([0-9]+)\\.(?:xcolumn[0-9]+\\.)?([a-z]+).*");

    private final NetlistStage stage;

    /** @param stage all layers of a network */
    ChipNoise(NetlistStage stage) {
        this.stage = stage;
    }

    /**
     * Compares.
     *
     * @param x       in network units
     * @param network the cell level's word on the same chip at the same input
     */
    OutputNoise of(double[] x, NetworkNoise network) {
        ReadNoise reader = stage.designs().get(0).hardware().readNoise();
        double[] frequencies = frequencies(reader.lowestFrequency());
        double[] solution = stage.solution(x);
        JointNoiseResult all = new JointNoise(stage.settings(), stage.netlist().outputs(), Sweep.of(frequencies)).run(stage.at(x), solution, ChipNoise::origin);
        List<String> names = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        for (int l = 0; l < network.layers(); l++) {
            for (Origin origin : Origin.values()) {
                if (origin != Origin.DRIVERS || network.layer(l).driven()) {
                    parts.add(new Part(l, origin));
                    names.add(name(l, origin));
                }
            }
        }
        int outputs = network.outputs();
        double[][][] cells = new double[outputs][parts.size()][frequencies.length];
        double[][][] together = new double[outputs][outputs][frequencies.length];
        for (int p = 0; p < frequencies.length; p++) {
            NetworkNoise.Densities at = network.at(frequencies[p]);
            for (int o = 0; o < outputs; o++) {
                for (int k = 0; k < parts.size(); k++) {
                    cells[o][k][p] = at.of(o, parts.get(k).layer, parts.get(k).origin);
                }
                for (int other = 0; other < outputs; other++) {
                    together[o][other][p] = at.covariance(o, other);
                }
            }
        }
        double[][][] devices = new double[outputs][][];
        double[][][] common = new double[outputs][outputs][];
        for (int o = 0; o < outputs; o++) {
            int output = o;
            devices[o] = names.stream().map(name -> all.density(output, name)).toArray(double[][]::new);
            Arrays.setAll(common[o], other -> all.covariance(output, other));
        }
        List<Rectifier> rectifiers = stage.rectifiers();
        List<String> otherwise = rectifiers.stream().filter(rectifier -> stage.conducts(rectifier, solution) != network.layer(rectifier.layer()).conducts(rectifier.output())).map(Rectifier::toString).toList();
        return new OutputNoise(frequencies, reader.bandwidth(), names, new OutputNoise.Level(cells, together), new OutputNoise.Level(devices, common),
                (int) rectifiers.stream().filter(rectifier -> stage.conducts(rectifier, solution)).count(), otherwise);
    }

    private record Part(int layer, Origin origin) {
    }

    private static double[] frequencies(double lowest) {
        double length = StrictMath.log(HIGHEST_FREQUENCY / lowest);
        int intervals = 2 * (int) StrictMath.ceil(length / StrictMath.log(10) * POINTS / 2);
        double[] frequencies = new double[intervals + 1];
        Arrays.setAll(frequencies, k -> lowest * StrictMath.exp(length * k / intervals));
        return frequencies;
    }

    private static String name(int layer, Origin origin) {
        return "layer " + (layer + 1) + ": " + switch (origin) {
            case CELLS -> "cells";
            case SOURCES -> "source resistors";
            case COLUMN -> "columns";
            case TAIL_LINE -> "tail lines";
            case DRIVERS -> "input drivers";
        };
    }

    /** Of a component of a network's netlist. */
    private static String origin(String component) {
        Matcher part = OF_LAYER.matcher(component);
        if (!part.matches()) {
            return name(0, Origin.DRIVERS);
        }
        return name(Integer.parseInt(part.group(1)) - 1, switch (part.group(2)) {
            case ColumnDesign.PORT_DRIVER -> Origin.DRIVERS;
            case "xw" -> Origin.SOURCES;
            case "xc" -> Origin.CELLS;
            case "xtail" -> Origin.TAIL_LINE;
            default -> Origin.COLUMN;
        });
    }
}
