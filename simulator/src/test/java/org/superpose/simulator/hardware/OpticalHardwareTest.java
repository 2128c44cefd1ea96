package org.superpose.simulator.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Section;

class OpticalHardwareTest {
    @Test
    void anEmptySectionIsThePreset() {
        assertEquals(OpticalHardware.defaults(), read("{}"));
        assertEquals(OpticalHardware.of(OpticalHardware.Preset.TELECOM), read("{preset: telecom}"));
    }

    @Test
    void everyKeyIsReadInItsUnit() {
        OpticalHardware hardware = read("""
                laser: {wavelength: 633nm, power: 2mW, rin: -120dBc/Hz, linewidth: 3MHz}
                integrationTime: 10us
                localOscillator: 90%
                throughput: 0.7
                fanOut: time-multiplexed
                mask: {bits: 6, inputs: signed, fill: 0.8, phaseError: 10mrad}
                mirrors: {side: 20, guard: 1, sign: second-rail, fill: 0.9, leakage: 1e-3}
                split: false
                paths: {perMirror: 3, common: 2mm}
                detector: {quantumEfficiency: 0.6, darkCurrent: 2nA, cmrr: inf}
                amplifier: {feedback: 1M, currentNoise: 2fA/sqrt(Hz), voltageNoise: 5nV/sqrt(Hz), capacitance: 3pF}
                adc: {bits: 12, noise: 1}
                referencePhase: {offset: 1deg, drift: 0.1}
                clipping: 1%
                temperature: 27C
                readout: intensity
                noise: {scale: 2, only: shot noise}
                """);
        assertEquals(633e-9, hardware.laser().wavelength(), 1e-20);
        assertEquals(-120, hardware.laser().relativeIntensityNoise());
        assertEquals(10e-6, hardware.integrationTime(), 1e-18);
        assertEquals(0.9, hardware.localOscillator());
        assertEquals(OpticalHardware.FanOut.TIME_MULTIPLEXED, hardware.fanOut());
        assertEquals(new OpticalHardware.Mask(6, OpticalHardware.InputRange.SIGNED, 0.8, 0.01), hardware.mask());
        assertEquals(new OpticalHardware.Mirrors(20, 1, OpticalHardware.Sign.SECOND_RAIL, 0.9, 1e-3), hardware.mirrors());
        assertEquals(new OpticalHardware.Paths(3, 2e-3), hardware.paths());
        assertEquals(new OpticalHardware.Detector(0.6, 2e-9, Double.POSITIVE_INFINITY), hardware.detector());
        assertEquals(new OpticalHardware.Amplifier(1e6, 2e-15, 5e-9, 3e-12), hardware.amplifier());
        assertEquals(new OpticalHardware.Converter(12, 1), hardware.converter());
        assertEquals(Math.PI / 180, hardware.referencePhase().offset(), 1e-15);
        assertEquals(300.15, hardware.temperature(), 1e-12);
        assertEquals(OpticalHardware.Readout.INTENSITY, hardware.readout());
        assertEquals("shot noise", hardware.noise().only());
    }

    @ParameterizedTest
    @ValueSource(strings = {"laser: {power: 0W}", "laser: {power: 1V}", "laser: {rin: 3}", "laser: {linewidth: -1}", "localOscillator: 1", "throughput: 0",
        "mask: {bits: 1}", "mirrors: {guard: 8}", "mirrors: {leakage: 1}", "detector: {quantumEfficiency: 1.2}", "adc: {bits: 0}", "temperature: -300C",
        "temperature: 0K", "laser: {power: 1e300}", "laser: {wavelength: 1e-300}", "integrationTime: 1e-300", "amplifier: {feedback: 1e300}", "clipping: 0.5", "fanOut: sideways", "noise: {scale: -1}", "laser: {wavelenth: 1um}", "integrationTime: 0"})
    void whatCannotBeBuiltIsRefusedWithItsPlace(String yaml) {
        InputException refusal = assertThrows(InputException.class, () -> read(yaml));
        assertTrue(refusal.getMessage().contains("test.yaml"), refusal.getMessage());
    }

    private static OpticalHardware read(String yaml) {
        Section section = Section.parse("test.yaml", yaml);
        OpticalHardware hardware = OpticalHardware.read(section);
        section.finish();
        return hardware;
    }
}
