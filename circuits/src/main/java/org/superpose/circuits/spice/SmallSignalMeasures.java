package org.superpose.circuits.spice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.Phasors;

/** What the measures of a deck find in small signals that somebody else has computed: {@code .measure ac}, and those that name no analysis, of the first .ac card. */
public final class SmallSignalMeasures {
    private final DeckPoint point;
    private final AcSweep sweep;
    private final List<MeasureCard> cards;
    private final Columns columns;
    private final List<String> kept;
    private final Map<String, Integer> places = new HashMap<>();

    SmallSignalMeasures(DeckPoint point, AcSweep sweep, List<MeasureCard> cards, Set<String> wanted) {
        this.point = point;
        this.sweep = sweep;
        this.cards = cards;
        columns = new Columns(point.plan(), point.names(), Set.of("none"), wanted);
        kept = List.of(columns.kept());
        for (String name : kept) {
            places.put(name, places.size());
        }
    }

    /** Frequencies and settings of the card. */
    public AcSweep sweep() {
        return sweep;
    }

    /** The unknowns and currents into terminals that the measures need: {@code out}, {@code v1#branch}, {@code q1#0}. */
    public List<String> kept() {
        return kept;
    }

    /**
     * What the measures find, in the order of the deck; for one thread.
     *
     * @param phasors of what is kept
     */
    public List<Measured> of(List<Phasors> phasors) {
        ResultTable table = Analyses.smallSignalTable(sweep.frequencies().values(), null);
        columns.fillPhasors(table, name -> phasors.get(places.get(name)));
        MeasureCard.measure(cards, table, point);
        return table.measured();
    }
}
