package org.superpose.circuits.semiconductor;

import java.util.List;
import java.util.Map;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Dependence;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Numbering;

/**
 * All MOS transistors of a circuit. Level 1 is Shichman and Hodges 1968: with {@code u = vgs − VT}, {@code VT = VFB + PHI + GAMMA √(PHI − vbs)} and {@code β = KP W/(L − 2 LD) (1 + LAMBDA vds)}
 * <pre>
 * id = 0 for u ≤ 0,  β u²/2 for u ≤ vds,  β vds (u − vds/2) else
 * </pre>
 * Level 3 is the semi-empirical law of Vladimirescu and Liu 1980 (UCB/ERL M80/7): threshold with short and narrow channel and static feedback, mobility falling with the gate voltage, velocity saturation, channel-length modulation, weak inversion.
 * For vds &lt; 0 drain and source change places; a p-channel is an n-channel with all voltages and currents reversed. Bulk junctions have depletion charge.
 * <p>The gate's capacitances are J. Meyer's (RCA Review 32, 42, 1971): functions of the voltages that belong to no charge. In a transient run each charge therefore grows by the mean of its capacitance over the step, as in SPICE, from what
 * was accepted last; elsewhere it is capacitance times voltage.
 */
final class MosfetBank extends InsulatedGateBank<Mosfet> {
    private static final double SILICON = 11.7 * MosfetModel.VACUUM;
    private static final double INTRINSIC = 1.45e16;                          // SPICE's n_i [1/m³]
    // parameters of the channel, behind the shared ones, scaled by M
    private static final int LEVEL = CHANNEL_PARAMETERS;
    private static final int BETA = CHANNEL_PARAMETERS + 1;
    private static final int VBI = CHANNEL_PARAMETERS + 2;
    private static final int PHI = CHANNEL_PARAMETERS + 3;
    private static final int GAMMA = CHANNEL_PARAMETERS + 4;
    private static final int LAMBDA = CHANNEL_PARAMETERS + 5;
    private static final int COX = CHANNEL_PARAMETERS + 6;
    private static final int ETA = CHANNEL_PARAMETERS + 7;
    private static final int NARROW = CHANNEL_PARAMETERS + 8;
    private static final int DEPLETION = CHANNEL_PARAMETERS + 9;
    private static final int XJ = CHANNEL_PARAMETERS + 10;
    private static final int LD = CHANNEL_PARAMETERS + 11;
    private static final int SURFACE = CHANNEL_PARAMETERS + 12;
    private static final int THETA = CHANNEL_PARAMETERS + 13;
    private static final int VELOCITY = CHANNEL_PARAMETERS + 14;
    private static final int KAPPA = CHANNEL_PARAMETERS + 15;
    private static final int PARAMETERS = CHANNEL_PARAMETERS + 16;
    // memory of the channel, behind the shared one
    private static final int ID = CHANNEL_MEMORY;
    private static final int GM = CHANNEL_MEMORY + 1;
    private static final int GDS = CHANNEL_MEMORY + 2;
    private static final int GMB = CHANNEL_MEMORY + 3;
    private static final int VON = CHANNEL_MEMORY + 4;
    private static final int VDSAT = CHANNEL_MEMORY + 5;
    private static final int HALF_GS = CHANNEL_MEMORY + 6;
    private static final int HALF_GD = CHANNEL_MEMORY + 7;
    private static final int HALF_GB = CHANNEL_MEMORY + 8;
    private static final int QGS = CHANNEL_MEMORY + 9;
    private static final int QGD = CHANNEL_MEMORY + 10;
    private static final int QGB = CHANNEL_MEMORY + 11;
    private static final int MEMORY = CHANNEL_MEMORY + 12;

