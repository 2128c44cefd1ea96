package org.superpose.circuits.characterisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.solve.Settings;

/**
 * Finds out what specimens of a cell do. A basis φ_r(x) that spans the currents {@code I(x, w; p) ≈ Σ_r φ_r(x) ψ_r(w; p)} of all specimens comes from some, and is judged on others; how the coefficients ψ_r depend on the weight w and on the errors p
 * of the parts comes from more specimens, each measured at as many inputs as there are functions; and likewise for noise.
 *
 * @param family          the cell and in what its specimens differ
 * @param settings        how exactly and at which temperature
 * @param weights         largest magnitude of the weights, up to the limit of the cell's coding or somewhat beyond
 * @param signalTolerance error that the basis of the currents may make, relative to the largest current
 * @param noiseTolerance  likewise of the noise powers
 * @param extent          what is wanted
 * @param threads         at least 1; no result depends on it
 */
public record Characterisation(CellFamily family, Settings settings, double weights, double signalTolerance, double noiseTolerance, Extent extent, int threads) {
    /** How much is found out. */
    public enum Extent {
        /** The bases alone: every specimen is then measured. */
        BASES,
        /** Also how coefficients follow from weight and draws, and how well. */
        PREDICTION,
        /** Also how many functions single parts of it would need. */
        DATA_SHEET
    }

    /** Specimens from which a basis is made, and as many on which it is judged. */
    private static final int MEMBERS = 64;
    /** Specimens for each coefficient of a dependence. */
    private static final int OVERSAMPLING = 2;
    /** Specimens on which a dependence is judged. */
    private static final int JUDGES = 128;
    /** Changes of unknowns that count as none, relative: far below what a basis leaves. */
    private static final double PRECISION = 1e-9;
    /** Functions beyond which a surface is not worth calling separable: each costs a product of matrices for every layer. */
    private static final int MOST_FUNCTIONS = 24;
    /** What panels may add to a tolerance. */
    private static final double RESOLUTION = 0.1;

    public Characterisation {
        if (!(weights > 0 && weights <= 1) || !(signalTolerance > 0) || !(noiseTolerance > 0) || threads < 1) {
            throw new IllegalArgumentException("characterisation: weights must lie above 0 and not above 1, tolerances and threads be positive, got " + weights + ", " + signalTolerance + ", " + noiseTolerance + ", " + threads);
        }
    }

    /** All of it at 27 °C, to 1e-5 of full scale for currents and 1e-4 for noise powers, on all processors; weights up to the coding's limit. */
    public static Characterisation of(CellFamily family) {
        return new Characterisation(family, Settings.standard().withRelative(PRECISION), family.cell().coding().limit(), 1e-5, 1e-4, Extent.DATA_SHEET, Runtime.getRuntime().availableProcessors());
    }

    /** At another temperature [K]. */
    public Characterisation at(double temperature) {
        return new Characterisation(family, settings.at(temperature), weights, signalTolerance, noiseTolerance, extent, threads);
    }

    public Characterisation withWeights(double largest) {
        return new Characterisation(family, settings, largest, signalTolerance, noiseTolerance, extent, threads);
    }

    public Characterisation withTolerances(double signal, double noise) {
        return new Characterisation(family, settings, weights, signal, noise, extent, threads);
    }

    /** Finds out so much. */
    public Characterisation to(Extent other) {
        return new Characterisation(family, settings, weights, signalTolerance, noiseTolerance, other, threads);
    }

    public Characterisation onThreads(int other) {
        return new Characterisation(family, settings, weights, signalTolerance, noiseTolerance, extent, other);
    }

    /** Difference currents of a specimen [A] at inputs [V], on the bench. */
    public double[] current(Specimen specimen, double... x) {
        return Bench.of(family, settings).current(specimen, x);
    }

    /** What a specimen draws from each line, the mean of the two [A], at an input [V]. */
    public double lineCurrent(Specimen specimen, double x) {
        Bench.Lines lines = Bench.of(family, settings).lines(specimen, new double[] {x}, Map.of(), settings.environment().temperature());
        return -(lines.plus(0) + lines.minus(0)) / 2;
    }

    /**
     * Runs it.
     *
     * @param normal a draw of the standard normal distribution for each name that it is asked for, the same for the same name; called from one thread
     */
    public CharacterisedCell run(ToDoubleFunction<String> normal) {
        Bench bench = Bench.of(family, settings);
        double low = -family.cell().input().limit();
        double high = family.cell().input().limit();
        List<Specimen> members = specimens("member", MEMBERS, normal);
        List<Specimen> heldOut = specimens("held out", MEMBERS, normal);
        double[] ends = {low, 0, high};
        double fullScale = largest(new double[][] {bench.current(family.nominal(weights), ends), bench.current(family.nominal(-weights), ends)});
        if (!(fullScale > 0)) {
            throw new IllegalArgumentException("cell " + family.cell().netlist().name() + ": no current flows at the largest weight; look at its ports");
        }
        Samples current = new Samples((specimen, x) -> new double[][] {bench.current(specimen, x)});
        FamilyBasis signal = FamilyBasis.find(low, high, current.of(members), current.of(heldOut), signalTolerance, RESOLUTION * signalTolerance);
        requireFew(signal, "current");
        double[] largest = new double[CharacterisedCell.Noise.values().length];
        for (double w : new double[] {-weights, 0, weights}) {
            double[][] powers = bench.noise(family.nominal(w), ends);
            for (int kind = 0; kind < largest.length; kind++) {
                largest[kind] = Math.max(largest[kind], Arrays.stream(powers[kind]).max().orElseThrow());
            }
        }
        Samples powers = new Samples(bench::noise);
        FamilyBasis noise = basis(powers, members, heldOut, ofSpecimen -> relative(ofSpecimen, largest));
        requireFew(noise, "noise power");
        CharacterisedCell.Ranks ranks = extent == Extent.DATA_SHEET ? ranks(current, powers, members, heldOut, largest) : CharacterisedCell.Ranks.NONE;
        CharacterisedCell unfitted = new CharacterisedCell(bench, threads, weights, fullScale, signal, noise, ranks, null, CharacterisedCell.Judgement.NONE);
        if (extent == Extent.BASES) {
            return unfitted;
        }
        List<Specimen> taught = specimens("taught", OVERSAMPLING * SpecimenPolynomials.features(family.parameters().size()), normal);
        SpecimenPolynomials dependence = SpecimenPolynomials.fit(taught, unfitted.measured(taught), weights);
        CharacterisedCell fitted = new CharacterisedCell(bench, threads, weights, fullScale, signal, noise, ranks, dependence, CharacterisedCell.Judgement.NONE);
        return new CharacterisedCell(bench, threads, weights, fullScale, signal, noise, ranks, dependence, fitted.judged(specimens("judge", JUDGES, normal)));
    }

