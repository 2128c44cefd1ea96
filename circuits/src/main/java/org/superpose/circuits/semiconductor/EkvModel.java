package org.superpose.circuits.semiconductor;

import static org.superpose.circuits.semiconductor.ModelParameter.Range.ANY;
import static org.superpose.circuits.semiconductor.ModelParameter.Range.FRACTION;
import static org.superpose.circuits.semiconductor.ModelParameter.Range.NOT_NEGATIVE;
import static org.superpose.circuits.semiconductor.ModelParameter.Range.POSITIVE;

import java.util.Map;

/**
 * Model card of a MOS transistor by M. Bucher, C. Lallement, C. Enz, F. Théodoloz and F. Krummenacher, <i>The EPFL-EKV MOSFET Model Equations for Simulation</i>, version 2.6, revision II, EPFL, 1998, with that report's names, units and
 * fallbacks. Signs of VTO and TCV are those of the device: both negative on usual p-channel cards. AVTO, AKP and AGAMMA shift a device by so much over the root of its area. E0, where stated, takes the place of THETA. Overlaps, resistances
 * and bulk junctions, which the report leaves to the simulator, are those of {@link MosfetModel}; with HDIF drain and source reach so far from the gate, and RSH HDIF/W is their resistance.
 */
public final class EkvModel extends FieldEffectModel<EkvModel> {
    private static final double NONE = Double.NaN;
    private static final Table TABLE = new Table("EKV transistor")
            .add("COX", "gate oxide capacitance per area; from TOX where that is stated, else 7e-4", "F/m²", NONE, POSITIVE)
            .add("TOX", "oxide thickness, for COX", "m", NONE, POSITIVE)
            .add("XJ", "junction depth", "m", 1e-7, POSITIVE)
            .add("DW", "what W grows by", "m", 0, ANY)
            .add("DL", "what L grows by", "m", 0, ANY)
            .add("VTO", "threshold voltage of a long channel at vsb = 0; from VFB where that is stated, else 0.5 (n) or -0.5 (p)", "V", NONE, ANY).same("VT0", "VTO")
            .add("VFB", "flat-band voltage, for VTO", "V", NONE, ANY)
            .add("GAMMA", "body effect; from NSUB where that is stated, else 1", "√V", NONE, NOT_NEGATIVE)
            .add("PHI", "bulk Fermi potential, twice; from NSUB where that is stated, else 0.7", "V", NONE, POSITIVE)
            .add("NSUB", "channel doping, for GAMMA and PHI", "1/cm³", NONE, POSITIVE)
            .add("KP", "transconductance parameter; from U0 where that is stated, else 5e-5", "A/V²", NONE, POSITIVE)
            .add("U0", "mobility, for KP", "cm²/Vs", NONE, POSITIVE).same("UO", "U0")
            .add("E0", "mobility reduction", "V/m", NONE, POSITIVE)
            .add("THETA", "mobility reduction where E0 is not stated", "1/V", 0, NOT_NEGATIVE)
            .add("UCRIT", "longitudinal critical field; VMAX/U0 where these are stated, else 2e6", "V/m", NONE, POSITIVE)
            .add("VMAX", "saturation velocity, for UCRIT", "m/s", NONE, POSITIVE)
            .add("LAMBDA", "channel-length modulation", "", 0.5, NOT_NEGATIVE)
            .add("WETA", "narrow channel", "", 0.25, NOT_NEGATIVE)
            .add("LETA", "short channel", "", 0.1, NOT_NEGATIVE)
            .add("Q0", "reverse short channel: peak charge density", "A s/m²", 0, NOT_NEGATIVE)
            .add("LK", "reverse short channel: characteristic length", "m", 2.9e-7, POSITIVE)
            .add("IBA", "impact ionisation", "1/m", 0, NOT_NEGATIVE)
            .add("IBB", "impact ionisation: field", "V/m", 3e8, POSITIVE)
            .add("IBN", "impact ionisation: factor on the saturation voltage", "", 1, NOT_NEGATIVE)
            .add("TCV", "temperature coefficient of VTO; 1e-3 (n) or -1e-3 (p) where not stated", "V/K", NONE, ANY)
            .add("BEX", "temperature exponent of KP", "", -1.5, ANY)
            .add("UCEX", "temperature exponent of UCRIT", "", 0.8, ANY)
            .add("IBBT", "temperature coefficient of IBB", "1/K", 9e-4, ANY)
            .add("AVTO", "what VTO differs by times the root of the area", "V m", 0, ANY)
            .add("AKP", "what KP differs by, relatively, times the root of the area", "m", 0, ANY)
            .add("AGAMMA", "what GAMMA differs by times the root of the area", "√V m", 0, ANY)
            .add("KF", "flicker noise coefficient: the density is KF gm²/(W L COX f^AF)", "", 0, NOT_NEGATIVE)
            .add("AF", "flicker noise exponent", "", 1, ANY)
            .add("RD", "drain resistance", "Ω", 0, NOT_NEGATIVE)
            .add("RS", "source resistance", "Ω", 0, NOT_NEGATIVE)
            .add("RSH", "sheet resistance of drain and source", "Ω", 0, NOT_NEGATIVE)
            .add("HDIF", "half the length of drain and source", "m", 0, NOT_NEGATIVE)
            .add("CGSO", "gate-source overlap capacitance per width", "F/m", 0, NOT_NEGATIVE)
            .add("CGDO", "gate-drain overlap capacitance per width", "F/m", 0, NOT_NEGATIVE)
            .add("CGBO", "gate-bulk overlap capacitance per length", "F/m", 0, NOT_NEGATIVE)
            .add("IS", "bulk junction saturation current", "A", 1e-14, POSITIVE)
            .add("JS", "bulk junction saturation current per area", "A/m²", 0, NOT_NEGATIVE)
            .add("JSW", "bulk junction saturation current per perimeter", "A/m", 0, NOT_NEGATIVE)
            .add("CBD", "bulk-drain capacitance at 0 V", "F", NONE, NOT_NEGATIVE)
            .add("CBS", "bulk-source capacitance at 0 V", "F", NONE, NOT_NEGATIVE)
            .add("CJ", "bulk junction capacitance per area at 0 V", "F/m²", 0, NOT_NEGATIVE)
            .add("MJ", "bulk junction grading coefficient", "", 0.5, FRACTION)
            .add("CJSW", "bulk junction sidewall capacitance per perimeter at 0 V", "F/m", 0, NOT_NEGATIVE)
            .add("MJSW", "sidewall grading coefficient", "", 0.33, FRACTION)
            .add("PB", "bulk junction potential", "V", 0.8, POSITIVE)
            .add("FC", "part of PB above which the depletion capacitance is linear", "", 0.5, FRACTION)
            .add("TNOM", "temperature at which the card is stated", "K", NONE, POSITIVE);

    private EkvModel(String name, boolean nChannel, Map<String, Double> given) {
        super(name, nChannel, given);
        if (states("NSUB") && value("NSUB") <= 1.45e10) {
            throw new IllegalArgumentException("model " + name + ": NSUB must exceed the intrinsic density 1.45e10 [1/cm³], got " + value("NSUB"));
        }
    }

    /** An n-channel card that states nothing yet. */
    public static EkvModel nmos(String name) {
        return new EkvModel(name, true, Map.of());
    }

    /** A p-channel card that states nothing yet. */
    public static EkvModel pmos(String name) {
        return new EkvModel(name, false, Map.of());
    }

    @Override
    Table table() {
        return TABLE;
    }

    @Override
    EkvModel copy(Map<String, Double> values) {
        return new EkvModel(name(), isNChannel(), values);
    }
}
