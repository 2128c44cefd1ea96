package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.cell.CurrentSource;
import org.superpose.circuits.cell.GilbertCell;
import org.superpose.circuits.characterisation.Family;
import org.superpose.circuits.characterisation.FamilyBasis;
import org.superpose.simulator.characterised.SeparableSum;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.ReadNoise;
import org.superpose.simulator.matrix.PackedMatrix;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/** Gilbert cells, each with a mismatch of its own, compiled into coefficients of a basis that is found from seeded cells of the same make. */
final class GilbertArray implements CurrentCells {
    private static final int MEMBERS = 64;
    /** Of full scale, the error of a cell's current that the basis may make, for mismatch as described or less; larger mismatch allows as much more. */
    private static final double SIGNAL_TOLERANCE = 1e-5;
    /** Likewise of the largest noise power; a change of 1e-4 of a variance is beyond any measurement of it with fewer than 1e8 samples. */
    private static final double NOISE_TOLERANCE = 1e-4;
    /** What the panels of a basis may add to it; rounding of a law of some ten operations is about 1e-15. */
    private static final double PANEL_TOLERANCE = 2e-14;
    /** Seeds the cells from which bases are found; they are none of any chip. */
    private static final RandomStreams SAMPLE = RandomStreams.of(0).named("basis of Gilbert cells");

    private final LayerDesign design;
    private final NoiseControl noise;
    private final ColumnAmplifier amplifier;
    private final FamilyBasis signal;
    private final FamilyBasis power;                    // null if the cells are silent
    private final double[] signalPoints;
    private final double[] powerPoints;

    GilbertArray(LayerDesign design) {
        this.design = design;
        this.noise = design.hardware().noise();
        this.amplifier = new ColumnAmplifier(design, 0);
        List<StoredCell> cells = sample("members");
        List<StoredCell> heldOut = sample("held out");
        double slack = StrictMath.max(1, noise.scale());
        this.signal = FamilyBasis.find(design.low(), design.high(), family(cells, false), family(heldOut, false), SIGNAL_TOLERANCE * slack, PANEL_TOLERANCE);
        this.power = silent(cells) ? null
                : FamilyBasis.find(design.low(), design.high(), family(cells, true), family(heldOut, true), NOISE_TOLERANCE * slack, PANEL_TOLERANCE);
        this.signalPoints = signal.points();
        this.powerPoints = power == null ? new double[0] : power.points();
    }

