package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.superpose.circuits.characterisation.CharacterisedCell;
import org.superpose.circuits.characterisation.FamilyBasis;
import org.superpose.circuits.characterisation.Specimen;
import org.superpose.circuits.passive.ResistorLaws;
import org.superpose.simulator.characterised.Basis;
import org.superpose.simulator.characterised.SeparableSum;
import org.superpose.simulator.matrix.PackedMatrix;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStreams;

/** Cells that were characterised from their netlist, each with a mismatch of its own: their coefficients follow from what was found, and are measured on a bench where a draw lies outside of it. */
final class NetlistArray implements CurrentCells {
    /** For derivatives by input and weight, where curves are straight to 1e-6 [V]. */
    private static final double INPUT_STEP = 1e-3;
    private static final double WEIGHT_STEP = 1e-4;

    private final LayerDesign design;
    private final NoiseControl noise;
    private final CharacterisedCell cell;
    private final double tailSpread;                    // one standard deviation of what was characterised
    private final List<String> parts;
    private final int[] sources;                        // of the cell's parameters: places among the parts, -1 for the tail
    private final double[] factors;                     // on their draws
    private final ColumnAmplifier amplifier;
    private final double[] densities;                   // factor on each kind of noise density

    /**
     * @param cell      characterised for the spread of the design's hardware
     */
    NetlistArray(LayerDesign design, CharacterisedCell cell) {
        this(design, cell, passed(design));
    }

    /**
     * @param densities what becomes of each kind of noise density in the sum of noise powers [Hz, or Ω² Hz]
     */
    NetlistArray(LayerDesign design, CharacterisedCell cell, double[] densities) {
        this.design = design;
        this.noise = design.hardware().noise();
        this.cell = cell;
        this.densities = densities.clone();
        this.amplifier = new ColumnAmplifier(design, 0);
        CellSpread spread = CellSpread.of(design.hardware());
        tailSpread = spread.tail();
        parts = CellDesign.parts(design.hardware());
        List<String> parameters = cell.family().parameters();
        sources = parameters.stream().mapToInt(parts::indexOf).toArray();
        factors = parameters.stream().mapToDouble(name -> spread.factor(design.hardware(), name)).toArray();
    }

    /** By amplifiers in closed form: powers of currents. */
    private static double[] passed(LayerDesign design) {
        NoiseControl noise = design.hardware().noise();
        ColumnAmplifier amplifier = new ColumnAmplifier(design, 0);
        double[] densities = new double[CharacterisedCell.Noise.values().length];
        densities[CharacterisedCell.Noise.THERMAL.ordinal()] = square(noise.factor(Sources.THERMAL)) * amplifier.noiseBandwidth();
        densities[CharacterisedCell.Noise.SHOT.ordinal()] = square(noise.factor(Sources.SHOT)) * amplifier.noiseBandwidth();
        densities[CharacterisedCell.Noise.FLICKER.ordinal()] = square(noise.factor(Sources.FLICKER)) * amplifier.flickerBandwidth();
        return densities;
    }

    @Override
    public List<FamilyBasis> bases() {
        return silent() ? List.of(cell.signal()) : List.of(cell.signal(), cell.noise());
    }

    boolean silent() {
        return densities[0] + densities[1] + densities[2] == 0;
    }

    @Override
    public Made make(RandomStreams chip, RandomStreams layer) {
        return make(new PartDraws(chip, layer, parts), layer, output -> 0, WireDrops.none(design.inputs(), design.outputs()), false);
    }

