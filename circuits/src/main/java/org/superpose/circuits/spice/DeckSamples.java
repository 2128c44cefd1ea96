package org.superpose.circuits.spice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.superpose.circuits.analysis.Chance;
import org.superpose.circuits.analysis.Varied;
import org.superpose.circuits.circuit.Circuit;

/** A deck of which many are made, no two alike. Serves many threads. */
public final class DeckSamples {
    private final AnalysisCards cards;

    DeckSamples(AnalysisCards cards) {
        this.cards = cards;
        cards.nominal().plan();                                  // shared by all samples
    }

    /** Numbers that scatter as model cards say ({@code dev}, {@code lot}); at the values of the cards. */
    public List<Varied> varied() {
        return cards.nominal().varied();
    }

    /** Whether expressions draw, as {@code agauss(1k, 10, 1)} does. */
    public boolean isDrawing() {
        return cards.nominal().scope().drawing().isUsed();
    }

    /** Whether an expression of an element depends on the temperature, so that another temperature makes another circuit. */
    public boolean usesTemperature() {
        return cards.nominal().scope().usesTemperature();
    }

    /** The value of a parameter of .param; none if there is no such. */
    public OptionalDouble parameter(String name) {
        return cards.nominal().hasParameter(name) ? OptionalDouble.of(cards.nominal().scope().named(name, cards.begin()).number()) : OptionalDouble.empty();
    }

    /** What the measures find at operating points. */
    public OperatingMeasures operatingMeasures() {
        return cards.operatingMeasures();
    }

    /** What the measures find in small signals; none where the deck asks for no .ac. */
    public Optional<SmallSignalMeasures> smallSignalMeasures() {
        return cards.smallSignalMeasures();
    }

    /**
     * One of them; all its numbers follow from what is given here.
     *
     * @param chance     from which expressions draw
     * @param sample     its number
     * @param parameters of .param, in the place of what the deck says
     * @param celsius    temperature in the place of the deck's [°C]
     * @param change     puts numbers of the circuit in the place of others
     * @throws SpiceException if it cannot be made
     */
    public Deck of(Chance chance, long sample, Map<String, Double> parameters, OptionalDouble celsius, UnaryOperator<Circuit> change) {
        return cards.sample(new Drawing(chance, sample), parameters, celsius, change).deck(false);
    }
}
