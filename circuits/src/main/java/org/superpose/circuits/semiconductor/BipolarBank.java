package org.superpose.circuits.semiconductor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Dependence;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Numbering;

/**
 * All bipolar transistors of a circuit, after Gummel and Poon 1970 in SPICE's form (Antognetti and Massobrio 1993, chapter 2; <i>ngspice User's Manual</i>, version 39, chapter 8). With the junction currents
 * {@code If = IS (exp(vbe/(NF VT)) − 1)}, {@code Ir = IS (exp(vbc/(NR VT)) − 1)} and the normalised base charge
 * {@code qb = q1 (1 + (1 + 4 q2)^NKF)/2}, {@code q1 = 1/(1 − vbc/VAF − vbe/VAR)}, {@code q2 = If/IKF + Ir/IKR}:
 * <pre>
 * ic = (If − Ir)/qb − Ir/BR − ISC (exp(vbc/(NC VT)) − 1)
 * ib = If/BF + ISE (exp(vbe/(NE VT)) − 1) + Ir/BR + ISC (exp(vbc/(NC VT)) − 1)
 * rb = RBM + (RB − RBM)/qb, or with IRB: RBM + 3 (RB − RBM) (tan z − z)/(z tan² z), z = (√(1 + 14.59025 ib/IRB) − 1)/(2.4317 √(ib/IRB))
 * qbe = TF If (1 + XTF (If/(If + ITF))² exp(vbc/(1.44 VTF)))/qb + ∫ Cje,  qbc = TR Ir + XCJC ∫ Cjc,  (1 − XCJC) ∫ Cjc between outer base and inner collector
 * </pre>
 * A PNP is an NPN with all voltages and currents reversed.
 */
final class BipolarBank extends SemiconductorBank<BipolarTransistor> {
    // local unknowns; SUB_JUNCTION is the inner node that the substrate's junction connects to
    static final int C = 0;
    static final int B = 1;
    static final int E = 2;
    static final int S = 3;
    static final int CI = 4;
    static final int BI = 5;
    static final int EI = 6;
    static final int SUB_JUNCTION = 7;
    // parameters, scaled by area and M
    static final int POLARITY = 0;
    static final int SUB_POLARITY = 1;
    private static final int THERMAL = 2;
    static final int THERMAL_F = 3;
    static final int THERMAL_R = 4;
    static final int THERMAL_E = 5;
    static final int THERMAL_C = 6;
    static final int IS = 7;
    static final int IS_BF = 8;
    static final int IS_BR = 9;
    static final int ISE = 10;
    static final int ISC = 11;
    static final int PER_VAF = 12;
    static final int PER_VAR = 13;
    static final int PER_IKF = 14;
    static final int PER_IKR = 15;
    static final int GC = 16;
    static final int GE = 17;
    static final int RBM = 18;
    private static final int RB_SPAN = 19;
    private static final int PER_IRB = 20;
    private static final int CRITICAL = 21;
    private static final int START = 22;
    private static final int CJE = 23;
    private static final int VJE = 24;
    private static final int MJE = 25;
    private static final int FC = 26;
    private static final int CJC = 27;
    private static final int VJC = 28;
    private static final int MJC = 29;
    private static final int CJX = 30;
    private static final int CJS = 31;
    private static final int VJS = 32;
    private static final int MJS = 33;
    private static final int TF = 34;
    private static final int XTF = 35;
    private static final int PER_VTF = 36;
    private static final int ITF = 37;
    private static final int TR = 38;
    private static final int KF = 39;
    private static final int AF = 40;
    private static final int TEMPERATURE = 41;
    static final int COUNT = 42;
    static final int NKF = 43;
    static final int ISS = 44;
    static final int THERMAL_S = 45;
    private static final int CRITICAL_S = 46;
    private static final int KNEE_E = 47;
    private static final int STEEP_E = 48;
    private static final int KNEE_C = 49;
    private static final int STEEP_C = 50;
    static final int PARAMETERS = 51;
    // memory
    static final int VBE = 0;
    static final int VBC = 1;
    private static final int EXP_F = 2;
    private static final int EXP_R = 3;
    private static final int EXP_E = 4;
    private static final int EXP_C = 5;
    static final int VSUB = 6;
    private static final int MEMORY = 7;
    // and, where an ExcessPhaseBank asks for it: If, ∂If/∂vbe, qb, ∂qb/∂vbe, ∂qb/∂vbc
    static final int FORWARD = 7;
    static final int FORWARD_SLOPE = 8;
    static final int CHARGE = 9;
    static final int CHARGE_E = 10;
    static final int CHARGE_C = 11;
    static final int MEMORY_WITH_FORWARD = 12;
    // scratch, in rows: what the charges follow from
    private static final int AT_FORWARD = 0;
    private static final int AT_FORWARD_SLOPE = 1;
    private static final int AT_REVERSE = 2;
    private static final int AT_REVERSE_SLOPE = 3;
    private static final int AT_CHARGE = 4;
    private static final int AT_CHARGE_E = 5;
    private static final int AT_CHARGE_C = 6;
    private static final int SCRATCH = 7;

