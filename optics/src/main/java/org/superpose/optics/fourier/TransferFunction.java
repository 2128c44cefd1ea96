package org.superpose.optics.fourier;

/** What a filter does to a spectrum, one column of it at a time. */
public interface TransferFunction {
    /** Tallies kept for each column by {@link #multiply}; {@link FourierFilter} adds them up in the order of the columns. */
    int tallies();

    /**
     * Multiplies the column of one x frequency by the transfer function.
     * @param kx      number of the column in fftfreq order
     * @param column  the spectrum at the y frequencies in fftfreq order, from the offset on
     * @param offset  of the first real part
     * @param tally   numbers that the function wants summed over the spectrum, all 0 before
     * @param at      of the first tally
     */
    void multiply(int kx, double[] column, int offset, double[] tally, int at);
}
