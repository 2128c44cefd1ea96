package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.superpose.circuits.solve.ConvergenceException;

/** Circuits that no voltages satisfy, though their wiring is sound: each ends in an error that names a node and a device. */
class NoSolutionTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            current into a diode that blocks and does not leak; .options gmin=0 | i1 a 0 1m | d1 a 0 dd | .model dd d(is=1e-14)
            polynomial without a root; i1 0 a 1 | g1 a 0 poly(1) a 0 2 0 1
            square that would have to be negative; v1 in 0 1 | r1 in a 1k | g1 a 0 poly(1) a 0 1 0 1
            positive feedback with curvature and no fixed point; e1 a 0 poly(1) b 0 1 1 1 | r1 a b 1k | r2 b 0 1meg
            behavioural loop that always steps on; b1 a 0 v=v(a)+1+v(a)*v(a) | r1 a 0 1k
            exponential against a current that it cannot take; i1 a 0 1m | b1 a 0 i={exp(v(a))} | r1 a b 1 | c1 b 0 1p
            two rails that a quadratic device would have to bridge; v1 a 0 5 | i1 0 b 10 | g1 b a poly(1) b a 20 0 1
            """)
    void errorNamesNodeAndDevice(String what, String elements) {
        Deck deck = new SpiceReader().read("deck", what + "\n" + String.join("\n", elements.split(" \\| ")) + "\n.op\n.end\n");
        DeckAnalysis analysis = deck.analyses().get(0);
        ConvergenceException e = assertThrows(ConvergenceException.class, analysis::run);
        List<String> devices = deck.circuit().components().stream().map(component -> component.name()).toList();
        assertTrue(devices.contains(e.device()), () -> e.device() + " of " + devices);
        String node = e.node().replace("#branch", "");
        assertTrue(devices.contains(node) || deck.circuit().components().stream().anyMatch(component -> component.nodes().contains(node)), e::node);
        assertTrue(e.getMessage().contains("\"" + e.node() + "\"") && e.getMessage().contains(e.device()), e::getMessage);
        assertFalse(e.aids().isEmpty(), "everything was tried");
    }
}
