package org.superpose.circuits.spice;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Receipt;
import org.superpose.circuits.solve.Settings;

/** What the measures of a deck find at operating points that somebody else has solved: {@code .measure op}, and those that name no analysis. */
public final class OperatingMeasures {
    private final DeckPoint point;
    private final List<MeasureCard> cards;
    private final Columns columns;
    private final List<String> kept;
    private final Map<String, Integer> places = new HashMap<>();

    OperatingMeasures(DeckPoint point, List<MeasureCard> cards, Set<String> wanted) {
        this.point = point;
        this.cards = cards;
        columns = new Columns(point.plan(), point.names(), Set.of("none"), wanted);
        Map<Boolean, List<String>> terminals = Arrays.stream(columns.kept()).collect(Collectors.partitioningBy(Columns::isTerminal));
        kept = Stream.concat(terminals.get(false).stream(), terminals.get(true).stream()).toList();         // in the order of the outcomes of variants
        for (String name : kept) {
            places.put(name, places.size());
        }
    }

    /** The circuit, planned. */
    public CircuitPlan plan() {
        return point.plan();
    }

    /** The circuit. */
    public Circuit circuit() {
        return point.circuit();
    }

    /** How exactly and at which temperature the deck wants it solved. */
    public Settings settings() {
        return point.settings();
    }

    /** Voltages of .nodeset [V]. */
    public Map<String, Double> near() {
        return point.near();
    }

    /** The unknowns, and behind them the currents into terminals, that the measures need: {@code out}, {@code v1#branch}, {@code q1#0}. */
    public List<String> kept() {
        return kept;
    }

    /** What the measures find, in the order of the deck; for one thread. */
    public List<Measured> of(double[] values, Receipt receipt) {
        ResultTable table = new ResultTable("op", "Operating Point", false, receipt);
        columns.fill(table, name -> new double[] {values[places.get(name)]});
        MeasureCard.measure(cards, table, point);
        return table.measured();
    }
}
