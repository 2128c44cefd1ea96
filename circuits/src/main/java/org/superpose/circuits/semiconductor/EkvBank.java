package org.superpose.circuits.semiconductor;

import java.util.List;
import java.util.Map;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Dependence;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Numbering;

/**
 * All EKV transistors of a circuit, by Bucher, Lallement, Enz, Théodoloz and Krummenacher 1998 (revision II of version 2.6); section and symbols as there. All voltages stand against the bulk; the end with the lower voltage is the source.
 * <pre>
 * VG' = VG − VTO − ΔV_RSCE + PHI + GAMMA √PHI,   VP = VG' − PHI − γ' (√(VG' + γ'²/4) − γ'/2),   γ' from LETA, WETA     pinch-off
 * F(v) = y² + y with 2y + ln y = v,   i_f = F((VP − VS)/Vt),   i_r' = F((VP − Vds − VS − √(VDSS'² + ΔV²) + √((Vds − VDSS')² + ΔV²))/Vt),   Vds = (VD − VS)/2
 * Ids = 2 n β Vt² (i_f − i_r'),   n = 1 + GAMMA/(2 √(VP + PHI + 4 Vt)),   β = KP W/Leq over the mobility's reduction
 * Idb = Ids IBA/IBB Vib exp(−IBB LC/Vib),   Vib = VD − VS − 2 IBN VDSS
 * </pre>
 * and charges of gate, drain, source and bulk from i_f and i_r = F((VP − VD)/Vt) (section 5), which sum to zero.
 * <p>Where the report switches from depletion to accumulation at VG' = 0, VG' in the square roots is here {@code Vt ln(1 + exp(VG'/Vt))}, and what is left of VG' is the charge of accumulation: at threshold the two differ by 1e-20 of it,
 * and all derivatives are continuous.
 */
final class EkvBank extends InsulatedGateBank<EkvTransistor> {
    private static final double SILICON = 104.5e-12;                          // the report's permittivities [F/m]
    private static final double OXIDE = 34.5e-12;
    // parameters of the channel, behind the shared ones, scaled by M
    private static final int SHIFT = CHANNEL_PARAMETERS;
    private static final int PHI = CHANNEL_PARAMETERS + 1;
    private static final int GAMMA = CHANNEL_PARAMETERS + 2;
    private static final int SHORT = CHANNEL_PARAMETERS + 3;
    private static final int NARROW = CHANNEL_PARAMETERS + 4;
    private static final int KPW = CHANNEL_PARAMETERS + 5;
    private static final int LAMBDA = CHANNEL_PARAMETERS + 6;
    private static final int LC = CHANNEL_PARAMETERS + 7;
    private static final int UCRIT = CHANNEL_PARAMETERS + 8;
    private static final int VDSS_OFFSET = CHANNEL_PARAMETERS + 9;
    private static final int THETA = CHANNEL_PARAMETERS + 10;
    private static final int PER_E0 = CHANNEL_PARAMETERS + 11;
    private static final int ETA = CHANNEL_PARAMETERS + 12;
    private static final int IMPACT = CHANNEL_PARAMETERS + 13;
    private static final int IMPACT_VOLTAGE = CHANNEL_PARAMETERS + 14;
    private static final int IBN = CHANNEL_PARAMETERS + 15;
    private static final int CVT = CHANNEL_PARAMETERS + 16;
    private static final int PARAMETERS = CHANNEL_PARAMETERS + 17;
    // memory of the channel, behind the shared one. Behind a value its derivatives after gate, source and drain: of the channel's own source and drain, which change places where vds < 0
    private static final int ID = CHANNEL_MEMORY;
    private static final int IB = CHANNEL_MEMORY + 4;
    private static final int QG = CHANNEL_MEMORY + 8;
    private static final int QS = CHANNEL_MEMORY + 12;
    private static final int QD = CHANNEL_MEMORY + 16;
    private static final int THERMAL_G = CHANNEL_MEMORY + 20;
    private static final int MEMORY = CHANNEL_MEMORY + 21;

