package org.superpose.circuits.cell;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.amplifier.OperationalAmplifierModel;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.Measure;
import org.superpose.circuits.analysis.MeasureException;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.analysis.Phasors;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.analysis.Transient;
import org.superpose.circuits.analysis.TransientResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Inductor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.Pulse;
import org.superpose.circuits.source.VoltageSource;

/**
 * What an op-amp is like, as a data sheet has it (Jung, <i>Op Amp Applications</i>, chapter on specifications), at 27 °C and between supplies of ±V.
 *
 * @param supply           V [V]
 * @param openLoopGain     A0 without load
 * @param gainBandwidth    frequency at which the open loop's gain is 1 [Hz]
 * @param phaseMargin      180° less the lag there [degrees]
 * @param slewRate         of the slower edge of a follower [V/s]
 * @param low              lowest output without load [V]
 * @param high             highest output without load [V]
 * @param outputResistance of the open loop at low frequency [Ω]
 * @param outputLimit      what it gives into or takes from a short circuit, the smaller one [A]
 * @param offset           output of a follower whose input is at 0 V, less that voltage's A0 error [V]
 * @param biasCurrent      mean of the currents into the inputs [A]
 * @param voltageNoise     e_n, white [V/√Hz]
 * @param voltageCorner    at which 1/f noise of the voltage is as strong [Hz]
 * @param currentNoise     i_n, white, of each input [A/√Hz]
 * @param currentCorner    at which 1/f noise of the current is as strong [Hz]
 * @param power            from the supplies at an output of 0 V [W]
 */
