package org.superpose.simulator.experiment;

import java.util.List;
import org.superpose.simulator.analog.Fact;

/**
 * One point of a sweep.
 *
 * @param values     one for each axis
 * @param evaluation what the machine did there
 * @param facts      what its design says of itself there, for a figure that follows from the swept one (photons per multiplication from laser power)
 */
public record SweepPoint(List<Double> values, Evaluation evaluation, List<Fact> facts) {
    public SweepPoint {
        values = List.copyOf(values);
        facts = List.copyOf(facts);
    }
}
