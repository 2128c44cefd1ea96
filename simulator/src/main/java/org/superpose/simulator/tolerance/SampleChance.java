package org.superpose.simulator.tolerance;

import org.superpose.circuits.analysis.Chance;
import org.superpose.simulator.noise.SampleDraws;

/**
 * Draws of samples as circuits ask for them.
 *
 * @param draws where they come from
 */
public record SampleChance(SampleDraws draws) implements Chance {
    @Override
    public Draw draw(String name) {
        SampleDraws.Named named = draws.named(name);
        return new Draw() {
            @Override
            public double uniform(long sample) {
                return named.uniform(sample);
            }

            @Override
            public double normal(long sample) {
                return named.normal(sample);
            }
        };
    }
}
