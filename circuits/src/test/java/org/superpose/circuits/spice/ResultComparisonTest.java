package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultComparisonTest {
    private static RawPlot plot(String name, List<String> names, double[]... columns) {
        return new RawPlot("t", name, false, names, names.stream().map(column -> "voltage").toList(), columns, new double[0][]);
    }

    private static RawPlot tran(String column, double[] time, double... values) {
        return plot("Transient Analysis", List.of("time", column), time, values);
    }

    private static ResultComparison compare(RawPlot a, RawPlot b, double relative) {
        return ResultComparison.of(List.of(a), List.of(b), relative, 0);
    }

    @Test
    void differencesAreMeasuredOnFullScaleAndNameTheirPlace() {
        double[] t = {0, 1, 2};
        ResultComparison comparison = compare(tran("v(out)", t, 0, -4, 2), tran("V(OUT)", t, 0, -4, 2.1), 0.03);
        ColumnDeviation deviation = comparison.deviations().get(0);
        assertEquals(0.1, deviation.difference(), 1e-15);
        assertEquals(0.025, deviation.relative(), 1e-15);
        assertEquals(2, deviation.at());
        assertTrue(comparison.agrees());
        assertFalse(compare(tran("v(out)", t, 0, -4, 2), tran("v(out)", t, 0, -4, 2.1), 0.02).agrees());
        assertTrue(ResultComparison.of(List.of(tran("v(out)", t, 0, -4, 2)), List.of(tran("v(out)", t, 0, -4, 2.1)), 0, 0.11).agrees());
    }

    /** A straight line is the same on every grid; a corner that one grid leaves out is not. */
    @Test
    void differentGridsAreInterpolated() {
        assertEquals(0, compare(tran("v(a)", new double[] {0, 1, 3}, 0, 2, 6), tran("v(a)", new double[] {0, 0.5, 2, 3}, 0, 1, 4, 6), 0).deviations().get(0).difference(), 1e-15);
        ColumnDeviation corner = compare(tran("v(a)", new double[] {0, 1, 2}, 0, 1, 0), tran("v(a)", new double[] {0, 2}, 0, 0), 0.1).deviations().get(0);
        assertEquals(1, corner.difference());
        assertEquals(1, corner.at());
    }

    @Test
    void onlyTheCommonRangeIsComparedAndThatIsSaid() {
        ResultComparison comparison = compare(tran("v(a)", new double[] {0, 1, 2}, 0, 1, 9), tran("v(a)", new double[] {-1, 1}, -1, 1), 1e-12);
        assertTrue(comparison.agrees());
        assertEquals(List.of("plot \"Transient Analysis\": compared from 0.00000 to 1.00000; the first runs from 0.00000 to 2.00000, the second from -1.00000 to 1.00000"), comparison.notes());
        assertFalse(compare(tran("v(a)", new double[] {0, 1}, 0, 1), tran("v(a)", new double[] {2, 3}, 2, 3), 1).agrees());
    }

    @Test
    void missingColumnsAndPlotsAreNamed() {
        double[] t = {0, 1};
        ResultComparison columns = compare(tran("v(a)", t, 0, 1), tran("v(b)", t, 0, 1), 1);
        assertEquals(List.of("plot \"Transient Analysis\": column v(a) is only in the first", "plot \"Transient Analysis\": column v(b) is only in the second"), columns.mismatches());
        RawPlot op = plot("Operating Point", List.of("v(a)"), new double[] {1});
        ResultComparison plots = ResultComparison.of(List.of(op, op), List.of(op, tran("v(a)", t, 0, 1)), 1, 0);
        assertEquals(List.of("plot \"Operating Point #2\" is only in the first", "plot \"Transient Analysis\" is only in the second"), plots.mismatches());
        assertFalse(plots.agrees());
    }

    /** Phasors are subtracted as such: equal magnitudes of opposite sign differ by twice their full scale. */
    @Test
    void phasorsAreComparedAsPhasors() {
        RawPlot a = new RawPlot("t", "AC Analysis", true, List.of("frequency", "v(a)"), List.of("frequency", "voltage"), new double[][] {{1}, {3}}, new double[][] {{0}, {4}});
        RawPlot b = new RawPlot("t", "AC Analysis", true, List.of("frequency", "v(a)"), List.of("frequency", "voltage"), new double[][] {{1}, {-3}}, new double[][] {{0}, {-4}});
        assertEquals(2, compare(a, b, 0).deviations().get(0).relative(), 1e-15);
    }

    @Test
    void whatIsNoNumberAgreesWithNothingElse() {
        double[] t = {0, 1};
        assertFalse(compare(tran("v(a)", t, 0, Double.NaN), tran("v(a)", t, 0, 1), 1).agrees());
        assertTrue(compare(tran("v(a)", t, 0, Double.POSITIVE_INFINITY), tran("v(a)", t, 0, Double.POSITIVE_INFINITY), 0).agrees());
        assertThrows(IllegalArgumentException.class, () -> compare(tran("v(a)", t, 0, 1), tran("v(a)", t, 0, 1), Double.NaN));
    }

    /** One name for what the simulators spell differently. */
    @Test
    void spellingsOfSimulatorsAreOneName() {
        RawPlot ours = plot("Operating Point", List.of("i(v1)", "onoise_total"), new double[] {1}, new double[] {2});
        RawPlot theirs = plot("Operating Point", List.of("V1#branch", "v(onoise_total)"), new double[] {1}, new double[] {2});
        assertTrue(compare(ours, theirs, 0).agrees());
    }
}
