package org.superpose.circuits.semiconductor;

/**
 * A number that a model card may state.
 *
 * @param name     as SPICE spells it, upper case
 * @param meaning  in words
 * @param unit     SI unit; empty for a pure number
 * @param fallback what holds where the card does not say; NaN where that depends on something else
 * @param range    what values make sense
 */
public record ModelParameter(String name, String meaning, String unit, double fallback, Range range) {
    /** The values that a parameter may take. All but {@link #ANY} exclude NaN and the negative. */
    public enum Range {
        /** Any finite number. */
        ANY("finite"),
        /** Above 0; infinity is allowed where it is the fallback. */
        POSITIVE("positive"),
        /** 0 or above. */
        NOT_NEGATIVE("0 or positive"),
        /** From 0 to below 1. */
        FRACTION("from 0 to below 1");

        private final String words;

        Range(String words) {
            this.words = words;
        }

        boolean holds(double value) {
            return switch (this) {
                case ANY -> Double.isFinite(value);
                case POSITIVE -> value > 0;
                case NOT_NEGATIVE -> value >= 0;
                case FRACTION -> value >= 0 && value < 1;
            };
        }

        /** For messages: what a value must be. */
        String words() {
            return words;
        }
    }
}
