package org.superpose.circuits.sparse;

import java.util.Arrays;

/**
 * The matrix has no inverse. The indices are those of the caller's matrix, so that he can name the nodes and branches.
 */
public final class SingularMatrixException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean structural;
    private final int[] rows;
    private final int[] columns;

    private SingularMatrixException(String message, boolean structural, int[] rows, int[] columns) {
        super(message);
        this.structural = structural;
        this.rows = rows;
        this.columns = columns;
    }

    static SingularMatrixException structural(int[] rows, int[] columns) {
        return new SingularMatrixException("matrix is singular whatever its values: rows " + list(rows) + " have entries in fewer columns than they are, columns "
                + list(columns) + " in fewer rows", true, rows, columns);
    }

    static SingularMatrixException column(int column) {
        return new SingularMatrixException("matrix is singular: column " + column + " depends on others, to within rounding", false, new int[0], new int[] {column});
    }

    static SingularMatrixException zeroRow(int row) {
        return new SingularMatrixException("matrix is singular: row " + row + " is zero", false, new int[] {row}, new int[0]);
    }

    private static String list(int[] indices) {
        return indices.length <= 10 ? Arrays.toString(indices) : Arrays.toString(Arrays.copyOf(indices, 10)).replace("]", ", ... " + indices.length + " in all]");
    }

    /** True if the pattern alone makes the matrix singular, so that no values can help. */
    public boolean isStructural() {
        return structural;
    }

    /**
     * Rows concerned, ascending. Structural: together they have entries in fewer columns than they are (two voltage sources in parallel: their branch rows).
     * Numerical: the row that is zero, or none.
     */
    public int[] rows() {
        return rows.clone();
    }

    /**
     * Columns concerned, ascending. Structural: together they have entries in fewer rows than they are. Numerical: the column for which no pivot
     * was left, since it depends on others to within rounding; or none.
     */
    public int[] columns() {
        return columns.clone();
    }
}