    /**
     * @param layer the streams of this layer of the chip, for what its stores hold
     * @param tails relative errors of the columns' tail currents, beside the chip's
     * @param wires what they do to the cells; if inputs differ along rows, the last sum is the difference that the last column makes [A]
     * @param slope whether a sum is added that tells how the columns' currents change with the logarithm of their tail currents [A]
     */
    Made make(PartDraws draws, RandomStreams layer, IntToDoubleFunction tails, WireDrops wires, boolean slope) {
        int outputs = design.outputs();
        int inputs = design.inputs();
        int rank = cell.signal().rank();
        int noiseRank = silent() ? 0 : cell.noise().rank();
        double[][][] currents = new double[rank][outputs][inputs];
        double[][][] powers = new double[noiseRank][outputs][inputs];
        double[][][] slopes = new double[slope ? rank : 0][outputs][inputs];
        WeightStore store = design.store();
        Made made = new Made(outputs);
        List<Specimen> outside = new ArrayList<>();
        List<int[]> places = new ArrayList<>();
        double[] numbers = new double[noiseRank == 0 ? rank : cell.size()];
        double[] ofTail = new double[rank];
        for (int o = 0; o < outputs; o++) {
            made.amplifiers[o] = amplifier;
            WeightStore.Column column = store.write(design.stored(o), layer, o);
            double tail = tail(draws, tails.applyAsDouble(o));
            for (int i = 0; i < inputs; i++) {
                Specimen specimen = specimen(draws.cell(o, i), tail + StrictMath.log(wires.tail(i)) / tailSpread, column.fraction[i] * design.portVoltage());
                if (cell.covers(specimen)) {
                    cell.predict(specimen, numbers);
                    scatter(numbers, wires.passed(o, i), currents, powers, o, i);
                } else {
                    outside.add(specimen);
                    places.add(new int[] {o, i});
                }
                if (slope) {
                    cell.slope(specimen, CellDesign.TAIL, ofTail);
                    for (int r = 0; r < rank; r++) {
                        slopes[r][o][i] = wires.passed(o, i) * ofTail[r] / tailSpread;
                    }
                }
            }
        }
        double[][] measured = cell.measured(outside);
        for (int k = 0; k < measured.length; k++) {
            scatter(measured[k], wires.passed(places.get(k)[0], places.get(k)[1]), currents, powers, places.get(k)[0], places.get(k)[1]);
        }
        Basis ofSignal = new SampledBasis(cell.signal().functions());
        made.sums.add(sum(ofSignal, currents));
        if (noiseRank > 0) {
            made.sums.add(sum(new SampledBasis(cell.noise().functions()), powers));
        }
        if (slope) {
            made.sums.add(sum(ofSignal, slopes));
        }
        if (wires.alongRows()) {
            made.sums.add(sum(wires.alongRows(ofSignal), currents));
        }
        return made;
    }

    /** What the cells of columns do, their tail currents being near given ones: coefficients of the currents, and their derivatives by the logarithm of the tail currents. */
    static final class Expansion {
        final List<PackedMatrix> currents = new ArrayList<>();
        final List<PackedMatrix> ofTail = new ArrayList<>();
    }

    /**
     * @param fractions   that the stores of the weights hold [outputs × inputs]
     * @param tails       logarithms of the columns' tail currents over those of the design
     * @param transistors whether those of cells have their errors
     * @param resistors   likewise
     */
    Expansion expansion(PartDraws draws, double[][] fractions, double[] tails, boolean transistors, boolean resistors) {
        int rank = cell.signal().rank();
        double[][][] currents = new double[rank][fractions.length][design.inputs()];
        double[][][] ofTail = new double[rank][fractions.length][design.inputs()];
        double[] numbers = new double[rank];
        List<Specimen> outside = new ArrayList<>();
        List<int[]> places = new ArrayList<>();
        for (int o = 0; o < fractions.length; o++) {
            for (int i = 0; i < design.inputs(); i++) {
                double[] drawn = draws.cell(o, i);
                for (int k = 0; k < sources.length; k++) {
                    if (sources[k] >= 0 && !(CellDesign.isResistor(parts.get(sources[k])) ? resistors : transistors)) {
                        drawn[sources[k]] = 0;
                    }
                }
                Specimen specimen = specimen(drawn, tails[o] / tailSpread, fractions[o][i] * design.portVoltage());
                if (cell.covers(specimen)) {
                    cell.predict(specimen, numbers);                  // the first of its numbers are those of the current
                    for (int r = 0; r < rank; r++) {
                        currents[r][o][i] = numbers[r];
                    }
                } else {
                    outside.add(specimen);
                    places.add(new int[] {o, i});
                }
                cell.slope(specimen, CellDesign.TAIL, numbers);
                for (int r = 0; r < rank; r++) {
                    ofTail[r][o][i] = numbers[r] / tailSpread;
                }
            }
        }
        double[][] measured = cell.measured(outside);
        for (int k = 0; k < measured.length; k++) {
            for (int r = 0; r < rank; r++) {
                currents[r][places.get(k)[0]][places.get(k)[1]] = measured[k][r];
            }
        }
        Expansion expansion = new Expansion();
        for (int r = 0; r < rank; r++) {
            expansion.currents.add(PackedMatrix.of(currents[r]));
            expansion.ofTail.add(PackedMatrix.of(ofTail[r]));
        }
        return expansion;
    }