    private static final int[][] CONDUCTANCES = {{DI, G}, {DI, DI}, {DI, SI}, {DI, B}, {SI, G}, {SI, DI}, {SI, SI}, {SI, B}, {B, B}, {B, SI}, {B, DI}, {D, D}, {D, DI}, {DI, D}, {S, S}, {S, SI}, {SI, S}};
    private static final int[][] CAPACITANCES = {{G, G}, {G, SI}, {G, DI}, {G, B}, {SI, G}, {SI, SI}, {SI, B}, {DI, G}, {DI, DI}, {DI, B}, {B, G}, {B, B}, {B, SI}, {B, DI}};

    MosfetBank(List<? extends Component> members, Numbering numbering) {
        super(members.toArray(Mosfet[]::new), numbering, Mosfet::geometry, CONDUCTANCES, CAPACITANCES);
    }

    @Override
    public int memory() {
        return MEMORY;
    }

    private static final Map<String, Dependence> DEPENDENCES = Map.of("VTO", Dependence.shifted(POLARITY, VBI, START), "KP", Dependence.proportional(BETA), "LAMBDA", Dependence.proportional(LAMBDA));

    @Override
    public Dependence dependence(String number) {
        return DEPENDENCES.get(number);
    }

    @Override
    public double[][] parameters(Environment environment) {
        double[][] p = new double[PARAMETERS][devices.length];
        for (int i = 0; i < devices.length; i++) {
            channelParameters(p, i, environment);
            MosfetModel m = devices[i].model();
            MosfetGeometry layout = devices[i].geometry();
            junctionParameters(p, i, m.value("JS") * layout.drainArea(), m.value("JS") * layout.sourceArea(), m.states("MJSW") ? m.value("MJSW") : m.levelThree() ? 0.33 : 0.5, environment);
        }
        return p;
    }

    /** What SPICE derives from the process where the card does not state it (Vladimirescu and Liu 1980, section on parameters), and the temperature laws of mobility, PHI and threshold (ngspice User's Manual, temperature equations). */
    private void channelParameters(double[][] p, int i, Environment environment) {
        MosfetModel m = devices[i].model();
        MosfetGeometry geometry = devices[i].geometry();
        double count = devices[i].placement().multiplier();
        double t = devices[i].placement().temperatureIn(environment.temperature());
        double nominal = devices[i].nominalTemperature(environment);
        double type = m.polarity();
        double cox = m.oxideCapacitance();
        double kp = m.states("KP") ? m.value("KP") : cox > 0 ? m.value("U0") * 1e-4 * cox : 2e-5;
        double phi = m.states("PHI") ? m.value("PHI") : 0.6;
        double gamma = m.states("GAMMA") ? m.value("GAMMA") : 0;
        double vto = m.states("VTO") ? m.value("VTO") : 0;
        double nominalGap = Junction.gap(nominal);
        if (m.states("NSUB") && cox > 0) {
            double doping = m.value("NSUB") * 1e6;
            if (!m.states("PHI")) {
                phi = Math.max(0.1, 2 * environment.at(nominal).thermalVoltage() * Math.log(doping / intrinsic(m, nominal, environment)));
            }
            if (!m.states("GAMMA")) {
                gamma = Math.sqrt(2 * SILICON * environment.elementaryCharge() * doping) / cox;
            }
            if (!m.states("VTO")) {
                double gate = m.value("TPG") == 0 ? 3.2 : 3.25 + nominalGap / 2 - type * m.value("TPG") * nominalGap / 2;
                double work = gate - (3.25 + nominalGap / 2 + type * phi / 2);
                vto = work - m.value("NSS") * 1e4 * environment.elementaryCharge() / cox + type * (gamma * Math.sqrt(phi) + phi);
            }
            p[DEPLETION][i] = Math.sqrt(2 * SILICON / (environment.elementaryCharge() * doping));
        }
        double slowing = Math.pow(t / nominal, 1.5);
        double length = geometry.length() - 2 * m.value("LD");
        placementParameters(p, i, geometry.width(), length, environment);
        p[POLARITY][i] = type;
        p[LEVEL][i] = m.value("LEVEL");
        p[BETA][i] = count * kp / slowing * geometry.width() / length;
        p[PHI][i] = Junction.potential(phi, nominal, t, environment);
        p[VBI][i] = type * (vto + (nominalGap - Junction.gap(t)) / 2) - gamma * Math.sqrt(phi) + (p[PHI][i] - phi) / 2;
        p[GAMMA][i] = gamma;
        p[LAMBDA][i] = m.value("LAMBDA");
        p[START][i] = p[VBI][i] + gamma * Math.sqrt(p[PHI][i]);
        p[COX][i] = count * cox * geometry.width() * length;
        double noiseCox = cox > 0 ? cox : MosfetModel.OXIDE / 1e-7;
        p[KF][i] = m.value("KF") * Math.pow(count, 1 - m.value("AF")) / (geometry.width() * length * noiseCox * noiseCox);
        if (m.levelThree()) {
            p[ETA][i] = m.value("ETA") * 8.15e-22 / (cox * length * length * length);
            p[NARROW][i] = m.value("DELTA") * Math.PI / 2 * SILICON / (cox * geometry.width());
            p[XJ][i] = m.value("XJ");
            p[LD][i] = m.value("LD");
            p[SURFACE][i] = environment.elementaryCharge() * m.value("NFS") * 1e4 / cox;
            p[THETA][i] = m.value("THETA");
            p[VELOCITY][i] = m.value("VMAX") * length / (m.value("U0") * 1e-4 / slowing);
            p[KAPPA][i] = m.value("KAPPA");
        }
    }

