package org.superpose.circuits.spice;

import java.util.List;
import org.superpose.circuits.circuit.Environment;

/**
 * A deck as it was read, before any of its expressions has a value.
 *
 * @param begin      of the file
 * @param constants  physical ones
 * @param top        elements and definitions
 * @param directives all other cards, in their order
 * @param warnings   where to say what is left out
 */
record DeckSource(String title, Position begin, Environment constants, Body top, List<Guard.Guarded> directives, Warnings warnings) {
}
