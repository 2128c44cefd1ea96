package org.superpose.circuits.spice;

/**
 * How far a column of one result lies from the same one of another.
 *
 * @param plot       what was computed; with {@code #2} behind it where a result has several of that name
 * @param column     its name in the first result
 * @param difference largest magnitude of the difference [SI]
 * @param fullScale  largest magnitude of the column in either result [SI]
 * @param at         value of the swept variable at that difference, NaN where nothing was swept
 * @param within     whether no difference exceeds the tolerances
 */
public record ColumnDeviation(String plot, String column, double difference, double fullScale, double at, boolean within) {
    /** The difference over full scale; 0 where there is none. */
    public double relative() {
        return difference == 0 ? 0 : difference / fullScale;
    }
}