    /** The intrinsic density that PHI is derived from [1/m³]: at level 3 ngspice lets it follow the temperature, n_i(300 K) (T/300)^1.5 exp(Eg(T)/2k (1/300 − 1/T)); at level 1 not. */
    private static double intrinsic(MosfetModel m, double nominal, Environment environment) {
        if (!m.levelThree()) {
            return INTRINSIC;
        }
        double gapPerTwoK = Junction.gap(nominal) * environment.elementaryCharge() / (2 * environment.boltzmann());
        return INTRINSIC * Math.pow(nominal / 300, 1.5) * Math.exp(gapPerTwoK * (1.0 / 300 - 1 / nominal));
    }

    @Override
    public void load(Evaluation e) {
        voltages(e, e.memory[VON]);
        for (int i = 0; i < devices.length; i++) {
            boolean forward = e.memory[VDS][i] >= 0;
            double vds = e.memory[VDS][i];
            double vgs = e.memory[VGS][i] - (forward ? 0 : vds);
            double vbs = e.memory[VBS][i] - (forward ? 0 : vds);
            if (e.parameter[LEVEL][i] == 1) {
                levelOne(e, i, vgs, Math.abs(vds), vbs);
            } else {
                levelThree(e, i, vgs, Math.abs(vds), vbs);
            }
            flows(e, i, forward);
            if (e.storing) {
                charges(e, i, forward);
            }
        }
    }

    private static void levelOne(Evaluation e, int i, double vgs, double vds, double vbs) {
        double[][] p = e.parameter;
        double root = Math.sqrt(p[PHI][i]);
        double slope = -0.5 / root;
        if (vbs <= 0) {
            root = Math.sqrt(p[PHI][i] - vbs);
            slope = -0.5 / root;
        } else {
            root += slope * vbs;                                              // straight on into forward bias, to 0
            if (root < 0) {
                root = 0;
                slope = 0;
            }
        }
        double von = p[VBI][i] + p[GAMMA][i] * root;
        double u = Math.max(0, vgs - von);
        double beta = p[BETA][i] * (1 + p[LAMBDA][i] * vds);
        double shape = u <= vds ? u * u / 2 : vds * (u - vds / 2);
        double gm = beta * Math.min(u, vds);
        e.memory[ID][i] = beta * shape;
        e.memory[GM][i] = gm;
        e.memory[GDS][i] = p[BETA][i] * p[LAMBDA][i] * shape + (u <= vds ? 0 : beta * (u - vds));
        e.memory[GMB][i] = -gm * p[GAMMA][i] * slope;
        e.memory[VON][i] = von;
        e.memory[VDSAT][i] = u;
    }

