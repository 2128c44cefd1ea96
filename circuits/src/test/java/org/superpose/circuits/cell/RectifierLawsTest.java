package org.superpose.circuits.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.circuits.circuit.Physics;

class RectifierLawsTest {
    private static final double T = Physics.ROOM_TEMPERATURE;
    private static final double VT = Physics.thermalVoltage(T);

    static Stream<Rectifier> rectifiers() {
        return Stream.of(new PrecisionRectifier(5e5, 5e3, 1e-15, 1.02, T), new PrecisionRectifier(100, 5e3, 1e-15, 1.02, T),
                new DiodeRectifier(5e3, 1e-15, 1.02, T), new DiodeRectifier(1e6, 1e-9, 2, T), new MosfetClamp(10e3, 1e-3));
    }

    @ParameterizedTest
    @MethodSource("rectifiers")
    void outputRisesWithTheInputAndNeverAboveIt(Rectifier rectifier) {
        double before = Double.NEGATIVE_INFINITY;
        for (double v = -4; v <= 4; v += 1e-3) {
            double y = rectifier.output(v);
            assertTrue(y >= before, "falls at " + v);
            assertTrue(y <= StrictMath.max(v, 0) + 1e-15 * 4, "above the input at " + v);
            before = y;
        }
        assertEquals(0, rectifier.output(0), 1e-15);
    }

    /** The law gives v as a function of y. */
    @Test
    void diodeObeysShockleyAndKirchhoff() {
        DiodeRectifier rectifier = new DiodeRectifier(5e3, 1e-15, 1.02, T);
        for (double y = 1e-9; y < 4; y *= 1.7) {
            double v = y + 1.02 * VT * StrictMath.log1p(y / (5e3 * 1e-15));
            assertEquals(y, rectifier.output(v), 1e-13 * y + 2e-13 * y * v / (1.02 * VT));        // dy/y = dv/nVT where the diode limits
        }
        assertEquals(-5e3 * 1e-15, rectifier.output(-3), 1e-20);                                 // off: its saturation current
    }

    /** With A0 → ∞ the loop removes the diode; with a finite A0 the error is twice the op-amp's output over A0. */
    @Test
    void precisionRectifierMissesByTwiceTheOutputOverA0() {
        PrecisionRectifier ideal = new PrecisionRectifier(Double.POSITIVE_INFINITY, 5e3, 1e-15, 1.02, T);
        PrecisionRectifier real = new PrecisionRectifier(1000, 5e3, 1e-15, 1.02, T);
        for (double v = -2; v <= 2; v += 0.01) {
            assertEquals(StrictMath.max(v, 0), ideal.output(v), 1e-11);                         // off it leaks R IS = 5 pV
            double y = real.output(v);
            if (v > 0.01) {
                double amplifierOutput = y + 1.02 * VT * StrictMath.log1p(y / (5e3 * 1e-15));
                assertEquals(2 * amplifierOutput / 1000, v - y, 1e-13);
            }
        }
    }

    /** Kirchhoff at the clamped node, and the limits: a small signal passes, a large one is held to the square root. */
    @Test
    void clampBalancesTheResistorsCurrent() {
        double r = 10e3;
        double k = 1e-3;
        MosfetClamp clamp = new MosfetClamp(r, k);
        for (double v = -4; v < 0; v += 0.01) {
            double y = clamp.output(v);
            assertEquals((v - y) / r, -k * y * y / 2, 1e-16);
        }
        assertEquals(-1e-9, clamp.output(-1e-9), 1e-16);
        assertEquals(1.5, clamp.output(1.5));
    }
}