    /** Rows DI, SI, B by columns G, DI, SI, B, then the two resistances. */
    private static final int[][] CONDUCTANCES = {{DI, G}, {DI, DI}, {DI, SI}, {DI, B}, {SI, G}, {SI, DI}, {SI, SI}, {SI, B}, {B, G}, {B, DI}, {B, SI}, {B, B}, {D, D}, {D, DI}, {DI, D}, {S, S}, {S, SI}, {SI, S}};
    /** Rows DI, SI, B, G by columns G, DI, SI, B. */
    private static final int[][] CAPACITANCES = {{DI, G}, {DI, DI}, {DI, SI}, {DI, B}, {SI, G}, {SI, DI}, {SI, SI}, {SI, B}, {B, G}, {B, DI}, {B, SI}, {B, B}, {G, G}, {G, DI}, {G, SI}, {G, B}};

    EkvBank(List<? extends Component> members, Numbering numbering) {
        super(members.toArray(EkvTransistor[]::new), numbering, EkvBank::layout, CONDUCTANCES, CAPACITANCES);
    }

    /** The geometry, where HDIF stands for areas, perimeters and squares: HDIF/W squares, 2 HDIF long. */
    private static MosfetGeometry layout(EkvTransistor m) {
        MosfetGeometry geometry = m.geometry();
        double half = m.model().value("HDIF");
        if (!(half > 0)) {
            return geometry;
        }
        double reach = 2 * half;
        double width = geometry.width() + m.model().value("DW");
        double around = 2 * (reach + width);
        return geometry.withSquares(half / width, half / width)
                .withAreas(geometry.drainArea() > 0 ? geometry.drainArea() : reach * width, geometry.sourceArea() > 0 ? geometry.sourceArea() : reach * width)
                .withPerimeters(geometry.drainPerimeter() > 0 ? geometry.drainPerimeter() : around, geometry.sourcePerimeter() > 0 ? geometry.sourcePerimeter() : around);
    }

    @Override
    public int memory() {
        return MEMORY;
    }

    private static final Map<String, Dependence> DEPENDENCES = Map.of("VTO", Dependence.shifted(POLARITY, SHIFT, START), "KP", Dependence.proportional(KPW));

    @Override
    public Dependence dependence(String number) {
        return DEPENDENCES.get(number);
    }

    @Override
    public double[][] parameters(Environment environment) {
        double[][] p = new double[PARAMETERS][devices.length];
        for (int i = 0; i < devices.length; i++) {
            channelParameters(p, i, environment);
            EkvModel m = devices[i].model();
            MosfetGeometry layout = layout(devices[i]);
            double saturationD = m.value("JS") * layout.drainArea() + m.value("JSW") * layout.drainPerimeter();
            double saturationS = m.value("JS") * layout.sourceArea() + m.value("JSW") * layout.sourcePerimeter();
            junctionParameters(p, i, saturationD, saturationS, m.value("MJSW"), environment);
        }
        return p;
    }

