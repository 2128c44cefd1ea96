package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.superpose.circuits.analysis.Scatter.Shape;
import org.superpose.circuits.cell.Mismatch;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.semiconductor.Mosfet;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.semiconductor.MosfetModel;
import org.superpose.circuits.semiconductor.Placement;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageSource;

/** Laws of samples: closed forms of their spread, and that a sample depends on its number and on the names of its draws alone. */
class MonteCarloTest {
    /** Quantile of the standard normal distribution for a two-sided interval of 99.9 %. */
    private static final double Z = 3.2905;
    private static final Scatter PER_CENT = new Scatter(Shape.NORMAL, 0.01, true);

    private static Circuit divider(Component... more) {
        List<Component> parts = new ArrayList<>(List.of(VoltageSource.dc("v1", "in", "0", 2), new Resistor("r1", "in", "out", 1e3), new Resistor("r2", "out", "0", 1e3)));
        parts.addAll(List.of(more));
        return Circuit.of("divider", parts);
    }

    private static List<double[]> outcomes(MonteCarlo samples, Circuit circuit, long count) {
        List<double[]> all = new ArrayList<>();
        samples.run(CircuitPlan.of(circuit), new KeyedChance(5), 0, count, outcome -> all.add(outcome.values()));
        return all;
    }

    private static double sigma(List<double[]> outcomes) {
        double mean = outcomes.stream().mapToDouble(row -> row[0]).average().orElseThrow();
        return Math.sqrt(outcomes.stream().mapToDouble(row -> (row[0] - mean) * (row[0] - mean)).sum() / (outcomes.size() - 1));
    }

    /** Interval of 99.9 % of a standard deviation from n normal samples, {@code s (1 ± z/√(2n))} for large n. */
    private static void assertWithin(double expected, double sampled, int n) {
        assertEquals(expected, sampled, Z / Math.sqrt(2.0 * n) * expected);
    }

    /** {@code v = V R2/(R1 + R2)}: for equal resistors of relative error σ, {@code V/4 √2 σ}. */
    @Test
    void aDividerSpreadsAsItsResistorsDo() {
        MonteCarlo samples = new MonteCarlo(List.of(Varied.of("r1", 1e3, PER_CENT), Varied.of("r2", 1e3, PER_CENT)), "out");
        double expected = 2.0 / 4 * Math.sqrt(2) * 0.01;
        assertEquals(expected, samples.linear(CircuitPlan.of(divider()), "out").sigma(), 1e-9 * expected);
        assertWithin(expected, sigma(outcomes(samples, divider(), 4000)), 4000);
    }

    /** What two resistors have in common a divider does not see; each keeps half of the variance of its own error. */
    @Test
    void anErrorThatAllPartsShareCancelsInARatio() {
        Varied.Error lot = new Varied.Error("lot", new Scatter(Shape.NORMAL, 0.1, true));
        List<Varied> shared = List.of(new Varied("r1", 1e3, List.of(lot)), new Varied("r2", 1e3, List.of(lot)));
        assertEquals(0, new MonteCarlo(shared).linear(CircuitPlan.of(divider()), "out").sigma(), 1e-12);
        assertEquals(0, sigma(outcomes(new MonteCarlo(shared, "out"), divider(), 100)), 1e-12);
        Varied.Error own = new Varied.Error("r1", PER_CENT);
        LinearSpread both = new MonteCarlo(List.of(new Varied("r1", 1e3, List.of(lot, own)), shared.get(1))).linear(CircuitPlan.of(divider()), "out");
        assertEquals(2.0 / 4 * 0.01, both.sigma(), 1e-9);
        assertEquals(List.of("r1"), both.culprits(10).stream().map(MismatchVariance.Culprit::name).toList());
    }

