package org.superpose.circuits.semiconductor;

import static org.superpose.circuits.semiconductor.ModelParameter.Range.ANY;
import static org.superpose.circuits.semiconductor.ModelParameter.Range.FRACTION;
import static org.superpose.circuits.semiconductor.ModelParameter.Range.NOT_NEGATIVE;
import static org.superpose.circuits.semiconductor.ModelParameter.Range.POSITIVE;

import java.util.Map;

/**
 * Model card of a junction field-effect transistor, SPICE level 1 (H. Shichman and D. Hodges, IEEE J. Solid-State Circuits 3, 285, 1968; <i>ngspice User's Manual</i>, version 39, chapter 9), with the doping profile B of A. Parker and
 * D. Skellern (<i>An improved FET model for computer simulators</i>, IEEE Trans. CAD 9, 551, 1990).
 */
public final class JunctionFieldEffectModel extends FieldEffectModel<JunctionFieldEffectModel> {
    private static final Table TABLE = new Table("junction field-effect transistor")
            .add("VTO", "threshold voltage", "V", -2, ANY).same("VT0", "VTO")
            .add("BETA", "transconductance parameter", "A/V²", 1e-4, POSITIVE)
            .add("LAMBDA", "channel-length modulation", "1/V", 0, NOT_NEGATIVE)
            .add("B", "doping profile: 1 for the square law", "", 1, NOT_NEGATIVE)
            .add("RD", "drain resistance", "Ω", 0, NOT_NEGATIVE)
            .add("RS", "source resistance", "Ω", 0, NOT_NEGATIVE)
            .add("CGS", "gate-source capacitance at 0 V", "F", 0, NOT_NEGATIVE)
            .add("CGD", "gate-drain capacitance at 0 V", "F", 0, NOT_NEGATIVE)
            .add("PB", "gate junction potential", "V", 1, POSITIVE)
            .add("IS", "gate saturation current", "A", 1e-14, POSITIVE)
            .add("KF", "flicker noise coefficient", "", 0, NOT_NEGATIVE)
            .add("AF", "flicker noise exponent", "", 1, ANY)
            .add("FC", "part of PB above which the depletion capacitance is linear", "", 0.5, FRACTION)
            .add("EG", "energy gap for the temperature law of IS", "eV", 1.11, POSITIVE)
            .add("XTI", "temperature exponent of IS", "", 0, ANY)
            .add("TCV", "what VTO falls by", "V/K", 0, ANY)
            .add("VTOTC", "what VTO rises by; instead of TCV", "V/K", Double.NaN, ANY)
            .add("BEX", "temperature exponent of BETA", "", 0, ANY)
            .add("BETATCE", "BETA grows by 1.01 to the power of BETATCE ΔT; instead of BEX", "%/K", Double.NaN, ANY)
            .add("TNOM", "temperature at which the card is stated", "K", Double.NaN, POSITIVE);

    private JunctionFieldEffectModel(String name, boolean nChannel, Map<String, Double> given) {
        super(name, nChannel, given);
    }

    /** An n-channel card that states nothing yet. */
    public static JunctionFieldEffectModel nChannel(String name) {
        return new JunctionFieldEffectModel(name, true, Map.of());
    }

    /** A p-channel card that states nothing yet. */
    public static JunctionFieldEffectModel pChannel(String name) {
        return new JunctionFieldEffectModel(name, false, Map.of());
    }

    @Override
    Table table() {
        return TABLE;
    }

    @Override
    JunctionFieldEffectModel copy(Map<String, Double> values) {
        return new JunctionFieldEffectModel(name(), isNChannel(), values);
    }
}
