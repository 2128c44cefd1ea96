package org.superpose.circuits.spice;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes results as ngspice does with {@code write} (<i>ngspice User's Manual</i>, version 39, appendix on the raw file format); its viewers and those of other simulators read that. Binary numbers are 64-bit, little-endian.
 * <p>{@link #read} reads such files again, and those of ngspice and LTspice.
 */
public enum RawFile {
    /** Short and exact. */
    BINARY,
    /** For eyes and scripts, and exact as well. */
    ASCII;

    private static final long MOST_BYTES = 1L << 30;

    /**
     * Reads the plots of a raw file of ngspice, LTspice or ours, binary or text. Runs of a stepped file of LTspice are plots of their own.
     *
     * @throws SpiceException if it is not one, is cut off, compressed, or larger than 1 GiB
     */
    public static List<RawPlot> read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new SpiceException(new Position(file.toString(), 1, 1), "the file has " + Files.size(file) + " bytes, and raw files are read up to " + MOST_BYTES + "; save fewer columns");
        }
        return new RawReader(file.toString(), Files.readAllBytes(file)).plots();
    }

    /** Writes a table into a new file. */
    public void write(Path file, String title, ResultTable table) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(out, title, table);
        }
    }

    /** Writes a table. */
    public void write(OutputStream out, String title, ResultTable table) throws IOException {
        int columns = table.names().size();
        StringBuilder head = new StringBuilder("Title: ").append(title).append("\nPlotname: ").append(table.plotName()).append("\nFlags: ").append(table.isComplex() ? "complex" : "real")
                .append("\nNo. Variables: ").append(columns).append("\nNo. Points: ").append(table.size()).append("\nVariables:\n");
        for (int column = 0; column < columns; column++) {
            head.append('\t').append(column).append('\t').append(table.names().get(column)).append('\t').append(table.type(column)).append('\n');
        }
        out.write(head.append(this == BINARY ? "Binary:\n" : "Values:\n").toString().getBytes(StandardCharsets.UTF_8));
        ByteBuffer row = ByteBuffer.allocate(2 * Double.BYTES * columns).order(ByteOrder.LITTLE_ENDIAN);
        for (int point = 0; point < table.size(); point++) {
            if (this == BINARY) {
                row.clear();
                for (int column = 0; column < columns; column++) {
                    row.putDouble(table.real(column, point));
                    if (table.isComplex()) {
                        row.putDouble(table.imaginary(column, point));
                    }
                }
                out.write(row.array(), 0, row.position());
            } else {
                StringBuilder text = new StringBuilder(" ").append(point);
                for (int column = 0; column < columns; column++) {
                    text.append('\t').append(table.real(column, point)).append(table.isComplex() ? "," + table.imaginary(column, point) : "").append('\n');
                }
                out.write(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
