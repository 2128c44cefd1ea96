package org.superpose.optics.hologram;

/**
 * A complex field on a phase-only mask: A e^{iφ} = (e^{i(φ + δ)} + e^{i(φ − δ)})/2 with δ = arccos A, the two phases on alternate cells of a checkerboard, which a
 * low-pass filter averages (Hsueh and Sawchuk, <i>Computer-generated double-phase holograms</i>, Appl. Opt. 17, 3874 (1978); Mendoza-Yero, Mínguez-Vega
 * and Lancis, <i>Encoding complex fields by using a phase-only optical element</i>, Opt. Lett. 39, 1740 (2014)). The rest of the light is half a cycle per cell away in
 * both directions.
 */
public final class DoublePhase {
    private DoublePhase() {
    }

    /**
     * @param columns   cells along x
     * @param rows      cells along y
     * @param amplitude A wanted at each cell, 0 to 1, row by row
     * @param phase     φ wanted at each cell [rad], row by row
     * @return phase of each cell [rad], row by row
     */
    public static double[] phases(int columns, int rows, double[] amplitude, double[] phase) {
        Wanted.require("double phase", columns, rows, amplitude, phase);
        double[] shown = new double[phase.length];
        for (int s = 0; s < shown.length; s++) {
            double apart = Math.acos(amplitude[s]);
            shown[s] = phase[s] + ((s % columns + s / columns) % 2 == 0 ? apart : -apart);
        }
        return shown;
    }
}
