package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Settings;

/**
 * What becomes of a circuit whose numbers scatter. A sample's numbers follow from its own number and the names of the draws ({@link Chance}): they are the same in any order, on any number of threads, and when other numbers begin to scatter too.
 * <pre>
 * MonteCarlo samples = new MonteCarlo(List.of(Varied.of("r1", 1e3, new Scatter(Scatter.Shape.NORMAL, 0.01, true))), "out");
 * samples.run(CircuitPlan.of(divider), chance, 0, 10_000, outcome -> statistics.add(outcome.values()[0]));
 * double sigma = samples.linear(CircuitPlan.of(divider), "out").sigma();      // of the linearised circuit, without any sample
 * </pre>
 *
 * @param settings how exactly and at which temperature
 * @param varied   what scatters; the errors of a number that is named several times come together
 * @param kept     names of the unknowns and of the currents into terminals that an outcome has, {@code out}, {@code v1#branch}, {@code q1#0}; none: all unknowns
 * @param threads  that compute
 */
public record MonteCarlo(Settings settings, List<Varied> varied, List<String> kept, int threads) {
    public MonteCarlo {
        varied = merged(varied);
        kept = List.copyOf(kept);
        if (threads < 1 || threads > Variants.MOST_THREADS) {
            throw new IllegalArgumentException("samples need from 1 to " + Variants.MOST_THREADS + " threads, got " + threads);
        }
    }

    /** At 27 °C, on all processors. */
    public MonteCarlo(List<Varied> varied, String... kept) {
        this(Settings.standard(), varied, List.of(kept), Runtime.getRuntime().availableProcessors());
    }

    /** On so many threads. */
    public MonteCarlo on(int otherThreads) {
        return new MonteCarlo(settings, varied, kept, otherThreads);
    }

    public MonteCarlo with(Settings other) {
        return new MonteCarlo(other, varied, kept, threads);
    }

    private static List<Varied> merged(List<Varied> all) {
        Map<String, Varied> byName = new LinkedHashMap<>();
        for (Varied one : all) {
            byName.merge(one.parameter(), one, Varied::and);
        }
        return List.copyOf(byName.values());
    }

    private List<String> parameters() {
        return varied.stream().map(Varied::parameter).toList();
    }

    private double[] nominal() {
        return varied.stream().mapToDouble(Varied::nominal).toArray();
    }

    /** The numbers of each sample, in the order of {@link #varied}. */
    public Variants.Source source(Chance chance) {
        Map<String, Chance.Draw> known = new HashMap<>();
        Chance.Draw[][] draws = varied.stream().map(one -> one.errors().stream().map(error -> known.computeIfAbsent(error.draw(), chance::draw)).toArray(Chance.Draw[]::new)).toArray(Chance.Draw[][]::new);
        return (sample, values) -> {
            for (int k = 0; k < values.length; k++) {
                values[k] = varied.get(k).value(draws[k], sample);
            }
        };
    }

    /**
     * Operating points of a range of samples, in the order of their numbers; none is dropped.
     *
     * @throws CircuitException if a parameter or what is to be kept is not in the circuit
     */
    public void run(CircuitPlan plan, Chance chance, long first, long count, Variants.Sink sink) {
        run(plan, null, chance, first, count, sink);
    }

    /**
     * The same where more is known than the circuit tells.
     *
     * @param start from which to look for the operating point of the circuit as it stands, in the order of {@link CircuitPlan#names}; null: from nothing
     */
    public void run(CircuitPlan plan, double[] start, Chance chance, long first, long count, Variants.Sink sink) {
        new Variants(settings, parameters(), kept, threads).run(plan, start, first, count, source(chance), sink);
    }

    /** Anything else of a range of samples, in the order of their numbers: computed on these threads, taken one by one on that of the caller. */
    public <R> void each(long first, long count, LongFunction<R> compute, Consumer<R> sink) {
        InOrder.run(threads, first, count, () -> compute::apply, sink);
    }

    /**
     * The circuit with given numbers, for analyses other than the operating point; a temperature among them is for the settings of those.
     *
     * @param values in the order of {@link #varied}
     */
    public Circuit circuit(Circuit nominal, double[] values) {
        return new VariedNumbers(nominal, parameters()).circuit(values);
    }

    /** Spread of a node's voltage, or of a branch current, {@code v1#branch}, of the linearised circuit. */
    public LinearSpread linear(CircuitPlan plan, String output) {
        return linear(plan, List.of(output)).get(0);
    }

