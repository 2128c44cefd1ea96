package org.superpose.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpiceCommandTest {
    @TempDir
    private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path deck;

    @BeforeEach
    void nameTheDeck() {
        deck = folder.resolve("deck.cir");
    }

    private int spice(String text, String... options) throws IOException {
        Files.writeString(deck, text);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "spice";
        arguments[1] = deck.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Main.execute(new Surroundings(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), false, LocalDateTime::now), arguments);
    }

    @Test
    void operatingPointIsPrintedAndEveryAnalysisLeavesItsFiles() throws IOException {
        Path results = folder.resolve("results");
        assertEquals(0, spice("divider\nV1 in 0 dc 10 ac 1\nR1 in out 1k\nR2 out 0 3k\n.op\n.dc V1 0 1 0.5\n.ac lin 2 1 2\n", "-o", results.toString()));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("out                              7.500000e+00"), out::toString);
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("v1#branch                        -2.500000e-03"), out::toString);
        assertEquals("", err.toString(StandardCharsets.UTF_8));
        List<String> csv = Files.readAllLines(results.resolve("2-dc.csv"));
        assertEquals("v-sweep,v(in),v(out),i(v1)", csv.get(0));
        assertEquals("0.5,0.5,0.375,-1.25E-4", csv.get(2));
        assertEquals("frequency,vr(in),vi(in),vr(out),vi(out),ir(v1),ii(v1)", Files.readAllLines(results.resolve("3-ac.csv")).get(0));
        for (String file : new String[] {"1-op.csv", "1-op.raw", "2-dc.raw", "3-ac.raw", "results.json"}) {
            assertTrue(Files.exists(results.resolve(file)), file);
        }
    }

    /** Without options, and with those of a comparison with ngspice, picocli is left out: what is said stays the same. */
    @Test
    void plainCommandSaysWhatOneWithOptionsSays() throws IOException {
        String right = "diode\nV1 in 0 1\nR1 in out 1k\nD1 out 0 d\n.model d d\n.op\n";
        for (String text : new String[] {right, "wrong\nR1 in 0 1x\n.op\n", "floating\nC1 a 0 1p\n.op\n"}) {
            int code = spice(text);
            assertTrue(SpiceCommand.isPlain("spice", deck.toString()));
            assertEquals(said(code), said(spice(text, "--constants=SI")));
            code = spice(text, "--constants", "ngspice");
            assertTrue(SpiceCommand.isPlain("spice", deck.toString(), "--constants", "ngspice"));
            assertEquals(said(code), said(spice(text, "--constants=ngspice")));
        }
        assertFalse(SpiceCommand.isPlain("spice", "--help"));
        assertFalse(SpiceCommand.isPlain("spice", "@arguments"));
        assertFalse(SpiceCommand.isPlain("spice", deck.toString(), "--constants", "nobody's"));
        assertFalse(SpiceCommand.isPlain("spice"));
    }

    private String said(int code) {
        String said = code + "\n" + out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
        out.reset();
        err.reset();
        return said;
    }

    /** A measure that fails is told, and is no mistake of the deck. */
    @Test
    void measuresAreShownAndKept() throws IOException {
        Path results = folder.resolve("results");
        assertEquals(0, spice("steps\n.param r=1k\nV1 in 0 2\nR1 in out {r}\nR2 out 0 1k\n.dc v1 0 2 0.5\n.step param r list 1k 3k\n.meas dc top max v(out)\n.meas dc one when v(out)=1\n.op\n.tf v(out) v1\n", "-o", results.toString()), err::toString);
        String shown = out.toString(StandardCharsets.UTF_8);
        assertTrue(shown.contains("  top                              5.000000e-01 V  r=3.000000e+03"), shown);
        assertTrue(shown.contains("  one                              failed: the curve never crosses 1.00000  r=3.000000e+03"), shown);
        assertTrue(shown.matches("(?s).*Index +r +v\\(in\\) +v\\(out\\) +i\\(v1\\)\\R.*Index +r +transfer_function .*\\R +1 +3.000000e\\+03 +2.500000e-01.*"), shown);
        JsonNode measures = new ObjectMapper().readTree(results.resolve("measures.json").toFile());
        assertEquals(4, measures.size());
        assertEquals("1-dc", measures.get(0).get("analysis").asText());
        assertEquals(1, measures.get(0).get("value").asDouble(), 1e-9);
        assertEquals("V", measures.get(0).get("unit").asText());
        assertEquals(1e3, measures.get(0).get("step").get("r").asDouble(), 0);
        assertTrue(measures.get(3).get("failed").asText().contains("never crosses"), measures::toString);
        assertFalse(measures.get(3).has("value"));
        assertEquals("r,v(in),v(out),i(v1)", Files.readAllLines(results.resolve("2-op.csv")).get(0));
    }

    @Test
    void harmonicsAreShownAndSeveralTablesOfAKindKeepApart() throws IOException {
        Path results = folder.resolve("results");
        assertEquals(0, spice("sine\nV1 a 0 sin(0.5 2 1k)\nR1 a 0 1k\n.tran 1u 2m 0 1u\n.four 1k v(a)\n.four 1k 3 i(r1)\n", "-o", results.toString()), err::toString);
        String shown = out.toString(StandardCharsets.UTF_8);
        assertTrue(shown.matches("(?s).*\\R +1 +1.000000e\\+03 +(2.000000e\\+00|1.99999\\de\\+00) .*"), shown);
        assertEquals(11, Files.readAllLines(results.resolve("1-four.csv")).size());
        assertEquals("frequency,mag(i(r1)),phase(i(r1)),norm(i(r1))", Files.readAllLines(results.resolve("1-four-2.csv")).get(0));
    }

    @Test
    void filesOfFoldersThatAreAllowedAreIncluded() throws IOException {
        Path library = Files.createDirectory(folder.resolve("library"));
        Files.writeString(library.resolve("part.lib"), ".lib slow\nR2 out 0 3k\n.endl\n");
        deck = Files.createDirectory(folder.resolve("decks")).resolve("deck.cir");
        String text = "divider\nV1 in 0 4\nR1 in out 1k\n.lib part.lib slow\n.op\n";
        assertEquals(2, spice(text), err::toString);
        assertEquals(0, spice(text, "-I", library.toString()), err::toString);
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("out                              3.000000e+00"), out::toString);
        assertEquals(2, spice(text, "--include", folder.resolve("nowhere").toString()));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("is not a folder"), err::toString);
    }

    @Test
    void wrongDeckIsOneLineWithItsPlaceAndNoFolder() throws IOException {
        assertEquals(2, spice("t\nR1 a 0 1k\nD1 a 0 nosuch\n.op\n", "-o", folder.resolve("results").toString()));
        assertEquals("superpose: " + deck + ":3:8: model nosuch is not defined; add .model nosuch ... or include the file that has it", err.toString(StandardCharsets.UTF_8).strip());
        assertFalse(Files.exists(folder.resolve("results")));
    }

    @Test
    void printedColumnsAreShown() throws IOException {
        assertEquals(0, spice("divider\nV1 in 0 dc 10 ac 2\nR1 in out 1k\nR2 out 0 1k\n.dc V1 0 1 0.5\n.print dc v(out) v(in,out)\n.ac lin 1 1 1\n.print ac vdb(in) vp(out) v(out)\n"), err::toString);
        assertTrue(out.toString(StandardCharsets.UTF_8).matches("(?s).*Index +v-sweep +v\\(out\\) +v\\(in,out\\)\\R +0 .*\\R +2 +1.000000e\\+00 +5.000000e-01 +5.000000e-01\\R.*"), out::toString);
    }

    /** 1 A into a node that draws 2 A + v²: no voltage does. */
    @Test
    void circuitWithoutSolutionDoesNotConverge() throws IOException {
        assertEquals(3, spice("t\nI1 0 a 1\nE1 b 0 a 0 1\nG1 a 0 poly(1) b 0 2 0 1\n.op\n"), err::toString);
        assertTrue(err.toString(StandardCharsets.UTF_8).startsWith("superpose: did not converge: "), err::toString);
    }

    @Test
    void aPointOfStepWithoutSolutionIsSaidAndTheOthersAreShown() throws IOException {
        assertEquals(3, spice("t\nI1 0 a 1\nE1 b 0 a 0 1\nG1 a 0 poly(1) b 0 2 0 1\n.step i1 list 3 1 6\n.op\n"), err::toString);
        assertTrue(err.toString(StandardCharsets.UTF_8).startsWith("superpose: 1-op: no result at i1 = 1.0: "), err::toString);
        assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count(), err::toString);
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("Index"), out::toString);
    }

    /** A picture for each sweep, none for an operating point; of many columns some, and it says so. */
    @Test
    void resultsAreDrawn() throws IOException {
        Path results = folder.resolve("results");
        StringBuilder ladder = new StringBuilder("ladder\nV1 n0 0 dc 1 ac 1\n");
        for (int i = 0; i < 9; i++) {
            ladder.append("R").append(i).append(" n").append(i).append(" n").append(i + 1).append(" 1k\nC").append(i).append(" n").append(i + 1).append(" 0 1n\n");
        }
        ladder.append("RL n9 0 10k\n.op\n.dc V1 0 1 0.1 R1 1k 2k 1k\n.ac dec 5 1k 1meg\n.print ac vdb(n1)\n.noise v(n9) V1 dec 5 1k 1meg\n.tran 1u 100u\n.plot tran v(n1,n2) (0,1)\n");
        assertEquals(0, spice(ladder.toString(), "-o", results.toString(), "--plot"), err::toString);
        for (String name : List.of("2-dc", "3-ac", "4-noise", "5-tran")) {
            assertEquals(1600, ImageIO.read(results.resolve(name + ".png").toFile()).getWidth());
        }
        assertFalse(Files.exists(results.resolve("1-op.png")));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("2-dc.png: drawn are 4 of 10 voltage columns; name others with .print dc"), out::toString);
        String dc = Files.readString(results.resolve("2-dc.svg"));
        assertTrue(dc.contains("voltage [V]") && dc.contains("current [µA]") && dc.contains("v(n1) at r1 = 2 k"), dc);
        String ac = Files.readString(results.resolve("3-ac.svg"));
        assertTrue(ac.contains("magnitude [dBV]") && ac.contains("phase [°]") && ac.contains("v(n1)") && !ac.contains("v(n2)"), ac);
        assertTrue(Files.readString(results.resolve("4-noise.svg")).contains("noise density [V/√Hz]"));
        assertTrue(Files.readString(results.resolve("5-tran.svg")).contains("v(n1,n2)"));
        assertEquals(2, spice("t\nR1 a 0 1\n", "--plot"));
    }
}
