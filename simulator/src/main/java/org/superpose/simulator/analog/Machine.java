package org.superpose.simulator.analog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.NoiseSource;
import org.superpose.simulator.noise.RandomStreams;

/** A design: hardware laid out for one network. Chips are specimens of it. Immutable. */
public interface Machine {
    /** What kind of hardware, in one word: {@code electronic}, {@code optical}. */
    String name();

    /** The hardware's mapping with linear multipliers, infinite bits and no noise; equals the exact network to rounding. */
    AnalogNetwork ideal();

    /**
     * Makes one chip at the {@link Fidelity#CELL} level, with its own write and time errors.
     *
     * @param streams the streams of this chip ({@code RandomStreams.of(seed).chip(n)})
     */
    AnalogNetwork chip(RandomStreams streams);

    /** Whether its layers can be computed by all their devices. */
    default boolean hasNetlists() {
        return false;
    }

    /**
     * The chip of these streams with each layer at a fidelity of its own. Layers at the cell level are those of {@link #chip(RandomStreams)}. Those at the level of netlists are the same specimen, part by part, where its cells are characterised from their
     * netlist ({@code multiplier.kind: netlist}); where cells are in closed form ({@code gilbert}) they share the stored weights alone, and draw the errors of their parts for themselves.
     *
     * @param layers {@link Fidelity#IDEAL}, {@link Fidelity#CELL} or {@link Fidelity#NETLIST} for each layer; neighbours at the level of netlists are one circuit
     * @throws IllegalArgumentException if there are no netlists for this hardware
     */
    default DeviceChip chip(RandomStreams streams, List<Fidelity> layers) {
        throw new IllegalArgumentException("there are no netlists for " + name() + " hardware");
    }

    /**
     * A layer of the chip of these streams whose sources of error can be switched; empty where the cell level and the level of netlists are not one specimen, so that the one cannot account for the other.
     *
     * @param layer from 0
     * @param x     [batch × inputs] of that layer, network units
     */
    default Optional<SwitchedLayer> switched(RandomStreams streams, int layer, double[][] x) {
        return Optional.empty();
    }

    /** Every source of random error, by the name that {@link NoiseControl} knows it under. */
    List<NoiseSource> sources();

    NoiseControl noise();

    /** The same design with other random errors switched on. */
    Machine with(NoiseControl noise);

    /** Couplings of cells for which the cell level has measured corrections; none where columns are computed in closed form. */
    default Set<Coupling> couplings() {
        return Set.of();
    }

    /**
     * The chip of these streams at the cell level with these couplings alone, its readings without noise.
     *
     * @throws IllegalArgumentException if one is not among {@link #couplings()}
     */
    default AnalogNetwork chip(RandomStreams streams, Set<Coupling> coupled) {
        throw new IllegalArgumentException(name() + " hardware has no couplings of cells that could be left out");
    }

    /** What the design says of itself: ranges, clipping probabilities, gains, ranks, photons. */
    List<Fact> facts();

    /** Transfer curves of its parts, ideal and real. */
    List<TransferCurve> transferCurves();
}
