package org.superpose.simulator.report.schematic;

import java.util.List;

/**
 * A part of the netlist that a sheet shows.
 *
 * @param name   as the sheet calls it
 * @param symbol what it is drawn as
 * @param nodes  what its pins connect to, in the order of the {@link Symbol}'s pins
 * @param value  what is written beside it; may be empty
 * @param within what a block calls its pins, as many as nodes; of a transistor with a bulk the node of that; else empty
 */
public record SheetPart(String name, Symbol symbol, List<String> nodes, String value, List<String> within) {
    public SheetPart {
        nodes = List.copyOf(nodes);
        within = List.copyOf(within);
    }

    /** With nothing more to say. */
    public SheetPart(String name, Symbol symbol, List<String> nodes, String value) {
        this(name, symbol, nodes, value, List.of());
    }
}