    /** Sections 2 (parameters that follow from others, geometry, temperature) and 4.1 (reverse short channel effect) of the report. */
    private void channelParameters(double[][] p, int i, Environment environment) {
        EkvModel m = devices[i].model();
        MosfetGeometry geometry = devices[i].geometry();
        double count = devices[i].placement().multiplier();
        double t = devices[i].placement().temperatureIn(environment.temperature());
        double nominal = devices[i].nominalTemperature(environment);
        double type = m.polarity();
        double width = geometry.width() + m.value("DW");
        double length = geometry.length() + m.value("DL");
        double thermal = environment.at(t).thermalVoltage();
        double cox = m.states("COX") ? m.value("COX") : m.states("TOX") ? OXIDE / m.value("TOX") : 7e-4;
        double doping = m.value("NSUB") * 1e6;
        double gamma = m.states("GAMMA") ? m.value("GAMMA") : m.states("NSUB") ? Math.sqrt(2 * environment.elementaryCharge() * SILICON * doping) / cox : 1;
        double phi = m.states("PHI") ? m.value("PHI") : m.states("NSUB") ? Math.max(0.1, 2 * environment.at(nominal).thermalVoltage() * Math.log(doping / intrinsic(nominal, environment))) : 0.7;
        double vto = m.states("VTO") ? m.value("VTO") : m.states("VFB") ? m.value("VFB") + type * (phi + gamma * Math.sqrt(phi)) : type * 0.5;
        double kp = m.states("KP") ? m.value("KP") : m.states("U0") ? m.value("U0") * 1e-4 * cox : 5e-5;
        double ucrit = m.states("UCRIT") ? m.value("UCRIT") : m.states("VMAX") && m.states("U0") ? m.value("VMAX") / (m.value("U0") * 1e-4) : 2e6;
        double tcv = m.states("TCV") ? m.value("TCV") : type * 1e-3;
        double ratio = t / nominal;
        double root = Math.sqrt(count * width * length);
        double warmPhi = Math.max(0.1, phi * ratio - 3 * thermal * Math.log(ratio) - Junction.gap(nominal) * ratio + Junction.gap(t));
        double body = Math.max(0, gamma + m.value("AGAMMA") / root);
        double xi = 0.028 * (10 * length / m.value("LK") - 1);
        double near = 1 + (xi + Math.sqrt(xi * xi + 4 * 22e-3 * 22e-3)) / 2;
        double threshold = type * (vto - tcv * (t - nominal)) + m.value("AVTO") / root + 2 * m.value("Q0") / (cox * near * near);
        double critical = ucrit * Math.pow(ratio, m.value("UCEX"));
        double ibb = m.value("IBB") * (1 + m.value("IBBT") * (t - nominal));
        placementParameters(p, i, width, length, environment);
        p[POLARITY][i] = type;
        p[PHI][i] = warmPhi;
        p[GAMMA][i] = body;
        p[SHIFT][i] = threshold - warmPhi - body * Math.sqrt(warmPhi);
        p[START][i] = threshold;
        p[SHORT][i] = SILICON / cox * m.value("LETA") / length;
        p[NARROW][i] = SILICON / cox * 3 * m.value("WETA") / width;
        p[KPW][i] = count * kp * Math.pow(ratio, m.value("BEX")) * Math.max(0, 1 + m.value("AKP") / root) * width;
        p[LAMBDA][i] = m.value("LAMBDA");
        p[LC][i] = Math.sqrt(SILICON / cox * m.value("XJ"));
        p[UCRIT][i] = critical;
        p[VDSS_OFFSET][i] = thermal * (Math.log(critical * length / (2 * thermal)) - 0.6);
        p[THETA][i] = m.value("THETA");
        p[PER_E0][i] = m.states("E0") ? cox / (m.value("E0") * SILICON) : 0;
        p[ETA][i] = m.isNChannel() ? 1.0 / 2 : 1.0 / 3;
        p[IMPACT][i] = m.value("IBA") / ibb;
        p[IMPACT_VOLTAGE][i] = ibb * p[LC][i];
        p[IBN][i] = m.value("IBN");
        p[CVT][i] = count * cox * width * length * thermal;
        p[KF][i] = m.value("KF") / (count * cox * width * length);
    }

    /** Density of silicon without doping [1/m³], as the report has it. */
    private static double intrinsic(double t, Environment environment) {
        double reference = 300.15;
        double exponent = Junction.gap(reference) / (2 * environment.at(reference).thermalVoltage()) - Junction.gap(t) / (2 * environment.at(t).thermalVoltage());
        return 1.45e16 * t / reference * Math.exp(exponent);
    }

    @Override
    public void load(Evaluation e) {
        voltages(e, e.parameter[START]);
        for (int i = 0; i < devices.length; i++) {
            boolean forward = e.memory[VDS][i] >= 0;
            double vs = -e.memory[VBS][i];
            double vg = e.memory[VGS][i] + vs;
            double vd = e.memory[VDS][i] + vs;
            channel(e, i, vg, forward ? vs : vd, forward ? vd : vs);
            flows(e, i, forward);
            if (e.storing) {
                charges(e, i, forward);
            }
        }
    }

    /** y of 2y + ln y = v, the normalised charge at an end of the channel (sections 4.3 and 5: i = y² + y, √(1/4 + i) = y + 1/2): by Newton's method from the interpolation of EKV's earlier version, √i = ln(1 + exp(v/2)). */
    static double inversion(double v) {
        if (v < -40) {
            return Math.exp(v);                                               // 2y is below a rounding
        }
        double root = Math.log1p(Math.exp(-Math.abs(v) / 2)) + Math.max(0, v / 2);
        double y = root * root / (0.5 + Math.sqrt(0.25 + root * root));
        for (int k = 0; k < 8; k++) {
            double next = y * (1 + v - Math.log(y)) / (1 + 2 * y);
            if (Math.abs(next - y) <= 1e-15 * y) {
                return next;
            }
            y = next;
        }
        return y;
    }

