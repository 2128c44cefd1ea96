package org.superpose.simulator.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.superpose.optics.source.Beam;
import org.superpose.optics.source.BeamArray;
import org.superpose.optics.source.Drift;
import org.superpose.optics.source.GaussianBeam;
import org.superpose.optics.source.Laser;
import org.superpose.optics.source.PlaneWave;
import org.superpose.optics.source.PointSource;
import org.superpose.simulator.input.Section;

/** Lasers and shapes of beams. */
final class SourceReader {
    private static final int MOST_BEAMS = 1 << 14;
    private static final Map<String, Function<Section, Beam>> SHAPES = new LinkedHashMap<>();

    static {
        SHAPES.put("plane", s -> new PlaneWave(sine(s, "tiltX"), sine(s, "tiltY")));
        SHAPES.put("gaussian", s -> new GaussianBeam(s.quantity("waist", "m"), s.quantity("x", "m", 0), s.quantity("y", "m", 0), sine(s, "tiltX"), sine(s, "tiltY"),
                s.quantity("fromWaist", "m", 0)));
        SHAPES.put("point", s -> new PointSource(s.quantity("x", "m", 0), s.quantity("y", "m", 0), s.quantity("distance", "m")));
        SHAPES.put("beams", SourceReader::array);
    }

    private SourceReader() {
    }

    static Source read(Section section, StageReader stages) {
        Section l = section.section("laser");
        Section drift = l.sectionOrEmpty("drift");
        double age = drift.quantity("age", "s", 0);
        Drift wanders = drift.build(() -> new Drift(drift.quantity("power", "1/sqrt(s)", 0), drift.quantity("frequency", "Hz/sqrt(s)", 0)));
        return new Source(section, laser(l).withDrift(wanders), age, beam(section), section.has("stages") ? stages.read(section, "stages") : List.of());
    }

    /** The shape of a beam; without one it is a plane wave along the axis. */
    static Beam beam(Section section) {
        Kind<Beam> kind = Kind.optional(section, SHAPES, "one shape for each beam");
        return kind == null ? PlaneWave.straight() : kind.read();
    }

    private static Laser laser(Section s) {
        double wavelength = s.quantity("wavelength", "m");
        if (!(wavelength >= 10e-9 && wavelength <= 1e-3)) {
            String meant = wavelength >= 10 && wavelength <= 1e6 ? "; for nanometres write " + s.text("wavelength") + "nm" : "";
            throw s.error("wavelength", "must be from 10 nm to 1 mm, got " + wavelength + " m" + meant);
        }
        return s.build(() -> new Laser(wavelength, s.quantity("power", "W", 1e-3), s.has("rin") ? s.quantity("rin", "dB/Hz") : Double.NEGATIVE_INFINITY, s.quantity("linewidth", "Hz", 0)));
    }

    /** The sine of an angle. */
    private static double sine(Section s, String key) {
        return Math.sin(s.quantity(key, "rad", 0));
    }

    /** Without amplitudes the beams share the power alike. */
    private static Beam array(Section s) {
        int columns = s.integer("columns", 1, MOST_BEAMS);
        int rows = s.integer("rows", 1, MOST_BEAMS / columns, 1);
        double[] amplitudes = new double[columns * rows];
        Arrays.fill(amplitudes, 1 / Math.sqrt(columns * rows));
        double[] given = s.has("amplitudes") ? Cells.read(s, "amplitudes", "1").values(columns, rows) : amplitudes;
        double[] phases = s.has("phases") ? Cells.read(s, "phases", "rad").values(columns, rows) : new double[columns * rows];
        return new BeamArray(columns, rows, s.quantity("pitch", "m"), s.quantity("waist", "m"), given, phases);
    }
}
