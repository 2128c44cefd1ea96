package org.superpose.simulator.tolerance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.superpose.circuits.analysis.Chance;
import org.superpose.circuits.analysis.LinearSpread;
import org.superpose.circuits.analysis.MonteCarlo;
import org.superpose.circuits.analysis.PhasorSpread;
import org.superpose.circuits.analysis.Phasors;
import org.superpose.circuits.analysis.Selection;
import org.superpose.circuits.analysis.Varied;
import org.superpose.circuits.analysis.Variants;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.solve.ConvergenceException;
import org.superpose.circuits.spice.Deck;
import org.superpose.circuits.spice.DeckAnalysis;
import org.superpose.circuits.spice.DeckSamples;
import org.superpose.circuits.spice.Measured;
import org.superpose.circuits.spice.OperatingMeasures;
import org.superpose.circuits.spice.SmallSignalMeasures;
import org.superpose.circuits.spice.SpiceException;
import org.superpose.circuits.spice.SpiceReader;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.noise.RandomStreams;
import org.superpose.simulator.noise.SampleDraws;
import org.superpose.simulator.tolerance.ToleranceStudy.Limits;
import org.superpose.simulator.tolerance.ToleranceStudy.Spread;

/**
 * The samples of a study. Where only operating points are wanted they are variants of one plan; where expressions of the deck draw, or other analyses are measured, each sample is a deck of its own on the same plan. The numbers of a sample are the same
 * either way.
 */
public final class ToleranceRun {
    private static final double ZERO_CELSIUS = 273.15;               // [K]
    private static final String TEMPERATURE = "temp";
    /** By which phasors are moved to see what a measure makes of it, of the largest: its curve is then straight to 1e-5. */
    private static final double PHASOR_STEP = 1e-5;
    /** To which slopes above and below must agree; where the curve of a phasor has two equal peaks, or a level is met at a point of the sweep, they do not. */
    private static final double SAME_SLOPE = 0.01;

    private final ToleranceStudy study;
    private final Deck deck;
    private final DeckSamples samples;
    private final OperatingMeasures operating;
    private final MonteCarlo circuit;                                // numbers of components, and the temperature
    private final MonteCarlo parameters;                             // of .param
    private final List<Output> outputs = new ArrayList<>();
    private final SortedSet<Integer> wantedAnalyses = new TreeSet<>(); // by their place in the deck
    private final List<String> kinds = new ArrayList<>();            // of the analyses in which the outputs are measured
    private boolean linear;                                          // whether the circuit follows from numbers of it alone
    private List<PhasorSpread> phasors;                              // of what measures of small signals need; null: not yet
    private final boolean pointsOnly;

    /**
     * An output.
     *
     * @param limits  its name and what is good
     * @param unit    "" where it is not known
     * @param nominal without errors; NaN if it has no value there
     */
    public record Output(Limits limits, String unit, double nominal) {
        public String name() {
            return limits.name();
        }
    }

    /**
     * One sample.
     *
     * @param number  from 0
     * @param drawn   what was drawn, in the order of {@link #drawnNames}; nothing if that was not asked for
     * @param values  of the outputs; NaN where there is none
     * @param failure why an output has no value, in one line; null if all have one
     */
    public record Sample(long number, double[] drawn, double[] values, String failure) {
    }

