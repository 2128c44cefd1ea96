package org.superpose.simulator.npz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Matrices of doubles by name, as NumPy's {@code savez} leaves them: a zip of {@code .npy} files (<i>NumPy Enhancement Proposal 1</i>, format 1.0), little-endian, row by row. */
public final class NpzFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final Pattern HEADER = Pattern.compile("\\{'descr': '<f8', 'fortran_order': False, 'shape': \\((\\d{1,9}), (\\d{1,9})\\), \\}\\s*");
    private static final String SUFFIX = ".npy";
    private static final int MOST_MATRICES = 1000;

    private NpzFile() {
    }

    /** Writes matrices whose rows are of one length; the same matrices always give the same bytes. */
    public static void write(Path file, Map<String, double[][]> matrices) throws IOException {
        try (NpzWriter npz = new NpzWriter(file)) {
            for (Map.Entry<String, double[][]> entry : matrices.entrySet()) {
                double[][] matrix = entry.getValue();
                npz.real(entry.getKey(), Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray(), matrix.length, matrix.length == 0 ? 0 : matrix[0].length);
            }
        }
    }

    /**
     * Reads what {@link #write} wrote, or NumPy with two-dimensional float64 arrays.
     *
     * @param most numbers of all matrices together that are still taken
     * @throws IllegalArgumentException if it holds anything else; the message says what
     */
    public static Map<String, double[][]> read(InputStream file, long most) throws IOException {
        Map<String, double[][]> matrices = new LinkedHashMap<>();
        long left = most;
        try (ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.getName().endsWith(SUFFIX) || matrices.size() == MOST_MATRICES) {
                    throw new IllegalArgumentException("holds more than " + MOST_MATRICES + " arrays, or what is no array: " + entry.getName());
                }
                String name = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
                double[][] matrix = matrix(zip, name, left);
                left -= (long) matrix.length * (matrix.length == 0 ? 0 : matrix[0].length);
                matrices.put(name, matrix);
            }
        }
        return matrices;
    }

    private static double[][] matrix(InputStream in, String name, long most) throws IOException {
        byte[] start = in.readNBytes(MAGIC.length + 2);
        boolean known = start.length == MAGIC.length + 2;
        for (int k = 0; k < MAGIC.length && known; k++) {
            known = start[k] == MAGIC[k];
        }
        int length = known ? (start[MAGIC.length] & 0xff) | (start[MAGIC.length + 1] & 0xff) << 8 : 0;
        Matcher header = HEADER.matcher(new String(in.readNBytes(length), StandardCharsets.US_ASCII));
        if (!header.matches()) {
            throw new IllegalArgumentException("array " + name + " is not two-dimensional of little-endian float64, row by row");
        }
        int rows = Integer.parseInt(header.group(1));
        int columns = Integer.parseInt(header.group(2));
        if ((long) rows * columns > most || columns == 0 && rows > 0) {
            throw new IllegalArgumentException("array " + name + " has " + rows + " x " + columns + " numbers, more than are taken");
        }
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            byte[] bytes = in.readNBytes(8 * columns);
            if (bytes.length < 8 * columns) {
                throw new IllegalArgumentException("array " + name + " ends too early");
            }
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(row);
        }
        return matrix;
    }
}
