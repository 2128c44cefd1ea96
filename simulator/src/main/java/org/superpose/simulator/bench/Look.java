package org.superpose.simulator.bench;

import java.util.List;
import org.superpose.simulator.input.Section;

/** A plane that is kept to be looked at. @param section where it stands in the file */
record Look(Section section, View view) implements Step {
    @Override
    public List<Component> through(List<Component> light, Journal journal) {
        return section.build(() -> {
            journal.add(new Plane(view, light));
            return light;
        });
    }
}
