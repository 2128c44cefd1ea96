package org.superpose.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.superpose.circuits.spice.SpiceReader;

class LayerCommandTest {
    private static final String EXPERIMENT = CommandLineFixture.EXPERIMENT.replace("weights: {encoding: resistor, tolerance: 1%}", "weights: {encoding: dac}");

    @TempDir
    private Path folder;
    private CommandLineFixture line;

    @BeforeEach
    void aSmallProblem() throws IOException {
        line = new CommandLineFixture(folder);
        line.write("experiment.yaml", EXPERIMENT);
    }

    private int layer(String... more) {
        return line.run(Stream.concat(Stream.of("layer", folder.resolve("experiment.yaml").toString()), Stream.of(more)).toArray(String[]::new));
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void leavesADeckThatSaysHowItWasMadeAndWhatItNeeds() throws Exception {
        Set<String> before = files();
        Path deck = folder.resolve("one.cir");
        assertEquals(0, layer("--layer", "1", "--input", "3", "-o", deck.toString()), line.err());
        Set<String> made = files();
        made.removeAll(before);
        assertEquals(Set.of("one.cir", "one.parts.csv", "one.weights.csv", "one.weights.h", "one.gcell.svg", "one.tailbias.svg", "one.fold.svg", "one.opamp.svg", "one.tia.svg", "one.relu.svg", "one.buffer.svg"), made);
        String text = Files.readString(deck, StandardCharsets.UTF_8);
        String sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve("net.safetensors"))));
        assertTrue(text.contains("* network: net.safetensors, SHA-256 " + sha + "\n* experiment tiny, split only, as designed\n"), text);
        assertTrue(text.contains("input: row 3 of the test data"), text);
        assertEquals(List.of(".subckt tailbias", ".subckt weight", ".subckt gcell", ".subckt fold", ".subckt opamp", ".subckt tia", ".subckt relu", ".subckt buffer", ".subckt readout", ".subckt column1", ".subckt column2", ".subckt column3", ".subckt layer1"),
                text.lines().filter(l -> l.startsWith(".subckt")).map(l -> l.replaceAll("^(\\S+ \\S+).*", "$1")).toList());
        assertEquals(3, new SpiceReader().read(deck).analyses().get(0).run().get(0).names().size(), "the outputs are what is kept");

        assertEquals(2, layer("--layer", "1", "-o", deck.toString()));
        assertEquals("superpose: " + deck + ": exists already; name another file with -o, or replace it with --force", line.err().strip());
        assertEquals(0, layer("--layer", "1", "--chip", "2", "-o", deck.toString(), "--force"), line.err());
        String chip = Files.readString(deck, StandardCharsets.UTF_8);
        assertTrue(chip.contains("chip 2 of seed 1") && chip.contains(".subckt gcell xp xn wp wn op on bias vee q1_m=1 q2_m=1 r1=75000 r2=75000 q3_m=1"), chip);
    }

    @Test
    void wholeNetworksAndSingleColumnsAreDecksToo() throws IOException {
        assertEquals(0, layer("--network", "-o", folder.resolve("net.cir").toString()), line.err());
        String network = Files.readString(folder.resolve("net.cir"), StandardCharsets.UTF_8);
        assertTrue(network.contains("\nxlayer2 h1_1 h1_2 h1_3 y1 y2 wcm vcc vee layer2\n"), network);
        assertEquals(0, layer("--layer", "2", "--column", "2", "-o", folder.resolve("column.cir").toString()), line.err());
        assertTrue(Files.readString(folder.resolve("column.cir"), StandardCharsets.UTF_8).contains("\n.save v(y2)\n.print op v(y2)\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--layer 3 | --layer must lie from 1 to 2 for the network 2-3-2, got 3",
        "--layer 1 --input 20 | --input must lie from 0 to 19, the test rows of split only, got 20",
        "--layer 1 --split other | --split: there is no split \"other\"; there are only",
        "--network --column 1 | --column is one of a single layer; give --layer N with it",
        "--layer 1 --chip -1 | --chip must be 0 or larger, got -1"})
    void wrongOptionsAreOneLine(String options, String message) throws IOException {
        Set<String> before = files();
        assertEquals(2, layer(Stream.concat(Stream.of(options.split(" ")), Stream.of("-o", folder.resolve("x.cir").toString())).toArray(String[]::new)));
        assertEquals("superpose: " + message, line.err().strip());
        assertEquals(before, files());
    }

    @Test
    void hardwareWithoutNetlistsIsRefusedWithItsFile() throws IOException {
        line.write("experiment.yaml", EXPERIMENT.replace("electronic: {", "electronic: {summer: {supply: 6V}, "));
        assertEquals(2, layer("--layer", "1", "-o", folder.resolve("x.cir").toString()));
        assertEquals("superpose: " + folder.resolve("experiment.yaml") + ": there is no netlist of a layer with summer.supply: 6.0 V; its op-amps are made for 5 V", line.err().strip());
        assertEquals(2, layer("--layer", "1", "-o", folder.resolve("experiment.yaml").toString(), "--force"));
        assertTrue(line.err().contains("is what is read"), line.err());
        assertEquals(2, layer("--layer", "1", "-o", folder.resolve("nosuch/x.cir").toString()));
        assertEquals(1, line.err().lines().count(), line.err());
    }
}
