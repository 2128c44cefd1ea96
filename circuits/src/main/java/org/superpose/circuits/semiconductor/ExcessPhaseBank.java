package org.superpose.circuits.semiconductor;

import java.util.Arrays;
import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Numbering;

/**
 * Bipolar transistors whose forward current If across the base comes late by {@code td = PTF π/180 TF}: its phase at 1/(2π TF) falls by PTF beyond that of the charges. What a delay does to a phasor, {@code exp(−jω td)}, is here its rational form
 * {@code (1 − s td/2 + s² td²/12)/(1 + s td/2 + s² td²/12)} (H. Padé, Ann. Sci. École Norm. Sup. 9, 1892): of magnitude 1, with a phase that is off by (ω td)⁵/720. (SPICE uses exp(−jω td) in AC and another form, a Bessel low pass of If, in time: P. Weil
 * and L. McNamee, IEEE Trans. Circuits Syst. 25, 114, 1978; this one serves all analyses.) As equations, with two more unknowns w and z that stand for currents at 1 mS:
 * <pre>
 * w + z/2 + td/12 dz/dt = If/1 mS,   z − td dw/dt = 0,   collector current (If − Ir − z 1 mS)/qb
 * </pre>
 * All else is the bank of the others, whose arrays come first.
 */
final class ExcessPhaseBank implements DeviceBank {
    private static final double SCALE = 1e-3;                                 // [S]
    // local unknowns of BipolarBank that are needed here, and those that are added
    private static final int CI = 4;
    private static final int BI = 5;
    private static final int EI = 6;
    private static final int LATE = 8;
    private static final int RATE = 9;
    private static final int GROUND = 10;
    private static final int[][] CONDUCTANCES = {{LATE, LATE}, {LATE, RATE}, {LATE, BI}, {LATE, EI}, {LATE, GROUND}, {RATE, RATE}, {RATE, GROUND},
        {CI, RATE}, {CI, GROUND}, {EI, RATE}, {EI, GROUND}};
    private static final int[][] CAPACITANCES = {{LATE, RATE}, {LATE, GROUND}, {RATE, LATE}, {RATE, GROUND}};

    private final BipolarBank bank;
    private final List<? extends Component> members;
    private final int[][] unknowns;
    private final int[][] conductances;
    private final int[][] capacitances;
    private final int delay;                                                  // row of the parameters, behind the bank's

    ExcessPhaseBank(List<? extends Component> members, Numbering numbering) {
        this.members = members;
        bank = new BipolarBank(members, numbering);
        unknowns = Arrays.copyOf(bank.unknowns(), GROUND + 1);
        for (int k = LATE; k <= GROUND; k++) {
            unknowns[k] = new int[members.size()];
        }
        for (int i = 0; i < members.size(); i++) {
            unknowns[LATE][i] = numbering.inner(members.get(i), "late");
            unknowns[RATE][i] = numbering.inner(members.get(i), "rate");
            unknowns[GROUND][i] = numbering.node(Circuit.GROUND);
        }
        conductances = behind(bank.conductancePattern(), CONDUCTANCES);
        capacitances = behind(bank.capacitancePattern(), CAPACITANCES);
        delay = bank.parameters(Environment.standard()).length;
    }

    private static int[][] behind(int[][] first, int[][] then) {
        int[][] all = Arrays.copyOf(first, first.length + then.length);
        System.arraycopy(then, 0, all, first.length, then.length);
        return all;
    }

    @Override
    public int size() {
        return bank.size();
    }

    @Override
    public int[][] unknowns() {
        return unknowns;
    }

    @Override
    public int terminal(int local, int device) {
        return local < LATE ? bank.terminal(local, device) : local;
    }

    @Override
    public int[][] conductancePattern() {
        return conductances;
    }

    @Override
    public int[][] capacitancePattern() {
        return capacitances;
    }

