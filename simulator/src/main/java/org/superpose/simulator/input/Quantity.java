package org.superpose.simulator.input;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text such as {@code 100uA}, {@code 4.7k}, {@code 27C} or {@code 10 nV/sqrt(Hz)} as a number in SI units.
 * <ul>
 * <li>A bare number is SI: metres, kelvin, ohms.
 * <li>Prefixes: {@code f p n u (or µ) m k M G T}, and case matters: M is mega and m is milli, unlike in SPICE, where M is milli.
 *     A prefix alone will do ({@code 2k}), except where it could be a unit: {@code 5m} is five metres for a length.
 * <li>Temperatures: {@code 27C} (or {@code 27degC}, {@code 27°C}) and {@code 300K}. Times also in {@code min h d}, angles in {@code deg}.
 * <li>Dimensionless numbers (unit {@code "1"}) also as {@code 2%} and {@code 50ppm}, rates of them as {@code 100ppm/K}.
 * <li>Levels ({@code dB}, {@code dB/Hz}, also written {@code dBc/Hz}) stay in decibels.
 * </ul>
 */
public final class Quantity {
    private static final Pattern NUMBER = Pattern.compile("([+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+))(?:[eE]([+-]?[0-9]{1,4}))?[ \\u00a0]*(.*)");
    private static final Pattern INFINITY = Pattern.compile("\\+?\\.?(?i:inf|infinity|infinite)");
    private static final int LONGEST = 100;                       // characters; nobody writes a longer number
    private static final double ABSOLUTE_ZERO_CELSIUS = -273.15;

    /** Powers of ten. */
    private static final Map<String, Integer> PREFIXES = Map.of("f", -15, "p", -12, "n", -9, "u", -6, "m", -3, "k", 3, "M", 6, "G", 9, "T", 12);
    /** Powers of ten. */
    private static final Map<String, Integer> FRACTIONS = Map.of("", 0, "%", -2, "ppm", -6);
    /** Factors to seconds. */
    private static final Map<String, Double> TIMES = Map.of("min", 60.0, "h", 3600.0, "d", 86400.0);
    /** Factors to radians. */
    private static final Map<String, Double> ANGLES = Map.of("deg", Math.PI / 180, "°", Math.PI / 180);

    /** Units that a quantity may bear where its own is not known: the first that fits counts. Of a length none, for 5m is five thousandths. */
    private static final List<String> UNITS = List.of("V", "A", "Ohm", "F", "H", "S", "Hz", "s", "W", "dB", "K", "V/s", "rad", "J", "C");
    /** What a unit measures, with an example, for messages. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("1", "a number such as 0.02 or 2%"), Map.entry("A", "a current such as 100uA"),
            Map.entry("V", "a voltage such as 10mV"), Map.entry("Ohm", "a resistance such as 4.7kOhm"),
            Map.entry("S", "a conductance such as 25uS"), Map.entry("F", "a capacitance such as 10pF"),
            Map.entry("H", "an inductance such as 1uH"), Map.entry("Hz", "a frequency such as 1MHz"),
            Map.entry("s", "a time such as 10ms"), Map.entry("K", "a temperature such as 27C or 300K"),
            Map.entry("W", "a power such as 1mW"), Map.entry("J", "an energy such as 1pJ"),
            Map.entry("C", "a charge such as 1fC"),
            Map.entry("m", "a length such as 633nm"), Map.entry("rad", "an angle such as 10mrad or 5deg"),
            Map.entry("dB", "a level such as -20dB"), Map.entry("dB/Hz", "a noise level such as -155dB/Hz"),
            Map.entry("A/W", "a responsivity such as 0.8A/W"), Map.entry("V/sqrt(Hz)", "a noise density such as 5nV/sqrt(Hz)"),
            Map.entry("A/sqrt(Hz)", "a noise density such as 1pA/sqrt(Hz)"), Map.entry("V/s", "a slew rate such as 10V/us"),
            Map.entry("1/K", "a temperature coefficient such as 100ppm/K"));

    private Quantity() {
    }

    /** The units that anything is read in, {@code 1} for none. */
    public static Set<String> units() {
        return KINDS.keySet();
    }

