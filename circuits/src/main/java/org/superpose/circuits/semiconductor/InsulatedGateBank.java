package org.superpose.circuits.semiconductor;

import java.util.List;
import java.util.function.Function;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Numbering;

/** What MOS transistors share whatever the law of their channel: drain and source behind resistances, and between bulk and each of the two a junction with a bottom and a sidewall. Voltages are those of an n-channel against the inner source. */
abstract class InsulatedGateBank<T extends SemiconductorDevice> extends SemiconductorBank<T> {
    // local unknowns
    static final int D = 0;
    static final int G = 1;
    static final int S = 2;
    static final int B = 3;
    static final int DI = 4;
    static final int SI = 5;
    // parameters, scaled by M; those of the channel's law follow
    static final int POLARITY = 0;
    static final int THERMAL = 1;
    static final int START = 2;
    private static final int OFF = 3;
    static final int GD = 4;
    static final int GS = 5;
    private static final int ISD = 6;
    private static final int ISS = 7;
    private static final int CRITICAL_D = 8;
    private static final int CRITICAL_S = 9;
    private static final int CBD = 10;
    private static final int CBS = 11;
    private static final int CBD_SIDE = 12;
    private static final int CBS_SIDE = 13;
    private static final int POTENTIAL = 14;
    private static final int MJ = 15;
    private static final int MJSW = 16;
    private static final int FC = 17;
    static final int CGSO = 18;
    static final int CGDO = 19;
    static final int CGBO = 20;
    static final int KF = 21;
    static final int AF = 22;
    static final int TEMPERATURE = 23;
    static final int COUNT = 24;
    static final int LENGTH = 25;
    static final int CHANNEL_PARAMETERS = 26;
    // memory, then that of the channel; the first three rows as FieldEffect.limit wants them
    static final int VGS = 0;
    static final int VDS = 1;
    static final int VBS = 2;
    private static final int EXP_S = 3;
    private static final int EXP_D = 4;
    static final int CHANNEL_MEMORY = 5;

    private static final List<NoiseSource> NOISE = List.of(new NoiseSource(D, DI, "drain resistance"), new NoiseSource(S, SI, "source resistance"), new NoiseSource(DI, SI, "channel"), new NoiseSource(DI, SI, "flicker"));

    private final Function<T, MosfetGeometry> layout;

    /**
     * @param layout geometry of a device, from which resistances and junctions follow
     */
    InsulatedGateBank(T[] devices, Numbering numbering, Function<T, MosfetGeometry> layout, int[][] conductances, int[][] capacitances) {
        super(devices, numbering, List.of(new Contact<>(D, "drain", m -> resistance(m.model(), "RD", layout.apply(m).drainSquares())), new Contact<>(S, "source", m -> resistance(m.model(), "RS", layout.apply(m).sourceSquares()))),
                conductances, capacitances, NOISE, S, D, G, B);
        this.layout = layout;
    }

    /** RD or RS where the card states it, else RSH times the squares [Ω]. */
    private static double resistance(DeviceModel<?> model, String parameter, double squares) {
        return model.states(parameter) ? model.value(parameter) : model.value("RSH") * squares;
    }

    /** What follows from where the device stands, and the overlaps and the length of a channel, W and L as it has them [m]. */
    final void placementParameters(double[][] p, int i, double width, double length, Environment environment) {
        DeviceModel<?> m = devices[i].model();
        Placement placement = devices[i].placement();
        double count = placement.multiplier();
        double t = placement.temperatureIn(environment.temperature());
        p[THERMAL][i] = environment.at(t).thermalVoltage();
        p[OFF][i] = placement.off() ? 1 : 0;
        p[CGSO][i] = count * m.value("CGSO") * width;
        p[CGDO][i] = count * m.value("CGDO") * width;
        p[CGBO][i] = count * m.value("CGBO") * length;
        p[AF][i] = m.value("AF");
        p[TEMPERATURE][i] = t;
        p[COUNT][i] = count;
        p[LENGTH][i] = length;
    }

    /**
     * Resistances and bulk junctions, after {@link #placementParameters}.
     *
     * @param saturationD current of the drain's junction by its layout [A], and that of the source's; IS of the card stands for both where one is 0
     * @param mjsw        grading of the sidewalls
     */
    final void junctionParameters(double[][] p, int i, double saturationD, double saturationS, double mjsw, Environment environment) {
        DeviceModel<?> m = devices[i].model();
        MosfetGeometry geometry = layout.apply(devices[i]);
        double count = p[COUNT][i];
        double t = p[TEMPERATURE][i];
        double nominal = devices[i].nominalTemperature(environment);
        double drain = resistance(m, "RD", geometry.drainSquares());
        double source = resistance(m, "RS", geometry.sourceSquares());
        p[GD][i] = drain > 0 ? count / drain : 0;
        p[GS][i] = source > 0 ? count / source : 0;
        double growth = Math.exp(Junction.gap(nominal) / environment.at(nominal).thermalVoltage() - Junction.gap(t) / environment.at(t).thermalVoltage());
        boolean byLayout = saturationD > 0 && saturationS > 0;
        p[ISD][i] = count * growth * (byLayout ? saturationD : m.value("IS"));
        p[ISS][i] = count * growth * (byLayout ? saturationS : m.value("IS"));
        p[CRITICAL_D][i] = Junction.critical(p[THERMAL][i], p[ISD][i]);
        p[CRITICAL_S][i] = Junction.critical(p[THERMAL][i], p[ISS][i]);
        double factor = count * Junction.capacitanceFactor(m.value("PB"), m.value("MJ"), nominal, t, environment);
        double sideFactor = count * Junction.capacitanceFactor(m.value("PB"), mjsw, nominal, t, environment);
        p[CBD][i] = factor * (m.states("CBD") ? m.value("CBD") : m.value("CJ") * geometry.drainArea());
        p[CBS][i] = factor * (m.states("CBS") ? m.value("CBS") : m.value("CJ") * geometry.sourceArea());
        p[CBD_SIDE][i] = sideFactor * m.value("CJSW") * geometry.drainPerimeter();
        p[CBS_SIDE][i] = sideFactor * m.value("CJSW") * geometry.sourcePerimeter();
        p[POTENTIAL][i] = Junction.potential(m.value("PB"), nominal, t, environment);
        p[MJ][i] = m.value("MJ");
        p[MJSW][i] = mjsw;
        p[FC][i] = m.value("FC");
    }