    /** The law for vd ≥ vs, voltages against the bulk, of an n-channel. Derivatives are carried after the pinch-off voltage VP, a = VP − VS and h = (VD − VS)/2, and joined at the end. */
    private static void channel(Evaluation e, int i, double vg, double vs, double vd) {
        double[][] p = e.parameter;
        double vt = p[THERMAL][i];
        double phi = p[PHI][i];
        double gamma = p[GAMMA][i];
        // VG', and its positive part
        double gate = vg - p[SHIFT][i];
        double small = Math.exp(-Math.abs(gate) / vt);
        double positive = vt * Math.log1p(small) + Math.max(0, gate);
        double negative = vt * Math.log1p(small) + Math.max(0, -gate);
        double positiveG = (gate >= 0 ? 1 : small) / (1 + small);
        // short and narrow channel: the effective body factor
        double rootS = Math.sqrt((vs + phi) * (vs + phi) + 16 * vt * vt);
        double rootD = Math.sqrt((vd + phi) * (vd + phi) + 16 * vt * vt);
        double depthS = Math.sqrt((vs + phi + rootS) / 2);
        double depthD = Math.sqrt((vd + phi + rootD) / 2);
        double long0 = Math.sqrt(positive + gamma * gamma / 4);
        double depth0 = positive / (long0 + gamma / 2);                       // √(VP0 + PHI)
        double raw = gamma - p[SHORT][i] * (depthS + depthD) + p[NARROW][i] * depth0;
        double rawRoot = Math.sqrt(raw * raw + 0.1 * vt);
        double body = (raw + rawRoot) / 2;
        double bodyRaw = body / rawRoot;
        double bodyG = bodyRaw * p[NARROW][i] * positiveG / (2 * long0);
        double bodyS = -bodyRaw * p[SHORT][i] * depthS / (2 * rootS);
        double bodyD = -bodyRaw * p[SHORT][i] * depthD / (2 * rootD);
        // pinch-off
        double long1 = Math.sqrt(positive + body * body / 4);
        double depth = positive / (long1 + body / 2);                         // √(VP + PHI)
        double vp = depth * depth - phi;
        double vpG = depth / long1 * (positiveG - depth * bodyG);
        double vpS = -depth * depth / long1 * bodyS;
        double vpD = -depth * depth / long1 * bodyD;
        double slopeRoot = Math.sqrt(vp + phi + 4 * vt);
        double n = 1 + gamma / (2 * slopeRoot);
        double nV = -gamma / (4 * slopeRoot * slopeRoot * slopeRoot);
        // forward current, √i and ln i
        double v = (vp - vs) / vt;
        double y = inversion(v);
        double forward = y * (1 + y);
        double forwardA = y / vt;
        double root = Math.sqrt(forward);
        double rootA = Math.sqrt(y / (1 + y)) / (2 * vt);
        double log = v - 2 * y + Math.log1p(y);
        double logA = 1 / ((1 + y) * vt);
        // saturation voltages
        double h = (vd - vs) / 2;
        double length = p[LENGTH][i];
        double ratio = vt / (p[UCRIT][i] * length);
        double r1 = Math.sqrt(0.25 + ratio * root);
        double vdss = vt * root / (r1 + 0.5);
        double vdssA = vt * rootA / (2 * r1);
        double r2 = Math.sqrt(0.25 + ratio * (root - 0.75 * log));
        double vdss2 = vt * (root - 0.75 * log) / (r2 + 0.5) + p[VDSS_OFFSET][i];
        double vdss2A = vt * (rootA - 0.75 * logA) / (2 * r2);
        double spread = 16 * vt * vt * (p[LAMBDA][i] * (root - vdss / vt) + 1.0 / 64);
        double spreadA = 8 * vt * vt * p[LAMBDA][i] * (rootA - vdssA / vt);   // half the derivative
        // channel length
        double q1 = Math.sqrt(vdss * vdss + spread);
        double q2 = Math.sqrt((h - vdss) * (h - vdss) + spread);
        double vip = q1 - q2;
        double vipA = (vdss * vdssA + spreadA) / q1 - ((vdss - h) * vdssA + spreadA) / q2;
        double vipH = (vdss - h) / q2;
        double unit = p[LC][i] * p[UCRIT][i];
        double cut = p[LAMBDA][i] * p[LC][i] / (unit + h - vip);
        double rest = length - p[LAMBDA][i] * p[LC][i] * Math.log1p((h - vip) / unit) + (h + vip) / p[UCRIT][i];
        double restA = cut * vipA + vipA / p[UCRIT][i];
        double restH = -cut * (1 - vipH) + (1 + vipH) / p[UCRIT][i];
        double restRoot = Math.sqrt(rest * rest + length * length / 100);
        double equivalent = (rest + restRoot) / 2;
        // reverse current
        double q3 = Math.sqrt(vdss2 * vdss2 + spread);
        double q4 = Math.sqrt((h - vdss2) * (h - vdss2) + spread);
        double yr = inversion((vp - vs - h - q3 + q4) / vt);
        double reverseArgument = yr / vt;
        double reverseA = reverseArgument * (1 - (vdss2 * vdss2A + spreadA) / q3 + ((vdss2 - h) * vdss2A + spreadA) / q4);
        double reverseH = reverseArgument * (-1 + (h - vdss2) / q4);
        double difference = (y - yr) * (1 + y + yr);
        // charges at both ends without velocity saturation
        double b = inversion((vp - vd) / vt);
        double yV = y / ((1 + 2 * y) * vt);
        double bV = b / ((1 + 2 * b) * vt);
        double sum = 1 + y + b;
        double inverted = (3 * (y + b) + 4 * (y * y + y * b + b * b)) / (3 * sum);
        double invertedY = ((1 + 2 * y) * (3 + 2 * y + 4 * b)) / (3 * sum * sum);
        double invertedB = ((1 + 2 * b) * (3 + 2 * b + 4 * y)) / (3 * sum * sum);
        double depleted = Math.sqrt(depth * depth + 1e-6);
        double nq = 1 + gamma / (2 * depleted);
        // mobility
        double mobility;
        double mobilityV = 0;                                                 // derivatives of its logarithm, after VP, y and b
        double mobilityY = 0;
        double mobilityB = 0;
        if (p[PER_E0][i] > 0) {
            double field = gamma * depleted / vt - (nq - 1 - p[ETA][i] * nq) * inverted;
            double under = 1 + p[PER_E0][i] * vt * Math.abs(field);
            double part = -p[PER_E0][i] * vt * Math.signum(field) / under;
            mobility = (1 + p[PER_E0][i] * gamma * Math.sqrt(phi)) / under;
            mobilityV = part * (gamma / (2 * depleted * vt) + (1 - p[ETA][i]) * inverted * gamma / (4 * depleted * depleted * depleted));
            mobilityY = -part * (nq - 1 - p[ETA][i] * nq) * invertedY;
            mobilityB = -part * (nq - 1 - p[ETA][i] * nq) * invertedB;
        } else {
            double smooth = Math.sqrt(vp * vp + 2 * vt * vt);
            mobility = 1 / (1 + p[THETA][i] * (vp + smooth) / 2);
            mobilityV = -p[THETA][i] * mobility * (vp + smooth) / (2 * smooth);
        }
        double beta = p[KPW][i] / equivalent * mobility;
        double specific = 2 * n * beta * vt * vt;
        double id = specific * difference;
        double vib = 2 * (h - p[IBN][i] * vdss);
        double impact = vib > 0 ? p[IMPACT][i] * vib * Math.exp(-p[IMPACT_VOLTAGE][i] / vib) : 0;
        double impactV = vib > 0 ? impact / vib * (1 + p[IMPACT_VOLTAGE][i] / vib) : 0;
        double[][] memory = e.memory;
        memory[ID][i] = id;
        memory[IB][i] = id * impact;
        memory[THERMAL_G][i] = beta * vt * nq * inverted;
        double atD = drainShare(y, b) / (sum * sum);
        double atS = drainShare(b, y) / (sum * sum);
        double atDY = drainShareFar(y, b) / (sum * sum) - 2 * atD / sum;
        double atDB = drainShareNear(y, b) / (sum * sum) - 2 * atD / sum;
        double atSB = drainShareFar(b, y) / (sum * sum) - 2 * atS / sum;
        double atSY = drainShareNear(b, y) / (sum * sum) - 2 * atS / sum;
        double charge = p[CVT][i];
        memory[QG][i] = charge * (inverted + (gamma * depleted - negative) / vt);
        memory[QS][i] = -charge * nq * atS;
        memory[QD][i] = -charge * nq * atD;
        double nqV = -gamma / (4 * depleted * depleted * depleted);
        for (int k = 1; k <= 3; k++) {                                        // after gate, source, drain
            double dV = k == 1 ? vpG : k == 2 ? vpS : vpD;
            double dA = k == 2 ? dV - 1 : dV;
            double dH = k == 1 ? 0 : k == 2 ? -0.5 : 0.5;
            double dY = yV * dA;
            double dB = bV * (k == 3 ? dV - 1 : dV);
            double growth = nV / n * dV + mobilityV * dV + mobilityY * dY + mobilityB * dB - (restA * dA + restH * dH) / restRoot;
            double dId = specific * ((forwardA - reverseA) * dA - reverseH * dH) + id * growth;
            memory[ID + k][i] = dId;
            memory[IB + k][i] = dId * impact + id * impactV * 2 * (dH - p[IBN][i] * vdssA * dA);
            memory[QG + k][i] = charge * (invertedY * dY + invertedB * dB + (gamma * dV / (2 * depleted) + (k == 1 ? 1 - positiveG : 0)) / vt);
            memory[QS + k][i] = -charge * (nq * (atSY * dY + atSB * dB) + nqV * dV * atS);
            memory[QD + k][i] = -charge * (nq * (atDY * dY + atDB * dB) + nqV * dV * atD);
        }
    }

