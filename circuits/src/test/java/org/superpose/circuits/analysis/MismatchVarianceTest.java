package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.source.VoltageSource;

/** Of a divider v = V R2/(R1 + R2), a relative error ε of R1 makes −V R1 R2/(R1 + R2)² ε, one of R2 the opposite. */
class MismatchVarianceTest {
    private static final double EFFECT = 10 * 1e3 * 3e3 / 16e6;           // [V] for 1 of either
    private static final Circuit DIVIDER = Circuit.of("divider", VoltageSource.dc("V1", "in", "0", 10).withAc(1, 0), new Resistor("R1", "in", "out", 1e3), new Resistor("R2", "out", "0", 3e3), new Capacitor("C1", "out", "0", 1e-9));

    private static Draws draws(double own, double shared) {
        return (part, normal) -> part instanceof Resistor r ? r.withValue(r.resistance() * (1 + own * normal.applyAsDouble(r.name()) + shared * normal.applyAsDouble("die"))) : part;
    }

    private static MismatchVariance spread(Draws draws) {
        SensitivityResult result = new Sensitivity("out").after(Parameters.draws(draws)).run(DIVIDER);
        return MismatchVariance.of(result.parameters(), result.gradient()[0]);
    }

    /** σ² = EFFECT² (σ₁² + σ₂²): two equal culprits of opposite signs. */
    @Test
    void independentErrorsAddAsSquares() {
        MismatchVariance spread = spread(draws(0.01, 0));
        assertEquals(EFFECT * 0.01 * Math.sqrt(2), spread.deviation(), 1e-8 * EFFECT);
        assertEquals(List.of("R1", "R2"), spread.culprits().stream().map(MismatchVariance.Culprit::name).sorted().toList());
        assertEquals(0.5, spread.culprits().get(0).share(), 1e-7);
        assertEquals(0, spread.culprits().get(0).effect() + spread.culprits().get(1).effect(), 1e-8 * EFFECT);
    }

    /** What both resistors share cancels in a ratio: (Σ ∂y/∂p σ)² = 0, to the rounding of a difference of 1e-3 σ. */
    @Test
    void sharedErrorsAddBeforeTheyAreSquared() {
        MismatchVariance shared = spread(draws(0, 0.01));
        assertTrue(shared.deviation() < 1e-9 * EFFECT, () -> shared.toString());
        assertEquals(EFFECT * 0.01 * Math.sqrt(2), spread(draws(0.01, 0.01)).deviation(), 1e-8 * EFFECT);
    }

    @Test
    void deviationsMayBeStatedByPath() {
        SensitivityResult result = new Sensitivity("out").after(Parameters.of("r1", "v1", "temp")).run(DIVIDER);
        MismatchVariance spread = MismatchVariance.of(result.parameters(), result.gradient()[0], new double[] {20, 0.02, 5});
        assertEquals(Math.hypot(EFFECT * 0.02, 0.75 * 0.02), spread.deviation(), 1e-8);
        assertEquals(List.of("r1", "v1"), spread.culprits().stream().map(MismatchVariance.Culprit::name).toList());
        assertEquals(1, spread.culprits().stream().mapToDouble(MismatchVariance.Culprit::share).sum(), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> MismatchVariance.of(result.parameters(), result.gradient()[0], new double[] {20, -1, 5}));
        assertThrows(IllegalArgumentException.class, () -> MismatchVariance.of(result.parameters(), result.gradient()[0], new double[] {20}));
    }

    /** At the corner frequency of R1 ∥ R2 and C, {@code d|Y|dB/dε} of C is −20/ln 10 · (ωRC)²/(1 + (ωRC)²) = −4.343 dB. */
    @Test
    void magnitudesSpreadInDecibels() {
        double corner = 1 / (2 * Math.PI * 750 * 1e-9);
        AcSensitivityResult result = new AcSensitivity("out", Sweep.of(corner)).after(Parameters.of("c1")).run(DIVIDER);
        MismatchVariance spread = MismatchVariance.of(result.parameters(), result.decibels(0)[0], new double[] {0.01e-9});
        assertEquals(0.01 * 10 / Math.log(10), spread.deviation(), 1e-9);
    }

    @Test
    void aCircuitWithoutDrawsIsRefused() {
        assertTrue(assertThrows(CircuitException.class, () -> spread((part, normal) -> part)).getMessage().contains("draws"));
    }
}
