package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Transients of decks with few parts that bend sharply among many straight ones, which are solved for by themselves within a step. */
class SharpBendsTest {
    private static ResultTable run(String deck) {
        return new SpiceReader().read("deck", deck).analyses().get(0).run().get(0);
    }

    /** A law whose values are as small as what need not be met of a voltage, behind it a gain of 10⁹: what remains of other equations foretells nothing of the step there, so it is taken. */
    @Test
    void smallVoltagesAreExactToo() {
        ResultTable table = run("small\nV1 in 0 SIN(0 1 1k)\nR1 in 0 1k\nB1 a 0 V=1e-9*V(in)*V(in)*V(in)\nR2 a 0 1k\nE1 out 0 a 0 1e9\nR3 out 0 1k\n.tran 20u 2m\n.end\n");
        double[] in = table.real("v(in)");
        double[] out = table.real("v(out)");
        for (int p = 0; p < in.length; p++) {
            assertEquals(in[p] * in[p] * in[p], out[p], 1e-5);          // 10⁻⁵ of the largest value, what a time point may leave
        }
    }

    /** Devices that are passed by have currents of their tangents; taken for those of their laws, they would leave a residual that no step removes. */
    @Test
    void devicesThatStandStillKeepNothingFromConverging() throws IOException {
        String deck = new String(SharpBendsTest.class.getResourceAsStream("/nearly-still.cir").readAllBytes(), StandardCharsets.UTF_8);
        ResultTable bypassed = run(deck);
        ResultTable computed = run(deck.replace("\n.end", "\n.options bypass=0\n.end"));
        assertEquals(computed.size(), bypassed.size());
        assertEquals(computed.receipt().iterations(), bypassed.receipt().iterations(), 0.02 * computed.receipt().iterations());
    }
}
