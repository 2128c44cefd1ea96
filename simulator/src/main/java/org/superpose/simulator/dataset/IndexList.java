package org.superpose.simulator.dataset;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Collectors;
import org.superpose.simulator.input.BoundedInput;
import org.superpose.simulator.input.InputException;

/** Text files that choose rows of a data set: one index a line, counted from 0, none twice; {@code #} begins a comment. At most 64 MiB. */
public final class IndexList {
    private static final long MAX_BYTES = 64L << 20;

    private IndexList() {
    }

    /** @param size rows of the data set that is chosen from */
    public static int[] read(Path file, int size) {
        String[] lines = BoundedInput.text(file, MAX_BYTES).split("\n", -1);
        int[] rows = new int[Math.min(size, lines.length)];
        int count = 0;
        BitSet seen = new BitSet(size);
        for (int i = 0; i < lines.length; i++) {
            int comment = lines[i].indexOf('#');
            String text = (comment < 0 ? lines[i] : lines[i].substring(0, comment)).strip();
            if (text.isEmpty()) {
                continue;
            }
            int row = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
            if (row < 0 || row >= size) {
                throw new InputException(file, i + 1, "must be the index of a row, 0 to " + (size - 1) + ", got " + InputException.quote(text));
            }
            if (seen.get(row)) {
                throw new InputException(file, i + 1, "names row " + row + " for the second time; name each row once");
            }
            seen.set(row);
            rows[count++] = row;
        }
        if (count == 0) {
            throw new InputException(file, "names no rows");
        }
        return Arrays.copyOf(rows, count);
    }

    /** The text of such a file. */
    public static String format(String comment, int[] rows) {
        return Arrays.stream(comment.split("\n")).map(line -> "# " + line + "\n").collect(Collectors.joining())
                + Arrays.stream(rows).mapToObj(row -> row + "\n").collect(Collectors.joining());
    }
}
