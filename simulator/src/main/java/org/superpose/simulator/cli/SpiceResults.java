package org.superpose.simulator.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.superpose.circuits.solve.Receipt;
import org.superpose.circuits.spice.Deck;
import org.superpose.circuits.spice.Measured;
import org.superpose.circuits.spice.RawFile;
import org.superpose.circuits.spice.ResultTable;

/** What {@code superpose spice} leaves in a folder: a table and a raw file of each result, what was measured, and how each was found. */
final class SpiceResults {
    private static final String MEASURES = "measures.json";

    private final Path folder;
    private final ArrayNode analyses = JsonNodeFactory.instance.arrayNode();
    private final ArrayNode measures = JsonNodeFactory.instance.arrayNode();

    SpiceResults(Path folder) {
        this.folder = folder;
    }

    /** Writes a result. */
    void add(String name, String title, ResultTable table) throws IOException {
        for (Measured measured : table.measured()) {
            describe(measures.addObject().put("name", measured.name()).put("analysis", name), measured);
        }
        describe(analyses.addObject().put("name", name), table);
        try (BufferedWriter csv = Files.newBufferedWriter(folder.resolve(name + ".csv"), StandardCharsets.UTF_8)) {
            table.writeCsv(csv);
        }
        RawFile.BINARY.write(folder.resolve(name + ".raw"), title, table);
    }

    /** Writes what holds for all. */
    void end(String file, Deck deck, String constants) throws IOException {
        Files.writeString(folder.resolve(MEASURES), measures.toPrettyString() + "\n", StandardCharsets.UTF_8);
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        summary.put(OutputFolder.SIGNATURE, Main.version()).put("deck", file).put("title", deck.title()).put("constants", constants);
        summary.set("analyses", analyses);
        ArrayNode warnings = summary.putArray("warnings");
        deck.warnings().forEach(warnings::add);
        Files.writeString(folder.resolve(OutputFolder.RESULTS), summary.toPrettyString() + "\n", StandardCharsets.UTF_8);
    }

    private static void describe(ObjectNode entry, Measured measured) {
        if (!measured.at().isEmpty()) {
            ObjectNode at = entry.putObject("step");
            measured.at().forEach(at::put);
        }
        if (measured.value().isPresent()) {
            entry.put("value", measured.value().getAsDouble());
            if (!measured.unit().isEmpty()) {
                entry.put("unit", measured.unit());
            }
        } else {
            entry.put("failed", measured.failure());
        }
    }

    private static void describe(ObjectNode analysis, ResultTable table) {
        Receipt receipt = table.receipt();
        analysis.put("points", table.size()).put("columns", table.names().size());
        analysis.put("largestResidual", receipt.residual()).put("relativeResidual", receipt.relativeResidual()).put("powerBalance", receipt.powerBalance()).put("iterations", receipt.iterations());
        receipt.aids().forEach(analysis.putArray("aids")::addPOJO);
        if (!table.failures().isEmpty()) {
            table.failures().forEach(analysis.putArray("failed")::add);
        }
    }
}
