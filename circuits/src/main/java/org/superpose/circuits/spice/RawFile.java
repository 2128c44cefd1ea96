package org.superpose.circuits.spice;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes results as ngspice does with {@code write} (<i>ngspice User's Manual</i>, version 39, appendix on the raw file format); its viewers and those of other simulators read that. Binary numbers are 64-bit, little-endian. */
public enum RawFile {
    /** Short and exact. */
    BINARY,
    /** For eyes and scripts, and exact as well. */
    ASCII;

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
