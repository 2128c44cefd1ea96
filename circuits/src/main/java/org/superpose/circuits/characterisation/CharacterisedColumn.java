package org.superpose.circuits.characterisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.superpose.circuits.analysis.AcResult;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.NoiseResult;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.analysis.Phasors;
import org.superpose.circuits.characterisation.CharacterisedCell.Noise;
import org.superpose.circuits.characterisation.ColumnBench.Drive;
import org.superpose.circuits.characterisation.ColumnBench.State;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.plan.CircuitPlan;

/**
 * What stands behind the cells of a column, in few numbers. With I the difference of what driven cells draw from the lines, {@code i(op) − i(on)}, C what they draw from both together beyond what they draw at rest, and V_b at the bias port, the
 * voltage before the rectifier is {@code z = f(I) + m(I) C + k V_b} between the rails, and the output {@code y = g(z)}; without a rectifier {@code y = z}. f and g are measured curves, m a parabola, k a number: what follows the summing node is
 * linear to an op-amp's gain, and C is small. The knee of g is followed in direct current; for small fast signals there are responses and noise on
 * either side of it.
 * <p>Immutable.
 */
public final class CharacterisedColumn {
    /** Where responses and noise are sampled. Below it a column has no poles; above it nothing passes. */
    private static final LogSweep FREQUENCIES = LogSweep.decades(100, 1e9, 10);
    /** Bias at which the rails are measured, over what brings the output to the window's end or to the supply. */
    private static final double OVERDRIVE = 2;
    /** Of the window: where noise and the effects of parts' errors are measured. */
    private static final double PART = 1.0 / 3;
    /** Of {@link #PART}: where a rectifier is measured. The less current its diodes carry, the slower it is, and the more comes through where it blocks. */
    private static final double[] LEVELS = {1, 0.25, 0.0625, 0.015625};

    private final int fanIn;
    private final double temperature;
    private final double lineVoltage;
    private final double restCurrent;
    private final double tailRatio;
    private final double shareOfCells;
    private final MeasuredCurve transfer;
    private final double biasGain;
    private final double biasError;
    private final double[] commonModeGains;                // at −, 0 and + of measuredAt [Ω]
    private final MeasuredCurve rectifier;                 // null: none
    private final FrequencyResponse response;
    private final Outputs conducting;
    private final Outputs blocking;
    private final double measuredAt;                       // magnitude of the currents at which noise and common-mode gain were measured [A]
    private final NoiseSpectrum[] noises;                  // at −, 0 and +
    private final NoiseSpectrum tailNoise;
    private final ColumnErrors errors;

    CharacterisedColumn(ColumnCharacterisation of, ColumnBench bench) {
        fanIn = of.fanIn();
        temperature = of.settings().environment().temperature();
        String linear = bench.linear();
        State rest = bench.at(Drive.REST, null);
        double slope = rest.ofCurrent(linear);
        biasGain = rest.ofBias(linear);
        if (!(Math.abs(slope) > 0) || !(Math.abs(biasGain) > 0)) {
            throw new CircuitException("readout " + of.readout().name() + ": its output follows neither a current from the lines nor the bias; look at its ports");
        }
        lineVoltage = rest.lines();
        restCurrent = rest.voltage(ColumnBench.DRAWN);
        OperatingPointResult single = new OperatingPoint().with(of.settings()).run(of.cell().bench(0, 0));
        double one = -single.current("vop") - single.current("von");
        tailRatio = bench.shares() ? restCurrent / (fanIn * one) : 1;
        double overdrive = OVERDRIVE * Math.max(of.window(), ColumnCharacterisation.SUPPLY) / biasGain;
        State up = bench.at(Drive.bias(overdrive), null);
        State down = bench.at(Drive.bias(-overdrive), null);
        double current = of.window() / Math.abs(slope);
        transfer = curve(bench, rest, -current, current, Drive::current, state -> new MeasuredCurve.Point(state.drive().current(), state.voltage(linear), state.ofCurrent(linear)), of.tolerance(), up.voltage(linear), down.voltage(linear));
        double volts = of.window() / Math.abs(biasGain);
        double worst = 0;
        for (double bias : new double[] {-volts, -volts / 2, volts / 2, volts}) {
            worst = Math.max(worst, Math.abs(bench.at(Drive.bias(bias), rest).voltage(linear) - rest.voltage(linear) - biasGain * bias));
        }
        biasError = worst;
        rectifier = bench.rectified() ? curve(bench, rest, -of.window(), of.window(), z -> Drive.bias((z - rest.voltage(linear)) / biasGain),
                state -> new MeasuredCurve.Point(state.voltage(linear), state.voltage(ColumnBench.OUTPUT), state.ofBias(ColumnBench.OUTPUT) / state.ofBias(linear)), of.tolerance(), up.voltage(ColumnBench.OUTPUT), down.voltage(ColumnBench.OUTPUT)) : null;
        response = response(of, bench.plan(), linear);
        measuredAt = PART * current;
        State low = bench.at(Drive.current(-measuredAt), rest);
        State high = bench.at(Drive.current(measuredAt), rest);
        noises = new NoiseSpectrum[] {noise(of, bench.driven(low.drive()), linear, bench::isReadout, 1), noise(of, bench.plan(), linear, bench::isReadout, 1), noise(of, bench.driven(high.drive()), linear, bench::isReadout, 1)};
        commonModeGains = new double[] {low.ofCommon(linear), rest.ofCommon(linear), high.ofCommon(linear)};
        shareOfCells = (low.drawnDifference() - high.drawnDifference()) / (2 * measuredAt);
        tailNoise = noise(of, bench.plan(), ColumnBench.DRAWN, bench::isShared, bench.shares() ? restCurrent * restCurrent : 1);
        if (rectifier == null) {
            conducting = new Outputs(new double[] {0}, List.of(response), List.of(noises[1]));
            blocking = conducting;
        } else {
            boolean rising = Math.abs(high.ofCurrent(ColumnBench.OUTPUT)) > Math.abs(low.ofCurrent(ColumnBench.OUTPUT));
            conducting = outputs(of, bench, rising ? high : low, rest.voltage(linear), slope);
            blocking = outputs(of, bench, rising ? low : high, rest.voltage(linear), slope);
        }
        errors = new ColumnErrors(bench, rest, low, high, PART * volts);
    }

