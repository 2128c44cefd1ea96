package org.superpose.circuits.semiconductor;

import java.util.List;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Numbering;

/**
 * All junction field-effect transistors of a circuit (Shichman and Hodges 1968 in SPICE's form: Antognetti and Massobrio 1993, chapter 3; Parker and Skellern 1990 for B). With {@code u = vgs − VTO}, {@code β = BETA (1 + LAMBDA vds)} and {@code c = (1 − B)/(PB − VTO)}:
 * <pre>
 * id = 0 for u ≤ 0,  β u² (B + c u) for u ≤ vds,  β vds (u (2B + 3c (u − vds)) + vds (c vds − B)) else
 * </pre>
 * and two gate junctions with depletion charge of grading 1/2. For vds &lt; 0 drain and source change places; a p-channel is an n-channel with all voltages and currents reversed.
 */
final class JunctionFieldEffectBank extends SemiconductorBank<JunctionFieldEffectTransistor> {
    private static final int D = 0;
    private static final int G = 1;
    private static final int S = 2;
    private static final int DI = 3;
    private static final int SI = 4;
    // parameters, scaled by area and M
    private static final int POLARITY = 0;
    private static final int THRESHOLD = 1;
    private static final int BETA = 2;
    private static final int LAMBDA = 3;
    private static final int GD = 4;
    private static final int GS = 5;
    private static final int THERMAL = 6;
    private static final int IS = 7;
    private static final int CRITICAL = 8;
    private static final int START = 9;
    private static final int CGS = 10;
    private static final int CGD = 11;
    private static final int POTENTIAL = 12;
    private static final int FC = 13;
    private static final int KF = 14;
    private static final int AF = 15;
    private static final int TEMPERATURE = 16;
    private static final int COUNT = 17;
    private static final int PROFILE = 18;
    private static final int CUBIC = 19;
    private static final int PARAMETERS = 20;
    // memory
    private static final int VGS = 0;
    private static final int VGD = 1;
    private static final int EXP_S = 2;
    private static final int EXP_D = 3;
    private static final int GM = 4;

    private static final int[][] CONDUCTANCES = {{DI, G}, {DI, DI}, {DI, SI}, {SI, G}, {SI, DI}, {SI, SI}, {G, G}, {G, DI}, {G, SI}, {D, D}, {D, DI}, {DI, D}, {S, S}, {S, SI}, {SI, S}};
    private static final int[][] CAPACITANCES = {{G, G}, {G, SI}, {G, DI}, {SI, G}, {SI, SI}, {DI, G}, {DI, DI}};
    private static final List<NoiseSource> NOISE = List.of(new NoiseSource(D, DI, "drain resistance"), new NoiseSource(S, SI, "source resistance"), new NoiseSource(DI, SI, "channel"), new NoiseSource(DI, SI, "flicker"));

    private static final List<Contact<JunctionFieldEffectTransistor>> CONTACTS = List.of(new Contact<>(D, "drain", j -> j.model().value("RD")), new Contact<>(S, "source", j -> j.model().value("RS")));

    JunctionFieldEffectBank(List<? extends Component> members, Numbering numbering) {
        super(members.toArray(JunctionFieldEffectTransistor[]::new), numbering, CONTACTS, CONDUCTANCES, CAPACITANCES, NOISE, S, D, G);
    }

    @Override
    public int memory() {
        return 5;
    }

