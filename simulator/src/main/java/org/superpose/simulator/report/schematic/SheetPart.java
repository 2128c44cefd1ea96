package org.superpose.simulator.report.schematic;

import java.util.List;

/**
 * A part of the netlist that a sheet shows.
 *
 * @param name   as the sheet calls it
 * @param symbol what it is drawn as
 * @param nodes  what its pins connect to, in the order of the {@link Symbol}'s pins
 * @param value  what is written beside it; may be empty
 */
public record SheetPart(String name, Symbol symbol, List<String> nodes, String value) {
    public SheetPart {
        nodes = List.copyOf(nodes);
    }
}
