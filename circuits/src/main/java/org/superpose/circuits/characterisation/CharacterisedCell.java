package org.superpose.circuits.characterisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.superpose.circuits.analysis.NoiseResult;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.solve.Settings;

/** What was found out about a cell: functions of the input, and how much of each a specimen has. */
public final class CharacterisedCell {
    /** Kinds of noise that a specimen's numbers tell apart, in their order. */
    public enum Noise {
        /** Of resistors and channels, [A²/Hz]. */
        THERMAL,
        /** Of junctions, [A²/Hz]. */
        SHOT,
        /** At 1 Hz, falling as 1/f, [A²/Hz]. */
        FLICKER;

        /**
         * What some components make of a noise at one of its frequencies.
         *
         * @param point number of the frequency
         * @return power of each kind; that of flicker at 1 Hz
         */
        static double[] powers(NoiseResult result, int point, Predicate<String> counts) {
            double[] powers = new double[values().length];
            for (NoiseResult.Part part : result.parts(point)) {
                if (!counts.test(part.component())) {
                    continue;
                }
                if (part.flicker() > 0 && part.exponent() != 1) {
                    throw new CircuitException(part.component() + ": its flicker noise falls as 1/f^" + part.exponent() + "; only 1/f can be characterised");
                }
                powers[(part.name().contains("shot") ? SHOT : THERMAL).ordinal()] += part.white();
                powers[FLICKER.ordinal()] += part.flicker();
            }
            return powers;
        }
    }

    private static final int KINDS = Noise.values().length;

    private final Bench bench;
    private final int threads;
    private final double weights;
    private final double fullScale;
    private final FamilyBasis signal;
    private final FamilyBasis noise;
    private final Ranks ranks;
    private final SpecimenPolynomials dependence;          // null: not sought
    private final Judgement judgement;