    private static final int[][] CONDUCTANCES = {
        {CI, BI}, {CI, EI}, {CI, CI}, {BI, BI}, {BI, EI}, {BI, CI}, {EI, BI}, {EI, EI}, {EI, CI},
        {C, C}, {C, CI}, {CI, C}, {E, E}, {E, EI}, {EI, E},
        {B, B}, {B, BI}, {B, EI}, {B, CI}, {BI, B},
        {S, S}, {S, SUB_JUNCTION}, {SUB_JUNCTION, S}, {SUB_JUNCTION, SUB_JUNCTION}};
    private static final int[][] CAPACITANCES = {
        {BI, BI}, {BI, EI}, {BI, CI}, {EI, BI}, {EI, EI}, {EI, CI}, {CI, BI}, {CI, CI},
        {B, B}, {B, CI}, {CI, B},
        {S, S}, {S, SUB_JUNCTION}, {SUB_JUNCTION, S}, {SUB_JUNCTION, SUB_JUNCTION}};
    private static final List<NoiseSource> NOISE = List.of(
            new NoiseSource(C, CI, "collector resistance"), new NoiseSource(B, BI, "base resistance"), new NoiseSource(E, EI, "emitter resistance"),
            new NoiseSource(CI, EI, "collector shot"), new NoiseSource(BI, EI, "base shot"), new NoiseSource(BI, EI, "flicker"));

    private static final List<Contact<BipolarTransistor>> CONTACTS = List.of(
            new Contact<>(C, "collector", q -> q.model().contact(C)), new Contact<>(B, "base", q -> q.model().contact(B)), new Contact<>(E, "emitter", q -> q.model().contact(E)));

    /**
     * If of a transistor of unit area at the start [A]. Newton's method comes down an exponential by one VT in each iteration, so a start at tens of milliamperes costs cells that work at microamperes many of them; where a circuit also rests without current,
     * a start at microamperes often ends there, or nowhere.
     */
    private static final double START_CURRENT = 3e-3;

    private final int[][] unknowns;
    private final boolean plain;            // whether all base resistances are constant

    BipolarBank(List<? extends Component> members, Numbering numbering) {
        super(members.toArray(BipolarTransistor[]::new), numbering, CONTACTS, CONDUCTANCES, CAPACITANCES, NOISE, E, B, C);
        plain = Arrays.stream(devices).noneMatch(device -> device.model().curved());
        unknowns = Arrays.copyOf(super.unknowns(), SUB_JUNCTION + 1);
        unknowns[SUB_JUNCTION] = new int[devices.length];
        for (int i = 0; i < devices.length; i++) {
            unknowns[SUB_JUNCTION][i] = unknowns[devices[i].model().vertical() ? CI : BI][i];
        }
    }

    @Override
    public int[][] unknowns() {
        return unknowns;
    }

    @Override
    public int terminal(int local, int device) {
        return local < SUB_JUNCTION ? super.terminal(local, device) : devices[device].model().vertical() ? C : B;
    }

    @Override
    public int memory() {
        return MEMORY;
    }

    private static final Map<String, Dependence> DEPENDENCES = Map.ofEntries(
            Map.entry("area", Dependence.proportional(IS, IS_BF, IS_BR, ISE, ISC, ISS, GC, GE, CJE, CJC, CJX, CJS, ITF).inverse(PER_IKF, PER_IKR, RBM, RB_SPAN, PER_IRB)),
            Map.entry("IS", Dependence.proportional(IS, IS_BF, IS_BR)), Map.entry("ISE", Dependence.proportional(ISE)), Map.entry("ISC", Dependence.proportional(ISC)), Map.entry("ISS", Dependence.proportional(ISS)),
            Map.entry("BF", Dependence.proportional().inverse(IS_BF)), Map.entry("BR", Dependence.proportional().inverse(IS_BR)), Map.entry("VAF", Dependence.proportional().inverse(PER_VAF)), Map.entry("VAR", Dependence.proportional().inverse(PER_VAR)),
            Map.entry("IKF", Dependence.proportional().inverse(PER_IKF)), Map.entry("IKR", Dependence.proportional().inverse(PER_IKR)), Map.entry("IRB", Dependence.proportional().inverse(PER_IRB)),
            Map.entry("RC", Dependence.proportional().inverse(GC)), Map.entry("RE", Dependence.proportional().inverse(GE)), Map.entry("CJE", Dependence.proportional(CJE)), Map.entry("CJC", Dependence.proportional(CJC, CJX)),
            Map.entry("CJS", Dependence.proportional(CJS)), Map.entry("TF", Dependence.proportional(TF)), Map.entry("TR", Dependence.proportional(TR)), Map.entry("XTF", Dependence.proportional(XTF)), Map.entry("ITF", Dependence.proportional(ITF)),
            Map.entry("KF", Dependence.proportional(KF)));

    @Override
    public Dependence dependence(String number) {
        return DEPENDENCES.get(number);
    }

    @Override
    public int scratch() {
        return SCRATCH * devices.length;
    }

    @Override
    public double[][] parameters(Environment environment) {
        double[][] p = new double[PARAMETERS][devices.length];
        for (int from = 0, to; from < devices.length; from = to) {
            BipolarModel model = devices[from].model();
            Placement placement = devices[from].placement();
            to = from + 1;
            while (to < devices.length && devices[to].model() == model && (devices[to].placement() == placement || devices[to].placement().equals(placement))) {
                to++;
            }
            double[] values = parameters(devices[from], environment);
            for (int row = 0; row < PARAMETERS; row++) {
                Arrays.fill(p[row], from, to, values[row]);
            }
        }
        return p;
    }

