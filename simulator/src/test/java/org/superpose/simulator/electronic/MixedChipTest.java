package org.superpose.simulator.electronic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.simulator.analog.AnalogNetwork;
import org.superpose.simulator.analog.DeviceChip;
import org.superpose.simulator.analog.DeviceRun;
import org.superpose.simulator.analog.Fidelity;
import org.superpose.simulator.analog.Settling;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.RandomStreams;

/** Laws of chips whose layers are computed by all their transistors. */
class MixedChipTest {
    private static final Network NETWORK = TestNetworks.network(5, 6, 5, 3);
    private static final double[][] INPUTS = TestNetworks.inputs(6, 12, 6);
    private static final RandomStreams CHIP = RandomStreams.of(3).chip(1);
    private static final List<Fidelity> ALL = List.of(Fidelity.NETLIST, Fidelity.NETLIST);

    private static ElectronicMachine machine() {
        return ElectronicMachine.of(NETWORK, INPUTS, ElectronicHardware.defaults());
    }

    /** Whatever start it took: the solution is that of the circuit alone from nothing, to what the tolerances of both leave. */
    @Test
    void aChipGivesWhatItsCircuitsOperatingPointsGive() {
        ElectronicMachine machine = machine();
        LayerNetlist netlist = machine.netlist().specimen(CHIP);
        DeviceRun run = machine.chip(CHIP, ALL).run(INPUTS, 2, row -> { });
        assertEquals(INPUTS.length, run.solutions().solved());
        // of currents of milliamperes, at the tolerance of 1e-6 of what meets at a node; usually far less
        assertTrue(run.solutions().residual() < 1e-9 && run.solutions().balance() < 1e-9, run.solutions().toString());
        double adcStep = 1 / 511.0 / netlist.outputVolts();
        for (int b = 0; b < 4; b++) {
            OperatingPointResult point = new OperatingPoint().at(netlist.temperature()).run(netlist.circuit(INPUTS[b]));
            for (int o = 0; o < 3; o++) {
                double volts = point.voltage("y" + (o + 1));
                assertEquals(volts / netlist.outputVolts(), run.traces().get(1).preActivation()[b][o], 1e-6, "row " + b + ", output " + (o + 1));
                assertEquals(volts / netlist.outputVolts(), run.output()[b][o], adcStep / 2 + 1e-6, "its code");
            }
            for (int o = 0; o < 5; o++) {
                String column = "xlayer1.xcolumn" + (o + 1) + ".xreadout.z";
                assertEquals(-point.voltage(column) / machine.netlist(0).outputVolts(), run.traces().get(0).preActivation()[b][o], 1e-6);
            }
        }
    }

    /** Every row is solved from a start of its own: neither threads nor neighbours are seen in a bit of it. And all are found from there: rectifiers need not jump. */
    @Test
    void aRowsBitsDependOnNothingButTheRow() {
        DeviceChip chip = machine().chip(CHIP, ALL);
        DeviceRun together = chip.run(INPUTS, 1, row -> { });
        assertEquals(INPUTS.length, together.solutions().warm(), together.solutions().toString());
        assertArrayEquals(together.output(), chip.run(INPUTS, 3, row -> { }).output());
        assertArrayEquals(new double[][] {together.output()[7]}, chip.logits(new double[][] {INPUTS[7]}));
    }

    /** A layer at the cell level behind one of transistors gets what those give, and the other way round. */
    @Test
    void layersOfDifferentFidelityFollowEachOther() {
        ElectronicMachine machine = machine();
        AnalogNetwork cell = machine.chip(CHIP);
        DeviceRun first = machine.chip(CHIP, List.of(Fidelity.NETLIST, Fidelity.CELL)).run(INPUTS, 2, row -> { });
        assertArrayEquals(cell.runLayer(1, first.traces().get(0).output(), 0, 0).output(), first.output());
        DeviceRun second = machine.chip(CHIP, List.of(Fidelity.CELL, Fidelity.NETLIST)).run(INPUTS, 2, row -> { });
        assertArrayEquals(cell.runLayer(0, INPUTS, 0, 0).output(), second.traces().get(0).output());
        DeviceRun ideal = machine.chip(CHIP, List.of(Fidelity.IDEAL, Fidelity.NETLIST)).run(INPUTS, 2, row -> { });
        assertArrayEquals(machine.ideal().runLayer(0, INPUTS, 0, 0).output(), ideal.traces().get(0).output());
        double fullScale = machine.plan().layers().get(1).output();
        for (DeviceRun run : List.of(first, second, ideal)) {
            assertEquals(0, rms(run.output(), machine.ideal().logits(INPUTS)) / fullScale, 0.05, "errors of a chip, some per cent");
        }
    }

