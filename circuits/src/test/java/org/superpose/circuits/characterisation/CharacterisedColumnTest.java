package org.superpose.circuits.characterisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.circuits.WrittenTable;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.NoiseResult;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.analysis.Phasors;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.cell.Column;
import org.superpose.circuits.cell.Mismatch;
import org.superpose.circuits.cell.OhmicMultipliers;
import org.superpose.circuits.characterisation.CharacterisedCell.Noise;
import org.superpose.circuits.characterisation.CharacterisedColumn.Deviation;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;

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

    /** Beyond the window the curves go on straight, up to rails that were measured: what is missed is their corner, and by how much a rail gives way to overdrive. */
    @Test
    void beyondTheWindowTheOutputEndsAtTheRails() {
        ColumnOfCells cells = ColumnOfCells.resting(Column.of(8).rectifying());
        CharacterisedColumn measured = cells.characterisation().run();
        for (double current : new double[] {-600e-6, -330e-6, 330e-6, 600e-6}) {
            OperatingPointResult point = ColumnOfCells.solved(cells.circuit(current, 0, UnaryOperator.identity()));
            double z = measured.linear(current, 0, 0, Deviation.NONE);
            assertFalse(measured.covers(current, 0));
            assertEquals(point.voltage(cells.linear()), z, 0.05);
            assertEquals(point.voltage("out"), measured.output(z, Deviation.NONE), 0.05);
        }
        assertEquals(3.41, measured.rectifier().orElseThrow().most(), 0.01);                                  // a diode's voltage below the op-amp's 4.1 V
    }

    static Stream<Arguments> drivenColumns() {
        return Stream.of(Column.of(8), Column.of(64)).flatMap(column -> Stream.of(column, column.rectifying())).flatMap(column -> Stream.of(1.0, -1.0).map(factor -> Arguments.of(column, factor)));
    }

    /**
     * Cells between the lines of a column draw what each draws alone between held lines: within 0.5 % of full scale, 1 V. What is left, 0.2 mV of 1 V at 64 cells and 0.01 mV of 0.3 V at 8: the tail line droops with the base currents of all cells, by
     * 0.7 % at 64, of which a degenerated pair passes on 3 %.
     */
    @ParameterizedTest
    @MethodSource("drivenColumns")
    void drivenColumnFollowsFromItsCells(Column column, double factor) {
        ColumnOfCells cells = ColumnOfCells.driven(column, factor);
        CharacterisedColumn measured = cells.characterisation().run();
        OperatingPointResult point = ColumnOfCells.solved(cells.circuit());
        double[] drawn = cells.drawn(measured.lineVoltage());
        double z = measured.linear(drawn[0], measured.tailRatio() * drawn[1] - measured.restCurrent(), 0, Deviation.NONE);
        assertTrue(Math.abs(z) > (column.fanIn() == 8 ? 0.25 : 0.95), "z = " + z);
        assertEquals(point.voltage(cells.linear()), z, 3e-4);
        assertEquals(point.voltage("out"), measured.output(z, Deviation.NONE), 3e-4);
    }

    /**
     * Noise of the cells through the response, that of the tails through what the difference current has of them, and the column's own make that of the whole netlist, of z and of the output: within 3 %, and 1.5 % up to 1 MHz. What is left: noise falls
     * with the tail currents, 0.7 % at 64 cells; above 1 MHz the response of z changes a little with what its rectifier does, and some
     * of the 15 nV/√Hz behind one that blocks comes through its capacitances, the more the less it blocks: there 5 %.
     */
    @ParameterizedTest
    @MethodSource("drivenColumns")
    void noiseOfTheColumnIsThatOfItsPartsTogether(Column column, double factor) {
        noiseAgrees(column, ColumnOfCells.driven(column, factor));
    }

    @Test
    void noiseOfAColumnAtRestIsThatOfItsPartsTogether() {
        noiseAgrees(Column.of(64), ColumnOfCells.resting(Column.of(64)));
    }

    private static void noiseAgrees(Column column, ColumnOfCells cells) {
        CharacterisedColumn measured = cells.characterisation().run();
        double[] frequencies = {10, 1e3, 1e5, 1e6, 3e6, 1e7};
        double[] drawn = cells.drawn(measured.lineVoltage());
        double slope = measured.transfer().slope(drawn[0]) / measured.transfer().slope(0);
        double[] ofCells = cells.noise(measured.lineVoltage(), frequencies);
        double ofTail = cells.ofTail(measured.lineVoltage());
        boolean conducts = measured.conducts(measured.linear(drawn[0], 0, 0, Deviation.NONE));
        double[] z = new NoiseAnalysis(cells.linear(), Sweep.of(frequencies)).with(ColumnOfCells.SETTINGS).run(cells.circuit()).density();
        double[] out = new NoiseAnalysis("out", Sweep.of(frequencies)).with(ColumnOfCells.SETTINGS).run(cells.circuit()).density();
        for (int p = 0; p < frequencies.length; p++) {
            double f = frequencies[p];
            double current = ofCells[p] + ofTail * ofTail * measured.tailNoise().density(f);
            double tolerance = f <= 1e6 ? 0.015 : 0.03;
            assertEquals(z[p], Math.pow(slope * measured.response().magnitude(f), 2) * current + measured.noise(drawn[0]).density(f), tolerance * z[p], f + " Hz");
            if (column.rectified()) {
                double passed = conducts ? Math.pow(slope * measured.outputResponse().magnitude(f), 2) * current : 0;
                assertEquals(out[p], passed + measured.outputNoise(conducts).density(f), (conducts || f <= 1e6 ? tolerance : 0.05) * out[p], f + " Hz");
            }
        }
    }

    /** Between the frequencies at which they were sampled, response and own noise are those of the netlist to 1e-3: ten points to the decade, cubics. */
    @Test
    void responseAndNoiseAreSmoothBetweenTheirSamples() {
        ColumnOfCells cells = ColumnOfCells.resting(Column.of(8).rectifying());
        CharacterisedColumn measured = cells.characterisation().run();
        LogSweep between = LogSweep.decades(130, 9e7, 3);
        Circuit circuit = cells.circuit();
        Phasors response = new AcSweep(between).with(ColumnOfCells.SETTINGS).run(circuit).voltage(cells.linear());
        NoiseResult noise = new NoiseAnalysis(cells.linear(), between).with(ColumnOfCells.SETTINGS).run(circuit);
        double[] f = between.values();
        for (int p = 0; p < f.length; p++) {
            assertEquals(response.real()[p], measured.response().real(f[p]), 1e-3 * response.magnitude()[p]);
            assertEquals(response.imaginary()[p], measured.response().imaginary(f[p]), 1e-3 * response.magnitude()[p]);
            double[] own = Noise.powers(noise, p, name -> name.startsWith("xreadout.") || name.startsWith("xtail."));
            assertEquals(own[0] + own[1] + own[2] / f[p], measured.noise(0).density(f[p]), 2e-3 * measured.noise(0).density(f[p]));
        }
        double reader = 1e6;
        Band band = new Band(10, 1e8, reader);
        double variance = 0;                                                              // by the trapezoidal rule on 200 points to the decade
        LogSweep fine = LogSweep.decades(10, 1e8, 200);
        double[] magnitude = new AcSweep(fine).with(ColumnOfCells.SETTINGS).run(circuit).voltage(cells.linear()).magnitude();
        double[] at = fine.values();
        for (int p = 1; p < at.length; p++) {
            double here = magnitude[p] * magnitude[p] / (1 + Math.pow(at[p] / reader, 2));
            double before = magnitude[p - 1] * magnitude[p - 1] / (1 + Math.pow(at[p - 1] / reader, 2));
            variance += (here + before) / 2 * (at[p] - at[p - 1]);
        }
        assertEquals(variance, measured.response().white(band), 1e-3 * variance);
    }

    /** What a cell's tail current is with many cells at the line, over that on its bench; what the netlist of all cells says. */
    @Test
    void tailsDroopWithTheNumberOfCells() {
        ColumnOfCells cells = ColumnOfCells.resting(Column.of(64));
        CharacterisedColumn measured = cells.characterisation().run();
        OperatingPointResult all = ColumnOfCells.solved(cells.circuit());
        OperatingPointResult one = ColumnOfCells.solved(cells.alone(0, 3.65));
        assertEquals(all.current("xc7.xc.q7") / one.current("xc.xc.q7"), measured.tailRatio(), 1e-5);      // the collector's voltage, which Early effect sees, moves by microvolts
        assertEquals(0.9926, measured.tailRatio(), 1e-4);
    }

    /** Resistors as cells share no tail line; f and the rest are there. */
    @Test
    void cellsThatShareNothingHaveNoTails() {
        Column column = Column.of(8).withTailCurrent(0);
        CharacterisedColumn measured = ColumnCharacterisation.of(OhmicMultipliers.resistor(100e3, 1), column.netlist(), 8).with(Variation.ofEvery(Mismatch.local(new Mismatch.Plain(0.01, 0.003, 0, 0)))).run();
        assertEquals(1, measured.tailRatio());
        assertEquals(0, measured.tailNoise().density(1e3));
        Deviation deviation = measured.deviation(name -> name.equals("xreadout.xf.rp") ? 1 : 0);
        assertEquals(0, deviation.tail());
        assertTrue(Math.abs(deviation.offset()) > 1e-4);
        double law = column.gain(Physics.ROOM_TEMPERATURE) * column.feedback();
        assertEquals(law, measured.transfer().slope(0), 0.015 * law);                                         // as close as the law is elsewhere
    }

    static Stream<Arguments> spreads() {
        return Stream.of(Arguments.of(Column.of(64).rectifying(), 0.01, 0.003, 0.012), Arguments.of(Column.of(8).rectifying(), 0.02, 0.005, 0.02), Arguments.of(Column.of(8).with(Column.Lines.CASCODED, Column.Readout.DIFFERENCE), 0.01, 0.003, 0.012));
    }

    /**
     * A made column against its netlist solved with the same parts. First order leaves a part of each deviation that is as large as the relative errors themselves, some σ of Is and R: of an offset of 45 mV (Is 1 %, R 0.3 %, 64 cells) 0.2 mV rms.
     *
     * @param left of the root mean square of each deviation, at most
     */
    @ParameterizedTest
    @MethodSource("spreads")
    void madeColumnsFollowTheirDrawsToFirstOrder(Column column, double saturation, double resistance, double left) {
        Variation variation = Variation.ofEvery(Mismatch.local(new Mismatch.Plain(saturation, resistance, 0, 0)));
        ColumnOfCells cells = ColumnOfCells.resting(column);
        CharacterisedColumn measured = cells.characterisation().with(variation).run();
        assertTrue(measured.parameters().containsAll(List.of("xreadout.rbias", "xtail.r1", "xtail.q1")));
        double[] currents = {0, 90e-6, -90e-6, 0, 45e-6};
        double[] biases = {0, 0, 0, 1, 0};
        List<double[]> truths = new ArrayList<>();
        List<double[]> predictions = new ArrayList<>();
        for (int chip = 0; chip < 12; chip++) {
            Random random = new Random(chip);
            Map<String, Double> draws = new HashMap<>();
            measured.parameters().forEach(name -> draws.put(name, random.nextGaussian()));
            Deviation deviation = measured.deviation(draws::get);
            double[] truth = new double[11];
            double[] prediction = new double[11];
            for (int k = 0; k < currents.length; k++) {
                OperatingPointResult made = ColumnOfCells.solved(cells.circuit(currents[k], biases[k], part -> variation.vary(part, draws::get)));
                double design = measured.linear(currents[k], 0, biases[k], Deviation.NONE);
                double z = measured.linear(currents[k], 0, biases[k], deviation);
                truth[2 * k] = made.voltage(cells.linear()) - design;
                prediction[2 * k] = z - design;
                truth[2 * k + 1] = made.voltage("out") - measured.output(design, Deviation.NONE);
                prediction[2 * k + 1] = measured.output(z, deviation) - measured.output(design, Deviation.NONE);
                if (k == 0) {
                    double tails = 0;
                    for (int i = 0; i < column.fanIn(); i++) {
                        tails += made.current("xc" + i + ".xc.q7");
                    }
                    truth[10] = Math.log(tails / (column.fanIn() * ColumnOfCells.solved(cells.circuit()).current("xc0.xc.q7")));
                    prediction[10] = deviation.tail();
                }
            }
            truths.add(truth);
            predictions.add(prediction);
        }
        for (int n = 0; n < 11; n++) {
            int number = n;
            double spread = Math.sqrt(truths.stream().mapToDouble(truth -> truth[number] * truth[number]).sum());
            double missed = 0;
            for (int chip = 0; chip < truths.size(); chip++) {
                missed += Math.pow(predictions.get(chip)[n] - truths.get(chip)[n], 2);
            }
            assertEquals(0, Math.sqrt(missed) / spread, left, "number " + n);
        }
    }

    /** Written into the page: columns as they were characterised, and how far their whole netlists, cells driven to about 1 V of output, are from what was predicted. */
    @Tag("slow")
    @Test
    void tableOfThePage() throws IOException {
        List<String> rows = new ArrayList<>();
        for (Column column : List.of(Column.of(8), Column.of(32), Column.of(64), Column.of(128), Column.of(64).rectifying(), Column.of(64).with(Column.Lines.CASCODED, Column.Readout.TRANSIMPEDANCE), Column.of(64).with(Column.Lines.FOLDED, Column.Readout.DIFFERENCE))) {
            ColumnOfCells cells = ColumnOfCells.driven(column, 1);
            CharacterisedColumn measured = cells.characterisation().run();
            double[] drawn = cells.drawn(measured.lineVoltage());
            double z = measured.linear(drawn[0], measured.tailRatio() * drawn[1] - measured.restCurrent(), 0, Deviation.NONE);
            double output = measured.output(z, Deviation.NONE);
            double missed = output - ColumnOfCells.solved(cells.circuit()).voltage("out");
            assertTrue(Math.abs(missed) < 5e-3);
            double[] frequencies = {10, 1e5, 1e6};
            double[] density = new NoiseAnalysis("out", Sweep.of(frequencies)).with(ColumnOfCells.SETTINGS).run(cells.circuit()).density();
            double[] ofCells = cells.noise(measured.lineVoltage(), frequencies);
            double ofTail = cells.ofTail(measured.lineVoltage());
            double slope = measured.transfer().slope(drawn[0]) / measured.transfer().slope(0);
            double worst = 0;
            for (int p = 0; p < frequencies.length; p++) {
                double through = Math.pow(slope * measured.outputResponse().magnitude(frequencies[p]), 2) * (ofCells[p] + ofTail * ofTail * measured.tailNoise().density(frequencies[p]));
                NoiseSpectrum own = column.rectified() ? measured.outputNoise(true) : measured.noise(drawn[0]);
                worst = Math.max(worst, Math.abs((through + own.density(frequencies[p])) / density[p] - 1));
            }
            assertTrue(worst < 0.03);
            MeasuredCurve transfer = measured.transfer();
            double volt = 1 / Math.abs(transfer.slope(0));
            double bend = 0;
            for (double i = -volt; i <= volt; i += volt / 50) {
                bend = Math.max(bend, Math.abs(transfer.value(i) - transfer.value(0) - i / (2 * volt) * (transfer.value(volt) - transfer.value(-volt))));
            }
            rows.add(String.format(Locale.ROOT, "| %d, %s, %s%s | %.2f kΩ | %.1f mV | %.2f mV | %.2f %% | %.1f … %.1f V | %.2f MHz | %.0f, %.0f nV/√Hz | %.2f mV of %.2f V | %.1f %% |", column.fanIn(), column.lines().name().toLowerCase(Locale.ROOT), column.readout().name().toLowerCase(Locale.ROOT),
                    column.rectified() ? ", rectified" : "", 1e-3 * Math.abs(transfer.slope(0)), 1e3 * transfer.value(0), 1e3 * bend, 100 * (measured.tailRatio() - 1), transfer.least(), transfer.most(), 1e-6 * measured.outputResponse().bandwidth(),
                    1e9 * Math.sqrt(measured.noise(0).density(100)), 1e9 * Math.sqrt(measured.noise(0).density(1e5)), 1e3 * Math.abs(missed), output, 100 * worst).replace("| -0.0 mV", "| 0.0 mV").replace("-0.00 %", "0.00 %"));
        }
        WrittenTable.write(Path.of("../docs/characterisation.md"), "columns", "| cells, lines, readout | transimpedance | offset | bend to ±1 V | tail currents | rails before the rectifier | bandwidth | own noise at 100 Hz, 100 kHz | output missed | noise missed |\n|---|---|---|---|---|---|---|---|---|---|\n", rows);
    }

    /** No clock, no chance, no threads: the same numbers, to the last bit. */
    @Test
    void twoRunsAreTheSameToTheLastBit() {
        Variation variation = Variation.ofEvery(Mismatch.local(new Mismatch.Plain(0.01, 0.003, 0, 0)));
        ColumnCharacterisation characterisation = ColumnOfCells.resting(Column.of(8).rectifying()).characterisation().with(variation);
        CharacterisedColumn first = characterisation.run();
        CharacterisedColumn second = characterisation.run();
        for (double current : new double[] {-50e-6, 1e-7, 80e-6}) {
            Deviation deviation = first.deviation(name -> name.length() - 10);
            double z = first.linear(current, 1e-6, 0.3, deviation);
            assertEquals(z, second.linear(current, 1e-6, 0.3, second.deviation(name -> name.length() - 10)));
            assertEquals(first.output(z, deviation), second.output(z, deviation));
        }
        assertEquals(first.noise(2e-5).density(12345), second.noise(2e-5).density(12345));
        assertEquals(first.response().phase(12345), second.response().phase(12345));
    }

    @Test
    void unfitReadoutsAreRefused() {
        ColumnOfCells cells = ColumnOfCells.resting(Column.of(8));
        Subcircuit wrong = Subcircuit.of("two", "", List.of("a", "b"), new Resistor("r", "a", "b", 1));
        assertTrue(assertThrows(CircuitException.class, () -> ColumnCharacterisation.of(cells.cell(), wrong, 8)).getMessage().contains("[op, on, bias, out, vcc, vee]"));
        Subcircuit dead = Subcircuit.of("dead", "", List.of("op", "on", "bias", "out", "vcc", "vee"), new Resistor("r1", "vcc", "op", 1e3), new Resistor("r2", "vcc", "on", 1e3), new Resistor("r3", "bias", "vee", 1e3), new Resistor("r4", "out", "vcc", 1e3));
        assertTrue(assertThrows(CircuitException.class, () -> ColumnCharacterisation.of(cells.cell(), dead, 8).run()).getMessage().contains("follows neither"));
        assertThrows(IllegalArgumentException.class, () -> ColumnCharacterisation.of(cells.cell(), cells.column().netlist(), 0));
        assertThrows(IllegalArgumentException.class, () -> cells.characterisation().within(-1));
        assertThrows(IllegalArgumentException.class, () -> new Band(0, 1e6, 1e6));
        assertThrows(IllegalArgumentException.class, () -> cells.characterisation().run().response().magnitude(2e9));
    }
}
