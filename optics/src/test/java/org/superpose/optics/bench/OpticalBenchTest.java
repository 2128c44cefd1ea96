package org.superpose.optics.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.superpose.optics.element.Aperture;
import org.superpose.optics.element.DoubleSlit;
import org.superpose.optics.element.ThinLens;
import org.superpose.optics.source.GaussianBeam;
import org.superpose.optics.source.Laser;
import org.superpose.optics.source.PlaneWave;
import org.superpose.optics.wave.Complex;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Image;
import org.superpose.optics.wave.Light;
import org.superpose.optics.wave.SamplingException;
import org.superpose.optics.wave.Wavefront;

class OpticalBenchTest {
    /**
     * Young's slits at 1 m, where the far-field law is off by 3e-4 of the peak and area-weighted edges in steps of width/64 by (1/64)²; on the axis the slits add up, a fringe
     * further too, and half a fringe off they cancel but for the slope of the envelope.
     */
    @Test
    void doubleSlitInOneLineOfCode() {
        DoubleSlit slits = new DoubleSlit(40e-6, 250e-6);
        Grid plane = new Grid(512, 1, 0.625e-6, 1e-3);
        Grid screen = new Grid(401, 1, 20e-6, 1e-3);
        Wavefront light = Laser.of(532e-9).withPower(1e-3).emit(PlaneWave.straight(), plane);
        OpticalBench.Arrival arrival = new OpticalBench().add(new Aperture.Slits(slits.openings())).screen(1, screen).run(light);
        Image fringes = arrival.irradiance();
        for (int i = 0; i < screen.nx(); i++) {
            assertEquals(slits.farField(screen.x(i), 532e-9, 1), fringes.at(i, 0) / fringes.peak(), 8e-4);
        }
        assertEquals(1, arrival.certificates().size());
        assertTrue(arrival.certificates().get(0).aliasingMargin() >= 1);
    }

    /** A component keeps its own colour: fringes of two lasers add as irradiances, each as if it were alone, bit for bit. */
    @Test
    void lasersOfTwoColoursPassIndependently() {
        Grid grid = Grid.square(64, 5e-6);
        Wavefront green = Laser.of(532e-9).emit(GaussianBeam.ofWaist(60e-6), grid);
        Wavefront red = Laser.of(633e-9).emit(GaussianBeam.ofWaist(60e-6), grid);
        OpticalBench bench = new OpticalBench().add(new Aperture.Disc(50e-6, 0, 0)).travel(2e-3).add(ThinLens.spherical(0.05, 1)).travel(1e-3);
        Image together = bench.run(Light.of(green, red)).irradiance();
        Image apart = bench.run(green).irradiance().plus(bench.run(red).irradiance());
        assertArrayEquals(apart.values(), together.values(), 0);
        assertEquals(4, bench.run(Light.of(green, red)).certificates().size());
    }

    /** The planned bench is linear with an adjoint, as every element: 1e-13 of |a||b| is rounding. */
    @Test
    void adjointOfABenchRunsItBackwards() {
        Grid grid = Grid.square(64, 5e-6);
        Grid window = new Grid(40, 30, 20e-6, 15e-6);
        OpticalPath path = new OpticalBench().withThreads(2).travel(1e-3).add(new Aperture.Disc(120e-6, 0, 0)).relay(0.05, new Aperture.Disc(1e-3, 0, 0)).focus(0.1, window)
                .on(grid, 532e-9);
        Wavefront a = Laser.of(532e-9).emit(new GaussianBeam(40e-6, 10e-6, 0, 0, 1e-3, 0), grid);
        Wavefront b = Laser.of(532e-9).emit(new GaussianBeam(200e-6, 30e-6, -50e-6, 0, 0, 0.01), window);
        Complex forward = b.innerProduct(path.apply(a));
        Complex backward = path.adjoint(b).innerProduct(a);
        double scale = Math.sqrt(a.power() * b.power());
        assertTrue(forward.abs() > 1e-3 * scale);
        assertEquals(forward.re(), backward.re(), 1e-13 * scale);
        assertEquals(forward.im(), backward.im(), 1e-13 * scale);
        assertEquals(window, path.to());
    }

    /** A bench is a description: a longer one leaves it as it was. */
    @Test
    void addingLeavesTheBenchAsItWas() {
        Grid grid = Grid.square(16, 5e-6);
        Wavefront light = Laser.of(532e-9).emit(GaussianBeam.ofWaist(20e-6), grid);
        OpticalBench empty = new OpticalBench();
        empty.add(new Aperture.Disc(10e-6, 0, 0));
        assertArrayEquals(light.samples(), empty.run(light).light().components().get(0).samples(), 0);
    }

    @Test
    void whatTheGridCannotCarryIsRefusedWhenPlanned() {
        Grid coarse = Grid.square(128, 20e-6);
        OpticalBench bench = new OpticalBench().add(ThinLens.spherical(0.01, 2e-3));
        assertTrue(assertThrows(SamplingException.class, () -> bench.on(coarse, 532e-9)).getMessage().contains("take a grid of at least"));
        OpticalPath path = new OpticalBench().travel(1e-3).on(coarse, 532e-9);
        Wavefront red = Laser.of(633e-9).emit(GaussianBeam.ofWaist(200e-6), coarse);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> path.apply(red)).getMessage().contains("planned for"));
        assertThrows(IllegalArgumentException.class, () -> new OpticalBench().withThreads(0));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new OpticalBench().on(coarse, 550)).getMessage().contains("550 nm is 550e-9"));
    }
}
