package org.superpose.simulator.photonic;

import org.superpose.optics.detection.Adc;
import org.superpose.optics.detection.Photodiode;
import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.characterised.Readout;
import org.superpose.simulator.hardware.OpticalHardware.FanOut;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStream;

/**
 * From the field to the power in one mode, |Σ a e^{iφ}|², on one diode: the layer's output is z², and what is known of z is its magnitude. It takes a
 * detector of one mode (a pinhole or a single-mode fibre well within the lobe): a large diode adds the powers of many modes, which is no dot product.
 */
final class IntensityReadout implements Readout {
    private final double[] outputScale;
    private final Adc adc;
    private final boolean together;
    private final double currentPerUnit;                // [A] per unit of |Σ a e^{iφ}|²
    private final double intensity;                     // 1σ of δP/P
    private final double shotPerCurrent;                // variance per photocurrent [A²/A]
    private final double constantVariance;              // [A²]

    IntensityReadout(LayerBench bench, NoiseControl noise) {
        outputScale = bench.plan().outputScale();
        together = bench.hardware().fanOut() == FanOut.SPATIAL;
        Photodiode diode = bench.pair().diode();
        currentPerUnit = diode.responsivity() * square(bench.fieldPerUnit());
        adc = bench.converter(square(bench.plan().largestOutput()) * currentPerUnit);
        double bandwidth = bench.bandwidth();
        intensity = Math.sqrt(bench.laser().intensityVariance(bandwidth)) * noise.factor(Sources.INTENSITY_NOISE);
        shotPerCurrent = Photodiode.shotVariance(1, bandwidth) * square(noise.factor(Sources.SHOT_NOISE));
        constantVariance = Photodiode.shotVariance(diode.darkCurrent(), bandwidth) * square(noise.factor(Sources.DARK_CURRENT))
                + bench.amplifier().inputVariance(bandwidth, bench.hardware().temperature()) * square(noise.factor(Sources.AMPLIFIER_NOISE))
                + bench.converterVariance(adc) * square(noise.factor(Sources.ADC_NOISE));
    }

    private static double square(double value) {
        return value * value;
    }

    @Override
    public long read(double[][] sums, double[] preActivation, double[] output, Reading reading, int row) {
        RandomStream detector = reading.stream(reading.streams().named("detection"), row);
        RandomStream light = reading.stream(reading.streams().named(Sources.INTENSITY_NOISE), row);
        double relative = 0;
        long clipped = 0;
        for (int o = 0; o < output.length; o++) {
            if (o == 0 || !together) {
                relative = intensity * light.normal();
            }
            double mean = currentPerUnit * (square(sums[0][o]) + square(sums[1][o]));
            double current = mean * (1 + relative) + Math.sqrt(shotPerCurrent * mean + constantVariance) * detector.normal();
            clipped += adc.clips(current) ? 1 : 0;
            output[o] = adc.convert(current) / currentPerUnit * square(outputScale[o]);
            preActivation[o] = Math.sqrt(Math.max(0, output[o]));
        }
        return clipped;
    }
}
