package org.superpose.optics.wave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WavefrontTest {
    private static final double WAVELENGTH = 633e-9;
    private static final Grid GRID = new Grid(3, 2, 1e-6, 2e-6);
    private static final double[] SAMPLES = {1, 0, 0, 1, -1, 0, 0, -2, 3, 4, 0, 0};

    @Test
    void axisPassesThroughASampleOfOddAndEvenGrids() {
        assertEquals(0, GRID.x(1));
        assertEquals(0, GRID.y(1));
        assertEquals(-1e-6, GRID.x(0));
        assertEquals(0, Grid.square(8, 1e-6).x(4));
        assertEquals(0, Grid.square(9, 1e-6).x(4));
    }

    @Test
    void powerIsTheSumOfIrradianceTimesCell() {
        Wavefront wave = Wavefront.of(GRID, WAVELENGTH, SAMPLES);
        assertArrayEquals(new double[] {1, 1, 1, 4, 25, 0}, wave.irradiance().values());
        assertEquals(32 * 2e-12, wave.power(), 1e-26);
        assertEquals(wave.power(), wave.irradiance().integral(), 1e-26);
        assertEquals(25, wave.irradiance().peak());
        assertArrayEquals(new double[] {0, Math.PI / 2, Math.PI, -Math.PI / 2, Math.atan2(4, 3), 0}, wave.phase().values(), 1e-15);
    }

    @Test
    void fieldsOfOneLaserInterfereAndOthersDoNot() {
        Wavefront wave = Wavefront.of(GRID, WAVELENGTH, SAMPLES);
        Wavefront opposite = wave.times(new Complex(-1, 0));
        assertEquals(0, wave.plus(opposite).power());
        assertEquals(2 * wave.power(), Light.of(wave, opposite).power(), 1e-26);
        assertEquals(50, Light.of(wave).with(Light.of(opposite)).irradiance().at(1, 1));
        Wavefront green = Wavefront.of(GRID, 532e-9, SAMPLES);
        assertThrows(IllegalArgumentException.class, () -> wave.plus(green));
        assertEquals(2 * wave.power(), Light.of(wave, green).power(), 1e-26);
    }

    @Test
    void nobodyOutsideCanChangeAWavefront() {
        double[] given = SAMPLES.clone();
        Wavefront wave = Wavefront.of(GRID, WAVELENGTH, given);
        given[0] = 99;
        wave.samples()[0] = 99;
        wave.irradiance().values()[0] = 99;
        assertEquals(new Complex(1, 0), wave.at(0, 0));
        assertArrayEquals(SAMPLES, wave.samples());
    }

    /** ⟨a, b⟩ conjugates the first: ⟨i a, a⟩ = −i |a|². */
    @Test
    void innerProductConjugatesTheFirstField() {
        Wavefront wave = Wavefront.of(GRID, WAVELENGTH, SAMPLES);
        Complex product = wave.times(new Complex(0, 1)).innerProduct(wave);
        assertEquals(0, product.re(), 1e-26);
        assertEquals(-wave.power(), product.im(), 1e-26);
        double[] factors = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
        assertArrayEquals(SAMPLES, wave.times(factors).timesConjugate(factors).samples());
    }

    @Test
    void wrongInputIsRefusedWithAWordOnHowToMendIt() {
        String message = assertThrows(IllegalArgumentException.class, () -> Wavefront.of(GRID, 633, SAMPLES)).getMessage();
        assertTrue(message.contains("between 10 nm and 1 mm") && message.contains("550e-9"), message);
        assertThrows(IllegalArgumentException.class, () -> Wavefront.of(GRID, WAVELENGTH, new double[11]));
        double[] broken = SAMPLES.clone();
        broken[9] = Double.NaN;
        message = assertThrows(IllegalArgumentException.class, () -> Wavefront.of(GRID, WAVELENGTH, broken)).getMessage();
        assertTrue(message.contains("row 1, column 1"), message);
        assertThrows(IllegalArgumentException.class, () -> Grid.square(0, 1e-6));
        assertThrows(IllegalArgumentException.class, () -> Grid.square(1 << 14, 1e-6));
        assertThrows(IllegalArgumentException.class, () -> Grid.square(4, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new Light(List.of()));
        Wavefront other = Wavefront.of(new Grid(3, 2, 1e-6, 1e-6), WAVELENGTH, SAMPLES);
        message = assertThrows(IllegalArgumentException.class, () -> other.plus(Wavefront.of(GRID, WAVELENGTH, SAMPLES))).getMessage();
        assertTrue(message.contains("3 x 2 samples, 1.000e-06 m apart"), message);
    }
}
