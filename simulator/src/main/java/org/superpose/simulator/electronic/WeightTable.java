package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.superpose.simulator.hardware.WeightStorage;

/**
 * What the microcontroller of a layer writes: a code or tap for each weight and bias, and when. Where the store has no codes (resistors that are fitted, conductances that are programmed, converters that are infinitely fine), it lists the value that
 * is to be there.
 */
public final class WeightTable {
    private static final int PER_LINE = 16;

    private final String name;
    private final WeightStorage storage;
    private final double[][] weights;                  // network units [outputs × inputs]
    private final double[] biases;
    private final List<Plane> planes;
    private final Plane biasPlane;
    private final double refreshPeriod;                // [s]; 0 where nothing is refreshed
    private final String scales;

    /**
     * Settings of one kind for all weights, or all biases.
     *
     * @param what    for a comment
     * @param steps   codes from zero to full scale; 0 where settings are no codes
     * @param lowest  code of all
     * @param setting [rows × columns], codes or values
     * @param volts   what they make [V]; null where conductances multiply
     */
    private record Plane(String suffix, String what, long steps, long lowest, double[][] setting, double[][] volts) {
        boolean codes() {
            return steps > 0;
        }

        String type() {
            long largest = lowest < 0 ? steps : steps / 2;
            String size = largest <= Byte.MAX_VALUE ? "8" : largest <= Short.MAX_VALUE ? "16" : "32";
            return codes() ? (lowest < 0 ? "int" : "uint") + size + "_t" : "float";
        }

        String text(int row, int column) {
            return codes() ? Long.toString((long) setting[row][column]) : String.format(Locale.ROOT, "%.9e", setting[row][column]);
        }
    }

    /**
     * @param name     of the layer, for identifiers
     * @param design   the layer
     * @param stored   fractions as they come out without errors [outputs × inputs]
     * @param bias     voltages at the bias resistors [V]
     * @param biasUnit voltage of the largest bias code [V]; 0 if there are no biases
     * @param trim     voltage that is added to each bias, as designed [V]
     */
    WeightTable(String name, LayerDesign design, double[][] stored, double[] bias, double biasUnit, double trim) {
        this.name = name;
        storage = design.hardware().weights();
        int outputs = design.outputs();
        weights = new double[outputs][design.inputs()];
        biases = new double[outputs];
        for (int o = 0; o < outputs; o++) {
            biases[o] = design.biasCurrent(o) * design.feedback() / design.outputVolts();
            for (int i = 0; i < weights[o].length; i++) {
                weights[o][i] = design.fraction(o, i) * design.range().weight();
            }
        }
        planes = planes(design, stored);
        refreshPeriod = storage instanceof WeightStorage.Capacitor capacitor ? capacitor.refreshPeriod() : 0;
        int bits = design.hardware().dac().biasBits();
        long steps = bits == 0 || biasUnit == 0 ? 0 : Math.max(1, (1L << (bits - 1)) - 1);
        biasPlane = new Plane("biases", steps == 0 ? "bias voltages [V]" : "bias codes", steps, -steps, new double[][] {map(bias, v -> steps == 0 ? v : Math.rint(v / biasUnit * steps))}, new double[][] {bias});
        scales = String.format(Locale.ROOT, "   input: %.9g V per unit; output: %.9g V per unit; stored fraction 1: %.9g %s; bias of the largest code: %.9g V, to which %.9g V are added against the design's offset\n",
                design.inputVolts(), design.outputVolts(), design.gilbert() ? design.portVoltage() : design.unit(), design.gilbert() ? "V between the weight's ports" : "S", biasUnit, trim);
    }

    private List<Plane> planes(LayerDesign design, double[][] stored) {
        double[][] volts = design.gilbert() ? map2(stored, c -> design.portVoltage() * c) : null;
        if (storage instanceof WeightStorage.Potentiometer potentiometer) {
            long taps = (1L << potentiometer.bits()) - 1;
            return List.of(new Plane("weights", "taps 0 to " + taps + " of potentiometers between the references", taps, 0, map2(stored, c -> Math.rint((c + 1) / 2 * taps)), volts));
        }
        if (storage instanceof WeightStorage.Resistor resistor) {
            return List.of(new Plane("weights", "resistors [ohm], negative ones on the negative rail, 0 for none", 0, 0, map2(stored, c -> c == 0 ? 0 : resistor.unit() / c), volts));
        }
        if (storage instanceof WeightStorage.ConductancePair pair) {
            double span = pair.maximum() - pair.minimum();
            return List.of(new Plane("positive", "conductances of the positive device [S]", 0, 0, map2(stored, c -> pair.minimum() + span * Math.max(0, c)), volts),
                    new Plane("negative", "conductances of the negative device [S]", 0, 0, map2(stored, c -> pair.minimum() + span * Math.max(0, -c)), volts));
        }
        int bits = storage instanceof WeightStorage.Capacitor capacitor ? capacitor.bits() : ((WeightStorage.Dac) storage).bits();
        long steps = bits == 0 ? 0 : (1L << (bits - 1)) - 1;
        return List.of(new Plane("weights", steps == 0 ? "voltages between the weight's ports [V]" : "codes -" + steps + " to " + steps + " of the weights' converter", steps, -steps,
                steps == 0 ? volts : map2(stored, c -> Math.rint(c * steps)), volts));
    }

