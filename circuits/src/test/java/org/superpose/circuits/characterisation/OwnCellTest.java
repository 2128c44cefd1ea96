package org.superpose.circuits.characterisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.superpose.circuits.cell.DifferentialPort;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.solve.Settings;

class OwnCellTest {
    private static final String FOUR = ".subckt Four xp xn wp wn\n+ op on bulk\nm1 xp wn op bulk nch w=2u l=20u\nm2 xn wp op bulk nch w=2u l=20u\nm3 xp wp on bulk nch w=2u l=20u\n"
            + "m4 xn wn on bulk nch w=2u l=20u\n.model nch nmos level=1 vto=0.7 kp=100u\n.ends\n.subckt loads xp xn wp wn op on\nr1 xp op 10k\nr2 xn on 10k\nr3 wp 0 1k\nr4 wn 0 1k\n.ends\n";
    private static final DifferentialPort INPUT = new DifferentialPort("xp", "xn", 0, 0.25, true);
    private static final DifferentialPort WEIGHT = new DifferentialPort("wp", "wn", 2.5, 0.4, true);

    @TempDir
    private Path folder;

    private MultiplierCell read(String name, String plus, String minus, Map<String, Double> potentials) throws IOException {
        Path file = folder.resolve("cell.cir");
        Files.writeString(file, FOUR);
        return OwnCell.read(file, name, INPUT, WEIGHT, plus, minus, 0, potentials);
    }

    /** Four square-law transistors in their linear region: KP W/L V_w V_x (Czarnul 1986), exact without body effect. */
    @Test
    void fourTransistorsMultiplyByTheirLaw() throws IOException {
        MultiplierCell cell = read("four", "op", "on", Map.of("bulk", -1.0));
        CellFamily family = new CellFamily(cell, Variation.NONE);
        double[] x = {-0.25, -0.1, 0, 0.2};
        for (double w : new double[] {-1, -0.3, 0.5, 1}) {
            double[] current = Bench.of(family, Settings.standard()).current(family.nominal(w), x);
            for (int k = 0; k < x.length; k++) {
                double law = 100e-6 * 2 / 20 * 0.4 * w * x[k];
                assertEquals(law, current[k], 1e-4 * 1e-6);                     // GMIN across the bulk junctions: 1e-12 S times a volt
                assertEquals(law, cell.law().current(x[k], w), 1e-4 * 1e-6);
            }
        }
    }

    @Test
    void whatIsUnfitIsRefusedInOneLine() {
        refused("exchange the outputs", () -> read("four", "on", "op", Map.of("bulk", -1.0)));
        refused("nothing drives its port bulk", () -> read("four", "op", "on", Map.of()));
        refused("has no port oq", () -> read("four", "oq", "on", Map.of("bulk", -1.0)));
        refused("no .subckt five", () -> read("five", "op", "on", Map.of("bulk", -1.0)));
        refused("go with the product", () -> read("loads", "op", "on", Map.of()));
    }

    private static void refused(String why, org.junit.jupiter.api.function.Executable attempt) {
        String message = assertThrows(RuntimeException.class, attempt).getMessage();
        assertTrue(message.contains(why) && message.lines().count() == 1, message);
    }
}