    /** Coefficients of the densities of the cells' noise currents, for each kind as many as there are functions [A²/Hz; A² at 1 Hz]. */
    List<List<PackedMatrix>> densities(PartDraws draws, double[][] fractions, double[] tails) {
        int rank = cell.signal().rank();
        int noiseRank = cell.noise().rank();
        int kinds = CharacterisedCell.Noise.values().length;
        double[][][] of = new double[kinds * noiseRank][fractions.length][design.inputs()];
        for (int o = 0; o < fractions.length; o++) {
            for (int i = 0; i < design.inputs(); i++) {
                double[] numbers = numbers(specimen(draws.cell(o, i), tails[o] / tailSpread, fractions[o][i] * design.portVoltage()));
                for (int k = 0; k < of.length; k++) {
                    of[k][o][i] = numbers[rank + k];
                }
            }
        }
        List<PackedMatrix> all = Arrays.stream(of).map(PackedMatrix::of).toList();
        List<List<PackedMatrix>> byKind = new ArrayList<>();
        for (int kind = 0; kind < kinds; kind++) {
            byKind.add(all.subList(kind * noiseRank, (kind + 1) * noiseRank));
        }
        return byKind;
    }

    /** Functions of the inputs [V] that currents are sums of, [functions × batch × inputs]. */
    double[][][] functions(double[][] port) {
        return functions(cell.signal(), port);
    }

    /** Likewise of noise. */
    double[][][] noiseFunctions(double[][] port) {
        return functions(cell.noise(), port);
    }

    private static double[][][] functions(FamilyBasis basis, double[][] port) {
        double[][][] phi = new double[basis.rank()][port.length][];
        for (int b = 0; b < port.length; b++) {
            double[][] of = new double[basis.rank()][port[b].length];
            basis.functions().evaluate(port[b], of);
            for (int r = 0; r < of.length; r++) {
                phi[r][b] = of[r];
            }
        }
        return phi;
    }

    private void scatter(double[] numbers, double passed, double[][][] currents, double[][][] powers, int output, int input) {
        for (int r = 0; r < currents.length; r++) {
            currents[r][output][input] = passed * numbers[r];
        }
        for (int r = 0; r < powers.length; r++) {
            double power = 0;
            for (int kind = 0; kind < densities.length; kind++) {
                power += densities[kind] * numbers[currents.length + kind * powers.length + r];
            }
            powers[r][output][input] = passed * passed * power;
        }
    }

    /** The columns of a chip at inputs [V], one by one. */
    Columns at(PartDraws draws, RandomStreams layer, IntToDoubleFunction tails, WireDrops wires, double[] port) {
        int rank = cell.signal().rank();
        int noiseRank = cell.noise().rank();
        double[][] phi = new double[rank][port.length];
        double[][] above = new double[rank][port.length];
        double[][] below = new double[rank][port.length];
        double[][] chi = new double[noiseRank][port.length];
        Columns at = new Columns(design.outputs(), port.length);
        WeightStore store = design.store();
        double[] ofTail = new double[rank];
        for (int o = 0; o < design.outputs(); o++) {
            double[] fractions = store.write(design.stored(o), layer, o).fraction;
            double tail = tail(draws, tails.applyAsDouble(o));
            int output = o;
            double[] here = IntStream.range(0, port.length).mapToDouble(i -> port[i] - wires.drop(output, i, port[i])).toArray();
            cell.signal().functions().evaluate(here, phi);
            cell.noise().functions().evaluate(here, chi);
            cell.signal().functions().evaluate(Arrays.stream(here).map(x -> x + INPUT_STEP).toArray(), above);
            cell.signal().functions().evaluate(Arrays.stream(here).map(x -> x - INPUT_STEP).toArray(), below);
            for (int i = 0; i < port.length; i++) {
                double passed = wires.passed(o, i);
                Specimen specimen = specimen(draws.cell(o, i), tail + StrictMath.log(wires.tail(i)) / tailSpread, fractions[i] * design.portVoltage());
                double[] numbers = numbers(specimen);
                double[] heavier = numbers(specimen.with(CellDesign.weight(design.hardware(), fractions[i] * design.portVoltage() + WEIGHT_STEP)));
                double[] lighter = numbers(specimen.with(CellDesign.weight(design.hardware(), fractions[i] * design.portVoltage() - WEIGHT_STEP)));
                if (tails()) {
                    cell.slope(specimen, CellDesign.TAIL, ofTail);
                    for (int r = 0; r < rank; r++) {
                        at.ofTail[o] += passed * ofTail[r] / tailSpread * phi[r][i];
                    }
                }
                double ofWeight = 0;
                for (int r = 0; r < rank; r++) {
                    at.current[o] += passed * numbers[r] * phi[r][i];
                    at.ofInput[o][i] += passed * numbers[r] * (above[r][i] - below[r][i]) / (2 * INPUT_STEP);
                    ofWeight += passed * (heavier[r] - lighter[r]) / (2 * WEIGHT_STEP) * phi[r][i];
                }
                at.sources[o] += ofWeight * ofWeight * 2 * ResistorLaws.voltageNoise(CellDesign.SOURCE_RESISTANCE, design.hardware().temperature());
                for (int kind = 0; kind < at.powers[o].length; kind++) {
                    for (int r = 0; r < noiseRank; r++) {
                        at.powers[o][kind] += passed * passed * numbers[rank + kind * noiseRank + r] * chi[r][i];
                    }
                }
            }
        }
        return at;
    }

