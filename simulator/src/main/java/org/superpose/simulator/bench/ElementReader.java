package org.superpose.simulator.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.superpose.optics.element.Aperture;
import org.superpose.optics.element.BeamSplitter;
import org.superpose.optics.element.Grating;
import org.superpose.optics.element.Mask;
import org.superpose.optics.element.Misalignment;
import org.superpose.optics.element.ThinLens;
import org.superpose.optics.element.Zernike;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.SamplingException;
import org.superpose.simulator.input.Section;

/** Elements in one plane, each under its key. */
final class ElementReader {
    /** What stands behind each key. */
    static final Map<String, Function<Section, ElementStep.Plan>> ELEMENTS = new TreeMap<>(Map.ofEntries(
            Map.entry("slit", s -> opening(s, Openings.slit(s))),
            Map.entry("doubleSlit", s -> opening(s, Openings.doubleSlit(s))),
            Map.entry("aperture", s -> opening(s, Openings.disc(s))),
            Map.entry("rectangle", s -> opening(s, Openings.rectangle(s))),
            Map.entry("grating", ElementReader::grating),
            Map.entry("lens", ElementReader::lens),
            Map.entry("mask", ElementReader::mask),
            Map.entry("phase", s -> uniform(1, s.quantity("value", "rad"))),
            Map.entry("attenuator", s -> uniform(s.number("amplitude"), 0)),
            Map.entry("splitter", ElementReader::splitter),
            Map.entry("dmd", Devices::dmd),
            Map.entry("slm", Devices::slm),
            Map.entry("tilt", ElementReader::tilt),
            Map.entry("aberration", ElementReader::aberration),
            Map.entry("travel", Travel::freeSpace),
            Map.entry("focus", Travel::focus)));

    private ElementReader() {
    }

    /** A mask that may stand out of place. */
    @FunctionalInterface
    private interface MaskPlan {
        Mask on(Grid grid, double wavelength);
    }

    private static ElementStep.Plan placed(Section s, MaskPlan plan) {
        if (!s.has("misaligned")) {
            return (grid, wavelength, threads) -> ElementStep.Planned.of(plan.on(grid, wavelength));
        }
        Section m = s.section("misaligned");
        Misalignment by = m.build(() -> new Misalignment(m.quantity("x", "m", 0), m.quantity("y", "m", 0), m.quantity("rotation", "rad", 0)));
        return (grid, wavelength, threads) -> ElementStep.Planned.of(plan.on(grid, wavelength).moved(by));
    }

    private static ElementStep.Plan opening(Section s, Aperture open) {
        Aperture aperture = s.flag("opaque", false) ? open.complement() : open;
        boolean sharp = s.flag("sharp", false);
        return placed(s, (grid, wavelength) -> sharp ? Mask.sharp(grid, aperture) : Mask.of(grid, aperture));
    }

    /** What a grating does to light. */
    private enum Profile { BARS, COSINE, PHASE, BLAZED }

    private static ElementStep.Plan grating(Section s) {
        Profile profile = s.choice("profile", Profile.class, Profile.BARS);
        if (profile == Profile.BARS) {
            return opening(s, Openings.bars(s));
        }
        Grating grating = new Grating(s.quantity("period", "m"));
        double modulation = profile == Profile.COSINE ? s.number("modulation", 1) : 0;
        double depth = profile == Profile.PHASE ? s.quantity("depth", "rad") : 0;
        return placed(s, (grid, wavelength) -> switch (profile) {
            case COSINE -> grating.cosine(grid, modulation);
            case PHASE -> grating.phaseWave(grid, depth);
            default -> grating.blazed(grid);
        });
    }

    /** Along which axes a lens bends the light. */
    private enum Bends { BOTH, X, Y }

    private static ElementStep.Plan lens(Section s) {
        double focal = s.quantity("focal", "m");
        double diameter = s.quantityOrInfinity("diameter", "m", Double.POSITIVE_INFINITY);
        ThinLens lens = switch (s.choice("bends", Bends.class, Bends.BOTH)) {
            case BOTH -> ThinLens.spherical(focal, diameter);
            case X -> ThinLens.cylindricalAlongX(focal, diameter);
            default -> ThinLens.cylindricalAlongY(focal, diameter);
        };
        return (grid, wavelength, threads) -> ElementStep.Planned.of(lens);
    }

    private static ElementStep.Plan uniform(double amplitude, double phase) {
        return (grid, wavelength, threads) -> {
            double[] t = new double[2 * grid.size()];
            for (int k = 0; k < grid.size(); k++) {
                t[2 * k] = amplitude * Math.cos(phase);
                t[2 * k + 1] = amplitude * Math.sin(phase);
            }
            return ElementStep.Planned.of(Mask.of(grid, t));
        };
    }

    /** A beam splitter of which one output goes on and the other is lost. */
    private static ElementStep.Plan splitter(Section s) {
        BeamSplitter splitter = new BeamSplitter(s.number("reflectance", 0.5));
        boolean reflected = s.flag("reflected", false);
        return uniform(Math.sqrt(reflected ? splitter.reflectance() : 1 - splitter.reflectance()), reflected ? Math.PI / 2 : 0);
    }

