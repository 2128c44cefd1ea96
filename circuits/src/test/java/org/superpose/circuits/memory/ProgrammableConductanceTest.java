package org.superpose.circuits.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceLaws;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.source.VoltageSource;

class ProgrammableConductanceTest extends DeviceLaws {
    @Override
    protected List<? extends Component> devices() {
        return List.of(new ProgrammableConductance("ohmic", "a", "b", 1e-4), new ProgrammableConductance("sinh", "a", "0", 2e-6, 0.25, 1e-6), new ProgrammableConductance("steep", "b", "a", 5e-7, 0.08, 0));
    }

    @Override
    protected double[] bias(int device, SplittableRandom random) {
        return new double[] {random.nextDouble(-0.6, 0.6), random.nextDouble(-0.6, 0.6)};
    }

    /** G V0 sinh(v/V0); at small voltages Ohm's law. */
    @Test
    void currentIsMottAndGurneys() {
        for (double v : new double[] {-1, -0.1, 1e-4, 0.1, 0.7, 3}) {
            double current = -new OperatingPoint().run(Circuit.of("cell", VoltageSource.dc("V1", "a", "0", v), new ProgrammableConductance("A1", "a", "0", 1e-6, 0.2, 0))).current("V1");
            assertEquals(1e-6 * 0.2 * Math.sinh(v / 0.2), current, 1e-9 * Math.abs(current), "at " + v + " V");
        }
    }

    /** Behind a resistor the hardest cases of an exponential: 100 V across a cell of 20 mV. With limiting Newton needs a few dozen iterations, and the resistor takes what the cell leaves: arsinh. */
    @ParameterizedTest
    @ValueSource(doubles = {100, -3, 0.02})
    void newtonSettlesWithASteepCell(double supply) {
        Circuit circuit = Circuit.of("cell", VoltageSource.dc("V1", "s", "0", supply), new Resistor("R1", "s", "a", 1e3), new ProgrammableConductance("A1", "a", "0", 1e-6, 0.02, 0));
        var point = new OperatingPoint().run(circuit);
        double v = point.voltage("a");
        assertEquals((supply - v) / 1e3, 1e-6 * 0.02 * Math.sinh(v / 0.02), 1e-9 * Math.abs(supply) / 1e3);
    }

    /** Fluctuation and dissipation: 4kT/g at every bias across the cell alone is the voltage noise; KF i²/f beside it. */
    @Test
    void noiseIsThatOfTheSlope() {
        double v0 = 0.1;
        double g = 1e-6;
        double kf = 1e-9;
        for (double bias : new double[] {0, 0.15, -0.3}) {
            double i = g * v0 * Math.sinh(bias / v0);
            double slope = g * Math.cosh(bias / v0);
            // the cell's current noise on a known load
            Circuit circuit = Circuit.of("cell", VoltageSource.dc("V1", "s", "0", bias + 1e-3 * i).withAc(1), new Resistor("R1", "s", "a", 1e-3), new ProgrammableConductance("A1", "a", "0", g, v0, kf));
            double[] density = new NoiseAnalysis("a", Sweep.of(1, 1e9)).run(circuit).density();
            double fourKT = 4 * Environment.standard().boltzmann() * 300.15;
            double load = 1 / (1e3 + slope);
            assertEquals((fourKT * (slope + 1e3) + kf * i * i) * load * load, density[0], 1e-9 * density[0]);
            assertEquals((fourKT * (slope + 1e3) + kf * i * i / 1e9) * load * load, density[1], 1e-9 * density[1]);
        }
    }

    @Test
    void wrongFiguresAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ProgrammableConductance("A1", "a", "b", 0));
        assertThrows(IllegalArgumentException.class, () -> new ProgrammableConductance("A1", "a", "b", 1e-6, -1, 0));
        assertThrows(IllegalArgumentException.class, () -> new ProgrammableConductance("A1", "a", "b", 1e-6, 1, Double.NaN));
    }
}