    /** Voltages as of an n-channel, limited by their distance from the thresholds, and the junctions' exponentials. */
    final void voltages(Evaluation e, double[] threshold) {
        double[][] p = e.parameter;
        double[][] x = e.unknown;
        double[][] memory = e.memory;
        for (int i = 0; i < devices.length; i++) {
            double askedG = p[POLARITY][i] * (x[G][i] - x[SI][i]);
            double askedD = p[POLARITY][i] * (x[DI][i] - x[SI][i]);
            double askedB = p[POLARITY][i] * (x[B][i] - x[SI][i]);
            if (e.starting) {
                memory[VGS][i] = p[OFF][i] > 0 ? 0 : p[START][i];
                memory[VDS][i] = 0;
                memory[VBS][i] = p[OFF][i] > 0 ? 0 : -1;
            } else if (e.limiting) {
                FieldEffect.limit(memory, i, askedG, askedD, askedB, threshold[i], p[THERMAL][i], p[CRITICAL_S][i], p[CRITICAL_D][i]);
            } else {
                memory[VGS][i] = askedG;
                memory[VDS][i] = askedD;
                memory[VBS][i] = askedB;
            }
            double vds = memory[VDS][i];
            double vbs = memory[VBS][i];
            e.limited |= memory[VGS][i] != askedG || vds != askedD || vbs != askedB;
            memory[EXP_S][i] = Junction.exponent(vbs, p[THERMAL][i]);
            memory[EXP_D][i] = Junction.exponent(vbs - vds, p[THERMAL][i]);
        }
        exponentials(e, EXP_S, EXP_D);
    }

    /** How far the iteration stands beyond the voltage that was evaluated, of a local unknown against the inner source. */
    static double beyond(Evaluation e, int i, int local, int voltage) {
        return e.parameter[POLARITY][i] * (e.unknown[local][i] - e.unknown[SI][i]) - e.memory[voltage][i];
    }

    /** Current from bulk to source. */
    static double currentToSource(Evaluation e, int i) {
        return current(e, i, ISS, EXP_S, e.memory[VBS][i]);
    }

    static double slopeToSource(Evaluation e, int i) {
        return slope(e, i, ISS, EXP_S, e.memory[VBS][i]);
    }

    /** Current from bulk to drain. */
    static double currentToDrain(Evaluation e, int i) {
        return current(e, i, ISD, EXP_D, e.memory[VBS][i] - e.memory[VDS][i]);
    }

    static double slopeToDrain(Evaluation e, int i) {
        return slope(e, i, ISD, EXP_D, e.memory[VBS][i] - e.memory[VDS][i]);
    }

    private static double current(Evaluation e, int i, int saturation, int exponential, double v) {
        return e.parameter[saturation][i] * Junction.current(v, e.parameter[THERMAL][i], e.memory[exponential][i]) + e.junctionConductance * e.parameter[COUNT][i] * v;
    }

    private static double slope(Evaluation e, int i, int saturation, int exponential, double v) {
        return e.parameter[saturation][i] * Junction.slope(v, e.parameter[THERMAL][i], e.memory[exponential][i]) + e.junctionConductance * e.parameter[COUNT][i];
    }

    /** Depletion charge between bulk and source [C]. */
    static double chargeAtSource(Evaluation e, int i) {
        return charge(e.parameter, i, CBS, CBS_SIDE, e.memory[VBS][i]);
    }

    static double capacitanceAtSource(Evaluation e, int i) {
        return capacitance(e.parameter, i, CBS, CBS_SIDE, e.memory[VBS][i]);
    }

    /** Depletion charge between bulk and drain [C]. */
    static double chargeAtDrain(Evaluation e, int i) {
        return charge(e.parameter, i, CBD, CBD_SIDE, e.memory[VBS][i] - e.memory[VDS][i]);
    }

    static double capacitanceAtDrain(Evaluation e, int i) {
        return capacitance(e.parameter, i, CBD, CBD_SIDE, e.memory[VBS][i] - e.memory[VDS][i]);
    }

    private static double charge(double[][] p, int i, int bottom, int side, double v) {
        if (!(p[bottom][i] > 0 || p[side][i] > 0)) {
            return 0;
        }
        return p[bottom][i] * Junction.charge(v, p[POTENTIAL][i], p[MJ][i], p[FC][i]) + p[side][i] * Junction.charge(v, p[POTENTIAL][i], p[MJSW][i], p[FC][i]);
    }

    private static double capacitance(double[][] p, int i, int bottom, int side, double v) {
        if (!(p[bottom][i] > 0 || p[side][i] > 0)) {
            return 0;
        }
        return p[bottom][i] * Junction.capacitance(v, p[POTENTIAL][i], p[MJ][i], p[FC][i]) + p[side][i] * Junction.capacitance(v, p[POTENTIAL][i], p[MJSW][i], p[FC][i]);
    }
}
