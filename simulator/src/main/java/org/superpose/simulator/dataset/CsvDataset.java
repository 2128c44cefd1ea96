package org.superpose.simulator.dataset;

import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.superpose.simulator.input.BoundedInput;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Section;

/**
 * Reads a CSV file, plain or gzip: a sample a line, numbers parted by commas, the last of them the label, a whole number from 0. A first line
 * in which nothing is a number is a header and skipped; so are empty lines and those that begin with {@code #}. Line numbers in messages
 * count from 1, and columns are fields.
 * <p>Bounds: 1 GiB before and after inflation, 1 Mi characters a line, 10 million rows, {@code 2^28} numbers, labels up to 65535.
 */
public final class CsvDataset {
    private static final long MAX_BYTES = 1L << 30;
    private static final int MAX_LINE = 1 << 20;
    private static final int MAX_ROWS = 10_000_000;
    private static final long MAX_NUMBERS = 1L << 28;
    private static final int MAX_LABEL = 65_535;
    /** No quotes, so that a record is a line and no quote swallows the rest of the file. */
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setQuote(null).setTrim(true).setIgnoreEmptyLines(true)
            .setCommentMarker('#').get();

    private CsvDataset() {
    }

    /** The data set of a YAML section: {@code file}, and {@code divideBy}, by which every feature is divided (1 if absent). */
    public static Dataset read(Section section) {
        double divideBy = section.number("divideBy", 1);
        if (!(divideBy > 0)) {
            throw section.error("divideBy", "must be positive, got " + divideBy);
        }
        Dataset asWritten = read(section.resolve("file"));
        return section.build(() -> asWritten.scaledBy(1 / divideBy));
    }

    /** The whole file; the set is named after it, and has as many classes as the largest label asks for. */
    public static Dataset read(Path file) {
        List<double[]> inputs = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        int classes = 0;
        try (Reader text = new BoundedLines(new InputStreamReader(BoundedInput.open(file, MAX_BYTES, MAX_BYTES), StandardCharsets.UTF_8), file);
                CSVParser parser = FORMAT.parse(text)) {
            int columns = 0;
            for (CSVRecord record : parser) {
                int line = Math.toIntExact(parser.getCurrentLineNumber());
                if (columns == 0) {
                    columns = record.size();
                    if (columns < 2) {
                        throw new InputException(file, line, "needs at least one feature and a label, parted by commas; got one column");
                    }
                    if (record.stream().allMatch(field -> Double.isNaN(number(field)))) {
                        continue;                                               // a header
                    }
                }
                if (record.size() != columns) {
                    throw new InputException(file, line, "has " + record.size() + " columns, the lines before have " + columns
                            + "; every line needs as many");
                }
                if (inputs.size() == MAX_ROWS || (inputs.size() + 1L) * columns > MAX_NUMBERS) {
                    throw new InputException(file, line, "is one row too many: " + MAX_ROWS + " rows and " + MAX_NUMBERS + " numbers are allowed");
                }
                double[] row = new double[columns - 1];
                for (int column = 0; column < row.length; column++) {
                    row[column] = number(record, column, file, line);
                }
                double label = number(record, columns - 1, file, line);
                if (label != Math.rint(label) || label < 0 || label > MAX_LABEL) {
                    throw new InputException(file.toString(), line, columns, "label must be a whole number from 0 to " + MAX_LABEL + ", got "
                            + InputException.quote(record.get(columns - 1)) + "; the label is the last column", null);
                }
                inputs.add(row);
                labels.add((int) label);
                classes = Math.max(classes, (int) label + 1);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new InputException(file, "cannot be read: " + e.getMessage());
        }
        if (inputs.isEmpty()) {
            throw new InputException(file, "holds no rows");
        }
        String name = file.getFileName().toString().replaceFirst("(\\.csv)?(\\.gz)?$", "");
        return new Dataset(name, classes, inputs.toArray(double[][]::new), labels.stream().mapToInt(Integer::intValue).toArray());
    }

    private static double number(CSVRecord record, int column, Path file, int line) {
        double value = number(record.get(column));
        if (!Double.isFinite(value)) {
            throw new InputException(file.toString(), line, column + 1, "is not a finite number: " + InputException.quote(record.get(column)), null);
        }
        return value;
    }

    /** The decimal number that a field holds, in quotes or not; NaN if it is none (Java's own {@code 1d}, {@code 0x1p3}, {@code NaN} are none here). */
    private static double number(String field) {
        boolean quoted = field.length() >= 2 && field.startsWith("\"") && field.endsWith("\"");
        String text = quoted ? field.substring(1, field.length() - 1).strip() : field;
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Refuses a line longer than any honest one before it fills the memory; drops a byte order mark. */
    private static final class BoundedLines extends FilterReader {
        private final Path file;
        private long line = 1;
        private int length;
        private boolean first = true;

        BoundedLines(Reader in, Path file) {
            super(in);
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            char[] one = new char[1];
            int count = read(one, 0, 1);
            return count < 0 ? -1 : one[0];
        }

        @Override
        public int read(char[] into, int offset, int count) throws IOException {
            int n = in.read(into, offset, count);
            if (first && n > 0) {
                first = false;
                if (into[offset] == '\uFEFF') {
                    into[offset] = ' ';                                         // fields are trimmed
                }
            }
            for (int i = offset; i < offset + n; i++) {
                if (into[i] == '\n' || into[i] == '\r') {
                    length = 0;
                    line += into[i] == '\n' ? 1 : 0;
                } else if (++length > MAX_LINE) {
                    throw new InputException(file, Math.toIntExact(line), "is longer than " + MAX_LINE + " characters; is this a CSV file with a sample a line?");
                }
            }
            return n;
        }
    }
}