    /**
     * How far predicted specimens are from measured ones, over the whole window of the input.
     *
     * @param specimens     that were compared
     * @param largestSignal error of the current relative to the largest current, largest
     * @param meanSignal    likewise, root mean square
     * @param largestNoise  error of the white noise power relative to the largest one, largest
     * @param meanNoise     likewise, root mean square
     */
    public record Judgement(int specimens, double largestSignal, double meanSignal, double largestNoise, double meanNoise) {
        /** Of no specimens. */
        static final Judgement NONE = new Judgement(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /**
     * What bases of their own would do, rank by rank.
     *
     * @param nominal for the current of the nominal cell
     * @param white   for the power of white noise
     * @param flicker for that of flicker noise; empty if there is none
     */
    record Ranks(List<FamilyBasis.Rank> nominal, List<FamilyBasis.Rank> white, List<FamilyBasis.Rank> flicker) {
        /** Not asked for. */
        static final Ranks NONE = new Ranks(List.of(), List.of(), List.of());

        Ranks {
            nominal = List.copyOf(nominal);
            white = List.copyOf(white);
            flicker = List.copyOf(flicker);
        }
    }

    CharacterisedCell(Bench bench, int threads, double weights, double fullScale, FamilyBasis signal, FamilyBasis noise, Ranks ranks, SpecimenPolynomials dependence, Judgement judgement) {
        this.bench = bench;
        this.threads = threads;
        this.weights = weights;
        this.fullScale = fullScale;
        this.signal = signal;
        this.noise = noise;
        this.ranks = ranks;
        this.dependence = dependence;
        this.judgement = judgement;
    }

    public CellFamily family() {
        return bench.family();
    }

    /** At which it was characterised [K]. */
    public double temperature() {
        return bench.settings().environment().temperature();
    }

    /** Largest current of the nominal cell [A]. */
    public double fullScale() {
        return fullScale;
    }

    /** Largest magnitude of a weight for which it holds. */
    public double weights() {
        return weights;
    }

    /** Largest magnitude of a draw for which the prediction holds; 0 if specimens cannot be predicted. */
    public double draws() {
        return dependence == null ? 0 : dependence.draws();
    }

    /** What a data sheet of the nominal cell would say; measured when asked. */
    public List<Figure> figures() {
        return CellFigures.of(bench, weights(), fullScale);
    }

    /** Functions that span the currents. */
    public FamilyBasis signal() {
        return signal;
    }

    /** Functions that span the noise powers of every kind, each kind relative to its largest. */
    public FamilyBasis noise() {
        return noise;
    }

    /** What functions of their own would do for the current of the nominal cell, rank by rank. */
    public List<FamilyBasis.Rank> nominal() {
        return ranks.nominal;
    }

    /** Likewise for the power of white noise alone. */
    public List<FamilyBasis.Rank> white() {
        return ranks.white;
    }

    /** Likewise for flicker noise alone; empty if there is none. */
    public List<FamilyBasis.Rank> flicker() {
        return ranks.flicker;
    }

    /** How well specimens are predicted; of none of them if they cannot be. */
    public Judgement judgement() {
        return judgement;
    }

    /** Difference currents of a specimen [A] over the input [V], straight from its bench. */
    public double[] current(Specimen specimen, double[] x) {
        return bench.current(specimen, x);
    }

    /** Length of the numbers of a specimen: coefficients of the current [A], then for each kind of {@link Noise} the coefficients of its power [A²/Hz]. */
    public int size() {
        return signal.rank() + KINDS * noise.rank();
    }

    /** Numbers of specimens, each measured on the bench at as many inputs as the bases have functions [specimens × {@link #size}]. */
    public double[][] measured(List<Specimen> specimens) {
        return Parallel.map(specimens.size(), threads, s -> measured(specimens.get(s))).toArray(double[][]::new);
    }

    private double[] measured(Specimen specimen) {
        double[] numbers = new double[size()];
        double[] of = new double[signal.rank()];
        signal.coefficients(bench.current(specimen, signal.points()), of);
        System.arraycopy(of, 0, numbers, 0, of.length);
        double[][] powers = bench.noise(specimen, noise.points());
        double[] ofKind = new double[noise.rank()];
        for (int kind = 0; kind < KINDS; kind++) {
            noise.coefficients(powers[kind], ofKind);
            System.arraycopy(ofKind, 0, numbers, of.length + kind * ofKind.length, ofKind.length);
        }
        return numbers;
    }

    /** Whether a specimen's weight and draws lie where the dependence of its numbers on them was found. */
    public boolean covers(Specimen specimen) {
        return dependence != null && dependence.covers(specimen);
    }

    /**
     * Numbers of a specimen that is {@linkplain #covers covered}, from its weight and draws.
     *
     * @param into result, or its first part, such as the coefficients of the current alone
     */
    public void predict(Specimen specimen, double[] into) {
        if (!covers(specimen)) {
            throw new IllegalArgumentException("cell " + family().cell().netlist().name() + ": characterised are weights up to " + weights + " and parts up to " + draws() + " standard deviations; this one, of weight " + specimen.weight()
                    + ", lies outside; measure it");
        }
        dependence.evaluate(specimen, into);
    }

    /**
     * How the coefficients of a specimen's current change with one of its draws: derivatives by what was found about covered specimens, for others those of the nearest one; 0 if specimens cannot be predicted.
     *
     * @param parameter name of the draw
     * @param into      result [A], as many as the signal has functions
     */
    public void slope(Specimen specimen, String parameter, double[] into) {
        int place = family().parameters().indexOf(parameter);
        if (place < 0) {
            throw new IllegalArgumentException("cell " + family().cell().netlist().name() + ": its specimens do not differ in " + parameter);
        }
        if (dependence == null) {
            Arrays.fill(into, 0);
        } else {
            dependence.slope(specimen.within(dependence.weights(), dependence.draws()), place, into);
        }
    }

    /** Compares predicted specimens with their benches. */
    Judgement judged(List<Specimen> specimens) {
        double low = signal.functions().low();
        double high = signal.functions().high();
        double[] x = PiecewiseChebyshev.nodes(low, high, 1);
        double[][] phi = new double[signal.rank()][x.length];
        double[][] chi = new double[noise.rank()][x.length];
        signal.functions().evaluate(x, phi);
        noise.functions().evaluate(x, chi);
        List<Specimen> covered = specimens.stream().filter(this::covers).toList();
        List<double[][]> truths = Parallel.map(covered.size(), threads, s -> {
            double[][] powers = bench.noise(covered.get(s), x);
            return new double[][] {bench.current(covered.get(s), x), powers[Noise.THERMAL.ordinal()], powers[Noise.SHOT.ordinal()]};
        });
        double[] numbers = new double[size()];
        double[] largest = new double[2];
        double[] squares = new double[2];
        double power = 0;
        for (int s = 0; s < covered.size(); s++) {
            predict(covered.get(s), numbers);
            for (int k = 0; k < x.length; k++) {
                double current = 0;
                for (int r = 0; r < phi.length; r++) {
                    current += numbers[r] * phi[r][k];
                }
                double white = 0;
                for (int r = 0; r < chi.length; r++) {
                    white += (numbers[phi.length + r] + numbers[phi.length + chi.length + r]) * chi[r][k];
                }
                double[][] truth = truths.get(s);
                double[] miss = {(current - truth[0][k]) / fullScale, white - truth[1][k] - truth[2][k]};
                power = Math.max(power, truth[1][k] + truth[2][k]);
                for (int q = 0; q < 2; q++) {
                    largest[q] = Math.max(largest[q], Math.abs(miss[q]));
                    squares[q] += miss[q] * miss[q];
                }
            }
        }
        double count = (double) covered.size() * x.length;
        return new Judgement(covered.size(), largest[0], Math.sqrt(squares[0] / count), largest[1] / power, Math.sqrt(squares[1] / count) / power);
    }

    /** All its numbers, as matrices by name, for a file; of a cell whose specimens can be predicted. */
    public Map<String, double[][]> stored() {
        Map<String, double[][]> numbers = new LinkedHashMap<>();
        numbers.put("largest", new double[][] {{fullScale}});
        signal.store("signal", numbers);
        noise.store("noise", numbers);
        numbers.put("nominal.ranks", FamilyBasis.rows(ranks.nominal));
        numbers.put("white.ranks", FamilyBasis.rows(ranks.white));
        if (!ranks.flicker.isEmpty()) {
            numbers.put("flicker.ranks", FamilyBasis.rows(ranks.flicker));
        }
        dependence.store(numbers);
        numbers.put("judgement", new double[][] {{judgement.specimens, judgement.largestSignal, judgement.meanSignal, judgement.largestNoise, judgement.meanNoise}});
        return numbers;
    }

    /**
     * What {@link #stored} gave, for the same family.
     *
     * @throws IllegalArgumentException if the numbers do not fit it or each other
     */
    public static CharacterisedCell restored(Map<String, double[][]> numbers, CellFamily family, Settings settings, int threads) {
        StoredNumbers from = new StoredNumbers(numbers);
        FamilyBasis signal = FamilyBasis.restored("signal", from);
        FamilyBasis noise = FamilyBasis.restored("noise", from);
        SpecimenPolynomials dependence = SpecimenPolynomials.restored(family.parameters().size(), signal.rank() + KINDS * noise.rank(), from);
        double[] j = from.matrix("judgement", 1, 5)[0];
        List<FamilyBasis.Rank> flicker = numbers.containsKey("flicker.ranks") ? FamilyBasis.ranks(from.matrix("flicker.ranks", -1, 3)) : new ArrayList<>();
        return new CharacterisedCell(Bench.of(family, settings), threads, dependence.weights(), from.matrix("largest", 1, 1)[0][0], signal, noise,
                new Ranks(FamilyBasis.ranks(from.matrix("nominal.ranks", -1, 3)), FamilyBasis.ranks(from.matrix("white.ranks", -1, 3)), flicker), dependence, new Judgement((int) j[0], j[1], j[2], j[3], j[4]));
    }
}
