package org.superpose.simulator.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import org.superpose.optics.element.Dmd;
import org.superpose.optics.element.GreyCurve;
import org.superpose.optics.element.GreyPattern;
import org.superpose.optics.element.MirrorPattern;
import org.superpose.optics.element.PhaseLevels;
import org.superpose.optics.element.Slm;
import org.superpose.optics.hologram.DoublePhase;
import org.superpose.optics.hologram.LeeHologram;
import org.superpose.optics.hologram.SuperpixelHologram;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.SamplingException;
import org.superpose.simulator.input.BoundedInput;
import org.superpose.simulator.input.Section;

/** Micromirrors and phase modulators that fill the grid, and what they show. */
final class Devices {
    private static final Map<String, Function<Section, Mirrors>> MIRRORS = new TreeMap<>(Map.of("checkerboard", s -> (columns, rows, pitch) -> mirrors(columns, rows, (i, j) -> (i + j) % 2 == 0),
            "stripes", Devices::stripes, "rows", Devices::givenMirrors, "file", Devices::mirrorFile, "lee", Devices::lee, "superpixel", Devices::superpixel));
    private static final Map<String, Function<Section, Phases>> PHASES = new TreeMap<>(Map.of("blazed", Devices::blazed, "lens", Devices::lens, "vortex", Devices::vortex, "rows", Devices::givenPhases,
            "doublePhase", Devices::doublePhase));

    private static final long LARGEST_PICTURE = 64L << 20;                              // [byte]
    private static final int FINEST = 32;                                               // bits, where the levels are rounded elsewhere

    private Devices() {
    }

    /** What micromirrors show. */
    @FunctionalInterface
    private interface Mirrors {
        MirrorPattern on(int columns, int rows, double pitch);
    }

    /** What a phase modulator is asked to show. */
    @FunctionalInterface
    private interface Phases {
        /** @return [rad], row by row */
        double[] on(int columns, int rows, double pitch, double wavelength);
    }

    static ElementStep.Plan dmd(Section s) {
        double pitch = s.quantity("pitch", "m", 13.68e-6);
        Dmd device = new Dmd(pitch, s.quantity("tilt", "rad", Math.toRadians(12)), s.quantity("incidence", "rad", Math.toRadians(24)), s.number("fill", 0.92));
        double[] order = s.has("order") ? s.numbers("order") : null;
        if (order != null && order.length != 2) {
            throw s.error("order", "expected two numbers such as [7, 7] or [7.5, 7.5]");
        }
        Mirrors mirrors = s.has("show") ? Kind.of(s.section("show"), MIRRORS, "one pattern for each device").read() : (columns, rows, p) -> mirrors(columns, rows, (i, j) -> true);
        return (grid, wavelength, threads) -> {
            int samples = samplesPerPixel("DMD", pitch, grid);
            MirrorPattern pattern = mirrors.on(grid.nx() / samples, grid.ny() / samples, pitch);
            double nearest = Math.rint(device.blazeNumber(wavelength));
            double p = order == null ? nearest : order[0];
            double q = order == null ? nearest : order[1];
            if (samples == 1) {
                return new ElementStep.Planned(device.show(pattern, p, q, wavelength), "dmd", 0, pattern::png);
            }
            if (p != Math.rint(p) || q != Math.rint(q)) {
                throw s.error("order", "of resolved mirrors must be whole numbers: the order that goes along the axis; take one sample per mirror to look at a half order alone");
            }
            return new ElementStep.Planned(device.relief(pattern, (int) p, (int) q, wavelength, samples), "dmd", 0, pattern::png);
        };
    }

