package org.superpose.simulator.analog;

/** What the cells of a layer do to each other through what they share; each can be left out at the cell level, so that one sees what it explains. */
public enum Coupling {
    /** Lines of columns move with what is drawn from them: cells' output conductance takes a part of a current, amplifiers' headroom bends and ends the curve, what both lines carry together shifts it. */
    LINES("output conductance and headroom"),
    /** Base currents of many cells load what feeds the cells' tails. */
    BASES("base currents"),
    /** Wires between cells have resistance: what flows in them lowers the voltages that far cells get. */
    WIRES("wires");

    private final String title;

    Coupling(String title) {
        this.title = title;
    }

    /** In a few words. */
    public String title() {
        return title;
    }
}