    /** Two emitters whose saturation currents differ by a factor 1 + ε are as one input V_T ε off the other: of a pair, {@code σ = V_T √2 σ_Is} at the input. */
    @Test
    void theOffsetOfAPairIsTheThermalVoltageTimesTheSpreadOfItsSaturationCurrents() {
        BipolarModel npn = BipolarModel.npn("npn").with("IS", 1e-16).with("BF", 100);
        Circuit pair = Circuit.of("pair", VoltageSource.dc("vcc", "vcc", "0", 5), VoltageSource.dc("vin", "a", "0", 2), VoltageSource.dc("vref", "b", "0", 2), new Resistor("ra", "vcc", "ca", 10e3), new Resistor("rb", "vcc", "cb", 10e3),
                new BipolarTransistor("q1", "ca", "a", "e", npn), new BipolarTransistor("q2", "cb", "b", "e", npn), CurrentSource.dc("it", "e", "0", 1e-4));
        Mismatch onePerCent = Mismatch.local(new Mismatch.Plain(0.01, 0, 0, 0));
        MonteCarlo samples = new MonteCarlo(onePerCent.varied(pair), "ca", "cb");
        LinearSpread difference = samples.linear(CircuitPlan.of(pair), "ca").plus(samples.linear(CircuitPlan.of(pair), "cb").times(-1));
        SensitivityResult toA = new Sensitivity("ca").against("cb").run(pair);
        double offset = difference.sigma() / Math.abs(toA.slope("vin", "dc"));
        double expected = Physics.thermalVoltage(Physics.ROOM_TEMPERATURE) * Math.sqrt(2) * 0.01;
        assertEquals(expected, offset, 1e-5 * expected);              // gmin of 1e-12 S against the 1 mS of the pair, and the central differences of the slopes
        List<double[]> outcomes = outcomes(samples, pair, 3000);
        outcomes.forEach(row -> row[0] -= row[1]);
        assertWithin(difference.sigma(), sigma(outcomes), 3000);
        assertEquals(Set.of("mismatch q1", "mismatch q2"), difference.effects().keySet());
    }

    /** Resistors and saturation currents move the operating point of an amplifier, and its gain with it: what sensitivities of small signals say of the spread of the phasor's parts is what samples have. */
    @Test
    void aSmallSignalSpreadsAsItsSensitivitiesSay() {
        BipolarModel npn = BipolarModel.npn("npn").with("IS", 1e-16).with("BF", 100).with("VAF", 50).with("CJE", 1e-12).with("CJC", 1e-12).with("TF", 1e-10);
        Circuit amplifier = Circuit.of("amplifier", VoltageSource.dc("vcc", "vcc", "0", 5), VoltageSource.dc("vin", "b", "0", 1.2).withAc(1, 0), new Resistor("rc", "vcc", "c", 3e3), new Resistor("re", "e", "0", 100),
                new BipolarTransistor("q1", "c", "b", "e", npn));
        MonteCarlo samples = new MonteCarlo(List.of(Varied.of("rc", 3e3, PER_CENT), Varied.of("re", 100, PER_CENT), Varied.of("q1.is", 1e-16, PER_CENT), Varied.of("q1.cjc", 1e-12, PER_CENT)));
        AcSweep sweep = new AcSweep(Sweep.of(1e3, 1e8));
        CircuitPlan plan = CircuitPlan.of(amplifier);
        PhasorSpread linear = samples.linearPhasors(plan, sweep, List.of("c")).get(0);
        int n = 2000;
        List<double[]> outcomes = new ArrayList<>();
        Variants.Source source = samples.source(new KeyedChance(5));
        samples.each(0, n, sample -> {
            double[] values = new double[4];
            source.fill(sample, values);
            return sweep.run(plan.variant(samples.circuit(amplifier, values))).voltage("c");
        }, phasors -> {
            for (int f = 0; f < 2; f++) {
                outcomes.add(new double[] {phasors.real(f), phasors.imaginary(f), Math.hypot(phasors.real(f), phasors.imaginary(f)), phasors.decibels()[f], phasors.phase()[f]});
            }
        });
        for (int f = 0; f < 2; f++) {
            int at = f;
            List<LinearSpread> spreads = List.of(linear.real(f), linear.imaginary(f), linear.magnitude(f), linear.decibels(f), linear.phase(f));
            for (int part = 0; part < spreads.size(); part++) {
                int which = part;
                List<double[]> column = IntStream.range(0, n).mapToObj(k -> new double[] {outcomes.get(2 * k + at)[which]}).toList();
                assertWithin(spreads.get(part).sigma(), sigma(column), n);
                assertEquals(Set.of("rc", "re", "q1.is", "q1.cjc"), spreads.get(part).effects().keySet());
            }
        }
    }

