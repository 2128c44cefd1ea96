package org.superpose.simulator.photonic;

import java.util.List;
import org.superpose.optics.detection.Adc;
import org.superpose.optics.detection.BalancedPair;
import org.superpose.optics.detection.IntegrateAndDump;
import org.superpose.optics.detection.Photodiode;
import org.superpose.optics.detection.TransimpedanceAmplifier;
import org.superpose.optics.element.PhaseLevels;
import org.superpose.optics.element.Superpixel;
import org.superpose.optics.source.Laser;
import org.superpose.optics.wave.PhysicalConstants;
import org.superpose.simulator.characterised.Basis;
import org.superpose.simulator.characterised.SeparableSum;
import org.superpose.simulator.hardware.OpticalHardware;
import org.superpose.simulator.hardware.OpticalHardware.FanOut;
import org.superpose.simulator.hardware.OpticalHardware.Readout;
import org.superpose.simulator.hardware.OpticalHardware.Sign;
import org.superpose.simulator.mapping.OpticalLayerPlan;
import org.superpose.simulator.matrix.PackedMatrix;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/**
 * The bench of one layer: N beams and M outputs, in SI. The field of output o at its detector, in √W with P the power of one beam at its tile, is
 * {@code s_o = √(P/N) g Σ_j a_oj γ_oj e^{i(φ_j + ε_oj)}}: N modes that join in one passively keep 1/√N of their amplitudes, g is the amplitude gain of
 * mask and mirrors, a the amplitude that the mirrors show, γ the visibility against the local oscillator and ε the error of phase.
 * <p>A sum whose superpixels are split shows half of each a with phase +φ, half with −φ, each with an ε of its own.
 */
final class LayerBench {
    private final OpticalHardware hardware;
    private final OpticalLayerPlan plan;
    private final Laser laser;
    private final Superpixel pixel;
    private final PhaseLevels levels;
    private final BalancedPair pair;
    private final TransimpedanceAmplifier amplifier;
    private final double bandwidth;

    LayerBench(OpticalHardware hardware, OpticalLayerPlan plan) {
        this.hardware = hardware;
        this.plan = plan;
        OpticalHardware.Laser light = hardware.laser();
        laser = new Laser(light.wavelength(), light.power(), light.relativeIntensityNoise(), light.linewidth());
        OpticalHardware.Mirrors mirrors = hardware.mirrors();
        pixel = new Superpixel(mirrors.side(), mirrors.guard(), mirrors.sign() == Sign.HALF_PERIOD ? Superpixel.Sign.HALF_PERIOD : Superpixel.Sign.SECOND_RAIL,
                hardware.split() ? 2 : 1, mirrors.fill(), mirrors.leakage());
        levels = new PhaseLevels(hardware.mask().bits());
        OpticalHardware.Detector detector = hardware.detector();
        pair = new BalancedPair(Photodiode.ofQuantumEfficiency(detector.quantumEfficiency(), light.wavelength(), detector.darkCurrent()), detector.rejection());
        OpticalHardware.Amplifier tia = hardware.amplifier();
        amplifier = new TransimpedanceAmplifier(tia.feedback(), tia.currentNoise(), tia.voltageNoise(), tia.capacitance());
        bandwidth = new IntegrateAndDump(hardware.integrationTime()).bandwidth();
    }

    OpticalHardware hardware() {
        return hardware;
    }

    OpticalLayerPlan plan() {
        return plan;
    }

    Laser laser() {
        return laser;
    }

    Superpixel pixel() {
        return pixel;
    }

    PhaseLevels levels() {
        return levels;
    }

    BalancedPair pair() {
        return pair;
    }

    TransimpedanceAmplifier amplifier() {
        return amplifier;
    }

    /** One-sided noise bandwidth [Hz]. */
    double bandwidth() {
        return bandwidth;
    }

