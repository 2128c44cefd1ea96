package org.superpose.circuits.amplifier;

/**
 * Figures of an operational amplifier, as a data sheet has them.
 *
 * @param gain             A0, open-loop gain at direct current, above 1
 * @param gainBandwidth    frequency of unity gain [Hz]; the pole lies at gainBandwidth/A0
 * @param slewRate         fastest change of the output [V/s]; infinity for none
 * @param low              lowest output: against the reference [V], or above the negative supply where the amplifier has supply pins
 * @param high             highest output: against the reference [V], or (then negative or 0) against the positive supply
 * @param inputResistance  R_in between the inputs [Ω]; infinity for none
 * @param outputResistance R_out [Ω], positive
 * @param outputLimit      largest output current [A]; infinity for none
 * @param offset           voltage that adds to that between the inputs [V]
 * @param biasCurrent      mean of the currents into the inputs [A]
 * @param offsetCurrent    current into the input that does not invert, less that into the one that inverts [A]
 * @param noiseVoltage     e_n, white noise between the inputs [V/√Hz]
 * @param noiseCorner      frequency at which 1/f noise of the voltage is as strong [Hz]
 * @param noiseCurrent     i_n, white noise of the current into each input, the two independent [A/√Hz]
 * @param currentCorner    frequency at which 1/f noise of the currents is as strong [Hz]
 */
public record OperationalAmplifierModel(double gain, double gainBandwidth, double slewRate, double low, double high, double inputResistance, double outputResistance, double outputLimit, double offset, double biasCurrent,
        double offsetCurrent, double noiseVoltage, double noiseCorner, double noiseCurrent, double currentCorner) {
    public OperationalAmplifierModel {
        if (!(gain > 1) || Double.isInfinite(gain) || !(gainBandwidth > 0) || Double.isInfinite(gainBandwidth) || !(slewRate > 0)) {
            throw new IllegalArgumentException("an operational amplifier's gain must exceed 1, its gain-bandwidth [Hz] and slew rate [V/s] be positive; got " + gain + ", " + gainBandwidth + ", " + slewRate);
        }
        if (!Double.isFinite(low) || !Double.isFinite(high) || !Double.isFinite(offset) || !Double.isFinite(biasCurrent) || !Double.isFinite(offsetCurrent)) {
            throw new IllegalArgumentException("an operational amplifier's rails, offset [V] and input currents [A] must be finite, got " + low + ", " + high + ", " + offset + ", " + biasCurrent + ", " + offsetCurrent);
        }
        if (!(inputResistance > 0) || !(outputResistance > 0) || Double.isInfinite(outputResistance) || !(outputLimit > 0)) {
            throw new IllegalArgumentException("an operational amplifier's input and output resistance [Ω] and output limit [A] must be positive, got " + inputResistance + ", " + outputResistance + ", " + outputLimit);
        }
        if (!(noiseVoltage >= 0 && noiseCorner >= 0 && noiseCurrent >= 0 && currentCorner >= 0 && Double.isFinite(noiseVoltage * noiseCorner * noiseCurrent * currentCorner))) {
            throw new IllegalArgumentException("an operational amplifier's noise densities [V/√Hz, A/√Hz] and corners [Hz] must be 0 or positive, got " + noiseVoltage + ", " + noiseCorner + ", " + noiseCurrent + ", " + currentCorner);
        }
    }

    /** Figures of a 741 without offset, input currents and noise: gain 2e5, 1 MHz, 0.5 V/µs, 2 MΩ in, 75 Ω out, 25 mA, rails at ±14 V. */
    public static OperationalAmplifierModel standard() {
        return new OperationalAmplifierModel(2e5, 1e6, 0.5e6, -14, 14, 2e6, 75, 25e-3, 0, 0, 0, 0, 0, 0, 0);
    }

    public OperationalAmplifierModel withGain(double otherGain, double otherGainBandwidth) {
        return new OperationalAmplifierModel(otherGain, otherGainBandwidth, slewRate, low, high, inputResistance, outputResistance, outputLimit, offset, biasCurrent, offsetCurrent, noiseVoltage, noiseCorner, noiseCurrent, currentCorner);
    }

    public OperationalAmplifierModel withSlewRate(double other) {
        return new OperationalAmplifierModel(gain, gainBandwidth, other, low, high, inputResistance, outputResistance, outputLimit, offset, biasCurrent, offsetCurrent, noiseVoltage, noiseCorner, noiseCurrent, currentCorner);
    }

    public OperationalAmplifierModel withRails(double otherLow, double otherHigh) {
        return new OperationalAmplifierModel(gain, gainBandwidth, slewRate, otherLow, otherHigh, inputResistance, outputResistance, outputLimit, offset, biasCurrent, offsetCurrent, noiseVoltage, noiseCorner, noiseCurrent, currentCorner);
    }

    public OperationalAmplifierModel withInputResistance(double other) {
        return new OperationalAmplifierModel(gain, gainBandwidth, slewRate, low, high, other, outputResistance, outputLimit, offset, biasCurrent, offsetCurrent, noiseVoltage, noiseCorner, noiseCurrent, currentCorner);
    }

    public OperationalAmplifierModel withOutput(double resistance, double limit) {
        return new OperationalAmplifierModel(gain, gainBandwidth, slewRate, low, high, inputResistance, resistance, limit, offset, biasCurrent, offsetCurrent, noiseVoltage, noiseCorner, noiseCurrent, currentCorner);
    }

    public OperationalAmplifierModel withOffset(double other) {
        return new OperationalAmplifierModel(gain, gainBandwidth, slewRate, low, high, inputResistance, outputResistance, outputLimit, other, biasCurrent, offsetCurrent, noiseVoltage, noiseCorner, noiseCurrent, currentCorner);
    }

    public OperationalAmplifierModel withInputCurrents(double bias, double difference) {
        return new OperationalAmplifierModel(gain, gainBandwidth, slewRate, low, high, inputResistance, outputResistance, outputLimit, offset, bias, difference, noiseVoltage, noiseCorner, noiseCurrent, currentCorner);
    }

    public OperationalAmplifierModel withNoise(double voltage, double voltageCorner, double current, double cornerOfCurrent) {
        return new OperationalAmplifierModel(gain, gainBandwidth, slewRate, low, high, inputResistance, outputResistance, outputLimit, offset, biasCurrent, offsetCurrent, voltage, voltageCorner, current, cornerOfCurrent);
    }
}
