package org.superpose.simulator.hardware;

import java.util.Locale;
import org.superpose.simulator.input.Section;

/** The circuit that rectifies a layer's outputs. */
public sealed interface ActivationCircuit {
    /** What an {@code activation} section may name. */
    enum Kind {
        PRECISION, DIODE, MOSFET_CLAMP
    }

    Kind kind();

    /** The circuit as written in YAML. */
    default String name() {
        return kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ActivationCircuit read(Section section) {
        switch (section.choice("circuit", Kind.class, Kind.PRECISION)) {
            case DIODE: {
                Diode d = Diode.defaults();
                double resistance = section.quantity("resistance", "Ohm", d.resistance);
                double saturationCurrent = section.quantity("saturationCurrent", "A", d.saturationCurrent);
                double emission = section.number("emission", d.emission);
                return section.build(() -> new Diode(resistance, saturationCurrent, emission));
            }
            case MOSFET_CLAMP: {
                MosfetClamp d = MosfetClamp.defaults();
                double resistance = section.quantity("resistance", "Ohm", d.resistance);
                double transconductance = section.number("transconductance", d.transconductance);
                return section.build(() -> new MosfetClamp(resistance, transconductance));
            }
            default: {
                Precision d = Precision.defaults();
                double openLoopGain = section.number("openLoopGain", d.openLoopGain);
                double resistance = section.quantity("resistance", "Ohm", d.resistance);
                double saturationCurrent = section.quantity("saturationCurrent", "A", d.saturationCurrent);
                double emission = section.number("emission", d.emission);
                double offset = section.quantity("offset", "V", d.offset);
                return section.build(() -> new Precision(openLoopGain, resistance, saturationCurrent, emission, offset));
            }
        }
    }

    /**
     * An op-amp with the diodes in its loop, and a follower. Defaults: the reference design.
     *
     * @param openLoopGain      A0 [V/V]. Default 5e5
     * @param resistance        R [Ω]. Default 5 kΩ
     * @param saturationCurrent I_S of its diodes [A]. Default 1 fA
     * @param emission          n of its diodes. Default 1.02
     * @param offset            σ of the output's offset [V]. Default 1 mV: two op-amps, the first at a noise gain of 2, of 0.42 mV each
     */
    record Precision(double openLoopGain, double resistance, double saturationCurrent, double emission, double offset) implements ActivationCircuit {
        public Precision {
            Checks.within("activation.openLoopGain", openLoopGain, 10, Double.POSITIVE_INFINITY, "1");
            Checks.positive("activation.resistance", resistance, "Ω");
            Checks.positive("activation.saturationCurrent", saturationCurrent, "A");
            Checks.within("activation.emission", emission, 0.5, 5, "1");
            Checks.notNegative("activation.offset", offset, "V");
        }

        public static Precision defaults() {
            return new Precision(5e5, 5e3, 1e-15, 1.02, 1e-3);
        }

        @Override
        public Kind kind() {
            return Kind.PRECISION;
        }
    }

    /**
     * A diode into a load. Defaults: the reference design's diode.
     *
     * @param resistance        load R [Ω]. Default 5 kΩ
     * @param saturationCurrent I_S [A]. Default 1 fA
     * @param emission          n. Default 1.02
     */
    record Diode(double resistance, double saturationCurrent, double emission) implements ActivationCircuit {
        public Diode {
            Checks.positive("activation.resistance", resistance, "Ω");
            Checks.positive("activation.saturationCurrent", saturationCurrent, "A");
            Checks.within("activation.emission", emission, 0.5, 5, "1");
        }

        public static Diode defaults() {
            return new Diode(5e3, 1e-15, 1.02);
        }

        @Override
        public Kind kind() {
            return Kind.DIODE;
        }
    }

    /**
     * A diode-connected MOSFET behind a resistor that holds the negative side.
     *
     * @param resistance       R [Ω]. Default 100 kΩ
     * @param transconductance K = μ C_ox W/L [A/V²]. Default 10 mA/V²: W/L = 100 at the 100 µA/V² of a 0.35 µm process's NMOS
     */
    record MosfetClamp(double resistance, double transconductance) implements ActivationCircuit {
        public MosfetClamp {
            Checks.positive("activation.resistance", resistance, "Ω");
            Checks.positive("activation.transconductance", transconductance, "A/V²");
        }

        public static MosfetClamp defaults() {
            return new MosfetClamp(100e3, 10e-3);
        }

        @Override
        public Kind kind() {
            return Kind.MOSFET_CLAMP;
        }
    }
}