    /** N: beams for each output; the bias takes one more where it cannot be added behind the detector. */
    int beams() {
        return plan.inputs() + (hardware.readout() == Readout.INTENSITY ? 1 : 0);
    }

    /** Among how many outputs the light is split. */
    private int sharedBy() {
        return hardware.fanOut() == FanOut.SPATIAL ? plan.outputs() : 1;
    }

    /** Power of one beam at the tile of one output [W]. */
    double beamPower() {
        return laser.power() * (1 - hardware.localOscillator()) * hardware.throughput() / (beams() * (double) sharedBy());
    }

    /** Power of the local oscillator at one pair [W]. */
    double referencePower() {
        return laser.power() * hardware.localOscillator() / sharedBy();
    }

    /** n_mac: signal photons per beam and output that reach the tile (both rails together, where there are two) in one integration; the local oscillator is not counted. */
    double photonsPerMultiplication() {
        return beamPower() * hardware.integrationTime() / laser.photonEnergy();
    }

    /** Light energy of the laser per multiplication, local oscillator and losses included [J]. */
    double energyPerMultiplication() {
        return laser.power() * hardware.integrationTime() / (beams() * (double) sharedBy());
    }

    /** g: amplitude behind mask and mirrors for a = 1, relative to the beam at its tile; an opaque gap takes its share of the amplitude of the zero order. */
    double gain() {
        return hardware.mask().fill() * pixel.gain();
    }

    /** √(P/N) g [√W]: field at the detector per unit of Σ a e^{iφ}. */
    double fieldPerUnit() {
        return Math.sqrt(beamPower() / beams()) * gain();
    }

    /** I₊ − I₋ per unit of a u [A]. */
    double currentPerUnit() {
        return pair.difference(Math.sqrt(referencePower()) * fieldPerUnit());
    }

    /**
     * 1σ of the shot noise in units of a u, ½ √(N (1 + |s|²/|r|²)/(η n_mac)) / g. The pair counts n± = η|s ± r|²/2 electrons (s, r in √photons); their
     * difference 2η Re(r* s) has variance η(|s|² + |r|²), and one unit of a u is 2η|r| g √(n_mac/N).
     * @param signalPower |s|² at the detector [W]
     */
    double shotNoise(double signalPower) {
        return 0.5 * Math.sqrt(beams() * (1 + signalPower / referencePower()) / (hardware.detector().quantumEfficiency() * photonsPerMultiplication())) / gain();
    }

    /** The converter, its full scale a current [A]. */
    Adc converter(double fullScale) {
        return new Adc(hardware.converter().bits(), fullScale);
    }

    /** Variance of the converter's own noise [A²]. */
    double converterVariance(Adc adc) {
        return StrictMath.pow(hardware.converter().noise() * adc.step(), 2);
    }

    /** Amplitudes that the mirrors show, r of m [outputs × inputs]. */
    double[][] shownAmplitudes() {
        double[][] amplitudes = plan.amplitudes();
        for (double[] row : amplitudes) {
            for (int i = 0; i < row.length; i++) {
                row[i] = pixel.nearest(row[i]);
            }
        }
        return amplitudes;
    }

    /**
     * Delay of the path over a superpixel against the local oscillator's [s]. Superpixels stand in rows and columns in a tile as square as can be, and tiles
     * likewise on the array; neighbouring mirrors differ by {@code perMirror} wavelengths in each direction, as in a diffraction order of that number.
     */
    double delay(int output, int beam) {
        int columns = (int) Math.ceil(Math.sqrt(beams()));
        int rows = (beams() + columns - 1) / columns;
        int tileColumns = (int) Math.ceil(Math.sqrt(sharedBy()));
        int tileRows = (sharedBy() + tileColumns - 1) / tileColumns;
        int tile = hardware.fanOut() == FanOut.SPATIAL ? output : 0;
        double column = (tile % tileColumns) * columns + beam % columns - (tileColumns * columns - 1) / 2.0;
        double row = (tile / tileColumns) * rows + beam / columns - (tileRows * rows - 1) / 2.0;
        double path = hardware.paths().common() + (column + row) * pixel.side() * hardware.paths().perMirror() * laser.wavelength();
        return path / PhysicalConstants.SPEED_OF_LIGHT;
    }

