package org.superpose.optics.wave;

/** A matrix of complex numbers, [rows × columns]: what fixed linear optics makes of amplitudes. Nothing changes it. */
public final class ComplexMatrix {
    private final int rows;
    private final int columns;
    private final double[] entries;                   // real part first, row by row; never handed out

    private ComplexMatrix(int rows, int columns, double[] entries) {
        this.rows = rows;
        this.columns = columns;
        this.entries = entries;
    }

    /** @param entries 2·rows·columns finite numbers, real part first, row by row; copied */
    public static ComplexMatrix of(int rows, int columns, double[] entries) {
        if (rows < 1 || columns < 1 || entries.length != 2L * rows * columns) {
            throw new IllegalArgumentException("matrix: " + rows + " x " + columns + " entries need twice as many numbers (real and imaginary parts) and at least one, got "
                    + entries.length);
        }
        for (int k = 0; k < entries.length; k++) {
            if (!Double.isFinite(entries[k])) {
                throw new IllegalArgumentException("matrix: every entry must be finite, but row " + k / 2 / columns + ", column " + k / 2 % columns + " is " + entries[k]);
            }
        }
        return new ComplexMatrix(rows, columns, entries.clone());
    }

    /** @param entries real, [rows × columns] */
    public static ComplexMatrix of(double[][] entries) {
        int columns = entries.length == 0 ? 0 : entries[0].length;
        double[] all = new double[2 * entries.length * columns];
        for (int r = 0; r < entries.length; r++) {
            if (entries[r].length != columns) {
                throw new IllegalArgumentException("matrix: all rows must be as long as the first, " + columns + ", but row " + r + " has " + entries[r].length);
            }
            for (int c = 0; c < columns; c++) {
                all[2 * (r * columns + c)] = entries[r][c];
            }
        }
        return of(entries.length, columns, all);
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** Entry in row r, column c. */
    public Complex at(int r, int c) {
        int k = 2 * (r * columns + c);
        return new Complex(entries[k], entries[k + 1]);
    }

    /** All entries, real part first, row by row; a copy. */
    public double[] entries() {
        return entries.clone();
    }

    /** The product with a vector. @param vector 2·columns numbers, real part first @return 2·rows numbers */
    public double[] times(double[] vector) {
        if (vector.length != 2 * columns) {
            throw new IllegalArgumentException("matrix: a vector for " + columns + " columns has " + 2 * columns + " numbers (real and imaginary parts), got " + vector.length);
        }
        double[] product = new double[2 * rows];
        for (int r = 0; r < rows; r++) {
            double re = 0;
            double im = 0;
            int row = 2 * r * columns;
            for (int c = 0; c < vector.length; c += 2) {
                re += entries[row + c] * vector[c] - entries[row + c + 1] * vector[c + 1];
                im += entries[row + c] * vector[c + 1] + entries[row + c + 1] * vector[c];
            }
            product[2 * r] = re;
            product[2 * r + 1] = im;
        }
        return product;
    }

    /** The product with a matrix on its right. */
    public ComplexMatrix times(ComplexMatrix other) {
        if (other.rows != columns) {
            throw new IllegalArgumentException("matrix: " + rows + " x " + columns + " cannot be multiplied by " + other.rows + " x " + other.columns);
        }
        double[] product = new double[2 * rows * other.columns];
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < columns; k++) {
                double re = entries[2 * (r * columns + k)];
                double im = entries[2 * (r * columns + k) + 1];
                for (int c = 0; c < other.columns; c++) {
                    int from = 2 * (k * other.columns + c);
                    int into = 2 * (r * other.columns + c);
                    product[into] += re * other.entries[from] - im * other.entries[from + 1];
                    product[into + 1] += re * other.entries[from + 1] + im * other.entries[from];
                }
            }
        }
        return new ComplexMatrix(rows, other.columns, product);
    }

    /** Conjugate transpose. */
    public ComplexMatrix adjoint() {
        double[] turned = new double[entries.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                turned[2 * (c * rows + r)] = entries[2 * (r * columns + c)];
                turned[2 * (c * rows + r) + 1] = -entries[2 * (r * columns + c) + 1];
            }
        }
        return new ComplexMatrix(columns, rows, turned);
    }

    /** Root of the sum of |entry − other's entry|². */
    public double distance(ComplexMatrix other) {
        if (other.rows != rows || other.columns != columns) {
            throw new IllegalArgumentException("matrix: " + rows + " x " + columns + " cannot be compared with " + other.rows + " x " + other.columns);
        }
        double sum = 0;
        for (int k = 0; k < entries.length; k++) {
            sum += (entries[k] - other.entries[k]) * (entries[k] - other.entries[k]);
        }
        return Math.sqrt(sum);
    }

    /** Largest |entry of A* A − 1|: how far the columns are from orthonormal. */
    public double unitarityError() {
        ComplexMatrix product = adjoint().times(this);
        double worst = 0;
        for (int r = 0; r < columns; r++) {
            for (int c = 0; c < columns; c++) {
                Complex entry = product.at(r, c);
                worst = Math.max(worst, Math.hypot(entry.re() - (r == c ? 1 : 0), entry.im()));
            }
        }
        return worst;
    }
}
