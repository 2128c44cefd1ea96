package org.superpose.simulator.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.superpose.optics.wave.Complex;
import org.superpose.simulator.input.Section;

/** A field that a hologram shall make, its amplitude at most 1. */
@FunctionalInterface
interface WantedField {
    /** What stands behind each key. */
    Map<String, Function<Section, WantedField>> SHAPES = new TreeMap<>(Map.of("gaussian", s -> vortex(s, 0), "vortex", s -> vortex(s, s.integer("charge", -20, 20)), "disc", WantedField::disc));

    /** Amplitude and phase at a point [m]. */
    Complex at(double x, double y);

    static WantedField read(Section holder) {
        return Kind.of(holder.section("field"), SHAPES, "one field for each hologram").read();
    }

    /** The Laguerre–Gauss mode without radial zeros, (√2 r/w)^|l| e^{−r²/w² + ilφ} over its largest amplitude (Saleh and Teich, <i>Fundamentals of Photonics</i>, 3rd ed. 2019, section 3.4). */
    private static WantedField vortex(Section s, int charge) {
        double waist = s.quantity("waist", "m");
        double x0 = s.quantity("x", "m", 0);
        double y0 = s.quantity("y", "m", 0);
        if (!(waist > 0)) {
            throw s.error("waist", "must be above 0");
        }
        int l = Math.abs(charge);
        double peak = l == 0 ? 1 : Math.pow(l / Math.E, l / 2.0);
        return (x, y) -> {
            double r = Math.hypot(x - x0, y - y0) / waist;
            double amplitude = Math.min(1, Math.pow(Math.sqrt(2) * r, l) * Math.exp(-r * r) / peak);
            double phase = charge * Math.atan2(y - y0, x - x0);
            return new Complex(amplitude * Math.cos(phase), amplitude * Math.sin(phase));
        };
    }

    private static WantedField disc(Section s) {
        double radius = s.quantity("diameter", "m") / 2;
        double x0 = s.quantity("x", "m", 0);
        double y0 = s.quantity("y", "m", 0);
        double amplitude = s.number("amplitude", 1);
        double phase = s.quantity("phase", "rad", 0);
        if (!(amplitude >= 0 && amplitude <= 1)) {
            throw s.error("amplitude", "must lie in [0, 1], got " + amplitude);
        }
        Complex inside = new Complex(amplitude * Math.cos(phase), amplitude * Math.sin(phase));
        return (x, y) -> Math.hypot(x - x0, y - y0) < radius ? inside : new Complex(0, 0);
    }

    /** Amplitudes and phases of cells. @param pitch [m] */
    default Sampled over(int columns, int rows, double pitch) {
        double[] amplitude = new double[columns * rows];
        double[] phase = new double[columns * rows];
        for (int c = 0; c < amplitude.length; c++) {
            Complex wanted = at((c % columns - (columns - 1) / 2.0) * pitch, (c / columns - (rows - 1) / 2.0) * pitch);
            amplitude[c] = Math.min(1, wanted.abs());
            phase[c] = wanted.phase();
        }
        return new Sampled(amplitude, phase);
    }

    /** The field at the middles of cells, row by row. */
    final class Sampled {
        private final double[] amplitude;
        private final double[] phase;

        private Sampled(double[] amplitude, double[] phase) {
            this.amplitude = amplitude;
            this.phase = phase;
        }

        double[] amplitude() {
            return amplitude.clone();
        }

        double[] phase() {
            return phase.clone();
        }
    }
}
