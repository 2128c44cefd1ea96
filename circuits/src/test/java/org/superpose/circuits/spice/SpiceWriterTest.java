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
import java.util.Comparator;
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
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.memory.ProgrammableConductance;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.semiconductor.EkvModel;
import org.superpose.circuits.semiconductor.EkvTransistor;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.source.CurrentControlledCurrentSource;
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

    private static final BipolarModel NPN = BipolarModel.npn("npn").with("IS", 2e-17).with("BF", 120).with("VAF", 80);
    private static final Subcircuit PAIR = Subcircuit.of("pair", "a differential pair", List.of("xp", "xn", "op", "on", "vee"), new BipolarTransistor("q1", "op", "xp", "e", NPN), new BipolarTransistor("q2", "on", "xn", "e", NPN),
            new Resistor("r1", "e", "vee", 10e3), VoltageSource.dc("vs", "on", "s", 0), new CurrentControlledCurrentSource("f1", "op", "e", "vs", 0.01), new Resistor("r2", "s", "vee", 1e6));

    private static Component withArea(Component part, double area) {
        BipolarTransistor q = (BipolarTransistor) part;
        return new BipolarTransistor(q.name(), q.collector(), q.base(), q.emitter(), q.substrate(), q.model(), q.placement().withArea(area));
    }

    /** Two columns of two pairs each, of which one pair has other values, and one column another value within a pair. */
    static Circuit hierarchy() {
        Instance other = PAIR.as("x2", "b", "a", "p", "q", "e").varied((path, part) -> path.equals("q1") ? withArea(part, 1.02) : path.equals("r1") ? part.withValue(10100) : part);
        Subcircuit column = Subcircuit.of("column", "two pairs", List.of("a", "b", "vcc", "e"), PAIR.as("x1", "a", "b", "p", "q", "e"), other, new Resistor("rp", "vcc", "p", 5e3), new Resistor("rq", "vcc", "q", 5e3));
        return Circuit.of("hierarchy", column.as("x1", "in", "0", "vcc", "vee"), column.as("x2", "in", "0", "vcc", "vee").varied((path, part) -> path.equals("x1.q2") ? withArea(part, 0.97) : part),
                VoltageSource.dc("vi", "in", "0", 0.01).withAc(1), VoltageSource.dc("vcc", "vcc", "0", 5), VoltageSource.dc("vee", "vee", "0", -5), new Resistor("rload", "x1.p", "x2.q", 20e3));
    }

    /** Subcircuits stand in the deck once, with what differs as parameters, and read back to the same components. */
    @Test
    void instancesReadBackAsTheyWere() {
        Circuit circuit = hierarchy();
        String text = SpiceWriter.forSuperpose(circuit).text();
        assertEquals(circuit.components(), new SpiceReader().read("written", text).circuit().components().stream().sorted(Comparator.comparing(c -> circuit.components().indexOf(c))).toList(), text);
        List<String> lines = text.lines().toList();
        assertEquals(List.of(".subckt pair xp xn op on vee q1_area=1 q2_area=1 r1=10000", ".subckt column a b vcc e x1_q2_area=1"), lines.stream().filter(line -> line.startsWith(".subckt")).toList());
        assertTrue(lines.containsAll(List.of("* a differential pair", "q1 op xp e 0 npn area={q1_area}", "r1 e vee {r1}", "x1 a b p q e pair q2_area={x1_q2_area}", "x2 b a p q e pair q1_area=1.02 r1=10100", "x1 in 0 vcc vee column",
                "x2 in 0 vcc vee column x1_q2_area=0.97")), text);
    }

    /** What differs in more than numbers, or in very many of them, is a subcircuit of its own; equal ones stand there once. */
    @Test
    void subcircuitsThatParametersCannotDescribeAreNumbered() {
        Subcircuit ohm = Subcircuit.of("load", "", List.of("a"), new Resistor("r1", "a", "0", 1));
        Subcircuit equal = Subcircuit.of("load", "", List.of("a"), new Resistor("r1", "a", "0", 1));
        Subcircuit other = Subcircuit.of("load", "", List.of("a"), new Capacitor("c1", "a", "0", 1));
        Subcircuit source = Subcircuit.of("source", "", List.of("a"), VoltageSource.dc("v1", "a", "0", 1));
        List<Part> many = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            many.add(new Resistor("r" + i, "a", "0", 1e3));
        }
        Subcircuit bank = new Subcircuit("bank", "", List.of("a"), many);
        Circuit circuit = Circuit.of("t", ohm.as("x1", "a"), equal.as("x2", "a"), other.as("x3", "a"), source.as("x4", "a"),
                source.as("x5", "b").varied((path, part) -> new VoltageSource("v1", "a", "0", 0, 0, 0, new Sine(0, 1, 50, 0, 0, 0))), bank.as("x6", "b"), bank.as("x7", "b").varied((path, part) -> part.withValue(2e3)));
        String text = SpiceWriter.forNgspice(circuit).text();
        assertEquals(List.of("x1 a load", "x2 a load", "x3 a load_2", "x4 a source", "x5 b source_2", "x6 b bank", "x7 b bank_2"), text.lines().filter(line -> line.startsWith("x")).toList(), text);
        assertEquals(circuit.components().size(), new SpiceReader().read("written", text).circuit().components().size());
    }

    /** What stands outermost may be named as something within an instance; what an analysis names is found there. */
    @Test
    void analysesNameWhatIsWithinInstances() {
        Circuit circuit = Circuit.of("t", hierarchy().parts().get(0), VoltageSource.dc("vi", "in", "0", 0.01), VoltageSource.dc("vcc", "vcc", "0", 5), VoltageSource.dc("vee", "vee", "0", -5),
                new CurrentControlledCurrentSource("f1", "0", "out", "x1.x1.vs", 2), new Resistor("r1", "out", "0", 1e3));
        String text = SpiceWriter.forNgspice(circuit).comment("how it was made").show("x1.x1.e").show("out").add(new OperatingPoint().near(Map.of("x1.x1.e", -0.6))).add(new DcSweep("x1.x2.r1", LinearSweep.steps(1e3, 2e3, 1e3))).text();
        assertTrue(text.contains("\n* how it was made\n"), text);
        assertTrue(text.contains("\nf1 0 out v.x1.x1.vs 2\n"), text);
        assertTrue(text.contains("\n.nodeset v(x1.x1.e)=-0.6\n.op\n.dc r.x1.x2.r1 1000 2000 1000\n.save v(x1.x1.e) v(out)\n.print op v(x1.x1.e) v(out)\n"), text);
        Circuit again = new SpiceReader().read("written", SpiceWriter.forSuperpose(circuit).text()).circuit();
        assertEquals(new OperatingPoint().run(circuit).voltage("out"), new OperatingPoint().run(again).voltage("out"));
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

    /** Whoever adds a component to the engine says how it is written. A cell that the engine cannot compute is none of it: its bench writes it. */
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
        assertEquals(List.of("org.superpose.circuits.characterisation.ForeignCell"), without);
    }

    private static Class<?> assertDoesNotFail(String name) {
        try {
            return Class.forName(name, false, SpiceWriterTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name, e);
        }
    }
}
