package org.superpose.circuits.characterisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.analysis.Phasors;
import org.superpose.circuits.cell.Column;
import org.superpose.circuits.characterisation.CharacterisedColumn.Deviation;
import org.superpose.circuits.circuit.Circuit;

class CharacterisedColumnTest {
    static Stream<Column> columns() {
        return Stream.of(Column.of(8), Column.of(8).rectifying(), Column.of(8).with(Column.Lines.CASCODED, Column.Readout.TRANSIMPEDANCE), Column.of(8).with(Column.Lines.FOLDED, Column.Readout.DIFFERENCE));
    }

    /** Equal circuits between the same nodes may be joined at their inner nodes: to rounding, of unknowns solved to 1e-9. */
    @ParameterizedTest
    @MethodSource("columns")
    void cellsAtRestAreOneOfTheirMultiplicity(Column column) {
        ColumnOfCells cells = ColumnOfCells.resting(column);
        Circuit every = cells.circuit();
        ColumnBench bench = new ColumnBench(cells.characterisation());
        Circuit one = bench.plan().circuit();
        OperatingPointResult point = ColumnOfCells.solved(every);
        OperatingPointResult same = ColumnOfCells.solved(one);
        assertEquals(point.voltage("op"), same.voltage("line_op"), 1e-9);
        assertEquals(point.voltage("bias"), same.voltage("bias"), 1e-9);
        assertEquals(point.voltage(cells.linear()), same.voltage(bench.linear()), 1e-8);                    // the lines' last nanovolt makes 10 of them at the output
        LogSweep frequencies = LogSweep.decades(1e3, 1e8, 2);
        Phasors response = new AcSweep(frequencies).with(ColumnOfCells.SETTINGS).run(every).voltage(cells.linear());
        Phasors sameResponse = new AcSweep(frequencies).with(ColumnOfCells.SETTINGS).run(one).voltage(bench.linear());
        double[] noise = new NoiseAnalysis(cells.linear(), frequencies).with(ColumnOfCells.SETTINGS).run(every).density();
        double[] sameNoise = new NoiseAnalysis(bench.linear(), frequencies).with(ColumnOfCells.SETTINGS).run(one).density();
        for (int p = 0; p < noise.length; p++) {
            assertEquals(response.real()[p], sameResponse.real()[p], 1e-7 * response.magnitude()[p]);
            assertEquals(response.imaginary()[p], sameResponse.imaginary()[p], 1e-7 * response.magnitude()[p]);
            assertEquals(noise[p], sameNoise[p], 1e-7 * noise[p]);
        }
    }

    /** Curves are measured to 10 µV, z and output; the bias is linear to 3 µV. */
    @ParameterizedTest
    @MethodSource("columns")
    void staticLawIsThatOfTheNetlist(Column column) {
        ColumnOfCells cells = ColumnOfCells.resting(column);
        CharacterisedColumn measured = cells.characterisation().run();
        for (int k = 0; k < 24; k++) {
            double place = (k + 0.5) * 0.6180339887498949;
            double scale = k < 8 ? 0.02 : 1;                                                                  // some near the knee
            double current = scale * 140e-6 * (2 * (place - Math.floor(place)) - 1);
            double bias = scale * (k % 5 - 2);
            OperatingPointResult point = ColumnOfCells.solved(cells.circuit(current, bias, UnaryOperator.identity()));
            double z = measured.linear(current, 0, bias, Deviation.NONE);
            assertEquals(point.voltage(cells.linear()), z, 1.5e-5);
            assertEquals(point.voltage("out"), measured.output(z, Deviation.NONE), 2.5e-5);
            assertTrue(measured.covers(current, bias));
        }
    }

    /**
     * Cells between the lines of a column draw what each draws alone between held lines: within 0.5 % of full scale, 1 V. What is left: the tail line droops with the base currents of all cells, and the lines move a little.
     */
    @ParameterizedTest
    @MethodSource("fanIns")
    void drivenColumnFollowsFromItsCells(Column column) {
        for (double factor : new double[] {1, -0.7, 0.3}) {
            ColumnOfCells cells = ColumnOfCells.driven(column, factor);
            CharacterisedColumn measured = cells.characterisation().run();
            OperatingPointResult point = ColumnOfCells.solved(cells.circuit());
            double[] drawn = cells.drawn(measured.lineVoltage());
            double z = measured.linear(drawn[0], measured.tailRatio() * drawn[1] - measured.restCurrent(), 0, Deviation.NONE);
            assertEquals(point.voltage(cells.linear()), z, 5e-3);
            assertEquals(point.voltage("out"), measured.output(z, Deviation.NONE), 5e-3);
        }
    }

    static List<Column> fanIns() {
        return List.of(Column.of(8), Column.of(8).rectifying(), Column.of(64), Column.of(64).rectifying());
    }
}
