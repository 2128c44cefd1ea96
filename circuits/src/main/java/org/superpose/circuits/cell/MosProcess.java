package org.superpose.circuits.cell;

import org.superpose.circuits.semiconductor.EkvModel;
import org.superpose.circuits.semiconductor.MosfetModel;

/**
 * The n-channel transistor of which MOS cells are made, as two laws say it.
 *
 * @param strong square law, for strong inversion
 * @param weak   EKV, for weak inversion
 */
public record MosProcess(MosfetModel strong, EkvModel weak) {
    /** A process for 5 V with 16 nm of gate oxide and channels of 2 µm and more: values typical of such processes, of no manufacturer in particular. */
    public static MosProcess fiveVolt() {
        MosfetModel strong = MosfetModel.nmos("nch").with("VTO", 0.75).with("KP", 100e-6).with("GAMMA", 0.6).with("PHI", 0.7).with("LAMBDA", 0.02).with("TOX", 16e-9).with("CGSO", 0.3e-9).with("CGDO", 0.3e-9).with("KF", 1e-30);
        EkvModel weak = EkvModel.nmos("nchw").with("VTO", 0.75).with("KP", 100e-6).with("GAMMA", 0.6).with("PHI", 0.7).with("COX", 2.16e-3).with("WETA", 0).with("LETA", 0).with("CGSO", 0.3e-9).with("CGDO", 0.3e-9).with("KF", 3e-24);
        return new MosProcess(strong, weak);
    }
}
