package org.superpose.simulator.hardware;

import org.superpose.simulator.input.Section;
import org.superpose.simulator.noise.NoiseControl;

/**
 * A coherent optical dot-product bench, in numbers. One laser is split into a local oscillator and N beams for each output; a phase mask writes input x_j
 * as the phase arccos x_j of beam j; a superpixel of micromirrors multiplies the beam by a weight; the beams join in one mode, and a balanced pair of
 * photodiodes reads the in-phase part Σ w_j cos(arccos x_j) = Σ w_j x_j against the local oscillator. Biases and ReLU follow digitally.
 * <p>The detectors take one mode (a pinhole or single-mode fibre well within the focal spot, or a matched local oscillator): a larger diode also sees the
 * light that the mirrors scatter into other modes, whose shot noise is not counted here.
 *
 * @param laser           the one source of all light
 * @param integrationTime τ [s] over which the diodes' charge is gathered for one output, 1 fs to 1 Ms
 * @param localOscillator fraction of the laser's power that becomes the local oscillator, above 0 and below 1; unused light if the readout needs none
 * @param throughput      fraction of the remaining power that splitters and lenses bring to the tiles of mask and mirrors, above 0, at most 1
 * @param fanOut          whether all outputs share the light at once or take it in turn
 * @param mask            the phase mask of the inputs
 * @param mirrors         the micromirrors of the weights
 * @param split           whether the left half of each superpixel shows +arccos x and the right half −arccos x: the quadrature cancels, so that a reference
 *                        phase error enters at second order only
 * @param paths           differences in path, which cost visibility if the laser's line is wide
 * @param detector        photodiodes
 * @param amplifier       transimpedance amplifier
 * @param converter       analog-to-digital converter behind it
 * @param referencePhase  how well the local oscillator's phase is held
 * @param clipping        fraction of calibration values that may lie beyond the planned ranges, 0 to below 0.5
 * @param temperature     T [K] of the amplifier, 1 mK to 1000 K
 * @param readout         what is detected
 * @param noise           which random errors are on, and how large
 */
