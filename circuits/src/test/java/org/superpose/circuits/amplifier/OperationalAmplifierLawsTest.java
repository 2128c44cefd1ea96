package org.superpose.circuits.amplifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.analysis.Transient;
import org.superpose.circuits.analysis.TransientResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceLaws;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.source.Pulse;
import org.superpose.circuits.source.VoltageSource;

class OperationalAmplifierLawsTest extends DeviceLaws {
    private static final OperationalAmplifierModel STANDARD = OperationalAmplifierModel.standard();

    @Override
    protected List<? extends Component> devices() {
        OperationalAmplifierModel fast = STANDARD.withGain(50, 1e7).withOffset(1e-3).withSlewRate(Double.POSITIVE_INFINITY).withInputResistance(Double.POSITIVE_INFINITY).withOutput(1, Double.POSITIVE_INFINITY).withInputCurrents(1e-7, 2e-8);
        return List.of(OperationalAmplifier.of("A1", "p", "n", "o", -14, 13), new OperationalAmplifier("A2", "p", "n", "o", fast.withRails(-1, 2)), new OperationalAmplifier("A3", "p", "n", "o", "r", "u", "l", fast.withRails(0.2, -0.3)));
    }

    @Override
    protected double[] bias(int device, SplittableRandom random) {
        double common = random.nextDouble(-5, 5);
        double reference = device == 2 ? random.nextDouble(-1, 1) : 0;
        double upper = device == 2 ? 5 + random.nextDouble() : reference;
        double lower = device == 2 ? -5 - random.nextDouble() : reference;
        double span = device == 0 ? 14.1 : device == 1 ? 2.1 : 6;
        return new double[] {common, common + random.nextDouble(-1e-3, 1e-3), random.nextDouble(-10, 10), reference, upper, lower, random.nextDouble(-span, span)};
    }

    @Override
    protected boolean passive(int device) {
        return false;
    }

    private static Circuit inverter(double input) {
        return Circuit.of("inverter", VoltageSource.dc("V1", "in", "0", input).withAc(1), new Resistor("R1", "in", "n", 1e3), new Resistor("R2", "n", "out", 1e4), OperationalAmplifier.of("A1", "0", "n", "out", -12, 12));
    }

