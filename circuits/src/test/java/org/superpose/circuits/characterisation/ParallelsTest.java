package org.superpose.circuits.characterisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.analysis.Phasors;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.cell.BipolarMultipliers;
import org.superpose.circuits.cell.BipolarProcess;
import org.superpose.circuits.cell.MosMultipliers;
import org.superpose.circuits.cell.MosProcess;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.cell.OhmicMultipliers;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.source.CurrentControlledCurrentSource;
import org.superpose.circuits.source.VoltageSource;

class ParallelsTest {
    private static final int COUNT = 5;
    private static final double[] FREQUENCIES = {10, 1e5, 1e7};

    static Stream<MultiplierCell> cells() {
        return Stream.of(BipolarMultipliers.plain(BipolarProcess.complementary(), 20e-6), BipolarMultipliers.predistorted(BipolarProcess.complementary(), 20e-6, 75e3), MosMultipliers.strongInversion(MosProcess.fiveVolt(), 20e-6, 0.8, 2e-6),
                MosMultipliers.weakInversion(MosProcess.fiveVolt(), 20e-9, MosfetGeometry.of(100e-6, 2e-6)), OhmicMultipliers.resistor(10e3, 1), OhmicMultipliers.conductancePair(1e-6, 1e-4, 0.3, 0.2));
    }

    /** Driven cells side by side between the same nodes and one that stands for them: currents, response from the input and noise are the same, to the rounding of unknowns solved to 1e-9. */
    @ParameterizedTest
    @MethodSource("cells")
    void equalCellsSideBySideAreOne(MultiplierCell cell) {
        double x = 0.6 * cell.input().limit();
        double w = -0.4 * cell.coding().limit();
        Instance one = cell.as(cell.netlist().name(), Map.of(), w);
        Circuit bench = cell.bench(x, w);
        List<Part> rest = new ArrayList<>(bench.components().stream().filter(part -> !part.name().startsWith("xcell.")).map(ParallelsTest::excited).toList());
        List<Part> many = new ArrayList<>(rest);
        for (int k = 0; k < COUNT; k++) {
            many.add(new Instance("x" + k, one.subcircuit(), one.nodes(), one.replaced()));
        }
        rest.add(Parallels.of(one, COUNT));
        Circuit all = Circuit.of("many", many);
        Circuit joined = Circuit.of("one", rest);
        OperatingPointResult point = ColumnOfCells.solved(all);
        OperatingPointResult same = ColumnOfCells.solved(joined);
        assertEquals(point.current("vop"), same.current("vop"), 1e-8 * Math.abs(point.current("vop")));
        assertEquals(point.current("von"), same.current("von"), 1e-8 * Math.abs(point.current("von")));
        Phasors response = new AcSweep(Sweep.of(FREQUENCIES)).with(ColumnOfCells.SETTINGS).run(all).voltage("difference");
        Phasors sameResponse = new AcSweep(Sweep.of(FREQUENCIES)).with(ColumnOfCells.SETTINGS).run(joined).voltage("difference");
        double[] noise = new NoiseAnalysis("difference", Sweep.of(FREQUENCIES)).with(ColumnOfCells.SETTINGS).run(all).density();
        double[] sameNoise = new NoiseAnalysis("difference", Sweep.of(FREQUENCIES)).with(ColumnOfCells.SETTINGS).run(joined).density();
        for (int p = 0; p < FREQUENCIES.length; p++) {
            assertTrue(response.magnitude()[p] > 0 && noise[p] > 0);
            assertEquals(response.real()[p], sameResponse.real()[p], 1e-7 * response.magnitude()[p]);
            assertEquals(response.imaginary()[p], sameResponse.imaginary()[p], 1e-7 * response.magnitude()[p]);
            assertEquals(noise[p], sameNoise[p], 1e-7 * noise[p]);
        }
    }

    private static Component excited(Component part) {
        return part instanceof VoltageSource source && source.name().equals("vxp") ? source.withAc(1) : part;
    }

    @Test
    void partsThatCannotStandForManyAreRefused() {
        Subcircuit copy = Subcircuit.of("copy", "", List.of("a", "b"), VoltageSource.dc("v", "a", "c", 0), new CurrentControlledCurrentSource("f", "b", Circuit.GROUND, "v", 1), new Resistor("r", "c", "b", 1));
        assertTrue(assertThrows(CircuitException.class, () -> Parallels.of(copy.as("x", "a", "b"), 2)).getMessage().startsWith("f: a CurrentControlledCurrentSource"));
    }
}
