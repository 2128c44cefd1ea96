package org.superpose.optics.bench;

import java.util.List;
import org.superpose.optics.element.Aperture;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Opening;
import org.superpose.optics.wave.Wavefront;

/**
 * One field cut into rectangles, a mode for each: the light that falls on the pixels of a mask, or a reference on the diodes of an array. A sample on a rim belongs to a cell
 * with the part of its area that lies in it. Only the cells' own samples are visited, so thousands of cells cost one pass over the field.
 */
public final class Cells implements Modes {
    private final Wavefront field;
    private final double[] samples;
    private final List<Aperture.Rectangle> cells;

    /**
     * @param field the whole light or the whole reference
     * @param cells at least one; cells of a mask do not overlap
     */
    public Cells(Wavefront field, List<Aperture.Rectangle> cells) {
        this.field = field;
        this.samples = field.samples();
        this.cells = List.copyOf(cells);
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("cells: at least one is needed");
        }
    }

    @Override
    public int count() {
        return cells.size();
    }

    @Override
    public Grid grid() {
        return field.grid();
    }

    @Override
    public double wavelength() {
        return field.wavelength();
    }

    /** What to do with one sample of a cell. */
    @FunctionalInterface
    private interface Visitor {
        void visit(int sample, double weight);
    }

    private void visit(int cell, Visitor visitor) {
        Grid grid = grid();
        Opening x = cells.get(cell).x();
        Opening y = cells.get(cell).y();
        int right = x.lastSample(grid.dx(), grid.nx());
        int top = y.lastSample(grid.dy(), grid.ny());
        for (int j = y.firstSample(grid.dy(), grid.ny()); j <= top; j++) {
            double high = y.overlap(grid.y(j) - grid.dy() / 2, grid.y(j) + grid.dy() / 2) / grid.dy();
            for (int i = x.firstSample(grid.dx(), grid.nx()); i <= right; i++) {
                double wide = x.overlap(grid.x(i) - grid.dx() / 2, grid.x(i) + grid.dx() / 2) / grid.dx();
                if (wide * high > 0) {
                    visitor.visit(j * grid.nx() + i, Math.min(1, wide * high));
                }
            }
        }
    }

    @Override
    public Wavefront field(int index) {
        return Wavefront.computed(grid(), wavelength(), into -> add(into, index, 1, 0));
    }

    @Override
    public Wavefront sum(double[] coefficients) {
        Fields.requireCoefficients(coefficients, count());
        return Wavefront.computed(grid(), wavelength(), into -> {
            for (int c = 0; c < count(); c++) {
                add(into, c, coefficients[2 * c], coefficients[2 * c + 1]);
            }
        });
    }

    private void add(double[] into, int cell, double re, double im) {
        visit(cell, (s, weight) -> {
            into[2 * s] += weight * (samples[2 * s] * re - samples[2 * s + 1] * im);
            into[2 * s + 1] += weight * (samples[2 * s] * im + samples[2 * s + 1] * re);
        });
    }

    @Override
    public double[] project(Wavefront light) {
        grid().requireSame(light.grid(), "an array of cells");
        double[] other = light.samples();
        double[] products = new double[2 * count()];
        double area = grid().cell();
        for (int c = 0; c < count(); c++) {
            int at = 2 * c;
            visit(c, (s, weight) -> {
                products[at] += area * weight * (samples[2 * s] * other[2 * s] + samples[2 * s + 1] * other[2 * s + 1]);
                products[at + 1] += area * weight * (samples[2 * s] * other[2 * s + 1] - samples[2 * s + 1] * other[2 * s]);
            });
        }
        return products;
    }

    /**
     * The light outside all cells: what gaps and border of a reflecting mask send on, whatever the cells do.
     * @throws IllegalArgumentException if cells overlap
     */
    public Wavefront rest() {
        double[] covered = new double[grid().size()];
        for (int c = 0; c < count(); c++) {
            visit(c, (s, weight) -> covered[s] += weight);
        }
        double[] left = new double[2 * covered.length];
        for (int s = 0; s < covered.length; s++) {
            if (covered[s] > 1 + 1e-9) {
                throw new IllegalArgumentException("cells: they overlap at row " + s / grid().nx() + ", column " + s % grid().nx() + "; make them smaller than their pitch");
            }
            left[2 * s] = Math.max(0, 1 - covered[s]);
        }
        return field.times(left);
    }

    /**
     * The live parts of the pixels of a mask, in rows from below, centred on a point.
     * @param columns pixels along x
     * @param rows    pixels along y
     * @param pitch   [m]
     * @param fill    live area over area, above 0, at most 1
     * @param centreX of the whole array [m]
     * @param centreY of the whole array [m]
     */
    public static List<Aperture.Rectangle> array(int columns, int rows, double pitch, double fill, double centreX, double centreY) {
        if (columns < 1 || rows < 1 || !(pitch > 0 && pitch < Double.POSITIVE_INFINITY) || !(fill > 0 && fill <= 1)) {
            throw new IllegalArgumentException("cells: at least one row and column, a positive pitch [m] and a fill above 0 and at most 1 are needed, got " + columns + " x " + rows
                    + ", " + pitch + " m, " + fill);
        }
        double side = pitch * Math.sqrt(fill);
        Aperture.Rectangle[] array = new Aperture.Rectangle[columns * rows];
        for (int c = 0; c < array.length; c++) {
            array[c] = new Aperture.Rectangle(new Opening(centreX + (c % columns - (columns - 1) / 2.0) * pitch, side),
                    new Opening(centreY + (c / columns - (rows - 1) / 2.0) * pitch, side));
        }
        return List.of(array);
    }
}
