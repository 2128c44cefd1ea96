package org.superpose.simulator.electronic;

import org.superpose.circuits.characterisation.CharacterisedCell.Noise;
import org.superpose.circuits.characterisation.CharacterisedColumn;
import org.superpose.circuits.characterisation.FrequencyResponse;
import org.superpose.circuits.characterisation.NoiseSpectrum;

/**
 * What the cell level says of the noise of a layer's outputs at one input: densities over the frequency, by origin, and what outputs have in common. With H the response of a column, S_c the sum of its cells' noise currents, S_t the relative fluctuation
 * of its tail currents, S_d the noise of an input's driver and S_o what the column itself adds,
 * <pre>
 * S(f) = |H(f)|² (S_c(f) + (∂I/∂ln I_T)² S_t(f) + Σ_i (∂I/∂x_i)² S_d(f)) + S_o(f),    between two columns  S_ab(f) = H_a H_b* Σ_i ∂I_a/∂x_i ∂I_b/∂x_i S_d(f)
 * </pre>
 * Single-sided [V²/Hz]. Holds from 0 to where cells have poles of their own, some tens of megahertz.
 */
public final class LayerNoise {
    /** Where noise comes from. */
    public enum Origin {
        /** Cells, each its own: independent of all others. */
        CELLS,
        /** Source resistors of the weights. */
        SOURCES,
        /** What stands behind the cells: feeds, fold, bias resistor, op-amps, rectifier. */
        COLUMN,
        /** The line of tail currents: one fluctuation for all cells of a column. */
        TAIL_LINE,
        /** Drivers of inputs: one voltage for all columns. */
        DRIVERS
    }

    private final CharacterisedColumn column;
    private final NoiseSpectrum driver;               // null: none
    private final Output[] outputs;
    private final FrequencyResponse[] responses;
    private final NoiseSpectrum[] own;

    /**
     * One column at the input.
     *
     * @param current  I [A]
     * @param z        voltage before its rectifier [V]
     * @param gain     of its response over that of the design
     * @param powers   densities of its cells' and their sources' noise currents by {@link Noise} [A²/Hz; A² at 1 Hz]
     * @param sources  of the weights' source resistors alone [A²/Hz]
     * @param ofTail   ∂I/∂ln I_T, and what the column makes of all cells' common current as if it were one of the difference [A]
     * @param ofInputs ∂I/∂x [S]
     */
    record Output(double current, double z, double gain, double[] powers, double sources, double ofTail, double[] ofInputs) {
    }

    LayerNoise(CharacterisedColumn column, NoiseSpectrum driver, Output[] outputs) {
        this.column = column;
        this.driver = driver;
        this.outputs = outputs.clone();
        responses = new FrequencyResponse[outputs.length];
        own = new NoiseSpectrum[outputs.length];
        for (int o = 0; o < outputs.length; o++) {
            responses[o] = column.rectified() ? column.outputResponse(outputs[o].z) : column.response();
            own[o] = column.rectified() ? column.outputNoise(outputs[o].z) : column.noise(outputs[o].current);
        }
    }

    int outputs() {
        return outputs.length;
    }

    int inputs() {
        return outputs[0].ofInputs.length;
    }

    /** Whether a converter's driver stands before each input. */
    boolean driven() {
        return driver != null;
    }

    /** Of an input's driver [V²/Hz]. */
    double driver(double frequency) {
        return driver == null ? 0 : driver.density(frequency);
    }

    /** From a current drawn in a column to its output, real and imaginary part [Ω]. */
    double[] response(int output, double frequency) {
        double gain = outputs[output].gain;
        return new double[] {gain * responses[output].real(frequency), gain * responses[output].imaginary(frequency)};
    }

    /** ∂I/∂x of a column [S]. */
    double ofInput(int output, int input) {
        return outputs[output].ofInputs[input];
    }

    /** Whether small changes come to an output: of a rectifier, whether it conducts. */
    boolean conducts(int output) {
        return column.conducts(outputs[output].z);
    }

    /** Of an output, from all origins. */
    public double density(int output, double frequency) {
        double sum = 0;
        for (Origin origin : Origin.values()) {
            sum += density(output, origin, frequency);
        }
        return sum;
    }

    /** Of an output, from one origin. */
    public double density(int output, Origin origin, double frequency) {
        Output o = outputs[output];
        return switch (origin) {
            case CELLS -> passed(output, output, frequency) * (o.powers[Noise.THERMAL.ordinal()] - o.sources + o.powers[Noise.SHOT.ordinal()] + o.powers[Noise.FLICKER.ordinal()] / frequency);
            case SOURCES -> passed(output, output, frequency) * o.sources;
            case COLUMN -> own[output].density(frequency);
            case TAIL_LINE -> passed(output, output, frequency) * o.ofTail * o.ofTail * column.tailNoise().density(frequency);
            case DRIVERS -> common(output, output, frequency);
        };
    }

    /** What two outputs have in common: the real part of their cross density. */
    public double covariance(int one, int other, double frequency) {
        return one == other ? density(one, frequency) : common(one, other, frequency);
    }

    /** Of the difference of two outputs. */
    public double difference(int one, int other, double frequency) {
        return density(one, frequency) + density(other, frequency) - 2 * covariance(one, other, frequency);
    }

    private double common(int one, int other, double frequency) {
        if (driver == null) {
            return 0;
        }
        double[] ofInputs = outputs[one].ofInputs;
        double[] others = outputs[other].ofInputs;
        double sum = 0;
        for (int i = 0; i < ofInputs.length; i++) {
            sum += ofInputs[i] * others[i];
        }
        return passed(one, other, frequency) * sum * driver.density(frequency);
    }

    /** Re H_a H_b* [Ω²]. */
    private double passed(int one, int other, double frequency) {
        FrequencyResponse a = responses[one];
        FrequencyResponse b = responses[other];
        return outputs[one].gain * outputs[other].gain * a.magnitude(frequency) * b.magnitude(frequency) * (one == other ? 1 : StrictMath.cos(a.phase(frequency) - b.phase(frequency)));
    }
}