    /** Four times the area, half the spread (Pelgrom, Duinmaijer and Welbers 1989). */
    @Test
    void thresholdsSpreadWithTheRootOfTheArea() {
        Mismatch pelgrom = Mismatch.local(new Mismatch.Pelgrom(0, 1e-12, 0, 1e3, 1e-6, 5e-9, 0));
        double small = pelgrom.varied(amplifier(10e-6, 1e-6)).get(0).errors().get(0).scatter().sigma();
        assertEquals(5e-9 / Math.sqrt(2 * 10e-12), small, 1e-12);
        MonteCarlo ofSmall = new MonteCarlo(pelgrom.varied(amplifier(10e-6, 1e-6)), "d");
        MonteCarlo ofLarge = new MonteCarlo(pelgrom.varied(amplifier(20e-6, 2e-6)), "d");
        double expected = ofSmall.linear(CircuitPlan.of(amplifier(10e-6, 1e-6)), "d").sigma() / 2;
        assertEquals(expected, ofLarge.linear(CircuitPlan.of(amplifier(20e-6, 2e-6)), "d").sigma(), 1e-6 * expected);
        assertWithin(2 * expected, sigma(outcomes(ofSmall, amplifier(10e-6, 1e-6), 2000)), 2000);
        assertWithin(expected, sigma(outcomes(ofLarge, amplifier(20e-6, 2e-6), 2000)), 2000);
    }

    /** One transistor with W/L = 10 whatever its area, and no channel-length modulation. */
    private static Circuit amplifier(double width, double length) {
        MosfetModel nch = MosfetModel.nmos("nch").with("VTO", 0.5).with("KP", 1e-4);
        return Circuit.of("amplifier", VoltageSource.dc("vdd", "vdd", "0", 3), VoltageSource.dc("vg", "g", "0", 0.8), new Resistor("rl", "vdd", "d", 10e3),
                new Mosfet("m1", "d", "g", "0", "0", nch, MosfetGeometry.of(width, length), Placement.PLAIN));
    }

    /** The slope of a diode's fall with the temperature is known, {@code (V − V_g − 3 V_T)/T} (Sze, <i>Physics of Semiconductor Devices</i>, for XTI = 3). */
    @Test
    void aDiodeFallsByTwoMillivoltsPerKelvin() {
        Circuit diode = Circuit.of("diode", CurrentSource.dc("i1", "0", "a", 1e-4), new Diode("d1", "a", "0", DiodeModel.of("dm").with("IS", 1e-14).with("EG", 1.11).with("XTI", 3)));
        double kelvin = Physics.ROOM_TEMPERATURE;
        LinearSpread spread = new MonteCarlo(List.of(Varied.of("temp", kelvin, new Scatter(Shape.NORMAL, 2, false)))).linear(CircuitPlan.of(diode), "a");
        double slope = (spread.nominal() - 1.11 - 3 * Physics.thermalVoltage(kelvin)) / kelvin;
        assertEquals(2 * Math.abs(slope), spread.sigma(), 1e-4 * spread.sigma());     // the band gap of SPICE's diode depends on T by XTI and EG alone
    }

    @ParameterizedTest
    @CsvSource({"NORMAL, 0.02", "UNIFORM, 0.05", "LOGNORMAL, 0.1"})
    void drawsHaveTheDeviationOfTheirLaw(Shape shape, double size) {
        Scatter scatter = new Scatter(shape, size, true);
        Varied varied = Varied.of("v1", 1, scatter);
        Variants.Source source = new MonteCarlo(List.of(varied)).source(new KeyedChance(3));
        int n = 20_000;
        double sum = 0;
        double[] value = new double[1];
        for (int k = 0; k < n; k++) {
            source.fill(k, value);
            double error = shape == Shape.LOGNORMAL ? Math.log(value[0]) : value[0] - 1;
            sum += error * error;
        }
        assertWithin(scatter.sigma(), Math.sqrt(sum / n), n);         // a uniform law, with less kurtosis, lies closer
    }