    /** Derivatives are carried after u = vgs − VT, the body factor fb and vds, and joined at the end: u and fb depend on the gate, drain and bulk voltages. */
    private static void levelThree(Evaluation e, int i, double vgs, double vds, double vbs) {
        double[][] p = e.parameter;
        double vt = p[THERMAL][i];
        double length = p[LENGTH][i];
        double phi = p[PHI][i];
        // √(PHI − vbs) and its derivative after vbs
        double root;
        double rootB;
        if (vbs <= 0) {
            root = Math.sqrt(phi - vbs);
            rootB = -0.5 / root;
        } else {
            root = Math.sqrt(phi) / (1 + vbs / (2 * phi));
            rootB = -root * root / (2 * phi * Math.sqrt(phi));
        }
        double depth = root * root;
        double depthB = 2 * root * rootB;
        // short channel: the share of the bulk charge that the gate holds
        double share = 1;
        double shareB = 0;
        if (p[XJ][i] > 0 && p[DEPLETION][i] > 0) {
            double w = p[DEPLETION][i] * root / p[XJ][i];
            double wB = p[DEPLETION][i] * rootB / p[XJ][i];
            double lateral = p[LD][i] / p[XJ][i];
            double a = 0.0631353 + 0.8013292 * w - 0.01110777 * w * w + lateral;
            double aB = (0.8013292 - 2 * 0.01110777 * w) * wB;
            double c = w / (1 + w);
            double cB = wB / ((1 + w) * (1 + w));
            double b = Math.sqrt(1 - c * c);
            double bB = -c * cB / b;
            share = 1 - p[XJ][i] / length * (a * b - lateral);
            shareB = -p[XJ][i] / length * (aB * b + a * bB);
        }
        double gammas = p[GAMMA][i] * share;
        double fb = gammas / (4 * root) + p[NARROW][i];
        double fbB = p[GAMMA][i] * (shareB - share * rootB / root) / (4 * root);
        double bulk = gammas * root + p[NARROW][i] * depth;
        double bulkB = p[GAMMA][i] * (shareB * root + share * rootB) + p[NARROW][i] * depthB;
        double eta = p[ETA][i];
        double threshold = p[VBI][i] - eta * vds + bulk;
        // weak inversion below von = VT + xn VT
        double xn = 1;
        double xnB = 0;
        double von = threshold;
        if (p[SURFACE][i] > 0) {
            xn = 1 + p[SURFACE][i] + bulk / (2 * depth);
            xnB = (bulkB - bulk * depthB / depth) / (2 * depth);
            von = threshold + vt * xn;
        }
        e.memory[VON][i] = von;
        boolean weak = vgs < von && p[SURFACE][i] > 0;
        if (!weak && vgs <= von) {
            e.memory[ID][i] = 0;
            e.memory[GM][i] = 0;
            e.memory[GDS][i] = 0;
            e.memory[GMB][i] = 0;
            e.memory[VDSAT][i] = 0;
            return;
        }
        double u = weak ? vt * xn : vgs - threshold;
        double uG = weak ? 0 : 1;
        double uD = weak ? 0 : eta;
        double uB = weak ? vt * xnB : -bulkB;
        // mobility and saturation voltage
        double fg = 1 / (1 + p[THETA][i] * u);
        double fgU = -p[THETA][i] * fg * fg;
        double perBody = 1 / (1 + fb);
        double vdsat = u * perBody;
        double vdsatU = perBody;
        double vdsatF = -vdsat * perBody;
        double vdsc = p[VELOCITY][i] / fg;
        double vdscU = p[VELOCITY][i] * p[THETA][i];
        boolean velocity = p[VELOCITY][i] > 0;
        if (velocity) {
            double a = vdsat;
            double r = Math.sqrt(a * a + vdsc * vdsc);
            vdsat = a + vdsc - r;
            vdsatU = (1 - a / r) * vdsatU + (1 - vdsc / r) * vdscU;
            vdsatF *= 1 - a / r;
        }
        e.memory[VDSAT][i] = vdsat;
        boolean saturated = vds > vdsat;
        double x = saturated ? vdsat : vds;
        double xU = saturated ? vdsatU : 0;
        double xF = saturated ? vdsatF : 0;
        double xV = saturated ? 0 : 1;
        // β fg (u − (1 + fb) x/2) x
        double over = u - (1 + fb) * x;
        double shape = (u - (1 + fb) * x / 2) * x;
        double id = p[BETA][i] * fg * shape;
        double idU = p[BETA][i] * (fg * (x + over * xU) + fgU * shape);
        double idF = p[BETA][i] * fg * (-x * x / 2 + over * xF);
        double idV = p[BETA][i] * fg * over * xV;
        double ratio = 0;
        double ratioU = 0;
        double ratioF = 0;
        double ratioV = 0;
        double slowed = 1;
        if (velocity) {
            ratio = x / vdsc;
            ratioU = (xU - ratio * vdscU) / vdsc;
            ratioF = xF / vdsc;
            ratioV = xV / vdsc;
            slowed = 1 / (1 + ratio);
            idU = slowed * (idU - id * slowed * ratioU);
            idF = slowed * (idF - id * slowed * ratioF);
            idV = slowed * (idV - id * slowed * ratioV);
            id *= slowed;
        }
        // channel-length modulation
        double alpha = p[DEPLETION][i] * p[DEPLETION][i];
        double strength = p[KAPPA][i] * alpha;
        if (strength > 0 && (saturated || !velocity && vds > 0)) {
            double cut;                                                       // length of the part next to the drain that is pinched off
            double cutU;
            double cutF;
            double cutV;
            if (velocity) {
                double field = strength * id / (2 * length * 1e-12);          // half the saturation field times α; the first form only where the conductance all but vanishes
                double fieldU = strength * idU / (2 * length * 1e-12);
                double fieldF = strength * idF / (2 * length * 1e-12);
                if (id * (1 - slowed) / vdsc > 1e-12) {
                    field = strength * vdsc * (1 + ratio) / (2 * length * ratio);
                    fieldU = field * (vdscU / vdsc - ratioU / (ratio * (1 + ratio)));
                    fieldF = -field * ratioF / (ratio * (1 + ratio));
                }
                double r = Math.sqrt(field * field + strength * (vds - vdsat));
                cut = r - field;
                cutU = (2 * field * fieldU - strength * vdsatU) / (2 * r) - fieldU;
                cutF = (2 * field * fieldF - strength * vdsatF) / (2 * r) - fieldF;
                cutV = strength / (2 * r);
            } else {                                                          // ngspice starts the square root at 7/8 vdsat, and joins it smoothly to 0 by a fourth power
                double power = vds / vdsat * (vds / vdsat);
                cut = saturated ? Math.sqrt(strength * (vds - vdsat * 7 / 8)) : Math.sqrt(strength * vdsat / 8) * power * power;
                cutV = saturated ? strength / (2 * cut) : 4 * cut / vds;
                double overVdsat = saturated ? -7.0 / 8 * cutV : -3.5 * cut / vdsat;
                cutU = overVdsat * vdsatU;
                cutF = overVdsat * vdsatF;
            }
            if (cut > length / 2) {                                           // punch-through: never the whole channel
                double softer = length * length / (4 * cut * cut);
                cut = length - length * length / (4 * cut);
                cutU *= softer;
                cutF *= softer;
                cutV *= softer;
            }
            double longer = length / (length - cut);
            idU = longer * (idU + id * longer * cutU / length);
            idF = longer * (idF + id * longer * cutF / length);
            idV = longer * (idV + id * longer * cutV / length);
            id *= longer;
        }
        double gm = idU * uG;
        double gds = idU * uD + idV;
        double gmb = idU * uB + idF * fbB;
        if (weak) {
            double per = 1 / (vt * xn);
            double argument = (vgs - von) * per;
            double w = Math.exp(argument);
            gm = w * (gm + id * per);
            gds = w * (gds + id * eta * per);
            gmb = w * (gmb - id * ((bulkB + vt * xnB) * per + argument * xnB / xn));
            id *= w;
        }
        e.memory[ID][i] = id;
        e.memory[GM][i] = gm;
        e.memory[GDS][i] = gds;
        e.memory[GMB][i] = gmb;
    }

