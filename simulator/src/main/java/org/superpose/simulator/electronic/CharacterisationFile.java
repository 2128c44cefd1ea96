package org.superpose.simulator.electronic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.superpose.circuits.characterisation.CellFamily;
import org.superpose.circuits.characterisation.CharacterisedCell;
import org.superpose.circuits.characterisation.Figure;
import org.superpose.circuits.solve.Settings;
import org.superpose.simulator.input.BoundedInput;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.npz.NpzFile;

/**
 * A characterised cell as two files: {@code cell.json}, which says of which netlist it is, where it holds and how well, and {@code cell.npz} with the numbers. It is read only for the netlist and the specimens that it was made of.
 */
public final class CharacterisationFile {
    /** The file that names the other. */
    public static final String NAME = "cell.json";
    private static final String NUMBERS = "cell.npz";
    private static final int VERSION = 1;
    private static final long LARGEST_TEXT = 1L << 20;              // bytes
    private static final long LARGEST_NUMBERS = 1L << 28;           // bytes
    private static final long MOST_NUMBERS = 10_000_000;
    private static final int SHOWN = 12;                            // digits of a hash

    private CharacterisationFile() {
    }

    /** Writes both files into a folder. */
    public static void write(Path folder, CharacterisedCell cell, List<Figure> figures) throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        CellFamily family = cell.family();
        ObjectNode root = mapper.createObjectNode().put("characterisation", VERSION).put("cell", family.cell().netlist().name()).put("purpose", family.cell().netlist().purpose()).put("netlist", family.hash())
                .put("specimens", family.hashOfSpecimens()).put("temperature", cell.temperature()).put("numbers", NUMBERS);
        root.putObject("valid").put("input", family.cell().input().limit()).put("weight", cell.weights()).put("draws", cell.draws());
        family.parameters().forEach(root.putArray("parameters")::add);
        root.putObject("current").put("largest", cell.fullScale()).put("rank", cell.signal().rank()).put("residual", cell.signal().residual());
        root.putObject("noise").put("rank", cell.noise().rank()).put("residual", cell.noise().residual());
        CharacterisedCell.Judgement j = cell.judgement();
        root.putObject("prediction").put("specimens", j.specimens()).put("largestCurrentError", j.largestSignal()).put("rmsCurrentError", j.meanSignal()).put("largestNoiseError", j.largestNoise()).put("rmsNoiseError", j.meanNoise());
        for (Figure figure : figures) {
            root.withArray("figures").addObject().put("name", figure.name()).put("value", figure.value()).put("unit", figure.unit()).put("note", figure.note());
        }
        NpzFile.write(folder.resolve(NUMBERS), cell.stored());
        Files.writeString(folder.resolve(NAME), mapper.writeValueAsString(root) + "\n");
    }

    /**
     * Reads both files.
     *
     * @param file   that {@link #write} called {@value #NAME}; the numbers lie beside it
     * @param family the cell that is to be used, and in what its specimens differ
     * @param settings at the temperature at which it is to be used
     */
    public static CharacterisedCell read(Path file, CellFamily family, Settings settings, int threads) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(BoundedInput.text(file, LARGEST_TEXT));
        } catch (IOException e) {
            throw new InputException(file, "is no JSON (" + e.getMessage() + "); make it with superpose characterise");
        }
        if (root.path("characterisation").asInt() != VERSION) {
            throw new InputException(file, "is no characterised cell of version " + VERSION + "; make it with superpose characterise");
        }
        requireSame(file, "netlist", root.path("netlist").asText(), family.hash());
        requireSame(file, "mismatch of specimens", root.path("specimens").asText(), family.hashOfSpecimens());
        double temperature = settings.environment().temperature();
        if (root.path("temperature").asDouble() != temperature) {
            throw new InputException(file, String.format(Locale.ROOT, "holds at %.2f K, but the hardware works at %.2f K; characterise it at that temperature", root.path("temperature").asDouble(), temperature));
        }
        Path numbers = file.resolveSibling(NUMBERS);
        try (InputStream in = BoundedInput.open(numbers, LARGEST_NUMBERS, LARGEST_NUMBERS)) {
            Map<String, double[][]> matrices = NpzFile.read(in, MOST_NUMBERS);
            return CharacterisedCell.restored(matrices, family, settings, threads);
        } catch (InputException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new InputException(numbers, "does not hold the numbers of a characterised cell: " + e.getMessage() + "; make it again with superpose characterise");
        }
    }

    private static void requireSame(Path file, String what, String there, String here) {
        if (!there.equals(here)) {
            throw new InputException(file, "was made of another " + what + " (" + start(there) + ", this one is " + start(here) + "); run superpose characterise for this one");
        }
    }

    private static String start(String hash) {
        return InputException.quote(hash.length() > SHOWN ? hash.substring(0, SHOWN) + "..." : hash);
    }
}
