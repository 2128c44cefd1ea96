package org.superpose.circuits.characterisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.superpose.circuits.cell.DifferentialPort;
import org.superpose.circuits.cell.Mismatch;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.spice.NgspiceProcess;
import org.superpose.circuits.spice.RawPlot;

/** Cells that ngspice computes for us: one that our engine knows too, and one that it does not. */
class NgspiceBenchTest {
    /** Czarnul's cell; a source before each gate stands for an error of its threshold. */
    private static final String FOUR = "* four transistors\n.subckt Four xp xn wp wn op on bulk params: d1=0 d2=0\nv1 wn g1 {d1}\nv2 wp g2 {d2}\nm1 xp g1 op bulk nch w=2u l=20u\nm2 xn g2 op bulk nch w=2u l=20u\n"
            + "m3 xp wp on bulk nch w=2u l=20u\nm4 xn wn on bulk nch w=2u l=20u\n"
            + ".model nch nmos level=1 vto=0.7 kp=100u gamma=0.4 phi=0.7 lambda=0.01 tox=10n cgso=0.2n cgdo=0.2n kf=1e-31 af=1\n.ends\n";
    private static final String SHORT = ".subckt four xp xn wp wn op on bulk\n+ params: d1=0\nm1 xp wn op bulk nch w=2u l=0.5u delvto={d1}\nm2 xn wp op bulk nch w=2u l=0.5u\nm3 xp wp on bulk nch w=2u l=0.5u\nm4 xn wn on bulk nch w=2u l=0.5u\n.ends\n"
            + ".model nch nmos level=54 version=4.8.1 vth0=0.45 toxe=4n u0=0.04 fnoimod=1 tnoimod=0\n";
    private static final DifferentialPort INPUT = new DifferentialPort("xp", "xn", 0, 0.25, true);
    private static final Settings SETTINGS = Settings.standard().in(Environment.ngspice());

    @TempDir
    private Path folder;

    @BeforeAll
    static void ngspiceIsThere() {
        boolean there;
        try {
            NgspiceProcess.run("t\nr1 1 0 1\nv1 1 0 1\n.op\n.end\n", 1);
            there = true;
        } catch (IllegalArgumentException e) {
            there = false;
        }
        assertTrue(there || !"required".equals(System.getProperty("superpose.oracles")), "ngspice is not installed, but oracles are required");
        Assumptions.assumeTrue(there, "ngspice is not installed");
    }