    @Override
    public double[][] parameters(Environment environment) {
        double[][] p = new double[PARAMETERS][devices.length];
        for (int i = 0; i < devices.length; i++) {
            JunctionFieldEffectModel m = devices[i].model();
            Placement placement = devices[i].placement();
            double scale = placement.area() * placement.multiplier();
            double t = placement.temperatureIn(environment.temperature());
            double nominal = devices[i].nominalTemperature(environment);
            p[POLARITY][i] = m.polarity();
            double rise = t - nominal;
            p[THRESHOLD][i] = m.value("VTO") + (m.states("VTOTC") ? m.value("VTOTC") : -m.value("TCV")) * rise;
            p[BETA][i] = scale * m.value("BETA") * (m.states("BETATCE") ? Math.pow(1.01, m.value("BETATCE") * rise) : Math.pow(t / nominal, m.value("BEX")));
            p[LAMBDA][i] = m.value("LAMBDA");
            p[GD][i] = m.value("RD") > 0 ? scale / m.value("RD") : 0;
            p[GS][i] = m.value("RS") > 0 ? scale / m.value("RS") : 0;
            p[THERMAL][i] = environment.at(t).thermalVoltage();
            p[IS][i] = scale * m.value("IS") * Math.exp(Junction.saturationGrowth(m.value("EG"), m.value("XTI"), nominal, t, environment));
            p[CRITICAL][i] = Junction.critical(p[THERMAL][i], p[IS][i]);
            p[START][i] = placement.off() ? Math.min(-1, m.value("VTO") - 1) : -1;
            double factor = Junction.capacitanceFactor(m.value("PB"), 0.5, nominal, t, environment);
            p[CGS][i] = scale * m.value("CGS") * factor;
            p[CGD][i] = scale * m.value("CGD") * factor;
            p[POTENTIAL][i] = Junction.potential(m.value("PB"), nominal, t, environment);
            p[PROFILE][i] = m.value("B");
            p[CUBIC][i] = m.value("B") == 1 ? 0 : (1 - m.value("B")) / (m.value("PB") - m.value("VTO"));       // of the card, as in ngspice: at any temperature
            p[FC][i] = m.value("FC");
            p[KF][i] = m.value("KF") * Math.pow(placement.multiplier(), 1 - m.value("AF"));
            p[AF][i] = m.value("AF");
            p[TEMPERATURE][i] = t;
            p[COUNT][i] = placement.multiplier();
        }
        return p;
    }

    @Override
    public void load(Evaluation e) {
        junctions(e);
        exponentials(e, EXP_S, EXP_D);
        for (int i = 0; i < devices.length; i++) {
            flows(e, i);
        }
    }

    private void junctions(Evaluation e) {
        double[][] p = e.parameter;
        double[][] x = e.unknown;
        double[][] memory = e.memory;
        for (int i = 0; i < devices.length; i++) {
            double askedS = p[POLARITY][i] * (x[G][i] - x[SI][i]);
            double askedD = p[POLARITY][i] * (x[G][i] - x[DI][i]);
            double vgs = askedS;
            double vgd = askedD;
            if (e.starting) {
                vgs = p[START][i];
                vgd = p[START][i];
            } else if (e.limiting) {
                vgs = FieldEffect.limitGate(Junction.limit(vgs, memory[VGS][i], p[THERMAL][i], p[CRITICAL][i]), memory[VGS][i], p[THRESHOLD][i]);
                vgd = FieldEffect.limitGate(Junction.limit(vgd, memory[VGD][i], p[THERMAL][i], p[CRITICAL][i]), memory[VGD][i], p[THRESHOLD][i]);
            }
            e.limited |= vgs != askedS || vgd != askedD;
            memory[VGS][i] = vgs;
            memory[VGD][i] = vgd;
            memory[EXP_S][i] = Junction.exponent(vgs, p[THERMAL][i]);
            memory[EXP_D][i] = Junction.exponent(vgd, p[THERMAL][i]);
        }
    }