    private static double[] parameters(BipolarTransistor device, Environment environment) {
        BipolarModel m = device.model();
        Placement placement = device.placement();
        double[] p = new double[PARAMETERS];
        double scale = placement.area() * placement.multiplier();
        double t = placement.temperatureIn(environment.temperature());
        double nominal = device.nominalTemperature(environment);
        double thermal = environment.at(t).thermalVoltage();
        double growth = Junction.saturationGrowth(m.value("EG"), m.value("XTI"), nominal, t, environment);
        double gain = Math.pow(t / nominal, m.value("XTB"));
        double is = scale * m.value("IS") * Math.exp(growth);
        p[POLARITY] = m.isNpn() ? 1 : -1;
        p[SUB_POLARITY] = p[POLARITY] * (m.vertical() ? 1 : -1);
        p[THERMAL] = thermal;
        p[THERMAL_F] = m.value("NF") * thermal;
        p[THERMAL_R] = m.value("NR") * thermal;
        p[THERMAL_E] = m.value("NE") * thermal;
        p[THERMAL_C] = m.value("NC") * thermal;
        p[IS] = is;
        p[IS_BF] = is / (m.value("BF") * gain);
        p[IS_BR] = is / (m.value("BR") * gain);
        p[ISE] = scale * m.value("ISE") * Math.exp(growth / m.value("NE")) / gain;
        p[ISC] = scale * m.value("ISC") * Math.exp(growth / m.value("NC")) / gain;
        p[PER_VAF] = inverse(m.value("VAF"));
        p[PER_VAR] = inverse(m.value("VAR"));
        p[PER_IKF] = inverse(m.value("IKF")) / scale;
        p[PER_IKR] = inverse(m.value("IKR")) / scale;
        double rise = t - nominal;
        p[NKF] = m.value("NKF");
        p[ISS] = scale * m.value("ISS") * Math.exp(growth);
        p[THERMAL_S] = m.value("NS") * thermal;
        p[CRITICAL_S] = m.value("ISS") > 0 ? Junction.critical(p[THERMAL_S], p[ISS]) : Double.POSITIVE_INFINITY;
        p[GC] = inverse(resistance(m, "RC", "TRC", rise)) * scale;
        p[GE] = inverse(resistance(m, "RE", "TRE", rise)) * scale;
        if (m.value("RB") > 0) {
            double resistance = resistance(m, "RB", "TRB", rise);
            double minimum = m.states("RBM") ? resistance(m, "RBM", "TRM", rise) : resistance;
            p[RBM] = minimum / scale;
            p[RB_SPAN] = (resistance - minimum) / scale;
        }
        p[PER_IRB] = inverse(m.value("IRB")) / scale;
        p[CRITICAL] = Junction.critical(thermal, is);
        p[START] = placement.off() ? 0 : Junction.start(p[THERMAL_F], is, START_CURRENT * scale, p[CRITICAL]);
        p[CJE] = scale * m.value("CJE") * Junction.capacitanceFactor(m.value("VJE"), m.value("MJE"), nominal, t, environment);
        p[VJE] = Junction.potential(m.value("VJE"), nominal, t, environment);
        p[MJE] = m.value("MJE");
        p[FC] = m.value("FC");
        double cjc = scale * m.value("CJC") * Junction.capacitanceFactor(m.value("VJC"), m.value("MJC"), nominal, t, environment);
        p[CJC] = cjc * m.value("XCJC");
        p[CJX] = cjc * (1 - m.value("XCJC"));
        p[VJC] = Junction.potential(m.value("VJC"), nominal, t, environment);
        p[MJC] = m.value("MJC");
        p[CJS] = scale * m.value("CJS") * Junction.capacitanceFactor(m.value("VJS"), m.value("MJS"), nominal, t, environment);
        p[VJS] = Junction.potential(m.value("VJS"), nominal, t, environment);
        p[MJS] = m.value("MJS");
        p[TF] = m.value("TF");
        p[XTF] = m.value("XTF");
        p[PER_VTF] = inverse(1.44 * m.value("VTF"));
        p[ITF] = scale * m.value("ITF");
        p[TR] = m.value("TR");
        p[KF] = m.value("KF") * Math.pow(placement.multiplier(), 1 - m.value("AF"));
        p[KNEE_E] = Junction.chargeAtKnee(p[VJE], p[MJE], p[FC]);
        p[STEEP_E] = Junction.steepness(p[MJE], p[FC]);
        p[KNEE_C] = Junction.chargeAtKnee(p[VJC], p[MJC], p[FC]);
        p[STEEP_C] = Junction.steepness(p[MJC], p[FC]);
        p[AF] = m.value("AF");
        p[TEMPERATURE] = t;
        p[COUNT] = placement.multiplier();
        return p;
    }

    /** {@code R (1 + TR1 ΔT + TR2 ΔT²)} [Ω]. */
    private static double resistance(BipolarModel m, String resistance, String coefficients, double rise) {
        return m.value(resistance) * (1 + m.value(coefficients + 1) * rise + m.value(coefficients + 2) * rise * rise);
    }

    /** 1/x, and 0 for 0: SPICE's 0 means infinite. */
    private static double inverse(double x) {
        return x == 0 ? 0 : 1 / x;
    }

    @Override
    public boolean divisible() {
        return true;
    }

    @Override
    public void load(Evaluation e) {
        boolean exact = junctions(e);
        exponentials(e, EXP_F, EXP_C);
        if (exact && plain && !e.deriving && !e.storing && e.memory.length == MEMORY) {
            currents(e);
            return;
        }
        flows(e);
        if (e.storing) {
            charges(e);
        }
    }

    private static final int[][] BENDS = {{BI, EI}, {BI, CI}, {S, SUB_JUNCTION}, {B, BI}};

    @Override
    public int[][] bends() {
        return BENDS;
    }

