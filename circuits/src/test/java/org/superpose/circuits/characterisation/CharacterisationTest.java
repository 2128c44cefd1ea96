package org.superpose.circuits.characterisation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.cell.BipolarMultipliers;
import org.superpose.circuits.cell.BipolarProcess;

class CharacterisationTest {
    private static final ToDoubleFunction<String> NORMAL = name -> new Random(name.hashCode() * 2654435761L + 7 * name.length()).nextGaussian();

    @Test
    void look() {
        CellFamily family = new CellFamily(BipolarMultipliers.degenerated(BipolarProcess.complementary(), 20e-6, 75e3), new PartSpread(0.02, 0.005, 0, 0));
        System.out.println(family.parameters() + " " + Dependence.features(family.parameters().size()) + " " + family.hash());
        long t0 = System.nanoTime();
        Characterisation c = Characterisation.of(family).onThreads(2);
        CharacterisedCell cell = c.run(NORMAL);
        System.out.println((System.nanoTime() - t0) / 1e9 + " s");
        System.out.println("full scale " + cell.fullScale());
        cell.signal().ranks().forEach(System.out::println);
        cell.noise().ranks().forEach(System.out::println);
        System.out.println(cell.signal().rank() + " " + cell.noise().rank());
        List<Specimen> unseen = new ArrayList<>();
        for (int k = 0; k < 2368; k++) {
            int n = k;
            unseen.add(family.draw(0.8 * Math.cos(k), name -> NORMAL.applyAsDouble("unseen" + n + name)));
        }
        t0 = System.nanoTime();
        double[][] truth = cell.measured(unseen);
        System.out.println((System.nanoTime() - t0) / 1e9 + " s for 2368");
        double[] sq = new double[cell.size()];
        double[] max = new double[cell.size()];
        double[] into = new double[cell.size()];
        double[] scale = new double[cell.size()];
        int outside = 0;
        for (int k = 0; k < truth.length; k++) {
            if (!cell.covers(unseen.get(k))) {
                outside++;
                continue;
            }
            cell.predict(unseen.get(k), into);
            for (int o = 0; o < into.length; o++) {
                double miss = into[o] - truth[k][o];
                sq[o] += miss * miss;
                max[o] = Math.max(max[o], Math.abs(miss));
                scale[o] = Math.max(scale[o], Math.abs(truth[k][o]));
            }
        }
        System.out.println("outside " + outside);
        for (int o = 0; o < into.length; o++) {
            System.out.printf("%d rms %.2e max %.2e scale %.2e%n", o, Math.sqrt(sq[o] / truth.length), max[o], scale[o]);
        }
        assertTrue(cell.signal().rank() <= 5);
    }
}
