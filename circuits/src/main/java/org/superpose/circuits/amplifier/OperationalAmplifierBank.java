package org.superpose.circuits.amplifier;

import java.util.List;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Numbering;

/** All operational amplifiers of a circuit; the law stands at {@link OperationalAmplifier}. The equation of the inner node is taken times 1 µS, to be a current. */
final class OperationalAmplifierBank implements DeviceBank {
    private static final double SCALE = 1e-6;                                 // [S]
    private static final double WIDTH = 10e-3;                                // w [V]
    // local unknowns
    private static final int POSITIVE = 0;
    private static final int NEGATIVE = 1;
    private static final int OUTPUT = 2;
    private static final int REFERENCE = 3;
    private static final int UPPER = 4;
    private static final int LOWER = 5;
    private static final int INNER = 6;
    // parameters
    private static final int GAIN = 0;
    private static final int OFFSET = 1;
    private static final int PER_DRIVE = 2;
    private static final int LOW = 3;
    private static final int HIGH = 4;
    private static final int GIN = 5;
    private static final int GOUT = 6;
    private static final int CAPACITANCE = 7;
    private static final int PER_LIMIT = 8;
    private static final int INTO_POSITIVE = 9;
    private static final int INTO_NEGATIVE = 10;
    private static final int VOLTAGE_NOISE = 11;
    private static final int VOLTAGE_FLICKER = 12;
    private static final int CURRENT_NOISE = 13;
    private static final int CURRENT_FLICKER = 14;
    private static final int PARAMETERS = 15;

    private static final int[][] CONDUCTANCES = {{POSITIVE, POSITIVE}, {POSITIVE, NEGATIVE}, {NEGATIVE, POSITIVE}, {NEGATIVE, NEGATIVE}, {OUTPUT, OUTPUT}, {OUTPUT, INNER},
        {INNER, POSITIVE}, {INNER, NEGATIVE}, {INNER, INNER}, {INNER, REFERENCE}, {INNER, UPPER}, {INNER, LOWER},
        {REFERENCE, OUTPUT}, {REFERENCE, POSITIVE}, {REFERENCE, NEGATIVE}, {REFERENCE, INNER}, {REFERENCE, REFERENCE}, {REFERENCE, UPPER}, {REFERENCE, LOWER}};
    private static final int[][] CAPACITANCES = {{INNER, INNER}, {INNER, REFERENCE}, {REFERENCE, INNER}, {REFERENCE, REFERENCE}};
    private static final int[][] NOISE = {{INNER, REFERENCE}, {POSITIVE, REFERENCE}, {NEGATIVE, REFERENCE}};
    private static final String[] NOISE_NAMES = {"voltage", "current at the positive input", "current at the negative input"};

    private final OperationalAmplifier[] devices;
    private final int[][] unknowns;