    /** Beside the junctions' exponentials bend the Early voltages, the transit time of a current that grows beyond ITF (by its third power) and with vbc, and a base resistance that changes with both junctions, so that its current bends with its own drop, too. The capacitance from the outer base to the collector bends along the sum of two differences. */
    @Override
    public void sharpness(Evaluation e, double[][] into) {
        double[][] p = e.parameter;
        double[] vbe = e.memory[VBE];
        double[] vbc = e.memory[VBC];
        for (int i = e.first; i < e.end; i++) {
            double forward = Junction.sharpness(vbe[i], p[THERMAL_F][i], p[ISE][i] > 0 ? p[THERMAL_E][i] : p[THERMAL_F][i]);
            into[0][i] = (p[XTF][i] > 0 ? 3 : 1) * forward + 2 * p[PER_VAR][i];
            into[1][i] = Junction.sharpness(vbc[i], p[THERMAL_R][i], p[ISC][i] > 0 ? p[THERMAL_C][i] : p[THERMAL_R][i]) + 2 * p[PER_VAF][i] + p[PER_VTF][i];
            boolean substrate = p[ISS][i] > 0 || p[CJS][i] > 0;
            into[2][i] = substrate ? Junction.sharpness(p[SUB_POLARITY][i] * (e.unknown[S][i] - e.unknown[SUB_JUNCTION][i]), p[ISS][i] > 0 ? p[THERMAL_S][i] : p[VJS][i], p[VJS][i]) : 0;
            into[3][i] = p[RB_SPAN][i] != 0 ? 1 / Math.abs(e.unknown[B][i] - e.unknown[BI][i]) : 0;
            double outer = p[CJX][i] > 0 ? 1 / Math.max(p[VJC][i], Math.abs(e.unknown[B][i] - e.unknown[CI][i])) : 0;
            into[1][i] += outer;
            into[3][i] += outer;
        }
    }

    /** Junction voltages, limited, and the arguments of their exponentials; whether none was limited. */
    private static boolean junctions(Evaluation e) {
        double[][] p = e.parameter;
        double[] polarity = p[POLARITY];
        double[] thermal = p[THERMAL];
        double[] thermalF = p[THERMAL_F];
        double[] thermalR = p[THERMAL_R];
        double[] thermalE = p[THERMAL_E];
        double[] thermalC = p[THERMAL_C];
        double[] critical = p[CRITICAL];
        double[] start = p[START];
        double[] ise = p[ISE];
        double[] isc = p[ISC];
        double[] iss = p[ISS];
        double[] xB = e.unknown[BI];
        double[] xC = e.unknown[CI];
        double[] xE = e.unknown[EI];
        double[] vbes = e.memory[VBE];
        double[] vbcs = e.memory[VBC];
        double[] expF = e.memory[EXP_F];
        double[] expR = e.memory[EXP_R];
        double[] expE = e.memory[EXP_E];
        double[] expC = e.memory[EXP_C];
        boolean starting = e.starting;
        boolean limiting = e.limiting;
        boolean limited = false;
        for (int i = e.first; i < e.end; i++) {
            double askedE = polarity[i] * (xB[i] - xE[i]);
            double askedC = polarity[i] * (xB[i] - xC[i]);
            double vbe = askedE;
            double vbc = askedC;
            if (starting) {
                vbe = start[i];
                vbc = 0;
            } else if (limiting) {
                vbe = Junction.limit(vbe, vbes[i], thermal[i], critical[i]);
                vbc = Junction.limit(vbc, vbcs[i], thermal[i], critical[i]);
            }
            if (iss[i] > 0) {
                limited |= substrateJunction(e, i);
            }
            limited |= vbe != askedE || vbc != askedC;
            vbes[i] = vbe;
            vbcs[i] = vbc;
            expF[i] = Junction.exponent(vbe, thermalF[i]);
            expR[i] = Junction.exponent(vbc, thermalR[i]);
            expE[i] = ise[i] > 0 ? Junction.exponent(vbe, thermalE[i]) : 0;
            expC[i] = isc[i] > 0 ? Junction.exponent(vbc, thermalC[i]) : 0;
        }
        e.limited |= limited;
        return !limited;
    }

    private static boolean substrateJunction(Evaluation e, int i) {
        double[][] p = e.parameter;
        double asked = p[SUB_POLARITY][i] * (e.unknown[S][i] - e.unknown[SUB_JUNCTION][i]);
        double v = e.starting ? 0 : e.limiting ? Junction.limit(asked, e.memory[VSUB][i], p[THERMAL_S][i], p[CRITICAL_S][i]) : asked;
        e.memory[VSUB][i] = v;
        return v != asked;
    }

