package org.superpose.simulator.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.superpose.circuits.solve.ConvergenceException;
import org.superpose.circuits.spice.SpiceException;
import org.superpose.simulator.input.InputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Entry point of the command line. Exit codes: 0 done, 1 a defect of ours, 2 wrong input (one line on stderr), 3 did not converge,
 * 4 results that were compared differ, 130 interrupted.
 */
@Command(name = "superpose", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
        description = "Simulates trained neural networks on analog hardware and compares them with the exact digital answer.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a defect of superpose", "2:wrong input: one line on stderr says what, where, and how to mend it",
            "3:a computation did not converge", "4:what superpose compare compared differs", "130:interrupted; no output is left behind"})
public final class Main implements Runnable {
    private static final List<String> COMMANDS = List.of("run", "train", "characterise", "calibrate", "cells", "layer", "spice", "montecarlo", "optics", "compare");
    private static final int DEFECT = 1;
    private static final int WRONG_INPUT = 2;
    static final int NOT_CONVERGED = 3;
    private static final int INTERRUPTED = 130;

    private final Surroundings surroundings;

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "When something fails, print where in the program.")
    private boolean stackTrace;

    private Main(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.setProperty("java.awt.headless", "true");
        System.setProperty("picocli.converters.excludes", "java\\.sql\\..*|java\\.time\\..*");       // no option is of these types, and to make converters for them takes as long as a small deck
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        AtomicBoolean ended = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!ended.get()) {
                err.println();                                          // the bar may stand on this line
                err.println("superpose: interrupted");
            }
        }, "say that it was interrupted"));
        int code = execute(new Surroundings(out, err, System.console() != null, LocalDateTime::now), arguments);
        ended.set(true);
        System.exit(code);
    }

    /** Runs a command within this process; returns the exit code. */
    static int execute(Surroundings surroundings, String... arguments) {
        WarmUp warmUp = arguments.length > 0 && arguments[0].equals("spice") ? WarmUp.beside(arguments) : WarmUp.NONE;       // before all that takes time here
        Main main = new Main(surroundings);
        try {
            return SpiceCommand.isPlain(arguments) ? new SpiceCommand(surroundings, warmUp).plain(arguments) : main.parse(warmUp, arguments);
        } catch (Throwable e) {
            return main.failed(e);
        }
    }

    private int parse(WarmUp warmUp, String... arguments) {
        String first = arguments.length > 0 ? arguments[0] : "";
        CommandLine line = new CommandLine(this);
        for (String name : COMMANDS.contains(first) ? List.of(first) : COMMANDS) {              // to look at the others takes longer than a small deck
            line.addSubcommand(command(name, surroundings, warmUp));
        }
        line.setOut(new PrintWriter(surroundings.out(), true))
                .setErr(new PrintWriter(surroundings.err(), true))
                .setParameterExceptionHandler((e, given) -> misused(e))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e));
        return line.execute(arguments);
    }

    private static Object command(String name, Surroundings surroundings, WarmUp warmUp) {
        return switch (name) {
            case "run" -> new RunCommand(surroundings);
            case "train" -> new TrainCommand(surroundings);
            case "characterise" -> new CharacteriseCommand(surroundings);
            case "calibrate" -> new CalibrateCommand(surroundings);
            case "cells" -> new CellsCommand(surroundings);
            case "layer" -> new LayerCommand(surroundings);
            case "spice" -> new SpiceCommand(surroundings, warmUp);
            case "montecarlo" -> new MonteCarloCommand(surroundings);
            case "optics" -> new OpticsCommand(surroundings);
            case "compare" -> new CompareCommand(surroundings);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Without a command there is nothing to do. */
    @Override
    public void run() {
        throw new InputException("which command? superpose run, superpose train, superpose characterise, superpose cells, superpose calibrate, superpose layer, superpose spice, superpose montecarlo, superpose optics, superpose compare; see superpose --help");
    }

    private int misused(ParameterException e) {
        List<String> near = e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String advice = near.isEmpty() ? "see " : "did you mean " + near.get(0) + "? See ";
        return complain(WRONG_INPUT, e.getMessage() + "; " + advice + e.getCommandLine().getCommandSpec().qualifiedName() + " --help", e);
    }

    private int failed(Throwable e) {
        boolean interrupted = Thread.currentThread().isInterrupted();   // then whatever else went wrong did so for that
        if (interrupted || e instanceof CancellationException || e instanceof InterruptedException) {
            return complain(INTERRUPTED, "interrupted; nothing was written", e);
        }
        if (e instanceof InputException || e instanceof SpiceException) {
            return complain(WRONG_INPUT, e.getMessage(), e);
        }
        if (e instanceof IOException || e instanceof UncheckedIOException) {
            Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
            String kind = cause.getClass().getSimpleName().replaceAll("Exception$", "");
            return complain(WRONG_INPUT, "cannot read or write: " + cause.getMessage() + " (" + kind + ")", e);
        }
        if (e instanceof MathIllegalStateException || e instanceof ConvergenceException) {
            return complain(NOT_CONVERGED, "did not converge: " + e.getMessage(), e);
        }
        if (e instanceof OutOfMemoryError) {
            return complain(DEFECT, "not enough memory; give Java more with JAVA_TOOL_OPTIONS=-Xmx4g, or lower --threads", e);
        }
        return complain(DEFECT, "a defect of superpose, please report it with the output of --stacktrace: " + e, e);
    }

    private int complain(int exitCode, String message, Throwable e) {
        surroundings.err().println("superpose: " + new InputException(message).getMessage());   // on one line
        if (stackTrace) {
            e.printStackTrace(surroundings.err());
        }
        return exitCode;
    }

    /** What the manifest of the jar states. */
    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not from a jar)" : version;
    }

    /** For {@code --version}. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"superpose " + version(),
                "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")};
        }
    }
}