    /** With another curve, without what both lines together do. */
    private CharacterisedColumn(CharacterisedColumn of, MeasuredCurve transfer) {
        fanIn = of.fanIn;
        temperature = of.temperature;
        lineVoltage = of.lineVoltage;
        restCurrent = of.restCurrent;
        tailRatio = of.tailRatio;
        shareOfCells = 0;
        this.transfer = transfer;
        biasGain = of.biasGain;
        biasError = of.biasError;
        commonModeGains = new double[of.commonModeGains.length];
        rectifier = of.rectifier;
        response = of.response;
        conducting = of.conducting;
        blocking = of.blocking;
        measuredAt = of.measuredAt;
        noises = of.noises;
        tailNoise = of.tailNoise;
        errors = of.errors;
    }

    /** Responses and noise of the output at some voltages before the rectifier, on one side of its knee. */
    private static final class Outputs {
        private final double[] places;                     // logarithms of the voltages' magnitudes, falling
        private final List<FrequencyResponse> responses;
        private final List<NoiseSpectrum> noises;

        Outputs(double[] places, List<FrequencyResponse> responses, List<NoiseSpectrum> noises) {
            this.places = places;
            this.responses = List.copyOf(responses);
            this.noises = List.copyOf(noises);
        }

        FrequencyResponse response(double z) {
            int k = below(z);
            return k == 0 ? responses.get(0) : FrequencyResponse.between(responses.get(k - 1), responses.get(k), share(z, k));
        }

        NoiseSpectrum noise(double z) {
            int k = below(z);
            return k == 0 ? noises.get(0) : NoiseSpectrum.between(noises.get(k - 1), noises.get(k), share(z, k));
        }

        /** The first place that does not lie above a voltage's, or the last. */
        private int below(double z) {
            int k = 0;
            while (k < places.length - 1 && places[k] > StrictMath.log(StrictMath.abs(z))) {
                k++;
            }
            return k;
        }

        /** Of the place {@code k} beside the one before it. */
        private double share(double z, int k) {
            return StrictMath.min(1, (places[k - 1] - StrictMath.log(StrictMath.abs(z))) / (places[k - 1] - places[k]));
        }
    }

    /**
     * Those of one side.
     *
     * @param far   a state far from the knee
     * @param zero  voltage before the rectifier at rest [V]
     * @param slope from the difference current to it [Ω]
     */
    private static Outputs outputs(ColumnCharacterisation of, ColumnBench bench, State far, double zero, double slope) {
        double[] places = new double[LEVELS.length];
        List<FrequencyResponse> responses = new ArrayList<>();
        List<NoiseSpectrum> spectra = new ArrayList<>();
        for (int k = 0; k < places.length; k++) {
            State state = bench.at(Drive.current((LEVELS[k] * far.voltage(bench.linear()) - zero) / slope), far);
            CircuitPlan driven = bench.driven(state.drive());
            places[k] = StrictMath.log(StrictMath.abs(state.voltage(bench.linear())));
            responses.add(response(of, driven, ColumnBench.OUTPUT));
            spectra.add(noise(of, driven, ColumnBench.OUTPUT, bench::isReadout, 1));
        }
        return new Outputs(places, responses, spectra);
    }

