package org.superpose.simulator.characterised;

import org.superpose.simulator.analog.Reading;

/** From network units to what arrives at the cells' input port: scaling, converter, driver, modulator. */
public interface InputStage {
    /**
     * @param x    one sample [inputs], network units
     * @param port result [inputs]: volts, or a modulator's setting, as the basis takes it
     * @param row  row of the batch, for {@link Reading#stream}
     * @return how many inputs met the end of the range
     */
    long drive(double[] x, double[] port, Reading reading, int row);
}
