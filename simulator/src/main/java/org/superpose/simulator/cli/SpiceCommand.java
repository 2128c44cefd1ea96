package org.superpose.simulator.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.solve.ConvergenceException;
import org.superpose.circuits.solve.Receipt;
import org.superpose.circuits.spice.Deck;
import org.superpose.circuits.spice.DeckAnalysis;
import org.superpose.circuits.spice.Measured;
import org.superpose.circuits.spice.ResultTable;
import org.superpose.circuits.spice.SpiceException;
import org.superpose.circuits.spice.SpiceReader;
import org.superpose.simulator.input.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a SPICE deck. */
@Command(name = "spice", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
        description = {"Runs the analyses of a SPICE deck, like ngspice -b.",
            "With -o, the folder gets a table and a raw file of each: 1-op.csv, 2-dc.csv, 2-dc.raw ... (the number is its place in the deck), and measures.json."})
final class SpiceCommand implements Callable<Integer> {
    private static final int NAME_WIDTH = 33;
    private static final int MOST_COLUMNS = 12;                         // of a table of rows that nobody asked for
    private static final Set<String> STEPPED = Set.of("op", "tf", "noise-total");     // of a single row at each point of .step

    private final Surroundings surroundings;
    private final WarmUp warmUp;
    private boolean failed;                                             // a point of .step has no solution

    @Parameters(paramLabel = "DECK", description = "SPICE file, for instance circuits/src/test/resources/decks/divider.cir.")
    private Path file;

    @Option(names = {"-o", "--output"}, paramLabel = "FOLDER", description = "Folder to make for the results (default: only the tables on the screen).")
    private Path output;

    @Option(names = "--plot", description = "With -o: a PNG and an SVG of each sweep, AC, noise and transient result; of what .print or .plot names, else of the nodes.")
    private boolean plot;

    @Option(names = "--watch", description = "Run again whenever the deck or a file that it includes changes, until Ctrl-C.")
    private boolean watch;

    @Option(names = "--force", description = "Replace FOLDER if an earlier run made it.")
    private boolean force;

    @Option(names = {"-I", "--include"}, paramLabel = "FOLDER", description = "Folder in which files may lie that the deck includes, beside its own; may be given several times.")
    private Path[] include = {};

    @Option(names = "--constants", paramLabel = "SI|ngspice", defaultValue = "SI", description = "Boltzmann constant and elementary charge: exact SI of 2019 (default), or those of ngspice 39, for comparisons with it.")
    private Constants constants;

    /** Whose physical constants. */
    enum Constants {
        /** The SI of 2019. */
        SI {
            @Override
            Environment environment() {
                return Environment.standard();
            }
        },
        /** CODATA 2014. */
        ngspice {
            @Override
            Environment environment() {
                return Environment.ngspice();
            }
        };

        abstract Environment environment();
    }

    SpiceCommand(Surroundings surroundings, WarmUp warmUp) {
        this.surroundings = surroundings;
        this.warmUp = warmUp;
    }

    /** Whether the arguments are {@code spice DECK} or {@code spice DECK --constants ngspice} and no more. To read those with picocli takes as long as a small deck. */
    static boolean isPlain(String... arguments) {
        return (arguments.length == 2 || arguments.length == 4 && arguments[2].equals("--constants") && arguments[3].equals(Constants.ngspice.name()))
                && arguments[0].equals("spice") && !arguments[1].isEmpty() && arguments[1].charAt(0) != '-' && arguments[1].charAt(0) != '@';
    }

    /** Runs {@linkplain #isPlain plain} arguments. */
    int plain(String... arguments) throws Exception {
        try {
            file = Path.of(arguments[1]);
        } catch (InvalidPathException e) {
            throw new InputException("\"" + arguments[1] + "\" cannot be the name of a file here (" + e.getReason() + ")");
        }
        constants = arguments.length == 2 ? Constants.SI : Constants.ngspice;
        return call();
    }

    @Override
    public Integer call() throws Exception {
        for (Path allowed : include) {
            if (!Files.isDirectory(allowed)) {
                throw new InputException(allowed, "is not a folder to include files from; correct the name behind -I");
            }
        }
        if (plot && output == null) {
            throw new InputException("--plot draws into the folder of the results; name one with -o FOLDER");
        }
        if (!watch) {
            once(force, opened -> { });
            return failed ? Main.NOT_CONVERGED : 0;
        }
        boolean again = force;
        while (true) {
            WatchedFiles files = new WatchedFiles(file);
            try {
                once(again, files::add);
                again = true;
            } catch (SpiceException | InputException | ConvergenceException | IOException e) {
                if (e instanceof InputException && !again) {
                    throw e;                                            // the folder is not ours to write to
                }
                surroundings.err().println("superpose: " + new InputException(e.getMessage()).getMessage());
            }
            surroundings.err().println("watching " + file + "; Ctrl-C ends it");
            files.awaitChange();
        }
    }

    /** Runs the deck as it is now. */
    private void once(boolean replace, Consumer<Path> opened) throws IOException {
        if (output == null) {
            run(read(opened), null);
            return;
        }
        try (OutputFolder folder = new OutputFolder(output, replace, file)) {
            Deck deck = read(opened);
            folder.fill(partial -> run(deck, partial));
            surroundings.out().println("results: " + folder.target());
        }
    }

    private Deck read(Consumer<Path> opened) throws IOException {
        try {
            SpiceReader reader = new SpiceReader(constants.environment()).withFolders(include);
            Deck deck = (output == null ? reader.keepingWhatIsPrinted() : reader).read(file, opened);
            deck.warnings().forEach(surroundings.err()::println);
            return deck;
        } finally {
            warmUp.end();
        }
    }

