package org.superpose.simulator.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Section;

/** Lists of stages: elements, distances, 4f stages, interferometers, and planes to look at. */
final class StageReader {
    private static final int MOST_STAGES = 500;
    private static final String SCREEN = "screen";
    private static final Pattern NAME = Pattern.compile("(?=.{1,40}$)[a-z0-9]+(-[a-z0-9]+)*");

    private final Map<String, Function<Section, Step>> readers = new TreeMap<>();
    private final Set<String> planes = new LinkedHashSet<>();
    private int stages;

    StageReader() {
        ElementReader.ELEMENTS.forEach((key, reader) -> readers.put(key, section -> new ElementStep(section, reader.apply(section))));
        readers.put("fourF", this::fourF);
        readers.put("interferometer", section -> Interferometer.read(section, this));
        readers.put("look", this::look);
    }

    /** Stages behind a key, in order. */
    List<Step> read(Section parent, String key) {
        List<Step> steps = new ArrayList<>();
        for (Section item : parent.sections(key)) {
            if (++stages > MOST_STAGES) {
                throw item.error("more than " + MOST_STAGES + " stages; take fewer");
            }
            steps.add(Kind.of(item, readers, "each stage is a list item of its own").read());
        }
        return steps;
    }

    /** Stages read so far. */
    int count() {
        return stages;
    }

    /** Names of planes that stages so far look at. */
    Set<String> planes() {
        return planes;
    }

    /** A plane's name, which nobody had before. */
    String claimed(Section section, String key, String fallback) {
        String name = section.text(key, fallback);
        if (!NAME.matcher(name).matches()) {
            throw section.error(key, "becomes a file name; expected small letters, digits and single hyphens, at most 40, got " + InputException.quote(name));
        }
        if (!planes.add(name)) {
            throw section.error(key, "there is a plane " + InputException.quote(name) + " already; give this one a name of its own");
        }
        return name;
    }

    /** The name of the plane behind all stages. A look at it is added where there is none. */
    String lastLook(List<Step> steps, Section root) {
        if (!steps.isEmpty() && steps.get(steps.size() - 1) instanceof Look look) {
            return look.view().name();
        }
        String name = SCREEN;
        for (int i = 2; !planes.add(name); i++) {
            name = SCREEN + "-" + i;
        }
        steps.add(new Look(root, View.of(name)));
        return name;
    }

    private Step look(Section s) {
        return new Look(s, new View(claimed(s, "name", SCREEN), s.quantity("cutY", "m", 0), s.quantity("cutX", "m", 0), s.number("decades", 0),
                s.quantityOrInfinity("width", "m", Double.POSITIVE_INFINITY), s.quantityOrInfinity("height", "m", Double.POSITIVE_INFINITY)));
    }

    private Step fourF(Section s) {
        double first = s.quantity("focal", "m");
        double second = s.quantity("secondFocal", "m", first);
        List<Step> steps = new ArrayList<>();
        steps.add(new ElementStep(s, Travel.focus(first)));
        steps.addAll(s.has("filter") ? read(s, "filter") : List.of());
        steps.add(new ElementStep(s, Travel.focus(second)));
        stages += 2;
        return (light, journal) -> Step.all(steps, light, journal);
    }
}
