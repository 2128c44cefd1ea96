package org.superpose.circuits.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.Sensitivity;
import org.superpose.circuits.analysis.SensitivityResult;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.EkvTransistor;
import org.superpose.circuits.semiconductor.Mosfet;
import org.superpose.circuits.semiconductor.MosfetGeometry;

class MismatchTest {
    private static final Mismatch REFERENCE = Mismatch.local(new Mismatch.Plain(0.01, 0.003, 0, 0));
    private static final MultiplierCell CELL = BipolarMultipliers.degenerated(BipolarProcess.complementary(), 20e-6, 75e3);

    private static Instance cell(MultiplierCell multiplier) {
        return new Instance("xcell", multiplier.netlist(), multiplier.netlist().ports(), Map.of());
    }

    /** Pelgrom's law is of the difference of two parts, which have half the variance each; four times the area halves it. */
    @Test
    void pelgromsLawIsOfDifferences() {
        Mismatch.Pelgrom law = new Mismatch.Pelgrom(0.045e-6, 10e-12, 0.07e-6, 1e3, 2e-6, 16e-9, 0.02e-6);
        MosfetGeometry geometry = MosfetGeometry.of(4e-6, 1e-6);
        assertEquals(8e-3, Math.sqrt(2) * law.threshold(geometry, 1), 1e-15);
        assertEquals(0.01, Math.sqrt(2) * law.gain(geometry, 1), 1e-15);
        assertEquals(law.threshold(geometry, 1) / 2, law.threshold(geometry, 4), 1e-15);
        assertEquals(0.045e-6 / Math.sqrt(2 * 10e-12), law.saturation(1), 1e-15);
        assertEquals(law.saturation(1) / 2, law.saturation(4), 1e-15);
        // 75 kΩ of 1 kΩ per square: 75 squares of 4 µm²
        assertEquals(0.07e-6 / Math.sqrt(2 * 300e-12), law.resistance(75e3), 1e-15);
    }

    /** The law holds for what comes out: the standard deviation of the difference of two thresholds over many specimens, whose own uncertainty is 1/√(2n) = 1 %. */
    @Test
    void differencesOfSpecimensSpreadByPelgromsLaw() {
        MultiplierCell mos = MosMultipliers.strongInversion(MosProcess.fiveVolt(), 20e-6, 0.8, 2e-6);
        Mismatch mismatch = new Mismatch(new Mismatch.Pelgrom(0, 1e-12, 0, 1, 1e-6, 16e-9, 0.02e-6), new Mismatch.Plain(0, 0, 0.05, 0.1));
        SplittableRandom random = new SplittableRandom(3);
        double sum = 0;
        double sumGain = 0;
        int n = 5000;
        for (int i = 0; i < n; i++) {
            Map<String, Component> parts = mismatch.specimen(cell(mos), name -> random.nextGaussian(), name -> name.startsWith("nch") ? 1 : Double.NaN).replaced();
            Mosfet m1 = (Mosfet) parts.get("m1");
            Mosfet m2 = (Mosfet) parts.get("m2");
            double difference = m1.model().value("VTO") - m2.model().value("VTO");
            sum += difference * difference;
            double ratio = Math.log(m1.placement().multiplier() / m2.placement().multiplier());
            sumGain += ratio * ratio;
        }
        double area = ((Mosfet) mos.netlist().parts().get(0)).geometry().width() * 2e-6;
        assertEquals(16e-9 / Math.sqrt(area), Math.sqrt(sum / n), 0.04 * 16e-9 / Math.sqrt(area));
        assertEquals(0.02e-6 / Math.sqrt(area), Math.sqrt(sumGain / n), 0.04 * 0.02e-6 / Math.sqrt(area));
    }

    @Test
    void partsDrawByTheirPathsAndDiesByTheirKinds() {
        Mismatch both = new Mismatch(new Mismatch.Plain(0.01, 0.003, 0.002, 0.01), new Mismatch.Plain(0.1, 0.2, 0.03, 0.05));
        Set<String> ofParts = new TreeSet<>();
        Set<String> ofDie = new TreeSet<>();
        MultiplierCell nested = BipolarMultipliers.predistorted(BipolarProcess.complementary(), 20e-6, 75e3);
        Instance specimen = both.specimen(cell(nested), name -> ofParts.add(name) ? 0 : Double.NaN, name -> {
            ofDie.add(name);
            return 1;
        });
        assertEquals(Set.of("npnv.area", "resistance"), ofDie);
        assertEquals(Set.of("q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9", "q10", "xd.q1", "xd.q2", "r1", "r2", "r3", "r8", "r9", "r10"), ofParts);
        assertEquals(Math.exp(0.1), ((BipolarTransistor) specimen.replaced().get("xd.q1")).placement().area(), 1e-15);
        assertEquals(75e3 * Math.exp(0.2), ((Resistor) specimen.replaced().get("r8")).resistance(), 1e-9);
        EkvTransistor weak = (EkvTransistor) both.vary("m1", MosMultipliers.weakInversion(MosProcess.fiveVolt(), 20e-9, MosfetGeometry.of(100e-6, 2e-6)).netlist().parts().get(0) instanceof EkvTransistor m ? m : null,
                name -> name.equals("m1.vto") ? 2 : -1, name -> name.equals("nchw.vto") ? 1 : 0);
        assertEquals(0.75 + 2 * 0.002 + 0.03, weak.model().value("VTO"), 1e-15);
        assertEquals(Math.exp(-0.01), weak.placement().multiplier(), 1e-15);
        Instance plain = cell(nested);
        assertSame(plain.replaced(), Mismatch.local(Mismatch.Plain.NONE).specimen(plain, name -> Double.NaN, name -> Double.NaN).replaced());
    }