    static ElementStep.Plan slm(Section s) {
        double pitch = s.quantity("pitch", "m", 8e-6);
        if (s.has("grey") && s.has("bits")) {
            throw s.error("bits", "stands beside grey; a device with a grey curve has its 256 levels");
        }
        Section g = s.sectionOrEmpty("grey");
        GreyCurve curve = s.has("grey") ? g.build(() -> GreyCurve.power(g.quantity("range", "rad", 2 * Math.PI * 255 / 256), g.number("gamma", 1))) : GreyCurve.linear();
        boolean byGrey = s.has("grey");
        Slm device = new Slm(pitch, new PhaseLevels(byGrey ? FINEST : s.integer("bits", 2, 32, 8)), s.number("fill", 1), s.choice("gaps", Slm.Gap.class, Slm.Gap.OPAQUE), s.number("fullScale", 1),
                s.quantity("crosstalk", "m", 0));
        Map<String, Function<Section, Phases>> readers = new TreeMap<>(PHASES);
        readers.put("file", f -> greyFile(f, curve));
        Phases phases = Kind.of(s.section("show"), readers, "one pattern for each device").read();
        return (grid, wavelength, threads) -> {
            int samples = samplesPerPixel("SLM", pitch, grid);
            int columns = grid.nx() / samples;
            int rows = grid.ny() / samples;
            double[] wanted = phases.on(columns, rows, pitch, wavelength);
            GreyPattern grey = GreyPattern.of(columns, rows, wanted, curve);
            return new ElementStep.Planned(device.show(columns, rows, byGrey ? grey.phase(curve) : wanted, samples), "slm", 0, grey::png);
        };
    }

    /** A whole number of samples for each pixel and of pixels for the grid. */
    private static int samplesPerPixel(String who, double pitch, Grid grid) {
        int samples = (int) Math.max(1, Math.rint(pitch / grid.dx()));
        boolean fits = Math.abs(samples * grid.dx() - pitch) <= 1e-9 * pitch && Math.abs(samples * grid.dy() - pitch) <= 1e-9 * pitch && grid.nx() % samples == 0 && grid.ny() % samples == 0;
        if (!fits) {
            throw new SamplingException(String.format(Locale.ROOT, "%s with a pitch of %.4g m: it fills the grid and needs one sample or another whole number of them for each pixel, but the light stands on %s",
                    who, pitch, grid), grid.nx() / samples * pitch, grid.ny() / samples * pitch, pitch / samples, pitch / samples);
        }
        return samples;
    }

    /** Whether a mirror is on. */
    @FunctionalInterface
    private interface Rule {
        boolean isOn(int column, int row);
    }

    private static MirrorPattern mirrors(int columns, int rows, Rule rule) {
        BitSet on = new BitSet(columns * rows);
        for (int m = 0; m < columns * rows; m++) {
            on.set(m, rule.isOn(m % columns, m / columns));
        }
        return new MirrorPattern(columns, rows, on);
    }

    private static Mirrors stripes(Section s) {
        int period = s.integer("period", 2, 1 << 14);
        int width = s.integer("width", 1, period, period / 2);
        return (columns, rows, pitch) -> mirrors(columns, rows, (i, j) -> i % period < width);
    }

    private static Mirrors givenMirrors(Section s) {
        Cells cells = Cells.read(s, "mirrors", "1");
        for (double value : cells.values()) {
            if (value != 0 && value != 1) {
                throw s.error("mirrors", "a mirror is 0, off, or 1, on; got " + value);
            }
        }
        return (columns, rows, pitch) -> {
            double[] values = cells.values(columns, rows);
            return mirrors(columns, rows, (i, j) -> values[j * columns + i] == 1);
        };
    }

    private static Mirrors lee(Section s) {
        double[] carrier = s.numbers("carrier");
        if (carrier.length != 2) {
            throw s.error("carrier", "expected two numbers such as [0.2361, 0.1459], cycles per mirror along x and y");
        }
        LeeHologram hologram = new LeeHologram(carrier[0], carrier[1]);
        WantedField field = WantedField.read(s);
        return (columns, rows, pitch) -> {
            WantedField.Sampled wanted = field.over(columns, rows, pitch);
            return hologram.pattern(columns, rows, wanted.amplitude(), wanted.phase());
        };
    }

