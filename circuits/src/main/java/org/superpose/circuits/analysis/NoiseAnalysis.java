package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.plan.PlannedBank;
import org.superpose.circuits.solve.Settings;

/**
 * Noise of a voltage at the operating point. One solution of the transposed system at each frequency tells how every noise current reaches the output (Rohrer, Nagel, Meyer, Weber, <i>Computationally efficient electronic-circuit noise
 * calculations</i>, IEEE JSSC 6, 204, 1971).
 *
 * @param settings    how exactly and at which temperature
 * @param output      node whose noise is sought
 * @param reference   node against which its voltage counts
 * @param input       name of the voltage or current source to which noise is referred, at a magnitude of 1, or "" for none
 * @param frequencies [Hz], not negative, rising for what is integrated
 * @param near        node voltages near which to look for the operating point first [V]
 */
public record NoiseAnalysis(Settings settings, String output, String reference, String input, Sweep frequencies, Map<String, Double> near) {
    public NoiseAnalysis {
        near = Map.copyOf(near);
        for (double frequency : frequencies.values()) {
            if (!(frequency >= 0)) {
                throw new IllegalArgumentException("frequencies must not be negative [Hz], got " + frequency);
            }
        }
    }

    /** Of a node against ground, at 27 °C. */
    public NoiseAnalysis(String output, Sweep frequencies) {
        this(Settings.standard(), output, Circuit.GROUND, "", frequencies, Map.of());
    }

    /** Of the voltage against another node. */
    public NoiseAnalysis against(String node) {
        return new NoiseAnalysis(settings, output, node, input, frequencies, near);
    }

    /** Refers the noise to a source. */
    public NoiseAnalysis referredTo(String source) {
        return new NoiseAnalysis(settings, output, reference, source, frequencies, near);
    }

    /** At another temperature [K]. */
    public NoiseAnalysis at(double temperature) {
        return with(settings.at(temperature));
    }

    public NoiseAnalysis with(Settings other) {
        return new NoiseAnalysis(other, output, reference, input, frequencies, near);
    }

    /** Looks for the operating point first near these node voltages [V]. */
    public NoiseAnalysis near(Map<String, Double> voltages) {
        return new NoiseAnalysis(settings, output, reference, input, frequencies, voltages);
    }

    /** Runs it. */
    public NoiseResult run(Circuit circuit) {
        return run(CircuitPlan.of(circuit));
    }

    /** Runs it on a circuit that is planned already. */
    public NoiseResult run(CircuitPlan plan) {
        return run(List.of(plan)).get(0);
    }

    /** Runs it on {@linkplain CircuitPlan#variant variants} of one plan, at least one, looking for the operating point of each first near that of the one before. */
    public List<NoiseResult> run(List<CircuitPlan> variants) {
        CircuitPlan plan = variants.get(0);
        Circuit circuit = plan.circuit();
        int out = plan.node(output);
        int ref = plan.node(reference);
        if (out == ref) {
            throw new CircuitException("circuit \"" + circuit.title() + "\": noise is sought between \"" + output + "\" and itself; name another node");
        }
        double[] inputRow = input.isEmpty() ? null : SmallSignal.unitExcitation(plan, circuit.component(input));
        Supplier<SmallSignal.Shape> shape = SmallSignal.Shape.beside(plan, settings.threads(), () -> SmallSignal.Shape.towards(plan, out, ref));
        Bias bias = new Bias(plan, settings, near);
        SmallSignal linear = new SmallSignal(bias.equations, shape.get());
        List<NoiseResult> results = new ArrayList<>();
        for (CircuitPlan variant : variants) {
            if (variant != plan) {
                bias = bias.of(variant);
                linear.take(bias.equations);
            }
            results.add(at(bias, linear, out, ref, inputRow));
        }
        return results;
    }

    private NoiseResult at(Bias bias, SmallSignal small, int out, int ref, double[] inputRow) {
        int size = bias.equations.size();
        double[] f = frequencies.values();
        double[][] real = new double[f.length][];
        double[][] imaginary = new double[f.length][];
        double[] gain = inputRow == null ? null : new double[f.length];
        small.each(f, settings.threads(), (linear, p) -> {
            double[] re = new double[size + 1];
            double[] im = new double[size + 1];
            if (out < size) {
                re[out] += 1;
            }
            if (ref < size) {
                re[ref] -= 1;
            }
            linear.solveTransposed(re, im);
            real[p] = re;
            imaginary[p] = im;
            if (gain != null) {
                double gRe = 0;
                double gIm = 0;
                for (int i = 0; i < size; i++) {
                    gRe += inputRow[i] * re[i];
                    gIm += inputRow[i] * im[i];
                }
                gain[p] = gRe * gRe + gIm * gIm;
            }
        });
        return new NoiseResult(f, sources(bias), real, imaginary, gain, bias.receipt);
    }

    /** All noise currents at an operating point, in the order of the circuit's banks. */
    static List<NoiseResult.Source> sources(Bias bias) {
        List<NoiseResult.Source> sources = new ArrayList<>();
        List<PlannedBank> banks = bias.equations.plan().banks();
        for (int b = 0; b < banks.size(); b++) {
            PlannedBank planned = banks.get(b);
            int[][] pairs = planned.bank().noiseSources();
            int n = planned.bank().size();
            double[][] white = new double[pairs.length][n];
            double[][] flicker = new double[pairs.length][n];
            double[][] exponent = new double[pairs.length][n];
            planned.bank().noise(bias.equations.evaluations().get(b), white, flicker, exponent);
            for (int i = 0; i < n; i++) {
                for (int s = 0; s < pairs.length; s++) {
                    if (!(white[s][i] >= 0) || !(flicker[s][i] >= 0)) {
                        throw new IllegalStateException(planned.members().get(i).name() + ": " + planned.bank().noiseName(s) + " noise has a negative density: " + white[s][i] + " + " + flicker[s][i] + "/f");
                    }
                    if (white[s][i] > 0 || flicker[s][i] > 0) {
                        sources.add(new NoiseResult.Source(planned.members().get(i).name(), planned.bank().noiseName(s), planned.unknowns()[pairs[s][0]][i], planned.unknowns()[pairs[s][1]][i], white[s][i], flicker[s][i], exponent[s][i]));
                    }
                }
            }
        }
        return sources;
    }
}