    /** Currents and conductances. Every row is a local array: the JVM's first compiler, which is all that a short run gets, neither keeps them in registers by itself nor inlines much. */
    private static void flows(Evaluation e) {
        double[][] p = e.parameter;
        double[] polarities = p[POLARITY];
        double[] is = p[IS];
        double[] isBf = p[IS_BF];
        double[] isBr = p[IS_BR];
        double[] ise = p[ISE];
        double[] isc = p[ISC];
        double[] thermalF = p[THERMAL_F];
        double[] thermalR = p[THERMAL_R];
        double[] thermalE = p[THERMAL_E];
        double[] thermalC = p[THERMAL_C];
        double[] counts = p[COUNT];
        double[] perVaf = p[PER_VAF];
        double[] perVar = p[PER_VAR];
        double[] perIkf = p[PER_IKF];
        double[] perIkr = p[PER_IKR];
        double[] nkf = p[NKF];
        double[] gc = p[GC];
        double[] ge = p[GE];
        double[] rbm = p[RBM];
        double[] span = p[RB_SPAN];
        double[] iss = p[ISS];
        double[][] memory = e.memory;
        double[] vbes = memory[VBE];
        double[] vbcs = memory[VBC];
        double[] expF = memory[EXP_F];
        double[] expR = memory[EXP_R];
        double[] expE = memory[EXP_E];
        double[] expC = memory[EXP_C];
        double[] xC = e.unknown[C];
        double[] xB = e.unknown[B];
        double[] xE = e.unknown[E];
        double[] xS = e.unknown[S];
        double[] xCi = e.unknown[CI];
        double[] xBi = e.unknown[BI];
        double[] xEi = e.unknown[EI];
        double[] xJ = e.unknown[SUB_JUNCTION];
        double[] fC = e.current[C];
        double[] fB = e.current[B];
        double[] fE = e.current[E];
        double[] fS = e.current[S];
        double[] fCi = e.current[CI];
        double[] fBi = e.current[BI];
        double[] fEi = e.current[EI];
        double[] fJ = e.current[SUB_JUNCTION];
        double[][] g = e.conductance;
        double[] gCiBi = g[0];
        double[] gCiEi = g[1];
        double[] gCiCi = g[2];
        double[] gBiBi = g[3];
        double[] gBiEi = g[4];
        double[] gBiCi = g[5];
        double[] gEiBi = g[6];
        double[] gEiEi = g[7];
        double[] gEiCi = g[8];
        double[] gCC = g[9];
        double[] gCCi = g[10];
        double[] gCiC = g[11];
        double[] gEE = g[12];
        double[] gEEi = g[13];
        double[] gEiE = g[14];
        double[] gBB = g[15];
        double[] gBBi = g[16];
        double[] gBEi = g[17];
        double[] gBCi = g[18];
        double[] gBiB = g[19];
        double[] gSS = g[20];
        double[] gSJ = g[21];
        double[] gJS = g[22];
        double[] gJJ = g[23];
        double junctionConductance = e.junctionConductance;
        boolean storing = e.storing;
        double[] scratch = e.scratch;
        int n = is.length;
        boolean forwardWanted = memory.length > MEMORY;
        for (int i = e.first; i < e.end; i++) {
            double polarity = polarities[i];
            double vbe = vbes[i];
            double vbc = vbcs[i];
            double beyondE = polarity * (xBi[i] - xEi[i]) - vbe;
            double beyondC = polarity * (xBi[i] - xCi[i]) - vbc;

            double overIsF = Junction.current(vbe, thermalF[i], expF[i]);
            double overIsR = Junction.current(vbc, thermalR[i], expR[i]);
            double forward = is[i] * overIsF;
            double slopeOverIsF = Junction.slope(vbe, thermalF[i], expF[i]);
            double slopeOverIsR = Junction.slope(vbc, thermalR[i], expR[i]);
            double forwardSlope = is[i] * slopeOverIsF;
            double reverse = is[i] * overIsR;
            double reverseSlope = is[i] * slopeOverIsR;
            double leak = junctionConductance * counts[i];
            // base currents across the two junctions
            double baseE = isBf[i] * overIsF + leak * vbe;
            double slopeE = isBf[i] * slopeOverIsF + leak;
            double baseC = isBr[i] * overIsR + leak * vbc;
            double slopeC = isBr[i] * slopeOverIsR + leak;
            if (ise[i] > 0) {
                baseE += ise[i] * Junction.current(vbe, thermalE[i], expE[i]);
                slopeE += ise[i] * Junction.slope(vbe, thermalE[i], expE[i]);
            }
            if (isc[i] > 0) {
                baseC += isc[i] * Junction.current(vbc, thermalC[i], expC[i]);
                slopeC += isc[i] * Junction.slope(vbc, thermalC[i], expC[i]);
            }
            // base charge, and the current that it carries from collector to emitter
            double q1 = 1 / (1 - vbc * perVaf[i] - vbe * perVar[i]);
            double injection = 1 + 4 * (forward * perIkf[i] + reverse * perIkr[i]);
            double crowding = injection < 0 ? 0 : injection;
            double root = nkf[i] == 0.5 ? Math.sqrt(crowding) : Math.pow(crowding, nkf[i]);
            double perRoot = crowding > 0 ? 2 * nkf[i] * root / crowding : 0;         // 1/root for NKF = 1/2
            double qb = q1 * (1 + root) / 2;
            double qbE = q1 * (qb * perVar[i] + forwardSlope * perIkf[i] * perRoot);
            double qbC = q1 * (qb * perVaf[i] + reverseSlope * perIkr[i] * perRoot);
            double perQb = 1 / qb;
            double transport = (forward - reverse) * perQb;
            double transportE = (forwardSlope - transport * qbE) * perQb;
            double transportC = (-reverseSlope - transport * qbC) * perQb;

            if (forwardWanted) {
                memory[FORWARD][i] = polarity * (forward + forwardSlope * beyondE);
                memory[FORWARD_SLOPE][i] = forwardSlope;
                memory[CHARGE][i] = qb;
                memory[CHARGE_E][i] = qbE;
                memory[CHARGE_C][i] = qbC;
            }
            double base = polarity * (baseE + slopeE * beyondE + baseC + slopeC * beyondC);
            double collector = polarity * (transport + transportE * beyondE + transportC * beyondC - baseC - slopeC * beyondC);
            double throughC = gc[i] * (xC[i] - xCi[i]);
            double throughE = ge[i] * (xE[i] - xEi[i]);
            fC[i] = throughC;
            fE[i] = throughE;
            fCi[i] = collector - throughC;
            fEi[i] = -collector - base - throughE;
            gCiBi[i] = transportE + transportC - slopeC;                          // ∂ic/∂vb', ∂/∂ve', ∂/∂vc'
            gCiEi[i] = -transportE;
            gCiCi[i] = slopeC - transportC + gc[i];
            gEiBi[i] = -transportE - transportC - slopeE;                         // ∂ie
            gEiEi[i] = transportE + slopeE + ge[i];
            gEiCi[i] = transportC;
            gCC[i] = gc[i];
            gCCi[i] = -gc[i];
            gCiC[i] = -gc[i];
            gEE[i] = ge[i];
            gEEi[i] = -ge[i];
            gEiE[i] = -ge[i];
            // base resistance: what changes it takes a closer look
            double gb = rbm[i] > 0 ? 1 / rbm[i] : 0;
            double throughB = gb * (xB[i] - xBi[i]);
            fB[i] = throughB;
            fBi[i] = base - throughB;
            gBiBi[i] = slopeE + slopeC + gb;                                      // ∂ib
            gBiEi[i] = -slopeE;
            gBiCi[i] = -slopeC;
            gBB[i] = gb;
            gBBi[i] = -gb;
            gBEi[i] = 0;
            gBCi[i] = 0;
            gBiB[i] = -gb;
            if (span[i] != 0) {
                changingBaseResistance(e, i, base, baseE + baseC, slopeE, slopeC, qb, qbE, qbC, beyondE == 0 && beyondC == 0);
            }
            double drop = xS[i] - xJ[i];
            double substrate = leak * drop;
            double substrateSlope = leak;
            if (iss[i] > 0) {
                double subPolarity = p[SUB_POLARITY][i];
                double thermal = p[THERMAL_S][i];
                double vsub = memory[VSUB][i];
                double exponential = Math.exp(Junction.exponent(vsub, thermal));
                double slope = iss[i] * Junction.slope(vsub, thermal, exponential);
                substrate += subPolarity * (iss[i] * Junction.current(vsub, thermal, exponential) + slope * (subPolarity * drop - vsub));
                substrateSlope += slope;
            }
            fS[i] = substrate;
            fJ[i] = -substrate;
            gSS[i] = substrateSlope;
            gSJ[i] = -substrateSlope;
            gJS[i] = -substrateSlope;
            gJJ[i] = substrateSlope;
            if (storing) {
                scratch[AT_FORWARD * n + i] = forward;
                scratch[AT_FORWARD_SLOPE * n + i] = forwardSlope;
                scratch[AT_REVERSE * n + i] = reverse;
                scratch[AT_REVERSE_SLOPE * n + i] = reverseSlope;
                scratch[AT_CHARGE * n + i] = qb;
                scratch[AT_CHARGE_E * n + i] = qbE;
                scratch[AT_CHARGE_C * n + i] = qbC;
            }
        }
    }

