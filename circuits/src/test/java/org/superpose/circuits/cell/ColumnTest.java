package org.superpose.circuits.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageSource;

class ColumnTest {
    /** A column whose cells draw {@code current} [A] more from one line than from the other. */
    static Circuit bench(Column column, double current, double bias) {
        double line = column.fanIn() * column.tailCurrent() / 2;
        return Circuit.of("column", VoltageSource.dc("vcc", "vcc", "0", 5), VoltageSource.dc("vee", "vee", "0", -5), VoltageSource.dc("vb", "bias", "0", bias).withAc(1),
                CurrentSource.dc("ip", "op", "0", line + current / 2), CurrentSource.dc("in", "on", "0", line - current / 2), column.netlist().as("xcol", "op", "on", "bias", "out", "vcc", "vee"));
    }

    private static double output(Column column, double current, double bias) {
        return new OperatingPoint().run(bench(column, current, bias)).voltage("out");
    }

    static Stream<Column> columns() {
        return IntStream.of(8, 32, 64, 128).mapToObj(Column::of).flatMap(column -> Stream.of(Column.Lines.values()).flatMap(lines -> Stream.of(Column.Readout.values()).map(readout -> column.with(lines, readout))));
    }

    /**
     * What the law of the fold neglects, as parts of the gain: 9 Ω of 1 kΩ in one side of the mirror (half of 0.9 %); β/q_b in the place of β, q_b = 1.2 at the junction's 0.77 V of VAR = 4 V and 0.33 mA of 12 mA (0.35 %); q_b − 1 = 3 % of
     * high injection in r_e, 1.6 Ω of emitter and base beside its 78 Ω (together 5 % of r_e/R = 0.056 at 64 cells and 0.11 at 128: 0.5 %); that is 1.3 %. Of cascoded lines: q_b in β (0.3 %) and the mirrors' base currents.
     */
    @ParameterizedTest
    @MethodSource("columns")
    void differenceOfTheLinesBecomesTheOutput(Column column) {
        double slope = (output(column, 20e-6, 0) - output(column, -20e-6, 0)) / 40e-6;
        double law = column.gain(Physics.ROOM_TEMPERATURE) * column.feedback();
        assertEquals(law, slope, 0.015 * law);
        OperatingPointResult point = new OperatingPoint().run(bench(column, 0, 0));
        assertEquals(column.lineVoltage(), point.voltage("op"), 0.1);                         // a junction's voltage at a density between 0.04 and 0.1 mA
    }

    /** Nothing but two resistors stands between bias and output: −R_f/R_b, but for NG/A0 with noise gains below 20. */
    @ParameterizedTest
    @MethodSource("columns")
    void biasActsThroughTheRatioOfResistors(Column column) {
        assertEquals(column.output(0, 0.7) - column.output(0, -0.7), output(column, 0, 0.7) - output(column, 0, -0.7), 1.4 * 20 / 0.4e6);
    }

    /** The lines move by what the emitters see, half the difference current times r_e; 2 V of output take 180 µA. */
    @Test
    void linesStandStill() {
        Column column = Column.of(64);
        OperatingPointResult low = new OperatingPoint().run(bench(column, -90e-6, 0));
        OperatingPointResult high = new OperatingPoint().run(bench(column, 90e-6, 0));
        assertEquals(CurrentFold.LINE_VOLTAGE, low.voltage("op"), 0.03);
        double law = -90e-6 * Physics.thermalVoltage(Physics.ROOM_TEMPERATURE) / column.excess();
        assertEquals(law, high.voltage("op") - low.voltage("op"), 0.1 * 90e-6 * 78);          // the logarithm's curvature at ±14 % of the current: 2 %; base and emitter resistance: 2 %
    }

    /** Against what was measured with ngspice on these parts: below 5 mV raw within ±1 V, 0.7 mV behind a trim of gain and offset. */
    @Test
    void trimmedColumnIsLinear() {
        Column column = Column.of(64);
        double low = output(column, -80e-6, 0);
        double high = output(column, 80e-6, 0);
        for (double current = -60e-6; current <= 60e-6; current += 40e-6) {
            double line = low + (high - low) * (current + 80e-6) / 160e-6;
            assertEquals(line, output(column, current, 0), 0.7e-3);
        }
    }

    /** The rectifier turns the sign, the exchanged lines turn it back. What is off, by the op-amps' 0.43 µA in 5 kΩ and the resistor around the loop, by less than 3 mV. */
    @Test
    void rectifyingColumnPassesWhatIsPositive() {
        Column plain = Column.of(64);
        Column rectifying = plain.rectifying();
        for (double current : new double[] {-80e-6, -20e-6, 20e-6, 80e-6}) {
            for (double bias : new double[] {-0.8, 0.6}) {
                double expected = Math.max(0, -output(plain, -current, bias));
                double measured = output(rectifying, current, bias);
                assertEquals(expected, measured, 3e-3, current + " A, " + bias + " V");
                assertEquals(rectifying.output(current, bias) > 0, measured > 3e-3);
            }
        }
    }

    @Test
    void faultsAreTold() {
        assertThrows(IllegalArgumentException.class, () -> Column.of(0));
        assertThrows(IllegalArgumentException.class, () -> Column.of(8).withTailCurrent(-1));
        assertThrows(IllegalArgumentException.class, () -> Column.of(8).withResistances(0, 1));
        Subcircuit wrong = Subcircuit.of("two", "", List.of("a"), new Resistor("r", "a", "0", 1));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Column.of(8).withAmplifier(wrong)).getMessage().contains("vcc"));
    }
}