    /**
     * Spreads of outputs of the linearised circuit, {@code σ² = Σ (∂y/∂p σ_p)²}, from one transposed solution for each ({@link Sensitivity}); what several numbers draw together is summed before it is squared. The circuit is linearised where all
     * numbers are nominal.
     *
     * @param outputs nodes whose voltages are outputs, or names of branch currents: {@code v1#branch}
     * @throws CircuitException if a number has no slope, for there is none a little above or below it
     */
    public List<LinearSpread> linear(CircuitPlan plan, List<String> outputs) {
        return linear(plan, (double[]) null, outputs);
    }

    /**
     * The same where more is known than the circuit tells.
     *
     * @param start from which to look for the operating point where all numbers are nominal, in the order of {@link CircuitPlan#names}; null: from nothing
     */
    public List<LinearSpread> linear(CircuitPlan plan, double[] start, List<String> outputs) {
        VariedNumbers numbers = new VariedNumbers(plan.circuit(), parameters());
        double[] nominal = nominal();
        Sensitivity sensitivity = new Sensitivity(numbers.settings(settings, nominal).on(threads), outputs.stream().map(Output::of).toList(), Parameters.of(parameters().toArray(new String[0])), Map.of());
        CircuitPlan asDesigned = plan.variant(numbers.circuit(nominal));
        SensitivityResult slopes = start == null ? sensitivity.run(asDesigned) : sensitivity.run(asDesigned, start);
        double[][] gradients = slopes.gradient();
        double[] values = slopes.values();
        List<LinearSpread> spreads = new ArrayList<>();
        for (int o = 0; o < outputs.size(); o++) {
            spreads.add(new LinearSpread(values[o], effects(gradients[o])));
        }
        return spreads;
    }

    /** What one standard deviation of each draw changes, of what has these slopes after the numbers. */
    private Map<String, Double> effects(double[] gradient) {
        Map<String, Double> effects = new LinkedHashMap<>();
        for (int k = 0; k < gradient.length; k++) {
            for (Varied.Error error : varied.get(k).errors()) {
                effects.merge(error.draw(), gradient[k] * varied.get(k).effect(error), Double::sum);
            }
        }
        return effects;
    }

    /**
     * Spreads of small signals of the linearised circuit, the movement of the operating point included ({@link AcSensitivity}).
     *
     * @param sweep   frequencies, and near which voltages to look for the operating point; its settings do not count
     * @param outputs nodes whose voltages are outputs, or names of branch currents: {@code v1#branch}
     * @throws CircuitException if a number has no slope, for there is none a little above or below it
     */
    public List<PhasorSpread> linearPhasors(CircuitPlan plan, AcSweep sweep, List<String> outputs) {
        VariedNumbers numbers = new VariedNumbers(plan.circuit(), parameters());
        double[] nominal = nominal();
        AcSensitivityResult slopes = new AcSensitivity(numbers.settings(settings, nominal).on(threads), outputs.stream().map(Output::of).toList(), Parameters.of(parameters().toArray(new String[0])), sweep.frequencies(), sweep.near())
                .run(plan.variant(numbers.circuit(nominal)));
        int count = slopes.frequencies().length;
        List<Map<String, double[][]>> parts = new ArrayList<>();                   // by output and draw: real and imaginary over frequency
        outputs.forEach(output -> parts.add(new LinkedHashMap<>()));
        for (int f = 0; f < count; f++) {
            int at = f;
            double[][][] gradients = {slopes.real(f), slopes.imaginary(f)};
            for (int o = 0; o < outputs.size(); o++) {
                Map<String, double[][]> ofOutput = parts.get(o);
                for (int part = 0; part < 2; part++) {
                    int which = part;
                    effects(gradients[part][o]).forEach((draw, effect) -> ofOutput.computeIfAbsent(draw, d -> new double[2][count])[which][at] = effect);
                }
            }
        }
        List<PhasorSpread> spreads = new ArrayList<>();
        for (int o = 0; o < outputs.size(); o++) {
            Map<String, Phasors> effects = new LinkedHashMap<>();
            parts.get(o).forEach((draw, both) -> effects.put(draw, new Phasors(both[0], both[1])));
            spreads.add(new PhasorSpread(slopes.response(o), effects));
        }
        return spreads;
    }
}
