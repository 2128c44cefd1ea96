package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.superpose.circuits.circuit.Physics.BOLTZMANN;
import static org.superpose.circuits.circuit.Physics.ELEMENTARY_CHARGE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Inductor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageSource;

/** Laws of noise. */
class NoiseAnalysisTest {
    private static Circuit rc(double resistance, double capacitance) {
        return Circuit.of("rc", new Resistor("R1", "out", "0", resistance), new Capacitor("C1", "out", "0", capacitance));
    }

    /** Nyquist 1928: the noise of R across C integrates to kT/C, whatever R is. */
    @ParameterizedTest
    @ValueSource(doubles = {1e2, 1e4, 1e6})
    void thermalNoiseOfRcIntegratesToKTOverC(double resistance) {
        double variance = new NoiseAnalysis("out", LogSweep.decades(1, 1e15, 20)).at(300).run(rc(resistance, 1e-12)).totalVariance();
        // power laws between 20 points a decade follow the Lorentzian to 1e-4; what lies beyond 1e15 Hz is 1e-5 or, for 100 ohm, 1e-6 of it
        assertEquals(BOLTZMANN * 300 / 1e-12, variance, 1e-3 * BOLTZMANN * 300 / 1e-12);
    }

    /** Nyquist 1928: of a passive network at one temperature, 4kT times the real part of its impedance, whatever it is made of. */
    @Test
    void passiveNetworkHasTheNoiseOfItsImpedance() {
        Resistor[] r = {new Resistor("R1", "a", "0", 1e3), new Resistor("R2", "a", "b", 2e3), new Resistor("R3", "b", "0", 500)};
        Circuit circuit = Circuit.of("net", r[0], r[1], r[2], new Capacitor("C1", "a", "0", 1e-9), new Inductor("L1", "b", "c", 1e-4), new Capacitor("C2", "c", "0", 2e-9), CurrentSource.dc("I1", "0", "a", 0).withAc(1));
        Sweep sweep = LogSweep.decades(1e3, 1e7, 5);
        double[] impedance = new AcSweep(sweep).run(circuit).voltage("a").real();
        NoiseResult noise = new NoiseAnalysis("a", sweep).referredTo("I1").run(circuit);
        for (int i = 0; i < impedance.length; i++) {
            double expected = 4 * BOLTZMANN * 300.15 * impedance[i];
            assertEquals(expected, noise.density()[i], 1e-10 * expected);
            assertEquals(noise.density()[i], noise.density("R1", "thermal")[i] + noise.density("r2", "thermal")[i] + noise.density("R3", "thermal")[i], 1e-12 * expected);
        }
    }

    /** Schottky 1918: 2qI on the differential resistance. */
    @Test
    void forwardDiodeHasShotNoise() {
        double current = 1e-3;
        Circuit circuit = Circuit.of("shot", CurrentSource.dc("I1", "0", "out", current), new Diode("D1", "out", "0", DiodeModel.of("D")));
        double vt = BOLTZMANN * 300.15 / ELEMENTARY_CHARGE;
        double expected = 2 * ELEMENTARY_CHARGE * current * (vt / current) * (vt / current);
        assertEquals(expected, new NoiseAnalysis("out", Sweep.of(1e3)).run(circuit).density()[0], 1e-6 * expected);
    }

    @Test
    void inputNoiseIsOutputNoiseOverSquaredGainAndStrongestSourceComesFirst() {
        BipolarModel model = BipolarModel.npn("N").with("BF", 100).with("RB", 100).with("KF", 1e-12);
        Circuit circuit = Circuit.of("ce", VoltageSource.dc("VCC", "cc", "0", 10), VoltageSource.dc("VIN", "b", "0", 0.7).withAc(3), new Resistor("RC", "cc", "out", 1e3), new BipolarTransistor("Q1", "out", "b", "0", model));
        Sweep sweep = LogSweep.decades(10, 1e6, 5);
        NoiseResult noise = new NoiseAnalysis("out", sweep).referredTo("VIN").run(circuit);
        double[] gain = new AcSweep(sweep).run(circuit).voltage("out").magnitude();
        for (int i = 0; i < gain.length; i++) {
            assertEquals(noise.density()[i] / (gain[i] / 3 * (gain[i] / 3)), noise.inputDensity()[i], 1e-9 * noise.inputDensity()[i]);   // a unit source, whatever its AC magnitude
        }
        assertTrue(noise.density()[0] > 2 * noise.density()[gain.length - 1], "flicker");
        double sum = 0;
        double before = Double.POSITIVE_INFINITY;
        for (NoiseResult.Contribution contribution : noise.contributions()) {
            assertTrue(contribution.variance() <= before);
            before = contribution.variance();
            sum += before;
        }
        assertEquals(noise.totalVariance(), sum, 1e-2 * sum);        // power laws do not add: the integrals differ where the mixture changes
    }
}
