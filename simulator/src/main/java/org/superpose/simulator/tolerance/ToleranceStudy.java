package org.superpose.simulator.tolerance;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.superpose.circuits.analysis.Scatter;
import org.superpose.circuits.cell.Mismatch;
import org.superpose.circuits.spice.SpiceReader;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Section;

/**
 * What scatters in a deck beside what it says itself, and what is wanted of it.
 *
 * @param deck      SPICE file
 * @param samples   how many
 * @param seed      of all draws
 * @param sampling  how samples share out the distributions
 * @param mismatch  of parts of the whole circuit
 * @param spreads   of single numbers
 * @param wishes    outputs that the deck does not measure itself
 * @param outputs   of these and of the deck's own measures, those that are wanted; none: all
 * @param limits    of outputs, in the place of others
 */
public record ToleranceStudy(Path deck, long samples, long seed, Sampling sampling, Optional<Mismatch> mismatch, List<Spread> spreads, List<SpiceReader.Wish> wishes, List<Limits> outputs, List<Limits> limits) {
    /** More outputs than this do not fit into the memory that a process usually has. */
    public static final long MOST_SAMPLES = 10_000_000;
    /** What a study takes that does not say. */
    public static final long USUAL_SAMPLES = 1000;

    /** How samples share out the distributions. */
    public enum Sampling {
        INDEPENDENT, LATIN_HYPERCUBE
    }

    /**
     * Numbers that scatter.
     *
     * @param pattern    of their paths, {@code temp}, or the name of a parameter of .param
     * @param ofDeck     whether it is a parameter of .param
     * @param scatter    about the nominal value
     * @param centre     the nominal value, NaN: that of the deck
     * @param together   whether all that the pattern means share one draw
     * @param place      where it is said, for messages
     */
    public record Spread(String pattern, boolean ofDeck, Scatter scatter, double centre, boolean together, Section place) {
    }

    /**
     * An output and what is good.
     *
     * @param name of the measure, in lower case
     * @param low  least good value; −∞: none
     * @param high largest good value; ∞: none
     * @param unit as it is shown; "": that of the measure
     */
    public record Limits(String name, double low, double high, String unit) {
        public Limits {
            if (!(low < high)) {
                throw new IllegalArgumentException("limits must rise, got " + low + " and " + high);
            }
        }

        /** Whether there is a limit at all. */
        public boolean exist() {
            return low != Double.NEGATIVE_INFINITY || high != Double.POSITIVE_INFINITY;
        }

        /** Whether a value is good; what failed is not. */
        public boolean hold(double value) {
            return value >= low && value <= high;
        }
    }

    public ToleranceStudy {
        spreads = List.copyOf(spreads);
        wishes = List.copyOf(wishes);
        outputs = List.copyOf(outputs);
        limits = List.copyOf(limits);
        if (samples < 2 || samples > MOST_SAMPLES) {
            throw new InputException("samples: expected a number from 2 to " + MOST_SAMPLES + ", got " + samples);
        }
    }

    /** What a deck says itself, with the usual number of samples. */
    public static ToleranceStudy of(Path deck) {
        return new ToleranceStudy(deck, USUAL_SAMPLES, 0, Sampling.INDEPENDENT, Optional.empty(), List.of(), List.of(), List.of(), List.of());
    }

    /** Reads a YAML file, which names a deck in its folder. */
    public static ToleranceStudy read(Path file) {
        return new StudyReader(Section.read(file)).study();
    }

    public ToleranceStudy withSamples(long number) {
        return new ToleranceStudy(deck, number, seed, sampling, mismatch, spreads, wishes, outputs, limits);
    }

    public ToleranceStudy withSeed(long other) {
        return new ToleranceStudy(deck, samples, other, sampling, mismatch, spreads, wishes, outputs, limits);
    }

    public ToleranceStudy with(Sampling other) {
        return new ToleranceStudy(deck, samples, seed, other, mismatch, spreads, wishes, outputs, limits);
    }

    /** With other limits of some outputs; their units stay. */
    public ToleranceStudy withLimits(List<Limits> others) {
        return new ToleranceStudy(deck, samples, seed, sampling, mismatch, spreads, wishes, outputs, others);
    }
}