    @Override
    public int memory() {
        return BipolarBank.MEMORY_WITH_FORWARD;
    }

    @Override
    public int scratch() {
        return bank.scratch();
    }

    @Override
    public double[][] parameters(Environment environment) {
        double[][] p = Arrays.copyOf(bank.parameters(environment), delay + 1);
        p[delay] = new double[size()];
        for (int i = 0; i < size(); i++) {
            BipolarModel m = ((BipolarTransistor) members.get(i)).model();
            p[delay][i] = Math.toRadians(m.value("PTF")) * m.value("TF");
        }
        return p;
    }

    @Override
    public void load(Evaluation e) {
        bank.load(e);
        int g = bank.conductancePattern().length;
        int c = bank.capacitancePattern().length;
        for (int i = 0; i < size(); i++) {
            double td = e.parameter[delay][i];
            double late = SCALE * (e.unknown[LATE][i] - e.unknown[GROUND][i]);
            double rate = SCALE * (e.unknown[RATE][i] - e.unknown[GROUND][i]);
            double polarity = e.parameter[BipolarBank.POLARITY][i];
            double slope = e.memory[BipolarBank.FORWARD_SLOPE][i];
            double per = 1 / e.memory[BipolarBank.CHARGE][i];
            boolean exact = polarity * (e.unknown[BI][i] - e.unknown[EI][i]) == e.memory[BipolarBank.VBE][i] && polarity * (e.unknown[BI][i] - e.unknown[CI][i]) == e.memory[BipolarBank.VBC][i];
            double change = exact ? polarity * rate * per * per : 0;          // where a voltage was limited, derivatives only extrapolate
            double overE = change * e.memory[BipolarBank.CHARGE_E][i];        // ∂(−z/qb)/∂vbe, ∂vbc
            double overC = change * e.memory[BipolarBank.CHARGE_C][i];
            e.current[LATE][i] = late + rate / 2 - e.memory[BipolarBank.FORWARD][i];
            e.current[RATE][i] = rate;
            e.current[GROUND][i] = 0;
            e.current[CI][i] -= rate * per;
            e.current[EI][i] += rate * per;
            e.conductance[0][i] += overE + overC;                             // rows of collector and emitter, as the bank has them
            e.conductance[1][i] -= overE;
            e.conductance[2][i] -= overC;
            e.conductance[6][i] -= overE + overC;
            e.conductance[7][i] += overE;
            e.conductance[8][i] += overC;
            e.conductance[g][i] = SCALE;
            e.conductance[g + 1][i] = SCALE / 2;
            e.conductance[g + 2][i] = -slope;
            e.conductance[g + 3][i] = slope;
            e.conductance[g + 4][i] = -1.5 * SCALE;
            e.conductance[g + 5][i] = SCALE;
            e.conductance[g + 6][i] = -SCALE;
            e.conductance[g + 7][i] = -SCALE * per;
            e.conductance[g + 8][i] = SCALE * per;
            e.conductance[g + 9][i] = SCALE * per;
            e.conductance[g + 10][i] = -SCALE * per;
            e.charge[LATE][i] = td / 12 * rate;
            e.charge[RATE][i] = -td * late;
            e.charge[GROUND][i] = 0;
            e.capacitance[c][i] = td / 12 * SCALE;
            e.capacitance[c + 1][i] = -td / 12 * SCALE;
            e.capacitance[c + 2][i] = -td * SCALE;
            e.capacitance[c + 3][i] = td * SCALE;
        }
    }

    @Override
    public void initialConditions(Evaluation e) {
        bank.initialConditions(e);
    }

    @Override
    public int[][] noiseSources() {
        return bank.noiseSources();
    }

    @Override
    public String noiseName(int source) {
        return bank.noiseName(source);
    }

    @Override
    public void noise(Evaluation e, double[][] white, double[][] flicker, double[][] exponent) {
        bank.noise(e, white, flicker, exponent);
    }
}
