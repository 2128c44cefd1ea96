package org.superpose.optics.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.optics.detection.BalancedPair;
import org.superpose.optics.detection.Photodiode;
import org.superpose.optics.element.Aperture;
import org.superpose.optics.element.Mask;
import org.superpose.optics.propagation.Certificate;
import org.superpose.optics.source.GaussianBeam;
import org.superpose.optics.source.Laser;
import org.superpose.optics.source.PlaneWave;
import org.superpose.optics.wave.Complex;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Image;
import org.superpose.optics.wave.SamplingException;
import org.superpose.optics.wave.Wavefront;

/** The matrix of a bench is the bench: for pixels of a mask with reflecting gaps and for single beams, over distances, masks, lenses and relays. */
class LinearBenchTest {
    private static final double WAVELENGTH = 532e-9;
    private static final Grid GRID = new Grid(96, 90, 8e-6, 8e-6);
    private static final Laser LASER = Laser.of(WAVELENGTH).withPower(1e-3);

    private record Case(String name, LinearBench bench) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        Wavefront wide = LASER.emit(GaussianBeam.ofWaist(200e-6), GRID);
        Cells pixels = new Cells(wide, Cells.array(4, 4, 99e-6, 0.81, 3e-6, -2e-6));
        Mask scatter = Mask.ofPhase(GRID, new SplittableRandom(1).doubles(GRID.size(), 0, 2).toArray());
        OpticalPath free = new OpticalBench().travel(3e-3).add(scatter).travel(2e-3).relay(0.05, new Aperture.Disc(1.2e-3, 0.1e-3, 0)).on(GRID, WAVELENGTH);
        Modes diodes = new Cells(LASER.emit(GaussianBeam.ofWaist(300e-6), GRID), Cells.array(3, 2, 150e-6, 0.5, 0, 10e-6));
        OpticalPath focus = new OpticalBench().add(scatter).focus(0.1).on(GRID, WAVELENGTH);
        List<Wavefront> spots = new ArrayList<>();
        List<Wavefront> beams = new ArrayList<>();
        for (int b = 0; b < 3; b++) {
            beams.add(LASER.emit(new GaussianBeam(60e-6, (b - 1) * 200e-6, 30e-6, 0, 0, 0), GRID));
            spots.add(LASER.emit(new GaussianBeam(150e-6, (b - 1) * 500e-6, 0, 0, 0, 0), focus.to()));
        }
        return Stream.of(new Case("mask with reflecting gaps, distances, relay, diodes", new LinearBench(pixels, pixels.rest(), free, diodes)),
                new Case("beams, 2f, fibres", LinearBench.of(Modes.of(beams), focus, Modes.of(spots))));
    }

    private static double[] random(int n, long seed) {
        return new SplittableRandom(seed).doubles(2L * n, -1, 1).toArray();
    }

    private static double largest(double[] outputs) {
        double largest = 0;
        for (int k = 0; k < outputs.length; k += 2) {
            largest = Math.max(largest, Math.hypot(outputs[k], outputs[k + 1]));
        }
        return largest;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void forwardAdjointAndFullWaveAgree(Case c) {
        TransferMatrix forward = c.bench.forward();
        TransferMatrix adjoint = c.bench.adjoint();
        for (int seed = 0; seed < 3; seed++) {
            double[] inputs = random(c.bench.sources().count(), seed);
            double[] wave = c.bench.detectors().project(c.bench.wave(inputs));
            assertTrue(largest(wave) > 1e-6, "the detectors see light");
            assertArrays(wave, forward.apply(inputs), 1e-12 * largest(wave));
            assertArrays(wave, adjoint.apply(inputs), 1e-12 * largest(wave));
            assertArrays(wave, c.bench.transfer().apply(inputs), 1e-12 * largest(wave));
        }
    }

    private static void assertArrays(double[] expected, double[] actual, double tolerance) {
        assertEquals(expected.length, actual.length);
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], actual[k], tolerance, "number " + k);
        }
    }

    /** A detector in the dark of all inputs still sees gaps and border: the constant column, and nothing else. */
    @Test
    void darkInputsLeaveTheUncontrolledLight() {
        LinearBench bench = cases().findFirst().orElseThrow().bench;
        double[] constant = bench.transfer().apply(new double[2 * bench.sources().count()]);
        double[] wave = bench.detectors().project(bench.path().apply(bench.uncontrolled()));
        assertTrue(largest(wave) > 1e-6, "the border lights the detectors");
        assertArrays(wave, constant, 1e-12 * largest(wave));
    }

    /** All pixels open and the gaps together are the light that fell on the mask. */
    @Test
    void cellsAndRestMakeTheWholeField() {
        LinearBench bench = cases().findFirst().orElseThrow().bench;
        double[] open = new double[2 * bench.sources().count()];
        for (int j = 0; j < open.length; j += 2) {
            open[j] = 1;
        }
        Wavefront whole = LASER.emit(GaussianBeam.ofWaist(200e-6), GRID);
        Wavefront sum = bench.sources().sum(open).plus(bench.uncontrolled());
        assertEquals(0, sum.plus(whole.times(new Complex(-1, 0))).power(), 1e-24 * whole.power());
    }

    /** One row is one balanced pair: the difference of two diodes' powers |s ± r|²/2 over their area, computed from irradiances. */
    @Test
    void oneRowIsOneBalancedPair() {
        LinearBench bench = cases().findFirst().orElseThrow().bench;
        BalancedPair pair = new BalancedPair(new Photodiode(0.4, 0), 60);
        double[] inputs = random(bench.sources().count(), 7);
        Wavefront signal = bench.wave(inputs);
        Wavefront reference = LASER.emit(GaussianBeam.ofWaist(300e-6), GRID);
        double[] outputs = bench.transfer().apply(inputs);
        List<Aperture.Rectangle> diodes = Cells.array(3, 2, 150e-6, 0.5, 0, 10e-6);
        for (int k = 0; k < diodes.size(); k++) {
            double plus = power(signal.plus(reference).irradiance(), diodes.get(k)) / 2;
            double minus = power(signal.plus(reference.times(new Complex(-1, 0))).irradiance(), diodes.get(k)) / 2;
            assertEquals(0.4 * (plus - minus), pair.difference(outputs[2 * k]), 1e-12 * 0.4 * (plus + minus));
        }
    }

    private static double power(Image irradiance, Aperture area) {
        Grid grid = irradiance.grid();
        double power = 0;
        for (int s = 0; s < grid.size(); s++) {
            double x = grid.x(s % grid.nx());
            double y = grid.y(s / grid.nx());
            power += area.openFraction(x - grid.dx() / 2, x + grid.dx() / 2, y - grid.dy() / 2, y + grid.dy() / 2) * irradiance.at(s % grid.nx(), s / grid.nx()) * grid.cell();
        }
        return power;
    }

    /** A bare diode sums the power of all modes on its area, light of gaps included. */
    @ParameterizedTest
    @MethodSource("cases")
    void hermitianFormIsThePowerOnABareDiode(Case c) {
        Aperture area = new Aperture.Disc(150e-6, 20e-6, 0);
        PowerForm form = c.bench.power(area);
        assertEquals(0, form.matrix().distance(form.matrix().adjoint()), 0);
        for (int seed = 0; seed < 3; seed++) {
            double[] inputs = random(c.bench.sources().count(), seed);
            double expected = power(c.bench.wave(inputs).irradiance(), area);
            assertEquals(expected, form.power(inputs), 1e-12 * expected);
        }
    }

    /**
     * Inputs as phases φ = arccos x, weights as amplitudes in the image of the mask: the balanced pair reads Re Σ w e^{iφ} = Σ w x, signed. A perfect relay, upside down, cells of
     * 9 × 9 samples and one diode over the whole image leave rounding.
     */
    @Test
    void phasesAndWeightsMakeASignedDotProduct() {
        int side = 7;
        Grid grid = Grid.square(9 * side, 8e-6);
        Wavefront flat = LASER.emit(PlaneWave.straight(), grid);
        SplittableRandom random = new SplittableRandom(11);
        double[] weights = random.doubles(side * side, -1, 1).toArray();
        double[] shown = new double[grid.size()];
        for (int s = 0; s < shown.length; s++) {
            int column = side - 1 - s % grid.nx() / 9;
            int row = side - 1 - s / grid.nx() / 9;
            shown[s] = weights[row * side + column];
        }
        Grid pupil = grid.fourierPlane(WAVELENGTH, 0.2);
        OpticalPath path = new OpticalBench().relay(0.2, new Aperture.Disc(pupil.width(), 0, 0)).add(Mask.ofAmplitude(grid, shown)).on(grid, WAVELENGTH);
        Cells mask = new Cells(flat, Cells.array(side, side, 9 * 8e-6, 1, 0, 0));
        TransferMatrix transfer = LinearBench.of(mask, path, Modes.of(List.of(flat))).transfer();
        double gain = -LASER.power() / (side * side);                          // 1/i of each lens: the relay turns by half a wave
        for (int trial = 0; trial < 5; trial++) {
            double[] light = new double[2 * weights.length];
            double exact = 0;
            for (int j = 0; j < weights.length; j++) {
                double x = random.nextDouble(-1, 1);
                light[2 * j] = x;
                light[2 * j + 1] = Math.sqrt(1 - x * x);
                exact += weights[j] * x;
            }
            assertEquals(exact, transfer.apply(light)[0] / gain, 1e-12 * side * side);
        }
    }

    /** Column by column each source goes its way alone; row by row all go it once together; either way every distance answers for what it did to the light. */
    @Test
    void matrixCarriesTheWorstCertificateOfItsDistances() {
        LinearBench near = cases().findFirst().orElseThrow().bench;
        OpticalPath path = new OpticalBench().travel(3e-3).travel(25e-3).on(GRID, WAVELENGTH);          // the band limit cuts in the second
        LinearBench bench = new LinearBench(near.sources(), near.uncontrolled(), path, near.detectors());
        List<Certificate> all = new ArrayList<>();
        for (int j = 0; j < bench.sources().count(); j++) {
            path.run(bench.sources().field(j), all);
        }
        path.run(bench.uncontrolled(), all);
        assertEquals(2 * (bench.sources().count() + 1), all.size());
        Certificate forward = bench.forward().certificate().orElseThrow();
        assertEquals(all.stream().mapToDouble(Certificate::aliasingMargin).min().orElseThrow(), forward.aliasingMargin());
        assertEquals(all.stream().mapToDouble(Certificate::cropped).max().orElseThrow(), forward.cropped());
        assertEquals(all.stream().mapToDouble(Certificate::beyondBand).max().orElseThrow(), forward.beyondBand());
        assertEquals(forward, bench.power(new Aperture.Disc(150e-6, 20e-6, 0)).certificate().orElseThrow());
        assertTrue(forward.cropped() > 1e-3 && forward.beyondBand() > 1e-4 && forward.aliasingMargin() < 1, "the law says something: " + forward);
        Certificate adjoint = bench.adjoint().certificate().orElseThrow();
        assertEquals(forward.aliasingMargin(), adjoint.aliasingMargin());
        assertTrue(adjoint.cropped() > 0.1 * forward.cropped() && adjoint.cropped() <= 1.5 * forward.cropped(), adjoint + " against " + forward);
        assertTrue(adjoint.beyondBand() > 0.1 * forward.beyondBand() && adjoint.beyondBand() <= 1.5 * forward.beyondBand(), adjoint + " against " + forward);
        LinearBench lens = cases().skip(1).findFirst().orElseThrow().bench;
        assertTrue(lens.transfer().certificate().isEmpty() && lens.adjoint().certificate().isEmpty(), "a Fourier lens is exact");
    }

    /** Followed back from the detectors, light would not betray that the sources' light does not fit the grid. */
    @Test
    void whatTheGridCannotCarryIsRefusedEitherWay() {
        OpticalPath far = new OpticalBench().travel(0.5).on(GRID, WAVELENGTH);
        Modes pixels = new Cells(LASER.emit(GaussianBeam.ofWaist(200e-6), GRID), Cells.array(8, 8, 16e-6, 1, 0, 0));
        Modes wide = Modes.of(List.of(LASER.emit(GaussianBeam.ofWaist(250e-6), GRID)));
        LinearBench bench = LinearBench.of(pixels, far, wide);
        for (Executable way : List.<Executable>of(bench::forward, bench::adjoint, bench::transfer)) {
            assertTrue(assertThrows(SamplingException.class, way).getMessage().contains("take a grid of at least"));
        }
        assertTrue(far.adjoint(wide.field(0)).power() > 0);
    }

    /** Between orthonormal modes a passive bench has no singular value above 1. */
    @Test
    void passiveBenchHasNoGain() {
        LinearBench bench = cases().findFirst().orElseThrow().bench;
        TransferMatrix transfer = bench.transfer();
        int rows = transfer.matrix().rows();
        int columns = transfer.matrix().columns();
        RealMatrix real = MatrixUtils.createRealMatrix(2 * rows, 2 * columns);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                double scale = Math.sqrt(bench.detectors().field(r).power() * bench.sources().field(c).power());
                Complex entry = transfer.matrix().at(r, c);
                real.setEntry(r, c, entry.re() / scale);
                real.setEntry(r + rows, c + columns, entry.re() / scale);
                real.setEntry(r, c + columns, -entry.im() / scale);
                real.setEntry(r + rows, c, entry.im() / scale);
            }
        }
        double norm = new SingularValueDecomposition(real).getNorm();
        assertTrue(norm > 0.1 && norm <= 1 + 1e-12, "largest singular value " + norm);
    }

    @Test
    void mistakesAreNamed() {
        Wavefront light = LASER.emit(GaussianBeam.ofWaist(200e-6), GRID);
        Cells touching = new Cells(light, List.of(Cells.array(1, 1, 50e-6, 1, 0, 0).get(0), Cells.array(1, 1, 50e-6, 1, 20e-6, 0).get(0)));
        assertTrue(assertThrows(IllegalArgumentException.class, touching::rest).getMessage().contains("overlap"));
        Modes red = Modes.of(List.of(Laser.of(633e-9).emit(GaussianBeam.ofWaist(200e-6), GRID)));
        OpticalPath path = new OpticalBench().travel(1e-3).on(GRID, WAVELENGTH);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> LinearBench.of(Modes.of(List.of(light)), path, red)).getMessage().contains("one wavelength"));
        LinearBench bench = LinearBench.of(Modes.of(List.of(light)), path, Modes.of(List.of(light)));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> bench.wave(new double[4])).getMessage().contains("need 2 numbers"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> bench.power(new Aperture.Disc(1e-6, 1, 0))).getMessage().contains("no sample"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> bench.transfer().apply(new double[3])).getMessage().contains("need 2 numbers"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> bench.transfer().apply(new double[] {0, Double.NaN})).getMessage().contains("mode 0 is NaN"));
    }
}
