package org.superpose.circuits.characterisation;

import java.util.List;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.solve.Settings;

/**
 * Measures what stands behind the cells of a column: which voltage it makes of what the cells draw from its lines, how fast, with how much noise of its own, and what the errors of its parts do to that. On the bench all cells are at rest, and
 * ideal sources draw what driven ones would.
 *
 * @param cell      at the lines; what its cells share is measured too
 * @param readout   with the ports {@code op on bias out vcc vee}, as {@link org.superpose.circuits.cell.Column#netlist} has them; if it rectifies, the node {@code z} within is what stands before the rectifier
 * @param fanIn     number of cells, positive
 * @param variation in what made columns differ; its parts are called {@code xreadout.xf.rp} and {@code xtail.r1}, as the column's are whose readout is the instance {@code xreadout}
 * @param window    largest magnitude of the output for which it is measured [V], positive
 * @param tolerance of the static curves [V], positive
 * @param settings  how exactly and at which temperature
 */
public record ColumnCharacterisation(MultiplierCell cell, Subcircuit readout, int fanIn, Variation variation, double window, double tolerance, Settings settings) {
    /** Of the readout, unless the cell has potentials of these names [V]. */
    static final double SUPPLY = 5;
    private static final List<String> PORTS = List.of("op", "on", "bias", "out", "vcc", "vee");
    /** Changes of unknowns that count as none, relative: far below the tolerance of the curves. */
    private static final double PRECISION = 1e-9;

    public ColumnCharacterisation {
        if (!readout.ports().equals(PORTS)) {
            throw new CircuitException("readout " + readout.name() + ": has the ports " + readout.ports() + ", expected " + PORTS);
        }
        if (fanIn < 1 || !(window > 0) || Double.isInfinite(window) || !(tolerance > 0)) {
            throw new IllegalArgumentException("column: the fan-in, the window [V] and the tolerance [V] must be positive, got " + fanIn + ", " + window + " and " + tolerance);
        }
    }

    /** Of a column as designed at 27 °C, for outputs to ±3 V, to 10 µV. */
    public static ColumnCharacterisation of(MultiplierCell cell, Subcircuit readout, int fanIn) {
        return new ColumnCharacterisation(cell, readout, fanIn, Variation.NONE, 3, 1e-5, Settings.standard().withRelative(PRECISION));
    }

    /** With cells whose weights' voltages stand behind a resistance [Ω], positive. */
    public ColumnCharacterisation withSourceResistance(double ohms) {
        return new ColumnCharacterisation(cell.behind(ohms), readout, fanIn, variation, window, tolerance, settings);
    }

    public ColumnCharacterisation with(Variation other) {
        return new ColumnCharacterisation(cell, readout, fanIn, other, window, tolerance, settings);
    }

    /** For outputs to ± another voltage [V]. */
    public ColumnCharacterisation within(double volts) {
        return new ColumnCharacterisation(cell, readout, fanIn, variation, volts, tolerance, settings);
    }

    public ColumnCharacterisation withTolerance(double volts) {
        return new ColumnCharacterisation(cell, readout, fanIn, variation, window, volts, settings);
    }

    /** At another temperature [K]. */
    public ColumnCharacterisation at(double temperature) {
        return new ColumnCharacterisation(cell, readout, fanIn, variation, window, tolerance, settings.at(temperature));
    }

    /** Runs it. */
    public CharacterisedColumn run() {
        return new CharacterisedColumn(this, new ColumnBench(this));
    }
}
