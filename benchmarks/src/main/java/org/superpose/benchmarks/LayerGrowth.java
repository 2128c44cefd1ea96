package org.superpose.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.superpose.simulator.report.chart.Axis;
import org.superpose.simulator.report.chart.Figure;
import org.superpose.simulator.report.chart.LinePanel;
import org.superpose.simulator.report.chart.Series;

/**
 * How time and memory of an operating point grow with the circuit: whole processes of {@code superpose spice} on layers of 16 × 16 to 128 × 128 Gilbert cells, with a heap of 4 GB at most, elapsed time (the least of the rounds) and the most memory
 * that was resident. Draws both over the number of transistors, beside lines that are proportional to it.
 * <p>{@code java -cp benchmarks/target/benchmarks.jar org.superpose.benchmarks.LayerGrowth FOLDER [rounds [outputs ...]]}, in the folder of the launcher, on Linux. The folder gets growth.png, growth.svg, growth_1.csv (time) and growth_2.csv (memory).
 */
public final class LayerGrowth {
    private static final int TRANSISTORS = 7;                   // of a cell
    private static final long LOOK = 5;                         // how often the memory is looked at [ms]
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private LayerGrowth() {
    }

    /** Elapsed time [s] and most memory [bytes] of a process. */
    private record Cost(double seconds, double bytes) {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        int[] sides = arguments.length > 2 ? IntStream.range(2, arguments.length).map(a -> Integer.parseInt(arguments[a])).toArray() : new int[] {16, 24, 32, 48, 64, 96, 128};
        double[] transistors = new double[sides.length];
        double[] seconds = new double[sides.length];
        double[] megabytes = new double[sides.length];
        Path deck = Files.createTempFile("superpose-benchmark", ".cir");
        try {
            System.out.printf(Locale.ROOT, "%-12s %12s %10s %12s %22s%n", "layer", "transistors", "time [s]", "memory [MB]", "time/transistor [us]");
            for (int k = 0; k < sides.length; k++) {
                Files.writeString(deck, new GilbertLayerDeck(sides[k], sides[k], GilbertLayerDeck.Analysis.OP).text(), StandardCharsets.UTF_8);
                if (k == 0) {
                    run(deck);                                          // builds it if need be, and brings the files into memory
                }
                transistors[k] = TRANSISTORS * sides[k] * sides[k];
                seconds[k] = Double.POSITIVE_INFINITY;
                for (int round = 0; round < rounds; round++) {
                    Cost cost = run(deck);
                    seconds[k] = Math.min(seconds[k], cost.seconds);
                    megabytes[k] = Math.max(megabytes[k], cost.bytes / 1e6);
                }
                System.out.printf(Locale.ROOT, "%-12s %12.0f %10.2f %12.0f %22.1f%n", sides[k] + " x " + sides[k], transistors[k], seconds[k], megabytes[k], 1e6 * seconds[k] / transistors[k]);
            }
        } finally {
            Files.deleteIfExists(deck);
        }
        new Figure("growth", "Operating points of Gilbert layers", "A whole process of superpose spice, from start to end; dashed: proportional to the number of transistors, through the last point", 2, List.of(
                panel("Time", Axis.logarithmic("elapsed time", "s"), transistors, seconds), panel("Memory", Axis.logarithmic("largest resident memory", "MB"), transistors, megabytes))).write(folder);
    }

    private static LinePanel panel(String title, Axis axis, double[] transistors, double[] costs) {
        int last = costs.length - 1;
        double[] line = IntStream.range(0, costs.length).mapToDouble(k -> costs[last] * transistors[k] / transistors[last]).toArray();
        return new LinePanel(title, Axis.logarithmic("bipolar transistors", ""), axis, List.of(Series.of("superpose", Series.Style.LINE_AND_POINTS, transistors, costs), Series.of("proportional", Series.Style.DASHED, transistors, line)));
    }

    private static Cost run(Path deck) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("./superpose", "spice", deck.toString(), "--constants", "ngspice"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Xmx4g");
        long begin = System.nanoTime();
        Process process = builder.start();                              // the launcher becomes the JVM, so its number stays
        Path status = Path.of("/proc/" + process.pid() + "/status");
        double peak = 0;
        while (process.isAlive()) {
            try {
                Matcher found = PEAK.matcher(Files.readString(status));
                peak = found.find() ? Math.max(peak, 1024 * Double.parseDouble(found.group(1))) : peak;
            } catch (IOException e) {
                break;                                                  // it has just ended
            }
            process.waitFor(LOOK, TimeUnit.MILLISECONDS);
        }
        int code = process.waitFor();
        double seconds = (System.nanoTime() - begin) * 1e-9;
        if (code != 0) {
            throw new IllegalStateException(command + " ended with " + code);
        }
        return new Cost(seconds, peak);
    }
}
