package org.superpose.simulator.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.superpose.optics.propagation.Certificate;
import org.superpose.optics.source.Laser;
import org.superpose.optics.wave.Grid;
import org.superpose.simulator.bench.BenchFile;
import org.superpose.simulator.bench.BenchResult;
import org.superpose.simulator.bench.Component;
import org.superpose.simulator.bench.Frame;
import org.superpose.simulator.bench.Passage;
import org.superpose.simulator.bench.Plane;
import org.superpose.simulator.bench.Reading;
import org.superpose.simulator.npz.NpzWriter;
import org.superpose.simulator.report.chart.Figure;

/** What a bench leaves in its folder, and its tables. */
final class OpticsFiles {
    /** Components whose phase is drawn: more pictures nobody looks at. */
    private static final int MOST_PHASES = 4;

    private OpticsFiles() {
    }

    static void write(Path folder, String yaml, BenchFile bench, BenchResult result, long seed) throws IOException {
        Files.writeString(folder.resolve("bench.yaml"), yaml, StandardCharsets.UTF_8);
        for (Plane plane : result.planes()) {
            OpticsFigures figures = new OpticsFigures(plane, bench.name());
            if (figures.hasImages()) {
                png(folder, figures.irradiance());
                if (plane.components().size() <= MOST_PHASES) {
                    for (Figure phase : figures.phases()) {
                        png(folder, phase);
                    }
                }
            }
            for (Figure cut : figures.cuts()) {
                cut.write(folder);
            }
        }
        for (Frame frame : result.frames()) {
            png(folder, OpticsFigures.frame(frame, bench.name()));
        }
        for (Map.Entry<String, Supplier<byte[]>> pattern : result.patterns().entrySet()) {
            Files.write(folder.resolve(pattern.getKey() + ".png"), pattern.getValue().get());
        }
        fields(folder.resolve("fields.npz"), result);
        Files.writeString(folder.resolve(OutputFolder.RESULTS), summary(bench, result, seed).toPrettyString() + "\n", StandardCharsets.UTF_8);
    }

    private static void png(Path folder, Figure figure) throws IOException {
        Files.write(folder.resolve(figure.name() + ".png"), figure.png());
    }

    /** For each plane NAME: NAME_x and NAME_y [m], and NAME_field_1 ... [√W/m], one for each component; for each camera NAME_codes. */
    private static void fields(Path file, BenchResult result) throws IOException {
        try (NpzWriter npz = new NpzWriter(file)) {
            for (Frame frame : result.frames()) {
                npz.real(frame.camera().replace('-', '_') + "_codes", frame.codes().values(), frame.codes().grid().ny(), frame.codes().grid().nx());
            }
            for (Plane plane : result.planes()) {
                Grid grid = plane.grid();
                String name = plane.view().name().replace('-', '_');
                npz.real(name + "_x", IntStream.range(0, grid.nx()).mapToDouble(grid::x).toArray(), grid.nx());
                npz.real(name + "_y", IntStream.range(0, grid.ny()).mapToDouble(grid::y).toArray(), grid.ny());
                for (int k = 0; k < plane.components().size(); k++) {
                    npz.complex(name + "_field_" + (k + 1), plane.components().get(k).wavefront().samples(), grid.ny(), grid.nx());
                }
            }
        }
    }

    private static ObjectNode summary(BenchFile bench, BenchResult result, long seed) {
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        summary.put(OutputFolder.SIGNATURE, Main.version()).put("bench", bench.name()).put("seed", seed);
        describe(summary.putObject("grid"), bench.grid());
        for (Laser laser : result.lasers()) {
            ObjectNode entry = summary.withArray("lasers").addObject().put("wavelength", laser.wavelength()).put("power", laser.power()).put("linewidth", laser.linewidth());
            if (Double.isFinite(laser.relativeIntensityNoise())) {
                entry.put("rin", laser.relativeIntensityNoise());
            }
        }
        for (Plane plane : result.planes()) {
            ObjectNode entry = summary.withArray("planes").addObject().put("name", plane.view().name()).put("power", plane.power()).put("peak", plane.irradiance().peak());
            describe(entry.putObject("grid"), plane.grid());
            for (Component component : plane.components()) {
                entry.withArray("components").addObject().put("laser", component.laser() + 1).put("wavelength", component.wavefront().wavelength()).put("power", component.wavefront().power());
            }
        }
        for (Reading reading : result.readings()) {
            summary.withArray("readings").addObject().put("detector", reading.detector()).put("quantity", reading.quantity()).put("unit", reading.unit()).put("mean", reading.mean())
                    .put("sigma", reading.sigma()).put("drawn", reading.drawn()).put("remark", reading.remark());
        }
        for (Passage passage : result.passages()) {
            ObjectNode entry = summary.withArray("certificates").addObject().put("stage", passage.place()).put("laser", passage.laser() + 1).put("method", passage.method());
            describe(entry.putObject("from"), passage.from());
            describe(entry.putObject("to"), passage.to());
            Certificate c = passage.certificate();
            finite(entry, "aliasingMargin", c.aliasingMargin());
            entry.put("powerIn", c.powerIn()).put("powerOut", c.powerOut()).put("cropped", c.cropped()).put("beyondBand", c.beyondBand()).put("approximation", c.approximation());
            finite(entry, "onwardMargin", c.onwardMargin());
        }
        return summary;
    }

    /** JSON knows no infinity: what is not limited is not there. */
    private static void finite(ObjectNode entry, String key, double value) {
        if (Double.isFinite(value)) {
            entry.put(key, value);
        }
    }

    private static void describe(ObjectNode entry, Grid grid) {
        entry.put("columns", grid.nx()).put("rows", grid.ny()).put("dx", grid.dx()).put("dy", grid.dy());
    }

    /** The certificate of every distance, a row for each component. */
    static String certificates(BenchResult result) {
        TextTable table = new TextTable(2, "stage", "method", "laser", "step", "window", "margin", "power in", "power out", "cropped", "beyond band", "approx.", "onward");
        for (Passage p : result.passages()) {
            Certificate c = p.certificate();
            table.row(p.place(), p.method(), Integer.toString(p.laser() + 1), Lengths.text(p.to().dx()), Lengths.text(p.to().width()), margin(c.aliasingMargin()), power(c.powerIn()), power(c.powerOut()),
                    share(c.cropped()), share(c.beyondBand()), share(c.approximation()), margin(c.onwardMargin()));
        }
        return result.passages().isEmpty() ? "" : table.toString();
    }

    /** What the detectors say. */
    static String readings(BenchResult result) {
        TextTable table = new TextTable(4, "detector", "quantity", "unit", "remark", "mean", "sigma", "drawn");
        for (Reading r : result.readings()) {
            table.row(r.detector(), r.quantity(), r.unit(), r.remark(), digits(r.mean()), digits(r.sigma()), digits(r.drawn()));
        }
        return result.readings().isEmpty() ? "" : table.toString();
    }

    private static String digits(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    private static String margin(double margin) {
        return Double.isInfinite(margin) ? "inf" : String.format(Locale.ROOT, "%.2f", margin);
    }

    private static String power(double power) {
        return String.format(Locale.ROOT, "%.4g W", power);
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.2g", share);
    }
}
