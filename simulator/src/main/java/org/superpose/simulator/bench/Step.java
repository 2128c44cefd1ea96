package org.superpose.simulator.bench;

import java.util.List;

/** One stage of a bench, ready to be lit. */
@FunctionalInterface
interface Step {
    List<Component> through(List<Component> light, Journal journal);

    /** Light through all stages, in order. */
    static List<Component> all(List<Step> steps, List<Component> light, Journal journal) {
        List<Component> here = light;
        for (Step step : steps) {
            here = step.through(here, journal);
            journal.stageIsDone();
        }
        return here;
    }
}
