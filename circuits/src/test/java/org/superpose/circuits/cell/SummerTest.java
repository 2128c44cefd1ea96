package org.superpose.circuits.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.source.VoltageSource;

class SummerTest {
    private static final OperationalAmplifier LAW = OperationalAmplifierLevel.FIGURES.law();
    private static final Subcircuit ONE_POLE = OperationalAmplifierLevel.ONE_POLE.netlist();

    private static double[] voltages(int n) {
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = Math.sin(1 + 2.3 * i);
        }
        return v;
    }

    private static Circuit bench(Subcircuit summer, double... v) {
        List<Part> parts = new ArrayList<>(List.of(VoltageSource.dc("vcc", "vcc", "0", 5), VoltageSource.dc("vee", "vee", "0", -5), summer.as("x", summer.ports().toArray(String[]::new))));
        for (int i = 0; i < v.length; i++) {
            parts.add(VoltageSource.dc("v" + (i + 1), "i" + (i + 1), "0", v[i]).withAc(i == 0 ? 1 : 0));
        }
        return Circuit.of("summer", parts);
    }

    private static double sum(double[] v) {
        double sum = 0;
        for (double voltage : v) {
            sum += voltage;
        }
        return sum;
    }

    /** −R_f Σ V_i/R_i, NG times the offset, both over 1 + NG/A0. */
    @ParameterizedTest
    @ValueSource(ints = {1, 8, 65})
    void voltageSummerWeighsItsInputs(int n) {
        double[] v = voltages(n);
        List<Double> resistances = new ArrayList<>();
        double current = 0;
        for (int i = 0; i < n; i++) {
            resistances.add(50e3 * (1 + 0.1 * i));
            current += v[i] / resistances.get(i);
        }
        VoltageSummer summer = new VoltageSummer(resistances, 20e3, 2e-12);
        double law = summer.law(LAW).output(current, OperationalAmplifierLevel.FIGURES.offset());
        assertEquals(law, new OperatingPoint().run(bench(summer.netlist(ONE_POLE), v)).voltage("out"), 1e-6);
    }

    /** Every input arrives with the same gain; the sign is that of the number of stages. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 9, 64, 70})
    void treeSumsAllInputs(int n) {
        double[] v = voltages(n);
        SummerTree tree = new SummerTree(n, 8, 77.5e3, 10e3, 10e3);
        assertEquals(n <= 8 ? 1 : n <= 64 ? 2 : 3, tree.depth());
        double ideal = new OperatingPoint().run(bench(tree.netlist(OperationalAmplifierLevel.IDEAL.netlist()), v)).voltage("out");
        assertEquals(tree.gain() * sum(v), ideal, 1e-5 * (1 + Math.abs(ideal)));                     // NG/A0 of 1e-6 in each stage
    }

    /** The same offset of every op-amp adds with the sign of the stage: the law of independent ones, tested with each alone, is the square root of squares. */
    @Test
    void offsetsOfATreeAddWithTheirNoiseGains() {
        SummerTree tree = new SummerTree(20, 5, 77.5e3, 10e3, 10e3);
        double squares = 0;
        List<List<VoltageSummer>> stages = tree.stages();
        for (int s = 0; s < stages.size(); s++) {
            for (int g = 0; g < stages.get(s).size(); g++) {
                String path = "x" + (s + 1) + "_" + (g + 1) + ".xt.xa.a";
                Subcircuit netlist = tree.netlist(ONE_POLE);
                Circuit circuit = Circuit.of("tree", bench(netlist, voltages(20)).parts().stream().map(part -> part.name().equals("x")
                        ? netlist.as("x", netlist.ports().toArray(String[]::new)).varied((at, component) -> at.equals(path) ? component.withValue(OperationalAmplifierLevel.FIGURES.offset() + 1e-3) : component) : part).toList());
                double shift = new OperatingPoint().run(circuit).voltage("out") - new OperatingPoint().run(bench(netlist, voltages(20))).voltage("out");
                squares += shift * shift;
            }
        }
        assertEquals(tree.offsetGain(), Math.sqrt(squares) / 1e-3, 1e-4 * tree.offsetGain());
    }

    /** Noise and bandwidth of summer and tree. 1/f noise adds to the white densities at 20 kHz: of the current 27 %, a hundredth of the whole; feedback capacitors of 2 pF take 2 % of the bandwidth. */
    @Test
    void noiseAndBandwidthFollowTheirLaws() {
        VoltageSummer summer = VoltageSummer.of(64, 77.5e3, 10e3, 2e-12);
        SummingAmplifier law = summer.law(LAW);
        check(summer.netlist(ONE_POLE), 64, law.outputNoise(Physics.ROOM_TEMPERATURE, law.conductance()) + law.compensationNoise(Physics.ROOM_TEMPERATURE), law.bandwidth());
        SummerTree tree = new SummerTree(64, 8, 77.5e3, 10e3, 10e3);
        check(tree.netlist(ONE_POLE), 64, tree.outputNoise(LAW, Physics.ROOM_TEMPERATURE), tree.bandwidth(LAW));
    }

    private static void check(Subcircuit netlist, int n, double noise, double bandwidth) {
        Circuit circuit = bench(netlist, new double[n]);
        assertEquals(noise, new NoiseAnalysis("out", Sweep.of(20e3)).run(circuit).density()[0], 0.03 * noise);
        double[] magnitude = new AcSweep(Sweep.of(bandwidth / 1000, bandwidth)).run(circuit).voltage("out").magnitude();
        assertEquals(Math.sqrt(0.5), magnitude[1] / magnitude[0], 0.03);
    }

    @Test
    void faultsAreTold() {
        assertThrows(IllegalArgumentException.class, () -> new VoltageSummer(List.of(), 1e3, 1e-12));
        assertThrows(IllegalArgumentException.class, () -> VoltageSummer.of(3, 0, 1e3, 1e-12));
        assertThrows(IllegalArgumentException.class, () -> VoltageSummer.of(3, 1e3, -1e3, 1e-12));
        assertThrows(IllegalArgumentException.class, () -> new SummerTree(8, 1, 1e3, 1e3, 1e3));
        assertThrows(IllegalArgumentException.class, () -> new SummerTree(8, 2, 1e3, 1e3, 0));
    }
}
