package org.superpose.simulator.bench;

import java.util.List;
import org.superpose.optics.element.Aperture;
import org.superpose.optics.element.DoubleSlit;
import org.superpose.optics.element.Grating;
import org.superpose.optics.wave.Opening;
import org.superpose.simulator.input.Section;

/** Holes in opaque screens, from a file. */
final class Openings {
    private Openings() {
    }

    static Aperture slit(Section s) {
        return tall(s, new Aperture.Slits(List.of(new Opening(s.quantity("x", "m", 0), s.quantity("width", "m")))));
    }

    static Aperture doubleSlit(Section s) {
        return tall(s, new Aperture.Slits(new DoubleSlit(s.quantity("width", "m"), s.quantity("separation", "m")).openings()));
    }

    static Aperture disc(Section s) {
        return new Aperture.Disc(s.quantity("diameter", "m") / 2, s.quantity("x", "m", 0), s.quantity("y", "m", 0));
    }

    static Aperture rectangle(Section s) {
        return new Aperture.Rectangle(new Opening(s.quantity("x", "m", 0), s.quantity("width", "m")), new Opening(s.quantity("y", "m", 0), s.quantity("height", "m")));
    }

    static Aperture bars(Section s) {
        double period = s.quantity("period", "m");
        return tall(s, new Grating(period).bars(s.quantity("width", "m", period / 2)));
    }

    private static Aperture tall(Section s, Aperture slits) {
        return s.has("height") ? new Tall(slits, new Opening(s.quantity("y", "m", 0), s.quantity("height", "m"))) : slits;
    }

    /** Slits of finite height. */
    private record Tall(Aperture slits, Opening y) implements Aperture {
        @Override
        public boolean contains(double u, double v) {
            return slits.contains(u, v) && Math.abs(v - y.centre()) < y.width() / 2;
        }

        @Override
        public double openFraction(double left, double right, double bottom, double top) {
            return slits.openFraction(left, right, bottom, top) * y.overlap(bottom, top) / (top - bottom);
        }
    }
}
