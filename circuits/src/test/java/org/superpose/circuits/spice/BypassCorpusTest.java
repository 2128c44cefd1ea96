package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Devices that stand nearly still go along their tangents: results at rest stay what they are where every device is computed. Points of time are not compared, for where steps end follows the last digits. */
class BypassCorpusTest {
    /** Of the largest value of a column: 1e-13 of a device's current, in loops of a gain of up to 1e4. */
    private static final double TOLERANCE = 1e-9;

    static List<CorpusDeck> decks() throws IOException {
        return CorpusDeck.all();
    }

    @ParameterizedTest
    @MethodSource("decks")
    void resultsAtRestStay(CorpusDeck deck) {
        List<DeckAnalysis> passing = deck.read("").analyses();
        List<DeckAnalysis> whole = deck.read(".options bypass=0\n").analyses();
        for (int a = 0; a < passing.size(); a++) {
            if (!passing.get(a).kind().equals("tran")) {
                List<ResultTable> tables = passing.get(a).run();
                List<ResultTable> expected = whole.get(a).run();
                for (int t = 0; t < tables.size(); t++) {
                    compare(expected.get(t), tables.get(t));
                }
            }
        }
    }

    private static void compare(ResultTable expected, ResultTable found) {
        for (int c = 0; c < expected.names().size(); c++) {
            compare(expected.names().get(c), expected.real(c), found.real(c), expected.isComplex() ? expected.imaginary(c) : new double[expected.size()], found.isComplex() ? found.imaginary(c) : new double[found.size()]);
        }
    }

    private static void compare(String name, double[] real, double[] foundReal, double[] imaginary, double[] foundImaginary) {
        double largest = Arrays.stream(real).map(Math::abs).max().orElse(0) + Arrays.stream(imaginary).map(Math::abs).max().orElse(0);
        double least = 1e-15;                   // currents of nothing
        for (int i = 0; i < real.length; i++) {
            assertEquals(real[i], foundReal[i], TOLERANCE * largest + least, name);
            assertEquals(imaginary[i], foundImaginary[i], TOLERANCE * largest + least, name);
        }
    }
}