    /** Currents alone, where no voltage was limited: those of {@link #flows}. */
    private static void currents(Evaluation e) {
        double[][] p = e.parameter;
        double[] polarities = p[POLARITY];
        double[] is = p[IS];
        double[] isBf = p[IS_BF];
        double[] isBr = p[IS_BR];
        double[] ise = p[ISE];
        double[] isc = p[ISC];
        double[] thermalF = p[THERMAL_F];
        double[] thermalR = p[THERMAL_R];
        double[] counts = p[COUNT];
        double[] perVaf = p[PER_VAF];
        double[] perVar = p[PER_VAR];
        double[] perIkf = p[PER_IKF];
        double[] perIkr = p[PER_IKR];
        double[] nkf = p[NKF];
        double[] gc = p[GC];
        double[] ge = p[GE];
        double[] rbm = p[RBM];
        double[] iss = p[ISS];
        double[][] memory = e.memory;
        double[] vbes = memory[VBE];
        double[] vbcs = memory[VBC];
        double[] expF = memory[EXP_F];
        double[] expR = memory[EXP_R];
        double[] expE = memory[EXP_E];
        double[] expC = memory[EXP_C];
        double[] xC = e.unknown[C];
        double[] xB = e.unknown[B];
        double[] xE = e.unknown[E];
        double[] xS = e.unknown[S];
        double[] xCi = e.unknown[CI];
        double[] xBi = e.unknown[BI];
        double[] xEi = e.unknown[EI];
        double[] xJ = e.unknown[SUB_JUNCTION];
        double[] fC = e.current[C];
        double[] fB = e.current[B];
        double[] fE = e.current[E];
        double[] fS = e.current[S];
        double[] fCi = e.current[CI];
        double[] fBi = e.current[BI];
        double[] fEi = e.current[EI];
        double[] fJ = e.current[SUB_JUNCTION];
        double junctionConductance = e.junctionConductance;
        for (int i = e.first; i < e.end; i++) {
            double polarity = polarities[i];
            double vbe = vbes[i];
            double vbc = vbcs[i];
            double overIsF = Junction.current(vbe, thermalF[i], expF[i]);
            double overIsR = Junction.current(vbc, thermalR[i], expR[i]);
            double forward = is[i] * overIsF;
            double reverse = is[i] * overIsR;
            double leak = junctionConductance * counts[i];
            double baseE = isBf[i] * overIsF + leak * vbe;
            double baseC = isBr[i] * overIsR + leak * vbc;
            if (ise[i] > 0) {
                baseE += ise[i] * Junction.current(vbe, p[THERMAL_E][i], expE[i]);
            }
            if (isc[i] > 0) {
                baseC += isc[i] * Junction.current(vbc, p[THERMAL_C][i], expC[i]);
            }
            double injection = 1 + 4 * (forward * perIkf[i] + reverse * perIkr[i]);
            double crowding = injection < 0 ? 0 : injection;
            double root = nkf[i] == 0.5 ? Math.sqrt(crowding) : Math.pow(crowding, nkf[i]);
            double perQb = 2 * (1 - vbc * perVaf[i] - vbe * perVar[i]) / (1 + root);
            double collector = polarity * ((forward - reverse) * perQb - baseC);
            double base = polarity * (baseE + baseC);
            double throughC = gc[i] * (xC[i] - xCi[i]);
            double throughE = ge[i] * (xE[i] - xEi[i]);
            double throughB = rbm[i] > 0 ? (xB[i] - xBi[i]) / rbm[i] : 0;
            fC[i] = throughC;
            fE[i] = throughE;
            fB[i] = throughB;
            fCi[i] = collector - throughC;
            fEi[i] = -collector - base - throughE;
            fBi[i] = base - throughB;
            double substrate = leak * (xS[i] - xJ[i]);
            if (iss[i] > 0) {
                double vsub = memory[VSUB][i];
                double thermal = p[THERMAL_S][i];
                substrate += p[SUB_POLARITY][i] * iss[i] * Junction.current(vsub, thermal, Math.exp(Junction.exponent(vsub, thermal)));
            }
            fS[i] = substrate;
            fJ[i] = -substrate;
        }
    }

