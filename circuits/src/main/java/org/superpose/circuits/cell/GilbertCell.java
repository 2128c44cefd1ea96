package org.superpose.circuits.cell;

import org.superpose.circuits.circuit.Physics;

/**
 * A four-quadrant multiplier of bipolar transistors with a tail current I_T, an emitter-degenerated lower pair (input x) and a quad of two upper
 * pairs (weight port V_w): Gilbert, <i>A precise four-quadrant multiplier with subnanosecond response</i>, IEEE JSSC 3, 365 (1968);
 * Gray, Hurst, Lewis and Meyer, <i>Analysis and Design of Analog Integrated Circuits</i>, chapter on the multiplier.
 * <pre>
 * 2 VT artanh(u) + I_T (r₁ + r₂)/2 u = x + d − I_T (r₁ − r₂)/2          the lower pair's legs carry I_T (1 ± u)/2
 * I = α² I_T/2 [ (1 + u) tanh((V_w + d₁)/2VT) − (1 − u) tanh((V_w + d₂)/2VT) ],  α = β/(1 + β)
 * </pre>
 * A pair whose saturation currents stand as 1 + ε to 1 has the offset {@code VT ln(1 + ε)}. Without mismatch {@code I = α² I_T u tanh(V_w/2VT)}, and
 * with r = 0 moreover {@code u = tanh(x/2VT)}. Holds for forward-active transistors without Early effect: hold the output lines at a fixed voltage.
 *
 * @param tailCurrent  I_T [A], positive
 * @param resistance1  r₁ in the driven leg [Ω], not negative
 * @param resistance2  r₂ in the other leg [Ω], not negative
 * @param beta         current gain β, positive; may be infinite
 * @param temperature  T [K], positive
 * @param inputOffset  d of the lower pair [V]
 * @param quadOffset1  d₁ of the upper pair on the driven leg [V]
 * @param quadOffset2  d₂ of the upper pair on the other leg [V]
 */