    private static double rms(double[][] a, double[][] b) {
        double squares = 0;
        for (int r = 0; r < a.length; r++) {
            for (int o = 0; o < a[r].length; o++) {
                squares += (a[r][o] - b[r][o]) * (a[r][o] - b[r][o]) / (a.length * a[r].length);
            }
        }
        return Math.sqrt(squares);
    }

    /** Where converters stand between layers, each is a circuit of its own. */
    @Test
    void convertersBetweenLayersPartTheCircuit() {
        ElectronicMachine machine = ElectronicMachine.of(NETWORK, INPUTS, ElectronicHardware.defaults().withPlacement(ElectronicHardware.Placement.EVERY_LAYER));
        DeviceChip chip = machine.chip(CHIP, ALL);
        assertEquals(2, chip.facts().stream().filter(fact -> fact.name().endsWith("transistors")).count());
        DeviceRun run = chip.run(Arrays.copyOf(INPUTS, 3), 1, row -> { });
        assertEquals(6, run.solutions().solved());
        double step = machine.plan().layers().get(0).output() / 1023;                        // behind a rectifier, 10 bits from 0
        for (double hidden : run.traces().get(0).output()[0]) {
            assertEquals(Math.rint(hidden / step), hidden / step, 1e-9);
        }
    }

    /** The last values of the transient are those of the operating point, energy is power times latency at a power that hardly moves, and a longer word takes longer. */
    @Test
    void outputsSettleToTheirOperatingPoint() {
        ElectronicMachine machine = ElectronicMachine.of(TestNetworks.network(5, 3, 2, 2), TestNetworks.inputs(6, 12, 3), ElectronicHardware.defaults());
        DeviceChip chip = machine.chip(CHIP, ALL);
        double[] x = TestNetworks.inputs(6, 12, 3)[0];
        Settling eight = chip.settling(x, 8);
        assertEquals(4, eight.nodes().size());
        assertEquals(3 * 2 + 2 * 2, eight.products());
        assertTrue(eight.latency() > 0.1e-6 && eight.isSettled(), eight.toString());
        assertFalse(new Settling(8, eight.range(), eight.nodes(), 1.1 * eight.latency(), 0, 0, 1, 1).isSettled(), "what moves near the end may move still");
        assertTrue(eight.nodes().stream().allMatch(node -> Math.abs(node.residual()) <= eight.range() / 512 * (1 + 1e-9)), "half a step, of the full scale of 1 V, when the last has settled");
        assertTrue(eight.residual(0) + eight.residual(1) > 1e-8, "the last to settle is then at the edge of its band");
        assertEquals(1, eight.energy() / (eight.restPower() * eight.latency()), 0.3);
        assertTrue(chip.settling(x, 4).latency() < eight.latency());
        LayerNetlist netlist = machine.netlist().specimen(CHIP);
        OperatingPointResult rest = new OperatingPoint().at(netlist.temperature()).run(netlist.circuit(x));
        double watts = 0;
        for (String supply : List.of("vcc", "vee", "vwcm")) {
            watts -= rest.voltage(supply.equals("vwcm") ? "wcm" : supply) * rest.current(supply);
        }
        assertEquals(watts, eight.restPower(), 1e-4 * watts);
    }

    @Test
    void whatIsNoChipsLayerIsRefused() {
        ElectronicMachine machine = machine();
        assertTrue(assertThrows(IllegalArgumentException.class, () -> machine.chip(CHIP, List.of(Fidelity.NETLIST))).getMessage().contains("has 2 layers, but there are 1 fidelities"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> machine.chip(CHIP, List.of(Fidelity.EXACT, Fidelity.NETLIST))).getMessage().contains("not exact"));
        DeviceChip mixed = machine.chip(CHIP, List.of(Fidelity.CELL, Fidelity.NETLIST));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> mixed.settling(INPUTS[0], 8)).getMessage().contains("all layers as one circuit"));
    }
}
