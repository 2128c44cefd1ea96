package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.circuits.amplifier.OperationalAmplifier;
import org.superpose.circuits.amplifier.OperationalAmplifierModel;
import org.superpose.circuits.analysis.AcResult;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.memory.ProgrammableConductance;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.CurrentControlledSwitch;
import org.superpose.circuits.passive.Inductor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.passive.SwitchModel;
import org.superpose.circuits.passive.VoltageControlledSwitch;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Mosfet;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.semiconductor.MosfetModel;
import org.superpose.circuits.semiconductor.Placement;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.BehaviouralCapacitor;
import org.superpose.circuits.source.BehaviouralCurrentSource;
import org.superpose.circuits.source.BehaviouralResistor;
import org.superpose.circuits.source.BehaviouralVoltageSource;
import org.superpose.circuits.source.CurrentControlledCurrentSource;
import org.superpose.circuits.source.CurrentControlledVoltageSource;
import org.superpose.circuits.source.Formula;
import org.superpose.circuits.source.Function;
import org.superpose.circuits.source.VoltageSource;

/** What is written for ngspice gives there what the circuit gives here: operating points and phasors of all decks and of what only a subcircuit can say, with the tolerances of the comparison of decks. */
class SpiceWriterOracleTest {
    /** So close that the stopping errors of ngspice lie below its tolerances here. */
    private static final Settings SETTINGS = new Settings(Environment.ngspice(), 1e-7, 1e-9, 1e-15, 1e-12, 100);
    private static final LogSweep FREQUENCIES = LogSweep.decades(1, 1e8, 1);
    private static final double DIRECT = 1e-5;
    private static final double PHASOR = 1e-4;
    /** Full scale of what is 0 but for vntol [V] and gmin times some volts [A]. */
    private static final double LEAST_VOLTAGE = 1e-4;
    private static final double LEAST_CURRENT = 1e-6;
    /** Of the largest column of its kind: what is smaller is rounding. */
    private static final double LEAST_PART = 1e-6;
    private static final double LEAST_PHASOR_PART = 1e-9;

    @TempDir
    private Path folder;

    @BeforeAll
    static void ngspiceIsThere() {
        Ngspice.assumeThere();
    }

    static Stream<String> decks() throws IOException {
        return SpiceWriterTest.decks();
    }

    /** Every fourth. */
    static List<String> someDecks() throws IOException {
        List<String> all = SpiceWriterTest.decks().toList();
        return IntStream.range(0, all.size() / 4).mapToObj(i -> all.get(4 * i)).toList();
    }