    /**
     * Reads the deck and finds what varies.
     *
     * @param reader  with the constants that hold, and the folders that may be included
     * @param threads that compute
     * @throws SpiceException if the deck, or an output, is wrong
     * @throws InputException if the study does not fit the deck
     */
    public ToleranceRun(ToleranceStudy study, SpiceReader reader, int threads) throws IOException {
        this.study = study;
        deck = reader.measuring(study.wishes()).read(study.deck());
        samples = deck.samples();
        operating = samples.operatingMeasures();
        List<Varied> numbers = new ArrayList<>(samples.varied());
        study.mismatch().ifPresent(mismatch -> numbers.addAll(located(() -> mismatch.varied(deck.circuit()))));
        List<Varied> ofDeck = new ArrayList<>();
        study.spreads().forEach(spread -> (spread.ofDeck() ? ofDeck : numbers).addAll(varied(spread)));
        circuit = located(() -> new MonteCarlo(operating.settings(), numbers, operating.kept(), threads));
        parameters = located(() -> new MonteCarlo(operating.settings(), ofDeck, List.of(), threads));
        if (numbers.isEmpty() && ofDeck.isEmpty() && !samples.isDrawing()) {
            throw new InputException(study.deck(), "nothing scatters; state tolerances in .model (dev=5% lot=2%), draw in expressions ({agauss(1k, 10, 1)}), or write vary: or mismatch: into a YAML file that names this deck");
        }
        pointsOnly = located(this::wanted);
    }

    /** What the circuit refuses is wrong in what we were given. */
    private <T> T located(Supplier<T> what) {
        try {
            return what.get();
        } catch (InputException | SpiceException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InputException(study.deck(), e.getMessage());
        }
    }

    private List<Varied> varied(Spread spread) {
        boolean temperature = !spread.ofDeck() && spread.pattern().equalsIgnoreCase(TEMPERATURE);
        if (!spread.ofDeck() && !temperature) {
            return spread.place().build("parameter", () -> new Selection(spread.pattern()).varied(deck.circuit(), spread.scatter(), spread.together()).stream().map(one -> centred(one, spread)).toList());
        }
        String name = spread.pattern().toLowerCase(Locale.ROOT);
        OptionalDouble stated = temperature ? OptionalDouble.of(operating.settings().environment().temperature()) : samples.parameter(name);
        if (stated.isEmpty()) {
            throw spread.place().error("param", "the deck has no parameter " + InputException.quote(spread.pattern()) + "; define it with .param, or name a number of the circuit with parameter:");
        }
        return List.of(centred(Varied.of(temperature ? TEMPERATURE : name, stated.getAsDouble(), spread.scatter()), spread));
    }

    private static Varied centred(Varied one, Spread spread) {
        return Double.isNaN(spread.centre()) ? one : new Varied(one.parameter(), spread.centre(), one.errors());
    }

    /** Finds the outputs by a run without errors; returns whether operating points are enough. */
    private boolean wanted() {
        Map<String, Measured> found = new LinkedHashMap<>();
        Map<String, Integer> places = new HashMap<>();
        Chance still = name -> new Chance.Draw() {
            @Override
            public double uniform(long sample) {
                return 0.5;
            }

            @Override
            public double normal(long sample) {
                return 0;
            }
        };
        double[] numbers = circuit.varied().stream().mapToDouble(Varied::nominal).toArray();
        double[] ofDeck = parameters.varied().stream().mapToDouble(Varied::nominal).toArray();
        Set<String> ours = new HashSet<>(Set.of(TEMPERATURE));
        parameters.varied().forEach(one -> ours.add(one.parameter()));
        List<DeckAnalysis> analyses = sample(still, 0, numbers, ofDeck).analyses();
        for (int a = 0; a < analyses.size(); a++) {
            for (Measured measured : analyses.get(a).run().get(0).measured()) {
                if (!ours.containsAll(measured.at().keySet())) {
                    throw new InputException(study.deck(), "measure " + measured.name() + " has a value for each of several points (" + String.join(", ", measured.at().keySet()) + "); take .step and outer sweeps away, and let what they step scatter");
                }
                found.putIfAbsent(measured.name(), measured);
                places.putIfAbsent(measured.name(), a);
            }
        }
        List<Limits> asked = study.outputs().isEmpty() ? found.keySet().stream().map(name -> new Limits(name, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "")).toList() : study.outputs();
        if (asked.isEmpty()) {
            throw new InputException(study.deck(), "no output is wanted; add a measure to the deck (.measure op vout param='v(out)'), or outputs: to a YAML file");
        }
        List<Limits> all = new ArrayList<>(asked);
        all.addAll(study.limits());
        for (Limits limits : all) {
            if (!found.containsKey(limits.name())) {
                throw new InputException(study.deck(), "there is no measure " + InputException.quote(limits.name()) + "; there are " + found.keySet() + "; add .measure to the deck, or of: to the output");
            }
        }
        Set<String> limited = new HashSet<>();
        for (Limits limits : study.limits()) {
            if (!limited.add(limits.name())) {
                throw new InputException("output " + limits.name() + " has two limits; keep one of them");
            }
            if (asked.stream().noneMatch(output -> output.name().equals(limits.name()))) {
                throw new InputException(study.deck(), limits.name() + " has a limit, but is none of the outputs " + asked.stream().map(Limits::name).toList() + "; add it to outputs:");
            }
        }
        for (Limits stated : asked) {
            Limits limits = study.limits().stream().filter(other -> other.name().equals(stated.name())).map(other -> new Limits(other.name(), other.low(), other.high(), stated.unit())).findFirst().orElse(stated);
            Measured measured = found.get(limits.name());
            wantedAnalyses.add(places.get(limits.name()));
            outputs.add(new Output(limits, limits.unit().isEmpty() ? measured.unit() : limits.unit(), measured.value().orElse(Double.NaN)));
        }
        boolean warmth = circuit.varied().stream().anyMatch(one -> one.parameter().equals(TEMPERATURE)) && samples.usesTemperature();
        outputs.forEach(output -> kinds.add(analyses.get(places.get(output.name())).kind()));
        linear = !samples.isDrawing() && ofDeck.length == 0 && !warmth && operating.near().isEmpty();
        return linear && kinds.stream().allMatch("op"::equals);
    }

