package org.superpose.optics.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.superpose.optics.element.Aperture;
import org.superpose.optics.propagation.Certificate;
import org.superpose.optics.wave.Complex;
import org.superpose.optics.wave.ComplexMatrix;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.OpticalElement;
import org.superpose.optics.wave.Wavefront;

/**
 * A bench with fixed masks, whose inputs are the complex amplitudes of its source modes: linear in the field, hence one matrix T (Goodman, <i>Introduction to Fourier
 * Optics</i>, 4th ed. 2017, section 2.3, on superposition). One propagation for each source makes a column, one adjoint propagation for each detector a row; the same numbers either way.
 *
 * @param sources      one input each
 * @param uncontrolled light in the plane of the sources that no input changes: gaps, borders
 * @param path         from the plane of the sources to that of the detectors
 * @param detectors    one output each, ⟨mode, field⟩
 */
public record LinearBench(Modes sources, Wavefront uncontrolled, OpticalElement path, Modes detectors) {
    /** Numbers that {@link #power} may keep: 512 MiB. */
    private static final long MOST_NUMBERS = 1L << 26;

    public LinearBench {
        sources.grid().requireSame(uncontrolled.grid(), "the plane of the sources");
        if (uncontrolled.wavelength() != sources.wavelength() || detectors.wavelength() != sources.wavelength()) {
            throw new IllegalArgumentException("linear bench: sources, uncontrolled light and detectors' references must have one wavelength, got " + sources.wavelength() + ", "
                    + uncontrolled.wavelength() + " and " + detectors.wavelength() + " m");
        }
    }

    /** Without uncontrolled light. */
    public static LinearBench of(Modes sources, OpticalElement path, Modes detectors) {
        return new LinearBench(sources, OpticalBench.dark(sources.grid(), sources.wavelength()), path, detectors);
    }

    /** T and the constant, by whichever way takes fewer propagations. */
    public TransferMatrix transfer() {
        return sources.count() <= detectors.count() ? forward() : adjoint();
    }

    /** Column by column: one propagation for each source, and one for uncontrolled light if there is any. */
    public TransferMatrix forward() {
        int rows = detectors.count();
        int columns = sources.count();
        double[] t = new double[2 * rows * columns];
        List<Certificate> certificates = new ArrayList<>();
        for (int j = 0; j < columns; j++) {
            double[] column = detectors.project(OpticalPath.through(path, sources.field(j), certificates));
            for (int k = 0; k < rows; k++) {
                t[2 * (k * columns + j)] = column[2 * k];
                t[2 * (k * columns + j) + 1] = column[2 * k + 1];
            }
        }
        double[] constant = uncontrolled.power() == 0 ? new double[2 * rows] : detectors.project(OpticalPath.through(path, uncontrolled, certificates));
        return new TransferMatrix(ComplexMatrix.of(rows, columns, t), constant, certificates);
    }

    /**
     * Row by row: ⟨b, P a⟩ = ⟨P* b, a⟩, one adjoint propagation for each detector, which serves all sources and uncontrolled light; and one forward of all light at once, which
     * makes sure that the grids carry it.
     */
    public TransferMatrix adjoint() {
        int rows = detectors.count();
        int columns = sources.count();
        double[] t = new double[2 * rows * columns];
        double[] constant = new double[2 * rows];
        List<Certificate> certificates = new ArrayList<>();
        OpticalPath.through(path, sources.sum(rough(columns)).plus(uncontrolled), certificates);
        for (int k = 0; k < rows; k++) {
            Wavefront back = path.adjoint(detectors.field(k));
            double[] row = sources.project(back);
            for (int j = 0; j < columns; j++) {
                t[2 * (k * columns + j)] = row[2 * j];
                t[2 * (k * columns + j) + 1] = -row[2 * j + 1];
            }
            Complex rest = back.innerProduct(uncontrolled);
            constant[2 * k] = rest.re();
            constant[2 * k + 1] = rest.im();
        }
        return new TransferMatrix(ComplexMatrix.of(rows, columns, t), constant, certificates);
    }

    /** Coefficients of modulus 1 whose phases πj²/n repeat nothing. */
    private static double[] rough(int count) {
        double[] coefficients = new double[2 * count];
        for (int j = 0; j < count; j++) {
            coefficients[2 * j] = Math.cos(Math.PI * j * j / count);
            coefficients[2 * j + 1] = Math.sin(Math.PI * j * j / count);
        }
        return coefficients;
    }

    /** The whole field at the detectors, without the matrix. @param inputs 2·sources numbers, real part first */
    public Wavefront wave(double[] inputs) {
        return path.apply(sources.sum(inputs).plus(uncontrolled));
    }

    /**
     * The power that a bare area collects, all its modes together, as a Hermitian form: one propagation for each source, of which the samples on the area are kept.
     * @param area in the plane of the detectors; a sample on its rim counts with its open part
     */
    public PowerForm power(Aperture area) {
        Grid grid = detectors.grid();
        double[] weight = new double[grid.size()];
        for (int s = 0; s < weight.length; s++) {
            double x = grid.x(s % grid.nx());
            double y = grid.y(s / grid.nx());
            weight[s] = area.openFraction(x - grid.dx() / 2, x + grid.dx() / 2, y - grid.dy() / 2, y + grid.dy() / 2);
        }
        int[] on = IntStream.range(0, weight.length).filter(s -> weight[s] > 0).toArray();
        int columns = sources.count() + 1;
        if (on.length == 0) {
            throw new IllegalArgumentException("linear bench: no sample lies on the detector's area; move it into " + grid);
        }
        if (2L * on.length * columns > MOST_NUMBERS) {
            throw new IllegalArgumentException("linear bench: " + columns + " sources on " + on.length + " samples of a bare detector take more than 512 MiB; take a smaller area, a"
                    + " coarser grid or fewer sources");
        }
        double[] fields = new double[2 * on.length * columns];
        List<Certificate> certificates = new ArrayList<>();
        for (int j = 0; j < columns; j++) {
            double[] samples = OpticalPath.through(path, j < sources.count() ? sources.field(j) : uncontrolled, certificates).samples();
            for (int s = 0; s < on.length; s++) {
                double root = Math.sqrt(weight[on[s]] * grid.cell());
                fields[2 * (s * columns + j)] = root * samples[2 * on[s]];
                fields[2 * (s * columns + j) + 1] = root * samples[2 * on[s] + 1];
            }
        }
        ComplexMatrix rows = ComplexMatrix.of(on.length, columns, fields);
        return new PowerForm(rows.adjoint().times(rows), certificates);
    }
}
