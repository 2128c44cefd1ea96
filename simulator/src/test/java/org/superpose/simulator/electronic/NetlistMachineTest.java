package org.superpose.simulator.electronic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.superpose.circuits.characterisation.CharacterisedCell;
import org.superpose.circuits.characterisation.Specimen;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.Summer;
import org.superpose.simulator.hardware.WeightStorage;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStreams;

/** A machine whose cells come from their netlist, with inputs up to 1 V, two thirds of what its tails can move, and transistors alone mismatched, so that its cell is quickly characterised. */
class NetlistMachineTest {
    private static final Multiplier TRANSISTORS = new Multiplier(Multiplier.Kind.NETLIST, 20e-6, 75e3, 120, true, 0.8, 1, 0.005, 0, 0.5, 0, null, null);

    @TempDir
    private Path folder;

    private static ElectronicHardware hardware() {
        Summer d = Summer.defaults();                                      // for a supply of 6 V there are no op-amps: a column in closed form, whose resistors match, so that it adds no mismatch of its own
        Summer bare = new Summer(Summer.Topology.DIFFERENCE, d.lines(), Double.POSITIVE_INFINITY, d.gainBandwidth(), 0, 0, 0, d.rail(), 6, d.loadDrop(), 0, d.foldDrop(), d.resistance(), d.wires());
        return TestNetworks.cellsAlone().withSummer(bare).withMultiplier(TRANSISTORS);
    }

    /** One cell, the whole way from the draw to the output, against the bench; the file of the cell gives the same bits, and none to a machine with another netlist. */
    @Test
    void chipsReproduceTheirCellsBench() throws IOException {
        Network network = new Network(List.of(new DenseLayer(new double[][] {{2}}, new double[] {0}, Activation.IDENTITY)));
        double[][] x = TestNetworks.inputs(8, 20, 1);
        x[0][0] = 1;                                                       // fixes the input scale at 1 V
        ElectronicHardware all = hardware();
        CharacterisedCell cell = CellDesign.characterisation(all, 2).run(CellDesign.draws(0));
        // the narrow spread, wider than this mismatch: what the basis leaves, 1e-5, and polynomials of the second degree for draws to four standard deviations of 1 % and tails of 2.5 %
        assertTrue(cell.judgement().largestSignal() < 3e-5, cell.judgement().toString());
        CharacterisationFile.write(folder, cell, List.of());
        Path file = folder.resolve(CharacterisationFile.NAME);
        ElectronicHardware filed = all.withMultiplier(TRANSISTORS.characterisedBy(file));
        ElectronicMachine machine = ElectronicMachine.of(network, x, all.withNoise(NoiseControl.all().withOnly("saturation current mismatch")));
        ElectronicMachine fromFile = ElectronicMachine.of(network, x, filed.withNoise(NoiseControl.all().withOnly("saturation current mismatch")));
        LayerDesign design = new LayerDesign(all, network.layers().get(0), machine.plan().layers().get(0), true, true, 1);
        NetlistArray array = new NetlistArray(design, cell);
        double[] volts = new double[x.length];
        for (int b = 0; b < x.length; b++) {
            volts[b] = x[b][0];
        }
        for (int chip = 0; chip < 5; chip++) {
            RandomStreams streams = RandomStreams.of(7).chip(chip);
            Specimen specimen = array.first(streams).with(CellDesign.weight(all, design.portVoltage()));
            double[] truth = cell.current(specimen, volts);
            double[][] z = machine.chip(streams).run(x, 0, 0).get(0).preActivation();
            for (int b = 0; b < x.length; b++) {
                // of full scale 2: what the basis and the prediction leave, found above
                assertEquals(2 * truth[b] / design.unit(), z[b][0], 2 * 3e-5);
            }
            double[][] same = fromFile.chip(streams).run(x, 0, 0).get(0).preActivation();
            for (int b = 0; b < x.length; b++) {
                assertArrayEquals(z[b], same[b]);
            }
        }

        refused("netlist", network, x, filed.withMultiplier(filed.multiplier().withDegeneration(76e3)));
        refused("mismatch", network, x, filed.withMultiplier(filed.multiplier().withMismatch(0.05, 0)));
        refused("300.15 K", network, x, filed.withTemperature(310));
        refused("noise.scale", network, x, filed.withNoise(new NoiseControl(30, null)));
        Files.writeString(file, "{}");
        refused("no characterised cell", network, x, filed);
    }

    private static void refused(String why, Network network, double[][] x, ElectronicHardware hardware) {
        String message = assertThrows(IllegalArgumentException.class, () -> ElectronicMachine.of(network, x, hardware).chip(RandomStreams.of(1))).getMessage();
        assertTrue(message.contains(why) && message.lines().count() == 1, message);
    }

    /** The closed form and the netlist are two descriptions of one design: after the trim they agree to what the closed form leaves out, cells and a column that bend. */
    @Test
    void netlistAndClosedFormAgreeAfterTheTrim() {
        Network network = TestNetworks.network(9, 12, 3);
        double[][] x = TestNetworks.inputs(5, 60, 12);
        ElectronicHardware silent = ElectronicHardware.defaults().withMultiplier(TRANSISTORS).withNoise(NoiseControl.none());
        double[][] netlist = ElectronicMachine.of(network, x, silent).chip(RandomStreams.of(1)).run(x, 0, 0).get(0).preActivation();
        double[][] closed = ElectronicMachine.of(network, x, silent.withMultiplier(TRANSISTORS.as(Multiplier.Kind.GILBERT))).chip(RandomStreams.of(1)).run(x, 0, 0).get(0).preActivation();
        double range = 0;
        for (double[] row : closed) {
            for (double z : row) {
                range = StrictMath.max(range, StrictMath.abs(z));
            }
        }
        for (int b = 0; b < x.length; b++) {
            assertArrayEquals(closed[b], netlist[b], 1e-2 * range);          // the netlist's gain is set at the ends of the window; between them cells bend by a quarter of a per cent, and codes and fold as much
        }
    }

    @Test
    void aWeightThatMovesWhileItIsReadIsRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> hardware().withWeights(WeightStorage.ConductancePair.pcm())).getMessage();
        assertTrue(message.contains("conductance-pair"), message);
    }
}