    /** The deck as a sample has it. */
    private Deck sample(Chance chance, long number, double[] numbers, double[] ofDeck) {
        Map<String, Double> set = new LinkedHashMap<>();
        for (int k = 0; k < ofDeck.length; k++) {
            set.put(parameters.varied().get(k).parameter(), ofDeck[k]);
        }
        OptionalDouble celsius = OptionalDouble.empty();
        for (int k = 0; k < numbers.length; k++) {
            if (circuit.varied().get(k).parameter().equals(TEMPERATURE)) {
                celsius = OptionalDouble.of(numbers[k] - ZERO_CELSIUS);
            }
        }
        UnaryOperator<Circuit> change = made -> circuit.circuit(made, numbers);
        return samples.of(chance, number, set, celsius, numbers.length == 0 ? UnaryOperator.identity() : change);
    }

    public ToleranceStudy study() {
        return study;
    }

    /** Title and warnings of the deck. */
    public Deck deck() {
        return deck;
    }

    public List<Output> outputs() {
        return outputs;
    }

    /** Names of the numbers that scatter, but for those that expressions draw. */
    public List<String> drawnNames() {
        List<String> names = new ArrayList<>();
        circuit.varied().forEach(one -> names.add(one.parameter()));
        parameters.varied().forEach(one -> names.add(".param " + one.parameter()));
        return names;
    }

    /** Whether expressions of the deck draw as well. */
    public boolean isDrawing() {
        return samples.isDrawing();
    }

    /** Whether samples are operating points of one plan. */
    public boolean isOfPoints() {
        return pointsOnly;
    }

    /** Whether outputs of operating points and small signals have linearised spreads: where nothing draws but numbers of the circuit, from an operating point that is found without help. */
    public boolean isLinear() {
        return linear;
    }

    private Chance chance() {
        RandomStreams streams = RandomStreams.of(study.seed()).named("tolerance");
        return new SampleChance(study.sampling() == ToleranceStudy.Sampling.LATIN_HYPERCUBE ? SampleDraws.latinHypercube(streams, study.samples()) : SampleDraws.independent(streams));
    }

