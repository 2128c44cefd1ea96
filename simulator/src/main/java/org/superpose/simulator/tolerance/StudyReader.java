package org.superpose.simulator.tolerance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.superpose.circuits.analysis.Scatter;
import org.superpose.circuits.cell.Mismatch;
import org.superpose.circuits.spice.Position;
import org.superpose.circuits.spice.SpiceReader;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Quantity;
import org.superpose.simulator.input.Section;
import org.superpose.simulator.tolerance.ToleranceStudy.Limits;
import org.superpose.simulator.tolerance.ToleranceStudy.Sampling;
import org.superpose.simulator.tolerance.ToleranceStudy.Spread;

/** Reads a study from YAML. */
final class StudyReader {
    private static final int MOST = 1000;                                    // spreads, outputs

    private final Section root;

    StudyReader(Section root) {
        this.root = root;
    }

    ToleranceStudy study() {
        List<Spread> spreads = new ArrayList<>();
        if (root.has("vary")) {
            bounded("vary").forEach(section -> spreads.add(spread(section)));
        }
        List<SpiceReader.Wish> wishes = new ArrayList<>();
        List<Limits> outputs = new ArrayList<>();
        if (root.has("outputs")) {
            Set<String> names = new HashSet<>();
            for (Section output : bounded("outputs")) {
                Limits limits = limits(output, wishes);
                if (!names.add(limits.name())) {
                    throw output.error("name", "output " + limits.name() + " stands twice; rename one of them");
                }
                outputs.add(limits);
            }
        }
        ToleranceStudy study = new ToleranceStudy(root.resolve("deck"), root.integer("samples", 2, (int) ToleranceStudy.MOST_SAMPLES, (int) ToleranceStudy.USUAL_SAMPLES), root.wholeNumber("seed", 0),
                root.choice("sampling", Sampling.class, Sampling.INDEPENDENT), root.has("mismatch") ? Optional.of(mismatch(root.section("mismatch"))) : Optional.empty(), spreads, wishes, outputs, List.of());
        root.finish();
        return study;
    }

    private List<Section> bounded(String key) {
        List<Section> list = root.sections(key);
        if (list.size() > MOST) {
            throw root.error(key, "takes at most " + MOST + " entries, got " + list.size());
        }
        return list;
    }

    private static Spread spread(Section section) {
        boolean ofDeck = section.has("param");
        if (ofDeck == section.has("parameter")) {
            throw section.error("name what varies: parameter: x1.q*.is (a path in the circuit, * and ? for anything, or temp), or param: name (of .param)");
        }
        String pattern = section.text(ofDeck ? "param" : "parameter");
        boolean temperature = !ofDeck && pattern.equalsIgnoreCase("temp");
        String found = null;
        for (Scatter.Shape shape : Scatter.Shape.values()) {
            String key = shape.name().toLowerCase(Locale.ROOT);
            if (section.has(key)) {
                if (found != null) {
                    throw section.error(key, "stands beside " + found + "; keep one of them");
                }
                found = key;
            }
        }
        if (found == null) {
            throw section.error("says not how it varies: add normal: 1%, uniform: 5%, uniform: [4.5V, 5.5V] or lognormal: 2%");
        }
        Scatter.Shape shape = Scatter.Shape.valueOf(found.toUpperCase(Locale.ROOT));
        boolean together = section.flag("together", false);
        if (shape == Scatter.Shape.UNIFORM && section.isList(found)) {
            List<String> ends = section.texts(found);
            if (ends.size() != 2) {
                throw section.error(found, "a range has two ends, such as [4.5V, 5.5V], got " + ends.size());
            }
            double low = value(section, found, ends.get(0), temperature);
            double high = value(section, found, ends.get(1), temperature);
            if (!(low < high)) {
                throw section.error(found, "the ends of a range must rise, got " + ends.get(0) + " and " + ends.get(1));
            }
            return new Spread(pattern, ofDeck, new Scatter(shape, (high - low) / 2, false), (low + high) / 2, together, section);
        }
        String text = section.text(found);
        boolean relative = text.strip().endsWith("%") || text.strip().endsWith("ppm") || shape == Scatter.Shape.LOGNORMAL;
        if (relative && temperature) {
            throw section.error(found, "a temperature varies by kelvins, such as 10K, or over a range, [0C, 70C]");
        }
        double size = relative ? quantity(section, found, text, "1") : value(section, found, text, false);
        if (!(size >= 0) || relative && size > 1) {
            throw section.error(found, "must lie from 0 to " + (relative ? "100%" : "any size") + ", got " + InputException.quote(text));
        }
        return new Spread(pattern, ofDeck, new Scatter(shape, size, relative), Double.NaN, together, section);
    }

    private static Limits limits(Section output, List<SpiceReader.Wish> wishes) {
        String name = output.text("name").toLowerCase(Locale.ROOT);
        if (output.has("of")) {
            wishes.add(new SpiceReader.Wish(name, output.text("of"), new Position(output.source(), output.line("of"), output.column("of"))));
        }
        double low = output.has("low") ? value(output, "low", output.text("low"), false) : Double.NEGATIVE_INFINITY;
        double high = output.has("high") ? value(output, "high", output.text("high"), false) : Double.POSITIVE_INFINITY;
        String unit = output.text("unit", "");
        return output.build(() -> new Limits(name, low, high, unit));
    }

    private static double value(Section section, String key, String text, boolean temperature) {
        return temperature ? quantity(section, key, text, "K") : section.build(key, () -> Quantity.parseAny(text));
    }

    private static double quantity(Section section, String key, String text, String unit) {
        return section.build(key, () -> Quantity.parse(text, unit));
    }

    private static Mismatch mismatch(Section section) {
        Mismatch.Matching parts = section.has("pelgrom") ? pelgrom(section.section("pelgrom")) : plain(section);
        Mismatch.Matching die = section.has("die") ? plain(section.section("die")) : Mismatch.Plain.NONE;
        return new Mismatch(parts, die);
    }

    private static Mismatch.Plain plain(Section section) {
        return section.build(() -> new Mismatch.Plain(section.number("saturation", 0), section.number("resistance", 0), section.quantity("threshold", "V", 0), section.number("gain", 0)));
    }

    private static Mismatch.Pelgrom pelgrom(Section section) {
        double side = section.quantity("emitterSide", "m", 1e-6);
        return section.build(() -> new Mismatch.Pelgrom(percentMicrons(section, "saturation"), side * side, percentMicrons(section, "resistance"), section.quantity("sheetResistance", "Ohm", 1000), section.quantity("resistorWidth", "m", 1e-6),
                section.quantity("threshold", "V", 0) * 1e-6, percentMicrons(section, "gain")));
    }

    /** A_P of a relative error: per cent at one square micrometre, {@code 2%} for 2 %·µm [m]. */
    private static double percentMicrons(Section section, String key) {
        return section.number(key, 0) * 1e-6;
    }
}
