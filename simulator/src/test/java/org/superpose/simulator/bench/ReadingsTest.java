package org.superpose.simulator.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.superpose.optics.source.Laser;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Section;

class ReadingsTest {
    private static final String LIGHT = """
            bench: readings
            grid: {samples: 8, step: 10um}
            light:
              - laser: {wavelength: 633nm, power: 2nW, rin: -95dB/Hz}
              - laser: {wavelength: 1064nm, power: 1nW, rin: -100dB/Hz}
            stages:
              - look: {name: screen}
            """;
    private static final String ONE_LASER = LIGHT.replaceAll("(?m)^  - laser: \\{wavelength: 1064nm.*\\R", "");

    private static List<Reading> read(String yaml, long seed) {
        return BenchFile.read(Section.parse("test", yaml)).run(seed, 1, (done, total) -> { }).readings();
    }

    /** Draws from many seeds have the mean and the standard deviation that are stated, to 4 standard errors. */
    private static void assertDrawsFollow(String yaml) {
        int runs = 2000;
        double sum = 0;
        double squares = 0;
        Reading stated = read(yaml, 0).get(0);
        for (int seed = 0; seed < runs; seed++) {
            double z = (read(yaml, seed).get(0).drawn() - stated.mean()) / stated.sigma();
            sum += z;
            squares += z * z;
        }
        assertEquals(0, sum / runs, 4 / Math.sqrt(runs), "mean");
        assertEquals(1, squares / runs, 4 * Math.sqrt(2.0 / runs), "variance");
    }

    /** Shot noise of some 10 000 electrons and the intensity noise of two lasers, 1.3 % and 0.7 %, are of one size. */
    @Test
    void photodiodeDrawsShotNoiseAndTheNoiseOfEachLaser() {
        assertDrawsFollow(LIGHT + "detectors:\n  - photodiode: {time: 1us, darkCurrent: 1pA}\n");
    }

    @Test
    void amplifierAndConverterAddTheirNoise() {
        assertDrawsFollow(LIGHT + "detectors:\n  - photodiode: {bandwidth: 10kHz, amplifier: {feedback: 1MOhm, voltageNoise: 50nV/sqrt(Hz), capacitance: 10pF}, adc: {bits: 12, range: 5mV}}\n");
    }

    /** A local oscillator of the same plane wave: half of the power in the sum, 20 dB of common-mode rejection. */
    @Test
    void pairDrawsShotNoiseAndWhatIsLeftOfTheLasersNoise() {
        assertDrawsFollow(ONE_LASER + "detectors:\n  - pair: {time: 1us, cmrr: 20dB, reference: {power: 5nW, phase: 80deg}}\n");
    }

    @Test
    void cameraDrawsElectronsReadNoiseAndRounding() {
        assertDrawsFollow(LIGHT + "detectors:\n  - camera: {columns: 4, pitch: 20um, exposure: 5us, readNoise: 20, fullWell: 20000, bits: 10}\n");
    }

    /** A wave of power P on an area A and a reference of power Q: 2 R √(PQ) cos φ. */
    @Test
    void pairReadsTheFieldInPhaseWithItsReference() {
        Reading reading = read(ONE_LASER + "detectors:\n  - pair: {time: 1s, responsivity: 0.5A/W, reference: {power: 8nW, phase: 60deg}}\n", 0).get(0);
        assertEquals(2 * 0.5 * 4e-9 * 0.5, reading.mean(), 1e-20);
    }

    /** Where the frequency has drifted by δν, arms of unequal length have gained 2πτδν; powers of both outputs cos² and sin² of half of it. */
    @Test
    void driftTurnsThePhaseOfALongerArm() {
        String bench = ONE_LASER.replace("rin: -95dB/Hz", "drift: {frequency: 10MHz/sqrt(s), power: 1%/sqrt(s), age: 100s}")
                .replace("stages:", "stages:\n  - interferometer: {path: 2m, other: other}");
        for (int seed = 0; seed < 5; seed++) {
            BenchResult result = BenchFile.read(Section.parse("test", bench)).run(seed, 1, (done, total) -> { });
            Laser now = result.lasers().get(0);
            double phase = 2 * Math.PI * 2 * (1 / now.wavelength() - 1 / 633e-9);
            double main = result.planes().get(1).power();
            assertEquals(now.power(), main + result.planes().get(0).power(), 1e-12 * now.power());
            assertEquals(Math.pow(Math.cos(phase / 2), 2), main / now.power(), 1e-7, "the two inverse wavelengths are rounded to 1e-16 of 1e7 turns");
            assertTrue(Math.abs(now.power() / 2e-9 - 1) > 1e-6 && Math.abs(phase) > 1e-3, "nothing has drifted");
        }
    }

    @Test
    void pairNeedsOneLaserAndOneField() {
        InputException two = assertThrows(InputException.class, () -> read(LIGHT + "detectors:\n  - pair: {time: 1s, reference: {power: 8nW}}\n", 0));
        assertTrue(two.getMessage().startsWith("test:9:11: detectors[0].pair: a balanced pair compares light of one laser with itself, but there are 2"), two::getMessage);
        String interferometer = ONE_LASER.replace("stages:", "stages:\n  - interferometer: {path: 1m}").replace("power: 2nW", "power: 2nW, linewidth: 1MHz");
        InputException partly = assertThrows(InputException.class, () -> read(interferometer + "detectors:\n  - pair: {time: 1s, reference: {power: 8nW}}\n", 0));
        assertTrue(partly.getMessage().contains("light that is partly coherent has no one field"), partly::getMessage);
    }
}
