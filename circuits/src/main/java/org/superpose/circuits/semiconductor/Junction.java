package org.superpose.circuits.semiconductor;

import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Physics;

/** Laws that all p-n junctions share. What a junction at work needs of them is short enough for the JVM's first compiler to inline. */
final class Junction {
    /** The exponent of a junction that blocks, and its exponential. */
    static final double LEAST = -3;
    static final double AT_LEAST = Math.exp(LEAST);

    private Junction() {
    }

    /** The voltage at which the exponential bends most sharply, {@code n VT ln(n VT / (√2 IS))} (Nagel 1975, section 4.3), and at least n VT [V]. */
    static double critical(double thermal, double saturation) {
        return thermal * Math.max(1, Math.log(thermal / (Math.sqrt(2) * saturation)));
    }

    /** The voltage at which a junction begins when nothing is known: there it carries a current [A], unless the {@linkplain #critical critical voltage} is lower. */
    static double start(double thermal, double saturation, double current, double critical) {
        return Math.min(critical, thermal * Math.log1p(current / saturation));
    }

    /**
     * The voltage at which a junction is evaluated when Newton asks for {@code next}: a large step up grows with the logarithm of the current only (Nagel 1975, section 4.3, after Colon), and a step down stops at twice the reverse voltage
     * plus 1 V (<i>ngspice User's Manual</i>, section on convergence).
     */
    static double limit(double next, double last, double thermal, double critical) {
        return next >= 0 && next <= critical ? next : limited(next, last, thermal, critical);
    }

    private static double limited(double next, double last, double thermal, double critical) {
        double step = next - last;
        if (next > critical && Math.abs(step) > 2 * thermal) {
            if (last <= 0) {
                return thermal * Math.log(next / thermal);
            }
            return last + Math.copySign(thermal * (2 + Math.log(Math.abs(step) / thermal - 1)), step);
        }
        if (next < 0) {
            return Math.max(next, last > 0 ? -last - 1 : 2 * last - 1);
        }
        return next;
    }

    /**
     * What the exponential of a junction at v is taken of. Below −3 n VT the law is {@code −IS (1 + (3 n VT / (e v))³)}, which tends to −IS more slowly than the exponential but keeps a slope (ngspice User's Manual, DC model of the diode).
     */
    static double exponent(double v, double thermal) {
        double exponent = v / thermal;
        return exponent < LEAST ? LEAST : exponent;
    }

    /** How sharply a junction bends [1/V], see {@link org.superpose.circuits.circuit.DeviceBank#sharpness}: an exponential by 1/(n VT), and what is left of it and the depletion charge, where it blocks, by 1/v. It may have two exponentials. */
    static double sharpness(double v, double thermal, double otherThermal) {
        return 1 / (v < LEAST * Math.max(thermal, otherThermal) ? -v : Math.min(thermal, otherThermal));
    }

    /** Current over IS, where exponential = exp({@link #exponent}). */
    static double current(double v, double thermal, double exponential) {
        return v >= -3 * thermal ? exponential - 1 : reverseCurrent(v, thermal);
    }

    private static double reverseCurrent(double v, double thermal) {
        double x = 3 * thermal / v;
        return -1 - AT_LEAST * x * x * x;
    }

    /** dI/dv over IS [1/V]. */
    static double slope(double v, double thermal, double exponential) {
        return v >= -3 * thermal ? exponential / thermal : reverseSlope(v, thermal);
    }

    private static double reverseSlope(double v, double thermal) {
        double x = 3 * thermal / v;
        return AT_LEAST * x * x * x * x / thermal;
    }

    /**
     * Charge of a junction with a capacitance of 1 F at 0 V: {@code ∫ (1 − v/VJ)^−M dv} up to fc·VJ, above it a parabola with the same value and slope (Antognetti and Massobrio 1993, eq. 1.40 ff.) [V]. Its rounding error is that of VJ.
     *
     * @param capacitance {@link #capacitance} at this voltage, {@code (1 − v/VJ)^−M}
     * @param knee        {@link #chargeAtKnee}
     * @param steepness   {@link #steepness}
     */
    static double charge(double v, double potential, double grading, double fc, double capacitance, double knee, double steepness) {
        double beyond = v - fc * potential;
        if (beyond < 0) {
            return potential / (1 - grading) * (1 - (1 - v / potential) * capacitance);
        }
        return knee + beyond * (1 - fc * (1 + grading) + grading / 2 * (v / potential + fc)) * steepness;
    }

