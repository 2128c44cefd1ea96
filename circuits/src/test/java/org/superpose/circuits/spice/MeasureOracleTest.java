package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.circuit.Environment;

/** What ngspice 39 prints of .meas, .four and .tf, and what we find. Skipped where it is absent. */
class MeasureOracleTest {
    /** Of the value; its digits end at 1e-6, and we take frequencies between points on a logarithmic scale where it takes a linear one. */
    private static final double MEASURE = 1e-2;
    private static final double TRANSFER = 1e-5;
    /** Of the fundamental: it sums 200 straight samples, see {@code Fourier}; its harmonics from the fifth on are worse by that. */
    private static final double HARMONIC = 5e-3;
    private static final int BEST_HARMONICS = 4;
    private static final Pattern RESULT = Pattern.compile("(?m)^(\\S+)\\s+=\\s+(\\S+)(\\s|$)");
    private static final Pattern FAILED = Pattern.compile("(?m)^ \\.meas\\w* \\w+ (\\S+) .*failed!");
    private static final Pattern FOURIER = Pattern.compile("Fourier analysis for (\\S+):\\s+No\\. Harmonics: \\d+, THD: (\\S+) %.*\\s+Harmonic.*\\s+---.*((?:\\s+\\d+( +\\S+){5} *)+)");

    private static final Map<String, String> ROWS = new TreeMap<>();

    @TempDir
    private Path folder;

    @BeforeAll
    static void ngspiceIsThere() {
        Ngspice.assumeThere();
    }

    static List<CorpusDeck> decks() throws IOException {
        return CorpusDeck.all().stream().filter(deck -> Pattern.compile("(?mi)^\\.(meas|four|tf)").matcher(deck.text()).find()).toList();
    }

