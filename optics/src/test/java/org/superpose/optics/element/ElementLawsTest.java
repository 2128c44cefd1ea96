package org.superpose.optics.element;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.optics.wave.Complex;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.OpticalElement;
import org.superpose.optics.wave.Opening;
import org.superpose.optics.wave.Wavefront;

/** Laws that every element keeps: it makes no light, it is linear, and its adjoint is its adjoint. A new element gets a line here. */
class ElementLawsTest {
    private static final double WAVELENGTH = 532e-9;

    private record Case(String name, OpticalElement element, Grid from, Grid to) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        Grid grid = new Grid(24, 19, 10e-6, 12e-6);
        Grid device = Grid.square(16, 8e-6);
        SplittableRandom random = new SplittableRandom(1);
        double[] phase = random.doubles(grid.size(), 0, 20).toArray();
        BitSet bits = new BitSet();
        random.ints(128, 0, 256).forEach(bits::set);
        Slm slm = new Slm(8e-6, new PhaseLevels(5), 0.9, Slm.Gap.REFLECTING, 1.05, 4e-6);
        FourierLens lens = FourierLens.from(grid, WAVELENGTH, 0.1);
        Grid zoomed = new Grid(11, 30, 20e-6, 30e-6);
        FourF relay = FourF.relay(grid, WAVELENGTH, 0.1, new Aperture.Disc(1e-3, 0.1e-3, 0));
        return Stream.of(
                new Case("phase mask", Mask.ofPhase(grid, phase), grid, grid),
                new Case("disc", Mask.of(grid, new Aperture.Disc(60e-6, 0, 0)), grid, grid),
                new Case("moved and turned mask", Mask.ofPhase(grid, phase).moved(new Misalignment(3e-6, -25e-6, 0.3)), grid, grid),
                new Case("aberration", new Zernike(3, -1).on(grid, 80e-6, 2), grid, grid),
                new Case("grating", new Grating(70e-6).cosine(grid, 0.7), grid, grid),
                new Case("thin lens", ThinLens.spherical(0.01, 150e-6), grid, grid),
                new Case("cylindrical lens", ThinLens.cylindricalAlongY(-0.02, 1), grid, grid),
                new Case("2f", lens, grid, lens.to()),
                new Case("2f onto a window", FourierLens.between(grid, zoomed, WAVELENGTH, 0.1, 2), grid, zoomed),
                new Case("4f", relay, grid, grid),
                new Case("SLM", slm.show(8, 8, random.doubles(64, -9, 9).toArray(), 2), new Grid(16, 16, 4e-6, 4e-6), new Grid(16, 16, 4e-6, 4e-6)),
                new Case("DMD", new Dmd(8e-6, Math.toRadians(12), 0.4, 0.92).show(new MirrorPattern(16, 16, bits), 4, 4, WAVELENGTH), device, device));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noElementMakesLight(Case c) {
        Wavefront light = random(c.from, 2);
        assertTrue(c.element.apply(light).power() <= light.power() * (1 + 1e-12));
        Wavefront back = random(c.to, 3);
        assertTrue(c.element.adjoint(back).power() <= back.power() * (1 + 1e-12));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void adjointIsTheAdjoint(Case c) {
        Wavefront a = random(c.from, 4);
        Wavefront b = random(c.to, 5);
        Complex forward = c.element.apply(a).innerProduct(b);
        Complex backward = a.innerProduct(c.element.adjoint(b));
        double scale = Math.sqrt(a.power() * b.power());
        assertEquals(forward.re(), backward.re(), 1e-13 * scale);
        assertEquals(forward.im(), backward.im(), 1e-13 * scale);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void elementsAreLinear(Case c) {
        Wavefront a = random(c.from, 6);
        Wavefront b = random(c.from, 7);
        Complex factor = new Complex(0.3, -1.2);
        Wavefront together = c.element.apply(a.times(factor).plus(b));
        Wavefront apart = c.element.apply(a).times(factor).plus(c.element.apply(b));
        assertEquals(0, together.plus(apart.times(new Complex(-1, 0))).power(), 1e-26 * a.power());
    }

    @Test
    void masksRefuseGainNonsenseAndOtherGrids() {
        Grid grid = Grid.square(2, 1e-6);
        String message = assertThrows(IllegalArgumentException.class, () -> Mask.ofAmplitude(grid, new double[] {1, 0.5, 1.1, 0})).getMessage();
        assertTrue(message.contains("row 1, column 0 has 1.1"), message);
        assertThrows(IllegalArgumentException.class, () -> Mask.ofAmplitude(grid, new double[] {1, 0.5, Double.NaN, 0}));
        assertThrows(IllegalArgumentException.class, () -> Mask.ofAmplitude(grid, new double[3]));
        assertThrows(IllegalArgumentException.class, () -> Mask.ofPhase(grid, new double[] {0, 0, 0, Double.POSITIVE_INFINITY}));
        Mask mask = Mask.of(grid, new Aperture.Rectangle(new Opening(0, 1e-6), new Opening(0, 1e-6)));
        message = assertThrows(IllegalArgumentException.class, () -> mask.apply(random(Grid.square(3, 1e-6), 1))).getMessage();
        assertTrue(message.contains("a mask is sampled on 2 x 2 samples, 1.000e-06 m apart but the light on 3 x 3"), message);
    }

    private static Wavefront random(Grid grid, long seed) {
        return Wavefront.of(grid, WAVELENGTH, new SplittableRandom(seed).doubles(2L * grid.size(), -1, 1).toArray());
    }
}
