package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.circuits.amplifier.OperationalAmplifier;
import org.superpose.circuits.amplifier.OperationalAmplifierModel;
import org.superpose.circuits.analysis.AcResult;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.DcSweep;
import org.superpose.circuits.analysis.LinearSweep;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.analysis.Transient;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Family;
import org.superpose.circuits.memory.ProgrammableConductance;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.semiconductor.EkvModel;
import org.superpose.circuits.semiconductor.EkvTransistor;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.source.Exponential;
import org.superpose.circuits.source.PiecewiseLinear;
import org.superpose.circuits.source.Pulse;
import org.superpose.circuits.source.Sine;
import org.superpose.circuits.source.VoltageSource;
import org.superpose.circuits.source.Waveform;

class SpiceWriterTest {
    private static final Path DECKS = Path.of("src/test/resources/decks");
    private static final LogSweep FREQUENCIES = LogSweep.decades(1, 1e9, 1);

    /** All but those that have no operating point. */
    static Stream<String> decks() throws IOException {
        try (Stream<Path> files = Files.list(DECKS)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".cir") && !name.equals("relaxation-oscillator.cir")).sorted().toList().stream();
        }
    }

    static Circuit circuit(String name) throws IOException {
        return new SpiceReader(Environment.ngspice()).read(DECKS.resolve(name)).circuit();
    }

    static boolean isDriven(Circuit circuit) {
        return circuit.components().stream().anyMatch(component -> component instanceof VoltageSource v && v.acMagnitude() != 0);
    }

    /** Reading what was written gives the same circuit: the same operating point and phasors to the last bit. */
    @ParameterizedTest
    @MethodSource("decks")
    void whatIsWrittenReadsBackAsTheSameCircuit(String name) throws IOException {
        Circuit circuit = circuit(name);
        Circuit again = new SpiceReader().read(name, SpiceWriter.forSuperpose(circuit).text()).circuit();
        assertEquals(circuit.components().size(), again.components().size());
        OperatingPointResult point = new OperatingPoint().run(circuit);
        OperatingPointResult pointAgain = new OperatingPoint().run(again);
        assertArrayEquals(point.values(), pointAgain.values());
        if (isDriven(circuit)) {
            AcResult phasors = new AcSweep(FREQUENCIES).run(circuit);
            AcResult phasorsAgain = new AcSweep(FREQUENCIES).run(again);
            for (int i = 0; i < phasors.names().size(); i++) {
                assertArrayEquals(phasors.column(i).real(), phasorsAgain.column(i).real());
                assertArrayEquals(phasors.column(i).imaginary(), phasorsAgain.column(i).imaginary());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("waveforms")
    void waveformsReadBackWithAllTheirDigits(Waveform waveform) {
        VoltageSource source = new VoltageSource("V1", "a", "0", 1.0 / 3, Math.E, 0.1234567890123, waveform);
        VoltageSource again = (VoltageSource) readBack(source, new Resistor("R1", "a", "0", Math.PI)).component("v1");
        assertEquals(source.dc(), again.dc());
        assertEquals(source.acMagnitude(), again.acMagnitude());
        assertEquals(source.acPhase(), again.acPhase());
        assertEquals(waveform, again.waveform());
    }

    static List<Waveform> waveforms() {
        return List.of(new Pulse(-1.1, 2.2, 1e-9, 3.3e-12, 4.4e-12, 5e-9, 1.7e-8), new Pulse(0, 1, 0, 1e-12, 1e-12, 1, Double.POSITIVE_INFINITY), new Sine(0.1, 1.0 / 7, 1234.5, 1e-6, 2.5, 1.1),
                new Exponential(0, 1, 1e-9, 2e-9, 3e-9, 4.1e-9), PiecewiseLinear.of(new double[] {0, 1e-9, 3.1e-9}, new double[] {0, 1.0 / 3, -2}), PiecewiseLinear.of(new double[] {0, 1, 2}, new double[] {0, 1, 0}).repeatingFrom(1));
    }

    private static Circuit readBack(Component... components) {
        return new SpiceReader().read("written", SpiceWriter.forSuperpose(Circuit.of("t", components)).text()).circuit();
    }

    /** What SPICE has no element for, and EKV transistors, are written for our own reader with every figure; ngspice gets subcircuits, and EKV is refused. */
    @Test
    void ownDevicesReadBackAsTheyWere() {
        OperationalAmplifierModel figures = OperationalAmplifierModel.standard().withGain(1e5, 3e6).withOffset(1e-3).withInputCurrents(1e-8, 2e-9).withNoise(1e-8, 10, 1e-13, 100).withSlewRate(Double.POSITIVE_INFINITY);
        List<Component> own = List.of(new OperationalAmplifier("a1", "p", "n", "o", figures), new OperationalAmplifier("a2", "p", "n", "o", "r", "u", "l", figures.withRails(0.5, -1)),
                new ProgrammableConductance("a3", "p", "0", 1e-6, 0.2, 1e-9), new ProgrammableConductance("a4", "p", "0", 2e-6));
        for (Component component : own) {
            assertEquals(component, readBack(component, new Resistor("r1", "p", "0", 1)).component(component.name()));
        }
        Component ekv = new EkvTransistor("m1", "d", "g", "s", "0", EkvModel.pmos("ekv").with("VTO", -0.6).with("E0", 1e8), MosfetGeometry.of(1e-6, 2e-6));
        assertEquals(ekv, readBack(ekv).component("m1"));
        assertTrue(assertThrows(CircuitException.class, () -> SpiceWriter.forNgspice(Circuit.of("t", ekv))).getMessage().contains("EKV"));
    }

    /** A text that would be a command of its own on the next line stays part of the title, of a comment, or of a name. */
    @Test
    void titlesAndNamesAreNoCommands() {
        String evil = "x\n.control\nshell rm -rf /\n.endc\n";
        Circuit circuit = Circuit.of("*ng_script\n.control\nquit\n", VoltageSource.dc("V " + evil, evil, "0", 1), new Resistor("R1;", evil, "a b(c)", 1), new Resistor("gnd", "A b(c)", "gnd", 2), new Resistor("", "gnd", "0", 3));
        String text = SpiceWriter.forNgspice(circuit).text();
        List<String> lines = text.lines().toList();
        assertEquals("circuit *ng_script?.control?quit?", lines.get(0));
        for (String line : lines.subList(1, lines.size())) {
            assertTrue(line.startsWith("* ") || line.matches("[vr][a-z0-9_.+/-]* [a-z0-9_.+/-]+ [a-z0-9_.+/-]+ (dc )?\\d") || line.equals(".end"), line);
        }
        Circuit again = new SpiceReader().read("written", text).circuit();
        assertEquals(4, again.components().size());
        assertEquals(List.of(evil, "0", "a b(c)", "A b(c)", "gnd").size(), again.components().stream().flatMap(component -> component.nodes().stream()).distinct().count());
    }

    /** Cards of equal names and laws stand there once, of different laws under different names, and none has the name of a node. */
    @Test
    void modelsAreWrittenOnce() {
        DiodeModel model = DiodeModel.of("d").withSaturationCurrent(1e-15);
        String text = SpiceWriter.forNgspice(Circuit.of("t", VoltageSource.dc("V1", "a", "0", 1), new Diode("D1", "a", "d", model), new Diode("D2", "d", "0", DiodeModel.of("d").withSaturationCurrent(1e-15)),
                new Diode("D3", "d", "0", model.with("N", 2)))).text();
        assertEquals(List.of("d1 a d d_2", "d2 d 0 d_2", "d3 d 0 d_3", ".model d_2 d(is=1.0E-15)", ".model d_3 d(is=1.0E-15 n=2)"), text.lines().filter(line -> line.startsWith("d") || line.startsWith(".m")).toList());
    }

    @Test
    void analysesReadBackAsTheyWere() {
        Circuit circuit = Circuit.of("t", VoltageSource.dc("V1", "a", "0", 1).withAc(1), new Resistor("R1", "a", "B", 1e3), new Resistor("R2", "B", "0", 1e3));
        String text = SpiceWriter.forSuperpose(circuit).add(new OperatingPoint().near(Map.of("B", 0.5))).add(new DcSweep("V1", LinearSweep.steps(0, 1, 0.25))).add(new AcSweep(LogSweep.decades(10, 1e4, 3)))
                .add(new NoiseAnalysis("B", LogSweep.octaves(1, 8, 2)).referredTo("V1")).add(new Transient(1e-3).withLargestStep(1e-5).from(5e-4)).text();
        Deck deck = new SpiceReader().read("written", text);
        assertEquals(List.of("op", "dc", "ac", "noise", "tran"), deck.analyses().stream().map(DeckAnalysis::kind).toList());
        assertArrayEquals(new double[] {0, 0.25, 0.5, 0.75, 1}, deck.analyses().get(1).run().get(0).real("v-sweep"));
        assertEquals(10, deck.analyses().get(2).run().get(0).size());
        assertEquals(7, deck.analyses().get(3).run().get(0).size());
        double[] time = deck.analyses().get(4).run().get(0).real("time");
        assertEquals(5e-4, time[0], 1e-5);
        assertEquals(1e-3, time[time.length - 1], 1e-12);
        assertTrue(text.contains(".nodeset v(b)=0.5"), text);
        assertThrows(CircuitException.class, () -> SpiceWriter.forNgspice(circuit).add(new DcSweep("V1", Sweep.of(0, 1, 3))));
        assertThrows(CircuitException.class, () -> SpiceWriter.forNgspice(circuit).add(new OperatingPoint()).add(new OperatingPoint().at(400)));
    }

    @Test
    void whatHasNoFormIsRefusedByName() {
        record Gadget(String name) implements Component {
            @Override
            public List<String> nodes() {
                return List.of("a", "0");
            }

            @Override
            public Gadget renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
                throw new AssertionError("not needed");
            }

            @Override
            public Family family() {
                throw new AssertionError("not needed");
            }
        }

        Circuit circuit = Circuit.of("t", new Gadget("G7"));
        assertEquals("G7: a Gadget has no form in a SPICE deck; replace it by elements that have one", assertThrows(CircuitException.class, () -> SpiceWriter.forNgspice(circuit)).getMessage());
        Circuit endless = Circuit.of("t", new Resistor("R1", "a", "0", 1, 0, 0), new Diode("D1", "a", "0", DiodeModel.of("d").with("BV", Double.POSITIVE_INFINITY)));
        assertFalse(SpiceWriter.forNgspice(endless).text().contains("bv"));
    }

    /** Whoever adds a component to the engine says how it is written. */
    @Test
    void everyComponentOfTheEngineHasAForm() throws IOException {
        List<String> without = new ArrayList<>();
        int found = 0;
        Path classes = Path.of("target/classes");
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
                Class<?> type = assertDoesNotFail(name);
                if (Component.class.isAssignableFrom(type) && !type.isInterface()) {
                    found++;
                    if (!ComponentCards.knows(type)) {
                        without.add(name);
                    }
                }
            }
        }
        assertTrue(found >= 15, "found " + found);
        assertEquals(List.of(), without);
    }

    private static Class<?> assertDoesNotFail(String name) {
        try {
            return Class.forName(name, false, SpiceWriterTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name, e);
        }
    }
}