    @Override
    public Near near(Evaluation e, boolean[] varied) {
        return plain && e.memory.length == MEMORY ? new NearBipolars(this, e, varied) : null;
    }

    /** The current through rb, which falls as the base charge or the base current grows. Where a voltage was limited the change of rb is left out of the derivatives: there they only extrapolate. */
    private static void changingBaseResistance(Evaluation e, int i, double flowing, double base, double slopeE, double slopeC, double qb, double qbE, double qbC, boolean exact) {
        double[][] p = e.parameter;
        double[][] f = e.current;
        double[][] g = e.conductance;
        double span = p[RB_SPAN][i];
        double resistance = p[RBM][i];
        double overE = 0;                                                     // ∂rb/∂vbe, ∂rb/∂vbc
        double overC = 0;
        if (p[PER_IRB][i] == 0) {
            resistance += span / qb;
            overE = -span * qbE / (qb * qb);
            overC = -span * qbC / (qb * qb);
        } else {
            double ratio = base * p[PER_IRB][i];
            double a = Math.max(ratio, 1e-9);
            double root = Math.sqrt(a);
            double s = Math.sqrt(1 + 14.59025 * a);
            double z = 14.59025 * root / (2.4317 * (s + 1));
            double h;
            double slope;
            if (z < 0.02) {                                                   // series: the closed form cancels
                h = 1 - z * z * (4.0 / 15 + z * z * 4 / 105);
                slope = -z * (8.0 / 15 + z * z * 16 / 105);
            } else {
                double t = Math.tan(z);
                h = 3 * (t - z) / (z * t * t);
                slope = 3 * (z * t * t * t - (t - z) * (t + 2 * z * (1 + t * t))) / (z * z * t * t * t);
            }
            resistance += span * h;
            if (ratio > 1e-9) {
                double overBase = span * slope * 14.59025 / (2 * 2.4317 * root * (s + 1)) * (1 - 14.59025 * a / (s * (s + 1))) * p[PER_IRB][i];
                overE = overBase * slopeE;
                overC = overBase * slopeC;
            }
        }
        double conductance = resistance > 0 ? 1 / resistance : 0;
        double current = conductance * (e.unknown[B][i] - e.unknown[BI][i]);
        double change = exact ? -current * conductance * p[POLARITY][i] : 0;
        double gE = change * overE;                                           // ∂(current)/∂vbe, ∂vbc at a fixed drop
        double gC = change * overC;
        f[B][i] = current;
        f[BI][i] = flowing - current;
        g[3][i] = slopeE + slopeC + conductance - gE - gC;
        g[4][i] = gE - slopeE;
        g[5][i] = gC - slopeC;
        g[15][i] = conductance;
        g[16][i] = gE + gC - conductance;
        g[17][i] = -gE;
        g[18][i] = -gC;
        g[19][i] = -conductance;
    }

