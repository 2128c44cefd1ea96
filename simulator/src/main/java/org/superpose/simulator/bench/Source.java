package org.superpose.simulator.bench;

import java.util.List;
import org.superpose.optics.source.Beam;
import org.superpose.optics.source.Laser;
import org.superpose.optics.wave.Grid;
import org.superpose.simulator.input.Section;

/**
 * A laser, the shape of its beam, and what stands in its own way before it joins the others.
 *
 * @param section where it stands in the file
 */
record Source(Section section, Laser laser, Beam beam, List<Step> steps) {
    List<Component> light(int number, Grid grid, Journal journal) {
        return Step.all(steps, List.of(new Component(number, section.build(() -> laser.emit(beam, grid)), Double.POSITIVE_INFINITY)), journal);
    }
}
