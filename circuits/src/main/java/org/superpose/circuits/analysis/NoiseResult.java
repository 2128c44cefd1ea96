package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.solve.Receipt;

/** Noise of an output voltage over frequency, as a whole and by its sources. Densities are single-sided [V²/Hz]. */
public final class NoiseResult {
    private final double[] frequencies;
    private final List<Source> sources;
    private final double[][] real;          // transimpedance of a current into each unknown's node, by frequency [Ω]
    private final double[][] imaginary;
    private final double[] gain;            // squared, from the input; null without one
    private final double[] density;
    private final Receipt receipt;

    /** A noise current between two unknowns: {@code white + flicker / f^exponent} [A²/Hz]. */
    record Source(String component, String name, int from, int to, double white, double flicker, double exponent) {
        double density(double frequency) {
            return flicker == 0 ? white : white + flicker / Math.pow(frequency, exponent);
        }
    }

    /**
     * What one source makes of the noise.
     *
     * @param component to which it belongs
     * @param name      {@code thermal}, {@code collector shot}, {@code flicker}
     * @param variance  that it adds to the output, over the frequencies of the analysis [V²]
     */
    public record Contribution(String component, String name, double variance) {
    }

    /**
     * What one source makes of the noise at one frequency f: {@code white + flicker / f^exponent}, both as they reach the output at that frequency.
     *
     * @param component to which it belongs
     * @param name      {@code thermal}, {@code collector shot}, {@code flicker}
     * @param white     [V²/Hz]
     * @param flicker   at 1 Hz [V²/Hz]
     * @param exponent  of the frequency
     */
    public record Part(String component, String name, double white, double flicker, double exponent) {
    }

    NoiseResult(double[] frequencies, List<Source> sources, double[][] real, double[][] imaginary, double[] gain, Receipt receipt) {
        this.frequencies = frequencies;
        this.sources = sources;
        this.real = real;
        this.imaginary = imaginary;
        this.gain = gain;
        this.receipt = receipt;
        density = new double[frequencies.length];
        List<Source> heard = heard();
        for (int p = 0; p < density.length; p++) {
            for (Source source : heard) {
                double gain2 = gain(source, p);
                density[p] += gain2 == 0 ? 0 : gain2 * source.density(frequencies[p]);
            }
        }
    }

    /** Those that reach the output at some frequency: of a large circuit few. */
    private List<Source> heard() {
        boolean[] reached = new boolean[real.length == 0 ? 0 : real[0].length];
        for (int p = 0; p < real.length; p++) {
            for (int i = 0; i < reached.length; i++) {
                reached[i] |= real[p][i] != 0 || imaginary[p][i] != 0;
            }
        }
        return sources.stream().filter(source -> reached.length == 0 || reached[source.from] || reached[source.to]).toList();
    }

    private double[] density(Source source) {
        double[] part = new double[frequencies.length];
        for (int p = 0; p < part.length; p++) {
            double gain2 = gain(source, p);
            part[p] = gain2 == 0 ? 0 : gain2 * source.density(frequencies[p]);
        }
        return part;
    }

    /** From a source's current to the output at a frequency, squared [Ω²]. */
    private double gain(Source source, int point) {
        double re = real[point][source.from] - real[point][source.to];
        double im = imaginary[point][source.from] - imaginary[point][source.to];
        return re * re + im * im;
    }

    /** [Hz]. */
    public double[] frequencies() {
        return frequencies.clone();
    }

    /** At the output [V²/Hz]. */
    public double[] density() {
        return density.clone();
    }

    /**
     * Referred to the input: the output's over the squared gain [V²/Hz, or A²/Hz for a current source].
     *
     * @throws CircuitException if no input was named
     */
    public double[] inputDensity() {
        if (gain == null) {
            throw new CircuitException("noise was not referred to an input; name a source with referredTo");
        }
        double[] referred = density.clone();
        for (int p = 0; p < referred.length; p++) {
            referred[p] /= gain[p];
        }
        return referred;
    }

    /** All sources at one of the frequencies, in the order of the circuit's banks. */
    public List<Part> parts(int point) {
        return sources.stream().map(source -> new Part(source.component, source.name, gain(source, point) * source.white, gain(source, point) * source.flicker, source.exponent)).toList();
    }

    /** What one source of one component makes of it at the output [V²/Hz]. */
    public double[] density(String component, String name) {
        for (Source source : sources) {
            if (source.component.equalsIgnoreCase(component) && source.name.equals(name)) {
                return density(source);
            }
        }
        throw new CircuitException("there is no " + name + " noise of " + component + " in this circuit");
    }

    /** All sources, the strongest first. */
    public List<Contribution> contributions() {
        List<Contribution> contributions = new ArrayList<>();
        for (Source source : sources) {
            contributions.add(new Contribution(source.component, source.name, integral(density(source))));
        }
        contributions.sort(Comparator.comparingDouble(Contribution::variance).reversed());
        return contributions;
    }

    /** Variance of the output over the frequencies of the analysis [V²]. */
    public double totalVariance() {
        return integral(density);
    }

    /** Variance of the input-referred noise over the frequencies of the analysis [V², or A² for a current source]. */
    public double totalInputVariance() {
        return integral(inputDensity());
    }

    /** Each interval as a power of the frequency, as SPICE has it: exact for white noise and flicker. */
    private double integral(double[] y) {
        double sum = 0;
        for (int p = 1; p < y.length; p++) {
            double f0 = frequencies[p - 1];
            double f1 = frequencies[p];
            if (y[p] <= 0 || y[p - 1] <= 0 || f0 <= 0) {
                sum += (f1 - f0) * (y[p] + y[p - 1]) / 2;
                continue;
            }
            double ratio = Math.log(f1 / f0);
            double power = Math.log(y[p] / y[p - 1]) / ratio + 1;               // y f ∝ f^power
            sum += y[p - 1] * f0 * (Math.abs(power * ratio) < 1e-9 ? ratio : Math.expm1(power * ratio) / power);
        }
        return sum;
    }

    /** How well the equations of the operating point are met. */
    public Receipt receipt() {
        return receipt;
    }
}
