package org.superpose.circuits.characterisation;

/** Functions of one variable, numbered: the currents of several cells over the input's voltage, or their noise powers. */
@FunctionalInterface
public interface Family {
    /**
     * Samples the first members.
     *
     * @param x    where [V]
     * @param most how many members at most
     * @return values [members × x]
     */
    double[][] at(double[] x, int most);
}
