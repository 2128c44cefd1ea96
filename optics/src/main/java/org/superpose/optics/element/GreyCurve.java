package org.superpose.optics.element;

import java.util.Arrays;

/**
 * The phase that each of the 256 grey levels of a phase modulator makes: its gamma, as its maker states it or as it was measured at the wavelength in use. A phase is shown by
 * the grey level that comes nearest to it round the circle.
 */
public final class GreyCurve {
    /** Grey levels. */
    public static final int LEVELS = 256;

    /** Largest range of a curve [rad]. */
    private static final double MOST = 64 * 2 * Math.PI;

    private final double[] phase;

    private GreyCurve(double[] phase) {
        this.phase = phase;
    }

    /** @param phase of the grey levels 0 … 255 [rad], rising; copied */
    public static GreyCurve of(double[] phase) {
        if (phase.length != LEVELS) {
            throw new IllegalArgumentException("grey curve: 256 levels need as many phases [rad], got " + phase.length);
        }
        for (int grey = 0; grey < LEVELS; grey++) {
            if (!Double.isFinite(phase[grey]) || grey > 0 && !(phase[grey] > phase[grey - 1])) {
                throw new IllegalArgumentException("grey curve: phases must be finite and rise from level to level [rad], but level " + grey + " has " + phase[grey]
                        + (grey > 0 ? " after " + phase[grey - 1] : ""));
            }
        }
        if (phase[LEVELS - 1] - phase[0] > MOST) {
            throw new IllegalArgumentException("grey curve: 64 turns at most, got " + (phase[LEVELS - 1] - phase[0]) + " rad from level 0 to level 255");
        }
        return new GreyCurve(phase.clone());
    }

    /**
     * φ = turn (g/255)^γ.
     * @param turn  phase of level 255 [rad], above 0; for a linear device whose level 256 would be a whole turn 2π · 255/256
     * @param gamma γ, above 0; 1 for a linear device
     */
    public static GreyCurve power(double turn, double gamma) {
        if (!(turn > 0 && turn < Double.POSITIVE_INFINITY && gamma > 0 && gamma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("grey curve: the phase of level 255 [rad] and gamma must be positive and finite, got " + turn + " and " + gamma);
        }
        double[] phase = new double[LEVELS];
        for (int grey = 0; grey < LEVELS; grey++) {
            phase[grey] = turn * Math.pow(grey / 255.0, gamma);
        }
        return of(phase);
    }

    /** Level g is the phase 2πg/256: all levels of an 8-bit device over one turn. */
    public static GreyCurve linear() {
        double[] phase = new double[LEVELS];
        for (int grey = 0; grey < LEVELS; grey++) {
            phase[grey] = 2 * Math.PI * grey / LEVELS;
        }
        return of(phase);
    }

    /** Phase of a grey level [rad]. @param grey 0 to 255 */
    public double phase(int grey) {
        return phase[grey];
    }

    /** The grey level nearest to a phase round the circle, the darker of two that are equally near. @param wanted [rad], finite, any number of turns */
    public int grey(double wanted) {
        double turn = 2 * Math.PI;
        double lowest = phase[0] - Math.PI;
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (double at = wanted - turn * Math.floor((wanted - lowest) / turn); at <= phase[LEVELS - 1] + Math.PI; at += turn) {
            int found = Arrays.binarySearch(phase, at);
            int above = Math.min(LEVELS - 1, found >= 0 ? found : -found - 1);
            int below = Math.max(0, above - 1);
            int grey = at - phase[below] <= Math.abs(phase[above] - at) ? below : above;
            double distance = Math.abs(phase[grey] - at);
            if (distance < least) {
                least = distance;
                best = grey;
            }
        }
        return best;
    }
}
