package org.superpose.simulator.bench;

import java.util.List;
import java.util.random.RandomGenerator;
import org.superpose.optics.source.Beam;
import org.superpose.optics.source.Drift;
import org.superpose.optics.source.Laser;
import org.superpose.optics.wave.Grid;
import org.superpose.simulator.input.Section;

/**
 * A laser, the shape of its beam, and what stands in its own way before it joins the others.
 *
 * @param section where it stands in the file
 * @param laser   as it was when calibrated
 * @param age     time since then [s]
 */
record Source(Section section, Laser laser, double age, Beam beam, List<Step> steps) {
    /** Where the laser has drifted to. */
    Drift.State state(RandomGenerator random) {
        return section.build(() -> laser.drift().after(Drift.State.CALIBRATED, age, random));
    }

    /** @param now the laser of this run */
    List<Component> light(int number, Laser now, Grid grid, Journal journal) {
        return Step.all(steps, List.of(new Component(number, section.build(() -> now.emit(beam, grid)), Double.POSITIVE_INFINITY)), journal);
    }
}