    static List<Circuit> circuits() {
        BipolarModel npn = BipolarModel.npn("npn").with("BR", 2).with("RC", 10).with("RE", 1).with("ISC", 1e-14).with("CJC", 1e-12).with("CJE", 2e-12).with("TF", 1e-10);
        return List.of(
                SpiceWriterTest.hierarchy(), awkward(),
                Circuit.of("inverting amplifier", VoltageSource.dc("V1", "in", "0", 0.3).withAc(1), new Resistor("R1", "in", "sum", 1e3), new Resistor("R2", "sum", "out", 10e3),
                        new OperationalAmplifier("A1", "0", "sum", "out", OperationalAmplifierModel.standard().withGain(1e5, 1e6).withOffset(1e-3).withSlewRate(1e6).withRails(-12, 11).withInputResistance(1e6).withOutput(50, Double.POSITIVE_INFINITY).withInputCurrents(1e-7, 2e-8)), new Resistor("RL", "out", "0", 2e3)),
                Circuit.of("amplifier at its rail", VoltageSource.dc("V1", "in", "0", 2).withAc(1), OperationalAmplifier.of("A1", "in", "fb", "out", -10, 10), new Resistor("R1", "out", "fb", 9e3), new Resistor("R2", "fb", "0", 1e3)),
                Circuit.of("amplifier with supplies at its current limit", VoltageSource.dc("V1", "in", "0", 1).withAc(1), VoltageSource.dc("V2", "vcc", "0", 9), VoltageSource.dc("V3", "vee", "0", -6),
                        new OperationalAmplifier("A1", "in", "out", "out", "0", "vcc", "vee", OperationalAmplifierModel.standard().withRails(1, -1.5).withOutput(75, 5e-3)), new Resistor("RL", "out", "0", 100)),
                Circuit.of("programmable conductances", VoltageSource.dc("V1", "in", "0", 1).withAc(1), new ProgrammableConductance("A1", "in", "a", 1e-3, 0.4, 0), new ProgrammableConductance("A2", "a", "0", 1e-4, Double.POSITIVE_INFINITY, 0)),
                Circuit.of("current of an inductor", VoltageSource.dc("V1", "in", "0", 1).withAc(1), new Inductor("L1", "in", "out", 1e-3), new Resistor("R1", "out", "0", 50), new Capacitor("C1", "out", "0", 1e-9),
                        new CurrentControlledVoltageSource("H1", "h", "0", "L1", 100), new Resistor("R2", "h", "0", 1e3)),
                Circuit.of("formulas", VoltageSource.dc("V1", "in", "0", 0.7).withAc(1), new Resistor("R1", "in", "a", 1e3), new BehaviouralResistor("R2", "a", "0", Formula.voltage("a").times(Formula.voltage("a")).plus(1).times(500)),
                        new BehaviouralVoltageSource("B1", "Out", "0", Function.TANH.of(Formula.voltage("in", "a").times(3)).plus(Formula.current("L1").times(1e3))), new Inductor("L1", "Out", "out2", 1e-3), new Resistor("R3", "out2", "0", 2e3),
                        new BehaviouralCurrentSource("B2", "0", "c", Formula.table(Formula.voltage("a"), new double[] {0, 0.3, 1}, new double[] {0, 1e-3, 5e-3})), new Resistor("R4", "c", "0", 1e3),
                        BehaviouralCapacitor.ofCharge("C1", "c", "a", Formula.voltage("c", "a").times(1e-9)), BehaviouralCapacitor.ofCapacitance("C2", "a", "0", Formula.voltage("a").times(1e-9).plus(1e-9))),
                // without phasors: in .ac ngspice 39 takes every abrupt switch for open
                Circuit.of("switches", VoltageSource.dc("V1", "in", "0", 0.7), new VoltageControlledSwitch("S1", "in", "a", "in", "0", SwitchModel.smooth("soft", 1, 0.2)), new Resistor("R1", "a", "0", 1e3),
                        new VoltageControlledSwitch("S2", "in", "b", "a", "0", SwitchModel.abrupt("hard", 0.5, 0.1).withResistances(10, 1e5), true), new Resistor("R2", "b", "0", 1e3), new Inductor("L1", "b", "c", 1e-3), new Resistor("R3", "c", "0", 1e3),
                        new CurrentControlledSwitch("W1", "in", "d", "L1", SwitchModel.smooth("soft", 1e-3, 0)), new Resistor("R4", "d", "0", 1e3), new CurrentControlledSwitch("W2", "in", "e", "V1", SwitchModel.abrupt("hard", -1e-5, 0)),
                        new Resistor("R5", "e", "0", 1e3)),
                Circuit.of("saturated transistor of area 3", VoltageSource.dc("V1", "vcc", "0", 5), new Resistor("RC", "vcc", "c", 10e3), VoltageSource.dc("V2", "vb", "0", 2).withAc(1), new Resistor("RB", "vb", "b", 1e3),
                        new BipolarTransistor("Q1", "c", "b", "0", "0", npn, Placement.PLAIN.withArea(3))));
    }

    /** Instances of what is itself written as a subcircuit or sensed by a source, with names that mean something else outside, and mismatched models and transistors that saturate. */
    private static Circuit awkward() {
        BipolarModel npn = BipolarModel.npn("npn").with("BR", 2).with("RC", 10).with("ISC", 1e-14).with("KF", 1e-15).with("AF", 1);
        MosfetModel nmos = MosfetModel.nmos("nch").with("VTO", 0.7).with("KP", 1e-4);
        Subcircuit cell = Subcircuit.of("cell", "", List.of("in", "out"), new ProgrammableConductance("a1", "in", "npn", 1e-3, 0.4, 0), new Inductor("l1", "npn", "r1", 1e-3), new Resistor("r1", "r1", "cell", 1e3), new Resistor("r2", "cell", "0", 500),
                new CurrentControlledCurrentSource("f1", "0", "out", "l1", 0.5), new Resistor("r3", "out", "0", 1e3), new BehaviouralVoltageSource("b1", "b", "0", Formula.voltage("r1").plus(Formula.current("l1").times(100))),
                new OperationalAmplifier("a2", "b", "in", "c", OperationalAmplifierModel.standard().withGain(1e3, 1e6).withRails(-3, 3).withOffset(1e-3)), new Resistor("r4", "c", "0", 1e3),
                new BipolarTransistor("q1", "d", "e", "0", npn), new Resistor("r5", "in", "e", 10e3), new Resistor("r6", "in", "d", 10e3), new Mosfet("m1", "g", "in", "0", "0", nmos, MosfetGeometry.of(1e-5, 1e-6), Placement.PLAIN),
                new Resistor("r7", "in", "g", 1e4));
        Instance other = cell.as("x2", "in", "o2").varied((path, part) -> switch (path) {
            case "r1", "r5" -> part.withValue(1.05e3);
            case "q1" -> new BipolarTransistor("q1", "d", "e", "0", "0", npn, Placement.PLAIN.withArea(1.7));
            case "m1" -> new Mosfet("m1", "g", "in", "0", "0", nmos.with("VTO", 0.72), MosfetGeometry.of(1.1e-5, 1e-6), Placement.PLAIN);
            case "a1" -> new ProgrammableConductance("a1", "in", "npn", 1.1e-3, 0.4, 0);
            default -> part;
        });
        Instance third = other.varied((path, part) -> path.equals("a1") ? new ProgrammableConductance("a1", "in", "npn", 1e-3, 0.4, 0) : part);
        return Circuit.of("awkward", VoltageSource.dc("V1", "in", "0", 1.5).withAc(1), cell.as("x1", "in", "o1"), other, new Instance("x3", cell, List.of("in", "o3"), third.replaced()));
    }

