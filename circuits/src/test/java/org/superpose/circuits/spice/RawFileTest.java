package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawFileTest {
    private static final String DECK = "rc\nV1 in 0 dc 1 ac 1 sin(0 1 1k)\nR1 in out 1k\nC1 out 0 100n\n.op\n.ac dec 3 10 10k\n.tran 10u 1m\n";

    @TempDir
    private Path folder;

    private List<RawPlot> read(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return RawFile.read(Files.write(folder.resolve("a.raw"), all.toByteArray()));
    }

    private String refusal(byte[]... parts) {
        return assertThrows(SpiceException.class, () -> read(parts)).getMessage();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] wide(String text) {
        return text.getBytes(StandardCharsets.UTF_16LE);
    }

    /** In a batch, doubles are doubles and floats are floats. */
    private static byte[] binary(Number... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Number number : numbers) {
            if (number instanceof Float) {
                bytes.putFloat(number.floatValue());
            } else {
                bytes.putDouble(number.doubleValue());
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static String header(String plot, String flags, int points, String... variables) {
        StringBuilder text = new StringBuilder("Title: * t\nDate: today\nPlotname: " + plot + "\nFlags: " + flags + "\nNo. Variables: " + variables.length + "\nNo. Points: " + points + "\nVariables:\n");
        for (int v = 0; v < variables.length; v++) {
            text.append('\t').append(v).append('\t').append(variables[v].replace(' ', '\t')).append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource(RawFile.class)
    void whatIsWrittenReadsBackBitByBit(RawFile format) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<ResultTable> tables = new SpiceReader().read("t", DECK).analyses().stream().flatMap(analysis -> analysis.run().stream()).toList();
        for (ResultTable table : tables) {
            format.write(all, "rc", table);
        }
        List<RawPlot> plots = read(all.toByteArray());
        assertEquals(tables.size(), plots.size());
        for (int t = 0; t < tables.size(); t++) {
            ResultTable table = tables.get(t);
            RawPlot plot = plots.get(t);
            assertEquals("rc", plot.title());
            assertEquals(table.plotName(), plot.name());
            assertEquals(table.names(), plot.names());
            assertEquals(table.isComplex(), plot.isComplex());
            for (int column = 0; column < table.names().size(); column++) {
                assertArrayEquals(table.real(column), plot.real(column));
                assertArrayEquals(table.imaginary(column), plot.imaginary(column));
                assertEquals(table.type(column), plot.type(column));
            }
        }
    }

    /** In ngspice's unpadded plots a vector with fewer points says so, and leaves out the rest. */
    @Test
    void unpaddedVectorsEndEarly() throws IOException {
        String head = header("Transient Analysis", "real unpadded", 3, "time time", "v(a) voltage", "x notype dims=2");
        RawPlot binary = read(ascii(head + "Binary:\n"), binary(0, 1, 2, 0.1, 3, 4, 0.2, 5)).get(0);
        RawPlot text = read(ascii(head + "Values:\n 0\t0\n\t1\n\t2\n\n 1\t0.1\n\t3\n\t4\n\n 2\t0.2\n\t5\n\n")).get(0);
        for (RawPlot plot : new RawPlot[] {binary, text}) {
            assertArrayEquals(new double[] {0, 0.1, 0.2}, plot.real(0));
            assertArrayEquals(new double[] {1, 3, 5}, plot.real(1));
            assertArrayEquals(new double[] {2, 4}, plot.real(2));
        }
    }

    /** LTspice: UTF-16, time in doubles of which a negative one is a mark, the rest in floats. */
    @Test
    void ltspiceTransientsAreDoublesAndFloats() throws IOException {
        String head = header("Transient Analysis", "real forward", 2, "time time", "V(out) voltage", "I(R1) device_current");
        RawPlot plot = read(wide(head + "Binary:\n"), binary(0.0, 1.5f, 2.5f, -1e-3, 3.5f, 4.5f)).get(0);
        assertEquals(List.of("time", "V(out)", "I(R1)"), plot.names());
        assertArrayEquals(new double[] {0, 1e-3}, plot.real(0));
        assertArrayEquals(new double[] {1.5, 3.5}, plot.real(1));
        assertArrayEquals(new double[] {2.5, 4.5}, plot.real(2));
        RawPlot doubles = read(wide(head.replace("real forward", "real double forward") + "Binary:\n"), binary(0, 0.1, 0.2, 1e-3, 0.3, 0.4)).get(0);
        assertArrayEquals(new double[] {0.1, 0.3}, doubles.real(1));
        RawPlot fast = read(wide(head.replace("real forward", "real forward FastAccess") + "Binary:\n"), binary(0.0, 1e-3, 1.5f, 3.5f, 2.5f, 4.5f)).get(0);
        assertArrayEquals(new double[] {1.5, 3.5}, fast.real(1));
        assertArrayEquals(new double[] {2.5, 4.5}, fast.real(2));
        RawPlot old = read(ascii(head.replace("\nVariables:\n", "\nCommand: Linear Technology Corporation LTspice IV\nVariables:\n").replace(" forward", "") + "Binary:\n"),
                binary(0.0, 1.5f, 2.5f, 1e-3, 3.5f, 4.5f)).get(0);
        assertArrayEquals(new double[] {2.5, 4.5}, old.real(2));
    }

    @Test
    void ltspicePhasorsAreDoublesAndRunsArePlots() throws IOException {
        RawPlot ac = read(wide(header("AC Analysis", "complex forward log", 1, "frequency frequency", "V(out) voltage") + "Binary:\n"), binary(10, 7, 0.5, -0.25)).get(0);
        assertArrayEquals(new double[] {10}, ac.real(0));
        assertArrayEquals(new double[] {0}, ac.imaginary(0));
        assertArrayEquals(new double[] {-0.25}, ac.imaginary(1));
        List<RawPlot> runs = read(wide(header("DC transfer characteristic", "real forward stepped", 5, "v1 voltage", "V(out) voltage") + "Binary:\n"),
                binary(0.0, 1f, 1.0, 2f, 0.0, 3f, 1.0, 4f, 2.0, 5f));
        assertEquals(2, runs.size());
        assertArrayEquals(new double[] {0, 1}, runs.get(0).real(0));
        assertArrayEquals(new double[] {3, 4, 5}, runs.get(1).real(1));
    }

    @Test
    void whatIsNoRawFileIsRefusedWithItsPlace() {
        String head = header("Operating Point", "real", 1, "v(a) voltage");
        assertTrue(refusal(new byte[0]).endsWith("a.raw:1:1: the file is empty; it should begin with Title:"));
        assertTrue(refusal(ascii("V1 a 0 1\n")).contains("a.raw:1:1: \"V1 a 0 1\" stands where a line of a header should be"));
        assertTrue(refusal(ascii(head)).contains("the file ends within the header"));
        assertTrue(refusal(ascii(head + "Binary:\n"), new byte[7]).contains("8 bytes are needed, but only 7 follow"));
        assertTrue(refusal(ascii(head.replace("No. Points: 1", "No. Points: 2000000000") + "Binary:\n"), new byte[8]).contains("16000000000 bytes are needed"));
        assertTrue(refusal(ascii(head.replace("No. Variables: 1", "No. Variables: 9999999"))).contains("9999999 variables, but only"));
        assertTrue(refusal(ascii(head.replace("No. Variables: 1", "No. Variables: -1"))).contains(":5:1: the number of variables"));
        assertTrue(refusal(ascii(head.replace("real", "real compressed") + "Binary:\n"), new byte[8]).contains("compressed"));
        assertTrue(refusal(ascii(head.replace("real", "padded") + "Binary:\n"), new byte[8]).contains("either real or complex"));
        assertTrue(refusal(ascii(head + "Values:\n 0\tabc\n")).contains(".raw:10:1: \"abc\" stands where a value of variable 0 at point 0 should be"));
        assertTrue(refusal(ascii(head + "Values:\n 1\t1.0\n")).contains(".raw:10:1: \"1\" stands where point 0 should begin with its number"));
        assertTrue(refusal(ascii(head.replace("\t0\t", "\t7\t") + "Binary:\n"), new byte[8]).contains("variable 0 of 1"));
    }

    /** Whatever happens to a file, the reader either reads it or refuses it. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE"})
    void spoiltFilesAreReadOrRefused(String charset) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        byte[] head = (header("Transient Analysis", "real forward stepped unpadded", 2, "time time", "V(out) voltage dims=1") + "Binary:\n").getBytes(Charset.forName(charset));
        byte[] whole = Arrays.copyOf(head, head.length + 24);
        int refused = 0;
        for (int trial = 0; trial < 3000; trial++) {
            byte[] spoilt = Arrays.copyOf(whole, random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length);
            for (int k = random.nextInt(4); k >= 0 && spoilt.length > 0; k--) {
                spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(128);
            }
            try {
                new RawReader("spoilt", spoilt).plots();
            } catch (SpiceException e) {
                refused++;
            }
        }
        assertTrue(refused > 1000 && refused < 3000, "refused " + refused);
    }
}
