package org.superpose.simulator.experiment;

import java.util.List;

/**
 * Everything that an experiment measured.
 *
 * @param experiment  as it was run
 * @param comparisons every split with every machine; machines change fastest
 * @param sweeps      every sweep on every split and machine that it names, in this order
 */
public record ExperimentResult(Experiment experiment, List<Comparison> comparisons, List<SweepResult> sweeps) {
    public ExperimentResult {
        comparisons = List.copyOf(comparisons);
        sweeps = List.copyOf(sweeps);
    }

    /** The only comparison of an experiment with one split and one machine. */
    public Comparison comparison() {
        if (comparisons.size() != 1) {
            throw new IllegalStateException("there are " + comparisons.size() + " comparisons; say which split and machine");
        }
        return comparisons.get(0);
    }

    /** The comparison on a split with a machine, by their names. */
    public Comparison comparison(String problem, String machine) {
        return comparisons.stream().filter(c -> c.problem().name().equals(problem) && c.machineName().equals(machine)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no comparison of machine \"" + machine + "\" on split \"" + problem + "\""));
    }
}
