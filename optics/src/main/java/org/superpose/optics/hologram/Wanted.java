package org.superpose.optics.hologram;

/** Checks on a wanted field. */
final class Wanted {
    private Wanted() {
    }

    /** Refuses arrays of the wrong size, amplitudes beyond [0, 1] and phases that are no numbers. */
    static void require(String who, int columns, int rows, double[] amplitude, double[] phase) {
        if (columns < 1 || rows < 1 || amplitude.length != (long) columns * rows || phase.length != (long) columns * rows) {
            throw new IllegalArgumentException(who + ": " + columns + " x " + rows + " cells need as many amplitudes and phases, got " + amplitude.length + " and " + phase.length);
        }
        for (int s = 0; s < amplitude.length; s++) {
            if (!(amplitude[s] >= 0 && amplitude[s] <= 1) || !Double.isFinite(phase[s])) {
                throw new IllegalArgumentException(who + ": amplitudes must lie in [0, 1] and phases be finite [rad], but row " + s / columns + ", column " + s % columns + " has "
                        + amplitude[s] + " and " + phase[s] + "; divide the amplitudes by the largest");
            }
        }
    }
}
