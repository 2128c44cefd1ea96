package org.superpose.circuits.amplifier;

import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Numbering;

/**
 * All operational amplifiers of a circuit. An inner node x stands for the output before R_out. With {@code d = v₊ − v₋ + Vos}, the pole {@code fp = GBW/A0} and the drive {@code S = slew/(2π fp)} at which the input stage is exhausted:
 * <pre>
 * 1/(2π fp) dx/dt = A0 d/√(1 + (A0 d/S)²) − x − clamp(x),   clamp(x) = K w (ln(1 + exp((x − high)/w)) − ln(1 + exp((low − x)/w)))
 * </pre>
 * with K = 100 A0 and w a thousandth of the span between the rails: beyond a rail x rises by a hundredth of the overdrive. The equation is taken times 1 µS, to be a current.
 */
final class OperationalAmplifierBank implements DeviceBank {
    private static final double SCALE = 1e-6;                                 // [S]
    private static final int POSITIVE = 0;
    private static final int NEGATIVE = 1;
    private static final int OUTPUT = 2;
    private static final int GROUND = 3;
    private static final int INNER = 4;
    private static final int[][] CONDUCTANCES = {{POSITIVE, POSITIVE}, {POSITIVE, NEGATIVE}, {NEGATIVE, POSITIVE}, {NEGATIVE, NEGATIVE}, {OUTPUT, OUTPUT}, {OUTPUT, INNER}, {INNER, POSITIVE}, {INNER, NEGATIVE}, {INNER, INNER},
        {INNER, GROUND}, {GROUND, OUTPUT}, {GROUND, INNER}, {GROUND, POSITIVE}, {GROUND, NEGATIVE}, {GROUND, GROUND}};
    private static final int[][] CAPACITANCES = {{INNER, INNER}, {INNER, GROUND}, {GROUND, INNER}, {GROUND, GROUND}};

    private final OperationalAmplifier[] devices;
    private final int[][] unknowns;

    OperationalAmplifierBank(List<? extends Component> members, Numbering numbering) {
        devices = members.toArray(OperationalAmplifier[]::new);
        unknowns = new int[5][devices.length];
        for (int i = 0; i < devices.length; i++) {
            unknowns[POSITIVE][i] = numbering.node(devices[i].positive());
            unknowns[NEGATIVE][i] = numbering.node(devices[i].negative());
            unknowns[OUTPUT][i] = numbering.node(devices[i].output());
            unknowns[GROUND][i] = numbering.node(Circuit.GROUND);
            unknowns[INNER][i] = numbering.inner(devices[i], "gain");
        }
    }

    @Override
    public int size() {
        return devices.length;
    }

    @Override
    public int[][] unknowns() {
        return unknowns;
    }

    @Override
    public int[][] conductancePattern() {
        return CONDUCTANCES;
    }

    @Override
    public int[][] capacitancePattern() {
        return CAPACITANCES;
    }

    /** A0, offset [V], 1/S [1/V], rails [V], conductances in and out [S], capacitance of the inner node [F]. */
    @Override
    public double[][] parameters(Environment environment) {
        double[][] p = new double[8][devices.length];
        for (int i = 0; i < devices.length; i++) {
            OperationalAmplifier a = devices[i];
            double time = a.gain() / (2 * Math.PI * a.gainBandwidth());
            p[0][i] = a.gain();
            p[1][i] = a.offset();
            p[2][i] = 1 / (a.slewRate() * time);
            p[3][i] = a.low();
            p[4][i] = a.high();
            p[5][i] = 1 / a.inputResistance();
            p[6][i] = 1 / a.outputResistance();
            p[7][i] = SCALE * time;
        }
        return p;
    }

    @Override
    public void load(Evaluation e) {
        double[][] p = e.parameter;
        double[][] x = e.unknown;
        double[][] f = e.current;
        double[][] g = e.conductance;
        for (int i = 0; i < devices.length; i++) {
            double input = p[5][i] * (x[POSITIVE][i] - x[NEGATIVE][i]);
            double drive = p[0][i] * (x[POSITIVE][i] - x[NEGATIVE][i] + p[1][i]);
            double root = Math.sqrt(1 + drive * p[2][i] * drive * p[2][i]);
            double driveSlope = SCALE * p[0][i] / (root * root * root);
            double inner = x[INNER][i] - x[GROUND][i];
            double width = (p[4][i] - p[3][i]) / 1000;
            double stiffness = 100 * p[0][i];
            double above = (inner - p[4][i]) / width;
            double below = (p[3][i] - inner) / width;
            double stage = SCALE * (inner + stiffness * width * (softplus(above) - softplus(below)) - drive / root);
            double innerSlope = SCALE * (1 + stiffness * (logistic(above) + logistic(below)));
            double out = p[6][i] * (x[OUTPUT][i] - x[INNER][i]);
            f[POSITIVE][i] = input;
            f[NEGATIVE][i] = -input;
            f[OUTPUT][i] = out;
            f[INNER][i] = stage;
            f[GROUND][i] = -out - stage;
            g[0][i] = p[5][i];
            g[1][i] = -p[5][i];
            g[2][i] = -p[5][i];
            g[3][i] = p[5][i];
            g[4][i] = p[6][i];
            g[5][i] = -p[6][i];
            g[6][i] = -driveSlope;
            g[7][i] = driveSlope;
            g[8][i] = innerSlope;
            g[9][i] = -innerSlope;
            g[10][i] = -p[6][i];
            g[11][i] = p[6][i] - innerSlope;
            g[12][i] = driveSlope;
            g[13][i] = -driveSlope;
            g[14][i] = innerSlope;
            e.charge[INNER][i] = p[7][i] * inner;
            e.charge[GROUND][i] = -p[7][i] * inner;
            e.capacitance[0][i] = p[7][i];
            e.capacitance[1][i] = -p[7][i];
            e.capacitance[2][i] = -p[7][i];
            e.capacitance[3][i] = p[7][i];
        }
    }

    /** ln(1 + exp z), without overflow. */
    private static double softplus(double z) {
        return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }

    private static double logistic(double z) {
        double small = Math.exp(-Math.abs(z));
        return (z >= 0 ? 1 : small) / (1 + small);
    }
}