    private CharacterisedCell.Ranks ranks(Samples current, Samples powers, List<Specimen> members, List<Specimen> heldOut, double[] largest) {
        List<Specimen> matched = members.stream().map(member -> family.nominal(member.weight())).toList();
        List<FamilyBasis.Rank> nominal = FamilyBasis.find(-family.cell().input().limit(), family.cell().input().limit(), current.of(matched.subList(0, MEMBERS / 2)), current.of(matched.subList(MEMBERS / 2, MEMBERS)), signalTolerance,
                RESOLUTION * signalTolerance).ranks();
        List<FamilyBasis.Rank> white = basis(powers, members, heldOut, ofSpecimen -> new double[][] {white(ofSpecimen)}).ranks();
        List<FamilyBasis.Rank> flicker = largest[CharacterisedCell.Noise.FLICKER.ordinal()] == 0 ? List.of() : basis(powers, members, heldOut, ofSpecimen -> new double[][] {ofSpecimen[CharacterisedCell.Noise.FLICKER.ordinal()]}).ranks();
        return new CharacterisedCell.Ranks(nominal, white, flicker);
    }

    private void requireFew(FamilyBasis basis, String what) {
        if (basis.rank() > MOST_FUNCTIONS) {
            throw new CircuitException(String.format(Locale.ROOT, "cell %s: its %s over the input takes other shapes for other weights: %d functions leave %.1e of full scale on other cells, and %d are the most that a machine is given; make its window smaller, or look for knees that "
                    + "move with the weight", family.cell().netlist().name(), what, MOST_FUNCTIONS, basis.ranks().get(MOST_FUNCTIONS - 1).interpolated(), MOST_FUNCTIONS));
        }
    }

    private FamilyBasis basis(Samples powers, List<Specimen> members, List<Specimen> heldOut, UnaryOperator<double[][]> rows) {
        double low = -family.cell().input().limit();
        double high = family.cell().input().limit();
        return FamilyBasis.find(low, high, powers.of(members, rows), powers.of(heldOut, rows), noiseTolerance, RESOLUTION * noiseTolerance);
    }

    /** Each kind that is there at all, relative to its largest. */
    private static double[][] relative(double[][] ofSpecimen, double[] largest) {
        List<double[]> rows = new ArrayList<>();
        for (int kind = 0; kind < largest.length; kind++) {
            if (largest[kind] > 0) {
                double scale = largest[kind];
                rows.add(Arrays.stream(ofSpecimen[kind]).map(power -> power / scale).toArray());
            }
        }
        return rows.toArray(double[][]::new);
    }

    private static double[] white(double[][] ofSpecimen) {
        double[] sum = ofSpecimen[CharacterisedCell.Noise.THERMAL.ordinal()].clone();
        for (int k = 0; k < sum.length; k++) {
            sum[k] += ofSpecimen[CharacterisedCell.Noise.SHOT.ordinal()][k];
        }
        return sum;
    }

    /** Measures specimens, none of them twice at the same inputs. */
    private final class Samples {
        private final BiFunction<Specimen, double[], double[][]> measurement;
        private final Map<List<Object>, List<double[][]>> known = new HashMap<>();

        Samples(BiFunction<Specimen, double[], double[][]> measurement) {
            this.measurement = measurement;
        }

        Family of(List<Specimen> specimens) {
            return of(specimens, UnaryOperator.identity());
        }

        /** @param rows members that a measured specimen makes */
        Family of(List<Specimen> specimens, UnaryOperator<double[][]> rows) {
            return (x, most) -> {
                List<Specimen> measured = specimens.subList(0, Math.min(most, specimens.size()));
                List<double[][]> values = known.computeIfAbsent(List.of(measured, Arrays.stream(x).boxed().toList()),
                        key -> Parallel.map(measured.size(), threads, s -> measurement.apply(measured.get(s), x)));
                return values.stream().flatMap(ofSpecimen -> Arrays.stream(rows.apply(ofSpecimen))).toArray(double[][]::new);
            };
        }
    }

    /** Specimens by chance, with weights from everywhere, more of them near the ends, where polynomials need them. */
    private List<Specimen> specimens(String purpose, int count, ToDoubleFunction<String> normal) {
        List<Specimen> specimens = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            String prefix = purpose + " " + k + " ";
            double place = 0.5 + k * 0.6180339887498949;                                // multiples of the golden ratio's part spread evenly
            specimens.add(family.draw(weights * Math.cos(Math.PI * (place - Math.floor(place))), name -> normal.applyAsDouble(prefix + name)));
        }
        return specimens;
    }

    private static double largest(double[][] values) {
        double largest = 0;
        for (double[] row : values) {
            for (double value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }
}