public record OperationalAmplifierFigures(double supply, double openLoopGain, double gainBandwidth, double phaseMargin, double slewRate, double low, double high, double outputResistance, double outputLimit, double offset,
        double biasCurrent, double voltageNoise, double voltageCorner, double currentNoise, double currentCorner, double power) {
    /** Between output and inverting input, with as many farads behind it, it closes the loop for direct current alone [H]. */
    private static final double INFINITE = 1e9;
    private static final LogSweep LOOP = LogSweep.decades(1e-3, 1e9, 40);
    /** Far above the corners of 1/f noise and far below the gain-bandwidth; and a frequency at which 1/f noise is all. */
    private static final double[] NOISE = {1, 1e5};
    /** Behind which an input's noise current becomes a voltage [Ω]. */
    private static final double RESISTANCE = 100e3;
    private static final double OVERDRIVE = 0.1;           // [V]
    private static final double SHORT = 1;                 // [Ω]
    private static final double STEP = 1;                  // of a follower, to either side [V]
    private static final double EDGE = 1e-9;               // of the step [s]
    /** Across the outer resistance at the limit of the output's current [V]. */
    static final double LIMIT_DROP = 0.6;
    private static final double PATIENCE = 40e-6;          // for a step to be followed [s]

    /**
     * Measures an op-amp.
     *
     * @param opAmp  with the ports of {@link OperationalAmplifierLevel#PORTS}
     * @param supply V, of ±V [V]
     * @throws MeasureException if it does not follow a step
     */
    public static OperationalAmplifierFigures measure(Subcircuit opAmp, double supply) {
        VoltageSource quiet = VoltageSource.dc("vp", "p", Circuit.GROUND, 0);
        OperatingPointResult follower = new OperatingPoint().run(follower(opAmp, supply, quiet));
        Part[] open = {new Inductor("l", "o", "n", INFINITE), new Capacitor("c", "n", Circuit.GROUND, INFINITE)};
        Phasors loop = new AcSweep(LOOP).run(bench(opAmp, supply, quiet.withAc(1), open[0], open[1])).voltage("o");
        double[] gain = loop.magnitude();
        boolean pole = gain[gain.length - 1] < 1;
        double unity = pole ? new Measure(LOOP.values(), gain).overLogarithm().crossing(1).falling(1).place() : Double.POSITIVE_INFINITY;
        double margin = pole ? 180 + Math.toDegrees(new Measure(LOOP.values(), unwrapped(loop.phase())).overLogarithm().value(unity)) : 180;
        CurrentSource load = CurrentSource.dc("io", Circuit.GROUND, "o", 0).withAc(1);
        double resistance = new AcSweep(LogSweep.decades(1e-3, 1e-2, 1)).run(bench(opAmp, supply, quiet, load, open[0], open[1])).voltage("o").real()[0];
        double[] rails = new double[2];
        double limit = Double.POSITIVE_INFINITY;
        for (int side = 0; side < 2; side++) {
            VoltageSource drive = quiet.withValue(side == 0 ? -OVERDRIVE : OVERDRIVE);
            rails[side] = new OperatingPoint().run(bench(opAmp, supply, drive, VoltageSource.dc("vn", "n", Circuit.GROUND, 0))).voltage("o");
            double into = new OperatingPoint().run(bench(opAmp, supply, drive, VoltageSource.dc("vn", "n", Circuit.GROUND, 0), new Resistor("rl", "o", Circuit.GROUND, SHORT))).voltage("o") / SHORT;
            limit = Math.min(limit, Math.abs(into));
        }
        double[] voltage = noise(follower(opAmp, supply, quiet));
        double[] both = noise(follower(opAmp, supply, VoltageSource.dc("vp", "q", Circuit.GROUND, 0), new Resistor("rs", "q", "p", RESISTANCE)));
        double[] current = new double[2];
        for (int f = 0; f < 2; f++) {
            current[f] = Math.max(0, (both[f] - voltage[f]) / (RESISTANCE * RESISTANCE) - 4 * Physics.BOLTZMANN * Physics.ROOM_TEMPERATURE / RESISTANCE);
        }
        double power = supply * (follower.current("vee") - follower.current("vcc"));
        return new OperationalAmplifierFigures(supply, gain[0], unity, margin, slewRate(opAmp, supply), rails[0], rails[1], resistance, limit, follower.voltage("o"), (follower.current("vn") - follower.current("vp")) / 2, Math.sqrt(voltage[1]), corner(voltage), Math.sqrt(current[1]),
                corner(current), power);
    }

    /** The part of the output's resistance that lies outside of what limits the current, chosen such that the limit drops 0.6 V, a diode's voltage, in it [Ω]. */
    double outerResistance() {
        return LIMIT_DROP / outputLimit;
    }

    /**
     * As a component whose rails follow its supplies, without resistance between its inputs. Its output resistance is only {@link #outerResistance}: the component's rails lie in front of that, and the whole of it would keep the output from
     * reaching them under load.
     */
    public OperationalAmplifierModel model() {
        return new OperationalAmplifierModel(openLoopGain, gainBandwidth, slewRate, supply + low, high - supply, Double.POSITIVE_INFINITY, outerResistance(), outputLimit, offset, biasCurrent, 0, voltageNoise, voltageCorner,
                currentNoise, currentCorner);
    }

    /** As a law. */
    public OperationalAmplifier law() {
        return new OperationalAmplifier(openLoopGain, gainBandwidth, voltageNoise, currentNoise, low, high);
    }

    /** The slower one of both edges, from a tenth to nine tenths of a step. */
    private static double slewRate(Subcircuit opAmp, double supply) {
        VoltageSource step = VoltageSource.of("vp", "p", Circuit.GROUND, new Pulse(-STEP, STEP, EDGE, EDGE, EDGE, PATIENCE, Double.POSITIVE_INFINITY));
        TransientResult run = new Transient(2 * PATIENCE).run(follower(opAmp, supply, step));
        Measure output = new Measure(run.times(), run.voltage("o"));
        double rise = output.crossing(0.8 * STEP).rising(1).place() - output.crossing(-0.8 * STEP).rising(1).place();
        double fall = output.crossing(-0.8 * STEP).falling(1).place() - output.crossing(0.8 * STEP).falling(1).place();
        double slower = Math.max(rise, fall);
        return slower > EDGE ? 1.6 * STEP / slower : Double.POSITIVE_INFINITY;
    }

    private static double[] noise(Circuit circuit) {
        return new NoiseAnalysis("o", Sweep.of(NOISE)).run(circuit).density();
    }

    /** Where {@code S(f) = S (1 + fc/f)} has fc, from its values at {@link #NOISE} [Hz]. */
    private static double corner(double[] density) {
        return density[1] > 0 ? Math.max(0, NOISE[0] * (density[0] / density[1] - 1)) : 0;
    }

    private static double[] unwrapped(double[] phase) {
        for (int p = 1; p < phase.length; p++) {
            phase[p] -= 2 * Math.PI * Math.rint((phase[p] - phase[p - 1]) / (2 * Math.PI));
        }
        return phase;
    }

    private static Circuit follower(Subcircuit opAmp, double supply, Part... more) {
        List<Part> parts = new ArrayList<>(List.of(more));
        parts.add(VoltageSource.dc("vn", "o", "n", 0));
        return bench(opAmp, supply, parts.toArray(Part[]::new));
    }

    private static Circuit bench(Subcircuit opAmp, double supply, Part... more) {
        List<Part> parts = new ArrayList<>(List.of(more));
        parts.addAll(List.of(VoltageSource.dc("vcc", "vcc", Circuit.GROUND, supply), VoltageSource.dc("vee", "vee", Circuit.GROUND, -supply), opAmp.as("xa", OperationalAmplifierLevel.PORTS.toArray(String[]::new))));
        return Circuit.of("bench of " + opAmp.name(), parts);
    }
}
