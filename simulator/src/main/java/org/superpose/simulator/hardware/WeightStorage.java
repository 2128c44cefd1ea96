package org.superpose.simulator.hardware;

import java.util.Locale;
import org.superpose.simulator.input.Section;

/**
 * How a weight is stored. What is stored is a fraction c from −1 to 1 of the port's full scale (of the full conductance, for an ohmic multiplier); each
 * encoding has errors of its own, which act on what it stores.
 */
public sealed interface WeightStorage {
    /** What a {@code weights} section may name as {@code encoding}. */
    enum Encoding {
        RESISTOR, POTENTIOMETER, CAPACITOR, DAC, CONDUCTANCE_PAIR
    }

    Encoding encoding();

    /** The encoding as written in YAML. */
    default String name() {
        return encoding().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the store is a conductance that can multiply by itself. */
    default boolean conductive() {
        return false;
    }

    static WeightStorage read(Section section) {
        switch (section.choice("encoding", Encoding.class, Encoding.DAC)) {
            case RESISTOR:
                return Resistor.read(section);
            case POTENTIOMETER:
                return Potentiometer.read(section);
            case CAPACITOR:
                return Capacitor.read(section);
            case CONDUCTANCE_PAIR:
                return ConductancePair.read(section);
            default:
                return Dac.read(section);
        }
    }

    /** Series of preferred values, IEC 60063; {@code NONE} for resistors made to measure. */
    enum Series {
        NONE, E12, E24, E48, E96
    }

    /**
     * A resistor of a preferred value, {@code R = R₁/|c|}, sign by the rail it hangs from. A weight whose resistor would exceed the largest is left out.
     *
     * @param series      of values. Default E96
     * @param unit        R₁, of c = 1 [Ω]. Default 10 kΩ
     * @param largest     largest resistor [Ω]. Default 10 MΩ
     * @param tolerance   parts lie evenly within ± this, relative, below 1. Default 0.01 (E96's customary class)
     * @param coefficient σ of the temperature coefficient of a part [1/K]. Default 50e-6: a class of ±100 ppm/K read as 2σ
     */
    record Resistor(Series series, double unit, double largest, double tolerance, double coefficient) implements WeightStorage {
        public Resistor {
            Checks.positive("weights.unit", unit, "Ω");
            Checks.positive("weights.largest", largest, "Ω");
            if (largest < unit) {
                throw new IllegalArgumentException("weights.largest must not lie below weights.unit, got " + largest + " Ω and " + unit + " Ω");
            }
            if (!(tolerance >= 0 && tolerance < 1)) {
                throw new IllegalArgumentException("weights.tolerance must be at least 0 and below 1, got " + tolerance);
            }
            Checks.within("weights.coefficient", coefficient, 0, 0.01, "1/K");
        }

        public static Resistor defaults() {
            return new Resistor(Series.E96, 10e3, 10e6, 0.01, 50e-6);
        }

        static Resistor read(Section section) {
            Resistor d = defaults();
            Series series = section.choice("series", Series.class, d.series);
            double unit = section.quantity("unit", "Ohm", d.unit);
            double largest = section.quantity("largest", "Ohm", d.largest);
            double tolerance = section.number("tolerance", d.tolerance);
            double coefficient = section.quantity("coefficient", "1/K", d.coefficient);
            return section.build(() -> new Resistor(series, unit, largest, tolerance, coefficient));
        }

        @Override
        public Encoding encoding() {
            return Encoding.RESISTOR;
        }

        @Override
        public boolean conductive() {
            return true;
        }
    }

    /**
     * A digital potentiometer between the two references, {@code c = 2k/(2^b − 1) − 1}.
     *
     * @param bits     b, 1 to 24. Default 8: 256 taps, as of the AD5290
     * @param integral σ of the integral nonlinearity, in steps. Default 0.3
     * @param differential σ of a single step, in steps; wanders along the string of resistors and is held at both ends. Default 0.02
     */
    record Potentiometer(int bits, double integral, double differential) implements WeightStorage {
        public Potentiometer {
            checkCode(bits, integral, differential);
        }

        public static Potentiometer defaults() {
            return new Potentiometer(8, 0.3, 0.02);
        }

        static Potentiometer read(Section section) {
            Potentiometer d = defaults();
            int bits = section.integer("bits", 1, 24, d.bits);
            double integral = section.number("integral", d.integral);
            double differential = section.number("differential", d.differential);
            return section.build(() -> new Potentiometer(bits, integral, differential));
        }

        @Override
        public Encoding encoding() {
            return Encoding.POTENTIOMETER;
        }
    }

    /**
     * The code of a digital-to-analog converter for each weight; codes from −(2^(b−1) − 1) to 2^(b−1) − 1, so that 0 is one of them.
     *
     * @param bits         b, 2 to 24, 0 for infinitely fine. Default 8
     * @param integral     σ of the integral nonlinearity, in steps. Default 0.25
     * @param differential σ of a single step, in steps, as for a string of resistors. Default 0.02
     */
    record Dac(int bits, double integral, double differential) implements WeightStorage {
        public Dac {
            if (bits == 1) {
                throw new IllegalArgumentException("weights.bits must lie from 2 to 24 for codes with a sign, or be 0 for infinitely fine, got 1");
            }
            checkCode(bits, integral, differential);
        }

        public static Dac defaults() {
            return new Dac(8, 0.25, 0.02);
        }

        static Dac read(Section section) {
            Dac d = defaults();
            int bits = section.integer("bits", 0, 24, d.bits);
            double integral = section.number("integral", d.integral);
            double differential = section.number("differential", d.differential);
            return section.build(() -> new Dac(bits, integral, differential));
        }

        @Override
        public Encoding encoding() {
            return Encoding.DAC;
        }
    }

    private static void checkCode(int bits, double integral, double differential) {
        Checks.bits("weights.bits", bits);
        Checks.notNegative("weights.integral", integral, "steps");
        Checks.notNegative("weights.differential", differential, "steps");
    }

    /**
     * Charge on a capacitor at the weight port, written row after row and refreshed in turn. Defaults: a 2 pF store on the chip; kT/C is then 46 µV of the
     * port's ±57 mV.
     *
     * @param capacitance     C [F]. Default 2 pF
     * @param leakage         mean leakage current [A]. Default 1 fA: a small junction at room temperature
     * @param leakageSpread   σ of it from cell to cell, relative. Default 0.3
     * @param refreshPeriod   between two writings of one cell [s]. Default 10 ms
     * @param injectedCharge  σ of the charge that the switch leaves, its mean compensated by a dummy switch [C]. Default 0.1 fC
     * @param bits            of the converter that writes, 2 to 24, 0 for infinitely fine. Default 10
     */
    record Capacitor(double capacitance, double leakage, double leakageSpread, double refreshPeriod, double injectedCharge, int bits) implements WeightStorage {
        public Capacitor {
            Checks.positive("weights.capacitance", capacitance, "F");
            Checks.notNegative("weights.leakage", leakage, "A");
            Checks.notNegative("weights.leakageSpread", leakageSpread, "1");
            Checks.notNegative("weights.refreshPeriod", refreshPeriod, "s");
            Checks.notNegative("weights.injectedCharge", injectedCharge, "C");
            Checks.bits("weights.bits", bits);
            if (bits == 1) {
                throw new IllegalArgumentException("weights.bits must lie from 2 to 24 for codes with a sign, or be 0 for infinitely fine, got 1");
            }
        }

        public static Capacitor defaults() {
            return new Capacitor(2e-12, 1e-15, 0.3, 10e-3, 0.1e-15, 10);
        }

        static Capacitor read(Section section) {
            Capacitor d = defaults();
            double capacitance = section.quantity("capacitance", "F", d.capacitance);
            double leakage = section.quantity("leakage", "A", d.leakage);
            double leakageSpread = section.number("leakageSpread", d.leakageSpread);
            double refreshPeriod = section.quantity("refreshPeriod", "s", d.refreshPeriod);
            double injectedCharge = section.quantity("injectedCharge", "C", d.injectedCharge);
            int bits = section.integer("bits", 0, 24, d.bits);
            return section.build(() -> new Capacitor(capacitance, leakage, leakageSpread, refreshPeriod, injectedCharge, bits));
        }

        @Override
        public Encoding encoding() {
            return Encoding.CAPACITOR;
        }
    }

    /**
     * Two programmable conductances, {@code c = (G₊ − G₋)/(G_max − G_min)}: the one of the weight's sign carries it, the other stands at G_min.
     * With g = G/G_max the target of a device, each device has
     * <ul>
     * <li>programming error of {@code σ = max(0, p₀ + p₁ g + p₂ g²)};</li>
     * <li>drift {@code G(t) = G (t/t₀)^−ν}, ν normal with mean and σ of the form {@code clamp(a + b ln g)};</li>
     * <li>read noise {@code σ = G(t) min(q g^−e, q_max) √ln((t + t_read)/(2 t_read))}, 1/f noise between the age and the duration of a read;</li>
     * <li>a probability to be stuck, at either end as likely.</li>
     * </ul>
     *
     * @param minimum       G_min [S]
     * @param maximum       G_max [S], 1 pS to 1 kS
     * @param programming0  p₀ [S]
     * @param programming1  p₁ [S]
     * @param programming2  p₂ [S]
     * @param drift         mean of ν
     * @param driftSpread   σ of ν
     * @param age           t since programming [s], at least t₀
     * @param reference     t₀, age at which programming was verified [s]
     * @param readNoise     q
     * @param readExponent  e
     * @param readLargest   q_max
     * @param readTime      t_read [s]
     * @param stuck         probability from 0 to 1
     */
    record ConductancePair(double minimum, double maximum, double programming0, double programming1, double programming2, LogLaw drift, LogLaw driftSpread,
                           double age, double reference, double readNoise, double readExponent, double readLargest, double readTime, double stuck)
            implements WeightStorage {
        /** Named sets of numbers. */
        public enum Preset {
            PCM
        }

        public ConductancePair {
            Checks.notNegative("weights.minimum", minimum, "S");
            Checks.within("weights.maximum", maximum, 1e-12, 1e3, "S");
            if (!(minimum < maximum)) {
                throw new IllegalArgumentException("weights.minimum must lie below weights.maximum, got " + minimum + " S and " + maximum + " S");
            }
            if (!Double.isFinite(programming0 + programming1 + programming2)) {
                throw new IllegalArgumentException("weights.programming must be finite [S]");
            }
            Checks.positive("weights.reference", reference, "s");
            if (!(age >= reference) || Double.isInfinite(age)) {
                throw new IllegalArgumentException("weights.age must be at least weights.reference, got " + age + " s and " + reference + " s");
            }
            Checks.notNegative("weights.readNoise", readNoise, "1");
            Checks.within("weights.readExponent", readExponent, 0, 3, "1");
            Checks.notNegative("weights.readLargest", readLargest, "1");
            Checks.positive("weights.readTime", readTime, "s");
            if (readTime > reference) {
                throw new IllegalArgumentException("weights.readTime must not exceed weights.reference, got " + readTime + " s and " + reference + " s");
            }
            Checks.within("weights.stuck", stuck, 0, 1, "1");
        }

        /**
         * Phase-change memory, a million doped-GST mushroom cells in 90 nm: Joshi et al., <i>Accurate deep neural network inference using
         * computational phase-change memory</i>, Nature Communications 11, 2473 (2020), for G_max = 25 µS and t₀ = 20 s to 27 s after programming (20 s
         * here); the fits (programming, drift, read noise, t_read = 250 ns) as given with it by Nandakumar et al., <i>Phase-change memory models for deep learning
         * training and inference</i>, ICECS 2019, and in the documentation of IBM's aihwkit, page "Inference and PCM statistical model":
         * σ_prog = −1.1731 g² + 1.9650 g + 0.2635 [µS]; ν = −0.0155 ln g + 0.0244 within 0.049 … 0.1, σ_ν = −0.0125 ln g − 0.0059 within
         * 0.008 … 0.045; Q = 0.0088 g^−0.65, at most 0.2. Read at the age of t₀; no device stuck.
         */
        public static ConductancePair pcm() {
            return new ConductancePair(0, 25e-6, 0.2635e-6, 1.9650e-6, -1.1731e-6, new LogLaw(0.0244, -0.0155, 0.049, 0.1),
                    new LogLaw(-0.0059, -0.0125, 0.008, 0.045), 20, 20, 0.0088, 0.65, 0.2, 250e-9, 0);
        }

        /** {@code programming: [p0, p1, p2]} in siemens; {@code drift} and {@code driftSpread} are one number for all states, absent as the preset has them. */
        static ConductancePair read(Section section) {
            section.choice("preset", Preset.class, Preset.PCM);
            ConductancePair d = pcm();
            double minimum = section.quantity("minimum", "S", d.minimum);
            double maximum = section.quantity("maximum", "S", d.maximum);
            double[] programming = section.has("programming") ? section.quantities("programming", "S")
                    : new double[] {d.programming0, d.programming1, d.programming2};
            if (programming.length < 1 || programming.length > 3) {
                throw section.error("programming", "expected one to three coefficients such as [0.26uS, 1.97uS, -1.17uS], got " + programming.length);
            }
            LogLaw drift = section.has("drift") ? LogLaw.constant(section.number("drift")) : d.drift;
            LogLaw driftSpread = section.has("driftSpread") ? LogLaw.constant(section.number("driftSpread")) : d.driftSpread;
            double reference = section.quantity("reference", "s", d.reference);
            double age = section.quantity("age", "s", StrictMath.max(d.age, reference));
            double readNoise = section.number("readNoise", d.readNoise);
            double readExponent = section.number("readExponent", d.readExponent);
            double readLargest = section.number("readLargest", d.readLargest);
            double readTime = section.quantity("readTime", "s", d.readTime);
            double stuck = section.number("stuck", d.stuck);
            return section.build(() -> new ConductancePair(minimum, maximum, programming[0], programming.length > 1 ? programming[1] : 0,
                    programming.length > 2 ? programming[2] : 0, drift, driftSpread, age, reference, readNoise, readExponent, readLargest, readTime, stuck));
        }

        /** The same devices read at another age [s]. */
        public ConductancePair atAge(double other) {
            return new ConductancePair(minimum, maximum, programming0, programming1, programming2, drift, driftSpread, other, reference, readNoise,
                    readExponent, readLargest, readTime, stuck);
        }

        /** The same devices, of which this fraction is stuck. */
        public ConductancePair withStuck(double fraction) {
            return new ConductancePair(minimum, maximum, programming0, programming1, programming2, drift, driftSpread, age, reference, readNoise,
                    readExponent, readLargest, readTime, fraction);
        }

        @Override
        public Encoding encoding() {
            return Encoding.CONDUCTANCE_PAIR;
        }

        @Override
        public boolean conductive() {
            return true;
        }
    }

    /**
     * {@code min(max(intercept + slope ln g, lowest), highest)} of a relative conductance g from 0 to 1.
     */
    record LogLaw(double intercept, double slope, double lowest, double highest) {
        public LogLaw {
            if (!Double.isFinite(intercept + slope) || !(lowest >= 0) || !(lowest <= highest) || Double.isInfinite(highest)) {
                throw new IllegalArgumentException("a law a + b ln g needs finite numbers and 0 ≤ lowest ≤ highest, got " + intercept + ", " + slope + ", "
                        + lowest + ", " + highest);
            }
        }

        public static LogLaw constant(double value) {
            return new LogLaw(value, 0, value, value);
        }

        public double at(double g) {
            double value = slope == 0 ? intercept : intercept + slope * StrictMath.log(g);
            return StrictMath.min(StrictMath.max(value, lowest), highest);
        }
    }
}
