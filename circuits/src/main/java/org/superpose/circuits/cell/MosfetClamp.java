package org.superpose.circuits.cell;

/**
 * A source behind R, its negative side clamped by a diode-connected MOSFET whose threshold is compensated, in strong inversion: the square law
 * {@code I = K y²/2} (Shichman and Hodges, IEEE JSSC 3, 285, 1968) against {@code (v − y)/R} gives for v &lt; 0
 * {@code y = −(√(1 + 2KR|v|) − 1)/(KR)}; positive voltages pass. The clamp is soft: it leaks √(2|v|/(KR)) of a large negative input.
 *
 * @param resistance       R [Ω], positive
 * @param transconductance K = μ C_ox W/L [A/V²], positive
 */
public record MosfetClamp(double resistance, double transconductance) implements Rectifier {
    public MosfetClamp {
        if (!(resistance > 0) || !(transconductance > 0)) {
            throw new IllegalArgumentException("MOSFET clamp: R and K must be positive, got " + resistance + " Ω, " + transconductance + " A/V²");
        }
    }

    @Override
    public double output(double voltage) {
        if (voltage >= 0) {
            return voltage;
        }
        double kr = transconductance * resistance;
        return 2 * voltage / (StrictMath.sqrt(1 - 2 * kr * voltage) + 1);             // the same root without cancellation
    }
}
