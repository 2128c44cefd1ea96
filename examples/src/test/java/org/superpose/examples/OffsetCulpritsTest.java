package org.superpose.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.analysis.MismatchVariance;
import org.superpose.circuits.circuit.Physics;

class OffsetCulpritsTest {
    /** {@code σ(V_OS) = VT √2 √(σ(IS)² + σ(R)²)} (Gray, Hurst, Lewis and Meyer, Analysis and Design of Analog Integrated Circuits, section 3.5.6); base currents and the Early effect are 1 % of it. What a die's resistors share makes none. */
    @Test
    void theOffsetOfAPairIsThatOfTheTextbook() {
        MismatchVariance offset = OffsetCulprits.offset();
        double expected = Physics.thermalVoltage(Physics.ROOM_TEMPERATURE) * Math.sqrt(2) * Math.hypot(0.01, 0.005);
        assertEquals(expected, offset.deviation(), 0.02 * expected);
        assertEquals("Q1, Q2", offset.culprits().stream().limit(2).map(MismatchVariance.Culprit::name).sorted().collect(Collectors.joining(", ")));
        assertTrue(offset.culprits().stream().filter(culprit -> culprit.name().startsWith("die")).allMatch(culprit -> culprit.share() < 1e-9));
    }
}
