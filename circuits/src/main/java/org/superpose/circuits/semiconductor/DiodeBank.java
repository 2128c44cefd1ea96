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
 * All diodes of a circuit: {@code i = IS (exp(v/(N VT)) − 1)}, reverse breakdown {@code −IS exp(−(v + BV)/(NBV VT))}, charge {@code TT i + ∫ Cj dv}, with RS between anode and junction. To the current add a sidewall's of the same law with JSW
 * times the perimeter and NS, and recombination {@code ISR ((1 − v/VJ)² + 0.005)^(M/2) (exp(v/(NR VT)) − 1)}; high injection makes {@code i/(1 + √(i/IKF))} of the sum, in breakdown with IKR
 * (<i>ngspice User's Manual</i>, version 39, chapter 7; Antognetti and Massobrio 1993, chapter 1).
 */
final class DiodeBank extends SemiconductorBank<Diode> {
    // local unknowns
    private static final int ANODE = 0;
    private static final int CATHODE = 1;
    private static final int INNER = 2;
    // parameters, scaled by area and M
    private static final int THERMAL = 0;
    private static final int SATURATION = 1;
    private static final int SERIES = 2;
    private static final int CRITICAL = 3;
    private static final int START = 4;
    private static final int BREAKDOWN = 5;
    private static final int CAPACITANCE = 6;
    private static final int POTENTIAL = 7;
    private static final int GRADING = 8;
    private static final int FC = 9;
    private static final int TRANSIT = 10;
    private static final int FLICKER = 11;
    private static final int FLICKER_EXPONENT = 12;
    private static final int TEMPERATURE = 13;
    private static final int COUNT = 14;
    private static final int THERMAL_BREAKDOWN = 15;
    private static final int SIDE = 16;
    private static final int THERMAL_SIDE = 17;
    private static final int RECOMBINATION = 18;
    private static final int THERMAL_RECOMBINATION = 19;
    private static final int KNEE = 20;
    private static final int REVERSE_KNEE = 21;
    private static final int EXTENDED = 22;
    private static final int SIDE_CAPACITANCE = 23;
    private static final int SIDE_POTENTIAL = 24;
    private static final int SIDE_GRADING = 25;
    private static final int SIDE_FC = 26;
    private static final int PARAMETERS = 27;
    // memory
    private static final int VOLTAGE = 0;
    private static final int EXPONENTIAL = 1;

    private static final int[][] CONDUCTANCES = {{ANODE, ANODE}, {ANODE, INNER}, {INNER, ANODE}, {INNER, INNER}, {INNER, CATHODE}, {CATHODE, INNER}, {CATHODE, CATHODE}};
    private static final int[][] CAPACITANCES = {{INNER, INNER}, {INNER, CATHODE}, {CATHODE, INNER}, {CATHODE, CATHODE}};
    private static final int[][] BENDS = {{INNER, CATHODE}};
    private static final List<NoiseSource> NOISE = List.of(new NoiseSource(ANODE, INNER, "series resistance"), new NoiseSource(INNER, CATHODE, "shot"), new NoiseSource(INNER, CATHODE, "flicker"));

    /** Current of a diode of unit area at the start [A]: enough to close the loop of a rectifier, which Newton's method hardly finds from open. */
    private static final double START_CURRENT = 3e-3;
    /** How far below the start a diode still comes down by {@link #fall} [n VT]: to some microamperes. */
    private static final double NEAR_START = 6;
    /** Steps down that the exponential alone makes [n VT]: about 1. Smaller ones are Newton's at its end, larger ones those of a voltage that others set. */
    private static final double LEAST_FALL = 0.5;
    private static final double LARGEST_FALL = 1.5;
    /** The smallest part of its current that is left by one step of {@link #fall}. */
    private static final double LEAST_PART = 0.1;

    private static final List<Contact<Diode>> CONTACTS = List.of(new Contact<>(ANODE, "anode", d -> d.model().value("RS")));

    DiodeBank(List<? extends Component> members, Numbering numbering) {
        super(members.toArray(Diode[]::new), numbering, CONTACTS, CONDUCTANCES, CAPACITANCES, NOISE, CATHODE, ANODE);
    }

    @Override
    public int memory() {
        return 2;
    }

    private static final Map<String, Dependence> DEPENDENCES = Map.of("IS", Dependence.proportional(SATURATION), "RS", Dependence.proportional().inverse(SERIES), "JSW", Dependence.proportional(SIDE), "ISR", Dependence.proportional(RECOMBINATION),
            "CJO", Dependence.proportional(CAPACITANCE), "CJSW", Dependence.proportional(SIDE_CAPACITANCE), "TT", Dependence.proportional(TRANSIT), "KF", Dependence.proportional(FLICKER),
            "area", Dependence.proportional(SATURATION, SERIES, RECOMBINATION, KNEE, REVERSE_KNEE, CAPACITANCE));

    /** The saturation current does not act on its own on the breakdown of those that state one. */
    @Override
    public Dependence dependence(String number) {
        boolean breaksDown = Arrays.stream(devices).anyMatch(d -> d.model().states("BV"));
        return breaksDown && !(number.equals("RS") || number.equals("ISR")) ? null : DEPENDENCES.get(number);
    }

    @Override
    public double[][] parameters(Environment environment) {
        double[][] p = new double[PARAMETERS][devices.length];
        for (int i = 0; i < devices.length; i++) {
            DiodeModel m = devices[i].model();
            Placement placement = devices[i].placement();
            double scale = placement.area() * placement.multiplier();
            double t = placement.temperatureIn(environment.temperature());
            double nominal = devices[i].nominalTemperature(environment);
            double rise = t - nominal;
            double n = m.value("N");
            double vt = environment.at(t).thermalVoltage();
            double growth = Junction.saturationGrowth(m.value("EG"), m.value("XTI"), nominal, t, environment);
            double saturation = scale * m.value("IS") * Math.exp(growth / n);
            double perimeter = placement.multiplier() * devices[i].perimeter();
            double side = perimeter * m.value("JSW") * Math.exp(growth / m.value("NS"));
            double breakdown = m.states("NBV") ? m.value("NBV") : n;
            double grading = m.value("M") * (1 + m.value("TM1") * rise + m.value("TM2") * rise * rise);
            p[THERMAL][i] = n * vt;
            p[SATURATION][i] = saturation;
            p[SERIES][i] = m.value("RS") > 0 ? scale / (m.value("RS") * (1 + m.value("TRS1") * rise + m.value("TRS2") * rise * rise)) : 0;
            p[CRITICAL][i] = Junction.critical(n * vt, saturation);
            p[START][i] = placement.off() ? 0 : Junction.start(n * vt, saturation, START_CURRENT * scale, p[CRITICAL][i]);
            p[BREAKDOWN][i] = m.states("BV") ? breakdown(m.value("BV") - m.value("TCV") * rise, placement.multiplier() * m.value("IBV"), breakdown, vt, saturation + side) : Double.POSITIVE_INFINITY;
            p[THERMAL_BREAKDOWN][i] = breakdown * vt;
            p[SIDE][i] = side;
            p[THERMAL_SIDE][i] = m.value("NS") * vt;
            p[RECOMBINATION][i] = scale * m.value("ISR") * Math.exp(growth / m.value("NR"));
            p[THERMAL_RECOMBINATION][i] = m.value("NR") * vt;
            p[KNEE][i] = scale * m.value("IKF");
            p[REVERSE_KNEE][i] = scale * m.value("IKR");
            p[EXTENDED][i] = side > 0 || p[RECOMBINATION][i] > 0 || p[KNEE][i] > 0 || p[REVERSE_KNEE][i] > 0 ? 1 : 0;
            p[CAPACITANCE][i] = scale * m.value("CJO") * Junction.capacitanceFactor(m.value("VJ"), grading, nominal, t, environment);
            p[POTENTIAL][i] = Junction.potential(m.value("VJ"), nominal, t, environment);
            p[GRADING][i] = grading;
            p[FC][i] = m.value("FC");
            p[SIDE_CAPACITANCE][i] = perimeter * m.value("CJSW") * Junction.capacitanceFactor(m.value("PHP"), m.value("MJSW"), nominal, t, environment);
            p[SIDE_POTENTIAL][i] = Junction.potential(m.value("PHP"), nominal, t, environment);
            p[SIDE_GRADING][i] = m.value("MJSW");
            p[SIDE_FC][i] = m.value("FCS");
            p[TRANSIT][i] = m.value("TT") * (1 + m.value("TTT1") * rise + m.value("TTT2") * rise * rise);
            p[FLICKER][i] = m.value("KF") * Math.pow(placement.multiplier(), 1 - m.value("AF"));
            p[FLICKER_EXPONENT][i] = m.value("AF");
            p[TEMPERATURE][i] = t;
            p[COUNT][i] = placement.multiplier();
        }
        return p;
    }

    /**
     * The voltage of the breakdown exponential that draws IBV at BV: {@code IBV = IS (exp((BV − x)/(NBV VT)) − 1 + x/VT)}, where IS is the sidewall's too, x by fixed point; BV itself where IBV is below what the law gives there (Nagel 1975, appendix on the diode).
     * As in SPICE the area does not scale IBV.
     */
    private static double breakdown(double bv, double ibv, double n, double thermal, double saturation) {
        if (ibv < saturation * bv / thermal) {
            return bv;
        }
        double x = bv - n * thermal * Math.log1p(ibv / saturation);
        for (int k = 0; k < 25; k++) {
            x = bv - n * thermal * Math.log(ibv / saturation + 1 - x / thermal);
        }
        return x;
    }

    @Override
    public boolean divisible() {
        return true;
    }

    @Override
    public int[][] bends() {
        return BENDS;
    }

    /** In breakdown as its exponential. Recombination bends by less than forward current does. */
    @Override
    public void sharpness(Evaluation e, double[][] into) {
        double[][] p = e.parameter;
        for (int i = e.first; i < e.end; i++) {
            double v = e.memory[VOLTAGE][i];
            double least = p[SIDE][i] > 0 ? Math.min(p[THERMAL][i], p[THERMAL_SIDE][i]) : p[THERMAL][i];
            double most = p[EXTENDED][i] > 0 ? Math.max(p[THERMAL_SIDE][i], p[THERMAL_RECOMBINATION][i]) : p[THERMAL][i];
            into[0][i] = v < -p[BREAKDOWN][i] ? 1 / p[THERMAL_BREAKDOWN][i] : Junction.sharpness(v, least, most);
        }
    }

    @Override
    public void load(Evaluation e) {
        junctions(e);
        exponentials(e, EXPONENTIAL, EXPONENTIAL);
        flows(e);
        if (e.storing) {
            charges(e);
        }
    }

    /** Junction voltages, limited, and the arguments of their exponentials. */
    private void junctions(Evaluation e) {
        double[][] p = e.parameter;
        for (int i = e.first; i < e.end; i++) {
            double thermal = p[THERMAL][i];
            double breakdown = p[BREAKDOWN][i];
            double asked = e.unknown[INNER][i] - e.unknown[CATHODE][i];
            double v = asked;
            if (e.starting) {
                v = p[START][i];
            } else if (e.limiting) {
                double last = e.memory[VOLTAGE][i];
                if (v < Math.min(0, 10 * thermal - breakdown)) {              // in breakdown the junction stands on its head
                    double limited = Junction.limit(-(v + breakdown), -(last + breakdown), p[THERMAL_BREAKDOWN][i], p[CRITICAL][i]);
                    v = limited == -(v + breakdown) ? v : -breakdown - limited;
                } else {
                    boolean falls = last > p[START][i] - NEAR_START * thermal && v < last - LEAST_FALL * thermal && v > last - LARGEST_FALL * thermal;
                    v = falls ? fall(v, last, thermal) : Junction.limit(v, last, thermal, p[CRITICAL][i]);
                }
            }
            e.limited |= v != asked;
            e.memory[VOLTAGE][i] = v;
            e.memory[EXPONENTIAL][i] = v < -breakdown ? -(v + breakdown) / p[THERMAL_BREAKDOWN][i] : Junction.exponent(v, thermal);
        }
    }

    /**
     * Newton's method comes down an exponential by one n VT in each iteration, because {@code 1 + (v − v₀)/n VT}, to which the tangent lowers the current, is then near 0. The voltage that has this current in truth lies
     * {@code n VT ln(1 + (v − v₀)/n VT)} from v₀: the step in the current's place of that in the voltage (Ho, Zein, Ruehli and Brennan, <i>An algorithm for DC solutions in an experimental general purpose interactive circuit design program</i>, IEEE
     * Trans. CAS 24, 416, 1977: alternate bases).
     */
    private static double fall(double next, double last, double thermal) {
        return last + thermal * Math.log(Math.max(LEAST_PART, 1 + (next - last) / thermal));
    }

    private void flows(Evaluation e) {
        double[][] p = e.parameter;
        double[][] x = e.unknown;
        double[][] f = e.current;
        double[][] g = e.conductance;
        for (int i = e.first; i < e.end; i++) {
            double v = e.memory[VOLTAGE][i];
            double exponential = e.memory[EXPONENTIAL][i];
            double thermal = p[THERMAL][i];
            double saturation = p[SATURATION][i];
            double leak = e.junctionConductance * p[COUNT][i];
            boolean broken = v < -p[BREAKDOWN][i];
            double slope = saturation * (broken ? exponential / p[THERMAL_BREAKDOWN][i] : Junction.slope(v, thermal, exponential));
            double current = saturation * (broken ? -exponential : Junction.current(v, thermal, exponential));
            if (p[EXTENDED][i] > 0) {
                if (p[SIDE][i] > 0) {
                    double atSide = p[THERMAL_SIDE][i];
                    double side = broken ? exponential : Math.exp(Junction.exponent(v, atSide));
                    slope += p[SIDE][i] * (broken ? side / p[THERMAL_BREAKDOWN][i] : Junction.slope(v, atSide, side));
                    current += p[SIDE][i] * (broken ? -side : Junction.current(v, atSide, side));
                }
                if (p[RECOMBINATION][i] > 0) {
                    double part = 1 - v / p[POTENTIAL][i];
                    double width = p[RECOMBINATION][i] * Math.pow(part * part + 0.005, p[GRADING][i] / 2);
                    double share = Math.exp(v / p[THERMAL_RECOMBINATION][i]);
                    slope += width * (share / p[THERMAL_RECOMBINATION][i] - (share - 1) * p[GRADING][i] * part / (p[POTENTIAL][i] * (part * part + 0.005)));
                    current += width * Math.expm1(v / p[THERMAL_RECOMBINATION][i]);
                }
                double knee = current > 0 ? p[KNEE][i] : broken ? p[REVERSE_KNEE][i] : 0;
                if (knee > 0) {
                    double root = Math.sqrt(Math.abs(current) / knee);
                    slope *= (1 + root / 2) / ((1 + root) * (1 + root));
                    current /= 1 + root;
                }
            }
            slope += leak;
            current += leak * v + slope * (x[INNER][i] - x[CATHODE][i] - v);
            f[INNER][i] = current;
            f[CATHODE][i] = -current;
            g[3][i] = slope;
            g[4][i] = -slope;
            g[5][i] = -slope;
            g[6][i] = slope;
            contact(e, i, p[SERIES][i], ANODE, INNER, 3, 0);
        }
    }

    /** The transit time stores what the junction carries, without the conductance that helps convergence. */
    private void charges(Evaluation e) {
        double[][] p = e.parameter;
        for (int i = e.first; i < e.end; i++) {
            double v = e.memory[VOLTAGE][i];
            double beyond = e.unknown[INNER][i] - e.unknown[CATHODE][i] - v;
            double leak = e.junctionConductance * p[COUNT][i];
            double slope = e.conductance[6][i] - leak;
            double current = -e.current[CATHODE][i] - e.conductance[6][i] * beyond - leak * v;
            double charge = p[TRANSIT][i] * current;
            double capacitance = p[TRANSIT][i] * slope;
            if (p[CAPACITANCE][i] > 0) {
                charge += p[CAPACITANCE][i] * Junction.charge(v, p[POTENTIAL][i], p[GRADING][i], p[FC][i]);
                capacitance += p[CAPACITANCE][i] * Junction.capacitance(v, p[POTENTIAL][i], p[GRADING][i], p[FC][i]);
            }
            if (p[SIDE_CAPACITANCE][i] > 0) {
                charge += p[SIDE_CAPACITANCE][i] * Junction.charge(v, p[SIDE_POTENTIAL][i], p[SIDE_GRADING][i], p[SIDE_FC][i]);
                capacitance += p[SIDE_CAPACITANCE][i] * Junction.capacitance(v, p[SIDE_POTENTIAL][i], p[SIDE_GRADING][i], p[SIDE_FC][i]);
            }
            charge += capacitance * beyond;
            e.charge[INNER][i] = charge;
            e.charge[CATHODE][i] = -charge;
            e.capacitance[0][i] = capacitance;
            e.capacitance[1][i] = -capacitance;
            e.capacitance[2][i] = -capacitance;
            e.capacitance[3][i] = capacitance;
        }
    }

    /** 4kT/RS, 2qI, KF I^AF / f. */
    @Override
    public void noise(Evaluation e, double[][] white, double[][] flicker, double[][] exponent) {
        double[][] p = e.parameter;
        for (int i = 0; i < devices.length; i++) {
            double current = Math.abs(e.current[CATHODE][i]);
            white[0][i] = 4 * e.environment.boltzmann() * p[TEMPERATURE][i] * p[SERIES][i];
            white[1][i] = 2 * e.environment.elementaryCharge() * current;
            flicker[2][i] = p[FLICKER][i] * Math.pow(current, p[FLICKER_EXPONENT][i]);
            exponent[2][i] = 1;
        }
    }
}