    /** Cells of any amplitude and phase; outside them it is opaque. */
    private static ElementStep.Plan mask(Section s) {
        if (!s.has("amplitudes") && !s.has("phases")) {
            throw s.error("amplitudes", "is missing; expected rows of numbers such as [[0, 1], [1, 0]], or phases, or both");
        }
        Cells size = s.has("amplitudes") ? Cells.read(s, "amplitudes", "1") : Cells.read(s, "phases", "rad");
        double[] amplitude = s.has("amplitudes") ? size.values() : new double[size.columns() * size.rows()];
        if (!s.has("amplitudes")) {
            Arrays.fill(amplitude, 1);
        }
        double[] phase = s.has("phases") ? Cells.read(s, "phases", "rad").values(size.columns(), size.rows()) : new double[amplitude.length];
        for (double a : amplitude) {
            if (Math.abs(a) > 1) {
                throw s.error("amplitudes", "a passive mask has |t| of 1 at most, got " + a + "; divide all by the largest");
            }
        }
        double pitch = s.quantity("pitch", "m");
        if (!(pitch > 0)) {
            throw s.error("pitch", "must be above 0");
        }
        return placed(s, (grid, wavelength) -> {
            double width = size.columns() * pitch;
            double height = size.rows() * pitch;
            if (width > grid.width() * (1 + 1e-9) || height > grid.height() * (1 + 1e-9) || pitch < Math.max(grid.dx(), grid.dy()) * (1 - 1e-9)) {
                throw new SamplingException(String.format(Locale.ROOT, "mask of %d x %d cells of %.4g m: it must fit into the window, %.4g x %.4g m, with a sample in each cell", size.columns(),
                        size.rows(), pitch, grid.width(), grid.height()), Math.max(width, grid.width()), Math.max(height, grid.height()), Math.min(pitch, grid.dx()), Math.min(pitch, grid.dy()));
            }
            double[] t = new double[2 * grid.size()];
            for (int k = 0; k < grid.size(); k++) {
                int column = (int) Math.floor((grid.x(k % grid.nx()) + width / 2) / pitch + 1e-9);
                int row = (int) Math.floor((grid.y(k / grid.nx()) + height / 2) / pitch + 1e-9);
                if (column >= 0 && column < size.columns() && row >= 0 && row < size.rows()) {
                    int cell = row * size.columns() + column;
                    t[2 * k] = amplitude[cell] * Math.cos(phase[cell]);
                    t[2 * k + 1] = amplitude[cell] * Math.sin(phase[cell]);
                }
            }
            return Mask.of(grid, t);
        });
    }

    /** The light turned as by a mirror, by angles or by cycles from sample to sample. */
    private static ElementStep.Plan tilt(Section s) {
        if (s.has("cycles")) {
            if (s.has("x") || s.has("y")) {
                throw s.error("cycles", "give angles x and y, or cycles, not both");
            }
            double[] cycles = s.numbers("cycles");
            if (cycles.length != 2 || !(Math.max(Math.abs(cycles[0]), Math.abs(cycles[1])) <= 0.5)) {
                throw s.error("cycles", "expected two numbers from -0.5 to 0.5, cycles per sample along x and y");
            }
            return (grid, wavelength, threads) -> ElementStep.Planned.of(turned(grid, cycles[0] / grid.dx(), cycles[1] / grid.dy()));
        }
        double sineX = Math.sin(s.quantity("x", "rad", 0));
        double sineY = Math.sin(s.quantity("y", "rad", 0));
        return (grid, wavelength, threads) -> {
            double stepX = sineX == 0 || grid.nx() == 1 ? grid.dx() : Math.min(grid.dx(), wavelength / (2 * Math.abs(sineX)));
            double stepY = sineY == 0 || grid.ny() == 1 ? grid.dy() : Math.min(grid.dy(), wavelength / (2 * Math.abs(sineY)));
            if (stepX < grid.dx() || stepY < grid.dy()) {
                throw new SamplingException("tilt: it turns the phase by more than half a wave from sample to sample", grid.width(), grid.height(), stepX, stepY);
            }
            return ElementStep.Planned.of(turned(grid, sineX / wavelength, sineY / wavelength));
        };
    }

    /** @param cyclesX per metre @param cyclesY per metre */
    private static Mask turned(Grid grid, double cyclesX, double cyclesY) {
        return Mask.ofPhase(grid, (x, y) -> 2 * Math.PI * (cyclesX * x + cyclesY * y));
    }

    private static ElementStep.Plan aberration(Section s) {
        Zernike zernike = new Zernike(s.integer("n", 0, 20), s.integer("m", -20, 20));
        double radius = s.quantity("radius", "m");
        double rms = s.quantity("rms", "rad");
        if (!(radius > 0)) {
            throw s.error("radius", "must be above 0");
        }
        return placed(s, (grid, wavelength) -> zernike.on(grid, radius, rms));
    }
}
