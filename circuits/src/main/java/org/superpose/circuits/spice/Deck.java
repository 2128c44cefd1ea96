package org.superpose.circuits.spice;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.superpose.circuits.circuit.Circuit;

/** A SPICE deck that has been read: its circuit, and what it asks to be computed. */
public final class Deck {
    private final String title;
    private final Circuit circuit;
    private final List<DeckAnalysis> analyses;
    private final List<PrintCard> prints;
    private final List<String> warnings;
    private final AnalysisCards cards;

    Deck(String title, Circuit circuit, List<DeckAnalysis> analyses, List<PrintCard> prints, List<String> warnings, AnalysisCards cards) {
        this.cards = cards;
        this.prints = List.copyOf(prints);
        this.title = title;
        this.circuit = circuit;
        this.analyses = List.copyOf(analyses);
        this.warnings = List.copyOf(warnings);
    }

    /** First line of the file, or what .title says. */
    public String title() {
        return title;
    }

    /** Subcircuits expanded: a component in an instance is {@code x1.q3}, as is a node. */
    public Circuit circuit() {
        return circuit;
    }

    /** In the order of the deck. */
    public List<DeckAnalysis> analyses() {
        return analyses;
    }

    /** Of the result of an analysis, the tables that its .print cards ask for: differences of voltages, magnitudes, decibels. */
    public List<ResultTable> printed(ResultTable table) {
        return prints.stream().filter(card -> card.isFor(table) && !card.isPlot()).map(card -> card.of(table)).toList();
    }

    /**
     * Of the result of an analysis, what its .print and .plot cards name, to be drawn: real quantities as these cards have them, of phasors the columns themselves, whatever part is asked for. Nothing where there is no such card.
     */
    public Optional<ResultTable> drawn(ResultTable table) {
        List<PrintCard> cards = prints.stream().filter(card -> card.isFor(table)).toList();
        if (cards.isEmpty()) {
            return Optional.empty();
        }
        if (!table.isComplex()) {
            return Optional.of(ResultTable.beside(cards.stream().map(card -> card.of(table)).toList()));
        }
        Set<String> columns = new LinkedHashSet<>();
        cards.forEach(card -> card.addColumns(columns));
        return Optional.of(table.columns(columns));
    }

    /** The same deck with numbers that scatter. */
    public DeckSamples samples() {
        return new DeckSamples(cards);
    }

    /** What was left out, a line each. */
    public List<String> warnings() {
        return warnings;
    }
}