public record GilbertCell(double tailCurrent, double resistance1, double resistance2, double beta, double temperature, double inputOffset,
                          double quadOffset1, double quadOffset2) {
    private static final int STEPS = 100;

    public GilbertCell {
        if (!(tailCurrent > 0) || Double.isInfinite(tailCurrent)) {
            throw new IllegalArgumentException("Gilbert cell: the tail current must be positive [A], got " + tailCurrent);
        }
        if (!(resistance1 >= 0) || !(resistance2 >= 0) || Double.isInfinite(resistance1 + resistance2)) {
            throw new IllegalArgumentException("Gilbert cell: emitter resistances must not be negative [Ω], got " + resistance1 + " and " + resistance2);
        }
        if (!(beta > 0)) {
            throw new IllegalArgumentException("Gilbert cell: the current gain must be positive, got " + beta);
        }
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("Gilbert cell: the temperature must be positive [K], got " + temperature);
        }
        if (!Double.isFinite(inputOffset + quadOffset1 + quadOffset2)) {
            throw new IllegalArgumentException("Gilbert cell: offsets must be finite [V], got " + inputOffset + ", " + quadOffset1 + ", " + quadOffset2);
        }
    }

    /** The cell whose parts match. */
    public static GilbertCell matched(double tailCurrent, double resistance, double beta, double temperature) {
        return new GilbertCell(tailCurrent, resistance, resistance, beta, temperature, 0, 0, 0);
    }

    /** VT [V]. */
    public double thermalVoltage() {
        return Physics.thermalVoltage(temperature);
    }

    /**
     * The lower pair's normalised current difference u in (−1, 1) at the input voltage x [V].
     * Newton on y = artanh u: the residual {@code 2VT y + I_T r tanh y − v} is concave for v &gt; 0, so that from below it rises to the root without overshoot.
     */
    public double split(double x) {
        double twoVt = 2 * thermalVoltage();
        double drop = tailCurrent * (resistance1 + resistance2) / 2;
        double v = x + inputOffset - tailCurrent * (resistance1 - resistance2) / 2;
        double magnitude = StrictMath.abs(v);
        double y = StrictMath.max(magnitude / (twoVt + drop), (magnitude - drop) / twoVt);         // both lie at or below the root
        double u = StrictMath.tanh(y);
        for (int step = 0; step < STEPS && drop > 0; step++) {
            double residual = magnitude - twoVt * y - drop * u;
            double move = residual / (twoVt + drop * (1 - u * u));
            y += move;
            u = StrictMath.tanh(y);
            if (StrictMath.abs(move) <= 1e-10 * y) {                            // quadratic: the step just taken left a relative error below 1e-19 / u''
                break;
            }
        }
        return v < 0 ? -u : u;
    }

    /** The difference of the two output currents [A] at input x [V] and weight port V_w [V]. */
    public double current(double x, double weightVoltage) {
        return output(split(x), quad(weightVoltage, quadOffset1), quad(weightVoltage, quadOffset2));
    }

    /** {@link #current} at several inputs, the quad's tanh evaluated once. */
    public void currents(double[] x, double weightVoltage, double[] into) {
        double t1 = quad(weightVoltage, quadOffset1);
        double t2 = quad(weightVoltage, quadOffset2);
        for (int i = 0; i < x.length; i++) {
            into[i] = output(split(x[i]), t1, t2);
        }
    }

    /** Slope dI/dx [S] of the matched cell at x = 0 for tanh(V_w/2VT) = 1: {@code α² I_T / (I_T r + 2VT)}. */
    public double transconductance() {
        return alpha() * alpha() * tailCurrent / (tailCurrent * (resistance1 + resistance2) / 2 + 2 * thermalVoltage());
    }

    /**
     * Slope ∂I/∂V_w [S] at input x [V] and weight port V_w [V]: what a disturbance of the stored weight does to the output.
     */
    public double weightTransconductance(double x, double weightVoltage) {
        double u = split(x);
        double t1 = quad(weightVoltage, quadOffset1);
        double t2 = quad(weightVoltage, quadOffset2);
        return alpha() * alpha() * tailCurrent / (4 * thermalVoltage()) * ((1 + u) * (1 - t1 * t1) - (1 - u) * (1 - t2 * t2));
    }

    /**
     * The noise of the output current difference [A²/Hz], single-sided, at one operating point. Every transistor carries the shot noise 2qI of its
     * collector and base currents and a flicker noise {@code KF I_B^AF / f} of its base current (Gray et al., chapter on noise; SPICE2 model), every
     * resistor 4kT/R. Small-signal division of those sources, with r_e = VT/I of a leg and D = r₁ + r₂ + r_e1 + r_e2:
     * <ul>
     * <li>an upper pair divides its own collector shot noise: {@code 2q I_leg (1 − t²)};</li>
     * <li>collector shot of the lower pair: loop current of variance {@code 2kT (r_e1 + r_e2)/D²}, resistors {@code 4kT (r₁ + r₂)/D²}; the difference
     *     current sees it with (t₁ + t₂)²;</li>
     * <li>a current into an upper emitter node appears with t, one into a lower emitter or the tail with the legs' current division.</li>
     * </ul>
     * With r = 0 and β → ∞ the sum is {@code 2q I_T (1 − u² t²)}.
     *
     * @param tail noise density of the tail current [A²/Hz], see {@link CurrentSource#noise}
     */
    public Noise noise(double x, double weightVoltage, double tail, double flickerCoefficient, double flickerExponent) {
        double u = split(x);
        double t1 = quad(weightVoltage, quadOffset1);
        double t2 = quad(weightVoltage, quadOffset2);
        double kT = Physics.BOLTZMANN * temperature;
        double twoQ = 2 * Physics.ELEMENTARY_CHARGE;
        double leg1 = tailCurrent * (1 + u) / 2;
        double leg2 = tailCurrent * (1 - u) / 2;
        // D multiplied by the product of the legs' currents: finite also where one leg is off
        double vt = thermalVoltage();
        double product = leg1 * leg2;
        double loop = (resistance1 + resistance2) * product + vt * tailCurrent;                     // D I₁ I₂
        double toLeg1 = (resistance2 * product + vt * leg1) / loop;                                 // of a current into the tail: (r₂ + r_e2)/D
        double fromEmitter1 = ((resistance1 + resistance2) * product + vt * leg1) / loop;           // of one into emitter 1, to leg 1
        double fromEmitter2 = ((resistance1 + resistance2) * product + vt * leg2) / loop;           // of one into emitter 2, to leg 2
        double throughTail = square(toLeg1 * t1 - (1 - toLeg1) * t2);
        double through1 = square(fromEmitter1 * t1 - (1 - fromEmitter1) * t2);
        double through2 = square((1 - fromEmitter2) * t1 - fromEmitter2 * t2);
        double difference = square(t1 + t2);
        double base1 = leg1 / beta;
        double base2 = leg2 / beta;
        double shot = twoQ * (leg1 * (1 - t1 * t1) + leg2 * (1 - t2 * t2))
                + difference * 2 * kT * vt * tailCurrent * product / (loop * loop)
                + twoQ * (base1 * (through1 + t1 * t1) + base2 * (through2 + t2 * t2));
        double thermal = difference * 4 * kT * (resistance1 + resistance2) * product * product / (loop * loop) + tail * throughTail;
        double flicker = flickerCoefficient * (power(base1, flickerExponent) * through1 + power(base2, flickerExponent) * through2
                + t1 * t1 * (power(base1 * (1 + t1) / 2, flickerExponent) + power(base1 * (1 - t1) / 2, flickerExponent))
                + t2 * t2 * (power(base2 * (1 + t2) / 2, flickerExponent) + power(base2 * (1 - t2) / 2, flickerExponent)));
        double gain = square(alpha() * alpha());
        return new Noise(gain * shot, gain * thermal, gain * flicker);
    }

    private double output(double u, double t1, double t2) {
        return alpha() * alpha() * tailCurrent / 2 * ((1 + u) * t1 - (1 - u) * t2);
    }

    private double quad(double weightVoltage, double offset) {
        return StrictMath.tanh((weightVoltage + offset) / (2 * thermalVoltage()));
    }

    private double alpha() {
        return 1 / (1 + 1 / beta);
    }

    private static double square(double a) {
        return a * a;
    }

    private static double power(double current, double exponent) {
        return exponent == 1 ? current : StrictMath.pow(current, exponent);
    }

    /**
     * Noise of the output current by cause.
     *
     * @param shot    white, of the junctions' currents [A²/Hz]
     * @param thermal white, of the resistors [A²/Hz]
     * @param flicker times the frequency [A²]: the density is {@code flicker / f}
     */
    public record Noise(double shot, double thermal, double flicker) { }
}