    private static void flows(Evaluation e, int i, boolean forward) {
        double[][] p = e.parameter;
        double[][] memory = e.memory;
        double polarity = p[POLARITY][i];
        double beyondG = beyond(e, i, G, VGS);
        double beyondD = beyond(e, i, DI, VDS);
        double beyondB = beyond(e, i, B, VBS);
        double sum = memory[GM][i] + memory[GDS][i] + memory[GMB][i];
        double overG = forward ? memory[GM][i] : -memory[GM][i];              // ∂id/∂vgs, ∂vds, ∂vbs
        double overD = forward ? memory[GDS][i] : sum;
        double overB = forward ? memory[GMB][i] : -memory[GMB][i];
        double overS = -overG - overD - overB;
        double drain = polarity * ((forward ? 1 : -1) * memory[ID][i] + overG * beyondG + overD * beyondD + overB * beyondB);
        double slopeS = slopeToSource(e, i);
        double slopeD = slopeToDrain(e, i);
        double toS = polarity * (currentToSource(e, i) + slopeS * beyondB);
        double toD = polarity * (currentToDrain(e, i) + slopeD * (beyondB - beyondD));
        double[][] f = e.current;
        double[][] g = e.conductance;
        f[G][i] = 0;
        f[B][i] = toS + toD;
        f[DI][i] = drain - toD;
        f[SI][i] = -drain - toS;
        g[0][i] = overG;
        g[1][i] = overD + slopeD;
        g[2][i] = overS;
        g[3][i] = overB - slopeD;
        g[4][i] = -overG;
        g[5][i] = -overD;
        g[6][i] = -overS + slopeS;
        g[7][i] = -overB - slopeS;
        g[8][i] = slopeS + slopeD;
        g[9][i] = -slopeS;
        g[10][i] = -slopeD;
        contact(e, i, p[GD][i], D, DI, 1, 11);
        contact(e, i, p[GS][i], S, SI, 6, 14);
    }