    /** The drain's share of the charge of inversion times (1 + y + b)², y at the source and b at the drain: the report's 4/15 (3 xr³ + 6 xr² xf + 4 xr xf² + 2 xf³) − (xf + xr)²/2 with xf = y + 1/2, xr = b + 1/2, free of cancellation. */
    private static double drainShare(double y, double b) {
        return y / 3 + 2 * b / 3 + 5.0 / 6 * y * y + 1.5 * b * b + 5.0 / 3 * y * b + 4.0 / 15 * (2 * y * y * y + 4 * y * y * b + 6 * y * b * b + 3 * b * b * b);
    }

    /** Its derivative after y. */
    private static double drainShareFar(double y, double b) {
        return 1.0 / 3 + 5.0 / 3 * (y + b) + 8.0 / 15 * (3 * y * y + 4 * y * b + 3 * b * b);
    }

    /** Its derivative after b. */
    private static double drainShareNear(double y, double b) {
        return 2.0 / 3 + 3 * b + 5.0 / 3 * y + 4.0 / 15 * (4 * y * y + 12 * y * b + 9 * b * b);
    }

    private static void flows(Evaluation e, int i, boolean forward) {
        double[][] p = e.parameter;
        double[][] memory = e.memory;
        double[][] f = e.current;
        double[][] g = e.conductance;
        double polarity = p[POLARITY][i];
        double beyondG = beyond(e, i, G, VGS);
        double beyondD = beyond(e, i, DI, VDS);
        double beyondB = beyond(e, i, B, VBS);
        double sign = forward ? 1 : -1;
        int toS = forward ? 2 : 3;
        int toD = forward ? 3 : 2;
        // what flows into drain and bulk through channel and impact ionisation; the latter leaves where the channel's drain is
        double drain = sign * memory[ID][i] + (forward ? memory[IB][i] : 0);
        double drainG = sign * memory[ID + 1][i] + (forward ? memory[IB + 1][i] : 0);
        double drainS = sign * memory[ID + toS][i] + (forward ? memory[IB + toS][i] : 0);
        double drainD = sign * memory[ID + toD][i] + (forward ? memory[IB + toD][i] : 0);
        double drainB = -drainG - drainS - drainD;
        double bulkG = -memory[IB + 1][i];
        double bulkS = -memory[IB + toS][i];
        double bulkD = -memory[IB + toD][i];
        double bulkB = -bulkG - bulkS - bulkD;
        double slopeS = slopeToSource(e, i);
        double slopeD = slopeToDrain(e, i);
        double intoS = polarity * (currentToSource(e, i) + slopeS * beyondB);
        double intoD = polarity * (currentToDrain(e, i) + slopeD * (beyondB - beyondD));
        double intoDrain = polarity * (drain + drainG * beyondG + drainD * beyondD + drainB * beyondB) - intoD;
        double intoBulk = polarity * (-memory[IB][i] + bulkG * beyondG + bulkD * beyondD + bulkB * beyondB) + intoS + intoD;
        f[G][i] = 0;
        f[B][i] = intoBulk;
        f[DI][i] = intoDrain;
        f[SI][i] = -intoDrain - intoBulk;
        g[0][i] = drainG;
        g[1][i] = drainD + slopeD;
        g[2][i] = drainS;
        g[3][i] = drainB - slopeD;
        g[4][i] = -drainG - bulkG;
        g[5][i] = -drainD - bulkD;
        g[6][i] = -drainS - bulkS + slopeS;
        g[7][i] = -drainB - bulkB - slopeS;
        g[8][i] = bulkG;
        g[9][i] = bulkD - slopeD;
        g[10][i] = bulkS - slopeS;
        g[11][i] = bulkB + slopeS + slopeD;
        contact(e, i, p[GD][i], D, DI, 1, 12);
        contact(e, i, p[GS][i], S, SI, 6, 15);
    }

