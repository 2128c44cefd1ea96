package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.circuits.amplifier.OperationalAmplifier;
import org.superpose.circuits.analysis.AcResult;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Inductor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Placement;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.BehaviouralCapacitor;
import org.superpose.circuits.source.BehaviouralCurrentSource;
import org.superpose.circuits.source.BehaviouralResistor;
import org.superpose.circuits.source.BehaviouralVoltageSource;
import org.superpose.circuits.source.CurrentControlledVoltageSource;
import org.superpose.circuits.source.Formula;
import org.superpose.circuits.source.Function;
import org.superpose.circuits.source.VoltageSource;

/** What is written for ngspice gives there what the circuit gives here: operating points and phasors of all decks and of what only a subcircuit can say, with the tolerances of the comparison of decks. */
class SpiceWriterOracleTest {
    /** So close that the stopping errors of ngspice lie below its tolerances here. */
    private static final Settings SETTINGS = new Settings(Environment.ngspice(), 1e-7, 1e-9, 1e-15, 1e-12, 100);
    private static final LogSweep FREQUENCIES = LogSweep.decades(1, 1e9, 1);
    private static final double DIRECT = 1e-5;
    private static final double PHASOR = 1e-4;
    /** Full scale of what is 0 but for vntol [V] and gmin times some volts [A]. */
    private static final double LEAST_VOLTAGE = 1e-4;
    private static final double LEAST_CURRENT = 1e-6;
    /** Of currents of millisiemens times 1 V that cancel, rounding leaves some 1e-17 A. */
    private static final double LEAST_PHASOR_CURRENT = 1e-12;
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

    static List<Circuit> circuits() {
        BipolarModel npn = BipolarModel.npn("npn").with("BR", 2).with("RC", 10).with("RE", 1).with("ISC", 1e-14).with("CJC", 1e-12).with("CJE", 2e-12).with("TF", 1e-10);
        return List.of(
                Circuit.of("inverting amplifier", VoltageSource.dc("V1", "in", "0", 0.3).withAc(1), new Resistor("R1", "in", "sum", 1e3), new Resistor("R2", "sum", "out", 10e3),
                        new OperationalAmplifier("A1", "0", "sum", "out", 1e5, 1e6, 1e-3, 1e6, -12, 11, 1e6, 50), new Resistor("RL", "out", "0", 2e3)),
                Circuit.of("amplifier at its rail", VoltageSource.dc("V1", "in", "0", 2).withAc(1), OperationalAmplifier.of("A1", "in", "fb", "out", -10, 10), new Resistor("R1", "out", "fb", 9e3), new Resistor("R2", "fb", "0", 1e3)),
                Circuit.of("current of an inductor", VoltageSource.dc("V1", "in", "0", 1).withAc(1), new Inductor("L1", "in", "out", 1e-3), new Resistor("R1", "out", "0", 50), new Capacitor("C1", "out", "0", 1e-9),
                        new CurrentControlledVoltageSource("H1", "h", "0", "L1", 100), new Resistor("R2", "h", "0", 1e3)),
                Circuit.of("formulas", VoltageSource.dc("V1", "in", "0", 0.7).withAc(1), new Resistor("R1", "in", "a", 1e3), new BehaviouralResistor("R2", "a", "0", Formula.voltage("a").times(Formula.voltage("a")).plus(1).times(500)),
                        new BehaviouralVoltageSource("B1", "Out", "0", Function.TANH.of(Formula.voltage("in", "a").times(3)).plus(Formula.current("L1").times(1e3))), new Inductor("L1", "Out", "out2", 1e-3), new Resistor("R3", "out2", "0", 2e3),
                        new BehaviouralCurrentSource("B2", "0", "c", Formula.table(Formula.voltage("a"), new double[] {0, 0.3, 1}, new double[] {0, 1e-3, 5e-3})), new Resistor("R4", "c", "0", 1e3),
                        BehaviouralCapacitor.ofCharge("C1", "c", "a", Formula.voltage("c", "a").times(1e-9)), BehaviouralCapacitor.ofCapacitance("C2", "a", "0", Formula.voltage("a").times(1e-9).plus(1e-9))),
                Circuit.of("saturated transistor of area 3", VoltageSource.dc("V1", "vcc", "0", 5), new Resistor("RC", "vcc", "c", 10e3), VoltageSource.dc("V2", "vb", "0", 2).withAc(1), new Resistor("RB", "vb", "b", 1e3),
                        new BipolarTransistor("Q1", "c", "b", "0", "0", npn, Placement.PLAIN.withArea(3))));
    }

    @ParameterizedTest
    @MethodSource("decks")
    void writtenDecksGiveThereWhatTheyGiveHere(String name) throws Exception {
        compare(name, new SpiceReader(Environment.ngspice()).read(Path.of("src/test/resources/decks", name)).circuit());
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
        Columns columns = new Columns(ours.names(), Set.of());
        double[] values = ours.values();
        double[][] direct = new double[columns.size()][];
        for (int i = 0; i < columns.size(); i++) {
            direct[i] = new double[] {values[columns.index(i)]};
        }
        compare(text, columns, plot(pointThere.plots(), "Operating Point"), direct, new double[columns.size()][1], DIRECT, LEAST_PART, LEAST_VOLTAGE, LEAST_CURRENT);
        if (driven) {
            AcResult result = phasors.run(circuit);
            double[][] re = new double[columns.size()][];
            double[][] im = new double[columns.size()][];
            for (int i = 0; i < columns.size(); i++) {
                re[i] = result.column(columns.index(i)).real();
                im[i] = result.column(columns.index(i)).imaginary();
            }
            compare(text, columns, plot(phasorsThere.plots(), "AC Analysis"), re, im, PHASOR, LEAST_PHASOR_PART, Double.MIN_NORMAL, LEAST_PHASOR_CURRENT);
        }
    }

    private static Ngspice.Plot plot(List<Ngspice.Plot> plots, String name) {
        return plots.stream().filter(plot -> plot.name.equals(name)).findFirst().orElseThrow(() -> new AssertionError("ngspice has no " + name));
    }

    private static void compare(String text, Columns columns, Ngspice.Plot theirs, double[][] re, double[][] im, double tolerance, double leastPart, double leastVoltage, double leastCurrent) {
        int compared = 0;
        for (int i = 0; i < columns.size(); i++) {
            int column = theirs.names.indexOf(columns.name(i).toLowerCase(Locale.ROOT));
            if (column < 0) {              // there sources with POLY and behavioural capacitors are taken apart
                assertTrue(theirs.names.toString().contains("$poly$") || theirs.names.toString().contains("_int1"), "ngspice has no " + columns.name(i) + ", it has " + theirs.names);
                continue;
            }
            compared++;
            double floor = columns.type(i).equals("voltage") ? leastVoltage : leastCurrent;
            for (int other = 0; other < columns.size(); other++) {
                for (int p = 0; p < re[other].length && columns.type(other).equals(columns.type(i)); p++) {
                    floor = Math.max(floor, leastPart * Math.hypot(re[other][p], im[other][p]));
                }
            }
            for (int p = 0; p < re[i].length; p++) {
                double scale = Math.max(floor, Math.hypot(re[i][p], im[i][p]));
                double deviation = Math.hypot(re[i][p] - theirs.re.get(column)[p], im[i][p] - theirs.im.get(column)[p]) / scale;
                assertTrue(deviation < tolerance, columns.name(i) + " deviates by " + deviation + " at " + p + ": " + re[i][p] + ", " + im[i][p] + " j in\n" + text);
            }
        }
        assertTrue(compared > 0, theirs.names.toString());
    }
}