    private MultiplierCell byNgspice(String text, double weightLevel, double bulk, Map<String, Double> deviations) throws IOException {
        return OwnCell.readForNgspice(write(text), "four", INPUT, new DifferentialPort("wp", "wn", weightLevel, 0.4, true), "op", "on", 0, Map.of("bulk", bulk), deviations);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("cell.cir"), text);
    }

    /** Both engines have the same model with the same constants: currents to ngspice's last Newton step, densities to the six digits of its models' own constants, settling to its steps. */
    @Test
    void cellOfOurModelsIsTheSameByNgspice() throws IOException {
        DifferentialPort weight = new DifferentialPort("wp", "wn", 2.5, 0.4, true);
        CellFamily theirs = new CellFamily(byNgspice(FOUR, 2.5, -1, Map.of("d1", 3e-3, "d2", 3e-3)), Variation.NONE);
        MultiplierCell cell = OwnCell.read(write(FOUR), "four", INPUT, weight, "op", "on", 0, Map.of("bulk", -1.0));
        Mismatch thresholds = Mismatch.local(new Mismatch.Plain(0, 0, 3e-3, 0));
        CellFamily ours = new CellFamily(cell, (part, normal) -> thresholds.vary(part.name(), part, name -> name.equals("xcell.m1.vto") || name.equals("xcell.m2.vto") ? normal.applyAsDouble(name) : 0, name -> 0));
        assertEquals(List.of("parameter d1", "parameter d2"), theirs.parameters());
        assertEquals(2, ours.parameters().size());
        assertTrue(theirs.isForeign() && !ours.isForeign());
        Bench bench = Bench.of(theirs, SETTINGS);
        Bench reference = Bench.of(ours, SETTINGS);
        double[] x = {-0.25, -0.1, 0.05, 0.2};
        for (double w : new double[] {-1, 0.3, 1}) {
            Specimen specimen = new Specimen(w, new double[] {1.5, -2});
            double[] currents = bench.current(specimen, x);
            double[] expected = reference.current(specimen, x);
            double[][] powers = bench.noise(specimen, x);
            double[][] expectedPowers = reference.noise(specimen, x);
            for (int k = 0; k < x.length; k++) {
                assertEquals(expected[k], currents[k], 1e-9 * 1e-6);
                for (int kind = 0; kind < powers.length; kind++) {
                    assertEquals(expectedPowers[kind][k], powers[kind][k], 1e-5 * expectedPowers[kind][k]);
                }
            }
        }
        List<Figure> figures = CellFigures.of(bench, 1, 1e-6);
        List<Figure> expected = CellFigures.of(reference, 1, 1e-6);
        assertEquals(expected.stream().map(Figure::name).toList(), figures.stream().map(Figure::name).toList());
        for (int k = 0; k < figures.size(); k++) {
            boolean vanishing = figures.get(k).name().equals("dependence on the lines");                        // rounding, 1e-15 of full scale
            assertEquals(expected.get(k).value(), figures.get(k).value(), vanishing ? 1e-12 : 1e-5 * Math.abs(expected.get(k).value()), figures.get(k).name());
        }
    }

    /** BSIM4 is none of our models. What a deck that was written by hand gives, the bench gives. */
    @Test
    void cellOfForeignModelsIsMeasured() throws IOException {
        MultiplierCell cell = byNgspice(SHORT, 1.5, -0.5, Map.of("d1", 3e-3));
        DifferentialPort weight = new DifferentialPort("wp", "wn", 1.5, 0.4, true);
        assertThrows(IllegalArgumentException.class, () -> OwnCell.read(write(SHORT), "four", INPUT, weight, "op", "on", 0, Map.of("bulk", -0.5)));
        CellFamily family = new CellFamily(cell, Variation.NONE);
        String deck = "by hand\n" + SHORT + "x1 xp xn wp wn op on b four d1=6m\nvxp xp 0 0.1\nvxn xn 0 -0.1\nvwp wp 0 1.6\nvwn wn 0 1.4\nvop op 0 0\nvon on 0 0\nvb b 0 -0.5\n.options reltol=1e-6 abstol=1e-15\n.op\n.end\n";
        RawPlot point = NgspiceProcess.run(deck, 1).get(0);
        double byHand = point.real(point.names().indexOf("i(von)"))[0] - point.real(point.names().indexOf("i(vop)"))[0];
        assertEquals(byHand, Bench.of(family, Settings.standard()).current(new Specimen(0.5, new double[] {2}), new double[] {0.2})[0], 1e-9 * Math.abs(byHand));
    }

    /** A few functions describe it, and its specimens are predicted. */
    @Tag("slow")
    @Test
    void cellOfForeignModelsIsCharacterised() throws IOException {
        CellFamily family = new CellFamily(byNgspice(SHORT, 1.5, -0.5, Map.of("d1", 3e-3)), Variation.NONE);
        CharacterisedCell characterised = Characterisation.of(family).run(name -> new Random(name.hashCode() * 2654435761L + name.length()).nextGaussian());
        assertTrue(characterised.signal().rank() <= 4, "rank " + characterised.signal().rank());
        CharacterisedCell.Judgement judgement = characterised.judgement();
        assertTrue(judgement.specimens() > 100 && judgement.largestSignal() <= 1e-5, judgement.toString());
        assertFalse(characterised.flicker().isEmpty());
    }

    @Test
    void onlyNumbersOfTheSubcircuitCanDeviate() {
        refused("has no parameter d9", () -> byNgspice(FOUR, 2.5, -1, Map.of("d9", 1e-3)));
        refused("exchange the outputs", () -> OwnCell.readForNgspice(write(FOUR), "four", INPUT, new DifferentialPort("wp", "wn", 2.5, 0.4, true), "on", "op", 0, Map.of("bulk", -1.0), Map.of()));
        refused("ngspice has not the model", () -> byNgspice(FOUR.replace("level=1", "level=999"), 2.5, -1, Map.of()));
        refused("failed with status 1; it says", () -> byNgspice(FOUR.replace(".model nch", ".model other"), 2.5, -1, Map.of()));
    }

    private static void refused(String why, org.junit.jupiter.api.function.Executable attempt) {
        String message = assertThrows(RuntimeException.class, attempt).getMessage();
        assertTrue(message.contains(why) && message.lines().count() == 1, message);
    }
}
