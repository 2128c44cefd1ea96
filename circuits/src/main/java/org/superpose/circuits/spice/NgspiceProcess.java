package org.superpose.circuits.spice;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.superpose.circuits.circuit.CircuitException;

/**
 * ngspice as a process of its own for each deck: without a shell, in a new folder that is deleted afterwards, without the user's start-up files, for a bounded time and with bounded results. A deck must come from us; of a stranger's text it holds what
 * {@link CircuitText} lets through.
 */
public final class NgspiceProcess {
    private static final String PROGRAM = "ngspice";
    private static final long PATIENCE = 120;                      // [s]
    private static final long MOST_BYTES = 1L << 28;               // of results, and of what it prints
    private static final long LOOK = 200;                          // between looks at their size [ms]
    private static final long FAREWELL = 5;                        // for one that is killed [s]
    private static final int LONGEST_LINE = 1000;                  // of what it prints; of longer ones the begin is looked at
    private static final int LONGEST_MESSAGE = 300;
    private static final Pattern COMPLAINT = Pattern.compile("(?i)error|fatal|unknown|can't|cannot|could not|singular|failed|aborted");
    /** Of a level that ngspice does not have it takes the first one, and only prints so. */
    private static final Pattern REPLACED = Pattern.compile("(?i)illegal value for level|levels? .* (is|are) (not )?supported");

    private NgspiceProcess() {
    }

    /**
     * Runs a deck.
     *
     * @param plots how many it makes
     * @return its plots, in order
     * @throws CircuitException if ngspice is not there, does not come to an end, or does not make them
     */
    public static List<RawPlot> run(String deck, int plots) {
        try {
            try (Folder folder = new Folder(Files.createTempDirectory("superpose-ngspice"))) {
                return run(deck, plots, folder.path());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("ngspice's files cannot be written or read: " + e.getMessage(), e);
        }
    }

    private static List<RawPlot> run(String deck, int plots, Path folder) throws IOException {
        Path raw = folder.resolve("out.raw");
        Path log = folder.resolve("log");
        Files.writeString(folder.resolve("deck.cir"), deck);
        Path nothing = Files.createFile(folder.resolve("nothing"));
        ProcessBuilder builder = new ProcessBuilder(PROGRAM, "-n", "-b", "-r", "out.raw", "deck.cir").directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).redirectInput(nothing.toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "LD_LIBRARY_PATH", "SystemRoot"));
        builder.environment().put("HOME", folder.toString());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new CircuitException("ngspice cannot be started (" + e.getMessage() + "); install ngspice 39 or newer and see that it is on the PATH");
        }
        try {
            await(process, raw, log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } finally {
            process.destroyForcibly().onExit().completeOnTimeout(process, FAREWELL, TimeUnit.SECONDS).join();
        }
        String replaced = line(log, REPLACED);
        if (!replaced.isEmpty()) {
            throw new CircuitException("ngspice has not the model that the cell asks for, and would take another: " + replaced);
        }
        if (process.exitValue() != 0) {
            throw new CircuitException("ngspice failed with status " + process.exitValue() + complaint(log));
        }
        List<RawPlot> read = size(raw) == 0 ? List.of() : read(raw, log);
        if (read.size() != plots) {
            throw new CircuitException("ngspice made " + read.size() + " of " + plots + " results" + complaint(log));
        }
        for (RawPlot plot : read) {
            if (plot.size() == 0) {
                throw new CircuitException("ngspice made a result without points (" + plot.name() + ")" + complaint(log));
            }
        }
        return read;
    }

    private static List<RawPlot> read(Path raw, Path log) throws IOException {
        try {
            return RawFile.read(raw);
        } catch (SpiceException e) {
            throw new CircuitException("ngspice's results cannot be read (" + e.reason() + ")" + complaint(log));
        }
    }

    private static void await(Process process, Path raw, Path log) throws InterruptedException, IOException {
        long most = TimeUnit.SECONDS.toMillis(PATIENCE) / LOOK;
        for (long looks = 0; !process.waitFor(LOOK, TimeUnit.MILLISECONDS); looks++) {
            if (looks >= most) {
                throw new CircuitException("ngspice does not come to an end within " + PATIENCE + " s; is the cell very large?");
            }
            bounded(raw, log);
        }
        bounded(raw, log);
    }

    private static void bounded(Path raw, Path log) throws IOException {
        if (size(raw) + size(log) > MOST_BYTES) {
            throw new CircuitException("ngspice writes more than " + MOST_BYTES + " bytes; is the cell very large?");
        }
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** The first line of what it printed in which a pattern is found; empty if there is none. */
    private static String line(Path log, Pattern pattern) throws IOException {
        String plain;
        try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
            plain = WrittenNames.plain(lines.lines().map(line -> line.substring(0, Math.min(line.length(), LONGEST_LINE))).filter(line -> pattern.matcher(line).find()).findFirst().orElse("").strip());
        }
        return plain.length() > LONGEST_MESSAGE ? plain.substring(0, LONGEST_MESSAGE) + "..." : plain;
    }

    /** What it printed of a failure, as the end of a message. */
    private static String complaint(Path log) throws IOException {
        String line = line(log, COMPLAINT);
        return line.isEmpty() ? " and does not say why" : "; it says: " + line;
    }

    /** Is deleted with all that it holds. */
    private record Folder(Path path) implements Closeable {
        @Override
        public void close() throws IOException {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }
}