    /** How a state is set by a number. */
    private interface Setting {
        Drive of(double number);
    }

    private static MeasuredCurve curve(ColumnBench bench, State rest, double from, double to, Setting setting, Function<State, MeasuredCurve.Point> point, double tolerance, double end, double otherEnd) {
        State[] last = {rest};
        return MeasuredCurve.measure(from, to, number -> {
            last[0] = bench.at(setting.of(number), last[0]);
            return point.apply(last[0]);
        }, tolerance, Math.min(end, otherEnd), Math.max(end, otherEnd));
    }

    private static FrequencyResponse response(ColumnCharacterisation of, CircuitPlan driven, String node) {
        AcResult result = new AcSweep(FREQUENCIES).with(of.settings()).run(driven);
        Phasors voltage = result.voltage(node);
        return new FrequencyResponse(result.frequencies(), voltage.real(), voltage.imaginary());
    }

    private static NoiseSpectrum noise(ColumnCharacterisation of, CircuitPlan driven, String node, Predicate<String> counts, double square) {
        return spectrum(new NoiseAnalysis(node, FREQUENCIES).with(of.settings()).run(driven), counts, square);
    }

    /** What some components make of a noise, over a square. */
    static NoiseSpectrum spectrum(NoiseResult result, Predicate<String> counts, double square) {
        double[] frequencies = result.frequencies();
        double[][] powers = new double[Noise.values().length][frequencies.length];
        for (int p = 0; p < frequencies.length; p++) {
            double[] ofKinds = Noise.powers(result, p, counts);
            for (int kind = 0; kind < ofKinds.length; kind++) {
                powers[kind][p] = ofKinds[kind] / square;
            }
        }
        return new NoiseSpectrum(frequencies, powers);
    }

    public int fanIn() {
        return fanIn;
    }

    /** At which it was characterised [K]. */
    public double temperature() {
        return temperature;
    }

    public boolean rectified() {
        return rectifier != null;
    }

    /** At which the lines stand while all cells rest, their mean [V]. */
    public double lineVoltage() {
        return lineVoltage;
    }

    /** What all cells at rest draw from both lines [A]. */
    public double restCurrent() {
        return restCurrent;
    }

    /** What a cell at rest draws in the column over what it draws alone on its bench: more cells pull more base currents from what they share. 1 if they share nothing. */
    public double tailRatio() {
        return tailRatio;
    }

    /** Part of a small difference current that flows back into cells at rest, by their output conductance, because the lines move. */
    public double shareOfCells() {
        return shareOfCells;
    }

    /**
     * The same column if its lines stood still whatever is drawn from them, to see what their motion does: cells take nothing of a difference current, the voltage before the rectifier follows it in a straight line without rails, and what is drawn from
     * both lines together does not matter. Noise and responses stay as they are.
     */
    public CharacterisedColumn withLinesHeld() {
        return new CharacterisedColumn(this, MeasuredCurve.straight(transfer.low(), transfer.high(), transfer.value(0), transfer.slope(0) / (1 - shareOfCells)));
    }

    /** f: the voltage before the rectifier [V] over the difference current [A], without bias; between the rails. */
    public MeasuredCurve transfer() {
        return transfer;
    }

    /** k, of the voltage before the rectifier and that at the bias port. */
    public double biasGain() {
        return biasGain;
    }

    /** Largest deviation of the voltage before the rectifier from the straight line {@code k V_b} within the window [V]. */
    public double biasError() {
        return biasError;
    }

    /** Of what was measured at −, 0 and + of {@link #measuredAt} nothing is known beyond: there its end counts. */
    private double measured(double current) {
        return Math.min(1, Math.max(-1, current / measuredAt));
    }

    /** m: of the voltage before the rectifier and the current drawn from both lines together, at a difference current [A] [Ω]: a parabola through three currents up to a third of the window, and its end beyond. */
    public double commonModeGain(double current) {
        double i = measured(current);
        return commonModeGains[1] + i / 2 * (commonModeGains[2] - commonModeGains[0] + i * (commonModeGains[2] - 2 * commonModeGains[1] + commonModeGains[0]));
    }

    /** g: the output [V] over the voltage before the rectifier [V]; empty if the column does not rectify. */
    public Optional<MeasuredCurve> rectifier() {
        return Optional.ofNullable(rectifier);
    }