    /**
     * Runs all samples; they come in their order, one at a time, on the thread of the caller.
     *
     * @param draws whether samples carry the numbers that were drawn
     */
    public void run(boolean draws, Consumer<Sample> sink) {
        Chance chance = chance();
        Variants.Source numbers = circuit.source(chance);
        Variants.Source ofDeck = parameters.source(chance);
        int size = circuit.varied().size();
        if (pointsOnly) {
            circuit.run(operating.plan(), chance, 0, study.samples(), outcome -> {
                double[] drawn = new double[draws ? size : 0];
                if (draws) {
                    numbers.fill(outcome.variant(), drawn);
                }
                sink.accept(outcome.failure() == null ? taken(outcome.variant(), drawn, operating.of(outcome.values(), outcome.receipt())) : failed(outcome.variant(), drawn, outcome.failure()));
            });
            return;
        }
        circuit.each(0, study.samples(), number -> {
            double[] drawn = new double[size];
            double[] set = new double[parameters.varied().size()];
            numbers.fill(number, drawn);
            ofDeck.fill(number, set);
            double[] all = draws ? Arrays.copyOf(drawn, size + set.length) : new double[0];
            System.arraycopy(set, 0, all, all.length - (draws ? set.length : 0), draws ? set.length : 0);
            try {
                List<Measured> found = new ArrayList<>();
                List<DeckAnalysis> analyses = sample(chance, number, drawn, set).analyses();
                wantedAnalyses.forEach(place -> found.addAll(analyses.get(place).run().get(0).measured()));
                return taken(number, all, found);
            } catch (ConvergenceException | SpiceException | CircuitException e) {
                return failed(number, all, e.getMessage());
            }
        }, sink);
    }

    private Sample failed(long number, double[] drawn, String why) {
        double[] nothing = new double[outputs.size()];
        Arrays.fill(nothing, Double.NaN);
        return new Sample(number, drawn, nothing, why);
    }

    private Sample taken(long number, double[] drawn, List<Measured> found) {
        double[] values = new double[outputs.size()];
        String failure = null;
        for (int k = 0; k < values.length; k++) {
            String name = outputs.get(k).name();
            Optional<Measured> measured = found.stream().filter(one -> one.name().equals(name)).findFirst();
            values[k] = measured.isPresent() && measured.get().value().isPresent() ? measured.get().value().getAsDouble() : Double.NaN;
            if (Double.isNaN(values[k]) && failure == null) {
                failure = name + ": " + (measured.isPresent() ? measured.get().failure() : "not measured");
            }
        }
        return new Sample(number, drawn, values, failure);
    }

    /**
     * The spread of an output of the linearised circuit: it is made of sensitivities of node voltages and branch currents, at the operating point or of small signals, and of the slopes of what measures them.
     *
     * @return nothing for an output of another analysis or one that uses the current into a terminal, where expressions draw, and where a number, or the measure, has no slope
     */
    public Optional<LinearSpread> linear(int output) {
        return !linear ? Optional.empty() : kinds.get(output).equals("op") ? ofPoints(output) : kinds.get(output).equals("ac") ? ofSmallSignals(output) : Optional.empty();
    }

    private Optional<LinearSpread> ofPoints(int output) {
        double[] nominal = nominalPoint();
        Map<String, Double> slopes = new LinkedHashMap<>();
        for (int k = 0; k < nominal.length; k++) {
            double step = Math.cbrt(Math.ulp(1.0)) * Math.max(Math.abs(nominal[k]), scale(nominal, operating.kept().get(k)));
            double slope = (at(output, nominal, k, step) - at(output, nominal, k, -step)) / (2 * step);
            if (slope != 0) {
                slopes.put(operating.kept().get(k), slope);
            }
        }
        if (slopes.entrySet().stream().anyMatch(entry -> entry.getKey().matches(".*#[0-9]+") || Double.isNaN(entry.getValue()))) {
            return Optional.empty();
        }
        LinearSpread sum = new LinearSpread(0, Map.of());
        try {
            List<String> unknowns = List.copyOf(slopes.keySet());
            List<LinearSpread> spreads = unknowns.isEmpty() ? List.of() : circuit.linear(operating.plan(), unknowns);
            for (int u = 0; u < unknowns.size(); u++) {
                sum = sum.plus(spreads.get(u).times(slopes.get(unknowns.get(u))));
            }
        } catch (CircuitException | ConvergenceException e) {
            return Optional.empty();
        }
        return Optional.of(new LinearSpread(outputs.get(output).nominal(), sum.effects()));
    }

