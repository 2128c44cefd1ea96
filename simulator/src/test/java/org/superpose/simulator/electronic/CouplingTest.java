package org.superpose.simulator.electronic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.superpose.simulator.analog.Coupling;
import org.superpose.simulator.analog.Fidelity;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.Trim;
import org.superpose.simulator.hardware.Wires;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStreams;

/** What cells do to each other through what they share, in circuits and at the cell level, where each of these effects can be left out. Full scale is the 1 V that stands for the largest output. */
class CouplingTest {
    private static final Set<Coupling> ALL = Set.of(Coupling.values());
    private static final Set<Coupling> NO_WIRES = Set.of(Coupling.LINES, Coupling.BASES);
    /** Of full scale, rms: some times the 1e-5 to which curves are measured. */
    private static final double DESIGN = 5e-5;
    /** Of a chip, largest: as {@link CellLevelTest} has it, effects of parts count to first order. */
    private static final double CHIP = 2e-3;
    private static final RandomStreams STREAMS = RandomStreams.of(5).chip(3);

    @TempDir
    private static Path folder;
    private static Path file;

    private static ElectronicHardware hardware(Wires wires) {
        Multiplier cell = new Multiplier(Multiplier.Kind.NETLIST, 20e-6, 75e3, 120, true, 0.8, 1, 0.01, 0.003, 0.5, 0.02, file, null);
        ElectronicHardware d = ElectronicHardware.defaults();
        return d.withMultiplier(cell).withConverters(new ElectronicHardware.Dac(8, 1, 12, 0, ElectronicHardware.Driver.DIRECT), new ElectronicHardware.Adc(0, 1)).withSummer(d.summer().withWires(wires));
    }

    private static ElectronicHardware design(Wires wires) {
        return hardware(wires).withNoise(NoiseControl.none()).withTrim(Trim.none());
    }

    /** Every layer here has the same cell. */
    @BeforeAll
    static void characterise() throws IOException {
        CharacterisationFile.write(folder, CellDesign.characterisation(hardware(Wires.NONE), 2).run(CellDesign.draws(0)), List.of());
        file = folder.resolve(CharacterisationFile.NAME);
    }

    private static ElectronicMachine machine(Network network, ElectronicHardware hardware) {
        return ElectronicMachine.of(network, TestNetworks.inputs(4, 40, network.inputs()), hardware);
    }

    private static List<LayerTrace> circuit(ElectronicMachine machine, double[][] x) {
        return machine.chip(STREAMS, machine.makers().stream().map(layer -> Fidelity.NETLIST).toList()).run(x, 2, row -> { }).traces();
    }

    /** Root mean square and largest difference of the cell level from the circuit at the output of a layer [V]. */
    private static double[] distance(ElectronicMachine machine, Set<Coupling> coupled, List<LayerTrace> truth, double[][] x, int layer) {
        double[][] y = machine.chip(STREAMS, coupled).run(x, 0, 0).get(layer).output();
        double[][] yes = truth.get(layer).output();
        double volts = machine.netlist(layer).outputVolts();
        double[] misses = IntStream.range(0, y.length).boxed().flatMapToDouble(b -> IntStream.range(0, y[b].length).mapToDouble(o -> volts * StrictMath.abs(y[b][o] - yes[b][o]))).toArray();
        double squares = 0;
        double largest = 0;
        for (double miss : misses) {
            squares += miss * miss;
            largest = StrictMath.max(largest, miss);
        }
        return new double[] {StrictMath.sqrt(squares / misses.length), largest};
    }

    /** Tails of 32 cells get 0.4 % less than that of one, which R_f makes up for and the lines' common current shows; the lines move with what is drawn from them. */
    @Test
    void eachCouplingExplainsAPartOfWhatLiesBetweenCellsAndCircuit() {
        ElectronicMachine machine = machine(TestNetworks.network(3, 32, 2), design(Wires.NONE));
        assertEquals(NO_WIRES, machine.couplings());
        double[][] x = TestNetworks.inputs(9, 4, 32);
        List<LayerTrace> truth = circuit(machine, x);
        double both = distance(machine, NO_WIRES, truth, x, 0)[0];
        double bases = distance(machine, Set.of(Coupling.BASES), truth, x, 0)[0];
        double lines = distance(machine, Set.of(Coupling.LINES), truth, x, 0)[0];
        assertTrue(both < DESIGN, both + " V with both");
        assertTrue(bases > 1.5 * both && lines > 4 * both, bases + " V with lines held, " + lines + " V without base currents, " + both + " V with both");
    }

    /** Wires so bad that a column's far cells have 1 V less on their lines, the last column 10 mV less at its input, the far tails 3 % less current. */
    @ParameterizedTest
    @CsvSource({"3000, 0, 0, 0", "0, 3000, 0, 0", "0, 0, 1000, 0", "0, 0, 0, 30", "1000, 1000, 300, 10"})
    void wiresDoWhatTheirLaddersSay(double output, double input, double tail, double supply) {
        ElectronicMachine machine = machine(TestNetworks.network(3, 8, 8), design(new Wires(output, input, tail, supply)));
        double[][] x = TestNetworks.inputs(9, 6, 8);
        List<LayerTrace> truth = circuit(machine, x);
        double with = distance(machine, ALL, truth, x, 0)[0];
        double without = distance(machine, NO_WIRES, truth, x, 0)[0];
        assertTrue(with < DESIGN && without > 5 * with, without + " V without the wires, " + with + " V with them");
    }

    /** Rows of hidden layers are driven by the columns before; offsets are trimmed with what wires take from inputs at rest. */
    @Test
    void wiresOfAChipOfTwoLayersDoSoToo() {
        ElectronicMachine machine = machine(TestNetworks.network(3, 8, 8, 8), hardware(new Wires(2000, 5000, 0, 0)));
        double[][] x = TestNetworks.inputs(9, 4, 8);
        List<LayerTrace> truth = circuit(machine, x);
        for (int layer = 0; layer < 2; layer++) {
            double with = distance(machine, ALL, truth, x, layer)[1];
            double without = distance(machine, NO_WIRES, truth, x, layer)[1];
            assertTrue(with < CHIP && without > 2 * with, "layer " + (layer + 1) + ": " + without + " V without the wires, " + with + " V with them");
        }
    }

    /** Drops grow with the square of a column's cells. */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"10, 10, 0, 0", "100, 100, 0, 0", "30, 100, 10, 1"})
    void wiresOfLargeLayersDoWhatTheirLaddersSay(double output, double input, double tail, double supply) {
        ElectronicMachine machine = machine(TestNetworks.network(3, 32, 32), design(new Wires(output, input, tail, supply)));
        double[][] x = TestNetworks.inputs(9, 2, 32);
        List<LayerTrace> truth = circuit(machine, x);
        double with = distance(machine, ALL, truth, x, 0)[0];
        double without = distance(machine, NO_WIRES, truth, x, 0)[0];
        assertTrue(with < 4 * DESIGN && without > 2 * with, without + " V without the wires, " + with + " V with them");
    }

    @Test
    void columnsInClosedFormHaveNoneThatCouldBeLeftOut() {
        ElectronicHardware d = ElectronicHardware.defaults();
        ElectronicMachine machine = machine(TestNetworks.network(3, 4, 2), d.withMultiplier(new Multiplier(Multiplier.Kind.GILBERT, 20e-6, 75e3, 120, true, 0.8, 1, 0.01, 0.003, 0.5, 0.02, null, null)));
        assertEquals(Set.of(), machine.couplings());
        assertThrows(IllegalArgumentException.class, () -> machine.chip(STREAMS, Set.of(Coupling.LINES)));
    }
}
