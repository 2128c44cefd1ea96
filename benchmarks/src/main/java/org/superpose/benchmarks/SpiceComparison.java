package org.superpose.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code superpose spice} against {@code ngspice -b} on the same decks: both whole processes in turn, elapsed time from start to end with everything that they print, medians and their ratio. That both find the same is checked on the way.
 * <p>{@code java -cp benchmarks/target/benchmarks.jar org.superpose.benchmarks.SpiceComparison [rounds [analysis outputs inputs ...]]}, in the folder of the launcher; without analyses, operating points of 32 × 32 and 64 × 64 cells.
 */
public final class SpiceComparison {
    private static final Pattern SCALAR = Pattern.compile("\\s*(?:v\\()?(\\w+)\\)?(?:\\s+=\\s+|\\s+)([-+]?\\d\\.\\d+e[-+]\\d+)\\s*");
    private static final Pattern ROW = Pattern.compile("\\s*(\\d+)\\s.*?([-+]?\\d\\.\\d+e[-+]\\d+)\\s*");

    private SpiceComparison() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        List<GilbertLayerDeck> layers = new ArrayList<>();
        for (int a = 1; a + 2 < arguments.length; a += 3) {
            layers.add(new GilbertLayerDeck(Integer.parseInt(arguments[a + 1]), Integer.parseInt(arguments[a + 2]), GilbertLayerDeck.Analysis.of(arguments[a])));
        }
        if (layers.isEmpty()) {
            layers.add(new GilbertLayerDeck(32, 32, GilbertLayerDeck.Analysis.OP));
            layers.add(new GilbertLayerDeck(64, 64, GilbertLayerDeck.Analysis.OP));
        }
        Path folder = Files.createTempDirectory("superpose-benchmark");
        try {
            System.out.printf(Locale.ROOT, "%-18s %14s %14s %8s %12s%n", "deck", "superpose [s]", "ngspice [s]", "ratio", "disagreement");
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
        Path deck = Files.writeString(folder.resolve("deck.cir"), layer.text(), StandardCharsets.UTF_8);
        List<String> ours = List.of("./superpose", "spice", deck.toString(), "--constants", "ngspice");
        List<String> theirs = List.of("ngspice", "-b", deck.toString());
        seconds(ours, folder);                                        // builds it if need be, and brings the files into memory
        List<Double> ourTimes = new ArrayList<>();
        List<Double> theirTimes = new ArrayList<>();
        double worst = 0;
        for (int round = 0; round < rounds; round++) {
            ourTimes.add(seconds(ours, folder));
            Map<String, Double> found = results(layer, folder);
            theirTimes.add(seconds(theirs, folder));
            worst = Math.max(worst, disagreement(found, results(layer, folder), layer));
        }
        String name = layer.analysis().name().toLowerCase(Locale.ROOT) + " " + layer.outputs() + " x " + layer.inputs();
        return String.format(Locale.ROOT, "%-18s %14.2f %14.2f %8.3f %12.1e", name, median(ourTimes), median(theirTimes), median(ourTimes) / median(theirTimes), worst);
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

    /** What a run printed of the outputs: by name, by the index of a point, or of a transient, whose points differ, the end. */
    private static Map<String, Double> results(GilbertLayerDeck layer, Path folder) throws IOException {
        Map<String, Double> found = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve("out.txt"), StandardCharsets.UTF_8)) {
            Matcher scalar = SCALAR.matcher(line);
            Matcher row = ROW.matcher(line);
            switch (layer.analysis()) {
                case OP, NOISE -> {
                    if (scalar.matches() && scalar.group(1).matches("out\\d+|onoise_total")) {
                        found.put(scalar.group(1), Double.valueOf(scalar.group(2)));
                    }
                }
                case DC, AC, TRAN -> {
                    if (row.matches()) {
                        found.put(layer.analysis() == GilbertLayerDeck.Analysis.TRAN ? "end" : row.group(1), Double.valueOf(row.group(2)));
                    }
                }
            }
        }
        return found;
    }

    private static double disagreement(Map<String, Double> ours, Map<String, Double> theirs, GilbertLayerDeck layer) {
        if (ours.isEmpty() || !ours.keySet().equals(theirs.keySet())) {
            throw new IllegalStateException(layer + ": superpose printed " + ours.size() + " results, ngspice " + theirs.size() + ", not the same ones");
        }
        double full = theirs.values().stream().mapToDouble(Math::abs).max().orElseThrow();
        double worst = ours.entrySet().stream().mapToDouble(result -> Math.abs(result.getValue() - theirs.get(result.getKey()))).max().orElseThrow() / full;
        if (!(worst <= layer.analysis().agreement())) {
            throw new IllegalStateException(layer + ": the answers differ by " + worst + " of full scale");
        }
        return worst;
    }

    private static double median(List<Double> times) {
        return Main.median(Main.sorted(times));
    }
}