    /**
     * Reads a finite quantity.
     *
     * @param unit the unit that is expected, in the spelling of SI with {@code Ohm} for Ω: {@code A}, {@code Ohm}, {@code V/sqrt(Hz)}; {@code 1} for none
     * @return the value in that unit, without prefix
     * @throws IllegalArgumentException that says what was expected instead
     */
    public static double parse(String text, String unit) {
        if (text.length() > LONGEST) {
            throw wrong(text, unit);
        }
        Matcher matcher = NUMBER.matcher(text.strip());
        if (!matcher.matches()) {
            throw wrong(text, unit);
        }
        String suffix = plain(matcher.group(3));
        int exponent = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        Scale scale = scale(suffix, plain(unit));
        double value;
        if (scale != null) {
            value = Double.parseDouble(matcher.group(1) + "e" + (exponent + scale.power)) * scale.factor;
        } else if (unit.equals("K") && List.of("C", "degC", "°C").contains(suffix)) {
            value = Double.parseDouble(matcher.group(1) + "e" + exponent) - ABSOLUTE_ZERO_CELSIUS;
        } else {
            throw wrong(text, unit);
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("is too large, got " + InputException.quote(text) + "; expected " + kind(unit));
        }
        if (unit.equals("K") && value < 0) {
            throw new IllegalArgumentException("is below absolute zero, got " + InputException.quote(text) + "; expected " + kind(unit));
        }
        return value;
    }

    /** Reads a finite quantity in whatever unit it is written; a prefix alone is one, so that {@code 5m} is five thousandths. */
    public static double parseAny(String text) {
        for (String unit : UNITS) {
            try {
                return parse(text, unit);
            } catch (IllegalArgumentException e) {
                continue;
            }
        }
        return parse(text, "1");
    }

    /** Like {@link #parse}, but also takes {@code inf} for a limit that is never reached. */
    public static double parseOrInfinity(String text, String unit) {
        return isInfinity(text) ? Double.POSITIVE_INFINITY : parse(text, unit);
    }

    private static boolean isInfinity(String text) {
        return text.length() <= LONGEST && INFINITY.matcher(text.strip()).matches();
    }

    /** What was written in terms of SI. The power of ten joins the decimal number before it becomes a double, so that 0.1u is 0.1e-6 to the bit. */
    private record Scale(int power, double factor) {
        static Scale ofPower(Integer power) {
            return power == null ? null : new Scale(power, 1);
        }
    }

    /** Null if the unit is another one. */
    private static Scale scale(String written, String unit) {
        int slash = unit.indexOf('/');
        int cut = written.indexOf('/');
        if (written.isEmpty()) {
            return new Scale(0, 1);
        }
        if (cut < 0) {
            boolean prefixAlone = !unit.equals("1") && !unit.equals("K") && !unit.startsWith("dB");   // 300k is not a temperature
            Scale scale = slash < 0 ? numerator(written, unit) : null;
            return scale == null && prefixAlone ? Scale.ofPower(PREFIXES.get(written)) : scale;
        }
        if (slash < 0) {
            return null;
        }
        Scale over = numerator(written.substring(0, cut), unit.substring(0, slash));
        Scale under = symbol(written.substring(cut + 1), unit.substring(slash + 1));
        return over == null || under == null ? null : new Scale(over.power - under.power, over.factor / under.factor);
    }

    private static Scale numerator(String written, String unit) {
        return unit.equals("1") ? Scale.ofPower(FRACTIONS.get(written)) : symbol(written, unit);
    }

    /** A unit, perhaps with a prefix. */
    private static Scale symbol(String written, String unit) {
        if (written.equals(unit)) {
            return new Scale(0, 1);
        }
        Map<String, Double> others = unit.equals("s") ? TIMES : unit.equals("rad") ? ANGLES : Map.of();
        if (others.containsKey(written)) {
            return new Scale(0, others.get(written));
        }
        boolean takesPrefix = !unit.equals("dB") && !unit.startsWith("sqrt") && written.endsWith(unit);
        return takesPrefix ? Scale.ofPower(PREFIXES.get(written.substring(0, written.length() - unit.length()))) : null;
    }

    /** One spelling of what people write in several ways. */
    private static String plain(String unit) {
        return unit.strip().replace('\u00b5', 'u').replace('\u03bc', 'u').replace("\u03a9", "Ohm").replace("\u2126", "Ohm").replace("ohm", "Ohm")
                .replace("Ohms", "Ohm").replace("\u221aHz", "sqrt(Hz)").replace("rtHz", "sqrt(Hz)").replace("dBc", "dB");
    }

    private static IllegalArgumentException wrong(String text, String unit) {
        boolean notFinite = isInfinity(text) || text.strip().matches("(?i)-?\\.?(nan|inf|infinity|infinite)");
        return new IllegalArgumentException((notFinite ? "must be finite: " : "") + "expected " + kind(unit) + ", got " + InputException.quote(text));
    }

    private static String kind(String unit) {
        return KINDS.getOrDefault(unit, "a quantity in " + unit + " such as 1" + unit);
    }
}
