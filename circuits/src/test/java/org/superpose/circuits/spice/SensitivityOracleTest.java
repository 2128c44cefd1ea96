package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.source.Constant;
import org.superpose.circuits.source.VoltageSource;

/**
 * What ngspice 39 gives for .sens and what we find, by the names of its columns. Skipped where it is absent. It ends with a memory fault on every circuit with a bipolar transistor, and in AC it knows neither operating point nor coupled inductors, so that
 * AC is compared on linear circuits. Where the two differ in direct current, {@link SensitivityCorpusTest} finds by solving again that ours is the slope; {@link #LEFT_OUT} says where that is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SensitivityOracleTest {
    /** Slopes times numbers, of the largest of a deck: it takes one-sided differences of 1e-4 of a number, and stops its Newton iterations at 1e-6. */
    private static final double TOLERANCE = 2e-4;
    /** Cards that compute or show something, with the lines that go on. */
    private static final Pattern ANALYSES = Pattern.compile("(?im)^\\.(op|dc|ac|noise|tran|tf|four|meas\\w*|print|plot|save|probe|step|end)\\b.*\\n(\\+.*\\n)*");

    /** An output that no number moves by more is 0 but for rounding and the conductance across junctions [V]. */
    private static final double LEAST = 1e-6;
    private static final int LEAST_COLUMNS = 300;

    /**
     * Columns in which ngspice 39 has something else.
     *
     * @param decks  by name
     * @param names  of the columns
     * @param reason what it does
     */
    private record LeftOut(Pattern decks, Pattern names, String reason) {
        LeftOut(String decks, String names, String reason) {
            this(Pattern.compile(decks), Pattern.compile(names), reason);
        }
    }

    private static final List<LeftOut> LEFT_OUT = List.of(
            new LeftOut(".*", "d[^_]*:(rs|ikf|ikr)", "0: the conductance behind RS and the knee are not computed anew for the changed number"),
            new LeftOut(".*", "[dm].*_(m|area|pj)", "of a part of what it scales, or 0"),
            new LeftOut(".*", "m.*:(is|tox|u0|nsub|vmax)", "of bulk junctions and derived numbers that are not computed anew"),
            new LeftOut(".*", "j.*:is", "of gate junctions that are not computed anew"),
            new LeftOut("diode-sidewall.cir", "d.*:(is|jsw|n|ns)", "larger by what high injection takes away"),
            new LeftOut("sampling-bridge.cir", ".*", "0 for the JFET follower and its load, and 5 % away for diodes between nodes that float"));

    private int columns;

    @TempDir
    private Path folder;

    @BeforeAll
    static void ngspiceIsThere() {
        Ngspice.assumeThere();
    }

    static List<CorpusDeck> active() throws IOException {
        return CorpusDeck.all().stream().filter(deck -> CorpusDeck.active(deck.read("")) > 0 && deck.read("").circuit().components().stream().noneMatch(BipolarTransistor.class::isInstance)).toList();
    }

    @ParameterizedTest
    @MethodSource("active")
    void directCurrent(CorpusDeck deck) throws Exception {
        List<String> nodes = new ArrayList<>(CircuitPlan.of(deck.read("").circuit()).nodes());
        for (String node : List.of("out", "o", nodes.get(nodes.size() - 1))) {
            if (nodes.contains(node)) {
                compare(deck, ".sens v(" + node + ")\n");
                return;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rc-filter", "sallen-key", "filter-feedback", "filter-tow-thomas"})
    void smallSignal(String name) throws Exception {
        CorpusDeck deck = CorpusDeck.of(Path.of("src/test/resources/decks", name + ".cir"));
        compare(deck, ".sens v(out) ac dec 2 100 1meg\n");
    }

    private void compare(CorpusDeck deck, String card) throws Exception {
        String text = ANALYSES.matcher(deck.text() + "\n").replaceAll("") + card + ".end\n";
        Deck read = new SpiceReader(Environment.ngspice()).read(deck.name(), Ngspice.with(Ngspice.OURS, text));
        List<ResultTable> tables = read.analyses().get(0).run();
        ResultTable ours = tables.get(0);
        Ngspice.Plot theirs = Ngspice.start(deck.name(), text, folder).plots().get(0);
        for (int row = 0; row < ours.size(); row++) {
            double largest = LEAST;
            for (int column = ours.swept(); column < ours.names().size(); column++) {
                largest = Math.max(largest, weight(read, tables, column) * Math.hypot(ours.real(column)[row], ours.imaginary(column)[row]));
            }
            for (int column = ours.swept(); column < ours.names().size(); column++) {
                String name = ours.names().get(column);
                int match = Math.max(theirs.names.indexOf("v(" + name + ")"), theirs.names.indexOf("v(" + name + "_ac)"));         // in AC a resistor has a value of its own
                if (match >= 0 && LEFT_OUT.stream().noneMatch(entry -> entry.decks.matcher(deck.name()).matches() && entry.names.matcher(name).matches()) && !hasWaveform(read, name)) {
                    double error = weight(read, tables, column) * Math.hypot(ours.real(column)[row] - theirs.re.get(match)[row], ours.imaginary(column)[row] - theirs.im.get(match)[row]);
                    String values = name + ": " + ours.real(column)[row] + ", ngspice " + theirs.re.get(match)[row] + "; of the largest " + error / largest;
                    assertTrue(error <= TOLERANCE * largest, values);
                    columns++;
                }
            }
        }
    }

    @AfterAll
    void manyWereCompared() {
        assertTrue(columns >= LEAST_COLUMNS, () -> "only " + columns + " columns were compared");
    }

    /** Of a source that states a waveform and no value for direct current ngspice divides by the latter. */
    private static boolean hasWaveform(Deck deck, String column) {
        return new Names(deck.circuit()).component(column) instanceof VoltageSource source && source.waveform() != null && !(source.waveform() instanceof Constant);
    }

    /** The number itself, so that slopes after different ones can be compared. */
    private static double weight(Deck deck, List<ResultTable> tables, int column) {
        if (tables.size() > 1) {
            double slope = tables.get(0).real(column)[0];
            return Math.abs(100 * tables.get(1).real(column)[0] / slope);
        }
        Component component = new Names(deck.circuit()).component(tables.get(0).names().get(column));
        return component instanceof Resistor r ? r.resistance() : component instanceof Capacitor c ? c.capacitance() : 1;
    }
}