public record OpticalHardware(Laser laser, double integrationTime, double localOscillator, double throughput, FanOut fanOut, Mask mask, Mirrors mirrors,
        boolean split, Paths paths, Detector detector, Amplifier amplifier, Converter converter, ReferencePhase referencePhase, double clipping,
        double temperature, Readout readout, NoiseControl noise) implements Hardware {
    /** How the light reaches the outputs. */
    public enum FanOut {
        /** All outputs at once: the light is split over N·M pairs. */
        SPATIAL,
        /** One output after the other, each with all of the light, and each with an integration time of its own. */
        TIME_MULTIPLEXED
    }

    /** What is detected. */
    public enum Readout {
        /** The in-phase field against the local oscillator, on a balanced pair: signed and linear. */
        HOMODYNE,
        /**
         * The bare power |Σ w e^{iφ}|² in one mode, on one diode: the sign is lost, so the layer's activation is z², whatever the network asks for, and the
         * bias is one more superpixel with x = 1. For networks trained with that activation.
         */
        INTENSITY
    }

    /** Which inputs the mask is set for. */
    public enum InputRange {
        /** Unsigned where no calibration input is negative, else signed. */
        AUTO,
        /** [0, 1], phases 0 to π/2. */
        UNSIGNED,
        /** [−1, 1], phases 0 to π. */
        SIGNED
    }

    /** How mirrors make a negative weight. */
    public enum Sign {
        /** Half of the mirrors count +1 and half −1, seen in the half diffraction order of an anti-blazed device. */
        HALF_PERIOD,
        /** A second superpixel, whose light joins half a wave late. */
        SECOND_RAIL
    }

    /** Starting points. */
    public enum Preset {
        /** A table with a green diode-pumped laser, a visible-light micromirror device and silicon diodes. */
        GREEN_BENCH,
        /** The same optics with a 1550 nm fibre laser and InGaAs diodes. */
        TELECOM
    }

    /**
     * @param wavelength             λ [m], 10 nm to 1 mm
     * @param power                  P [W], 1 aW to 1 MW
     * @param relativeIntensityNoise RIN [dBc/Hz]
     * @param linewidth              Δν [Hz], at most 100 THz, full width at half maximum of a Lorentzian line
     */
    public record Laser(double wavelength, double power, double relativeIntensityNoise, double linewidth) {
        public Laser {
            within("laser wavelength", "m", wavelength, 10e-9, 1e-3);
            within("laser power", "W", power, 1e-18, 1e6);
            within("laser linewidth", "Hz", linewidth, 0, 1e14);
            if (!(relativeIntensityNoise <= 0)) {
                throw new IllegalArgumentException("laser rin must be 0 dBc/Hz or less, got " + relativeIntensityNoise);
            }
        }
    }

    /**
     * @param bits       b: 2^b levels over a full turn of phase, 2 to 32
     * @param inputs     range of inputs
     * @param fill       area of the pixels over the area of the mask, above 0, at most 1; the gaps are opaque
     * @param phaseError 1σ [rad] of each pixel's constant phase error
     */
    public record Mask(int bits, InputRange inputs, double fill, double phaseError) {
        public Mask {
            if (bits < 2 || bits > 32) {
                throw new IllegalArgumentException("mask bits must be 2 to 32, got " + bits);
            }
            fraction("mask fill", fill);
            notNegative("mask phaseError", "rad", phaseError);
        }
    }

    /**
     * @param side    mirrors along one side of the superpixel of a weight
     * @param guard   rows along its edges that stay off against blur
     * @param sign    how a negative weight is made
     * @param fill    area of the mirrors over the area of the array, above 0, at most 1
     * @param leakage field amplitude of an off mirror relative to on, 0 to below 1
     */
    public record Mirrors(int side, int guard, Sign sign, double fill, double leakage) {
        public Mirrors {
            if (side < 4 || side > 1024 || guard < 0 || side - 2 * guard < 2) {
                throw new IllegalArgumentException("mirrors: side must be 4 to 1024 and leave at least 2 live mirrors between the guards, got side " + side
                        + ", guard " + guard);
            }
            fraction("mirrors fill", fill);
            if (!(leakage >= 0 && leakage < 1)) {
                throw new IllegalArgumentException("mirrors leakage must be 0 or more and below 1, got " + leakage);
            }
        }
    }

    /**
     * @param perMirror difference in path between neighbouring mirrors, along rows and columns alike [wavelengths]; zero at the middle of the array
     * @param common    difference in path between the local oscillator and the middle of the array [m]
     */
    public record Paths(double perMirror, double common) {
        public Paths {
            notNegative("paths perMirror", "wavelengths", perMirror);
            notNegative("paths common", "m", common);
        }
    }

    /**
     * @param quantumEfficiency η: electrons per photon, above 0, at most 1
     * @param darkCurrent       [A] of each diode
     * @param rejection         common-mode rejection of the pair [dB], as a ratio of powers, 0 or more
     */
    public record Detector(double quantumEfficiency, double darkCurrent, double rejection) {
        public Detector {
            fraction("detector quantumEfficiency", quantumEfficiency);
            notNegative("detector darkCurrent", "A", darkCurrent);
            if (!(rejection >= 0)) {
                throw new IllegalArgumentException("detector cmrr must be 0 dB or more, got " + rejection);
            }
        }
    }

    /**
     * @param feedback     R_f [Ω], 1 Ω to 1 TΩ
     * @param currentNoise i_n [A/√Hz]
     * @param voltageNoise e_n [V/√Hz]
     * @param capacitance  C_in [F] at its input
     */
    public record Amplifier(double feedback, double currentNoise, double voltageNoise, double capacitance) {
        public Amplifier {
            within("amplifier feedback", "Ohm", feedback, 1, 1e12);
            notNegative("amplifier currentNoise", "A/sqrt(Hz)", currentNoise);
            notNegative("amplifier voltageNoise", "V/sqrt(Hz)", voltageNoise);
            notNegative("amplifier capacitance", "F", capacitance);
        }
    }

    /**
     * @param bits  b: 2^b codes from minus to plus full scale, 1 to 32
     * @param noise 1σ of the converter's own noise [codes]
     */
    public record Converter(int bits, double noise) {
        public Converter {
            if (bits < 1 || bits > 32) {
                throw new IllegalArgumentException("adc bits must be 1 to 32, got " + bits);
            }
            notNegative("adc noise", "codes", noise);
        }
    }

    /**
     * @param offset 1σ [rad] of each output's constant phase error
     * @param drift  1σ [rad] of each output's phase error that is new at each read
     */
    public record ReferencePhase(double offset, double drift) {
        public ReferencePhase {
            notNegative("referencePhase offset", "rad", offset);
            notNegative("referencePhase drift", "rad", drift);
        }
    }

    public OpticalHardware {
        within("integrationTime", "s", integrationTime, 1e-15, 1e6);
        within("temperature", "K", temperature, 1e-3, 1000);
        fraction("throughput", throughput);
        if (!(localOscillator > 0 && localOscillator < 1)) {
            throw new IllegalArgumentException("localOscillator must be above 0 and below 1 (a fraction of the laser's power), got " + localOscillator);
        }
        if (!(clipping >= 0 && clipping < 0.5)) {
            throw new IllegalArgumentException("clipping must be 0 or more and below 0.5, got " + clipping);
        }
    }

    /** {@link Preset#GREEN_BENCH}. */
    public static OpticalHardware defaults() {
        return of(Preset.GREEN_BENCH);
    }

    /**
     * The numbers of a preset. Common to both: mirrors of 13.68 µm in blocks of 16 × 16 with a guard of 2, read in the half order (7½, 7½), area fill 0.92
     * (class of Texas Instruments' DLP7000; leakage 5e-4 by scalar theory at its angles); a liquid-crystal mask of 8 bits and fill 0.93 (class of
     * Holoeye's and Meadowlark's modulators) flat to 30 mrad after correction; amplifier Texas Instruments OPA657 (4.8 nV/√Hz, 1.3 fA/√Hz, data sheet SBOS197)
     * with 100 kΩ and 10 pF; 30 dB of common-mode rejection, in the range of commercial balanced receivers. The rest are choices: 1 mW, half of it for the
     * local oscillator, 1 µs, half of the signal light lost on the way, phases of the reference held to 50 mrad.
     */
    public static OpticalHardware of(Preset preset) {
        Laser laser = switch (preset) {
            case GREEN_BENCH -> new Laser(532e-9, 1e-3, -140, 1e6);         // single-frequency diode-pumped solid-state lasers state below 1 MHz
            case TELECOM -> new Laser(1550e-9, 1e-3, -155, 1e5);            // narrow-line distributed-feedback lasers
        };
        Detector detector = switch (preset) {
            case GREEN_BENCH -> new Detector(0.8, 1e-9, 30);                // silicon PIN, 0.34 A/W at 532 nm
            case TELECOM -> new Detector(0.8, 5e-9, 30);                    // InGaAs PIN, 1.0 A/W at 1550 nm
        };
        return new OpticalHardware(laser, 1e-6, 0.5, 0.5, FanOut.SPATIAL, new Mask(8, InputRange.AUTO, 0.93, 0.03),
                new Mirrors(16, 2, Sign.HALF_PERIOD, 0.92, 5e-4), true, new Paths(7.5, 0), detector, new Amplifier(100e3, 1.3e-15, 4.8e-9, 10e-12),
                new Converter(10, 0.5), new ReferencePhase(0.05, 0.05), 0, 300.15, Readout.HOMODYNE, NoiseControl.all());
    }

    /** Reads the section {@code optical} of an experiment; what is absent comes from its {@code preset}. Asks for every key that it knows. */
    public static OpticalHardware read(Section section) {
        OpticalHardware base = of(section.choice("preset", Preset.class, Preset.GREEN_BENCH));
        Section noise = section.sectionOrEmpty("noise");
        Laser laser = laser(section.sectionOrEmpty("laser"), base.laser);
        Mask mask = mask(section.sectionOrEmpty("mask"), base.mask);
        Mirrors mirrors = mirrors(section.sectionOrEmpty("mirrors"), base.mirrors);
        Paths paths = paths(section.sectionOrEmpty("paths"), base.paths);
        Detector detector = detector(section.sectionOrEmpty("detector"), base.detector);
        Amplifier amplifier = amplifier(section.sectionOrEmpty("amplifier"), base.amplifier);
        Converter converter = converter(section.sectionOrEmpty("adc"), base.converter);
        ReferencePhase reference = referencePhase(section.sectionOrEmpty("referencePhase"), base.referencePhase);
        NoiseControl control = noise.build(() -> new NoiseControl(noise.number("scale", base.noise.scale()), noise.text("only", null)));
        return section.build(() -> new OpticalHardware(laser, section.quantity("integrationTime", "s", base.integrationTime),
                section.number("localOscillator", base.localOscillator), section.number("throughput", base.throughput),
                section.choice("fanOut", FanOut.class, base.fanOut), mask, mirrors, section.flag("split", base.split), paths, detector, amplifier, converter,
                reference, section.number("clipping", base.clipping), section.quantity("temperature", "K", base.temperature),
                section.choice("readout", Readout.class, base.readout), control));
    }

    @Override
    public OpticalHardware withNoise(NoiseControl other) {
        return new OpticalHardware(laser, integrationTime, localOscillator, throughput, fanOut, mask, mirrors, split, paths, detector, amplifier, converter,
                referencePhase, clipping, temperature, readout, other);
    }

    private static Laser laser(Section s, Laser base) {
        return s.build(() -> new Laser(s.quantity("wavelength", "m", base.wavelength), s.quantity("power", "W", base.power),
                s.quantity("rin", "dB/Hz", base.relativeIntensityNoise), s.quantity("linewidth", "Hz", base.linewidth)));
    }

    private static Mask mask(Section s, Mask base) {
        return s.build(() -> new Mask(s.integer("bits", 2, 32, base.bits), s.choice("inputs", InputRange.class, base.inputs), s.number("fill", base.fill),
                s.quantity("phaseError", "rad", base.phaseError)));
    }

    private static Mirrors mirrors(Section s, Mirrors base) {
        return s.build(() -> new Mirrors(s.integer("side", 4, 1024, base.side), s.integer("guard", 0, 511, base.guard),
                s.choice("sign", Sign.class, base.sign), s.number("fill", base.fill), s.number("leakage", base.leakage)));
    }

    private static Paths paths(Section s, Paths base) {
        return s.build(() -> new Paths(s.number("perMirror", base.perMirror), s.quantity("common", "m", base.common)));
    }

    private static Detector detector(Section s, Detector base) {
        return s.build(() -> new Detector(s.number("quantumEfficiency", base.quantumEfficiency), s.quantity("darkCurrent", "A", base.darkCurrent),
                s.quantityOrInfinity("cmrr", "dB", base.rejection)));
    }

    private static Amplifier amplifier(Section s, Amplifier base) {
        return s.build(() -> new Amplifier(s.quantity("feedback", "Ohm", base.feedback), s.quantity("currentNoise", "A/sqrt(Hz)", base.currentNoise),
                s.quantity("voltageNoise", "V/sqrt(Hz)", base.voltageNoise), s.quantity("capacitance", "F", base.capacitance)));
    }

    private static Converter converter(Section s, Converter base) {
        return s.build(() -> new Converter(s.integer("bits", 1, 32, base.bits), s.number("noise", base.noise)));
    }

    private static ReferencePhase referencePhase(Section s, ReferencePhase base) {
        return s.build(() -> new ReferencePhase(s.quantity("offset", "rad", base.offset), s.quantity("drift", "rad", base.drift)));
    }

    private static void within(String name, String unit, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(name + " must lie from " + low + " to " + high + " [" + unit + "], got " + value);
        }
    }

    private static void notNegative(String name, String unit, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be 0 or more and finite [" + unit + "], got " + value);
        }
    }

    private static void fraction(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be above 0 and at most 1, got " + value);
        }
    }
}
