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
            .add("NKF", "exponent of the fall of the gain at high current", "", 0.5, POSITIVE).same("NK", "NKF")
            .add("ISS", "substrate junction saturation current", "A", 0, NOT_NEGATIVE)
            .add("NS", "substrate junction emission coefficient", "", 1, POSITIVE)
            .add("RB", "base resistance at zero bias", "Ω", 0, NOT_NEGATIVE)
            .add("IRB", "base current at which the base resistance is halfway to RBM", "A", INFINITE, NOT_NEGATIVE)
            .add("RBM", "base resistance at high current; RB where not stated", "Ω", Double.NaN, NOT_NEGATIVE)
            .add("RE", "emitter resistance", "Ω", 0, NOT_NEGATIVE)
            .add("RC", "collector resistance", "Ω", 0, NOT_NEGATIVE)
            .add("TRB1", "linear temperature coefficient of RB, and of RBM where that is not stated", "1/K", 0, ANY).same("TRB", "TRB1")
            .add("TRB2", "quadratic temperature coefficient of RB, and of RBM where that is not stated", "1/K²", 0, ANY)
            .add("TRM1", "linear temperature coefficient of RBM", "1/K", 0, ANY)
            .add("TRM2", "quadratic temperature coefficient of RBM", "1/K²", 0, ANY)
            .add("TRE1", "linear temperature coefficient of RE", "1/K", 0, ANY).same("TRE", "TRE1")
            .add("TRE2", "quadratic temperature coefficient of RE", "1/K²", 0, ANY)
            .add("TRC1", "linear temperature coefficient of RC", "1/K", 0, ANY).same("TRC", "TRC1")
            .add("TRC2", "quadratic temperature coefficient of RC", "1/K²", 0, ANY)
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
            .add("TNOM", "temperature at which the card is stated", "K", Double.NaN, POSITIVE)
            .refuse("IBE", "IBC", "RCO", "QCO", "TLEV", "TLEVC", "TBF1", "TBF2", "TBR1", "TBR2", "TIKF1", "TIKF2", "TIKR1", "TIKR2", "TIRB1", "TIRB2", "TNC1", "TNC2", "TNE1", "TNE2", "TNF1", "TNF2", "TNR1", "TNR2", "TVAF1", "TVAF2", "TVAR1",
                    "TVAR2", "CTC", "CTE", "CTS", "TVJC", "TVJE", "TVJS", "TITF1", "TITF2", "TTF1", "TTF2", "TTR1", "TTR2", "TMJE1", "TMJE2", "TMJC1", "TMJC2", "TMJS1", "TMJS2", "TNS1", "TNS2", "TIS1", "TIS2", "TISE1", "TISE2", "TISC1", "TISC2",
                    "TISS1", "TISS2");

    private final boolean npn;
    private final boolean vertical;
    private final boolean late;
    private final boolean curved;
    private final double[] contacts;

    private BipolarModel(String name, boolean npn, Map<String, Double> given) {
        super(name, given);
        this.npn = npn;
        if (value("XCJC") > 1) {
            throw new IllegalArgumentException("model " + name + ": XCJC is a part of CJC and must be from 0 to 1, got " + value("XCJC"));
        }
        if (states("SUBS") && Math.abs(value("SUBS")) != 1) {
            throw new IllegalArgumentException("model " + name + ": SUBS must be 1 (vertical) or -1 (lateral), got " + value("SUBS"));
        }
        vertical = states("SUBS") ? value("SUBS") > 0 : npn;
        late = value("PTF") > 0 && value("TF") > 0;
        curved = states("RBM");
        contacts = new double[] {value("RC"), value("RB"), value("RE")};
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
        return vertical;
    }

    /** Whether the collector current comes late. */
    boolean late() {
        return late;
    }

    /** Whether the base resistance depends on the current. */
    boolean curved() {
        return curved;
    }

    /** RC, RB or RE [Ω], for whom asks it of every transistor. */
    double contact(int terminal) {
        return contacts[terminal];
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