    /** Their numbers by name; a measure that failed is NaN. */
    private static Map<String, Double> numbers(String log) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        Matcher result = RESULT.matcher(log);
        while (result.find()) {
            try {
                numbers.put(result.group(1).toLowerCase(Locale.ROOT), Double.parseDouble(result.group(2)));
            } catch (NumberFormatException e) {
                continue;              // a line that tells something else
            }
        }
        Matcher failed = FAILED.matcher(log);
        while (failed.find()) {
            numbers.put(failed.group(1).toLowerCase(Locale.ROOT), Double.NaN);
        }
        return numbers;
    }

    private static double deviation(double ours, double theirs) {
        return ours == theirs ? 0 : Math.abs(ours - theirs) / Math.max(Math.abs(ours), Math.abs(theirs));
    }

    @ParameterizedTest
    @MethodSource("decks")
    void measuresAreThoseOfNgspice(CorpusDeck deck) throws Exception {
        String log = Ngspice.print(deck.name(), deck.text(), folder);
        Map<String, Double> theirs = numbers(log);
        Map<String, Double> deviations = new TreeMap<>();
        Deck read = deck.read(Ngspice.OURS);
        for (DeckAnalysis analysis : read.analyses()) {
            for (ResultTable table : analysis.run()) {
                if (table.kind().equals("four")) {
                    harmonics(deck, table, log, deviations);
                    continue;
                }
                if (table.kind().equals("tf")) {
                    for (String name : table.names()) {
                        assertTrue(theirs.containsKey(name), () -> name + " is not in " + theirs);
                        double deviation = deviation(table.real(name)[0], theirs.get(name));
                        assertTrue(deviation < TRANSFER, () -> name + ": " + table.real(name)[0] + ", there " + theirs.get(name));
                        deviations.merge("transfer", deviation, Math::max);
                    }
                }
                for (Measured measured : table.measured()) {
                    assertTrue(theirs.containsKey(measured.name()), () -> measured.name() + " is not in " + theirs + log);
                    double there = theirs.get(measured.name());
                    assertEquals(Double.isNaN(there), measured.value().isEmpty(), () -> measured + ", there " + there);
                    double deviation = measured.value().isEmpty() ? 0 : deviation(measured.value().getAsDouble(), there);
                    System.out.printf(Locale.ROOT, "%-24s %-16s %.1e%n", deck.name(), measured.name(), deviation);
                    assertTrue(deviation < MEASURE, () -> measured + ", there " + there);
                    deviations.merge("measures", deviation, Math::max);
                }
            }
        }
        assertFalse(deviations.isEmpty(), "nothing was compared");
        ROWS.put(deck.name(), ValidationPage.row(deck.name(), CorpusDeck.devices(read), deviations));
    }

    @AfterAll
    static void tellWhatWasFound() throws IOException {
        if (ROWS.size() == decks().size()) {
            ValidationPage.write("measures", "| deck | devices | worst deviation |\n|---|---|---|\n", ROWS.values());
        }
    }

    private static void harmonics(CorpusDeck deck, ResultTable ours, String log, Map<String, Double> deviations) {
        int compared = 0;
        Matcher theirs = FOURIER.matcher(log);
        while (theirs.find()) {
            String name = theirs.group(1);
            if (!ours.names().contains("mag(" + name + ")")) {
                continue;
            }
            double fundamental = ours.real("mag(" + name + ")")[1];
            double worst = 0;
            for (String line : theirs.group(3).strip().split("\\R")) {
                String[] words = line.strip().split("\\s+");
                int n = Integer.parseInt(words[0]);
                if (n <= BEST_HARMONICS) {
                    worst = Math.max(worst, Math.abs(Double.parseDouble(words[2]) - ours.real("mag(" + name + ")")[n]) / fundamental);
                }
            }
            assertTrue(worst < HARMONIC, "harmonics of " + name + " deviate by " + worst);
            double distortion = ours.measured().stream().filter(m -> m.name().equals("thd(" + name + ")")).findFirst().orElseThrow().value().orElseThrow();
            double there = Double.parseDouble(theirs.group(2));
            System.out.printf(Locale.ROOT, "%-24s %-16s %.1e of the fundamental, distortion %.1e%n", deck.name(), name, worst, deviation(distortion, there));
            assertTrue(deviation(distortion, there) < MEASURE, "distortion of " + name + ": " + distortion + " %, there " + there + " %");
            deviations.merge("harmonics", worst, Math::max);
            deviations.merge("distortion", deviation(distortion, there), Math::max);
            compared++;
        }
        assertTrue(compared > 0, () -> "no harmonics in " + log);
    }

    /** ngspice knows no .step: each point is a deck of its own there, with the number written where the parameter stood. */
    @ParameterizedTest
    @ValueSource(strings = {"BJT amplifier\nVCC c 0 10\nVB b 0 0.7\nRC c k {x}\nQ1 k b 0 qn\n.model qn npn(is=1e-15 bf=100)\n.param x=1k\n.op\n.step param x list 500 1k 2k\n",
        "Diode clamp\nV1 a 0 1\nR1 a b 1k\nD1 b 0 dm\nD2 b c dm\nR2 c 0 {x}\n.model dm d(is=1e-13)\n.param x=1k\n.dc v1 0 2 0.25\n.step param x 1k 3k 1k\n",
        "Follower\nVCC c 0 5\nV1 b 0 dc 2 ac 1\nQ1 c b e qn\nRE e 0 {x}\nC1 e 0 1n\n.model qn npn(is=1e-16 bf=150 cje=2p tf=0.2n)\n.param x=1k\n.ac dec 5 1k 1g\n.step oct param x 500 2k 1\n"})
    void stepsAreDecksOfTheirOwn(String text) throws Exception {
        ResultTable stepped = new SpiceReader(Environment.ngspice()).read("deck", Ngspice.with(Ngspice.OURS, text)).analyses().get(0).run().get(0);
        int steps = stepped.swept() - 1;
        double[] values = stepped.real(steps);
        int from = 0;
        int points = 0;
        while (from < stepped.size()) {
            int to = from;
            while (to < stepped.size() && values[to] == values[from]) {
                to++;
            }
            String single = text.replaceAll("\\.step.*\n", "").replaceAll("\\.param x=.*\n", "").replace("{x}", Double.toString(values[from]));
            Ngspice.Plot theirs = Ngspice.start("step" + points + ".cir", single, folder).plots().get(0);
            for (int column = stepped.swept(); column < stepped.names().size(); column++) {
                int match = theirs.names.indexOf(stepped.names().get(column));
                double largest = 1e-6;
                double worst = 0;
                for (int p = from; p < to; p++) {
                    double re = theirs.re.get(match)[p - from];
                    double im = theirs.im.get(match)[p - from];
                    largest = Math.max(largest, Math.hypot(re, im));
                    worst = Math.max(worst, Math.hypot(re - stepped.real(column, p), im - stepped.imaginary(column, p)));
                }
                assertTrue(worst < 1e-5 * largest, stepped.names().get(column) + " deviates by " + worst + " at " + values[from]);
            }
            points++;
            from = to;
        }
        assertEquals(3, points);
    }

    /** What is not there fails on both sides, and is no number. */
    @ParameterizedTest
    @ValueSource(strings = {"when v(out)=2", "find v(out) at=9u", "trig v(out) val=0.5 rise=1 targ v(out) val=0.5 rise=2"})
    void measuresThatAreNotThereFail(String measure) throws Exception {
        String text = "t\nV1 in 0 pulse(0 1 0 1n 1n 1 2)\nR1 in out 1k\nC1 out 0 1n\n.tran 10n 5u 0 10n\n.meas tran x " + measure + "\n";
        List<Measured> measured = new ArrayList<>(new SpiceReader().read("deck", text).analyses().get(0).run().get(0).measured());
        assertTrue(measured.get(0).value().isEmpty());
        assertFalse(measured.get(0).failure().isEmpty());
        assertEquals(Double.NaN, numbers(Ngspice.print("fail.cir", text, folder)).get("x"));
    }
}
