package org.superpose.simulator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.superpose.circuits.characterisation.CellFamily;
import org.superpose.circuits.characterisation.Characterisation;
import org.superpose.circuits.characterisation.CharacterisedCell;
import org.superpose.circuits.characterisation.FamilyBasis;
import org.superpose.circuits.characterisation.Figure;
import org.superpose.circuits.characterisation.Specimen;
import org.superpose.simulator.electronic.CellDesign;
import org.superpose.simulator.electronic.CharacterisationFile;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.OwnCell;
import org.superpose.simulator.input.Section;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.report.chart.Axis;
import org.superpose.simulator.report.chart.LinePanel;
import org.superpose.simulator.report.chart.Panel;
import org.superpose.simulator.report.chart.Series;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Characterises the multiplier of an experiment's electronic hardware. */
@Command(name = "characterise", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
        description = "Measures the netlist of the multiplier that an experiment's electronic hardware describes, and writes what was found (cell.json, cell.npz), its deck and a plot into a new folder.")
final class CharacteriseCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "EXPERIMENT", description = "YAML file, such as examples/digits/experiment.yaml.")
    private Path file;

    @Mixin
    private OutputOptions output;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to compute on, 1 to 256 (default: one for each processor). No result depends on it.")
    private int threads = Math.min(256, Runtime.getRuntime().availableProcessors());

    @Option(names = "--cells", paramLabel = "N", description = "Measure also so many mismatched cells each on a bench of its own, as many as a chip has, and say how long it took; up to 1000000.")
    private int cells;

    /** What computes the cell. */
    enum Engine {
        superpose, ngspice
    }

    @Option(names = "--engine", paramLabel = "ENGINE", description = "superpose, or for a cell of your own ngspice, which must be installed: it runs the decks that are written of the cell, and so characterises models that superpose has not "
            + "(default: what multiplier.engine says).")
    private Engine engine;

    CharacteriseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Section root = Section.read(file);
        String name = root.name("experiment");
        long seed = root.wholeNumber("seed", 0);
        Section electronic = root.section("hardware").section("electronic");
        ElectronicHardware hardware = engine == null ? ElectronicHardware.read(electronic) : by(ElectronicHardware.read(electronic), electronic);
        electronic.finish();
        if (threads < 1 || threads > 256 || cells < 0 || cells > 1_000_000) {
            throw root.error("--threads takes 1 to 256 and --cells 0 to 1000000, got " + threads + " and " + cells);
        }
        Characterisation characterisation = electronic.build(() -> CellDesign.characterisation(hardware.withNoise(NoiseControl.all()), threads));
        try (OutputFolder folder = output.folder(name + "-cell", file, surroundings.clock())) {
            long began = System.nanoTime();
            ToDoubleFunction<String> draws = CellDesign.draws(seed);
            CharacterisedCell cell = electronic.build(() -> characterisation.run(draws));          // what cannot be described so is found when it is measured
            List<Figure> figures = electronic.build(cell::figures);
            double seconds = (System.nanoTime() - began) / 1e9;
            String separately = cells == 0 ? "" : electronic.build(() -> measured(cell, draws));
            folder.fill(partial -> {
                CharacterisationFile.write(partial, cell, figures);
                Files.writeString(partial.resolve("cell.cir"), cell.family().deck());
                figure(cell).write(partial);
                Files.writeString(partial.resolve(OutputFolder.RESULTS), new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(new ObjectMapper().createObjectNode().put(OutputFolder.SIGNATURE, Main.version()).put("characterisation", CharacterisationFile.NAME)) + "\n");
            });
            print(cell, figures, seconds, separately);
            surroundings.out().println("written to " + folder.target());
        }
        return 0;
    }

    private ElectronicHardware by(ElectronicHardware hardware, Section electronic) {
        OwnCell own = hardware.multiplier().own();
        if (own == null) {
            throw electronic.error("--engine chooses what computes a cell of your own (multiplier.kind: own); all others are netlists of superpose");
        }
        return hardware.withMultiplier(hardware.multiplier().withOwn(own.by(OwnCell.Engine.valueOf(engine.name().toUpperCase(Locale.ROOT)))));
    }

    private String measured(CharacterisedCell cell, ToDoubleFunction<String> draws) {
        CellFamily family = cell.family();
        List<Specimen> specimens = new ArrayList<>();
        for (int k = 0; k < cells; k++) {
            String prefix = "cell " + k + " ";
            specimens.add(family.draw(cell.weights() * Math.sin(k), name -> draws.applyAsDouble(prefix + name)));
        }
        long began = System.nanoTime();
        cell.measured(specimens);
        return String.format(Locale.ROOT, "%d cells, each on its own bench: %.1f s on %d threads%n", cells, (System.nanoTime() - began) / 1e9, threads);
    }

    private void print(CharacterisedCell cell, List<Figure> figures, double seconds, String separately) {
        TextTable data = new TextTable(1, cell.family().cell().netlist().name() + " at " + String.format(Locale.ROOT, "%.2f K", cell.temperature()), "value", "unit");
        figures.forEach(figure -> data.row(figure.name(), String.format(Locale.ROOT, "%.4g", figure.value()), figure.unit()));
        TextTable ranks = new TextTable(0, "rank", "current, matched", "current, mismatched", "white noise", "flicker noise", "all noise");
        int most = cell.signal().ranks().size();
        for (int r = 0; r < most; r++) {
            ranks.row(Integer.toString(r + 1), residual(cell.nominal(), r), residual(cell.signal().ranks(), r), residual(cell.white(), r), residual(cell.flicker(), r), residual(cell.noise().ranks(), r));
        }
        CharacterisedCell.Judgement j = cell.judgement();
        surroundings.out().print(data);
        surroundings.out().println();
        surroundings.out().println("largest error on unseen cells, of full scale, by the number of functions");
        surroundings.out().print(ranks);
        surroundings.out().println();
        surroundings.out().printf(Locale.ROOT, "functions taken: %d for the current (residual %.1e), %d for its noise (%.1e)%n", cell.signal().rank(), cell.signal().residual(), cell.noise().rank(), cell.noise().residual());
        surroundings.out().printf(Locale.ROOT, "predicted from weight and mismatch (%d parameters) against %d cells on their benches: current %.1e rms, %.1e largest; white noise power %.1e rms, %.1e largest%n", cell.family().parameters().size(), j.specimens(),
                j.meanSignal(), j.largestSignal(), j.meanNoise(), j.largestNoise());
        surroundings.out().print(separately);
        surroundings.out().printf(Locale.ROOT, "%.1f s on %d threads%n", seconds, threads);
    }

    private static String residual(List<FamilyBasis.Rank> ranks, int place) {
        return place < ranks.size() ? String.format(Locale.ROOT, "%.1e", ranks.get(place).interpolated()) : "-";
    }

    private static org.superpose.simulator.report.chart.Figure figure(CharacterisedCell cell) {
        List<Series> currents = new ArrayList<>(List.of(series("mismatched", cell.signal().ranks(), false), series("mismatched, at best", cell.signal().ranks(), true).coloured(0), series("matched", cell.nominal(), false).coloured(1)));
        List<Series> powers = new ArrayList<>(List.of(series("white", cell.white(), false), series("white, at best", cell.white(), true).coloured(0)));
        if (!cell.flicker().isEmpty()) {
            powers.add(series("flicker", cell.flicker(), false).coloured(1));
        }
        powers.add(series("all kinds together", cell.noise().ranks(), false).coloured(2));
        Axis rank = Axis.linear("number of functions", "").from(0.8, Math.max(cell.signal().ranks().size(), cell.noise().ranks().size()) + 0.2);
        List<Panel> panels = List.of(new LinePanel("current", rank, Axis.logarithmic("largest error / full scale", ""), currents), new LinePanel("noise power", rank, Axis.logarithmic("largest error / full scale", ""), powers));
        return new org.superpose.simulator.report.chart.Figure("rank", "How many functions of the input describe cell " + cell.family().cell().netlist().name(), "Largest error on cells that took no part in finding the functions.", 2, panels);
    }

    private static Series series(String name, List<FamilyBasis.Rank> ranks, boolean best) {
        return Series.of(name, best ? Series.Style.DASHED : Series.Style.LINE_AND_POINTS, ranks.stream().mapToDouble(FamilyBasis.Rank::rank).toArray(),
                ranks.stream().mapToDouble(best ? FamilyBasis.Rank::projected : FamilyBasis.Rank::interpolated).toArray());
    }
}
