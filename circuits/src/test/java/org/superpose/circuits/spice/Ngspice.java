package org.superpose.circuits.spice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** ngspice 39, the oracle: one process for each deck. */
final class Ngspice {
    /** Under which its own stopping errors lie below ours. Closer ones end some of its transient runs with a step that is too small, and with 1e-9 its source stepping ends in points that are no solutions. */
    private static final String THEIRS = ".options reltol=1e-6 abstol=1e-12 vntol=1e-8 chgtol=1e-18 gmin=1e-12 itl1=500 itl4=100\n";

    /** Ours beside {@link #THEIRS}. */
    static final String OURS = ".options reltol=1e-5 gmin=1e-12\n";

    private static final long PATIENCE = 60;               // [s]

    private Ngspice() {
    }

    /** Skips a test where ngspice is absent, and fails it there if the system property {@code superpose.oracles} is {@code required}. */
    static void assumeThere() {
        boolean there = isThere();
        if (!there && "required".equals(System.getProperty("superpose.oracles"))) {
            Assertions.fail("ngspice is not installed, but oracles are required");
        }
        Assumptions.assumeTrue(there, "ngspice is not installed");
    }

    static boolean isThere() {
        try {
            return new ProcessBuilder("ngspice", "--version").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A deck with one more line behind its title. */
    static String with(String line, String deck) {
        int titleEnd = deck.indexOf('\n') + 1;
        return deck.substring(0, titleEnd) + line + deck.substring(titleEnd);
    }

    /** A plot of a raw file. */
    static final class Plot {
        final String name;
        final List<String> names = new ArrayList<>();
        final List<double[]> re = new ArrayList<>();
        final List<double[]> im = new ArrayList<>();

        Plot(RawPlot plot) {
            name = plot.name();
            for (int column = 0; column < plot.names().size(); column++) {
                String spelled = plot.names().get(column);
                names.add(spelled.equals("v(onoise_total)") || spelled.equals("v(inoise_total)") ? spelled.substring(2, spelled.length() - 1) : spelled);
                re.add(plot.real(column));
                im.add(plot.imaginary(column));
            }
        }
    }

    /** A run under way. */
    static final class Run {
        private final Process process;
        private final Path deck;
        private final Path raw;
        private final Path log;

        private Run(Process process, Path deck, Path raw, Path log) {
            this.process = process;
            this.deck = deck;
            this.raw = raw;
            this.log = log;
        }

        /** What it printed, measures among it; the run must be over. */
        String log() throws IOException {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        }

        /** Waits for the end; its plots in the order in which they were written. */
        List<Plot> plots() throws IOException, InterruptedException {
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                Assertions.fail("ngspice does not come to an end with " + deck.getFileName());
            }
            if (!Files.exists(raw)) {
                Assertions.fail("ngspice wrote nothing: " + log());
            }
            List<Plot> plots = new ArrayList<>();
            RawFile.read(raw).forEach(plot -> plots.add(new Plot(plot)));
            return plots;
        }
    }

    /** Starts ngspice with a deck, in a folder in which it leaves its files. */
    static Run start(String name, String text, Path folder) throws IOException {
        Path deck = Files.writeString(folder.resolve(name), with(THEIRS, text));
        Path raw = deck.resolveSibling(deck.getFileName() + ".raw");
        Path log = deck.resolveSibling(deck.getFileName() + ".log");
        Process process = new ProcessBuilder("ngspice", "-b", "-r", raw.toString(), deck.toString()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return new Run(process, deck, raw, log);
    }

    /** What it prints of a deck when it keeps no plots: measures, harmonics, transfer functions. */
    static String print(String name, String text, Path folder) throws IOException, InterruptedException {
        Path deck = Files.writeString(folder.resolve(name), with(THEIRS, text));
        Path log = deck.resolveSibling(deck.getFileName() + ".log");
        Process process = new ProcessBuilder("ngspice", "-b", deck.toString()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            Assertions.fail("ngspice does not come to an end with " + name);
        }
        return Files.readString(log, StandardCharsets.ISO_8859_1);
    }
}