    /** What a specimen carries is the weight 1's resistor, and so stays for every weight. */
    @Test
    void weightsWithinASpecimenKeepItsErrors() {
        MultiplierCell resistor = OhmicMultipliers.resistor(10e3, 1);
        Instance specimen = Mismatch.local(new Mismatch.Plain(0, 0.05, 0, 0)).specimen(cell(resistor), name -> name.equals("rp") ? 1 : -1, name -> 0);
        for (double w : new double[] {-1, -0.3, 0.5}) {
            double current = new OperatingPoint().run(resistor.bench(specimen, 0.4, w)).voltage("difference") / 1e6;
            assertEquals(0.4 * w / 10e3 * Math.exp(w > 0 ? -0.05 : 0.05), current, 1e-11);
        }
    }

    /** A pair whose saturation currents stand as e^δ to 1 has the offset VT δ (law of {@link GilbertCell}): of the input pair, and of one of the quad's. */
    @Test
    void oneTransistorsErrorIsThatOfTheLaw() {
        double vt = GilbertCell.matched(20e-6, 75e3, 120, 300.15).thermalVoltage();
        GilbertCell input = new GilbertCell(20e-6, 75e3, 75e3, 120, 300.15, vt * 0.02, 0, 0);
        GilbertCell quad = new GilbertCell(20e-6, 75e3, 75e3, 120, 300.15, 0, vt * 0.02, 0);
        Mismatch mismatch = Mismatch.local(new Mismatch.Plain(0.02, 0, 0, 0));
        for (double w : new double[] {-0.8, 0.1, 0.8}) {
            assertEquals(input.current(0, CELL.weightVoltage(w)), error("q1", mismatch, w), 0.02 * Math.abs(input.current(0, CELL.weightVoltage(w))));
            assertEquals(quad.current(0, CELL.weightVoltage(w)) - CELL.law().current(0, w), error("q3", mismatch, w), 0.02 * 20e-6 * 0.005);
        }
    }

    /** Change of the output at x = 0 for one standard deviation of one part. */
    private static double error(String part, Mismatch mismatch, double w) {
        Instance specimen = mismatch.specimen(cell(CELL), name -> name.equals(part) ? 1 : 0, name -> 0);
        return (new OperatingPoint().run(CELL.bench(specimen, 0, w)).voltage("difference") - new OperatingPoint().run(CELL.bench(0, w)).voltage("difference")) / 1e6;
    }

    /**
     * Linearised mismatch, σ² = Σ (∂I/∂p)² σ_p², by the adjoint solution of {@link Sensitivity}, by one standard deviation of each part in turn, and by 400 specimens (4 standard errors of a standard deviation, 1/√(2n): 14 %). At |w| = 0.8 the
     * reference design measured 0.73 % rms of full scale over weights.
     */
    @Test
    void offsetSpreadsAsTheSensitivitiesSay() {
        double full = CELL.law().current(1, 0.8);
        double adjoint = 0;
        SensitivityResult slopes = new Sensitivity("difference").run(CELL.bench(0, 0.4));
        for (SensitivityResult.Entry entry : slopes.entries()) {
            double sigma = !entry.component().startsWith("xcell.") ? 0 : entry.number().equals("placement.area") ? 0.01 : entry.number().equals("resistance") ? 0.003 : 0;
            adjoint += Math.pow(entry.slope() * entry.value() * sigma / 1e6, 2);
        }
        double turns = 0;
        for (String part : List.of("q1", "q2", "q3", "q4", "q5", "q6", "q7", "r1", "r2", "r3")) {
            turns += Math.pow(error(part, REFERENCE, 0.4), 2);
        }
        SplittableRandom random = new SplittableRandom(11);
        double squares = 0;
        double nominal = new OperatingPoint().run(CELL.bench(0, 0.4)).voltage("difference") / 1e6;
        int n = 400;
        for (int i = 0; i < n; i++) {
            Map<String, Double> draws = new HashMap<>();
            Instance specimen = REFERENCE.specimen(cell(CELL), name -> draws.computeIfAbsent(name, key -> random.nextGaussian()), name -> 0);
            squares += Math.pow(new OperatingPoint().run(CELL.bench(specimen, 0, 0.4)).voltage("difference") / 1e6 - nominal, 2);
        }
        assertEquals(Math.sqrt(adjoint), Math.sqrt(turns), 0.01 * Math.sqrt(adjoint));
        assertEquals(Math.sqrt(adjoint), Math.sqrt(squares / n), 0.14 * Math.sqrt(adjoint));
        assertNotEquals(0, adjoint);
    }

    @Test
    void figuresWithoutSenseAreRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Mismatch.Plain(-0.01, 0, 0, 0)).getMessage().contains("-0.01"));
        assertThrows(IllegalArgumentException.class, () -> new Mismatch.Pelgrom(0.01e-6, 0, 0, 1, 1, 0, 0));
        Mosfet derived = new Mosfet("m1", "d", "g", "s", "b", org.superpose.circuits.semiconductor.MosfetModel.nmos("n").with("NSUB", 1e16).with("TOX", 1e-8), MosfetGeometry.of(1e-6, 1e-6));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Mismatch.local(new Mismatch.Plain(0, 0, 0.01, 0)).vary("m1", derived, name -> 1, name -> 0)).getMessage().contains("VTO"));
    }
}