    private void run(Deck deck, Path folder) throws IOException {
        PrintStream out = surroundings.out();
        failed = false;
        out.println("Circuit: " + deck.title());
        SpiceResults results = folder == null ? null : new SpiceResults(folder);
        Map<String, Integer> used = new HashMap<>();
        int number = 0;
        for (DeckAnalysis analysis : deck.analyses()) {
            number++;
            for (ResultTable table : analysis.run()) {
                String kind = number + "-" + table.kind();
                int count = used.merge(kind, 1, Integer::sum);                      // several .four cards have tables of one kind
                String name = count == 1 ? kind : kind + "-" + count;
                print(name, table, deck.printed(table), folder);
                for (String failure : table.failures()) {
                    failed = true;
                    surroundings.err().println("superpose: " + name + ": no result at " + failure);
                }
                for (Measured measured : table.measured()) {
                    out.println("  " + shown(measured));
                }
                if (results != null) {
                    results.add(name, deck.title(), table);
                    if (plot) {
                        draw(name, deck, table, folder);
                    }
                }
            }
        }
        if (results != null) {
            results.end(file.getFileName().toString(), deck, constants.name());
        }
    }

    private void draw(String name, Deck deck, ResultTable table, Path folder) throws IOException {
        CircuitFigure.Drawn drawn = CircuitFigure.of(name, deck, table);
        if (drawn.figure().isPresent()) {
            Files.write(folder.resolve(name + ".png"), drawn.figure().get().png());
            Files.writeString(folder.resolve(name + ".svg"), drawn.figure().get().svg(), StandardCharsets.UTF_8);
        }
        drawn.remarks().forEach(remark -> surroundings.out().println("  " + name + ".png: " + remark));
    }

    private static String shown(Measured measured) {
        StringBuilder text = new StringBuilder(pad(measured.name()));
        if (measured.value().isPresent()) {
            text.append(Scientific.of(measured.value().getAsDouble())).append(measured.unit().isEmpty() ? "" : " " + measured.unit());
        } else {
            text.append("failed: ").append(measured.failure());
        }
        measured.at().forEach((what, value) -> text.append("  ").append(what).append('=').append(Scientific.of(value)));
        return text.toString();
    }

    private void print(String name, ResultTable table, List<ResultTable> printed, Path folder) {
        PrintStream out = surroundings.out();
        Receipt receipt = table.receipt();
        out.println();
        out.println(name + ": " + table.plotName() + ", " + table.size() + " point" + (table.size() == 1 ? "" : "s") + "; residual " + Scientific.of(receipt.residual(), 1) + " A, power balance " + Scientific.of(receipt.powerBalance(), 1)
                + ", " + receipt.iterations() + " iterations" + (receipt.aids().isEmpty() ? "" : ", aids " + receipt.aids()));
        boolean stepped = STEPPED.contains(table.kind()) && table.swept() > 0 && table.names().size() <= MOST_COLUMNS;
        if (table.size() == 1) {
            list("Node", "Voltage", table, "voltage");
            list("Source", "Current", table, "current");
            list("Quantity", "Value", table, "");
        } else if (!printed.isEmpty()) {
            printed.forEach(this::rows);
        } else if (stepped || table.kind().equals("four")) {
            rows(table);
        } else if (folder == null) {
            out.println("  columns: " + String.join(" ", table.names()) + "; see them with .print, keep them with -o FOLDER");
        }
    }

    /** A table of rows as .print has it. */
    private void rows(ResultTable table) {
        TextTable text = new TextTable(0, Stream.concat(Stream.of("Index"), table.names().stream()).toArray(String[]::new));
        List<double[]> columns = IntStream.range(0, table.names().size()).mapToObj(table::real).toList();
        for (int row = 0; row < table.size(); row++) {
            int at = row;
            text.row(Stream.concat(Stream.of(Integer.toString(row)), columns.stream().map(column -> Scientific.of(column[at]))).toArray(String[]::new));
        }
        surroundings.out().print(text);
    }

    /** A table of names and values of a type as ngspice prints it. */
    private void list(String head, String unit, ResultTable table, String type) {
        List<Integer> columns = new ArrayList<>();
        for (int column = 0; column < table.names().size(); column++) {
            boolean plain = table.names().get(column).endsWith(")") && (table.type(column).equals("voltage") || table.type(column).equals("current"));
            if (type.isEmpty() ? !plain : plain && table.type(column).equals(type)) {
                columns.add(column);
            }
        }
        if (columns.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();                       // printed at once: a circuit may have a hundred thousand nodes
        text.append('\t').append(pad(head)).append(unit).append('\n');
        text.append('\t').append(pad("-".repeat(head.length()))).append("-".repeat(unit.length())).append('\n');
        for (int column : columns) {
            String name = table.names().get(column);
            String inside = name.substring(name.indexOf('(') + 1, name.length() - 1);
            String shown = name.startsWith("v(") || name.startsWith("i(@") ? inside : name.startsWith("i(") ? inside + "#branch" : name;
            String imaginary = table.isComplex() ? ", " + Scientific.of(table.imaginary(column)[0]) : "";
            text.append('\t').append(pad(shown)).append(Scientific.of(table.real(column)[0])).append(imaginary).append('\n');
        }
        surroundings.out().print(text);
    }

    private static String pad(String text) {
        return text + " ".repeat(Math.max(2, NAME_WIDTH - text.length()));
    }
}
