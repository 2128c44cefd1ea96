package org.superpose.simulator.bench;

import java.util.List;
import org.superpose.simulator.input.Section;

/**
 * Numbers of the cells of a mask, the top row first as it is written.
 *
 * @param columns along x
 * @param rows    along y
 */
record Cells(int columns, int rows) {
    private static final int MOST = 1 << 22;

    /** The size of a list of rows, all equally long. */
    static Cells of(Section section, String key, String unit) {
        List<double[]> rows = section.quantityRows(key, unit);
        if (rows.isEmpty() || rows.get(0).length == 0) {
            throw section.error(key, "expected at least one row of one cell");
        }
        for (double[] row : rows) {
            if (row.length != rows.get(0).length) {
                throw section.error(key, "all rows must be as long as the first, " + rows.get(0).length + ", but row " + (rows.indexOf(row) + 1) + " has " + row.length);
            }
        }
        if ((long) rows.size() * rows.get(0).length > MOST) {
            throw section.error(key, "more than 2^22 cells; take fewer");
        }
        return new Cells(rows.get(0).length, rows.size());
    }

    /** The numbers, the lowest row first as y counts. */
    static double[] values(Section section, String key, String unit) {
        Cells size = of(section, key, unit);
        List<double[]> rows = section.quantityRows(key, unit);
        double[] values = new double[size.columns * size.rows];
        for (int r = 0; r < size.rows; r++) {
            System.arraycopy(rows.get(r), 0, values, (size.rows - 1 - r) * size.columns, size.columns);
        }
        return values;
    }

    /** The numbers, the lowest row first; another size is refused. */
    static double[] fitting(Section section, String key, String unit, int columns, int rows) {
        Cells size = of(section, key, unit);
        if (size.columns != columns || size.rows != rows) {
            throw section.error(key, "has " + size.columns + " x " + size.rows + " cells (columns x rows), but " + columns + " x " + rows + " are needed");
        }
        return values(section, key, unit);
    }
}