    private static Mirrors superpixel(Section s) {
        WantedField field = WantedField.read(s);
        SuperpixelHologram hologram = new SuperpixelHologram();
        int side = SuperpixelHologram.SIDE;
        return (columns, rows, pitch) -> {
            if (columns % side != 0 || rows % side != 0) {
                throw s.error("superpixels are blocks of " + side + " x " + side + " mirrors, but the grid has " + columns + " x " + rows + "; take multiples of " + side);
            }
            WantedField.Sampled wanted = field.over(columns / side, rows / side, side * pitch);
            return hologram.pattern(columns / side, rows / side, wanted.amplitude(), wanted.phase());
        };
    }

    /** An 8-bit picture of the device's size. */
    private static Phases greyFile(Section s, GreyCurve curve) {
        byte[] png = bytes(s);
        return (columns, rows, pitch, wavelength) -> GreyPattern.ofPng(png, columns, rows).phase(curve);
    }

    /** A black and white picture of the device's size. */
    private static Mirrors mirrorFile(Section s) {
        byte[] png = bytes(s);
        return (columns, rows, pitch) -> MirrorPattern.ofPng(png, columns, rows);
    }

    private static byte[] bytes(Section s) {
        Path file = s.resolve("png");
        try (InputStream in = BoundedInput.open(file, LARGEST_PICTURE, LARGEST_PICTURE)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw s.error("png", "cannot be read: " + e.getMessage());
        }
    }

    private static Phases blazed(Section s) {
        double period = s.quantity("period", "m");
        return (columns, rows, pitch, wavelength) -> {
            requireCarried("blazed grating of period " + period + " m", period >= 2 * pitch, columns, rows, pitch, period / 2);
            return phases(columns, rows, pitch, (x, y) -> 2 * Math.PI * x / period);
        };
    }

    private static Phases lens(Section s) {
        double focal = s.quantity("focal", "m");
        if (focal == 0) {
            throw s.error("focal", "must not be 0");
        }
        return (columns, rows, pitch, wavelength) -> {
            double largest = wavelength * Math.abs(focal) / (Math.max(columns, rows) * pitch);
            requireCarried("lens of focal length " + focal + " m", pitch <= largest, columns, rows, pitch, largest);
            return phases(columns, rows, pitch, (x, y) -> -Math.PI * (x * x + y * y) / (wavelength * focal));
        };
    }

    private static void requireCarried(String what, boolean carried, int columns, int rows, double pitch, double largest) {
        if (!carried) {
            throw new SamplingException("SLM: a " + what + " turns its phase by more than half a wave from pixel to pixel", columns * pitch, rows * pitch, largest, largest);
        }
    }

    private static Phases vortex(Section s) {
        int charge = s.integer("charge", -100, 100);
        return (columns, rows, pitch, wavelength) -> phases(columns, rows, pitch, (x, y) -> charge * Math.atan2(y, x));
    }

    private static Phases givenPhases(Section s) {
        Cells cells = Cells.read(s, "phases", "rad");
        return (columns, rows, pitch, wavelength) -> cells.values(columns, rows);
    }

    private static Phases doublePhase(Section s) {
        WantedField field = WantedField.read(s);
        return (columns, rows, pitch, wavelength) -> {
            WantedField.Sampled wanted = field.over(columns, rows, pitch);
            return DoublePhase.phases(columns, rows, wanted.amplitude(), wanted.phase());
        };
    }

    private static double[] phases(int columns, int rows, double pitch, DoubleBinaryOperator phase) {
        double[] values = new double[columns * rows];
        Arrays.setAll(values, c -> phase.applyAsDouble((c % columns - (columns - 1) / 2.0) * pitch, (c / columns - (rows - 1) / 2.0) * pitch));
        return values;
    }
}