    /** Halves of Meyer's capacitances into memory: gate to source, to drain and to bulk, in the four regions accumulation, depletion, weak and strong inversion; drain and source change places where vds &lt; 0. */
    private static void meyer(Evaluation e, int i, boolean forward) {
        double[][] memory = e.memory;
        double cox = e.parameter[COX][i];
        double phi = e.parameter[PHI][i];
        double vds = Math.abs(memory[VDS][i]);
        double u = memory[VGS][i] - (forward ? 0 : memory[VDS][i]) - memory[VON][i];
        double vdsat = Math.max(memory[VDSAT][i], 0.025);                     // ngspice's floor: below it the split between drain and source would jump
        double near = 0;
        double far = 0;
        double bulk = 0;
        if (u <= -phi) {
            bulk = cox / 2;
        } else if (u <= 0) {
            bulk = -u * cox / (2 * phi);
        }
        if (u > -phi / 2) {
            near = u <= 0 ? cox * (u / (1.5 * phi) + 1.0 / 3) : cox / 3;
            if (vds < vdsat) {
                double both = 2 * vdsat - vds;
                double rest = (vdsat - vds) / both;
                double reach = vdsat / both;
                far = near * (1 - reach * reach);
                near *= 1 - rest * rest;
            }
        }
        memory[HALF_GS][i] = forward ? near : far;
        memory[HALF_GD][i] = forward ? far : near;
        memory[HALF_GB][i] = bulk;
    }

