package org.superpose.circuits.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.circuit.Physics;

class AmplifierLawsTest {
    private static final double T = Physics.ROOM_TEMPERATURE;
    private static final OperationalAmplifier AMPLIFIER = new OperationalAmplifier(1e4, 4.7e6, 5e-9, 1e-12, -4.1, 4.1);

    /** A voltage summer of N equal inputs has a noise gain of N + 1: so many times the offset, and a bandwidth that much smaller. */
    @ParameterizedTest
    @ValueSource(ints = {1, 8, 64, 1024})
    void noiseGainGrowsWithTheFanIn(int n) {
        double[] resistances = new double[n];
        Arrays.fill(resistances, 10e3);
        SummingAmplifier summer = SummingAmplifier.of(AMPLIFIER, 10e3, resistances);
        assertEquals(n + 1, summer.noiseGain(), 1e-9 * n);
        assertEquals(4.7e6 / (n + 1), summer.bandwidth(), 1e-3);
        assertEquals((n + 1) * 1e-5 / (1 + (n + 1) / 1e4), summer.output(0, 1e-5), 1e-12);
    }

    /** Kirchhoff at the node of a real op-amp, V = A0 (V_os − v), solved without the noise gain. */
    @Test
    void outputObeysKirchhoffAtTheNode() {
        double[] r = {10e3, 22e3, 4.7e3};
        double[] v = {0.3, -0.7, 0.2};
        double rf = 15e3;
        double offset = 1e-3;
        SummingAmplifier summer = SummingAmplifier.of(AMPLIFIER, rf, r);
        double current = 0;
        for (int i = 0; i < r.length; i++) {
            current += v[i] / r[i];
        }
        double output = summer.output(current, offset);
        double node = offset - output / AMPLIFIER.openLoopGain();
        double balance = (output - node) / rf;
        for (int i = 0; i < r.length; i++) {
            balance += (v[i] - node) / r[i];
        }
        assertEquals(0, balance, 1e-16);                      // amperes, of 1e-4
    }

    @Test
    void railsHoldTheOutput() {
        SummingAmplifier summer = new SummingAmplifier(AMPLIFIER, 10e3, 0);
        assertEquals(4.1, summer.output(-1, 0));
        assertEquals(-4.1, summer.output(1, 0));
    }

    /** With a silent op-amp and one input resistor R = R_f the output noise is 8kTR. */
    @Test
    void silentAmplifierLeavesTheResistorsNoise() {
        OperationalAmplifier silent = new OperationalAmplifier(1e6, 1e6, 0, 0, -4, 4);
        SummingAmplifier summer = SummingAmplifier.of(silent, 1e4, 1e4);
        assertEquals(8 * Physics.BOLTZMANN * T * 1e4, summer.outputNoise(T, 1e-4), 1e-28);
        SummingAmplifier noisy = new SummingAmplifier(AMPLIFIER, 1e4, 3e-4);
        double law = 16 * 25e-18 + 1e8 * 1e-24 + 4 * Physics.BOLTZMANN * T * (1e4 + 1e8 * 1e-4);
        assertEquals(law, noisy.outputNoise(T, 1e-4), 1e-12 * law);
    }

    /** One pole passes as much white noise as a brick wall π/2 times as wide: the integral of 1/(1 + (f/f₀)²). */
    @Test
    void noiseBandwidthIsTheIntegralOverOnePole() {
        double corner = 1e3;
        int n = 200_000;
        double sum = 0;
        for (int k = 0; k < n; k++) {                          // midpoint rule in ln f over ten decades; what lies outside is below 1e-5
            double f = corner * StrictMath.pow(10, -5 + 10 * (k + 0.5) / n);
            sum += f / (1 + (f / corner) * (f / corner));
        }
        assertEquals(sum * 10 * StrictMath.log(10) / n, SummingAmplifier.noiseBandwidth(corner), 3e-5 * corner);
    }

    @Test
    void differenceAmplifierRejectsWhatIsCommonIfRatiosMatch() {
        DifferenceAmplifier matched = new DifferenceAmplifier(1e3, 5e3, 2e3, 10e3);
        assertEquals(0, matched.commonModeGain(), 1e-15);
        assertEquals(5 * 0.2, matched.output(1.2, 1.0), 1e-14);
        assertEquals(6, matched.noiseGain());
        DifferenceAmplifier real = new DifferenceAmplifier(1e3, 5.05e3, 2e3, 10e3);
        assertEquals(real.output(1.5, 1.5) / 1.5, real.commonModeGain(), 1e-14);
    }

    /** Nyquist: 4kTR through the pole of R and C integrates to kT/C, whatever R is. */
    @ParameterizedTest
    @ValueSource(doubles = {1e2, 1e4, 1e6})
    void sampledNoiseIsKTOverC(double resistance) {
        StorageCapacitor capacitor = new StorageCapacitor(1e-12);
        double corner = 1 / (2 * StrictMath.PI * resistance * 1e-12);
        double integral = 4 * Physics.BOLTZMANN * T * resistance * SummingAmplifier.noiseBandwidth(corner);
        assertEquals(integral, capacitor.sampledNoise(T), 1e-12 * integral);
        assertEquals(64e-6, StrictMath.sqrt(capacitor.sampledNoise(300)), 1e-6);     // the designer's rule: 64 µV on 1 pF
    }

    /** A constant current discharges linearly: 1 pA on 1 pF is 1 V/s. */
    @Test
    void droopIsLinearInTime() {
        StorageCapacitor capacitor = new StorageCapacitor(1e-12);
        assertEquals(1e-3, capacitor.droop(1e-12, 1e-3), 1e-15);
        assertEquals(2 * capacitor.droop(1e-12, 1e-3), capacitor.droop(1e-12, 2e-3), 1e-15);
        assertEquals(1e-3, capacitor.pedestal(1e-15), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> new StorageCapacitor(0));
    }

    /** The source's equation V + VT ln(I/I_S) = const with V = I R, solved for changed parts. */
    @Test
    void degenerationDividesMismatch() {
        double vt = Physics.thermalVoltage(T);
        double tail = 20e-6;
        double r = 0.5 / tail;
        double bias = 0.5 + vt * StrictMath.log(tail / 2e-17);
        double h = 1e-4;
        CurrentSource source = new CurrentSource(tail, 0.5, T);
        assertEquals(solved(bias, r, 2e-17 * (1 + h), vt) / tail - 1, source.error(h, 0), 1e-3 * h);       // first order in h
        assertEquals(solved(bias, r * (1 + h), 2e-17, vt) / tail - 1, source.error(0, h), 1e-3 * h);
        assertEquals(2 * Physics.ELEMENTARY_CHARGE * tail, new CurrentSource(tail, 0, T).noise(), 1e-36);  // without resistor: full shot noise
    }

    private static double solved(double bias, double r, double saturation, double vt) {
        double low = 0;
        double high = bias / r;
        for (int k = 0; k < 200; k++) {
            double middle = (low + high) / 2;
            if (middle * r + vt * StrictMath.log(middle / saturation) > bias) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }
}
