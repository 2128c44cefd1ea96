package org.superpose.circuits.spice;

import java.util.List;
import org.superpose.circuits.circuit.Circuit;

/** A SPICE deck that has been read: its circuit, and what it asks to be computed. */
public final class Deck {
    private final String title;
    private final Circuit circuit;
    private final List<DeckAnalysis> analyses;
    private final List<PrintCard> prints;
    private final List<String> warnings;

    Deck(String title, Circuit circuit, List<DeckAnalysis> analyses, List<PrintCard> prints, List<String> warnings) {
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
        return prints.stream().filter(card -> card.isFor(table)).map(card -> card.of(table)).toList();
    }

    /** What was left out, a line each. */
    public List<String> warnings() {
        return warnings;
    }
}