    /** Charges and capacitances, of what {@link #flows} left in the scratch. */
    private static void charges(Evaluation e) {
        double[][] p = e.parameter;
        double[][] x = e.unknown;
        double[][] q = e.charge;
        double[][] c = e.capacitance;
        double[] scratch = e.scratch;
        double[] polarities = p[POLARITY];
        double[] transitF = p[TF];
        double[] transitR = p[TR];
        double[] cje = p[CJE];
        double[] vje = p[VJE];
        double[] mje = p[MJE];
        double[] kneeE = p[KNEE_E];
        double[] steepE = p[STEEP_E];
        double[] cjc = p[CJC];
        double[] vjc = p[VJC];
        double[] mjc = p[MJC];
        double[] kneeC = p[KNEE_C];
        double[] steepC = p[STEEP_C];
        double[] cjx = p[CJX];
        double[] cjs = p[CJS];
        double[] fc = p[FC];
        double[] vbes = e.memory[VBE];
        double[] vbcs = e.memory[VBC];
        double[] xS = x[S];
        double[] xJ = x[SUB_JUNCTION];
        double[] xBi = x[BI];
        double[] xCi = x[CI];
        double[] xEi = x[EI];
        double[] qB = q[B];
        double[] qS = q[S];
        double[] qCi = q[CI];
        double[] qBi = q[BI];
        double[] qEi = q[EI];
        double[] qJ = q[SUB_JUNCTION];
        double[] cBiBi = c[0];
        double[] cBiEi = c[1];
        double[] cBiCi = c[2];
        double[] cEiBi = c[3];
        double[] cEiEi = c[4];
        double[] cEiCi = c[5];
        double[] cCiBi = c[6];
        double[] cCiCi = c[7];
        double[] cBB = c[8];
        double[] cBCi = c[9];
        double[] cCiB = c[10];
        double[] cSS = c[11];
        double[] cSJ = c[12];
        double[] cJS = c[13];
        double[] cJJ = c[14];
        int n = polarities.length;
        for (int i = e.first; i < e.end; i++) {
            double polarity = polarities[i];
            double vbe = vbes[i];
            double vbc = vbcs[i];
            double forward = scratch[AT_FORWARD * n + i];
            double forwardSlope = scratch[AT_FORWARD_SLOPE * n + i];
            double storedE = transitF[i] * forward;
            double storedEE = transitF[i] * forwardSlope;
            double storedEC = 0;
            if (vbe > 0 && transitF[i] > 0) {
                double rise = 0;                                              // XTF (If/(If + ITF))² exp(vbc/1.44 VTF), and what its slopes add
                double riseE = 0;
                if (p[XTF][i] > 0) {
                    rise = p[XTF][i] * Math.exp(vbc * p[PER_VTF][i]);
                    if (p[ITF][i] > 0) {
                        double part = forward / (forward + p[ITF][i]);
                        rise *= part * part;
                        riseE = 2 * rise * (1 - part);
                    }
                }
                double qb = scratch[AT_CHARGE * n + i];
                storedE *= (1 + rise) / qb;
                storedEC = (transitF[i] * forward * rise * p[PER_VTF][i] - storedE * scratch[AT_CHARGE_C * n + i]) / qb;
                storedEE = (storedEE * (1 + rise + riseE) - storedE * scratch[AT_CHARGE_E * n + i]) / qb;
            }
            if (cje[i] > 0) {
                double capacitance = Junction.capacitance(vbe, vje[i], mje[i], fc[i], steepE[i]);
                storedE += cje[i] * Junction.charge(vbe, vje[i], mje[i], fc[i], capacitance, kneeE[i], steepE[i]);
                storedEE += cje[i] * capacitance;
            }
            storedE = polarity * (storedE + storedEE * (polarity * (xBi[i] - xEi[i]) - vbe) + storedEC * (polarity * (xBi[i] - xCi[i]) - vbc));

            double storedC = transitR[i] * scratch[AT_REVERSE * n + i];
            double storedCC = transitR[i] * scratch[AT_REVERSE_SLOPE * n + i];
            if (cjc[i] > 0) {
                double capacitance = Junction.capacitance(vbc, vjc[i], mjc[i], fc[i], steepC[i]);
                storedC += cjc[i] * Junction.charge(vbc, vjc[i], mjc[i], fc[i], capacitance, kneeC[i], steepC[i]);
                storedCC += cjc[i] * capacitance;
            }
            storedC = polarity * (storedC + storedCC * (polarity * (xBi[i] - xCi[i]) - vbc));

            double storedX = 0;
            double storedXX = 0;
            if (cjx[i] > 0) {
                double vbx = polarity * (x[B][i] - xCi[i]);
                double capacitance = Junction.capacitance(vbx, vjc[i], mjc[i], fc[i], steepC[i]);
                storedX = polarity * cjx[i] * Junction.charge(vbx, vjc[i], mjc[i], fc[i], capacitance, kneeC[i], steepC[i]);
                storedXX = cjx[i] * capacitance;
            }
            double storedS = 0;
            double storedSS = 0;
            if (cjs[i] > 0) {
                double subPolarity = p[SUB_POLARITY][i];
                double v = subPolarity * (xS[i] - xJ[i]);
                double capacitance = Junction.capacitance(v, p[VJS][i], p[MJS][i], 0, 1);
                storedS = subPolarity * cjs[i] * Junction.charge(v, p[VJS][i], p[MJS][i], 0, capacitance, 0, 1);
                storedSS = cjs[i] * capacitance;
            }
            qB[i] = storedX;
            qBi[i] = storedE + storedC;
            qEi[i] = -storedE;
            qCi[i] = -storedC - storedX;
            qS[i] = storedS;
            qJ[i] = -storedS;
            cBiBi[i] = storedEE + storedEC + storedCC;
            cBiEi[i] = -storedEE;
            cBiCi[i] = -storedEC - storedCC;
            cEiBi[i] = -storedEE - storedEC;
            cEiEi[i] = storedEE;
            cEiCi[i] = storedEC;
            cCiBi[i] = -storedCC;
            cCiCi[i] = storedCC + storedXX;
            cBB[i] = storedXX;
            cBCi[i] = -storedXX;
            cCiB[i] = -storedXX;
            cSS[i] = storedSS;
            cSJ[i] = -storedSS;
            cJS[i] = -storedSS;
            cJJ[i] = storedSS;
        }
    }

    /** 4kT/R of the three resistances, 2qIc, 2qIb, KF Ib^AF / f. Conductances and currents are read back from what was loaded. */
    @Override
    public void noise(Evaluation e, double[][] white, double[][] flicker, double[][] exponent) {
        double[][] p = e.parameter;
        double[][] f = e.current;
        for (int i = 0; i < devices.length; i++) {
            double thermal = 4 * e.environment.boltzmann() * p[TEMPERATURE][i];
            double shot = 2 * e.environment.elementaryCharge();
            double base = Math.abs(f[B][i] + f[BI][i]);
            white[0][i] = thermal * p[GC][i];
            white[1][i] = thermal * e.conductance[15][i];
            white[2][i] = thermal * p[GE][i];
            white[3][i] = shot * Math.abs(f[C][i] + f[CI][i]);
            white[4][i] = shot * base;
            flicker[5][i] = p[KF][i] * Math.pow(base, p[AF][i]);
            exponent[5][i] = 1;
        }
    }
}