    /** The smallest visibility of all beams. */
    double worstVisibility() {
        double worst = 1;
        for (int o = 0; o < plan.outputs(); o++) {
            for (int j = 0; j < beams(); j++) {
                worst = Math.min(worst, laser.visibility(delay(o, j)));
            }
        }
        return worst;
    }

    /**
     * The sums of one chip over the basis (cos φ, sin φ), in units of a u: in-phase field, quadrature, and the quadrature with each beam weighted by its
     * delay [s], which is how much the in-phase field falls per rad/s of the laser's frequency.
     */
    List<SeparableSum> sums(Basis basis, RandomStreams streams, NoiseControl noise) {
        int outputs = plan.outputs();
        int inputs = plan.inputs();
        double[][][] coefficients = new double[6][outputs][inputs];
        double[][] offset = new double[3][outputs];
        double[][] amplitudes = shownAmplitudes();
        double pixelError = hardware.mask().phaseError() * noise.factor(Sources.PHASE_ERRORS);
        double referenceError = hardware.referencePhase().offset() * noise.factor(Sources.REFERENCE_PHASE);
        RandomStream reference = streams.named(Sources.REFERENCE_PHASE).stream();
        double[] bias = plan.bias();
        double[] outputScale = plan.outputScale();
        for (int o = 0; o < outputs; o++) {
            double common = referenceError * reference.normal();
            // one mask serves all outputs in turn, or each output has a copy of its own
            RandomStream pixels = streams.named(Sources.PHASE_ERRORS).stream(hardware.fanOut() == FanOut.SPATIAL ? o : 0);
            for (int j = 0; j < beams(); j++) {
                double left = common + pixelError * pixels.normal();
                double right = hardware.split() ? common + pixelError * pixels.normal() : left;
                double delay = delay(o, j);
                if (j < inputs) {
                    double a = amplitudes[o][j] * laser.visibility(delay);
                    double[] t = turned(a, left, right);
                    for (int r = 0; r < 4; r++) {
                        coefficients[r][o][j] = t[r];
                    }
                    coefficients[4][o][j] = delay * t[2];
                    coefficients[5][o][j] = delay * t[3];
                } else {                                                          // the bias as a beam with x = 1, φ = 0
                    double[] t = turned(pixel.nearest(bias[o] / outputScale[o]) * laser.visibility(delay), left, right);
                    offset[0][o] = t[0];
                    offset[1][o] = t[2];
                }
            }
        }
        return List.of(sum(basis, coefficients, 0, offset[0]), sum(basis, coefficients, 2, offset[1]), sum(basis, coefficients, 4, offset[2]));
    }

    /**
     * a ½(e^{i(φ+ε₁)} + e^{i(∓φ+ε₂)}) over cos φ and sin φ: {in-phase cos, in-phase sin, quadrature cos, quadrature sin}; −φ where split, else ε₁ = ε₂.
     */
    private double[] turned(double a, double left, double right) {
        double mirrored = hardware.split() ? -1 : 1;
        return new double[] {
            a / 2 * (StrictMath.cos(left) + StrictMath.cos(right)), -a / 2 * (StrictMath.sin(left) + mirrored * StrictMath.sin(right)),
            a / 2 * (StrictMath.sin(left) + StrictMath.sin(right)), a / 2 * (StrictMath.cos(left) + mirrored * StrictMath.cos(right))};
    }

    private static SeparableSum sum(Basis basis, double[][][] coefficients, int first, double[] offset) {
        return new SeparableSum(basis, List.of(PackedMatrix.of(coefficients[first]), PackedMatrix.of(coefficients[first + 1])), offset);
    }
}
