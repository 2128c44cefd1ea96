package org.superpose.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.spice.Deck;
import org.superpose.circuits.spice.DeckAnalysis;
import org.superpose.circuits.spice.SpiceReader;

/**
 * {@code superpose spice} against {@code ngspice -b} on the same decks: both whole processes in turn, elapsed time from start to end with everything that they print, medians and their ratio. Both are compared with a tight reference: ngspice with
 * RELTOL 1e-6, and in time, where that takes hours, superpose with RELTOL 1e-6 and a tenth of the largest step. Beside that the same decks are read, planned and solved in a JVM that has done so many times, which tells what the start of a
 * process and its compiler take.
 * <p>{@code java -cp benchmarks/target/benchmarks.jar org.superpose.benchmarks.SpiceComparison [rounds [analysis outputs inputs ...]]}, in the folder of the launcher; without analyses, operating points of 32 × 32 and 64 × 64 cells and the
 * other analyses of 32 × 32.
 */
public final class SpiceComparison {
    private static final Pattern SCALAR = Pattern.compile("\\s*(?:v\\()?(\\w+)\\)?(?:\\s+=\\s+|\\s+)([-+]?\\d\\.\\d+e[-+]\\d+)\\s*");
    private static final Pattern ROW = Pattern.compile("\\s*\\d+\\s+([-+]?\\d\\.\\d+e[-+]\\d+)\\s+([-+]?\\d\\.\\d+e[-+]\\d+)\\s*");

    /** How long a deck is run over and over before it counts as warm [ns], and how often at least. */
    private static final long WARM_UP = 20_000_000_000L;
    private static final int WARM_RUNS = 5;

    private SpiceComparison() {
    }

    /** Numbers that a run printed, at points (of a sweep, in frequency or time; else their place in the list) that rise. */
    private record Printed(double[] at, double[] values) {
        /** On the straight line between two points. */
        double value(double point) {
            int found = Arrays.binarySearch(at, point);
            int next = Math.min(Math.max(found >= 0 ? found : -found - 1, 1), at.length - 1);
            double part = (point - at[next - 1]) / (at[next] - at[next - 1]);
            return values[next - 1] + part * (values[next] - values[next - 1]);
        }

        /** The largest difference from a reference, over the largest number of that. */
        double error(Printed reference) {
            double full = Arrays.stream(reference.values).map(Math::abs).max().orElseThrow();
            return IntStream.range(0, values.length).mapToDouble(i -> Math.abs(values[i] - (values.length == 1 ? reference.values[0] : reference.value(at[i])))).max().orElseThrow() / full;
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        List<GilbertLayerDeck> layers = new ArrayList<>();
        for (int a = 1; a + 2 < arguments.length; a += 3) {
            layers.add(new GilbertLayerDeck(Integer.parseInt(arguments[a + 1]), Integer.parseInt(arguments[a + 2]), GilbertLayerDeck.Analysis.of(arguments[a])));
        }
        if (layers.isEmpty()) {
            layers.add(new GilbertLayerDeck(64, 64, GilbertLayerDeck.Analysis.OP));
            for (GilbertLayerDeck.Analysis analysis : GilbertLayerDeck.Analysis.values()) {
                layers.add(new GilbertLayerDeck(32, 32, analysis));
            }
        }
        Path folder = Files.createTempDirectory("superpose-benchmark");
        try {
            System.out.printf(Locale.ROOT, "%-16s %14s %12s %8s %10s %8s %18s %14s%n", "deck", "superpose [s]", "ngspice [s]", "times", "warm [s]", "times", "superpose's error", "ngspice's");
            for (GilbertLayerDeck layer : layers) {
                System.out.println(compare(layer, rounds, folder));
            }
        } finally {
            for (String file : List.of("deck.cir", "out.txt", "err.txt")) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.delete(folder);
        }
    }

