package org.superpose.circuits.spice;

/**
 * A place in a deck.
 *
 * @param file   as the user named it
 * @param line   counted from 1
 * @param column counted from 1, in characters
 */
public record Position(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
