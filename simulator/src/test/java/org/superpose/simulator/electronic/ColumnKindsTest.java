package org.superpose.simulator.electronic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.simulator.analog.Fidelity;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.hardware.ActivationCircuit;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Summer;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.RandomStreams;
import org.superpose.simulator.reference.DigitalReference;

/** The cell level against the circuits of transistors, for cells, lines, amplifiers and rectifiers other than the reference design's. Full scale is 1 V. */
class ColumnKindsTest {
    /** Of a design [V]: curves are measured to 1e-5, cells predicted to 2e-5 of a cell. */
    private static final double DESIGN = 2e-4;
    /** Of a chip [V], 0.5 % of full scale: errors of parts count to first order, and held lines move by their op-amps' offsets, which the cells' errors turn into current. */
    private static final double CHIP = 5e-3;
    private static final RandomStreams STREAMS = RandomStreams.of(5).chip(3);
    private static final Network NETWORK = TestNetworks.network(3, 6, 4, 3);
    private static final double[][] INPUTS = TestNetworks.inputs(4, 40, 6);

    @Test
    void ownCellsGiveWhatTheCircuitOfTheSameChipGives() {
        outputsAreThoseOfTheCircuit(ColumnKinds.own(false, true), CHIP);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(Arguments.of("own cells at 0.3 V", ColumnKinds.own(true, false)),
                Arguments.of("cascoded lines", ColumnKinds.gilbert(Summer.Lines.CASCODED, Summer.Topology.TRANSIMPEDANCE)), Arguments.of("cascoded lines, difference amplifiers, diodes",
                        ColumnKinds.gilbert(Summer.Lines.CASCODED, Summer.Topology.DIFFERENCE).withActivation(ActivationCircuit.Diode.defaults())),
                Arguments.of("folded lines, difference amplifiers, clamps", ColumnKinds.gilbert(Summer.Lines.FOLDED, Summer.Topology.DIFFERENCE).withActivation(ActivationCircuit.MosfetClamp.defaults())));
    }

    @Tag("slow")
    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void otherColumnsGiveWhatTheirCircuitsGive(String kind, ElectronicHardware hardware) {
        outputsAreThoseOfTheCircuit(hardware, DESIGN);
    }

    private static void outputsAreThoseOfTheCircuit(ElectronicHardware hardware, double tolerance) {
        ElectronicMachine machine = ElectronicMachine.of(NETWORK, INPUTS, hardware);
        for (int l = 0; l < 2; l++) {
            double[][] x = TestNetworks.inputs(9 + l, 3, l == 0 ? 6 : 4);
            LayerNetlist netlist = machine.netlist(l).specimen(STREAMS);
            double[][] y = ((MeasuredAssembly) machine.makers().get(l)).silent(STREAMS, STREAMS.layer(l)).run(x, new Reading(STREAMS.layer(l), 0, 0)).output();
            double largest = 0;
            for (int b = 0; b < x.length; b++) {
                OperatingPointResult point = new OperatingPoint().run(netlist.circuit(x[b]));
                for (int o = 0; o < y[b].length; o++) {
                    double volts = point.voltage(netlist.outputs().get(o));
                    assertEquals(volts, netlist.outputVolts() * y[b][o], tolerance, "layer " + (l + 1) + ", output " + (o + 1));
                    largest = Math.max(largest, Math.abs(volts));
                }
            }
            assertTrue(largest > 0.1, "some output moves, the largest is " + largest + " V");
        }
    }

    /** A network of resistors by all its transistors is the exact one but for E96 (0.7 % of a weight on average), 8 bits of input and rectifiers that are off (2.3 mV), and starts are found for the whole of it. */
    @Test
    void conductancesComputeWhatTheNetworkDoes() {
        ElectronicMachine machine = ElectronicMachine.of(NETWORK, INPUTS, ColumnKinds.resistors());
        double[][] x = TestNetworks.inputs(9, 3, 6);
        List<LayerTrace> exact = new DigitalReference(NETWORK).run(x);
        List<LayerTrace> found = machine.chip(STREAMS, List.of(Fidelity.NETLIST, Fidelity.NETLIST)).run(x, 2, row -> { }).traces();
        for (int l = 0; l < 2; l++) {
            double volts = machine.netlist(l).outputVolts();
            for (int b = 0; b < x.length; b++) {
                for (int o = 0; o < exact.get(l).output()[b].length; o++) {
                    assertEquals(volts * exact.get(l).output()[b][o], volts * found.get(l).output()[b][o], 0.03, "layer " + (l + 1) + ", output " + (o + 1));
                }
            }
        }
    }
}