    /** A function of a number. */
    private interface Law {
        double of(double value);
    }

    private static double[] map(double[] values, Law law) {
        double[] mapped = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            mapped[i] = law.of(values[i]);
        }
        return mapped;
    }

    private static double[][] map2(double[][] values, Law law) {
        double[][] mapped = new double[values.length][];
        for (int o = 0; o < values.length; o++) {
            mapped[o] = map(values[o], law);
        }
        return mapped;
    }

    /** Names of the columns of {@link #csv}. */
    public static String csvHead() {
        return "layer,what,output,input,value,setting,volts,refresh_s\n";
    }

    /** A line for each weight and bias: the network's number, the code, tap or value that is set, the voltage that it makes at its port, and when it is written in each period of refreshing. */
    public String csv() {
        StringBuilder csv = new StringBuilder();
        for (Plane plane : planes) {
            for (int o = 0; o < weights.length; o++) {
                for (int i = 0; i < weights[o].length; i++) {
                    csv.append(String.join(",", name, plane.suffix, Integer.toString(o + 1), Integer.toString(i + 1), Double.toString(weights[o][i]), plane.text(o, i), plane.volts == null ? "" : Double.toString(plane.volts[o][i]),
                            refreshPeriod == 0 ? "" : Double.toString(refreshPeriod * slot(i) / weights[o].length))).append('\n');
                }
            }
        }
        for (int o = 0; o < biases.length; o++) {
            csv.append(String.join(",", name, biasPlane.suffix, Integer.toString(o + 1), "", Double.toString(biases[o]), biasPlane.text(0, o), Double.toString(biasPlane.volts[0][o]), "")).append('\n');
        }
        return csv.toString();
    }

    /** When in a period the row of an input is written: the first one last. */
    private int slot(int input) {
        return weights[0].length - 1 - input;
    }

    /** Arrays and constants in C. */
    public String c() {
        String upper = name.toUpperCase(Locale.ROOT);
        int inputs = weights[0].length;
        StringBuilder c = new StringBuilder();
        c.append("/* ").append(name).append(": ").append(weights.length).append(" outputs, ").append(inputs).append(" inputs; arrays are [output][input].\n").append(scales).append("*/\n");
        c.append("#define ").append(upper).append("_OUTPUTS ").append(weights.length).append('\n');
        c.append("#define ").append(upper).append("_INPUTS ").append(inputs).append('\n');
        for (Plane plane : planes) {
            steps(c, upper, plane);
            c.append("static const ").append(plane.type()).append(' ').append(name).append('_').append(plane.suffix).append('[').append(weights.length).append("][").append(inputs).append("] = {\n");
            for (int o = 0; o < weights.length; o++) {
                int row = o;
                c.append("    {").append(list(inputs, i -> plane.text(row, i))).append("},\n");
            }
            c.append("};\n");
        }
        steps(c, upper, biasPlane);
        c.append("static const ").append(biasPlane.type()).append(' ').append(name).append("_biases[").append(biases.length).append("] = {").append(list(biases.length, o -> biasPlane.text(0, o))).append("};\n");
        if (refreshPeriod > 0) {
            c.append(String.format(Locale.ROOT, "/* refreshing: one input's row every %.9g us, in this order, over and over */\n#define %s_REFRESH_ROW_NS %dL\n", 1e6 * refreshPeriod / inputs, upper, Math.round(1e9 * refreshPeriod / inputs)));
            c.append("static const uint32_t ").append(name).append("_refresh_order[").append(inputs).append("] = {").append(list(inputs, s -> Integer.toString(slot(s)))).append("};\n");
        } else {
            c.append("/* written once after power-up; nothing is refreshed */\n");
        }
        return c.toString();
    }

    private static void steps(StringBuilder c, String upper, Plane plane) {
        c.append("/* ").append(plane.what).append(" */\n");
        if (plane.codes()) {
            c.append("#define ").append(upper).append('_').append(plane.suffix.toUpperCase(Locale.ROOT)).append("_FULL_SCALE ").append(plane.steps).append('\n');
        }
    }

    private static String list(int count, IntFunction<String> item) {
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < count; from += PER_LINE) {
            lines.add(IntStream.range(from, Math.min(count, from + PER_LINE)).mapToObj(item).collect(Collectors.joining(", ")));
        }
        return String.join(",\n     ", lines);
    }
}
