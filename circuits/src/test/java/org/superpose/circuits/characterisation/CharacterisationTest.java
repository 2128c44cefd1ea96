package org.superpose.circuits.characterisation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.cell.BipolarMultipliers;
import org.superpose.circuits.cell.BipolarProcess;
import org.superpose.circuits.cell.Mismatch;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.solve.Settings;

/** The degenerated bipolar cell with 20 µA and 75 kΩ, whose figures are known from ngspice. */
class CharacterisationTest {
    private static final ToDoubleFunction<String> NORMAL = name -> new Random(name.hashCode() * 2654435761L + name.length()).nextGaussian();
    private static final MultiplierCell CELL = BipolarMultipliers.degenerated(BipolarProcess.complementary(), 20e-6, 75e3);
    /** Saturation currents 2 %, resistors 0.5 %. */
    private static final CellFamily MISMATCHED = new CellFamily(CELL, spread(0.02, 0.005));
    /** Only the three resistors differ: quick to characterise. */
    private static final CellFamily RESISTORS = new CellFamily(CELL, spread(0, 0.005));

    private static Variation spread(double saturation, double resistance) {
        return Variation.of(Mismatch.local(new Mismatch.Plain(saturation, resistance, 0, 0)));
    }

    /** Rank 5 within 1e-5 of full scale on cells that took no part; white noise power of rank 4 within 1e-4; what is predicted against what the bench says. */
    @Test
    void fewFunctionsReproduceUnseenMismatchedCells() {
        CharacterisedCell cell = Characterisation.of(MISMATCHED).run(NORMAL);
        assertEquals(10, MISMATCHED.parameters().size());                      // seven transistors, three resistors
        assertTrue(cell.signal().rank() <= 5, "rank " + cell.signal().rank());
        assertTrue(cell.signal().ranks().get(4).projected() <= 1e-5 && cell.signal().residual() <= 1e-5);
        assertTrue(cell.white().get(3).projected() <= 1e-4, "white noise, rank 4: " + cell.white().get(3));
        assertTrue(cell.noise().residual() <= 1e-4);
        CharacterisedCell.Judgement judgement = cell.judgement();
        assertTrue(judgement.specimens() > 100, "compared " + judgement.specimens());
        assertTrue(judgement.meanSignal() <= 1e-5 && judgement.meanNoise() <= 1e-4, judgement.toString());
        // the largest error is the third order of a deviation of four standard deviations: (4 · 0.02)³/6 times the slope of order 1
        assertTrue(judgement.largestSignal() <= 1e-4, judgement.toString());
        assertTrue(cell.nominal().get(0).projected() <= 1e-6, "nominal, rank 1: " + cell.nominal());

        List<Specimen> unseen = new ArrayList<>();
        for (int k = 0; k < 20; k++) {
            String prefix = "unseen " + k + " ";
            unseen.add(MISMATCHED.draw(0.8 * Math.cos(k), name -> NORMAL.applyAsDouble(prefix + name)));
        }
        double[][] measured = cell.measured(unseen);
        double[] x = {-0.97, -0.41, 0.003, 0.52, 0.99};
        double[][] phi = new double[cell.signal().rank()][x.length];
        cell.signal().functions().evaluate(x, phi);
        for (int s = 0; s < unseen.size(); s++) {
            double[] truth = cell.current(unseen.get(s), x);
            for (int k = 0; k < x.length; k++) {
                double sum = 0;
                for (int r = 0; r < phi.length; r++) {
                    sum += measured[s][r] * phi[r][k];
                }
                assertEquals(truth[k], sum, 1e-5 * cell.fullScale());
            }
        }
    }

    /** What is stored is all there is; other threads, same bits. */
    @Test
    void storedNumbersPredictTheSameOnAnyNumberOfThreads() {
        CharacterisedCell one = Characterisation.of(RESISTORS).onThreads(1).run(NORMAL);
        CharacterisedCell three = Characterisation.of(RESISTORS).onThreads(3).run(NORMAL);
        CharacterisedCell restored = CharacterisedCell.restored(three.stored(), RESISTORS, Settings.standard(), 1);
        Specimen specimen = RESISTORS.draw(-0.37, NORMAL);
        double[][] numbers = new double[3][one.size()];
        one.predict(specimen, numbers[0]);
        three.predict(specimen, numbers[1]);
        restored.predict(specimen, numbers[2]);
        assertArrayEquals(numbers[0], numbers[1]);
        assertArrayEquals(numbers[1], numbers[2]);
        assertEquals(one.judgement(), restored.judgement());
        assertEquals(one.signal().ranks(), restored.signal().ranks());

        Map<String, double[][]> damaged = three.stored();
        damaged.remove("signal.inverse");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> CharacterisedCell.restored(damaged, RESISTORS, Settings.standard(), 1)).getMessage().contains("signal.inverse"));
        assertThrows(IllegalArgumentException.class, () -> CharacterisedCell.restored(three.stored(), MISMATCHED, Settings.standard(), 1));

        assertFalse(one.covers(specimen.with(0.81)));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> one.predict(specimen.with(0.81), numbers[0])).getMessage().contains("outside"));
    }

    @Test
    void netlistsAndTheirSpecimensDifferInTheirHashes() {
        CellFamily other = new CellFamily(BipolarMultipliers.degenerated(BipolarProcess.complementary(), 20e-6, 76e3), spread(0.02, 0.005));
        assertNotEquals(other.hash(), MISMATCHED.hash());
        assertEquals(RESISTORS.hash(), MISMATCHED.hash());
        assertNotEquals(RESISTORS.hashOfSpecimens(), MISMATCHED.hashOfSpecimens());
        assertEquals(64, other.hash().length());
    }

    /** Anchors from ngspice 39 on the same netlist: gain 12.4 to 12.8 µA/V per unit of weight, drift with a fixed weight voltage -0.33 %/K at small weights and -0.17 %/K at 0.8, 2.4e-5 of full scale for 100 mV on the lines; half the tail current into each line. */
    @Test
    void figuresAreThoseOfTheReferenceDesign() {
        Bench bench = Bench.of(RESISTORS, Settings.standard());
        Map<String, Double> figures = CellFigures.of(bench, 0.8, 10e-6).stream().collect(Collectors.toMap(Figure::name, Figure::value));
        assertEquals(12.6e-6, figures.get("gain"), 0.2e-6);
        assertEquals(-0.0033, figures.get("drift of the gain at weight 0.080"), 1e-4);
        assertEquals(-0.0017, figures.get("drift of the gain at weight 0.80"), 1e-4);
        assertTrue(Math.abs(figures.get("drift of the gain at weight 0.80, tracking")) < 1e-4);
        assertEquals(2.4e-5, figures.get("dependence on the lines"), 0.3e-5);
        assertEquals(10e-6, figures.get("common-mode current"), 0.3e-6);
        assertTrue(figures.get("settling to 8 bits") < figures.get("settling to 12 bits"));
        // the tail's 20 µA from +3.65 V lines to -5 V, within its 2 % and what the inputs add
        assertEquals(20e-6 * 8.65, figures.get("power"), 0.05 * 20e-6 * 8.65);
    }
}