    private static String compare(GilbertLayerDeck layer, int rounds, Path folder) throws IOException, InterruptedException {
        Path deck = folder.resolve("deck.cir");
        List<String> ours = List.of("./superpose", "spice", deck.toString(), "--constants", "ngspice");
        List<String> theirs = List.of("ngspice", "-b", deck.toString());
        Files.writeString(deck, layer.tightText(), StandardCharsets.UTF_8);
        seconds(layer.analysis() == GilbertLayerDeck.Analysis.TRAN ? ours : theirs, folder);
        Printed reference = printed(layer, folder);
        Files.writeString(deck, layer.text(), StandardCharsets.UTF_8);
        seconds(ours, folder);                                        // builds it if need be, and brings the files into memory
        List<Double> ourTimes = new ArrayList<>();
        List<Double> theirTimes = new ArrayList<>();
        double ourError = 0;
        double theirError = 0;
        for (int round = 0; round < rounds; round++) {
            ourTimes.add(seconds(ours, folder));
            ourError = Math.max(ourError, printed(layer, folder).error(reference));
            theirTimes.add(seconds(theirs, folder));
            theirError = Math.max(theirError, printed(layer, folder).error(reference));
        }
        long begin = System.nanoTime();                                // behind the processes, which compilers of this one would slow
        for (int run = 0; run < WARM_RUNS || System.nanoTime() - begin < WARM_UP; run++) {
            warmSeconds(deck);
        }
        List<Double> warmTimes = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            warmTimes.add(warmSeconds(deck));
        }
        if (!(ourError <= layer.analysis().agreement())) {
            throw new IllegalStateException(layer + ": superpose differs from the reference by " + ourError + " of full scale");
        }
        String name = layer.analysis().name().toLowerCase(Locale.ROOT) + " " + layer.outputs() + " x " + layer.inputs();
        return String.format(Locale.ROOT, "%-16s %14.2f %12.2f %8.2f %10.2f %8.2f %18.1e %14.1e", name, median(ourTimes), median(theirTimes), median(theirTimes) / median(ourTimes),
                median(warmTimes), median(theirTimes) / median(warmTimes), ourError, theirError);
    }

    /** What a deck takes within this process, printing excepted. */
    private static double warmSeconds(Path deck) throws IOException {
        long begin = System.nanoTime();
        Deck read = new SpiceReader(Environment.ngspice()).keepingWhatIsPrinted().read(deck, opened -> { });
        for (DeckAnalysis analysis : read.analyses()) {
            analysis.run().forEach(read::printed);
        }
        return (System.nanoTime() - begin) * 1e-9;
    }

    private static double seconds(List<String> command, Path folder) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectOutput(folder.resolve("out.txt").toFile()).redirectError(folder.resolve("err.txt").toFile()).start();
        int code = process.waitFor();
        double seconds = (System.nanoTime() - begin) * 1e-9;
        if (code != 0) {
            throw new IllegalStateException(command + " ended with " + code + ": " + Files.readString(folder.resolve("err.txt"), StandardCharsets.UTF_8));
        }
        return seconds;
    }

    /** What a run printed of the outputs. Pages repeat their first lines. */
    private static Printed printed(GilbertLayerDeck layer, Path folder) throws IOException {
        boolean scalars = layer.analysis() == GilbertLayerDeck.Analysis.OP || layer.analysis() == GilbertLayerDeck.Analysis.NOISE;
        Map<String, Double> named = new LinkedHashMap<>();
        List<double[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("out.txt"), StandardCharsets.UTF_8)) {
            Matcher scalar = SCALAR.matcher(line);
            Matcher row = ROW.matcher(line);
            if (scalars && scalar.matches() && scalar.group(1).matches("out\\d+|onoise_total")) {
                named.put(scalar.group(1), Double.valueOf(scalar.group(2)));
            } else if (!scalars && row.matches() && (rows.isEmpty() || Double.parseDouble(row.group(1)) > rows.get(rows.size() - 1)[0])) {
                rows.add(new double[] {Double.parseDouble(row.group(1)), Double.parseDouble(row.group(2))});
            }
        }
        if (scalars ? named.size() != (layer.analysis() == GilbertLayerDeck.Analysis.OP ? layer.outputs() : 1) : rows.size() < 2) {
            throw new IllegalStateException(layer + ": a run printed " + (named.size() + rows.size()) + " results, not what was asked");
        }
        if (scalars) {
            return new Printed(IntStream.range(0, named.size()).asDoubleStream().toArray(), named.entrySet().stream().sorted(Map.Entry.comparingByKey()).mapToDouble(Map.Entry::getValue).toArray());
        }
        return new Printed(rows.stream().mapToDouble(row -> row[0]).toArray(), rows.stream().mapToDouble(row -> row[1]).toArray());
    }

    private static double median(List<Double> times) {
        return Main.median(Main.sorted(times));
    }
}
