package org.superpose.simulator.bench;

import org.superpose.optics.wave.Grid;
import org.superpose.simulator.input.Section;

/** Grids of square cells: {@code {samples: 1024, rows: 512, step: 2um}}, or {@code width} instead of the step. */
final class GridReader {
    /** A field of so many samples takes 256 MiB; padded for a distance it takes four times as much. */
    private static final int MOST_SAMPLES = 1 << 24;

    private GridReader() {
    }

    static Grid read(Section section) {
        int columns = section.integer("samples", 1, MOST_SAMPLES);
        int rows = section.integer("rows", 1, MOST_SAMPLES, columns);
        if ((long) columns * rows > MOST_SAMPLES) {
            throw section.error("samples", columns + " x " + rows + " samples are more than 2^24, 4096 x 4096; take fewer, or look at a smaller part of the plane");
        }
        boolean byStep = section.has("step");
        if (byStep == section.has("width")) {
            throw section.error(byStep ? "width" : "step", byStep ? "give the step between samples or the width of the window, not both" : "is missing; expected the step between samples,"
                    + " such as 2um, or the width of the window");
        }
        double step = byStep ? section.quantity("step", "m") : section.quantity("width", "m") / columns;
        if (!(step > 0)) {
            throw section.error(byStep ? "step" : "width", "must be above 0");
        }
        return section.build(() -> new Grid(columns, rows, step, step));
    }
}
