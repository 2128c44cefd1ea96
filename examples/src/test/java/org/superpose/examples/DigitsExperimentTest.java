package org.superpose.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import org.superpose.simulator.experiment.Interval;
import org.superpose.simulator.experiment.Problem;
import org.superpose.simulator.experiment.Sweep;
import org.superpose.simulator.experiment.SweepPoint;
import org.superpose.simulator.experiment.SweepResult;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.OpticalHardware;
import org.superpose.simulator.input.Section;

class DigitsExperimentTest {
    private static final Path FOLDER = Path.of("digits");          // tests of this module run in its folder

    /** The first split with two chips on few images: a draw, a range or a weight that differed anywhere would differ in the last bits of these. */
    private static ExperimentResult small(Experiment e) throws InterruptedException {
        return new Experiment(e.name(), e.seed(), e.problems().subList(0, 1), e.machines(), new Effort(2, 1, 60), new Effort(1, 1, 10), e.sweeps(), e.threads()).quick().run();
    }

    @Test
    void hardwareOfTheYamlIsThatOfTheDefaultsButForItsCellsBeingMeasured() {
        Section hardware = Section.read(FOLDER.resolve("experiment.yaml")).section("hardware");
        assertEquals(ElectronicHardware.defaults().withMultiplier(Multiplier.defaults().as(Multiplier.Kind.NETLIST)), ElectronicHardware.read(hardware.section("electronic")));
        assertEquals(OpticalHardware.defaults(), OpticalHardware.read(hardware.section("optical")));
    }

    @Test
    void programAndYamlAreTheSameExperiment() {
        Experiment yaml = Experiment.read(FOLDER.resolve("experiment.yaml"));
        Experiment program = DigitsExperiment.experiment(FOLDER);
        assertEquals(yaml.name(), program.name());
        assertEquals(yaml.seed(), program.seed());
        assertEquals(yaml.evaluation(), program.evaluation());
        assertEquals(yaml.noiseBudget(), program.noiseBudget());
        assertEquals(yaml.sweeps().stream().map(Sweep::axes).map(axes -> axes.stream().map(Axis::values).toList()).toList(), program.sweeps().stream().map(Sweep::axes).map(axes -> axes.stream().map(Axis::values).toList()).toList());
        assertEquals(yaml.sweeps().stream().map(Sweep::effort).toList(), program.sweeps().stream().map(Sweep::effort).toList());
        for (int i = 0; i < 2; i++) {
            Problem expected = yaml.problems().get(i);
            Problem problem = program.problems().get(i);
            assertArrayEquals(expected.split().train().inputs(), problem.split().train().inputs());
            assertArrayEquals(expected.split().test().inputs(), problem.split().test().inputs());
            assertArrayEquals(expected.split().test().labels(), problem.split().test().labels());
            assertArrayEquals(expected.network().layers().get(1).weights(), problem.network().layers().get(1).weights());
        }
    }

    @Test
    void programAndYamlGiveTheSameBits() throws InterruptedException {
        ExperimentResult fromYaml = small(Experiment.read(FOLDER.resolve("experiment.yaml")));
        ExperimentResult fromProgram = small(DigitsExperiment.experiment(FOLDER));
        assertEquals(2, fromYaml.comparisons().size());
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
            for (int i = 1; i < points.size(); i++) {
                Interval before = points.get(i - 1).evaluation().accuracy().overAll();
                Interval after = points.get(i).evaluation().accuracy().overAll();
                assertTrue(after.low() <= before.high(), sweep.machine() + " rises with noise from " + before + " to " + after);
            }
            assertTrue(points.get(points.size() - 1).evaluation().accuracy().overAll().contains(0.1), sweep.machine() + " with nothing but noise: " + points.get(points.size() - 1).evaluation().accuracy());
        }
    }
}