    /** Whether all of it lies where it was measured. Elsewhere curves go on straight up to the rails. */
    public boolean covers(double current, double bias) {
        double z = linear(current, 0, bias, Deviation.NONE);
        return transfer.covers(current) && (rectifier == null ? z > transfer.least() && z < transfer.most() : rectifier.covers(z));
    }

    /**
     * The voltage before the rectifier [V].
     *
     * @param current   I [A]
     * @param common    C [A]
     * @param bias      V_b [V]
     * @param deviation of a made column from the design
     */
    public double linear(double current, double common, double bias, Deviation deviation) {
        double zero = transfer.value(0);
        double z = zero + deviation.offset() + (1 + deviation.gain()) * (transfer.value(current) - zero) + commonModeGain(current) * common + (1 + deviation.biasGain()) * biasGain * bias;
        return Math.min(transfer.most(), Math.max(transfer.least(), z));
    }

    /**
     * The output [V].
     *
     * @param z         before the rectifier [V]
     * @param deviation of a made column from the design
     */
    public double output(double z, Deviation deviation) {
        if (rectifier == null) {
            return z;
        }
        double y = rectifier.value(z);
        double conduction = y >= rectifier.most() ? 1 : Math.min(1, Math.abs(rectifier.slope(z)));
        return y + (1 - conduction) * deviation.blocking() + conduction * (deviation.conducting() + deviation.rectifierGain() * y);
    }

    /** Whether a rectifier passes at least half of a small change of what stands before it, z [V]; without a rectifier always. */
    public boolean conducts(double z) {
        return rectifier == null || Math.abs(rectifier.slope(z)) >= 0.5;
    }

    /** From the difference current to the voltage before the rectifier, at rest. */
    public FrequencyResponse response() {
        return response;
    }

    /** From the difference current to the output, of a rectifier that conducts well. */
    public FrequencyResponse outputResponse() {
        return conducting.responses.get(0);
    }

    /**
     * From the difference current to the output; of a rectifier that blocks what comes through.
     *
     * @param z the voltage before the rectifier [V]
     */
    public FrequencyResponse outputResponse(double z) {
        return (conducts(z) ? conducting : blocking).response(z);
    }

    /** Noise of the voltage before the rectifier that comes from the readout alone, not from the cells nor from what they share, at a difference current [A] [V²/Hz]: as {@link #commonModeGain} a parabola with ends. */
    public NoiseSpectrum noise(double current) {
        double i = measured(current);
        return NoiseSpectrum.sum(noises, new double[] {i * (i - 1) / 2, 1 - i * i, i * (i + 1) / 2});
    }

    /** Likewise at the output, while a rectifier conducts or blocks; without one, that of {@link #noise} at rest. */
    public NoiseSpectrum outputNoise(boolean whileConducting) {
        return (whileConducting ? conducting : blocking).noises.get(0);
    }

    /**
     * Likewise.
     *
     * @param z the voltage before the rectifier [V]
     */
    public NoiseSpectrum outputNoise(double z) {
        return (conducts(z) ? conducting : blocking).noise(z);
    }

    /**
     * Relative fluctuation [1/Hz] of what all cells of the column draw, by the noise of what they share: of z it makes {@code (f' ∂I/∂ln I_T + m C_rest)²} as much [V²/Hz], with the current {@code C_rest} of {@link #restCurrent}. Not in it: base
     * currents of the cells' own tails in the resistance of the shared line, below 1 % of its power up to 100 kHz.
     */
    public NoiseSpectrum tailNoise() {
        return tailNoise;
    }

    /** Names of the draws that make a column. */
    public List<String> parameters() {
        return errors.names();
    }

    /** A made column, to first order in its draws: a draw of the standard normal distribution for each parameter's name. */
    public Deviation deviation(ToDoubleFunction<String> normal) {
        return errors.deviation(normal);
    }

    /**
     * What the errors of its parts make of a column.
     *
     * @param offset        added to the voltage before the rectifier [V]
     * @param gain          of the difference current, relative to that of the design, less 1
     * @param biasGain      of the bias, likewise
     * @param tail          logarithm of what its cells draw over what they draw in the design
     * @param blocking      added to the output of a rectifier that blocks [V]
     * @param conducting    added to the output of one that conducts, near zero [V]
     * @param rectifierGain of the output, relative, less 1
     */
    public record Deviation(double offset, double gain, double biasGain, double tail, double blocking, double conducting, double rectifierGain) {
        /** The design itself. */
        public static final Deviation NONE = new Deviation(0, 0, 0, 0, 0, 0, 0);
    }
}
