package org.superpose.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.superpose.simulator.experiment.Effort;
import org.superpose.simulator.experiment.Experiment;
import org.superpose.simulator.experiment.Interval;
import org.superpose.simulator.experiment.SweepPoint;
import org.superpose.simulator.experiment.SweepResult;

/** The noise sweeps of the main job in full: 500 images, 5 chips a point. */
@Tag("slow")
class DigitsSweepsTest {
    @Test
    void accuracyFallsWithNoiseFromTheDigitalFigureToChance() throws InterruptedException {
        Experiment main = Experiment.read(Path.of("digits", "experiment.yaml"));
        Experiment sweepsOnly = new Experiment(main.name(), main.seed(), main.problems().subList(0, 1), main.machines(), Effort.of(1), new Effort(1, 1, 1), main.sweeps(), main.threads());
        int seen = 0;
        for (SweepResult sweep : sweepsOnly.run().sweeps()) {
            if (sweep.axes().size() > 1) {
                continue;                                                   // word lengths, not noise
            }
            seen++;
            String where = sweep.name() + " of the " + sweep.machine() + " machine";
            List<SweepPoint> fromQuiet = new ArrayList<>(sweep.points());
            if (sweep.name().equals("photons")) {
                Collections.reverse(fromQuiet);                             // more light, less noise
            }
            for (int i = 1; i < fromQuiet.size(); i++) {
                Interval before = fromQuiet.get(i - 1).evaluation().accuracy().overAll();
                Interval after = fromQuiet.get(i).evaluation().accuracy().overAll();
                assertTrue(after.low() <= before.high(), where + " rises with noise from " + before + " to " + after);
            }
            SweepPoint quietest = fromQuiet.get(0);
            assertTrue(quietest.evaluation().difference().interval().contains(0), where + " with hardly any noise differs from the digital figure by " + quietest.evaluation().difference());
            SweepPoint loudest = fromQuiet.get(fromQuiet.size() - 1);
            if (sweep.name().equals("mismatch")) {
                assertTrue(loudest.evaluation().accuracy().overAll().high() < 0.5, where + ": a spread of 50 % leaves " + loudest.evaluation().accuracy());
            } else {
                assertTrue(loudest.evaluation().accuracy().overAll().contains(0.1), where + " with nothing but noise: " + loudest.evaluation().accuracy());
            }
        }
        assertEquals(4, seen);
    }
}