    /** Whether cells share a line of tail currents. */
    boolean tails() {
        return cell.family().parameters().contains(CellDesign.TAIL);
    }

    private double[] numbers(Specimen specimen) {
        if (!cell.covers(specimen)) {
            return cell.measured(List.of(specimen))[0];
        }
        double[] numbers = new double[cell.size()];
        cell.predict(specimen, numbers);
        return numbers;
    }

    /** What the cells of each column do at given inputs. */
    static final class Columns {
        /** Difference current [A]. */
        final double[] current;
        /** Its derivatives by the inputs [outputs × inputs], [S]. */
        final double[][] ofInput;
        /** Its derivative by the logarithm of the tail currents [A]. */
        final double[] ofTail;
        /** Noise of the weights' source resistors [A²/Hz]. */
        final double[] sources;
        /** All noise, with theirs, by kind [outputs × kinds], [A²/Hz; A² at 1 Hz]. */
        final double[][] powers;

        private Columns(int outputs, int inputs) {
            current = new double[outputs];
            ofInput = new double[outputs][inputs];
            ofTail = new double[outputs];
            sources = new double[outputs];
            powers = new double[outputs][CharacterisedCell.Noise.values().length];
        }
    }

    private static SeparableSum sum(Basis basis, double[][][] coefficients) {
        List<PackedMatrix> matrices = new ArrayList<>();
        for (double[][] matrix : coefficients) {
            matrices.add(PackedMatrix.of(matrix));
        }
        return new SeparableSum(basis, matrices, new double[coefficients[0].length]);
    }

    private static double square(double a) {
        return a * a;
    }

    /** Draw of a column's tail currents, in standard deviations of what was characterised. */
    private double tail(PartDraws draws, double ofColumn) {
        return (tail(draws) + ofColumn) / tailSpread;
    }

    /** Logarithm of what the chip's spread makes of all its tail currents. */
    double tail(PartDraws draws) {
        return StrictMath.log(Mismatch.factor(design.hardware().multiplier().tailSpread() * noise.factor(Sources.TAIL_SPREAD) * draws.tail()));
    }

    private Specimen specimen(double[] draws, double tail, double weightVoltage) {
        double[] scaled = new double[factors.length];
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] = sources[k] < 0 ? tail : factors[k] * draws[sources[k]];
        }
        return new Specimen(CellDesign.weight(design.hardware(), weightVoltage), scaled);
    }

    @Override
    public Law nominal() {
        return law(cell.family().nominal(0));
    }

    @Override
    public Law example(RandomStreams chip) {
        return law(first(chip));
    }

    /** The first cell of a chip, without its weight. */
    Specimen first(RandomStreams chip) {
        PartDraws draws = new PartDraws(chip, chip.layer(0), parts);
        return specimen(draws.cell(0, 0), tail(draws, 0), 0);
    }

    private Law law(Specimen specimen) {
        double[][] phi = new double[cell.signal().rank()][1];
        return (x, voltage) -> {
            double[] numbers = numbers(specimen.with(CellDesign.weight(design.hardware(), voltage)));
            cell.signal().functions().evaluate(new double[] {x}, phi);
            double current = 0;
            for (int r = 0; r < phi.length; r++) {
                current += numbers[r] * phi[r][0];
            }
            return current;
        };
    }
}