    private static void charges(Evaluation e, int i, boolean forward) {
        double[][] p = e.parameter;
        double[][] memory = e.memory;
        double polarity = p[POLARITY][i];
        meyer(e, i, forward);
        double vgs = memory[VGS][i];
        double vds = memory[VDS][i];
        double vbs = memory[VBS][i];
        double[][] last = e.accepted;
        double cgs = store(e, i, HALF_GS, QGS, p[CGSO][i], vgs, last[VGS][i]);
        double cgd = store(e, i, HALF_GD, QGD, p[CGDO][i], vgs - vds, last[VGS][i] - last[VDS][i]);
        double cgb = store(e, i, HALF_GB, QGB, p[CGBO][i], vgs - vbs, last[VGS][i] - last[VBS][i]);
        double beyondG = beyond(e, i, G, VGS);
        double beyondD = beyond(e, i, DI, VDS);
        double beyondB = beyond(e, i, B, VBS);
        double cbs = capacitanceAtSource(e, i);
        double cbd = capacitanceAtDrain(e, i);
        double qbs = chargeAtSource(e, i) + cbs * beyondB;
        double qbd = chargeAtDrain(e, i) + cbd * (beyondB - beyondD);
        double qgs = memory[QGS][i] + cgs * beyondG;
        double qgd = memory[QGD][i] + cgd * (beyondG - beyondD);
        double qgb = memory[QGB][i] + cgb * (beyondG - beyondB);
        double[][] q = e.charge;
        double[][] c = e.capacitance;
        q[G][i] = polarity * (qgs + qgd + qgb);
        q[SI][i] = polarity * (-qgs - qbs);
        q[DI][i] = polarity * (-qgd - qbd);
        q[B][i] = polarity * (qbs + qbd - qgb);
        c[0][i] = cgs + cgd + cgb;
        c[1][i] = -cgs;
        c[2][i] = -cgd;
        c[3][i] = -cgb;
        c[4][i] = -cgs;
        c[5][i] = cgs + cbs;
        c[6][i] = -cbs;
        c[7][i] = -cgd;
        c[8][i] = cgd + cbd;
        c[9][i] = -cbd;
        c[10][i] = -cgb;
        c[11][i] = cgb + cbs + cbd;
        c[12][i] = -cbs;
        c[13][i] = -cbd;
    }

    /** One of Meyer's charges, left in memory, and the capacitance that goes with it [F]. */
    private static double store(Evaluation e, int i, int half, int charge, double overlap, double v, double lastV) {
        if (e.transientRun && e.time > 0) {
            double capacitance = e.memory[half][i] + e.accepted[half][i] + overlap;
            e.memory[charge][i] = e.accepted[charge][i] + capacitance * (v - lastV);
            return capacitance;
        }
        double capacitance = 2 * e.memory[half][i] + overlap;
        e.memory[charge][i] = capacitance * v;
        return capacitance;
    }

    /** 4kT/R, {@code 4kT 2/3 gm} of the channel (A. van der Ziel, Proc. IRE 50, 1808, 1962), KF Id^AF / (W L Cox² f). */
    @Override
    public void noise(Evaluation e, double[][] white, double[][] flicker, double[][] exponent) {
        double[][] p = e.parameter;
        for (int i = 0; i < devices.length; i++) {
            double thermal = 4 * e.environment.boltzmann() * p[TEMPERATURE][i];
            white[0][i] = thermal * p[GD][i];
            white[1][i] = thermal * p[GS][i];
            white[2][i] = thermal * 2 / 3 * Math.abs(e.memory[GM][i]);
            flicker[3][i] = p[KF][i] * Math.pow(e.memory[ID][i], p[AF][i]);
            exponent[3][i] = 1;
        }
    }
}
