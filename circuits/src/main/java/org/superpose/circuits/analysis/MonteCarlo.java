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
    /** Of the central difference over the temperature [K]: small against the kelvins over which a circuit changes, large against the rounding of its solutions. */
    private static final double TEMPERATURE_STEP = 0.05;

    public MonteCarlo {
        varied = merged(varied);
        kept = List.copyOf(kept);
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
        new Variants(settings, parameters(), kept, threads).run(plan, first, count, source(chance), sink);
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

    /**
     * Spread of an output of the linearised circuit, {@code σ² = Σ (∂y/∂p σ_p)²}, from one transposed solution ({@link Sensitivity}); draws that several numbers share are summed before they are squared. The circuit is linearised where all numbers are
     * nominal; a temperature by a central difference of two operating points.
     *
     * @param output node whose voltage is the output, or the name of a branch current: {@code v1#branch}
     */
    public LinearSpread linear(CircuitPlan plan, String output) {
        VariedNumbers numbers = new VariedNumbers(plan.circuit(), parameters());
        double[] nominal = nominal();
        CircuitPlan here = plan.variant(numbers.circuit(nominal));
        Settings at = numbers.settings(settings, nominal);
        SensitivityResult slopes = new Sensitivity(output).with(at).run(here);
        Map<String, Double> bySlot = new HashMap<>();
        slopes.entries().forEach(entry -> bySlot.put(entry.component() + " " + entry.number(), entry.slope()));
        double[] slope = new double[nominal.length];
        numbers.slots().forEach((slot, parameter) -> slope[parameter] += bySlot.getOrDefault(slot, 0.0));
        int temperature = numbers.temperature();
        if (temperature >= 0) {
            double kelvin = at.environment().temperature();
            slope[temperature] = (value(here, at.at(kelvin + TEMPERATURE_STEP), output) - value(here, at.at(kelvin - TEMPERATURE_STEP), output)) / (2 * TEMPERATURE_STEP);
        }
        Map<String, Double> effects = new LinkedHashMap<>();
        for (int k = 0; k < slope.length; k++) {
            for (Varied.Error error : varied.get(k).errors()) {
                effects.merge(error.draw(), slope[k] * varied.get(k).effect(error), Double::sum);
            }
        }
        return new LinearSpread(slopes.output(), effects);
    }

    private static double value(CircuitPlan plan, Settings settings, String output) {
        return new OperatingPoint().with(settings).run(plan).values()[plan.unknown(output)];
    }
}