    private static Circuit follower(Component input, OperationalAmplifier amplifier) {
        return Circuit.of("follower", input, amplifier, new Resistor("RL", "out", "0", 1e5), VoltageSource.dc("VP", "vcc", "0", 9), VoltageSource.dc("VN", "vee", "0", -4));
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

    /** With supply pins the rails follow the supplies, less the headroom: 9 − 1 V and −4 + 0.5 V. */
    @Test
    void railsFollowTheSupplies() {
        OperationalAmplifier amplifier = new OperationalAmplifier("A1", "p", "out", "out", "0", "vcc", "vee", STANDARD.withRails(0.5, -1));
        // exhausted, the input stage drives with S = slew/(2π fp): K w ln(1 + exp((x − high)/w)) = S − x; the load and R_in take some µA through 75 Ω
        double edge = 10e-3 * Math.log(Math.expm1(0.5e6 / (2 * Math.PI * 5) / (2e7 * 10e-3)));
        assertEquals(8 + edge, new OperatingPoint().run(follower(VoltageSource.dc("V1", "p", "0", 20), amplifier)).voltage("out"), 8e-3);
        assertEquals(-3.5 - edge, new OperatingPoint().run(follower(VoltageSource.dc("V1", "p", "0", -20), amplifier)).voltage("out"), 4e-3);
        assertEquals(2, new OperatingPoint().run(follower(VoltageSource.dc("V1", "p", "0", 2), amplifier)).voltage("out"), 2e-5);
    }

    /** One pole: the loop of noise gain 11 has its corner at GBW/11. R_out before the 10.9 kΩ of the feedback takes 0.7 % of the loop's gain, and half of that shows at the corner. */
    @Test
    void bandwidthIsGainBandwidthOverNoiseGain() {
        var out = new AcSweep(Sweep.of(1e6 / 11)).run(inverter(0)).voltage("out");
        assertEquals(10 / Math.sqrt(2), Math.hypot(out.real()[0], out.imaginary()[0]), 0.004 * 7.07);
    }

    /** A step of 10 V: the output climbs at the slew rate until GBW takes over; with d = 10 V the input stage is exhausted to d A0/S = 126 squared: 3e-5. */
    @Test
    void bigStepsClimbAtTheSlewRate() {
        OperationalAmplifier amplifier = new OperationalAmplifier("A1", "p", "out", "out", STANDARD);
        TransientResult result = new Transient(40e-6).run(follower(VoltageSource.of("V1", "p", "0", new Pulse(-5, 5, 1e-6, 1e-9, 1e-9, 1, 2)), amplifier));
        double at5 = result.voltage("out", 5e-6);
        double at10 = result.voltage("out", 10e-6);
        assertEquals(0.5e6, (at10 - at5) / 5e-6, 2e-3 * 0.5e6);              // at 10 µs d is 5.5 V yet: 1 − (S/(A0 d))²/2 = 0.9999
        assertEquals(5, result.voltage("out", 39e-6), 1e-3);
    }

    /** A small step settles with the time constant 1/(2π GBW): 63 % after it. 1 mV is 1.3 % of S/A0 = 80 mV, whose square bends the law by 1e-4. */
    @Test
    void smallStepsSettleWithTheBandwidth() {
        OperationalAmplifier amplifier = new OperationalAmplifier("A1", "p", "out", "out", STANDARD.withOutput(1e-3, Double.POSITIVE_INFINITY));
        TransientResult result = new Transient(2e-6).withLargestStep(2e-9).run(follower(VoltageSource.of("V1", "p", "0", new Pulse(0, 1e-3, 0, 1e-12, 1e-12, 1, 2)), amplifier));
        double tau = 1 / (2 * Math.PI * 1e6);
        assertEquals(1e-3 * (1 - Math.exp(-1)), result.voltage("out", tau), 2e-6);
    }

    /** A short circuit draws no more than the limit: at 14 V across 75 Ω u/limit = 7.47, and u/√(1 + 7.47²) is 0.991 of it. */
    @Test
    void outputCurrentIsLimited() {
        Circuit circuit = Circuit.of("short", VoltageSource.dc("V1", "p", "0", 1), VoltageSource.dc("V2", "out", "0", 0), new OperationalAmplifier("A1", "p", "0", "out", STANDARD));
        assertEquals(25e-3 * 7.4667 / Math.hypot(1, 7.4667), new OperatingPoint().run(circuit).current("V2"), 1e-5);
    }

    /** Input currents through the source resistances: v(out) = Vos + Ib R2 at the inverting input, − Ib R1 at the other, with Ib ± Ios/2. */
    @Test
    void offsetAndInputCurrentsAddUp() {
        OperationalAmplifierModel m = STANDARD.withOffset(1e-3).withInputCurrents(100e-9, 20e-9).withInputResistance(Double.POSITIVE_INFINITY).withGain(1e8, 1e6);
        Circuit circuit = Circuit.of("follower", new Resistor("R1", "p", "0", 1e5), new Resistor("R2", "n", "out", 4e5), new OperationalAmplifier("A1", "p", "n", "out", m));
        assertEquals(1e-3 + 90e-9 * 4e5 - 110e-9 * 1e5, new OperatingPoint().run(circuit).voltage("out"), 1e-8);
    }

    /** Noise gain: e_n (1 + R2/R1), i_n R2 at the output, with the corners of both, and nothing of R_in and R_out; and an R in series with the other input turns its i_n into a voltage. */
    @Test
    void noiseIsMultipliedByTheNoiseGain() {
        double en = 20e-9;
        double in = 0.5e-12;
        OperationalAmplifierModel m = STANDARD.withGain(1e8, 1e9).withInputResistance(Double.POSITIVE_INFINITY).withNoise(en, 100, in, 1000);
        Circuit circuit = Circuit.of("inverter", VoltageSource.dc("V1", "in", "0", 0).withAc(1), new Resistor("R1", "in", "n", 1e3), new Resistor("R2", "n", "out", 1e4), new Resistor("R3", "p", "0", 5e4), new OperationalAmplifier("A1", "p", "n", "out", m));
        double[] density = new NoiseAnalysis("out", Sweep.of(10, 1e4)).run(circuit).density();
        double thermal = 4 * Environment.standard().boltzmann() * 300.15;
        for (int k = 0; k < 2; k++) {
            double f = k == 0 ? 10 : 1e4;
            double resistors = thermal * (1e3 * 100 + 1e4 + 5e4 * 121);
            double voltage = en * en * (1 + 100 / f) * 121;
            double current = in * in * (1 + 1000 / f) * (1e8 + 5e4 * 5e4 * 121);
            // the loop's gain is 1e4 at 10 kHz
            assertEquals(resistors + voltage + current, density[k], 1e-4 * density[k]);
        }
    }

    /** In saturation the input stage passes next to no noise: its slope A0 falls by (1 + (A0 d/S)²)^1.5, and meets that of the rail, K (1 − exp(−A0 d/√(1 + (A0 d/S)²)/(K w))). */
    @Test
    void saturatedAmplifiersAreSilent() {
        OperationalAmplifierModel m = STANDARD.withNoise(1e-6, 0, 0, 0);
        Circuit circuit = Circuit.of("comparator", VoltageSource.dc("V1", "p", "0", 1).withAc(1), new OperationalAmplifier("A1", "p", "0", "out", m), new Resistor("RL", "out", "0", 1e6));
        double[] density = new NoiseAnalysis("out", Sweep.of(1)).run(circuit).density();
        double ratio = 2e5 / (0.5e6 / (2 * Math.PI * 5));
        double stage = 2e5 / Math.pow(1 + ratio * ratio, 1.5);
        double rail = 2e7 * -Math.expm1(-(2e5 / Math.hypot(1, ratio) - 14) / (2e7 * 10e-3));              // what the drive leaves at x = 14 V
        double load = 4 * Environment.standard().boltzmann() * 300.15 * 75 * 75 / 1e6;
        assertEquals(load + 1e-12 * Math.pow(stage / rail, 2), density[0], 1e-3 * density[0]);
    }

    @Test
    void wrongFiguresAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> OperationalAmplifier.of("A1", "p", "n", "o", 5, -5));
        assertThrows(IllegalArgumentException.class, () -> STANDARD.withOutput(0, 1));
        assertThrows(IllegalArgumentException.class, () -> STANDARD.withGain(0.5, 1e6));
        assertThrows(IllegalArgumentException.class, () -> STANDARD.withNoise(-1, 0, 0, 0));
    }
}
