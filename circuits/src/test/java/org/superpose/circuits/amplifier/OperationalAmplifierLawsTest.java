package org.superpose.circuits.amplifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.DeviceLaws;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.source.VoltageSource;

class OperationalAmplifierLawsTest extends DeviceLaws {
    @Override
    protected List<? extends Component> devices() {
        return List.of(OperationalAmplifier.of("A1", "p", "n", "o", -14, 13), new OperationalAmplifier("A2", "p", "n", "o", 50, 1e7, 1e-3, Double.POSITIVE_INFINITY, -1, 2, Double.POSITIVE_INFINITY, 1));
    }

    @Override
    protected double[] bias(int device, SplittableRandom random) {
        double common = random.nextDouble(-5, 5);
        double span = device == 0 ? 14.1 : 2.1;
        return new double[] {common, common + random.nextDouble(-1e-3, 1e-3), random.nextDouble(-10, 10), 0, random.nextDouble(-span, span)};
    }

    @Override
    protected boolean passive(int device) {
        return false;
    }

    private static Circuit inverter(double input) {
        return Circuit.of("inverter", VoltageSource.dc("V1", "in", "0", input).withAc(1), new Resistor("R1", "in", "n", 1e3), new Resistor("R2", "n", "out", 1e4), OperationalAmplifier.of("A1", "0", "n", "out", -12, 12));
    }

    /** Virtual ground: −R2/R1, less the noise gain 11 over A0; R_out and R_in take another 1e-4 of that. */
    @Test
    void inverterGivesTheRatioOfItsResistors() {
        assertEquals(-5 * (1 - 11 / 2e5), new OperatingPoint().run(inverter(0.5)).voltage("out"), 5 * 11 / 2e5 * 0.02);
    }

    /** An overdriven output stands at its rail: 0.5 V of overdrive lift it by a hundredth of that, and the feedback current drops less than 0.1 V across R_out. */
    @ParameterizedTest
    @ValueSource(doubles = {-5, 5})
    void railsHoldTheOutput(double input) {
        assertEquals(-Math.signum(input) * 12, new OperatingPoint().run(inverter(input)).voltage("out"), 0.2);
    }

    /** One pole: the loop of noise gain 11 has its corner at GBW/11. R_out before the 10.9 kΩ of the feedback takes 0.7 % of the loop's gain, and half of that shows at the corner. */
    @Test
    void bandwidthIsGainBandwidthOverNoiseGain() {
        var out = new AcSweep(Sweep.of(1e6 / 11)).run(inverter(0)).voltage("out");
        assertEquals(10 / Math.sqrt(2), Math.hypot(out.real()[0], out.imaginary()[0]), 0.004 * 7.07);
    }

    /** Exhausted, the input stage charges the pole's capacitance at the slew rate, whichever way. */
    @Test
    void outputCannotRiseFasterThanItsSlewRate() {
        OperationalAmplifier amplifier = OperationalAmplifier.of("A1", "p", "n", "o", -14, 14);
        DeviceBank bank = amplifier.family().bank(List.of(amplifier), new Numbers());
        Evaluation e = new Evaluation(bank, Environment.standard());
        for (double input : new double[] {-3, 3}) {
            e.unknown[0][0] = input;
            bank.load(e);
            double slope = -e.current[4][0] / e.capacitance[0][0];            // C dx/dt = −f at x = 0
            assertEquals(Math.signum(input) * 0.5e6, slope, 1e-3 * 0.5e6);
        }
    }

    @Test
    void wrongFiguresAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> OperationalAmplifier.of("A1", "p", "n", "o", 5, -5));
        assertThrows(IllegalArgumentException.class, () -> new OperationalAmplifier("A1", "p", "n", "o", 1e5, 1e6, 0, 1e6, -1, 1, 1e6, 0));
    }
}