    @ParameterizedTest
    @MethodSource("someDecks")
    void writtenDecksGiveThereWhatTheyGiveHere(String name) throws Exception {
        compare(name, SpiceWriterTest.circuit(name));
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("decks")
    void allWrittenDecksGiveThereWhatTheyGiveHere(String name) throws Exception {
        compare(name, SpiceWriterTest.circuit(name));
    }

    @ParameterizedTest
    @MethodSource("circuits")
    void circuitsWithSubcircuitsOfOursGiveThereWhatTheyGiveHere(Circuit circuit) throws Exception {
        compare("circuit.cir", circuit);
    }

    private void compare(String name, Circuit circuit) throws Exception {
        OperatingPoint point = new OperatingPoint().with(SETTINGS);
        AcSweep phasors = new AcSweep(FREQUENCIES).with(SETTINGS);
        boolean driven = SpiceWriterTest.isDriven(circuit);
        // each in a run of its own: after .ac, ngspice begins .op at the solution that it has, and lets pass what is off by 1e-3 V
        String text = SpiceWriter.forNgspice(circuit).add(point).text();
        Ngspice.Run pointThere = Ngspice.start("op-" + name, text, folder);
        Ngspice.Run phasorsThere = driven ? Ngspice.start("ac-" + name, SpiceWriter.forNgspice(circuit).add(phasors).text(), folder) : null;
        OperatingPointResult ours = point.run(circuit);
        Map<Integer, String> columns = new TreeMap<>();
        for (int i = 0; i < ours.names().size(); i++) {
            String column = column(ours.names().get(i).toLowerCase(Locale.ROOT));
            if (!column.isEmpty()) {
                columns.put(i, column);
            }
        }
        double[] values = ours.values();
        compare(text, columns, plot(pointThere.plots(), "Operating Point"), i -> new double[] {values[i]}, i -> new double[1], DIRECT, LEAST_PART, LEAST_VOLTAGE, LEAST_CURRENT);
        if (driven) {
            AcResult result = phasors.run(circuit);
            compare(text, columns, plot(phasorsThere.plots(), "AC Analysis"), i -> result.column(i).real(), i -> result.column(i).imaginary(), PHASOR, LEAST_PHASOR_PART, Double.MIN_NORMAL, LEAST_CURRENT);
        }
    }

    /** Of an unknown of ours; none of an inner node. */
    private static String column(String unknown) {
        if (!unknown.endsWith("#branch")) {
            return unknown.contains("#") ? "" : "v(" + unknown + ")";
        }
        String component = unknown.substring(0, unknown.length() - "#branch".length());
        int point = component.lastIndexOf('.');
        return "i(" + (point < 0 ? "" : component.charAt(point + 1) + ".") + component + ")";
    }

    private static Ngspice.Plot plot(List<Ngspice.Plot> plots, String name) {
        return plots.stream().filter(plot -> plot.name.equals(name)).findFirst().orElseThrow(() -> new AssertionError("ngspice has no " + name));
    }

    private static void compare(String text, Map<Integer, String> columns, Ngspice.Plot theirs, IntFunction<double[]> real, IntFunction<double[]> imaginary, double tolerance, double leastPart, double leastVoltage, double leastCurrent) {
        Map<Character, Double> largest = new HashMap<>();
        columns.forEach((i, name) -> {
            for (int p = 0; p < real.apply(i).length; p++) {
                largest.merge(name.charAt(0), Math.hypot(real.apply(i)[p], imaginary.apply(i)[p]), Math::max);
            }
        });
        int compared = 0;
        for (Map.Entry<Integer, String> entry : columns.entrySet()) {
            String name = entry.getValue();
            int column = theirs.names.indexOf(name);
            if (column < 0) {              // there sources with POLY and behavioural capacitors are taken apart
                assertTrue(theirs.names.toString().contains("$poly$") || theirs.names.toString().contains("_int1"), "ngspice has no " + name + ", it has " + theirs.names);
                continue;
            }
            compared++;
            double floor = Math.max(leastPart * largest.get(name.charAt(0)), name.charAt(0) == 'v' ? leastVoltage : leastCurrent);
            double[] re = real.apply(entry.getKey());
            double[] im = imaginary.apply(entry.getKey());
            for (int p = 0; p < re.length; p++) {
                double deviation = Math.hypot(re[p] - theirs.re.get(column)[p], im[p] - theirs.im.get(column)[p]) / Math.max(floor, Math.hypot(re[p], im[p]));
                assertTrue(deviation < tolerance, name + " deviates by " + deviation + " at " + p + ": " + re[p] + ", " + im[p] + " j in\n" + text);
            }
        }
        assertTrue(compared > 0, theirs.names.toString());
    }
}
