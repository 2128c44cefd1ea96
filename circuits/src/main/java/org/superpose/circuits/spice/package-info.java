/**
 * SPICE decks: {@link org.superpose.circuits.spice.SpiceReader} makes a {@link org.superpose.circuits.spice.Deck} of a file, whose analyses run one by one and give
 * {@link org.superpose.circuits.spice.ResultTable}s; {@link org.superpose.circuits.spice.RawFile} writes those as other simulators do, and reads
 * {@link org.superpose.circuits.spice.RawPlot}s of theirs, which {@link org.superpose.circuits.spice.ResultComparison} compares. {@link org.superpose.circuits.spice.SpiceWriter} makes a deck of a circuit ({@code PartCards}, {@code ComponentCards}, {@code Definitions}, {@code WrittenNames}).
 * {@link org.superpose.circuits.spice.CircuitText} takes subcircuits and models that ngspice is to compute word by word, and {@link org.superpose.circuits.spice.NgspiceProcess} runs it.
 * <p>The way of a deck: lines, joined to cards with their positions and with what they include ({@code CardReader}), sorted by what they define ({@code Body}), expanded with numbers or formulas in the place of expressions ({@code Elaboration}, {@code Elements},
 * {@code BehaviouralElements}, {@code Models}), and what is to be computed ({@code AnalysisCards}), at each point of .step ({@code DeckPoint}, {@code Analyses}); then what is measured of that ({@code Quantity}, {@code MeasureCard}, {@code FourierCard}). Names are lower case from the cards on. All that depends on the user's text is bounded: depth, size, steps of evaluation.
 * <p>What the dialects leave open is read as ngspice reads it; what the engine does not have is refused by its name. Errors are {@link org.superpose.circuits.spice.SpiceException}s: file, line, column, what, and how to mend it.
 * <p>May use: {@code circuits.analysis} and the packages of components.
 * <p>A new element: a case in {@code Elements}, and its written form in {@code ComponentCards}; a new function: a line in {@code Functions}; a new analysis: a case in {@code Analyses}, and its name in {@code AnalysisCards}.
 */
package org.superpose.circuits.spice;
