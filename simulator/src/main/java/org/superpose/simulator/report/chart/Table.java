package org.superpose.simulator.report.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Rows and named columns, as they go into a CSV file: UTF-8, comma, line feed, numbers with the fewest digits that read back exactly.
 *
 * @param columns header names with units in brackets, such as {@code "power [W]"}
 * @param rows    one list per row, as long as {@code columns}; numbers and texts; NaN is written as an empty cell
 */
public record Table(List<String> columns, List<List<Object>> rows) {
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("table has columns " + columns + " but a row of " + row.size() + " cells");
            }
        }
    }

    /** A row of numbers and texts. */
    public static List<Object> row(Object... cells) {
        return Arrays.asList(cells);
    }

    /** The table as CSV text. */
    public String csv() {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            printer.printRecord(columns);
            for (List<Object> row : rows) {
                printer.printRecord(row.stream().map(Table::cell).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Writes the CSV file. */
    public void write(Path file) throws IOException {
        Files.writeString(file, csv(), StandardCharsets.UTF_8);
    }

    private static Object cell(Object value) {
        return value instanceof Double d && d.isNaN() ? "" : value;
    }
}
