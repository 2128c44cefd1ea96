package org.superpose.simulator.electronic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.source.CurrentSource;

class LadderTest {
    private static double[] filled(int count, double value) {
        double[] filled = new double[count];
        Arrays.fill(filled, value);
        return filled;
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3", "2, 1e-3", "64, 1e-5", "64, 0.01", "10, 2"})
    void equalCurrentsMakeHyperbolicCosines(int nodes, double product) {
        double[] v = Ladder.solve(filled(nodes, product), filled(nodes, 1));
        double s = StrictMath.sqrt(product / 4);
        double theta = 2 * StrictMath.log(s + StrictMath.sqrt(s * s + 1));                        // cosh θ = 1 + 2 s², so that s = sinh(θ/2)
        for (int l = 1; l <= nodes; l++) {
            double law = (1 - StrictMath.cosh((l - 0.5) * theta) / StrictMath.cosh((nodes + 0.5) * theta)) / product;
            assertEquals(law, v[l - 1], 1e-9 * law / StrictMath.min(1, nodes * nodes * product), "node " + l);               // 1 less something near 1 is rounded
        }
    }

    @Test
    void withoutConductanceDropsAreQuadraticInTheDistance() {
        double[] v = Ladder.solve(new double[20], filled(20, 1));
        for (int l = 1; l <= 20; l++) {
            assertEquals((20 * 21 - l * (l - 1)) / 2.0, v[l - 1], 1e-11);
        }
    }

    @Test
    void currentsAndConductancesThatDifferDropWhatTheCircuitDrops() {
        double[] currents = {1e-6, -3e-6, 2e-6, 0, 5e-6};
        double resistance = 200;
        double[] conductances = {1e-4, 3e-4, 0.5e-4, 1e-6, 2e-4};
        double[] products = Arrays.stream(conductances).map(g -> resistance * g).toArray();
        List<Part> parts = new ArrayList<>();
        for (int l = 1; l <= currents.length; l++) {
            parts.add(new Resistor("r" + l, "n" + l, l < currents.length ? "n" + (l + 1) : Circuit.GROUND, resistance));
            parts.add(new Resistor("g" + l, "n" + l, Circuit.GROUND, 1 / conductances[l - 1]));
            parts.add(CurrentSource.dc("i" + l, "n" + l, Circuit.GROUND, currents[l - 1]));
        }
        OperatingPointResult point = new OperatingPoint().run(Circuit.of("ladder", parts));
        double[] v = Ladder.solve(products, currents);
        for (int l = 1; l <= currents.length; l++) {
            assertEquals(-point.voltage("n" + l), resistance * v[l - 1], 1e-9, "node " + l);       // GMIN is not in the ladder
        }
    }
}
