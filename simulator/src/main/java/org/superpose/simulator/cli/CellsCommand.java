package org.superpose.simulator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Draws all cells. */
@Command(name = "cells", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
        description = "Draws a schematic (SVG) of every kind of cell, multipliers, stages, op-amps, columns, summers, rectifiers and stores, with the values that docs/cells.md states, into a new folder.")
final class CellsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private OutputOptions output;

    CellsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Map<String, String> drawings = Schematics.of(CellCatalogue.parts());
        try (OutputFolder folder = output.folder("cells", Path.of(""), surroundings.clock())) {
            folder.fill(partial -> {
                ObjectMapper mapper = new ObjectMapper();
                ObjectNode results = mapper.createObjectNode().put(OutputFolder.SIGNATURE, Main.version());
                for (Map.Entry<String, String> drawing : drawings.entrySet()) {
                    Files.writeString(partial.resolve(drawing.getKey() + ".svg"), drawing.getValue());
                    results.withArray("schematics").add(drawing.getKey() + ".svg");
                }
                Files.writeString(partial.resolve(OutputFolder.RESULTS), mapper.writerWithDefaultPrettyPrinter().writeValueAsString(results) + "\n");
            });
            drawings.keySet().forEach(name -> surroundings.out().println(folder.target().resolve(name + ".svg")));
        }
        return 0;
    }
}
