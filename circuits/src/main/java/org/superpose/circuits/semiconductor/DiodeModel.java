package org.superpose.circuits.semiconductor;

import static org.superpose.circuits.semiconductor.ModelParameter.Range.ANY;
import static org.superpose.circuits.semiconductor.ModelParameter.Range.FRACTION;
import static org.superpose.circuits.semiconductor.ModelParameter.Range.NOT_NEGATIVE;
import static org.superpose.circuits.semiconductor.ModelParameter.Range.POSITIVE;

import java.util.Map;

/**
 * Model card of a junction diode, SPICE level 1 (<i>ngspice User's Manual</i>, version 39, chapter 7). ISR and NR (recombination in the depletion layer) are the law of A. Vladimirescu's <i>The SPICE Book</i>, 1994, and of PSpice; knees are
 * ngspice's, {@code i/(1 + √(i/IKF))}. Of the temperature laws those of TLEV = 0 and TLEVC = 0 are built.
 */
public final class DiodeModel extends DeviceModel<DiodeModel> {
    private static final Table TABLE = new Table("diode")
            .add("IS", "saturation current", "A", 1e-14, POSITIVE)
            .add("N", "emission coefficient", "", 1, POSITIVE)
            .add("JSW", "saturation current of the sidewall per perimeter", "A/m", 0, NOT_NEGATIVE).same("ISW", "JSW")
            .add("NS", "emission coefficient of the sidewall", "", 1, POSITIVE)
            .add("ISR", "recombination current", "A", 0, NOT_NEGATIVE)
            .add("NR", "emission coefficient of recombination", "", 1, POSITIVE)
            .add("IKF", "forward knee current; 0 means infinite", "A", 0, NOT_NEGATIVE).same("IK", "IKF")
            .add("IKR", "reverse knee current, in breakdown; 0 means infinite", "A", 0, NOT_NEGATIVE)
            .add("RS", "ohmic resistance", "Ω", 0, NOT_NEGATIVE)
            .add("TT", "transit time", "s", 0, NOT_NEGATIVE)
            .add("CJO", "junction capacitance at 0 V", "F", 0, NOT_NEGATIVE).same("CJ0", "CJO")
            .add("VJ", "junction potential", "V", 1, POSITIVE).same("PB", "VJ")
            .add("M", "grading coefficient", "", 0.5, FRACTION)
            .add("CJSW", "sidewall capacitance at 0 V per perimeter", "F/m", 0, NOT_NEGATIVE).same("CJP", "CJSW")
            .add("PHP", "sidewall potential", "V", 1, POSITIVE)
            .add("MJSW", "sidewall grading coefficient", "", 0.33, FRACTION)
            .add("FCS", "part of PHP above which the sidewall's capacitance is linear", "", 0.5, FRACTION)
            .add("EG", "activation energy", "eV", 1.11, POSITIVE)
            .add("XTI", "temperature exponent of the saturation current", "", 3, ANY)
            .add("KF", "flicker noise coefficient", "", 0, NOT_NEGATIVE)
            .add("AF", "flicker noise exponent", "", 1, ANY)
            .add("FC", "part of VJ above which the depletion capacitance is linear", "", 0.5, FRACTION)
            .add("BV", "reverse breakdown voltage", "V", Double.POSITIVE_INFINITY, POSITIVE)
            .add("IBV", "current at the breakdown voltage", "A", 1e-3, POSITIVE)
            .add("NBV", "emission coefficient of breakdown; N where not stated", "", Double.NaN, POSITIVE)
            .add("TCV", "what BV falls by", "V/K", 0, ANY)
            .add("TRS1", "linear temperature coefficient of RS", "1/K", 0, ANY).same("TRS", "TRS1")
            .add("TRS2", "quadratic temperature coefficient of RS", "1/K²", 0, ANY)
            .add("TTT1", "linear temperature coefficient of TT", "1/K", 0, ANY)
            .add("TTT2", "quadratic temperature coefficient of TT", "1/K²", 0, ANY)
            .add("TM1", "linear temperature coefficient of M", "1/K", 0, ANY)
            .add("TM2", "quadratic temperature coefficient of M", "1/K²", 0, ANY)
            .add("TNOM", "temperature at which the card is stated", "K", Double.NaN, POSITIVE)
            .refuse("TLEV", "TLEVC", "CTA", "CTC", "CTP", "TPB", "TVJ", "TPHP", "JTUN", "JTUNSW", "LM", "LP", "WM", "WP", "XM", "XP", "AREA", "PJ");

    private DiodeModel(String name, Map<String, Double> given) {
        super(name, given);
    }

    /** A card that states nothing yet. */
    public static DiodeModel of(String name) {
        return new DiodeModel(name, Map.of());
    }

    /** IS [A]. */
    public DiodeModel withSaturationCurrent(double amperes) {
        return with("IS", amperes);
    }

    @Override
    Table table() {
        return TABLE;
    }

    @Override
    DiodeModel copy(Map<String, Double> values) {
        return new DiodeModel(name(), values);
    }
}