    /** Whether no cell has any noise, because its sources are switched off or of size 0. */
    private boolean silent(List<StoredCell> cells) {
        double[] x = {design.low(), design.high() / 2, design.high()};
        double[] into = new double[x.length];
        for (StoredCell cell : cells) {
            power(cell, x, into);
            for (double variance : into) {
                if (variance > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public List<FamilyBasis> bases() {
        return power == null ? List.of(signal) : List.of(signal, power);
    }

    /** A cell and what its weight port holds. */
    private record StoredCell(GilbertCell cell, double voltage, double readDeviation) { }

    @Override
    public Made make(RandomStreams chip, RandomStreams layer) {
        int outputs = design.outputs();
        int inputs = design.inputs();
        double[][][] currents = new double[signal.rank()][outputs][inputs];
        double[][][] powers = new double[power == null ? 0 : power.rank()][outputs][inputs];
        WeightStore store = design.store();
        double tail = tail(chip);
        Workspace forSignal = new Workspace(signal.rank());
        Workspace forPower = new Workspace(powers.length);
        Made made = new Made(outputs);
        for (int o = 0; o < outputs; o++) {
            made.amplifiers[o] = amplifier;
            WeightStore.Column column = store.write(design.stored(o), layer, o);
            CellDraws draws = new CellDraws(layer, o);
            for (int i = 0; i < inputs; i++) {
                StoredCell cell = stored(draws.next(tail), column.fraction[i], column.readVariance[i]);
                cell.cell.currents(signalPoints, cell.voltage, forSignal.values);
                signal.coefficients(forSignal.values, forSignal.coefficients);
                scatter(forSignal.coefficients, currents, o, i);
                if (power != null) {
                    power(cell, powerPoints, forPower.values);
                    power.coefficients(forPower.values, forPower.coefficients);
                    scatter(forPower.coefficients, powers, o, i);
                }
            }
        }
        made.sums.add(sum(signal, currents));
        if (power != null) {
            made.sums.add(sum(power, powers));
        }
        return made;
    }

    @Override
    public Law nominal() {
        return design.cell(design.hardware().temperature())::current;
    }

    @Override
    public Law example(RandomStreams chip) {
        return new CellDraws(chip.layer(0), 0).next(tail(chip))::current;
    }

    /** Tail current of a chip [A]. */
    private double tail(RandomStreams chip) {
        Multiplier m = design.hardware().multiplier();
        return m.tailCurrent() * Mismatch.factor(m.tailSpread() * noise.factor(Sources.TAIL_SPREAD) * chip.named(Sources.TAIL_SPREAD).stream().normal());
    }

    /** Cells with weights from all over the range, each from a chip of its own. */
    private List<StoredCell> sample(String purpose) {
        RandomStreams streams = SAMPLE.named(purpose);
        RandomStream weights = streams.named("weights").stream();
        double[] fractions = new double[MEMBERS];
        for (int m = 0; m < MEMBERS; m++) {
            fractions[m] = design.code().stored(2 * weights.uniform() - 1);
        }
        fractions[0] = 1;                               // full scale is among them
        WeightStore.Column column = design.store().write(fractions, streams, 0);
        CellDraws draws = new CellDraws(streams, 0);
        List<StoredCell> cells = new ArrayList<>();
        for (int m = 0; m < MEMBERS; m++) {
            cells.add(stored(draws.next(tail(streams.numbered(m))), column.fraction[m], column.readVariance[m]));
        }
        return cells;
    }

    private StoredCell stored(GilbertCell cell, double fraction, double readVariance) {
        return new StoredCell(cell, design.portVoltage() * fraction, design.portVoltage() * StrictMath.sqrt(readVariance));
    }

    private Family family(List<StoredCell> cells, boolean ofPower) {
        return (x, most) -> {
            double[][] values = new double[StrictMath.min(most, cells.size())][x.length];
            for (int m = 0; m < values.length; m++) {
                StoredCell stored = cells.get(m);
                if (ofPower) {
                    power(stored, x, values[m]);
                } else {
                    stored.cell.currents(x, stored.voltage, values[m]);
                }
            }
            return values;
        };
    }

    /** Variance of a cell's output current in the amplifier's band [A²]. */
    private void power(StoredCell stored, double[] x, double[] into) {
        ElectronicHardware hardware = design.hardware();
        ReadNoise band = hardware.readNoise();
        double shot = square(noise.factor(Sources.SHOT)) * amplifier.noiseBandwidth();
        double thermal = square(noise.factor(Sources.THERMAL)) * amplifier.noiseBandwidth();
        double flicker = square(noise.factor(Sources.FLICKER)) * amplifier.flickerBandwidth();
        GilbertCell cell = stored.cell;
        double tail = new CurrentSource(cell.tailCurrent(), hardware.multiplier().tailDegeneration(), cell.temperature()).noise();
        for (int k = 0; k < x.length; k++) {
            GilbertCell.Noise density = cell.noise(x[k], stored.voltage, tail, band.flickerCoefficient(), band.flickerExponent());
            into[k] = shot * density.shot() + thermal * density.thermal() + flicker * density.flicker();
            if (stored.readDeviation > 0) {
                into[k] += square(cell.weightTransconductance(x[k], stored.voltage) * stored.readDeviation);
            }
        }
    }

    private static SeparableSum sum(FamilyBasis basis, double[][][] coefficients) {
        List<PackedMatrix> matrices = new ArrayList<>();
        for (double[][] matrix : coefficients) {
            matrices.add(PackedMatrix.of(matrix));
        }
        return new SeparableSum(new SampledBasis(basis.functions()), matrices, new double[coefficients[0].length]);
    }

    private static void scatter(double[] coefficients, double[][][] into, int output, int input) {
        for (int r = 0; r < coefficients.length; r++) {
            into[r][output][input] = coefficients[r];
        }
    }

    private static double square(double a) {
        return a * a;
    }

    private static final class Workspace {
        final double[] values;
        final double[] coefficients;

        Workspace(int rank) {
            values = new double[rank];
            coefficients = new double[rank];
        }
    }

    /** Draws the mismatch of the cells of one column, one after the other. */
    private final class CellDraws {
        private final RandomStream saturation;
        private final RandomStream resistor;
        private final double saturationSigma;
        private final double resistorSigma;
        private final GilbertCell nominal = design.cell(design.hardware().temperature());
        private final CurrentSource tailSource = new CurrentSource(design.hardware().multiplier().tailCurrent(),
                design.hardware().multiplier().tailDegeneration(), design.hardware().temperature());

        CellDraws(RandomStreams layer, int output) {
            saturation = layer.named(Sources.SATURATION_CURRENT).stream(output);
            resistor = layer.named(Sources.RESISTOR).stream(output);
            saturationSigma = design.hardware().multiplier().saturationMismatch() * noise.factor(Sources.SATURATION_CURRENT);
            resistorSigma = design.hardware().multiplier().resistorMismatch() * noise.factor(Sources.RESISTOR);
        }

        /** Two transistors differ by √2 σ. */
        GilbertCell next(double tail) {
            double pair = StrictMath.sqrt(2) * saturationSigma * nominal.thermalVoltage();
            double input = pair * saturation.normal();
            double quad1 = pair * saturation.normal();
            double quad2 = pair * saturation.normal();
            double tailSaturation = saturationSigma * saturation.normal();
            double r1 = nominal.resistance1() * Mismatch.factor(resistorSigma * resistor.normal());
            double r2 = nominal.resistance2() * Mismatch.factor(resistorSigma * resistor.normal());
            double own = Mismatch.factor(tailSource.error(tailSaturation, resistorSigma * resistor.normal()));
            return new GilbertCell(tail * own, r1, r2, nominal.beta(), nominal.temperature(), input, quad1, quad2);
        }
    }
}