    private Optional<LinearSpread> ofSmallSignals(int output) {
        SmallSignalMeasures measures = samples.smallSignalMeasures().orElseThrow();
        List<String> unknowns = measures.kept().stream().filter(name -> !name.matches(".*#[0-9]+")).toList();
        if (unknowns.isEmpty()) {
            return Optional.empty();
        }
        try {
            phasors = phasors == null ? circuit.linearPhasors(operating.plan(), measures.sweep(), unknowns) : phasors;
        } catch (CircuitException | ConvergenceException e) {
            return Optional.empty();
        }
        Set<String> draws = phasors.get(0).effects().keySet();
        Map<String, Double> effects = new LinkedHashMap<>();
        double middle = at(measures, output, "", 0);
        double squares = 0;
        double differences = 0;
        for (String draw : draws) {
            double largest = phasors.stream().mapToDouble(spread -> largest(spread.effects().get(draw)) / largest(spread.nominal())).filter(Double::isFinite).max().orElse(0);
            if (largest == 0) {
                continue;
            }
            double deviations = PHASOR_STEP / largest;
            double above = (at(measures, output, draw, deviations) - middle) / deviations;
            double below = (middle - at(measures, output, draw, -deviations)) / deviations;
            squares += (above + below) * (above + below) / 4;
            differences += (above - below) * (above - below);
            effects.put(draw, (above + below) / 2);
        }
        return Math.sqrt(differences) <= SAME_SLOPE * Math.sqrt(squares) ? Optional.of(new LinearSpread(outputs.get(output).nominal(), effects)) : Optional.empty();     // NaN: it has no value there
    }

    private static double largest(Phasors phasors) {
        return Arrays.stream(phasors.magnitude()).max().orElse(0);
    }

    /** What a measure of small signals finds if a draw lies so many standard deviations above its mean. */
    private double at(SmallSignalMeasures measures, int output, String draw, double deviations) {
        Iterator<PhasorSpread> spreads = phasors.iterator();
        Phasors ofTerminals = Phasors.unknown(measures.sweep().frequencies().values().length);
        return found(measures.of(measures.kept().stream().map(name -> name.matches(".*#[0-9]+") ? ofTerminals : spreads.next().moved(draw, deviations)).toList()), output);
    }

    private double found(List<Measured> all, int output) {
        return all.stream().filter(one -> one.name().equals(outputs.get(output).name())).findFirst().map(one -> one.value().orElse(Double.NaN)).orElse(Double.NaN);
    }

    /** A thousandth of the largest voltage, or of the largest current: a step from 0 that rounding of the others does not drown. */
    private double scale(double[] point, String like) {
        double largest = 0;
        for (int k = 0; k < point.length; k++) {
            if (operating.kept().get(k).contains("#") == like.contains("#")) {
                largest = Math.max(largest, Math.abs(point[k]));
            }
        }
        return largest == 0 ? 1e-9 : 1e-3 * largest;
    }

    /** What is kept of the operating point without errors. */
    private double[] nominalPoint() {
        double[][] found = new double[1][];
        double[] numbers = circuit.varied().stream().mapToDouble(Varied::nominal).toArray();
        List<String> names = circuit.varied().stream().map(Varied::parameter).toList();
        new Variants(operating.settings(), names, operating.kept(), 1).run(operating.plan(), 0, 1, (variant, values) -> System.arraycopy(numbers, 0, values, 0, values.length), outcome -> found[0] = outcome.values());
        return found[0];
    }

    private double at(int output, double[] point, int place, double step) {
        double[] moved = point.clone();
        moved[place] += step;
        return found(operating.of(moved, null), output);
    }
}
