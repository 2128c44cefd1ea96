package org.superpose.simulator.photonic;

import org.superpose.optics.detection.Adc;
import org.superpose.optics.detection.Photodiode;
import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.characterised.Readout;
import org.superpose.simulator.hardware.OpticalHardware.FanOut;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStream;

/**
 * From the two quadratures of the field to numbers: reference phase, laser noise, balanced pair, amplifier and converter, then scale, bias and activation
 * digitally. Shot, dark, amplifier and converter noise are new at each use and independent, so they are one normal draw with the sum of their variances
 * (shot noise with that of this sample's light); intensity and frequency noise belong to the laser and are drawn once for all outputs that are read at
 * the same time. A normal draw stands for Poisson counts: with the local oscillator's 10⁴ electrons and more the two cannot be told apart, and with fewer
 * the amplifier drowns them.
 */
final class HomodyneReadout implements Readout {
    private final double[] outputScale;
    private final double[] bias;
    private final Activation activation;
    private final Adc adc;
    private final boolean together;
    private final double currentPerUnit;                // [A]
    private final double signalCurrentPerUnit;          // photocurrent R|s|² of both diodes per unit of |Σ a e^{iφ}|² [A]
    private final double referenceCurrent;              // R|r|² of both diodes [A]
    private final double drift;                         // 1σ [rad]
    private final double frequency;                     // 1σ [rad/s]
    private final double intensity;                     // 1σ of δP/P
    private final double commonMode;                    // amplitude ratio
    private final double shotPerCurrent;                // variance per photocurrent [A²/A]
    private final double constantVariance;              // dark, amplifier, converter [A²]

    HomodyneReadout(LayerBench bench, NoiseControl noise) {
        outputScale = bench.plan().outputScale();
        bias = bench.plan().bias();
        activation = bench.plan().activation();
        together = bench.hardware().fanOut() == FanOut.SPATIAL;
        currentPerUnit = bench.currentPerUnit();
        adc = bench.converter(bench.plan().largestOutput() * currentPerUnit);
        signalCurrentPerUnit = bench.pair().sum(bench.fieldPerUnit() * bench.fieldPerUnit(), 0);
        referenceCurrent = bench.pair().sum(0, bench.referencePower());
        double bandwidth = bench.bandwidth();
        drift = bench.hardware().referencePhase().drift() * noise.factor(Sources.REFERENCE_DRIFT);
        frequency = Math.sqrt(bench.laser().meanFrequencyVariance(bench.hardware().integrationTime())) * noise.factor(Sources.LINEWIDTH);
        intensity = Math.sqrt(bench.laser().intensityVariance(bandwidth)) * noise.factor(Sources.INTENSITY_NOISE);
        commonMode = bench.pair().commonModeAmplitude();
        shotPerCurrent = Photodiode.shotVariance(1, bandwidth) * square(noise.factor(Sources.SHOT_NOISE));
        constantVariance = bench.pair().darkVariance(bandwidth) * square(noise.factor(Sources.DARK_CURRENT))
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
        RandomStream line = reading.stream(reading.streams().named(Sources.LINEWIDTH), row);
        RandomStream phases = reading.streams().named(Sources.REFERENCE_DRIFT).stream(0, reading.read());
        double direct = 0;
        double residual = 0;
        double detuning = 0;
        long clipped = 0;
        for (int o = 0; o < output.length; o++) {
            if (o == 0 || !together) {
                direct = intensity * light.normal();
                residual = intensity * commonMode * light.normal();
                detuning = frequency * line.normal();
            }
            double turn = drift * phases.normal();
            double inPhase = sums[0][o] * StrictMath.cos(turn) - sums[1][o] * StrictMath.sin(turn) - detuning * sums[2][o];
            double photocurrent = signalCurrentPerUnit * (square(sums[0][o]) + square(sums[1][o])) + referenceCurrent;
            double mean = currentPerUnit * inPhase;
            double current = mean * (1 + direct) + residual * photocurrent
                    + Math.sqrt(shotPerCurrent * photocurrent + constantVariance) * detector.normal();
            clipped += adc.clips(current) ? 1 : 0;
            preActivation[o] = adc.convert(current) / currentPerUnit * outputScale[o] + bias[o];
            output[o] = activation.apply(preActivation[o]);
        }
        return clipped;
    }
}
