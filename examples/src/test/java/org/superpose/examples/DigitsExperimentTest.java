package org.superpose.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.superpose.simulator.experiment.Axis;
import org.superpose.simulator.experiment.Comparison;
import org.superpose.simulator.experiment.Effort;
import org.superpose.simulator.experiment.Experiment;
import org.superpose.simulator.experiment.ExperimentResult;
import org.superpose.simulator.experiment.Sweep;
import org.superpose.simulator.experiment.SweepPoint;
import org.superpose.simulator.experiment.SweepResult;

class DigitsExperimentTest {
    private static final Path FOLDER = Path.of("digits");          // tests of this module run in its folder

    /** Two chips on few images suffice: a draw, a range or a weight that differed anywhere would differ in the last bits of these. */
    private static ExperimentResult small(Experiment experiment) throws InterruptedException {
        return experiment.quick().evaluation(new Effort(2, 1, 60)).noiseBudget(new Effort(1, 1, 10)).run();
    }

    @Test
    void programAndYamlAreTheSameExperiment() throws InterruptedException {
        Experiment yaml = Experiment.read(FOLDER.resolve("experiment.yaml"));
        Experiment program = DigitsExperiment.experiment(FOLDER);
        assertEquals(yaml.name(), program.name());
        assertEquals(yaml.seed(), program.seed());
        assertEquals(yaml.evaluation(), program.evaluation());
        assertEquals(yaml.noiseBudget(), program.noiseBudget());
        assertEquals(yaml.sweeps().stream().map(Sweep::axes).map(axes -> axes.stream().map(Axis::values).toList()).toList(), program.sweeps().stream().map(Sweep::axes).map(axes -> axes.stream().map(Axis::values).toList()).toList());
        assertEquals(yaml.sweeps().stream().map(Sweep::effort).toList(), program.sweeps().stream().map(Sweep::effort).toList());

        ExperimentResult fromYaml = small(yaml);
        ExperimentResult fromProgram = small(program);
        assertEquals(4, fromYaml.comparisons().size());
        for (Comparison c : fromYaml.comparisons()) {
            Comparison same = fromProgram.comparison(c.problem().name(), c.machineName());
            assertEquals(c.evaluation().inChain(), same.evaluation().inChain());
            assertEquals(c.noise(), same.noise());
        }
        for (int s = 0; s < fromYaml.sweeps().size(); s++) {
            List<SweepPoint> points = fromYaml.sweeps().get(s).points();
            for (int i = 0; i < points.size(); i++) {
                assertEquals(points.get(i).evaluation().inChain(), fromProgram.sweeps().get(s).points().get(i).evaluation().inChain(), fromYaml.sweeps().get(s).name() + " at " + points.get(i).values());
            }
        }

        for (Comparison c : fromYaml.comparisons()) {
            assertTrue(c.idealDistance().stream().allMatch(d -> d < 1e-12), c.machineName() + " " + c.idealDistance());
        }
        for (SweepResult sweep : fromYaml.sweeps().subList(0, 2)) {            // noise, of both machines
            List<SweepPoint> points = sweep.points();
            assertTrue(points.get(0).evaluation().agreement().mean() > 0.98, sweep.machine() + " with hardly any noise: " + points.get(0).evaluation().agreement());
            assertTrue(points.get(points.size() - 1).evaluation().accuracy().overAll().contains(0.1), sweep.machine() + " with nothing but noise: " + points.get(points.size() - 1).evaluation().accuracy());
        }
    }
}