    @Test
    void samplesAreTheSameForAnyNumberOfThreadsAndWhateverElseScatters() {
        List<Varied> two = List.of(Varied.of("r1", 1e3, PER_CENT), Varied.of("temp", 300, new Scatter(Shape.UNIFORM, 20, false)));
        List<double[]> one = outcomes(new MonteCarlo(two, "out").on(1), divider(), 300);
        List<double[]> three = outcomes(new MonteCarlo(two, "out").on(3), divider(), 300);
        for (int k = 0; k < one.size(); k++) {
            assertArrayEquals(one.get(k), three.get(k));
        }
        Varied added = Varied.of("r3", 1e9, PER_CENT);
        Variants.Source alone = new MonteCarlo(two).source(new KeyedChance(5));
        Variants.Source beside = new MonteCarlo(List.of(added, two.get(1), two.get(0))).source(new KeyedChance(5));
        double[] before = new double[2];
        double[] after = new double[3];
        for (long sample : new long[] {7, 0, 123_456_789_012L}) {
            alone.fill(sample, before);
            beside.fill(sample, after);
            assertEquals(before[0], after[2]);
            assertEquals(before[1], after[1]);
        }
    }

    /** The same draws of mismatch as {@link Mismatch#vary} make the same circuit. */
    @Test
    void mismatchIsThatOfSpecimens() {
        Circuit circuit = Circuit.of("all", VoltageSource.dc("v1", "a", "0", 5), new Resistor("r1", "a", "b", 1e3), new Diode("d1", "b", "0", DiodeModel.of("dm").with("IS", 1e-14)),
                new BipolarTransistor("q1", "a", "b", "0", BipolarModel.npn("npnv").with("IS", 1e-16)),
                new Mosfet("m1", "a", "b", "0", "0", MosfetModel.nmos("nch").with("VTO", 0.7), MosfetGeometry.of(10e-6, 1e-6), Placement.PLAIN));
        Mismatch mismatch = new Mismatch(new Mismatch.Plain(0.02, 0.01, 5e-3, 0.03), new Mismatch.Plain(0.1, 0.15, 30e-3, 0.05));
        Chance chance = new KeyedChance(9);
        MonteCarlo samples = new MonteCarlo(mismatch.varied(circuit));
        double[] values = new double[samples.varied().size()];
        samples.source(chance).fill(4, values);
        Map<String, Component> varied = new HashMap<>();
        samples.circuit(circuit, values).components().forEach(component -> varied.put(component.name(), component));
        for (Component component : circuit.components()) {
            Component specimen = mismatch.vary(component.name(), component, name -> chance.draw("mismatch " + name).normal(4), name -> chance.draw("mismatch die " + name).normal(4));
            List<ComponentNumber> expected = ComponentNumber.of(specimen);
            List<ComponentNumber> found = ComponentNumber.of(varied.get(component.name()));
            for (int k = 0; k < expected.size(); k++) {
                assertEquals(expected.get(k).value(), found.get(k).value(), 1e-14 * Math.abs(expected.get(k).value()), component.name() + expected.get(k).path());
            }
        }
    }

    @Test
    void patternsMeanNumbersOfTheCircuit() {
        BipolarModel npn = BipolarModel.npn("npnv").with("IS", 1e-16);
        Circuit circuit = divider(new BipolarTransistor("q1", "in", "out", "0", npn), new BipolarTransistor("q2", "in", "out", "0", npn));
        assertEquals(Map.of("r1", 1e3, "r2", 1e3), new Selection("r*").in(circuit));
        assertEquals(Map.of("q2.area", 1.0), new Selection("Q2.area").in(circuit));
        assertEquals(Map.of("q1.is", 1e-16, "q2.is", 1e-16), new Selection("npnv.is").in(circuit));
        assertEquals(Set.of("q1.is", "q2.is"), new Selection("?*.IS").in(circuit).keySet());
        assertEquals(Set.of("v1", "r1", "r2"), new Selection("*").in(circuit).keySet());
        assertTrue(assertThrows(CircuitException.class, () -> new Selection("r3").in(circuit)).getMessage().contains("nearest: r1"));
        assertThrows(CircuitException.class, () -> new Selection("x*.q1.is").in(circuit));
    }

    @Test
    void aNumberCannotHaveTwoErrorsFromOneDraw() {
        List<Varied> twice = List.of(Varied.of("r1", 1e3, PER_CENT), Varied.of("r1", 1e3, PER_CENT));
        assertThrows(IllegalArgumentException.class, () -> new MonteCarlo(twice));
    }

    @Test
    void atLeastOneThreadComputes() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new MonteCarlo(List.of(), "out").on(0)).getMessage().contains("threads"));
    }
}
