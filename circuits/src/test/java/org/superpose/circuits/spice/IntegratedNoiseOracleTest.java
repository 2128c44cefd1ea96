package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.superpose.circuits.circuit.Environment;

/**
 * Integrated input noise where the gain is steep. Over each interval ngspice 39 takes the gain of its upper end, an error of first order in the width of the intervals; ours does not depend on them. So the decks of the corpus leave inoise_total out,
 * and this shows that what ngspice converges to is what we say.
 */
class IntegratedNoiseOracleTest {
    private static final String DECK = """
            common emitter stage whose gain rises behind its coupling capacitors
            vcc c 0 12
            vin in 0 dc 0 ac 1
            r1 c b 47k
            r2 b 0 10k
            cin in b 1u
            q1 o b e qq
            rc c o 4.7k
            re e 0 1k
            ce e 0 100u
            .model qq npn(is=1e-15 bf=100 cje=5p cjc=2p tf=0.3n)
            .noise v(o) vin dec %d 1 100meg
            .end
            """;

    @TempDir
    private Path folder;

    @BeforeAll
    static void ngspiceIsThere() {
        Ngspice.assumeThere();
    }

    @Test
    void theirsConvergesToOursInFirstOrder() throws Exception {
        double[] excess = new double[3];
        for (int k = 0; k < excess.length; k++) {
            int points = (int) Math.round(10 * Math.pow(10, k));
            excess[k] = theirs(points) / ours(points) - 1;
        }
        assertEquals(ours(10), ours(1000), 1e-4 * ours(1000), "ours needs no fine steps");
        assertTrue(excess[0] > 0.05, "7 % at ten points to the decade: " + excess[0]);
        assertEquals(10, excess[0] / excess[1], 2);
        assertEquals(10, excess[1] / excess[2], 2);
    }

    private double ours(int points) throws Exception {
        Path deck = Files.writeString(folder.resolve("ours.cir"), DECK.formatted(points));
        ResultTable total = new SpiceReader(Environment.ngspice()).read(deck).analyses().get(0).run().stream().filter(table -> table.kind().equals("noise-total")).findFirst().orElseThrow();
        return total.real(total.names().indexOf("inoise_total"), 0);
    }

    private double theirs(int points) throws Exception {
        for (Ngspice.Plot plot : Ngspice.start("theirs" + points + ".cir", DECK.formatted(points), folder).plots()) {
            int column = plot.names.indexOf("inoise_total");
            if (column >= 0) {
                return plot.re.get(column)[0];
            }
        }
        throw new AssertionError("ngspice tells no inoise_total");
    }
}
