package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Inductor;
import org.superpose.circuits.passive.MutualInductance;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageSource;

/** Laws of small signals. */
class AcSweepTest {
    private static final double ROUNDING = 1e-12;

    @Test
    void lowPassFallsAsOneOverOnePlusJOmegaRc() {
        AcResult result = new AcSweep(LogSweep.decades(1, 1e6, 3)).run(Circuit.of("rc", VoltageSource.dc("V1", "in", "0", 0).withAc(2, 0.3), new Resistor("R1", "in", "out", 1e3), new Capacitor("C1", "out", "0", 1e-6)));
        double[] f = result.frequencies();
        assertEquals(19, f.length);
        for (int i = 0; i < f.length; i++) {
            double x = 2 * Math.PI * f[i] * 1e-3;
            assertEquals(2 / Math.hypot(1, x), result.voltage("out").magnitude()[i], ROUNDING);
            assertEquals(0.3 - Math.atan(x), result.voltage("out").phase()[i], ROUNDING);
        }
    }

    /** 61 unknowns at 1801 frequencies are enough for two threads to share them. */
    @Test
    void phasorsAndNoiseHaveTheSameBitsOnAnyNumberOfThreads() {
        List<Component> parts = new ArrayList<>(List.of(VoltageSource.dc("V1", "n0", "0", 0).withAc(1)));
        for (int i = 0; i < 58; i++) {
            parts.add(new Resistor("R" + i, "n" + i, "n" + (i + 1), 1e3 + i));
            parts.add(i % 9 == 8 ? new Inductor("L" + i, "n" + (i + 1), "0", 1e-2) : new Capacitor("C" + i, "n" + (i + 1), "0", 1e-12));
        }
        Circuit ladder = Circuit.of("ladder", parts);
        Sweep frequencies = LogSweep.decades(1, 1e9, 200);
        AcResult alone = new AcSweep(frequencies).with(Settings.standard().on(1)).run(ladder);
        double[] noise = new NoiseAnalysis("n30", frequencies).with(Settings.standard().on(1)).run(ladder).density();
        for (int threads = 2; threads <= 3; threads++) {
            AcResult shared = new AcSweep(frequencies).with(Settings.standard().on(threads)).run(ladder);
            for (String node : List.of("n1", "n30", "n58")) {
                assertArrayEquals(alone.voltage(node).real(), shared.voltage(node).real(), 0);
                assertArrayEquals(alone.voltage(node).imaginary(), shared.voltage(node).imaginary(), 0);
            }
            assertArrayEquals(noise, new NoiseAnalysis("n30", frequencies).with(Settings.standard().on(threads)).run(ladder).density(), 0);
        }
    }

    @Test
    void seriesResonanceHasTheImpedanceOfRLC() {
        double r = 5;
        double l = 1e-3;
        double c = 1e-9;
        AcResult result = new AcSweep(LinearSweep.points(1e5, 2e5, 11)).run(Circuit.of("rlc", VoltageSource.dc("V1", "in", "0", 0).withAc(1), new Resistor("R1", "in", "a", r), new Inductor("L1", "a", "b", l), new Capacitor("C1", "b", "0", c)));
        double[] f = result.frequencies();
        for (int i = 0; i < f.length; i++) {
            double omega = 2 * Math.PI * f[i];
            assertEquals(1 / Math.hypot(r, omega * l - 1 / (omega * c)), result.current("L1").magnitude()[i], 1e-11);
        }
    }

    @Test
    void perfectTransformerChangesImpedanceByTheSquareOfItsTurns() {
        AcResult result = new AcSweep(Sweep.of(1e3)).run(Circuit.of("transformer", VoltageSource.dc("V1", "in", "0", 0).withAc(1), new Resistor("RS", "in", "p", 100), new Inductor("L1", "p", "0", 1e6), new Inductor("L2", "s", "0", 1e4),
                new MutualInductance("K1", "L1", "L2", 1), new Resistor("RL", "s", "0", 1)));
        assertEquals(0.5, result.voltage("p").magnitude()[0], 1e-9);         // 1 ohm times 10²; the magnetising 6e9 ohm take 1e-8 of it in quadrature
        assertEquals(0.05, result.voltage("s").magnitude()[0], 1e-9);
    }

    /** Lorentz: where a current here makes a voltage there, the same current there makes the same voltage here. */
    @Test
    void passiveNetworksAreReciprocal() {
        double[][] transfer = new double[2][];
        for (int way = 0; way < 2; way++) {
            AcResult result = new AcSweep(LogSweep.decades(1e3, 1e6, 2)).run(Circuit.of("twoport", CurrentSource.dc("I1", "0", way == 0 ? "a" : "c", 0).withAc(1e-3), new Resistor("R1", "a", "0", 1e3), new Capacitor("C1", "a", "b", 1e-9),
                    new Inductor("L1", "b", "0", 1e-3), new Resistor("R2", "b", "c", 2e3), new Inductor("L2", "c", "0", 3e-3), new MutualInductance("K", "L1", "L2", 0.6), new Capacitor("C2", "c", "0", 3e-10)));
            transfer[way] = result.voltage(way == 0 ? "c" : "a").real();
        }
        assertArrayEquals(transfer[0], transfer[1], 1e-11);
    }
}
