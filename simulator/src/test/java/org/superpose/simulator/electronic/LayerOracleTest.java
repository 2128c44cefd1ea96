package org.superpose.simulator.electronic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.spice.RawFile;
import org.superpose.circuits.spice.RawPlot;
import org.superpose.circuits.spice.SpiceReader;
import org.superpose.circuits.spice.SpiceWriter;
import org.superpose.simulator.analog.Fidelity;
import org.superpose.simulator.experiment.Experiment;
import org.superpose.simulator.experiment.Problem;
import org.superpose.simulator.hardware.ActivationCircuit;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Summer;
import org.superpose.simulator.hardware.Wires;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.RandomStreams;

/** ngspice 39 runs the decks of layers as they are, with the outputs that the circuits have here: all of them within 1e-4 of the full scale of 1 V. */
class LayerOracleTest {
    private static final double AGREEMENT = 1e-4;              // [V]
    private static final long PATIENCE = 300;                  // [s]
    private static final Settings SETTINGS = Settings.standard().in(Environment.ngspice());

    @TempDir
    private Path folder;

    @BeforeAll
    static void ngspiceIsThere() throws InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder("ngspice", "--version").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            there = false;
        }
        if (!there && "required".equals(System.getProperty("superpose.oracles"))) {
            Assertions.fail("ngspice is not installed, but oracles are required");
        }
        Assumptions.assumeTrue(there, "ngspice is not installed");
    }

    private static LayerNetlist layer(int inputs, int outputs) {
        Network network = TestNetworks.network(3, inputs, outputs, 2);
        return ElectronicMachine.of(network, TestNetworks.inputs(4, 40, inputs), ElectronicHardware.defaults()).netlist(0);
    }

    @Test
    void aLayerAndASpecimenOfEightByEightAgree() throws Exception {
        compare(layer(8, 8), 8);
        compare(layer(8, 8).specimen(RandomStreams.of(2).chip(0)), 8);
    }

    static Stream<Arguments> kinds() {
        ElectronicHardware folded = ElectronicHardware.defaults();
        return Stream.of(Arguments.of("own cells at virtual grounds", ColumnKinds.own(false, true)), Arguments.of("own cells at lines of 0.3 V, difference amplifiers", ColumnKinds.own(true, true)),
                Arguments.of("cascoded lines", ColumnKinds.gilbert(Summer.Lines.CASCODED, Summer.Topology.TRANSIMPEDANCE)),
                Arguments.of("cascoded lines, difference amplifiers", ColumnKinds.gilbert(Summer.Lines.CASCODED, Summer.Topology.DIFFERENCE)),
                Arguments.of("folded lines, difference amplifiers", ColumnKinds.gilbert(Summer.Lines.FOLDED, Summer.Topology.DIFFERENCE)), Arguments.of("diodes", folded.withActivation(ActivationCircuit.Diode.defaults())),
                Arguments.of("clamps", folded.withActivation(ActivationCircuit.MosfetClamp.defaults())), Arguments.of("resistors", ColumnKinds.resistors()), Arguments.of("conductance pairs", ColumnKinds.conductances()),
                Arguments.of("wires of some resistance", ColumnKinds.wires(new Wires(1000, 1000, 300, 10))));
    }

    /** A specimen of a layer of each kind of cell, lines, amplifier and rectifier. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void columnsOfEveryKindAgree(String kind, ElectronicHardware hardware) throws Exception {
        compare(ColumnKinds.layer(hardware, 6, 5).specimen(RandomStreams.of(2).chip(0)), 6);
    }

    /** The whole of a chip, solved from a start put together of its columns. */
    @Test
    void aNetworkOfAChipAgrees() throws Exception {
        ElectronicMachine machine = ElectronicMachine.of(TestNetworks.network(3, 8, 6, 3), TestNetworks.inputs(4, 40, 8), ElectronicHardware.defaults());
        networksAgree(machine, TestNetworks.inputs(9, 2, 8));
    }

    /** 64 → 32 → 10, 18 354 transistors. */
    @Tag("slow")
    @Test
    void tenImagesOfTheDigitsAgree() throws Exception {
        Problem digits = Experiment.read(Path.of("../examples/digits/experiment.yaml")).problems().get(0);
        ElectronicMachine machine = ElectronicMachine.of(digits.network(), digits.split().train().inputs(), ElectronicHardware.defaults());
        networksAgree(machine, Arrays.copyOf(digits.split().test().inputs(), 10));
    }

    private void networksAgree(ElectronicMachine machine, double[][] inputs) throws Exception {
        RandomStreams chip = RandomStreams.of(7).chip(0);
        LayerNetlist netlist = machine.netlist().specimen(chip);
        double[][] ours = machine.chip(chip, List.of(Fidelity.NETLIST, Fidelity.NETLIST)).run(inputs, 2, row -> { }).traces().get(1).preActivation();
        for (int b = 0; b < inputs.length; b++) {
            SpiceWriter writer = SpiceWriter.forNgspice(netlist.circuit(inputs[b]), netlist.remarks()).add(new OperatingPoint().with(SETTINGS));
            netlist.outputs().forEach(writer::show);
            RawPlot theirs = ngspice(writer.text());
            for (int o = 0; o < ours[b].length; o++) {
                assertEquals(theirs.real(theirs.names().indexOf("v(y" + (o + 1) + ")"))[0], netlist.outputVolts() * ours[b][o], AGREEMENT, "input " + b + ", output " + (o + 1));
            }
        }
    }

    private RawPlot ngspice(String deck) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("network.cir"), deck);
        Path raw = folder.resolve("network.raw");
        Files.deleteIfExists(raw);
        Process process = new ProcessBuilder("ngspice", "-b", "-r", raw.toString(), file.toString()).redirectErrorStream(true).redirectOutput(folder.resolve("network.log").toFile()).start();
        if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            Assertions.fail("ngspice does not come to an end");
        }
        assertTrue(Files.exists(raw), () -> "ngspice wrote nothing");
        return RawFile.read(raw).get(0);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"32, 32", "64, 32"})
    void largeLayersAgree(int inputs, int outputs) throws Exception {
        compare(layer(inputs, outputs), inputs);
    }

    private void compare(LayerNetlist layer, int inputs) throws Exception {
        Circuit circuit = layer.circuit(TestNetworks.inputs(9, 1, inputs)[0]);
        OperatingPoint point = new OperatingPoint().with(SETTINGS);
        SpiceWriter writer = SpiceWriter.forNgspice(circuit, layer.remarks()).add(point);
        layer.outputs().forEach(writer::show);
        Path deck = Files.writeString(folder.resolve("layer.cir"), writer.text());
        Path raw = folder.resolve("layer.raw");
        Path log = folder.resolve("layer.log");
        Process process = new ProcessBuilder("ngspice", "-b", "-r", raw.toString(), deck.toString()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        OperatingPointResult ours = point.run(circuit);
        OperatingPointResult read = point.run(new SpiceReader(Environment.ngspice()).read(deck).circuit());
        if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            Assertions.fail("ngspice does not come to an end");
        }
        assertTrue(Files.exists(raw), () -> "ngspice wrote nothing");
        RawPlot theirs = RawFile.read(raw).get(0);
        double largest = 0;
        for (String output : layer.outputs()) {
            int column = theirs.names().indexOf("v(" + output + ")");
            assertTrue(column >= 0, output + " is not among " + theirs.names());
            assertEquals(theirs.real(column)[0], ours.voltage(output), AGREEMENT, output);
            // in the deck of a chip, transistors in parallel have their share of GMIN, which is worth 1e-8 V there
            assertEquals(ours.voltage(output), read.voltage(output), 1e-6, output + " of the deck as we read it");
            largest = Math.max(largest, ours.voltage(output));
        }
        assertTrue(largest > 0.1, "some output is on, the largest is " + largest + " V");
    }
}
