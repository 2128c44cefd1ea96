package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stranger's text that another simulator gets to read. */
class CircuitTextTest {
    private static final String CELL = ".subckt cell a b\n+ params: d=3m e={2*d}\nr1 a b 1k $ a comment\n*# shell touch here\n.ends\n";

    @TempDir
    private Path folder;

    private CircuitText read(String text) throws IOException {
        return CircuitText.read(Files.writeString(folder.resolve("cell.cir"), text));
    }

    @Test
    void holdsWhatIsIncludedAndNoComments() throws IOException {
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/all.lib"), ".lib tt\n.model n nmos level=54\n.endl\n.lib ff\n.model n nmos level=14\n.endl\n");
        CircuitText text = read(CELL + ".lib \"models/all.lib\" tt\n.option scale=1u\n.param q=1\n");
        assertEquals(List.of(".subckt cell a b  params: d=3m e={2*d}", "r1 a b 1k", ".ends", ".model n nmos level=54", ".option scale=1u", ".param q=1"), text.cards());
        CircuitText.Interface cell = text.interfaces().get("cell");
        assertEquals(List.of("a", "b"), cell.ports());
        assertEquals(Map.of("d", 3e-3, "e", Double.NaN), cell.defaults());
    }

    /** What runs, reads, writes, loads or stands beside the cell. */
    @ParameterizedTest
    @ValueSource(strings = {".control\nshell touch here\n.endc", ".CONTROL\n.endc", ".tran 1n 1u", ".include \"/etc/passwd\"", ".include \"../other.cir\"", "r2 a b 1k", ".options reltol=1", ".options acct", ".hdl here.so", ".exec touch",
            ".subckt x a b\na1 [a] [b] process\n.ends", ".subckt x a b\nn1 a b veriloga\n.ends", ".global vdd", ".save all", ".ends", ".subckt x a b", "codemodel here.cm", ".csparam a=1", ".temp 30", "echo\u2028here",
            ".param a=1 \\\n.param b=2", ".param a=1 \\ $ a comment", ".param a=1 \\\n+", ".model n numd level=1", ".MODEL n NUMOS(file=here)", ".model n=nbjt2", ".subckt x a b\nd1 a b n IC.FILE=\"here\"\n.ends"})
    void whatDoesMoreThanDescribeIsRefused(String more) {
        String message = assertThrows(SpiceException.class, () -> read(CELL + more + "\n")).getMessage();
        assertTrue(message.startsWith("cell.cir:") && message.lines().count() == 1, message);
    }
}
