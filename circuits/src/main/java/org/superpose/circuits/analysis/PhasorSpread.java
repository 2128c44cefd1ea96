package org.superpose.circuits.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/** How a phasor of a linearised circuit scatters over frequency, and by whose fault. */
public final class PhasorSpread {
    private final Phasors nominal;
    private final Map<String, Phasors> effects;

    /**
     * One output.
     *
     * @param nominal without errors
     * @param effects by the name of a draw: change of the phasor if the draw lies one standard deviation above its mean
     */
    PhasorSpread(Phasors nominal, Map<String, Phasors> effects) {
        this.nominal = nominal;
        this.effects = Collections.unmodifiableMap(new LinkedHashMap<>(effects));
    }

    /** The phasor without errors. */
    public Phasors nominal() {
        return nominal;
    }

    /** By the name of a draw: change of the phasor if the draw lies one standard deviation above its mean. */
    public Map<String, Phasors> effects() {
        return effects;
    }

    /** The phasor to first order if a draw lies so many standard deviations above its mean. */
    public Phasors moved(String draw, double deviations) {
        Phasors effect = effects.get(draw);
        return effect == null ? nominal : new Phasors(sum(nominal.real(), effect.real(), deviations), sum(nominal.imaginary(), effect.imaginary(), deviations));
    }

    private static double[] sum(double[] a, double[] b, double weight) {
        for (int f = 0; f < a.length; f++) {
            a[f] += weight * b[f];
        }
        return a;
    }

    /** Of the real part at a frequency, given by its place. */
    public LinearSpread real(int frequency) {
        return spread(frequency, nominal.real(frequency), (re, im) -> re);
    }

    /** Of the imaginary part. */
    public LinearSpread imaginary(int frequency) {
        return spread(frequency, nominal.imaginary(frequency), (re, im) -> im);
    }

    /** Of {@code |Y|}: {@code Re(Y* dY)/|Y|}. */
    public LinearSpread magnitude(int frequency) {
        double a = nominal.real(frequency);
        double b = nominal.imaginary(frequency);
        return spread(frequency, Math.hypot(a, b), (re, im) -> (a * re + b * im) / Math.hypot(a, b));
    }

    /** Of {@code 20 log₁₀ |Y|} [dB]. */
    public LinearSpread decibels(int frequency) {
        double magnitude = Math.hypot(nominal.real(frequency), nominal.imaginary(frequency));
        return spread(frequency, 20 * Math.log10(magnitude), (re, im) -> 20 / Math.log(10) * (nominal.real(frequency) * re + nominal.imaginary(frequency) * im) / (magnitude * magnitude));
    }

    /** Of the phase [rad]: {@code Im(dY/Y)}. */
    public LinearSpread phase(int frequency) {
        double a = nominal.real(frequency);
        double b = nominal.imaginary(frequency);
        return spread(frequency, Math.atan2(b, a), (re, im) -> (a * im - b * re) / (a * a + b * b));
    }

    private LinearSpread spread(int frequency, double value, ToDoubleBiFunction<Double, Double> slope) {
        Map<String, Double> parts = new LinkedHashMap<>();
        effects.forEach((draw, effect) -> parts.put(draw, slope.applyAsDouble(effect.real(frequency), effect.imaginary(frequency))));
        return new LinearSpread(value, parts);
    }
}
