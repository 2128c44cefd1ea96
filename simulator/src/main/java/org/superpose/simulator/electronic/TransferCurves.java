package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.superpose.circuits.cell.Rectifier;
import org.superpose.circuits.characterisation.CharacterisedColumn;
import org.superpose.simulator.analog.TransferCurve;
import org.superpose.simulator.analog.TransferCurve.Series;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.noise.RandomStreams;

/** What cell, summer and rectifier of a design do, beside what they should. */
final class TransferCurves {
    private static final int POINTS = 201;
    private static final int CHIPS = 5;

    private final ElectronicHardware hardware;
    private final LayerDesign design;
    private final CellArray cells;
    private final CharacterisedColumn column;        // null: in closed form
    private final double sign;                       // of what stands before the rectifier: lines are exchanged before one that inverts
    private final Rectifier rectifier;

    TransferCurves(LayerDesign design, LayerMaker maker) {
        this.hardware = design.hardware();
        this.design = design;
        this.cells = maker.cells();
        this.column = maker instanceof MeasuredAssembly measured ? measured.column() : null;
        this.sign = ColumnDesign.inverts(design) ? -1 : 1;
        this.rectifier = column == null || !column.rectified() ? LayerAssembly.rectifier(hardware) : z -> column.output(sign * z, CharacterisedColumn.Deviation.NONE);
    }

    List<TransferCurve> all() {
        List<TransferCurve> curves = new ArrayList<>();
        if (cells instanceof CurrentCells array) {
            curves.add(cellOverInput(array));
            curves.add(cellError(array));
            curves.add(cellOverWeight(array));
        } else {
            curves.add(new TransferCurve("stored conductance", "input [V]", "current [A]",
                    List.of(series("largest weight", hardware.dac().range(), x -> design.unit() * x))));
        }
        double current = 1.5 * hardware.summer().rail() / design.feedback();
        Series ideal = series("ideal", current, i -> design.feedback() * i);
        if (column == null) {
            ColumnAmplifier amplifier = new ColumnAmplifier(design, 0);
            curves.add(new TransferCurve("column amplifier", "column current [A]", "output [V]",
                    List.of(ideal, series("with gain error and rails", current, i -> amplifier.clipped(amplifier.gainFactor() * design.feedback() * i)))));
        } else {
            curves.add(new TransferCurve("column amplifier", "column current [A]", "output [V]", List.of(ideal, series("measured", current, i -> sign * column.linear(i, 0, 0, CharacterisedColumn.Deviation.NONE)))));
        }
        double range = hardware.dac().range();
        curves.add(rectifierOver("rectifier", range));
        double knee = 5 * largestRectifierError(range);
        if (knee < range) {
            curves.add(rectifierOver("rectifier near its knee", knee));
        }
        return List.copyOf(curves);
    }

    private TransferCurve cellOverInput(CurrentCells array) {
        double range = cellRange();
        CurrentCells.Law nominal = array.nominal();
        return new TransferCurve("multiplier cell, largest weight", "input [V]", "output current [A]", List.of(
                series("linear", range, x -> design.unit() * x), series("matched", range, x -> nominal.current(x, design.portVoltage()))));
    }

    /** What the curve over the input hides: a thousandth of full scale. */
    private TransferCurve cellError(CurrentCells array) {
        double range = cellRange();
        CurrentCells.Law nominal = array.nominal();
        double port = design.portVoltage();
        List<Series> series = new ArrayList<>();
        series.add(series("matched", range, x -> nominal.current(x, port) - design.unit() * x));
        for (int chip = 0; chip < CHIPS; chip++) {
            CurrentCells.Law cell = array.example(RandomStreams.of(0).chip(chip));
            series.add(series("mismatched " + (chip + 1), range, x -> cell.current(x, port) - design.unit() * x));
        }
        return new TransferCurve("multiplier cell, deviation from linear", "input [V]", "deviation [A]", series);
    }

    private double cellRange() {
        return StrictMath.min(1.5 * hardware.dac().range(), hardware.multiplier().inputLimit());
    }

    private TransferCurve cellOverWeight(CurrentCells array) {
        CurrentCells.Law nominal = array.nominal();
        double x = hardware.dac().range();
        return new TransferCurve("multiplier cell, full input", "weight fraction", "output current [A]", List.of(
                series("linear", 1, w -> design.unit() * x * w),
                series("matched, as stored", 1, w -> nominal.current(x, design.portVoltage() * design.code().stored(w))),
                series("matched, stored without predistortion", 1, w -> nominal.current(x, design.portVoltage() * w))));
    }

    private TransferCurve rectifierOver(String title, double range) {
        return new TransferCurve(title, "input [V]", "output [V]",
                List.of(series("ideal", range, v -> StrictMath.max(0, v)), series(hardware.activation().name(), range, rectifier::output)));
    }

    private double largestRectifierError(double range) {
        double largest = 0;
        for (int k = 0; k < POINTS; k++) {
            double v = range * (2.0 * k / (POINTS - 1) - 1);
            largest = StrictMath.max(largest, StrictMath.abs(rectifier.output(v) - StrictMath.max(0, v)));
        }
        return largest;
    }

    private static Series series(String name, double range, DoubleUnaryOperator law) {
        double[] x = new double[POINTS];
        double[] y = new double[POINTS];
        for (int k = 0; k < POINTS; k++) {
            x[k] = range * (2.0 * k / (POINTS - 1) - 1);
            y[k] = law.applyAsDouble(x[k]);
        }
        return new Series(name, x, y);
    }
}
