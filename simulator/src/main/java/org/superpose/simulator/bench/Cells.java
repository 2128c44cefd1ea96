package org.superpose.simulator.bench;

import java.util.List;
import org.superpose.simulator.input.Section;

/** Rows of numbers from a file, one for each cell of a mask or a device, the top row first as it is written. */
final class Cells {
    private static final int MOST = 1 << 22;

    private final Section section;
    private final String key;
    private final int columns;
    private final int rows;
    private final double[] values;                    // row by row, the lowest first as y counts

    private Cells(Section section, String key, int columns, int rows, double[] values) {
        this.section = section;
        this.key = key;
        this.columns = columns;
        this.rows = rows;
        this.values = values;
    }

    static Cells read(Section section, String key, String unit) {
        List<double[]> rows = section.quantityRows(key, unit);
        int columns = rows.isEmpty() ? 0 : rows.get(0).length;
        if (columns == 0 || (long) rows.size() * columns > MOST) {
            throw section.error(key, "expected 1 to 2^22 cells");
        }
        double[] values = new double[rows.size() * columns];
        for (int r = 0; r < rows.size(); r++) {
            if (rows.get(r).length != columns) {
                throw section.error(key, "all rows must be as long as the first, " + columns + ", but row " + (r + 1) + " has " + rows.get(r).length);
            }
            System.arraycopy(rows.get(r), 0, values, (rows.size() - 1 - r) * columns, columns);
        }
        return new Cells(section, key, columns, rows.size(), values);
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** The numbers, row by row, the lowest row first as y counts; a copy. */
    double[] values() {
        return values.clone();
    }

    /** The numbers, if there are so many. */
    double[] values(int neededColumns, int neededRows) {
        if (columns != neededColumns || rows != neededRows) {
            throw section.error(key, "has " + columns + " x " + rows + " cells (columns x rows), but " + neededColumns + " x " + neededRows + " are needed");
        }
        return values();
    }
}
