package org.superpose.simulator.electronic;

import org.superpose.circuits.characterisation.Characterisation.Extent;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.OwnCell;

/**
 * Standard deviations of parts with which a cell is characterised: those of a machine or larger ones, whose draws are then smaller. The project's own cell has a few of them, so that machines that differ in mismatch or in the scale of their noise share
 * what was found out: a narrow one, as parts are made; a wide one, up to which polynomials of the second degree follow; and beyond them such for which only the basis is found, and every cell of a chip is measured on its bench.
 *
 * @param saturation of saturation currents, relative
 * @param resistance of resistors, relative
 * @param own        factor on what an own cell declares
 * @param tail       of the tail current, relative
 * @param extent     what is found out
 * @param signal     largest error of a current that the basis may leave, of full scale
 * @param noise      likewise of noise powers
 */
record CellSpread(double saturation, double resistance, double own, double tail, Extent extent, double signal, double noise) {
    /** The project's own cell. What bases leave of wide spreads stays below a tenth of what those do. */
    private static final CellSpread[] SPREADS = {new CellSpread(0.01, 0.003, 1, 0.025, Extent.PREDICTION, 1e-5, 1e-4), new CellSpread(0.1, 0.03, 1, 0.08, Extent.PREDICTION, 1e-3, 1e-2),
        new CellSpread(0.3, 0.1, 1, 0.25, Extent.BASES, 2e-2, 1e-1), new CellSpread(1, 0.3, 1, 0.8, Extent.BASES, 2e-2, 1e-1)};
    /** By so much tails fall short of their reference where many cells load their line, beside what parts do; part of the spread for which a cell is characterised. */
    private static final double DROOP = 0.005;
    /** Of the relative errors of a column's own tail reference that those of its resistors and transistors make, upper bounds: three resistors; a junction of VT beside 0.5 V. */
    private static final double RESISTORS_OF_TAIL = 2;
    private static final double TRANSISTORS_OF_TAIL = 0.2;

    /** That for a machine, whatever single source of its noise is on. */
    static CellSpread of(ElectronicHardware hardware) {
        Multiplier m = hardware.multiplier();
        double scale = hardware.noise().scale();
        OwnCell own = m.own();
        if (own != null) {
            double larger = StrictMath.max(1, scale);
            return new CellSpread(limited(larger * m.saturationMismatch()), limited(larger * m.resistorMismatch()), larger, 0, Extent.PREDICTION, larger * SPREADS[0].signal, larger * SPREADS[0].noise);
        }
        double tail = tail(m, scale);
        for (CellSpread spread : SPREADS) {
            if (scale * m.saturationMismatch() <= spread.saturation && scale * m.resistorMismatch() <= spread.resistance && tail <= spread.tail) {
                return spread;
            }
        }
        return SPREADS[SPREADS.length - 1];
    }

    /** With all that a data sheet tells. */
    CellSpread to(Extent other) {
        return new CellSpread(saturation, resistance, own, tail, other, signal, noise);
    }

    /** Standard deviation, relative, of the tail currents of a machine's columns: the chip's, the column's, and what the load of many cells does. */
    private static double tail(Multiplier m, double scale) {
        double column = StrictMath.hypot(RESISTORS_OF_TAIL * m.resistorMismatch(), TRANSISTORS_OF_TAIL * m.saturationMismatch());
        return StrictMath.hypot(scale * StrictMath.hypot(m.tailSpread(), column), DROOP);
    }

    /** Factor on a machine's draws of a parameter of the cell, so that they are draws of this spread. */
    double factor(ElectronicHardware hardware, String parameter) {
        Multiplier m = hardware.multiplier();
        boolean resistor = CellDesign.isResistor(parameter);
        double here = hardware.noise().factor(resistor ? Sources.RESISTOR : Sources.SATURATION_CURRENT);
        if (m.own() != null) {
            return here / own;
        }
        return resistor ? limited(here * m.resistorMismatch()) / resistance : limited(here * m.saturationMismatch()) / saturation;
    }

    static double limited(double sigma) {
        return StrictMath.min(1, sigma);
    }
}
