package org.superpose.simulator.npz;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an npz file: a zip of named arrays, each in NumPy's format 1.0 (NumPy Enhancement Proposal 1), little endian, row by row, not compressed. The same arrays make the same bytes.
 */
public final class NpzWriter implements AutoCloseable {
    private static final int ALIGNMENT = 64;                          // of the data behind an array's header [byte]
    private static final int CHUNK = 1 << 13;                         // numbers that are converted at once

    private final ZipOutputStream zip;
    private final Set<String> names = new HashSet<>();

    public NpzWriter(Path file) throws IOException {
        zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
        zip.setLevel(Deflater.NO_COMPRESSION);
    }

    /** Real numbers, {@code float64}. @param shape lengths along the axes, the last varies fastest */
    public void real(String name, double[] values, int... shape) throws IOException {
        array(name, "<f8", values, 1, shape);
    }

    /** Complex numbers, {@code complex128}. @param values real part first @param shape lengths along the axes, the last varies fastest */
    public void complex(String name, double[] values, int... shape) throws IOException {
        array(name, "<c16", values, 2, shape);
    }

    private void array(String name, String type, double[] values, int parts, int[] shape) throws IOException {
        if (!name.matches("[A-Za-z0-9_.-]{1,100}") || !names.add(name)) {
            throw new IllegalArgumentException("npz: names are letters, digits, dot, dash and underscore, each given once, got \"" + name + "\"");
        }
        if (Arrays.stream(shape).asLongStream().reduce(parts, Math::multiplyExact) != values.length) {
            throw new IllegalArgumentException("npz: array \"" + name + "\" of shape " + Arrays.toString(shape) + " and type " + type + " does not have " + values.length + " numbers");
        }
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(header(type, shape));
        write(values, zip);
        zip.closeEntry();
    }

    private static byte[] header(String type, int[] shape) {
        String lengths = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", ")) + (shape.length == 1 ? "," : "");
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + lengths + "), }";
        int before = 10 + text.length() + 1;                          // magic, version, length of the text; and its line feed
        String padded = text + " ".repeat((ALIGNMENT - before % ALIGNMENT) % ALIGNMENT) + "\n";
        ByteBuffer header = ByteBuffer.allocate(10 + padded.length()).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0).putShort((short) padded.length());
        return header.put(padded.getBytes(StandardCharsets.US_ASCII)).array();
    }

    private static void write(double[] values, OutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            bytes.clear();
            bytes.asDoubleBuffer().put(values, from, count);
            out.write(bytes.array(), 0, count * Double.BYTES);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
