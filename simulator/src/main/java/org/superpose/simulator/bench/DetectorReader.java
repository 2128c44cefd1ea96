package org.superpose.simulator.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.superpose.optics.detection.BalancedPair;
import org.superpose.optics.detection.Camera;
import org.superpose.optics.detection.Photodiode;
import org.superpose.optics.element.Aperture;
import org.superpose.optics.source.Laser;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Opening;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Section;
import org.superpose.simulator.input.Spelling;

/** Photodiodes, balanced pairs and cameras. */
final class DetectorReader {
    private static final int MOST_PIXELS = 1 << 22;
    private static final int MOST_DETECTORS = 1000;

    private final StageReader stages;
    private final List<Laser> lasers;
    private final List<String> planes;
    private final String last;
    private final Map<String, Function<Section, Detector>> readers = new TreeMap<>(Map.of("photodiode", this::photodiode, "pair", this::pair, "camera", this::camera));

    /** @param stages that know the planes @param last the plane that is meant where none is named */
    DetectorReader(StageReader stages, List<Laser> lasers, String last) {
        this.stages = stages;
        this.lasers = List.copyOf(lasers);
        this.planes = List.copyOf(stages.planes());
        this.last = last;
    }

    List<Detector> read(Section root, String key) {
        List<Detector> detectors = new ArrayList<>();
        for (Section item : root.sections(key)) {
            if (detectors.size() == MOST_DETECTORS) {
                throw item.error("more than " + MOST_DETECTORS + " detectors; take fewer");
            }
            detectors.add(Kind.of(item, readers, "each detector is a list item of its own").read());
        }
        return detectors;
    }

    private Detector photodiode(Section s) {
        return new DiodeDetector(stages.claimed(s, "name", "photodiode"), plane(s, "at", last), area(s), diode(s), Electronics.read(s));
    }

    private Detector pair(Section s) {
        String name = stages.claimed(s, "name", "pair");
        Electronics electronics = Electronics.read(s);
        BalancedPair pair = new BalancedPair(diode(s), s.quantityOrInfinity("cmrr", "dB", 30));
        Aperture area = area(s);
        if (s.has("reference")) {
            Section r = s.section("reference");
            return new PairDetector(s, name, plane(s, "at", last), null, SourceReader.beam(r), r.quantity("power", "W"), r.quantity("phase", "rad", 0), area, pair, electronics);
        }
        if (!s.has("plus") && !s.has("minus")) {
            throw s.error("reference", "is missing; expected a reference such as {power: 1mW}, or the planes plus and minus of an interferometer");
        }
        return new PairDetector(s, name, plane(s, "plus", last), plane(s, "minus", null), null, 0, 0, area, pair, electronics);
    }

    private Detector camera(Section s) {
        String name = stages.claimed(s, "name", "camera");
        int columns = s.integer("columns", 1, MOST_PIXELS);
        int rows = s.integer("rows", 1, MOST_PIXELS / columns, Math.min(columns, MOST_PIXELS / columns));
        double pitch = s.quantity("pitch", "m");
        double exposure = s.quantity("exposure", "s");
        if (!(exposure > 0)) {
            throw s.error("exposure", "must be above 0");
        }
        Camera camera = new Camera(new Grid(columns, rows, pitch, pitch), s.number("fill", 1), s.number("quantumEfficiency", 0.6), s.number("darkElectrons", 0) / exposure, s.number("readNoise", 2),
                s.number("fullWell", 10_000), s.integer("bits", 1, 24, 12), s.integer("blackLevel", 0, 1 << 24, 64));
        return new CameraDetector(name, plane(s, "at", last), camera, exposure);
    }

    /** A plane that a stage looks at. @param fallback null if one must be named */
    private String plane(Section s, String key, String fallback) {
        String name = fallback == null ? s.text(key) : s.text(key, fallback);
        if (!planes.contains(name)) {
            throw s.error(key, "there is no plane " + InputException.quote(name) + Spelling.advice(name, planes, "planes"));
        }
        return name;
    }

    /** The live area; null, all of the plane, where nothing is said. */
    private static Aperture area(Section s) {
        double x = s.quantity("x", "m", 0);
        double y = s.quantity("y", "m", 0);
        if (s.has("diameter")) {
            if (s.has("width") || s.has("height")) {
                throw s.error("diameter", "stands beside width or height; the area is a disc or a rectangle");
            }
            return new Aperture.Disc(s.quantity("diameter", "m") / 2, x, y);
        }
        if (!s.has("width") && !s.has("height")) {
            if (s.has("x") || s.has("y")) {
                throw s.error("the area has a place but no size; give a diameter, or width and height");
            }
            return null;
        }
        double width = s.quantity("width", "m");
        return new Aperture.Rectangle(new Opening(x, width), new Opening(y, s.quantity("height", "m", width)));
    }

    /** A diode for light of the first laser's wavelength. */
    private Photodiode diode(Section s) {
        double dark = s.quantity("darkCurrent", "A", 0);
        if (!s.has("responsivity")) {
            return Photodiode.ofQuantumEfficiency(s.number("quantumEfficiency", 0.8), lasers.get(0).wavelength(), dark);
        }
        if (s.has("quantumEfficiency")) {
            throw s.error("responsivity", "stands beside quantumEfficiency; give one of them");
        }
        return new Photodiode(s.quantity("responsivity", "A/W"), dark);
    }
}
