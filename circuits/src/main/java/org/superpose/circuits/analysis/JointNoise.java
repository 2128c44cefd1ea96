package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Settings;

/**
 * Noise of several voltages of one circuit at its operating point, and what they have in common: with the transimpedances Z from each noise current k to the outputs, {@code S_ab = Σ_k Z_ak Z_bk* S_k}. At each frequency the matrix is factored
 * once, and each output costs one solution of the transposed system ({@link NoiseAnalysis}). Sources are told apart by groups alone, so that what is kept does not grow with the circuit.
 *
 * @param settings    how exactly and at which temperature
 * @param outputs     nodes whose voltages against ground are outputs, at least one
 * @param frequencies [Hz], positive
 */
public record JointNoise(Settings settings, List<String> outputs, Sweep frequencies) {
    public JointNoise {
        outputs = List.copyOf(outputs);
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("noise is that of an output; name a node");
        }
        for (double frequency : frequencies.values()) {
            if (!(frequency > 0)) {
                throw new IllegalArgumentException("frequencies must be positive [Hz], got " + frequency);
            }
        }
    }

    /**
     * Runs it.
     *
     * @param start values of all unknowns from which to look for the operating point, in the order of {@link CircuitPlan#names}
     * @param group name of the group of a component
     */
    public JointNoiseResult run(CircuitPlan plan, double[] start, UnaryOperator<String> group) {
        int[] nodes = outputs.stream().mapToInt(plan::node).toArray();
        Bias bias = new Bias(plan, settings, start);
        List<NoiseResult.Source> sources = NoiseAnalysis.sources(bias);
        Map<String, Integer> places = new LinkedHashMap<>();
        int[] groups = sources.stream().mapToInt(source -> places.computeIfAbsent(group.apply(source.component()), name -> places.size())).toArray();
        SmallSignal linear = new SmallSignal(bias.equations, SmallSignal.Shape.towards(plan, nodes));
        double[] f = frequencies.values();
        double[][][] densities = new double[nodes.length][places.size()][f.length];
        double[][][] common = new double[nodes.length][nodes.length][f.length];
        double[][] real = new double[nodes.length][];
        double[][] imaginary = new double[nodes.length][];
        double[] re = new double[nodes.length];
        double[] im = new double[nodes.length];
        for (int p = 0; p < f.length; p++) {
            linear.at(f[p]);
            for (int o = 0; o < nodes.length; o++) {
                real[o] = new double[plan.size()];
                imaginary[o] = new double[plan.size()];
                if (nodes[o] < plan.size()) {
                    real[o][nodes[o]] = 1;
                }
                linear.solveTransposed(real[o], imaginary[o]);
                real[o] = Arrays.copyOf(real[o], plan.size() + 1);
                imaginary[o] = Arrays.copyOf(imaginary[o], plan.size() + 1);
            }
            for (int k = 0; k < groups.length; k++) {
                NoiseResult.Source source = sources.get(k);
                double density = source.density(f[p]);
                for (int o = 0; o < nodes.length; o++) {
                    re[o] = real[o][source.from()] - real[o][source.to()];
                    im[o] = imaginary[o][source.from()] - imaginary[o][source.to()];
                    densities[o][groups[k]][p] += (re[o] * re[o] + im[o] * im[o]) * density;
                    for (int other = 0; other <= o; other++) {
                        common[o][other][p] += (re[o] * re[other] + im[o] * im[other]) * density;
                    }
                }
            }
        }
        return new JointNoiseResult(f, new ArrayList<>(places.keySet()), densities, common, bias.receipt);
    }
}