    private static void flows(Evaluation e, int i) {
        double[][] p = e.parameter;
        double[][] x = e.unknown;
        double polarity = p[POLARITY][i];
        double vgs = e.memory[VGS][i];
        double vgd = e.memory[VGD][i];
        double beyondS = polarity * (x[G][i] - x[SI][i]) - vgs;
        double beyondD = polarity * (x[G][i] - x[DI][i]) - vgd;
        double leak = e.junctionConductance * p[COUNT][i];
        double gateS = p[IS][i] * Junction.current(vgs, p[THERMAL][i], e.memory[EXP_S][i]) + leak * vgs;
        double slopeS = p[IS][i] * Junction.slope(vgs, p[THERMAL][i], e.memory[EXP_S][i]) + leak;
        double gateD = p[IS][i] * Junction.current(vgd, p[THERMAL][i], e.memory[EXP_D][i]) + leak * vgd;
        double slopeD = p[IS][i] * Junction.slope(vgd, p[THERMAL][i], e.memory[EXP_D][i]) + leak;
        // channel, from the higher to the lower end
        double sign = vgs >= vgd ? 1 : -1;
        double vds = Math.abs(vgs - vgd);
        double u = Math.max(vgs, vgd) - p[THRESHOLD][i];
        double channel = 0;
        double gm = 0;
        double gds = 0;
        if (u > 0) {
            double profile = p[PROFILE][i];
            double cubic = p[CUBIC][i];
            boolean saturated = u <= vds;
            double shape = saturated ? u * u * (profile + cubic * u) : vds * (u * (2 * profile + 3 * cubic * (u - vds)) + vds * (cubic * vds - profile));
            double beta = p[BETA][i] * (1 + p[LAMBDA][i] * vds);
            channel = beta * shape;
            gm = beta * (saturated ? u * (2 * profile + 3 * cubic * u) : vds * (2 * profile + 3 * cubic * (2 * u - vds)));
            gds = p[BETA][i] * p[LAMBDA][i] * shape + (saturated ? 0 : beta * (u - vds) * (2 * profile + 3 * cubic * (u - vds)));
        }
        e.memory[GM][i] = gm;
        double drainS = sign > 0 ? gm + gds : gds;                            // ∂id/∂vgs, ∂id/∂vgd
        double drainD = sign > 0 ? -gds : -gm - gds;
        double drain = polarity * (sign * channel + drainS * beyondS + drainD * beyondD);
        double toS = polarity * (gateS + slopeS * beyondS);
        double toD = polarity * (gateD + slopeD * beyondD);
        double[][] f = e.current;
        double[][] g = e.conductance;
        f[G][i] = toS + toD;
        f[DI][i] = drain - toD;
        f[SI][i] = -drain - toS;
        g[0][i] = drainS + drainD - slopeD;
        g[1][i] = slopeD - drainD;
        g[2][i] = -drainS;
        g[3][i] = -drainS - drainD - slopeS;
        g[4][i] = drainD;
        g[5][i] = drainS + slopeS;
        g[6][i] = slopeS + slopeD;
        g[7][i] = -slopeD;
        g[8][i] = -slopeS;
        contact(e, i, p[GD][i], D, DI, 1, 9);
        contact(e, i, p[GS][i], S, SI, 5, 12);
        if (e.storing) {
            charges(e, i, polarity, vgs, vgd, beyondS, beyondD);
        }
    }

    private static void charges(Evaluation e, int i, double polarity, double vgs, double vgd, double beyondS, double beyondD) {
        double[][] p = e.parameter;
        double capacitanceS = p[CGS][i] * Junction.capacitance(vgs, p[POTENTIAL][i], 0.5, p[FC][i]);
        double capacitanceD = p[CGD][i] * Junction.capacitance(vgd, p[POTENTIAL][i], 0.5, p[FC][i]);
        double storedS = polarity * (p[CGS][i] * Junction.charge(vgs, p[POTENTIAL][i], 0.5, p[FC][i]) + capacitanceS * beyondS);
        double storedD = polarity * (p[CGD][i] * Junction.charge(vgd, p[POTENTIAL][i], 0.5, p[FC][i]) + capacitanceD * beyondD);
        e.charge[G][i] = storedS + storedD;
        e.charge[SI][i] = -storedS;
        e.charge[DI][i] = -storedD;
        e.capacitance[0][i] = capacitanceS + capacitanceD;
        e.capacitance[1][i] = -capacitanceS;
        e.capacitance[2][i] = -capacitanceD;
        e.capacitance[3][i] = -capacitanceS;
        e.capacitance[4][i] = capacitanceS;
        e.capacitance[5][i] = -capacitanceD;
        e.capacitance[6][i] = capacitanceD;
    }

    /** 4kT/R, {@code 4kT 2/3 gm} of the channel (A. van der Ziel, Proc. IRE 50, 1808, 1962), KF Id^AF / f. */
    @Override
    public void noise(Evaluation e, double[][] white, double[][] flicker, double[][] exponent) {
        double[][] p = e.parameter;
        for (int i = 0; i < devices.length; i++) {
            double thermal = 4 * e.environment.boltzmann() * p[TEMPERATURE][i];
            white[0][i] = thermal * p[GD][i];
            white[1][i] = thermal * p[GS][i];
            white[2][i] = thermal * 2 / 3 * e.memory[GM][i];
            flicker[3][i] = p[KF][i] * Math.pow(Math.abs(e.current[D][i] + e.current[DI][i]), p[AF][i]);
            exponent[3][i] = 1;
        }
    }
}
