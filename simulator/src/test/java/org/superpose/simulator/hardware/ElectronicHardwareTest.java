package org.superpose.simulator.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Section;
import org.superpose.simulator.noise.NoiseControl;

class ElectronicHardwareTest {
    private static ElectronicHardware read(String yaml) {
        Section section = Section.parse("test.yaml", yaml);
        ElectronicHardware hardware = ElectronicHardware.read(section);
        section.finish();
        return hardware;
    }

    @Test
    void absentKeysHaveTheirDefaults() {
        assertEquals(ElectronicHardware.defaults(), read("temperature: 27C"));
    }

    @Test
    void everyKeyIsRead() {
        ElectronicHardware hardware = read("""
                temperature: 60C
                designTemperature: 300K
                converters: every-layer
                dac: {bits: 6, range: 0.5V, biasBits: 9}
                adc: {bits: 7, range: 2V}
                multiplier: {kind: gilbert, tailCurrent: 100uA, degeneration: 2k, beta: 80, predistortion: false, weightLimit: 0.5, inputLimit: 1.2V,
                  saturationMismatch: 2%, resistorMismatch: 0.5%, tailDegeneration: 300mV, tailSpread: 1%}
                weights: {encoding: capacitor, capacitance: 1pF, leakage: 2fA, leakageSpread: 10%, refreshPeriod: 5ms, injectedCharge: 0.2fC, bits: 12}
                summer: {topology: difference, openLoopGain: 1e4, gainBandwidth: 10MHz, offset: 1mV, voltageNoise: 5nV/sqrt(Hz), currentNoise: 1pA/sqrt(Hz), rail: 3V,
                  supply: 4V, loadDrop: 1V, foldCurrent: 0.2mA, foldDrop: 0.3V, resistance: 20k}
                activation: {circuit: mosfet-clamp, resistance: 50k, transconductance: 1e-3}
                noise: {scale: 2, only: shot noise, bandwidth: 100kHz, lowestFrequency: 1Hz, flickerCoefficient: 1e-14, flickerExponent: 1.2}
                trim: {offset: false, gain: false, bits: 8, offsetRange: 5uA, gainRange: 20%, vectors: 10}
                ranges: {clip: 1e-2}
                """);
        assertEquals(333.15, hardware.temperature(), 1e-9);
        assertEquals(new ElectronicHardware.Dac(6, 0.5, 9), hardware.dac());
        assertEquals(new ElectronicHardware.Adc(7, 2), hardware.adc());
        assertEquals(new Multiplier(Multiplier.Kind.GILBERT, 100e-6, 2e3, 80, false, 0.5, 1.2, 0.02, 0.005, 0.3, 0.01, null, null), hardware.multiplier());
        assertEquals(new WeightStorage.Capacitor(1e-12, 2e-15, 0.1, 5e-3, 0.2e-15, 12), hardware.weights());
        assertEquals(new Summer(Summer.Topology.DIFFERENCE, Summer.Lines.FOLDED, 1e4, 10e6, 1e-3, 5e-9, 1e-12, 3, 4, 1, 0.2e-3, 0.3, 20e3, Wires.NONE), hardware.summer());
        assertEquals(new ActivationCircuit.MosfetClamp(50e3, 1e-3), hardware.activation());
        assertEquals(new ReadNoise(1e5, 1, 1e-14, 1.2), hardware.readNoise());
        assertEquals(new Trim(false, false, 8, 5e-6, 0.2, 10), hardware.trim());
        assertEquals(0.01, hardware.clip());
        assertEquals(new NoiseControl(2, "shot noise"), hardware.noise());
        assertEquals(ElectronicHardware.Placement.EVERY_LAYER, hardware.placement());
    }

    @Test
    void eachEncodingHasKeysOfItsOwn() {
        assertEquals(new WeightStorage.Resistor(WeightStorage.Series.E24, 5e3, 1e6, 0.05, 1e-4),
                read("weights: {encoding: resistor, series: e24, unit: 5k, largest: 1M, tolerance: 5%, coefficient: 100ppm/K}").weights());
        assertEquals(new WeightStorage.Potentiometer(6, 0.5, 0.1), read("weights: {encoding: potentiometer, bits: 6, integral: 0.5, differential: 0.1}").weights());
        assertEquals(new WeightStorage.Dac(10, 0.5, 0.1), read("weights: {encoding: dac, bits: 10, integral: 0.5, differential: 0.1}").weights());
        assertEquals(WeightStorage.ConductancePair.pcm(), read("weights: {encoding: conductance-pair, preset: pcm}").weights());
        WeightStorage.ConductancePair pair = (WeightStorage.ConductancePair) read("""
                multiplier: {kind: ohmic}
                weights: {encoding: conductance-pair, minimum: 1uS, maximum: 50uS, programming: [0.5uS], drift: 0.02, driftSpread: 0.01, age: 1h, reference: 10s,
                  readNoise: 1%, readExponent: 0, readLargest: 10%, readTime: 1us, stuck: 0.1%}
                """).weights();
        assertEquals(new WeightStorage.ConductancePair(1e-6, 50e-6, 0.5e-6, 0, 0, WeightStorage.LogLaw.constant(0.02), WeightStorage.LogLaw.constant(0.01), 3600, 10,
                0.01, 0, 0.1, 1e-6, 0.001), pair);
    }

    @Test
    void wiresHaveNoResistanceUnlessItIsGiven() {
        assertEquals(Wires.NONE, read("{}").summer().wires());
        assertEquals(new Wires(0.5, 2, 0, 1e-3), read("{multiplier: {kind: netlist}, wires: {output: 0.5ohm, input: 2ohm, supply: 1mohm}}").summer().wires());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "temperature: 10K | temperature",
        "weights: {encoding: capacitor, capacitance: 0F} | weights.capacitance",
        "weights: {encoding: dac, taps: 3} | taps",
        "weights: {encoding: dac, bits: 1} | weights.bits",
        "multiplier: {kind: ohmic} | ohmic",
        "multiplier: {weightLimit: 1} | weightLimit",
        "dac: {range: 2V} | inputLimit",
        "dac: {range: 1e-300} | dac.range",
        "adc: {range: 1e300} | adc.range",
        "multiplier: {tailCurent: 20uA} | tailCurrent",
        "noise: {scale: -1} | scale",
        "noise: {scale: 1e300} | scale",
        "summer: {rail: 1e-300} | summer.rail",
        "noise: {bandwith: 1MHz} | bandwidth",
        "weights: {encoding: conductance-pair, age: 1s} | weights.age",
        "weights: {encoding: conductance-pair, programming: [1, 2, 3, 4]} | three",
        "weights: {encoding: conductance-pair, maximum: 1e-300} | weights.maximum",
        "trim: {gainRange: 1} | gainRange",
        "ranges: {clip: 0.7} | clip",
        "summer: {loadDrop: 6V} | loadDrop",
        "wires: {output: -1ohm} | wires.output",
        "wires: {outptu: 1ohm} | outptu",
        "{multiplier: {kind: gilbert}, wires: {input: 1ohm}} | wires are measured",
        "activation: {circuit: valve} | precision"
    })
    void nonsenseIsRefusedWithItsPlace(String yaml, String named) {
        String message = assertThrows(InputException.class, () -> read(yaml)).getMessage();
        assertTrue(message.contains("test.yaml") && message.contains(named), message);
    }
}
