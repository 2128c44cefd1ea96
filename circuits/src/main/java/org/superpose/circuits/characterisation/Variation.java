package org.superpose.circuits.characterisation;

import java.util.function.ToDoubleFunction;
import org.superpose.circuits.cell.Mismatch;
import org.superpose.circuits.circuit.Component;

/** In what the parts of one specimen differ from those of another. */
@FunctionalInterface
public interface Variation {
    /** Before the names of a cell's own parts on its bench. */
    String CELL = "xcell.";

    /** No difference: all specimens are the cell itself. */
    Variation NONE = (part, normal) -> part;

    /**
     * The part as a specimen has it.
     *
     * @param part   of the cell's test bench: {@code xcell.q1}, one of the circuits that cells share, or a source of the bench
     * @param normal a draw of the standard normal distribution for each name; the names that are asked for are the same for every specimen
     * @return a part of the same name between the same nodes
     */
    Component vary(Component part, ToDoubleFunction<String> normal);

    /** Mismatch of the cell's parts, drawn by their paths, {@code q1}; the errors of the die, which the circuits that cells share have too, as {@code die npnv.area}. */
    static Variation of(Mismatch mismatch) {
        Mismatch shared = new Mismatch(Mismatch.Plain.NONE, mismatch.die());
        return (part, normal) -> part.name().startsWith(CELL) ? mismatch.vary(part.name().substring(CELL.length()), part, normal, name -> normal.applyAsDouble("die " + name))
                : shared.vary(part.name(), part, normal, name -> normal.applyAsDouble("die " + name));
    }

    /** Mismatch of every part, drawn by its path, {@code xreadout.xf.rp}; the errors of the die as {@code die npnv.area}. */
    static Variation ofEvery(Mismatch mismatch) {
        return (part, normal) -> mismatch.vary(part.name(), part, normal, name -> normal.applyAsDouble("die " + name));
    }
}