    private static void charges(Evaluation e, int i, boolean forward) {
        double[][] p = e.parameter;
        double[][] memory = e.memory;
        double[][] q = e.charge;
        double[][] c = e.capacitance;
        double polarity = p[POLARITY][i];
        double vgs = memory[VGS][i];
        double vds = memory[VDS][i];
        double vbs = memory[VBS][i];
        double beyondG = beyond(e, i, G, VGS);
        double beyondD = beyond(e, i, DI, VDS);
        double beyondB = beyond(e, i, B, VBS);
        double cbs = capacitanceAtSource(e, i);
        double cbd = capacitanceAtDrain(e, i);
        double qbs = chargeAtSource(e, i);
        double qbd = chargeAtDrain(e, i);
        int toS = forward ? 2 : 3;
        int toD = forward ? 3 : 2;
        int drain = forward ? QD : QS;
        int source = forward ? QS : QD;
        c[0][i] = memory[drain + 1][i] - p[CGDO][i];
        c[1][i] = memory[drain + toD][i] + p[CGDO][i] + cbd;
        c[2][i] = memory[drain + toS][i];
        c[3][i] = -c[0][i] - c[1][i] - c[2][i];
        c[4][i] = memory[source + 1][i] - p[CGSO][i];
        c[5][i] = memory[source + toD][i];
        c[6][i] = memory[source + toS][i] + p[CGSO][i] + cbs;
        c[7][i] = -c[4][i] - c[5][i] - c[6][i];
        c[12][i] = memory[QG + 1][i] + p[CGSO][i] + p[CGDO][i] + p[CGBO][i];
        c[13][i] = memory[QG + toD][i] - p[CGDO][i];
        c[14][i] = memory[QG + toS][i] - p[CGSO][i];
        c[15][i] = -c[12][i] - c[13][i] - c[14][i];
        for (int k = 0; k < 4; k++) {
            c[8 + k][i] = -c[k][i] - c[4 + k][i] - c[12 + k][i];
        }
        double overlapS = p[CGSO][i] * vgs;
        double overlapD = p[CGDO][i] * (vgs - vds);
        double overlapB = p[CGBO][i] * (vgs - vbs);
        q[DI][i] = polarity * (memory[drain][i] - overlapD - qbd + c[0][i] * beyondG + c[1][i] * beyondD + c[3][i] * beyondB);
        q[SI][i] = polarity * (memory[source][i] - overlapS - qbs + c[4][i] * beyondG + c[5][i] * beyondD + c[7][i] * beyondB);
        q[G][i] = polarity * (memory[QG][i] + overlapS + overlapD + overlapB + c[12][i] * beyondG + c[13][i] * beyondD + c[15][i] * beyondB);
        q[B][i] = -q[DI][i] - q[SI][i] - q[G][i];
    }

    /** 4kT/R; 4kT β |qI| Vt of the channel, which is 2q (If + Ir) in weak and 4kT 2/3 n gm in strong inversion and saturation; KF gm²/(W L COX f^AF) (section 6). */
    @Override
    public void noise(Evaluation e, double[][] white, double[][] flicker, double[][] exponent) {
        double[][] p = e.parameter;
        for (int i = 0; i < devices.length; i++) {
            double thermal = 4 * e.environment.boltzmann() * p[TEMPERATURE][i];
            double gm = e.memory[ID + 1][i];
            white[0][i] = thermal * p[GD][i];
            white[1][i] = thermal * p[GS][i];
            white[2][i] = thermal * e.memory[THERMAL_G][i];
            flicker[3][i] = p[KF][i] * gm * gm;
            exponent[3][i] = p[AF][i];
        }
    }
}
