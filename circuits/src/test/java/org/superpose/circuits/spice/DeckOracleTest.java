package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.circuits.circuit.Environment;

/**
 * Whole decks against ngspice 39, with its own k and q, gmin = 1e-12 S on both sides, and tolerances under which its own stopping errors lie below ours. Skipped where ngspice is absent, unless the system property
 * {@code superpose.oracles} is {@code required}.
 * <p>Deviations of operating points and sweeps are relative to the largest magnitude of a column; of phasors and noise, to the magnitude at that frequency; of transients, root mean square over the largest magnitude. A column that is smaller
 * than a millionth of the largest of its kind (1e-9 for phasors) counts as that: it is rounding.
 */
class DeckOracleTest {
    private static final String OPTIONS = ".options reltol=1e-6 abstol=1e-15 vntol=1e-9 chgtol=1e-18 gmin=1e-12 itl1=500 itl4=100\n";
    private static final double DIRECT = 1e-5;
    private static final double PHASOR = 1e-4;
    private static final double NOISE = 1e-3;
    private static final double INTEGRATED = 1e-2;
    private static final double TRANSIENT = 1e-2;

    /** Full scale of what is 0 but for vntol [V] and gmin times some volts [A]. */
    private static final double LEAST_VOLTAGE = 1e-4;
    private static final double LEAST_CURRENT = 1e-6;

    @TempDir
    private Path folder;

    @BeforeAll
    static void ngspiceIsThere() {
        boolean there;
        try {
            there = new ProcessBuilder("ngspice", "--version").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            there = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            there = false;
        }
        if (!there && "required".equals(System.getProperty("superpose.oracles"))) {
            fail("ngspice is not installed, but oracles are required");
        }
        Assumptions.assumeTrue(there, "ngspice is not installed");
    }

    static Stream<String> decks() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/decks"))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".cir")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("decks")
    void decksGiveWhatNgspiceGives(String name) throws Exception {
        String text = Files.readString(Path.of("src/test/resources/decks", name));
        int titleEnd = text.indexOf('\n') + 1;
        Path file = folder.resolve(name);
        Files.writeString(file, text.substring(0, titleEnd) + OPTIONS + text.substring(titleEnd));
        List<Plot> theirs = ngspice(file);
        Deck deck = new SpiceReader(Environment.ngspice()).read(file);
        int compared = 0;
        for (DeckAnalysis analysis : deck.analyses()) {
            for (ResultTable ours : analysis.run()) {
                Plot plot = theirs.stream().filter(p -> p.name.equals(ours.plotName())).findFirst().orElseThrow(() -> new AssertionError("ngspice has no " + ours.plotName()));
                compare(name, ours, plot);
                compared++;
            }
        }
        assertTrue(compared >= deck.analyses().size());
    }

    private static void compare(String deck, ResultTable ours, Plot theirs) {
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
            double deviation = ours.kind().equals("tran") ? overTime(ours, column, theirs, match) : pointwise(ours, column, theirs, match);
            if (!(deviation <= worst)) {
                worst = deviation;
                where = name;
            }
        }
        System.out.printf(Locale.ROOT, "%-24s %-11s %5d points  %.1e %s%n", deck, ours.kind(), ours.size(), worst, where);
        double tolerance = switch (ours.kind()) {
            case "op", "dc" -> DIRECT;
            case "ac" -> PHASOR;
            case "noise" -> NOISE;
            case "noise-total" -> INTEGRATED;
            default -> TRANSIENT;
        };
        assertTrue(worst < tolerance, deck + ", " + ours.kind() + ": " + where + " deviates by " + worst);
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

    /** A plot of a raw file. */
    private static final class Plot {
        private String name;
        private final List<String> names = new ArrayList<>();
        private final List<double[]> re = new ArrayList<>();
        private final List<double[]> im = new ArrayList<>();
    }

    private List<Plot> ngspice(Path deck) throws Exception {
        Path raw = folder.resolve("out.raw");
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder("ngspice", "-b", "-r", raw.toString(), deck.toString()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail("ngspice does not come to an end with " + deck.getFileName());
        }
        assertTrue(Files.exists(raw), () -> "ngspice wrote nothing");
        return read(Files.readAllBytes(raw));
    }

    private static List<Plot> read(byte[] bytes) {
        List<Plot> plots = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Plot plot = new Plot();
        boolean complex = false;
        int variables = 0;
        int points = 0;
        while (in.hasRemaining()) {
            String line = line(in);
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (line.startsWith("Plotname:")) {
                plot = new Plot();
                plot.name = value;
                plots.add(plot);
            } else if (line.startsWith("Flags:")) {
                complex = value.startsWith("complex");
            } else if (line.startsWith("No. Variables:")) {
                variables = Integer.parseInt(value);
            } else if (line.startsWith("No. Points:")) {
                points = Integer.parseInt(value);
            } else if (line.startsWith("Variables:")) {
                for (int v = 0; v < variables; v++) {
                    String name = line(in).strip().split("\\s+")[1];
                    plot.names.add(name.equals("v(onoise_total)") || name.equals("v(inoise_total)") ? name.substring(2, name.length() - 1) : name);
                    plot.re.add(new double[points]);
                    plot.im.add(new double[points]);
                }
            } else if (line.startsWith("Binary:")) {
                for (int p = 0; p < points; p++) {
                    for (int v = 0; v < variables; v++) {
                        plot.re.get(v)[p] = in.getDouble();
                        plot.im.get(v)[p] = complex ? in.getDouble() : 0;
                    }
                }
            }
        }
        return plots;
    }

    private static String line(ByteBuffer in) {
        int from = in.position();
        while (in.get() != '\n') {
            continue;
        }
        return new String(in.array(), from, in.position() - from - 1, StandardCharsets.UTF_8);
    }
}