    OperationalAmplifierBank(List<? extends Component> members, Numbering numbering) {
        devices = members.toArray(OperationalAmplifier[]::new);
        unknowns = new int[7][devices.length];
        for (int i = 0; i < devices.length; i++) {
            List<String> nodes = devices[i].nodes();
            for (int k = 0; k < nodes.size(); k++) {
                unknowns[k][i] = numbering.node(nodes.get(k));
            }
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

    @Override
    public double[][] parameters(Environment environment) {
        double[][] p = new double[PARAMETERS][devices.length];
        for (int i = 0; i < devices.length; i++) {
            OperationalAmplifierModel m = devices[i].model();
            double time = m.gain() / (2 * Math.PI * m.gainBandwidth());
            p[GAIN][i] = m.gain();
            p[OFFSET][i] = m.offset();
            p[PER_DRIVE][i] = 1 / (m.slewRate() * time);
            p[LOW][i] = m.low();
            p[HIGH][i] = m.high();
            p[GIN][i] = 1 / m.inputResistance();
            p[GOUT][i] = 1 / m.outputResistance();
            p[CAPACITANCE][i] = SCALE * time;
            p[PER_LIMIT][i] = 1 / m.outputLimit();
            p[INTO_POSITIVE][i] = m.biasCurrent() + m.offsetCurrent() / 2;
            p[INTO_NEGATIVE][i] = m.biasCurrent() - m.offsetCurrent() / 2;
            p[VOLTAGE_NOISE][i] = m.noiseVoltage() * m.noiseVoltage();
            p[VOLTAGE_FLICKER][i] = p[VOLTAGE_NOISE][i] * m.noiseCorner();
            p[CURRENT_NOISE][i] = m.noiseCurrent() * m.noiseCurrent();
            p[CURRENT_FLICKER][i] = p[CURRENT_NOISE][i] * m.currentCorner();
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
            double between = x[POSITIVE][i] - x[NEGATIVE][i];
            double drive = p[GAIN][i] * (between + p[OFFSET][i]);
            double root = Math.sqrt(1 + drive * p[PER_DRIVE][i] * drive * p[PER_DRIVE][i]);
            double driveSlope = SCALE * p[GAIN][i] / (root * root * root);
            double inner = x[INNER][i] - x[REFERENCE][i];
            double above = (x[INNER][i] - x[UPPER][i] - p[HIGH][i]) / WIDTH;
            double below = (x[LOWER][i] + p[LOW][i] - x[INNER][i]) / WIDTH;
            double stiffness = 100 * p[GAIN][i];
            double upperSlope = SCALE * stiffness * logistic(above);
            double lowerSlope = SCALE * stiffness * logistic(below);
            double stage = SCALE * (inner + stiffness * WIDTH * (softplus(above) - softplus(below)) - drive / root);
            double asked = p[GOUT][i] * (x[OUTPUT][i] - x[INNER][i]);
            double limiting = Math.sqrt(1 + asked * p[PER_LIMIT][i] * asked * p[PER_LIMIT][i]);
            double out = asked / limiting;
            double outSlope = p[GOUT][i] / (limiting * limiting * limiting);
            double gin = p[GIN][i];
            f[POSITIVE][i] = gin * between + p[INTO_POSITIVE][i];
            f[NEGATIVE][i] = p[INTO_NEGATIVE][i] - gin * between;
            f[OUTPUT][i] = out;
            f[INNER][i] = stage;
            f[REFERENCE][i] = -out - stage - p[INTO_POSITIVE][i] - p[INTO_NEGATIVE][i];
            g[0][i] = gin;
            g[1][i] = -gin;
            g[2][i] = -gin;
            g[3][i] = gin;
            g[4][i] = outSlope;
            g[5][i] = -outSlope;
            g[6][i] = -driveSlope;
            g[7][i] = driveSlope;
            g[8][i] = SCALE + upperSlope + lowerSlope;
            g[9][i] = -SCALE;
            g[10][i] = -upperSlope;
            g[11][i] = -lowerSlope;
            g[12][i] = -outSlope;
            g[13][i] = driveSlope;
            g[14][i] = -driveSlope;
            g[15][i] = outSlope - g[8][i];
            g[16][i] = SCALE;
            g[17][i] = upperSlope;
            g[18][i] = lowerSlope;
            e.charge[INNER][i] = p[CAPACITANCE][i] * inner;
            e.charge[REFERENCE][i] = -p[CAPACITANCE][i] * inner;
            e.capacitance[0][i] = p[CAPACITANCE][i];
            e.capacitance[1][i] = -p[CAPACITANCE][i];
            e.capacitance[2][i] = -p[CAPACITANCE][i];
            e.capacitance[3][i] = p[CAPACITANCE][i];
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

    @Override
    public int[][] noiseSources() {
        return NOISE;
    }

    @Override
    public String noiseName(int source) {
        return NOISE_NAMES[source];
    }

    /** e_n acts through the transconductance of the input stage, as it stands at the operating point. */
    @Override
    public void noise(Evaluation e, double[][] white, double[][] flicker, double[][] exponent) {
        double[][] p = e.parameter;
        for (int i = 0; i < devices.length; i++) {
            double stage = e.conductance[7][i] * e.conductance[7][i];
            white[0][i] = stage * p[VOLTAGE_NOISE][i];
            flicker[0][i] = stage * p[VOLTAGE_FLICKER][i];
            for (int input = 1; input <= 2; input++) {
                white[input][i] = p[CURRENT_NOISE][i];
                flicker[input][i] = p[CURRENT_FLICKER][i];
            }
            for (int source = 0; source < NOISE.length; source++) {
                exponent[source][i] = 1;
            }
        }
    }
}
