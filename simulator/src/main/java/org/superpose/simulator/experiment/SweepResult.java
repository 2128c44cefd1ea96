package org.superpose.simulator.experiment;

import java.util.List;

/**
 * A sweep of one machine on one split.
 *
 * @param name    of the sweep
 * @param problem name of the split
 * @param machine name of the machine
 * @param axes    one or two
 * @param points  all combinations; the values of the last axis change fastest
 * @param digital the digital reference on the same images
 */
public record SweepResult(String name, String problem, String machine, List<Axis> axes, List<SweepPoint> points, DigitalResult digital) {
    public SweepResult {
        axes = List.copyOf(axes);
        points = List.copyOf(points);
    }
}
