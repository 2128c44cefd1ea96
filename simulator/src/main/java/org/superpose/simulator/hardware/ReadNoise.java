package org.superpose.simulator.hardware;

import org.superpose.simulator.input.Section;

/**
 * The band in which the circuit's noise counts, and the transistors' flicker noise. Defaults: the reference design.
 *
 * @param bandwidth           −3 dB corner of what reads the columns, one pole [Hz]; the amplifier's own corner counts where it is lower. Default 1 MHz
 * @param lowestFrequency     below it flicker noise is an offset that trim removes [Hz]. Default 10 Hz
 * @param flickerCoefficient  KF of {@code KF I_B^AF / f} [A for AF = 1]. Default 1e-15
 * @param flickerExponent     AF, 0.5 to 2. Default 1
 */
public record ReadNoise(double bandwidth, double lowestFrequency, double flickerCoefficient, double flickerExponent) {
    public ReadNoise {
        Checks.positive("noise.bandwidth", bandwidth, "Hz");
        Checks.positive("noise.lowestFrequency", lowestFrequency, "Hz");
        Checks.notNegative("noise.flickerCoefficient", flickerCoefficient, "A");
        Checks.within("noise.flickerExponent", flickerExponent, 0.5, 2, "1");
    }

    public static ReadNoise defaults() {
        return new ReadNoise(1e6, 10, 1e-15, 1);
    }

    static ReadNoise read(Section section) {
        ReadNoise d = defaults();
        double bandwidth = section.quantity("bandwidth", "Hz", d.bandwidth);
        double lowestFrequency = section.quantity("lowestFrequency", "Hz", d.lowestFrequency);
        double flickerCoefficient = section.number("flickerCoefficient", d.flickerCoefficient);
        double flickerExponent = section.number("flickerExponent", d.flickerExponent);
        return section.build(() -> new ReadNoise(bandwidth, lowestFrequency, flickerCoefficient, flickerExponent));
    }
}
