package org.superpose.circuits.semiconductor;

import static org.superpose.circuits.semiconductor.ModelParameter.Range.ANY;
import static org.superpose.circuits.semiconductor.ModelParameter.Range.FRACTION;
import static org.superpose.circuits.semiconductor.ModelParameter.Range.NOT_NEGATIVE;
import static org.superpose.circuits.semiconductor.ModelParameter.Range.POSITIVE;

import java.util.Map;

/**
 * Model card of a MOS transistor, SPICE levels 1 (H. Shichman and D. Hodges, IEEE J. Solid-State Circuits 3, 285, 1968) and 3 (A. Vladimirescu and S. Liu, <i>The Simulation of MOS Integrated Circuits using SPICE2</i>, UCB/ERL M80/7, 1980)
 * with the names and units of the <i>ngspice User's Manual</i>, version 39, chapter 10: NSUB [1/cm³], NSS and NFS [1/cm²], U0 [cm²/Vs]; all others SI.
 */
public final class MosfetModel extends FieldEffectModel<MosfetModel> {
    /** SPICE's ε₀ [F/m]; the SI's is 3e-6 less. */
    static final double VACUUM = 8.854214871e-12;
    /** Permittivity of silicon dioxide [F/m]. */
    static final double OXIDE = 3.9 * VACUUM;
    private static final double NONE = Double.NaN;
    private static final Table TABLE = new Table("MOS transistor")
            .add("LEVEL", "law: 1 or 3", "", 1, POSITIVE)
            .add("VTO", "threshold voltage at vbs = 0; from NSUB where not stated, else 0", "V", NONE, ANY).same("VT0", "VTO")
            .add("KP", "transconductance parameter; U0 εox/TOX where not stated and TOX is, else 2e-5", "A/V²", NONE, POSITIVE)
            .add("GAMMA", "bulk threshold parameter; from NSUB where not stated, else 0", "√V", NONE, NOT_NEGATIVE)
            .add("PHI", "surface potential; from NSUB where not stated, else 0.6", "V", NONE, POSITIVE)
            .add("LAMBDA", "channel-length modulation (level 1)", "1/V", 0, NOT_NEGATIVE)
            .add("RD", "drain resistance", "Ω", 0, NOT_NEGATIVE)
            .add("RS", "source resistance", "Ω", 0, NOT_NEGATIVE)
            .add("RSH", "sheet resistance of drain and source", "Ω", 0, NOT_NEGATIVE)
            .add("CBD", "bulk-drain capacitance at 0 V", "F", NONE, NOT_NEGATIVE)
            .add("CBS", "bulk-source capacitance at 0 V", "F", NONE, NOT_NEGATIVE)
            .add("IS", "bulk junction saturation current", "A", 1e-14, POSITIVE)
            .add("JS", "bulk junction saturation current per area", "A/m²", 0, NOT_NEGATIVE)
            .add("PB", "bulk junction potential", "V", 0.8, POSITIVE)
            .add("CGSO", "gate-source overlap capacitance per width", "F/m", 0, NOT_NEGATIVE)
            .add("CGDO", "gate-drain overlap capacitance per width", "F/m", 0, NOT_NEGATIVE)
            .add("CGBO", "gate-bulk overlap capacitance per length", "F/m", 0, NOT_NEGATIVE)
            .add("CJ", "bulk junction capacitance per area at 0 V", "F/m²", 0, NOT_NEGATIVE)
            .add("MJ", "bulk junction grading coefficient", "", 0.5, FRACTION)
            .add("CJSW", "bulk junction sidewall capacitance per perimeter at 0 V", "F/m", 0, NOT_NEGATIVE)
            .add("MJSW", "sidewall grading coefficient; 0.5 at level 1, 0.33 at level 3", "", NONE, FRACTION)
            .add("TOX", "oxide thickness; 1e-7 at level 3 where not stated", "m", NONE, POSITIVE)
            .add("LD", "lateral diffusion", "m", 0, NOT_NEGATIVE)
            .add("U0", "surface mobility", "cm²/Vs", 600, POSITIVE).same("UO", "U0")
            .add("FC", "part of PB above which the depletion capacitance is linear", "", 0.5, FRACTION)
            .add("NSUB", "substrate doping", "1/cm³", NONE, POSITIVE)
            .add("TPG", "gate: 1 opposite to the substrate, -1 like it, 0 aluminium", "", 1, ANY)
            .add("NSS", "surface state density", "1/cm²", 0, ANY)
            .add("NFS", "fast surface state density (level 3)", "1/cm²", 0, NOT_NEGATIVE)
            .add("XJ", "junction depth (level 3)", "m", 0, NOT_NEGATIVE)
            .add("VMAX", "maximum drift velocity (level 3)", "m/s", 0, NOT_NEGATIVE)
            .add("DELTA", "width effect on threshold (level 3)", "", 0, NOT_NEGATIVE)
            .add("ETA", "static feedback (level 3)", "", 0, NOT_NEGATIVE)
            .add("THETA", "mobility modulation (level 3)", "1/V", 0, NOT_NEGATIVE)
            .add("KAPPA", "saturation field factor (level 3)", "", 0.2, NOT_NEGATIVE)
            .add("KF", "flicker noise coefficient", "", 0, NOT_NEGATIVE)
            .add("AF", "flicker noise exponent", "", 1, ANY)
            .add("TNOM", "temperature at which the card is stated", "K", NONE, POSITIVE)
            .refuse("XL", "WD", "XW", "DELVTO", "DELVT0");

    private MosfetModel(String name, boolean nChannel, Map<String, Double> given) {
        super(name, nChannel, given);
        if (value("LEVEL") != 1 && value("LEVEL") != 3) {
            throw new IllegalArgumentException("model " + name + ": MOS level " + value("LEVEL") + " is not modelled; levels 1 and 3 are");
        }
        if (states("NSUB") && value("NSUB") <= 1.45e10) {
            throw new IllegalArgumentException("model " + name + ": NSUB must exceed the intrinsic density 1.45e10 [1/cm³], got " + value("NSUB"));
        }
    }

    /** An n-channel card of level 1 that states nothing yet. */
    public static MosfetModel nmos(String name) {
        return new MosfetModel(name, true, Map.of());
    }

    /** A p-channel card of level 1 that states nothing yet. */
    public static MosfetModel pmos(String name) {
        return new MosfetModel(name, false, Map.of());
    }

    boolean levelThree() {
        return value("LEVEL") == 3;
    }

    /** Of the gate per area [F/m²], {@code 3.9 ε₀/TOX}; 0 at level 1 where the card does not state TOX. */
    public double oxideCapacitance() {
        return OXIDE / (states("TOX") ? value("TOX") : levelThree() ? 1e-7 : Double.POSITIVE_INFINITY);
    }

    @Override
    Table table() {
        return TABLE;
    }

    @Override
    MosfetModel copy(Map<String, Double> values) {
        return new MosfetModel(name(), isNChannel(), values);
    }
}
