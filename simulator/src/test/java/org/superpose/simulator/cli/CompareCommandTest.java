package org.superpose.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir
    private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int superpose(String... arguments) {
        return Main.execute(new Surroundings(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), false, LocalDateTime::now), arguments);
    }

    private String results(String name, String resistance) throws IOException {
        Path deck = Files.writeString(folder.resolve(name + ".cir"), "divider\nV1 in 0 dc 10\nR1 in out 1k\nR2 out 0 " + resistance + "\n.op\n.dc V1 0 2 1\n");
        Path results = folder.resolve(name);
        assertEquals(0, superpose("spice", deck.toString(), "-o", results.toString()), err::toString);
        out.reset();
        return results.toString();
    }

    @Test
    void equalResultsEndWithZeroAndDifferentOnesWithFour() throws IOException {
        String a = results("a", "1k");
        String b = results("b", "1.01k");
        assertEquals(0, superpose("compare", a, a));
        assertTrue(out.toString(StandardCharsets.UTF_8).endsWith("0 of 6 columns differ by more than 1.0E-4 of full scale + 1.0E-12" + System.lineSeparator()), out::toString);
        out.reset();
        assertEquals(4, superpose("compare", a, b));
        // 10 V · (1.01/2.01 − 1/2) and the same at 2 V
        assertTrue(out.toString(StandardCharsets.UTF_8).matches("(?s).*Operating Point +v\\(out\\) +4.95e-03 +2.49e-02 +5.025 +differs\\R.*DC transfer characteristic +v\\(out\\) +4.95e-03 +4.98e-03 +1.005 +2.00000 +differs\\R.*"), out::toString);
        assertEquals(0, superpose("compare", "--tol", "6e-3", a, b));
        assertEquals(4, superpose("compare", a + "/1-op.raw", a + "/2-dc.raw"));
    }

    @Test
    void wrongInputIsOneLine() throws IOException {
        String a = results("a", "1k");
        assertEquals(2, superpose("compare", a, folder.toString()));
        assertEquals("superpose: " + folder + ": holds no raw files; name a folder that superpose spice -o made", err.toString(StandardCharsets.UTF_8).strip());
        assertEquals(2, superpose("compare", a, folder.resolve("a.cir").toString()));
        assertEquals(2, superpose("compare", a, a, "--tol", "-1"));
        assertEquals(2, superpose("compare", a, folder.resolve("nosuch.raw").toString()));
    }
}
