package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.circuits.spice.Ngspice.Plot;

/**
 * Whole decks: their equations are met, and their results are those of ngspice 39 with its own k and q, gmin = 1e-12 S on both sides, and tolerances under which its own stopping errors lie below ours. The comparison is skipped where ngspice is
 * absent, unless the system property {@code superpose.oracles} is {@code required}; where it runs over all decks, it writes what it found to the page on validation.
 * <p>Deviations of operating points and sweeps are relative to the largest magnitude of a column; of phasors and noise, to the magnitude at that frequency; of transients, root mean square over the largest magnitude; of autonomous ones, of frequency and span. A column that is smaller
 * than a millionth of the largest of its kind (1e-9 for phasors) counts as that: it is rounding.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeckOracleTest {
    private static final double DIRECT = 1e-5;
    private static final double PHASOR = 1e-4;
    private static final double NOISE = 1e-3;
    private static final double INTEGRATED = 1e-2;
    private static final double TRANSIENT = 1e-2;
    private static final double SMOOTH_TRANSIENT = 1e-3;
    /** What rounding leaves of Kirchhoff's laws, with our tolerances. */
    private static final double BALANCE = 1e-9;
    /** Of the currents of a node: RELTOL; and the absolute tolerance, which a reading adds [A]. */
    private static final double RESIDUAL = 1e-6;
    private static final double LEAST_RESIDUAL = 1e-12;

    /** Full scale of what is 0 but for vntol [V] and gmin times some volts [A]. */
    private static final double LEAST_VOLTAGE = 1e-4;
    private static final double LEAST_CURRENT = 1e-6;

    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private final Map<String, String> rows = new TreeMap<>();

    @TempDir
    private Path folder;

    /** A deck and its tables. */
    private record Outcome(Deck deck, List<ResultTable> tables) {
    }

    static List<CorpusDeck> decks() throws IOException {
        return CorpusDeck.all();
    }

    private Outcome outcome(CorpusDeck deck) throws IOException {
        Outcome known = outcomes.get(deck.name());
        if (known == null) {
            Deck read = deck.read(Ngspice.OURS);
            List<ResultTable> tables = new ArrayList<>();
            for (DeckAnalysis analysis : read.analyses()) {
                tables.addAll(analysis.run());
            }
            known = new Outcome(read, tables);
            outcomes.put(deck.name(), known);
        }
        return known;
    }

    /** Kirchhoff's current law, and Tellegen's theorem. */
    @ParameterizedTest
    @MethodSource("decks")
    void currentsAndPowerBalance(CorpusDeck deck) throws IOException {
        for (ResultTable table : outcome(deck).tables) {
            assertTrue(table.receipt().powerBalance() < BALANCE, () -> table.kind() + ": power is off by " + table.receipt().powerBalance());
            assertTrue(table.receipt().relativeResidual() < RESIDUAL || table.receipt().residual() < LEAST_RESIDUAL,
                    () -> table.kind() + ": currents are off by " + table.receipt().relativeResidual() + ", " + table.receipt().residual() + " A");
        }
    }

    @ParameterizedTest
    @MethodSource("decks")
    void decksGiveWhatNgspiceGives(CorpusDeck deck) throws Exception {
        Ngspice.assumeThere();
        Ngspice.Run run = Ngspice.start(deck.name(), deck.text(), folder);
        Outcome outcome = outcome(deck);
        List<Plot> plots = run.plots();
        Map<String, Double> deviations = new LinkedHashMap<>();
        for (ResultTable ours : outcome.tables) {
            if (ours.kind().equals("four") || ours.kind().equals("tf")) {
                continue;              // see MeasureOracleTest
            }
            deviations.merge(ours.kind(), compare(deck, ours, takeLast(plots, ours.plotName())), Math::max);
        }
        rows.put(deck.name(), ValidationPage.row(deck.name(), CorpusDeck.devices(outcome.deck), deviations));
    }

    /** Of several analyses of a kind ngspice runs the last one first. */
    private static Plot takeLast(List<Plot> plots, String name) {
        for (int i = plots.size() - 1; i >= 0; i--) {
            if (plots.get(i).name.equals(name)) {
                return plots.remove(i);
            }
        }
        throw new AssertionError("ngspice has no " + name);
    }

    @AfterAll
    void tellWhatWasFound() throws IOException {
        if (rows.size() == CorpusDeck.all().size()) {
            ValidationPage.write("decks", "| deck | devices | worst deviation of each analysis |\n|---|---|---|\n", rows.values());
        }
    }

    private static double compare(CorpusDeck deck, ResultTable ours, Plot theirs) {
        double worst = 0;
        String where = "";
        for (int column = 0; column < ours.names().size(); column++) {
            String name = ours.names().get(column);
            if (name.equals("inoise_total")) {
                continue;              // ngspice takes the gain at the upper end of each interval: off by 20 % at ten points to the decade
            }
            int match = theirs.names.indexOf(name);
            if (match < 0) {           // swept values are called otherwise there, and sources with POLY or formulas and capacitors with formulas are taken apart
                assertTrue(name.endsWith("-sweep") || ours.kind().equals("dc") && column == 1 || theirs.names.toString().contains("$poly$") || theirs.names.toString().contains("_int1"), () -> "ngspice has no column " + name + ", it has " + theirs.names);
                continue;
            }
            double deviation = ours.kind().equals("tran") ? deck.isAutonomous() ? overPeriods(ours, column, theirs, match) : overTime(ours, column, theirs, match) : pointwise(ours, column, theirs, match);
            if (!(deviation <= worst)) {
                worst = deviation;
                where = name;
            }
        }
        double tolerance = switch (ours.kind()) {
            case "op", "dc" -> DIRECT;
            case "ac" -> PHASOR;
            case "noise" -> NOISE;
            case "noise-total" -> INTEGRATED;
            default -> deck.isSmooth() ? SMOOTH_TRANSIENT : TRANSIENT;
        };
        assertTrue(worst < tolerance, deck + ", " + ours.kind() + ": " + where + " deviates by " + worst);
        return worst;
    }

    private static double pointwise(ResultTable ours, int column, Plot theirs, int match) {
        assertEquals(theirs.re.get(match).length, ours.size(), "number of points of " + ours.kind());
        boolean local = ours.isComplex() || ours.kind().startsWith("noise");
        double floor = floor(ours, column, local ? 1e-9 : 1e-6);
        double largest = largest(ours.real(column), ours.imaginary(column));
        double worst = 0;
        for (int p = 0; p < ours.size(); p++) {
            double re = theirs.re.get(match)[p];
            double im = column == 0 ? 0 : theirs.im.get(match)[p];              // that of the frequency is not written to
            double difference = Math.hypot(ours.real(column, p) - re, ours.imaginary(column, p) - im);
            worst = Math.max(worst, difference / Math.max(floor, local ? Math.hypot(re, im) : largest));
        }
        return worst;
    }

    /** On 1000 equidistant times. */
    private static double overTime(ResultTable ours, int column, Plot theirs, int match) {
        if (column == 0) {
            return 0;
        }
        double[] t = ours.real(0);
        double sum = 0;
        int points = 1000;
        for (int p = 0; p < points; p++) {
            double at = t[0] + (t[t.length - 1] - t[0]) * (p + 0.5) / points;
            double difference = between(t, ours.real(column), at) - between(theirs.re.get(0), theirs.re.get(match), at);
            sum += difference * difference;
        }
        return Math.sqrt(sum / points) / Math.max(floor(ours, column, 1e-6), largest(ours.real(column), ours.imaginary(column)));
    }

    /** By frequency and span, of voltages that swing by more than a hundredth of the largest. */
    private static double overPeriods(ResultTable ours, int column, Plot theirs, int match) {
        if (!ours.type(column).equals("voltage")) {
            return 0;
        }
        Oscillation expected = Oscillation.of(theirs.re.get(0), theirs.re.get(match));
        return expected.span() > floor(ours, column, 1e-2) ? Oscillation.of(ours.real(0), ours.real(column)).deviation(expected) : 0;
    }

    private static double between(double[] t, double[] y, double at) {
        int low = 0;
        int high = t.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (t[middle] <= at) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return y[low] + (y[high] - y[low]) * (at - t[low]) / (t[high] - t[low]);
    }

    /** Of the largest column of its type. */
    private static double floor(ResultTable ours, int column, double part) {
        double largest = 0;
        for (int other = 0; other < ours.names().size(); other++) {
            if (ours.type(other).equals(ours.type(column))) {
                largest = Math.max(largest, largest(ours.real(other), ours.imaginary(other)));
            }
        }
        double least = ours.kind().equals("op") || ours.kind().equals("dc") ? ours.type(column).equals("current") ? LEAST_CURRENT : LEAST_VOLTAGE : Double.MIN_NORMAL;
        return Math.max(part * largest, least);
    }

    private static double largest(double[] re, double[] im) {
        double largest = 0;
        for (int p = 0; p < re.length; p++) {
            largest = Math.max(largest, Math.hypot(re[p], im[p]));
        }
        return largest;
    }
}