    /** Derivative of {@link #charge}. */
    static double capacitance(double v, double potential, double grading, double fc, double steepness) {
        return v < fc * potential ? Math.exp(-grading * Math.log(1 - v / potential)) : (1 - fc * (1 + grading) + grading * v / potential) * steepness;
    }

    /** The charge at fc·VJ, above which the law is a parabola [V]. */
    static double chargeAtKnee(double potential, double grading, double fc) {
        return potential / (1 - grading) * -Math.expm1((1 - grading) * Math.log1p(-fc));
    }

    /** {@code (1 − fc)^−(1 + M)}, by which that parabola rises. */
    static double steepness(double grading, double fc) {
        return Math.exp(-(1 + grading) * Math.log1p(-fc));
    }

    /** The same where knee and steepness are not at hand. */
    static double charge(double v, double potential, double grading, double fc) {
        boolean above = v >= fc * potential;
        double steepness = above ? steepness(grading, fc) : 0;
        return charge(v, potential, grading, fc, capacitance(v, potential, grading, fc, steepness), above ? chargeAtKnee(potential, grading, fc) : 0, steepness);
    }

    /** The same where the steepness is not at hand. */
    static double capacitance(double v, double potential, double grading, double fc) {
        return capacitance(v, potential, grading, fc, v < fc * potential ? 0 : steepness(grading, fc));
    }

    /** Silicon's gap, {@code 1.16 − 7.02e−4 T²/(T + 1108)} [eV] (S. Sze, <i>Physics of Semiconductor Devices</i>, 2nd ed., 1981, p. 15, with SPICE's figures). */
    static double gap(double temperature) {
        return 1.16 - 7.02e-4 * temperature * temperature / (temperature + 1108);
    }

    /** What a junction potential falls by between 27 °C and T because the intrinsic density grows: {@code −2 VT (1.5 ln(T/T0) + q/2 (−Eg(T)/kT + Eg(T0)/kT0))} [V] (Antognetti and Massobrio 1993, section 1.4). */
    static double potentialShift(double temperature, Environment environment) {
        double reference = Physics.ROOM_TEMPERATURE;
        double kOverQ = environment.boltzmann() / environment.elementaryCharge();
        double exponent = -gap(temperature) / (2 * kOverQ * temperature) + 1.1150877 / (2 * kOverQ * reference);
        return -2 * kOverQ * temperature * (1.5 * Math.log(temperature / reference) + exponent);
    }

    /** A junction potential stated at one temperature, at another [V]. */
    static double potential(double stated, double nominal, double temperature, Environment environment) {
        double atReference = (stated - potentialShift(nominal, environment)) * Physics.ROOM_TEMPERATURE / nominal;
        return temperature / Physics.ROOM_TEMPERATURE * atReference + potentialShift(temperature, environment);
    }

    /** Factor on a depletion capacitance stated at one temperature, at another: {@code 1 + M (4e−4 (T − T0) − (VJ(T) − VJ0)/VJ0)} on both sides of 27 °C (ngspice User's Manual, temperature equations). */
    static double capacitanceFactor(double statedPotential, double grading, double nominal, double temperature, Environment environment) {
        double reference = Physics.ROOM_TEMPERATURE;
        double atReference = (statedPotential - potentialShift(nominal, environment)) * reference / nominal;
        double from = 1 + grading * (4e-4 * (nominal - reference) - (statedPotential - atReference) / atReference);
        double to = 1 + grading * (4e-4 * (temperature - reference) - (potential(statedPotential, nominal, temperature, environment) - atReference) / atReference);
        return to / from;
    }

    /** ln of the growth of a saturation current {@code T^XTI exp(−EG/VT)} between two temperatures. */
    static double saturationGrowth(double gap, double exponent, double nominal, double temperature, Environment environment) {
        double thermal = environment.boltzmann() * temperature / environment.elementaryCharge();
        return (temperature / nominal - 1) * gap / thermal + exponent * Math.log(temperature / nominal);
    }
}
