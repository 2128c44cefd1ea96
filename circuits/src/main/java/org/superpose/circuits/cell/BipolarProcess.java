package org.superpose.circuits.cell;

import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.DiodeModel;

/**
 * The transistors and the diode of which bipolar cells are made.
 *
 * @param npn   vertical NPN of unit area
 * @param pnp   vertical PNP of unit area
 * @param diode of unit area
 */
public record BipolarProcess(BipolarModel npn, BipolarModel pnp, DiodeModel diode) {
    /** A complementary process of vertical transistors with some GHz: β 120 and 60, Early voltages 80 and 50 V; values typical of such processes, of no manufacturer in particular. */
    public static BipolarProcess complementary() {
        BipolarModel n = shared(BipolarModel.npn("npnv")).with("IS", 2e-17).with("BF", 120).with("VAF", 80).with("IKF", 5e-3).with("BR", 4).with("RB", 150).with("RBM", 30).with("RE", 2).with("RC", 40)
                .with("CJE", 40e-15).with("CJC", 25e-15).with("CJS", 50e-15).with("TF", 25e-12).with("ITF", 5e-3).with("TR", 2e-9).with("KF", 1e-15);
        BipolarModel p = shared(BipolarModel.pnp("pnpv")).with("IS", 1e-17).with("BF", 60).with("VAF", 50).with("IKF", 3e-3).with("BR", 3).with("RB", 200).with("RBM", 50).with("RE", 3).with("RC", 60)
                .with("CJE", 50e-15).with("CJC", 40e-15).with("CJS", 80e-15).with("TF", 60e-12).with("ITF", 3e-3).with("TR", 4e-9).with("KF", 2e-15);
        DiodeModel d = DiodeModel.of("dsig").with("IS", 1e-15).with("N", 1.02).with("RS", 20).with("CJO", 80e-15).with("VJ", 0.7).with("M", 0.4).with("TT", 100e-12).with("EG", 1.17).with("XTI", 3).with("KF", 1e-15).with("AF", 1);
        return new BipolarProcess(n, p, d);
    }

    /** What both transistors have in common. */
    private static BipolarModel shared(BipolarModel model) {
        return model.with("ISE", 5e-16).with("NE", 1.8).with("VAR", 4).with("IKR", 1e-3).with("ISC", 1e-16).with("NC", 1.5).with("IRB", 0.2e-3).with("VJE", 0.8).with("MJE", 0.35).with("VJC", 0.6).with("MJC", 0.4)
                .with("XCJC", 0.6).with("VJS", 0.6).with("MJS", 0.4).with("XTF", 2).with("VTF", 3).with("FC", 0.5).with("EG", 1.17).with("XTI", 3).with("XTB", 1).with("AF", 1);
    }
}
