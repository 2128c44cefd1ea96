package org.superpose.circuits.semiconductor;

import static org.superpose.circuits.semiconductor.ModelParameter.Range.ANY;
import static org.superpose.circuits.semiconductor.ModelParameter.Range.FRACTION;
import static org.superpose.circuits.semiconductor.ModelParameter.Range.NOT_NEGATIVE;
import static org.superpose.circuits.semiconductor.ModelParameter.Range.POSITIVE;

import java.util.Map;

/**
 * Model card of a bipolar transistor, Gummel and Poon's law (H. Gummel and H. Poon, <i>An integral charge control model of bipolar transistors</i>, Bell Syst. Tech. J. 49, 827, 1970) with SPICE's parameters
 * (<i>ngspice User's Manual</i>, version 39, chapter 8). An Early voltage, a knee current, IRB or VTF of 0 means infinite, as in SPICE.
 */
public final class BipolarModel extends DeviceModel<BipolarModel> {
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final Table TABLE = new Table("bipolar transistor")
            .add("IS", "transport saturation current", "A", 1e-16, POSITIVE)
            .add("BF", "ideal forward current gain", "", 100, POSITIVE)
            .add("NF", "forward emission coefficient", "", 1, POSITIVE)
            .add("VAF", "forward Early voltage", "V", INFINITE, NOT_NEGATIVE).same("VA", "VAF")
            .add("IKF", "corner of the forward gain at high current", "A", INFINITE, NOT_NEGATIVE).same("IK", "IKF")
            .add("ISE", "base-emitter leakage saturation current", "A", 0, NOT_NEGATIVE)
            .add("NE", "base-emitter leakage emission coefficient", "", 1.5, POSITIVE)
            .add("BR", "ideal reverse current gain", "", 1, POSITIVE)
            .add("NR", "reverse emission coefficient", "", 1, POSITIVE)
            .add("VAR", "reverse Early voltage", "V", INFINITE, NOT_NEGATIVE).same("VB", "VAR")
            .add("IKR", "corner of the reverse gain at high current", "A", INFINITE, NOT_NEGATIVE)
            .add("ISC", "base-collector leakage saturation current", "A", 0, NOT_NEGATIVE)
            .add("NC", "base-collector leakage emission coefficient", "", 2, POSITIVE)
            .add("RB", "base resistance at zero bias", "Ω", 0, NOT_NEGATIVE)
            .add("IRB", "base current at which the base resistance is halfway to RBM", "A", INFINITE, NOT_NEGATIVE)
            .add("RBM", "base resistance at high current; RB where not stated", "Ω", Double.NaN, NOT_NEGATIVE)
            .add("RE", "emitter resistance", "Ω", 0, NOT_NEGATIVE)
            .add("RC", "collector resistance", "Ω", 0, NOT_NEGATIVE)
            .add("CJE", "base-emitter capacitance at 0 V", "F", 0, NOT_NEGATIVE)
            .add("VJE", "base-emitter potential", "V", 0.75, POSITIVE).same("PE", "VJE")
            .add("MJE", "base-emitter grading coefficient", "", 0.33, FRACTION).same("ME", "MJE")
            .add("TF", "ideal forward transit time", "s", 0, NOT_NEGATIVE)
            .add("XTF", "bias dependence of TF", "", 0, NOT_NEGATIVE)
            .add("VTF", "dependence of TF on the base-collector voltage", "V", INFINITE, NOT_NEGATIVE)
            .add("ITF", "dependence of TF on the current", "A", 0, NOT_NEGATIVE)
            .add("PTF", "excess phase at 1/(2 π TF)", "°", 0, NOT_NEGATIVE)
            .add("CJC", "base-collector capacitance at 0 V", "F", 0, NOT_NEGATIVE)
            .add("VJC", "base-collector potential", "V", 0.75, POSITIVE).same("PC", "VJC")
            .add("MJC", "base-collector grading coefficient", "", 0.33, FRACTION).same("MC", "MJC")
            .add("XCJC", "part of CJC that connects to the inner base, up to 1", "", 1, NOT_NEGATIVE)
            .add("TR", "ideal reverse transit time", "s", 0, NOT_NEGATIVE)
            .add("CJS", "substrate capacitance at 0 V", "F", 0, NOT_NEGATIVE).same("CCS", "CJS")
            .add("VJS", "substrate potential", "V", 0.75, POSITIVE).same("PS", "VJS")
            .add("MJS", "substrate grading coefficient", "", 0, FRACTION).same("MS", "MJS")
            .add("SUBS", "geometry: 1 vertical (substrate under the collector), -1 lateral (under the base); vertical for NPN, lateral for PNP where not stated", "", Double.NaN, ANY)
            .add("XTB", "temperature exponent of the current gains", "", 0, ANY)
            .add("EG", "energy gap for the temperature law of IS", "eV", 1.11, POSITIVE)
            .add("XTI", "temperature exponent of IS", "", 3, ANY)
            .add("KF", "flicker noise coefficient", "", 0, NOT_NEGATIVE)
            .add("AF", "flicker noise exponent", "", 1, ANY)
            .add("FC", "part of a potential above which the depletion capacitance is linear", "", 0.5, FRACTION)
            .add("TNOM", "temperature at which the card is stated", "K", Double.NaN, POSITIVE);

    private final boolean npn;

    private BipolarModel(String name, boolean npn, Map<String, Double> given) {
        super(name, given);
        this.npn = npn;
        if (value("PTF") != 0 && value("TF") != 0) {
            throw new IllegalArgumentException("model " + name + ": excess phase is not modelled, got PTF = " + value("PTF") + "°; leave PTF out or set it to 0");
        }
        if (value("XCJC") > 1) {
            throw new IllegalArgumentException("model " + name + ": XCJC is a part of CJC and must be from 0 to 1, got " + value("XCJC"));
        }
        if (states("SUBS") && Math.abs(value("SUBS")) != 1) {
            throw new IllegalArgumentException("model " + name + ": SUBS must be 1 (vertical) or -1 (lateral), got " + value("SUBS"));
        }
    }

    /** An NPN card that states nothing yet. */
    public static BipolarModel npn(String name) {
        return new BipolarModel(name, true, Map.of());
    }

    /** A PNP card that states nothing yet. */
    public static BipolarModel pnp(String name) {
        return new BipolarModel(name, false, Map.of());
    }

    public boolean isNpn() {
        return npn;
    }

    /** IS [A]. */
    public BipolarModel withSaturationCurrent(double amperes) {
        return with("IS", amperes);
    }

    /** Whether the substrate lies under the collector; else under the base. */
    boolean vertical() {
        return states("SUBS") ? value("SUBS") > 0 : npn;
    }

    @Override
    Table table() {
        return TABLE;
    }

    @Override
    BipolarModel copy(Map<String, Double> values) {
        return new BipolarModel(name(), npn, values);
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other) && npn == ((BipolarModel) other).npn;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Boolean.hashCode(npn);
    }
}
