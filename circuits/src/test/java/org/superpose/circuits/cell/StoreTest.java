package org.superpose.circuits.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.Transient;
import org.superpose.circuits.analysis.TransientResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.semiconductor.MosfetModel;
import org.superpose.circuits.source.Constant;
import org.superpose.circuits.source.Pulse;
import org.superpose.circuits.source.VoltageSource;

/** Weight stores as netlists against their laws. */
class StoreTest {
    private static final StorageCapacitor STORE = new StorageCapacitor(2e-12);
    private static final double CHARGE = 4e-15;
    private static final double LEAKAGE = 1e-12;

    private static Circuit sampling(VoltageSource gate) {
        return Circuit.of("store", VoltageSource.dc("vin", "in", "0", 0.05), gate, STORE.netlist(10e3, CHARGE, LEAKAGE).as("x", "in", "hold", "gate"));
    }

    /** kT/C, whatever the switch's resistance: C with the injecting capacitor, and what lies beyond the sweep's ends is below 1e-5. */
    @Test
    void closedSwitchLeavesKTOverC() {
        double corner = 1 / (2 * Math.PI * 10e3 * 2e-12);
        double variance = new NoiseAnalysis("hold", LogSweep.decades(corner / 1e5, corner * 1e5, 20)).run(sampling(VoltageSource.of("vg", "gate", "0", new Constant(1)))).totalVariance();
        double law = new StorageCapacitor(2e-12 + CHARGE).sampledNoise(Physics.ROOM_TEMPERATURE);
        assertEquals(law, variance, 1e-3 * law);                                    // power-law intervals across the corner
    }

    /** The gate falls in 10 ps, in which the switch can give back little through its resistance: 10 ps of 20 ns. Then the leakage discharges the capacitor. */
    @Test
    void openingInjectsChargeAndLeakageDroops() {
        VoltageSource gate = VoltageSource.of("vg", "gate", "0", new Pulse(1, 0, 1e-6, 10e-12, 10e-12, 1, Double.POSITIVE_INFINITY));
        TransientResult run = new Transient(1.1e-3).run(sampling(gate));
        double pedestal = STORE.pedestal(CHARGE);
        double after = run.voltage("hold", 1.001e-6);
        assertEquals(-pedestal / (1 + CHARGE / 2e-12), after - 0.05, 5e-3 * pedestal);
        double droop = STORE.droop(LEAKAGE, 1e-3) / (1 + CHARGE / 2e-12);
        assertEquals(droop, after - run.voltage("hold", 1.001e-6 + 1e-3), 1e-3 * droop);
    }

    /** The gate falls in 1 ps, against some 2 ns of channel and capacitor. What Meyer's capacitance adds below the threshold, φ/6 of the channel's at the lower side, is counted; that the capacitor's side gets more than half as its voltage falls, by 1 % at 30 mV, is not. */
    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1, 2})
    void transistorInjectsHalfItsChannelAndItsOverlap(double sampled) {
        MosfetModel model = MosProcess.fiveVolt().strong();
        MosfetGeometry geometry = MosfetGeometry.of(5e-6, 1e-6);
        VoltageSource gate = VoltageSource.of("vg", "gate", "0", new Pulse(5, 0, 1e-9, 1e-12, 1e-12, 1, Double.POSITIVE_INFINITY));
        Circuit circuit = Circuit.of("sampler", VoltageSource.dc("vin", "in", "0", sampled), gate, VoltageSource.dc("vb", "b", "0", 0), new StorageCapacitor(1e-12).netlist(model, geometry, 0).as("x", "in", "hold", "gate", "b"));
        double step = new Transient(2e-9).run(circuit).voltage("hold", 1.1e-9) - sampled;
        double charge = StorageCapacitor.injected(model, geometry, 5, 0, sampled, 0) + 3.9 * 8.854e-12 / 16e-9 * 5e-12 * 0.7 / 6;
        assertEquals(-charge / (1e-12 + 5e-6 * 0.3e-9), step, 0.02 * charge / 1e-12);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 128, 255})
    void potentiometerDividesAndHasItsOutputResistance(int code) {
        DigitalPotentiometer potentiometer = new DigitalPotentiometer(8, 10e3, 60);
        Circuit circuit = Circuit.of("potentiometer", VoltageSource.dc("va", "a", "0", 0.06), VoltageSource.dc("vb", "b", "0", -0.06), potentiometer.netlist(code).as("x", "a", "b", "w"));
        assertEquals(-0.06 + 0.12 * code / 255, new OperatingPoint().run(circuit).voltage("w"), 1e-10);
        double law = 4 * Physics.BOLTZMANN * Physics.ROOM_TEMPERATURE * potentiometer.outputResistance(code);              // Nyquist: the noise tells the resistance
        assertEquals(law, new NoiseAnalysis("w", LogSweep.decades(1e3, 1e4, 1)).run(circuit).density()[0], 1e-6 * law);
    }

    /** Closed switches of 1 mΩ in series with 20 kΩ, open ones of 1 TΩ beside. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 37, 127, 128, 255})
    void ladderWeighsItsBits(int code) {
        LadderConverter ladder = new LadderConverter(8, 10e3, 1e-3);
        Circuit circuit = Circuit.of("ladder", VoltageSource.dc("vref", "ref", "0", 1), ladder.netlist(code).as("x", "ref", "out"));
        assertEquals(code / 256.0, new OperatingPoint().run(circuit).voltage("out"), 2e-7);
        double law = 4 * Physics.BOLTZMANN * Physics.ROOM_TEMPERATURE * 10e3;
        assertEquals(law, new NoiseAnalysis("out", LogSweep.decades(1e3, 1e4, 1)).run(circuit).density()[0], 1e-6 * law);
    }

    /** δ (V_rest − V_leg)/4, first order in δ. */
    @ParameterizedTest
    @ValueSource(ints = {127, 128})
    void wrongHighestLegMissesByItsShare(int code) {
        LadderConverter ladder = new LadderConverter(8, 10e3, 1e-3);
        double delta = 1e-3;
        Instance made = ladder.netlist(code).as("x", "ref", "out").varied((path, component) -> path.equals("rl8") ? component.withValue(20e3 * (1 + delta)) : component);
        double error = new OperatingPoint().run(Circuit.of("ladder", VoltageSource.dc("vref", "ref", "0", 1), made)).voltage("out") - code / 256.0;
        double leg = code == 128 ? 1 : 0;
        double rest = 2 * (code / 256.0 - leg / 2);                                  // the output is the mean of both
        assertEquals(delta * (rest - leg) / 4, error, delta * delta + 2e-7);
    }

    @Test
    void faultsAreTold() {
        assertThrows(IllegalArgumentException.class, () -> new DigitalPotentiometer(8, 10e3, 60).netlist(256));
        assertThrows(IllegalArgumentException.class, () -> new DigitalPotentiometer(25, 10e3, 60));
        assertThrows(IllegalArgumentException.class, () -> new LadderConverter(8, 10e3, 1).netlist(-1));
        assertThrows(IllegalArgumentException.class, () -> new LadderConverter(8, 10e3, 0));
    }
}
