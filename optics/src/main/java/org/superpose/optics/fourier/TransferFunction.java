package org.superpose.optics.fourier;

/** What a filter does to a spectrum, one column of it at a time. Frequencies stand in the order of the filter's {@code frequenciesX()} and {@code frequenciesY()}. */
public interface TransferFunction {
    /** Tallies kept for each column by {@link #multiply}; {@link FourierFilter} adds them up in the order of the columns. */
    int tallies();

    /** Whether anything of an x frequency passes; a column of which nothing does is dark without being transformed. @param place of the x frequency */
    default boolean passes(int place) {
        return true;
    }

    /**
     * Multiplies the column of one x frequency that passes by the transfer function.
     * @param place   of the x frequency
     * @param column  the spectrum at the y frequencies, from the offset on
     * @param offset  of the first real part
     * @param tally   numbers that the function wants summed over the spectrum, all 0 before
     * @param at      of the first tally
     */
    void multiply(int place, double[] column, int offset, double[] tally, int at);
}
