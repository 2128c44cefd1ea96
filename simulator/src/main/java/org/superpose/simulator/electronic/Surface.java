package org.superpose.simulator.electronic;

/** A function of the input port's voltage: a cell's output current, or its noise power, at its stored weight. */
interface Surface {
    /**
     * @param x    voltages [V]
     * @param into result, one for each voltage
     */
    void at(double[] x, double[] into);
}
