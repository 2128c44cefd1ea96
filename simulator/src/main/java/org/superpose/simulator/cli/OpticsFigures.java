package org.superpose.simulator.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Image;
import org.superpose.simulator.bench.Component;
import org.superpose.simulator.bench.Frame;
import org.superpose.simulator.bench.Plane;
import org.superpose.simulator.bench.View;
import org.superpose.simulator.report.chart.Axis;
import org.superpose.simulator.report.chart.Figure;
import org.superpose.simulator.report.chart.ImagePanel;
import org.superpose.simulator.report.chart.LinePanel;
import org.superpose.simulator.report.chart.Series;

/** Pictures of the light in one plane: irradiance, phase, cuts. */
final class OpticsFigures {
    /** Pixels along a picture's longer side; more samples are averaged, so that fine fringes turn grey and not into false ones. */
    private static final int MOST_PIXELS = 1000;
    /** Below this part of the brightest irradiance there is no phase to show. */
    private static final double DARK = 1e-3;

    private final Plane plane;
    private final String of;
    private final int left;
    private final int bottom;
    private final int columns;
    private final int rows;
    private final int block;

    /** @param bench its name, for headings */
    OpticsFigures(Plane plane, String bench) {
        this.plane = plane;
        this.of = bench + ", " + plane.view().name();
        Grid grid = plane.grid();
        int shownX = shown(grid.nx(), plane.view().width() / grid.dx());
        int shownY = shown(grid.ny(), plane.view().height() / grid.dy());
        block = Math.max(1, (Math.max(shownX, shownY) + MOST_PIXELS - 1) / MOST_PIXELS);
        columns = Math.max(1, shownX / block);
        rows = Math.max(1, shownY / block);
        left = Math.max(0, grid.nx() / 2 - columns * block / 2);
        bottom = Math.max(0, grid.ny() / 2 - rows * block / 2);
    }

    private static int shown(int n, double wanted) {
        return (int) Math.max(Math.min(n, 2), Math.min(n, Math.rint(wanted)));
    }

    /** Whether there is a picture at all: light that does not vary along y has only a cut. */
    boolean hasImages() {
        return plane.grid().ny() > 1 && plane.grid().nx() > 1;
    }

    /** One exposure. */
    static Figure frame(Frame frame, String bench) {
        Grid pixels = frame.codes().grid();
        double[][] codes = new double[pixels.ny()][];
        Arrays.setAll(codes, frame.codes()::row);
        Axis x = Axis.linear("x", "m").from(pixels.x(0) - pixels.dx() / 2, pixels.x(pixels.nx() - 1) + pixels.dx() / 2);
        Axis y = Axis.linear("y", "m").from(pixels.y(0) - pixels.dy() / 2, pixels.y(pixels.ny() - 1) + pixels.dy() / 2);
        ImagePanel panel = ImagePanel.field("", x, y, Axis.linear("code", ""), codes);
        return Figure.of(frame.camera(), bench + ", " + frame.camera() + ": one exposure", "What the camera says.", panel);
    }

    Figure irradiance() {
        double decades = plane.view().decades();
        Image image = plane.irradiance();
        double[][] mean = new double[rows][columns];
        double peak = 0;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                double sum = 0;
                for (int k = 0; k < block * block; k++) {
                    sum += image.at(left + c * block + k % block, bottom + r * block + k / block);
                }
                mean[r][c] = sum / block / block;
                peak = Math.max(peak, mean[r][c]);
            }
        }
        Axis value = Axis.linear("irradiance", "W/m²").from(0, peak > 0 ? peak : 1);
        if (decades > 0 && peak > 0) {
            double floor = peak * Math.pow(10, -decades);
            value = Axis.logarithmic("irradiance", "W/m²").from(floor, peak);
        }
        ImagePanel panel = ImagePanel.field("", x(), y(), value, mean);
        return Figure.of(plane.view().name() + "-intensity", of + ": irradiance", "Irradiance over the plane.", panel);
    }

    /** One for each component. */
    List<Figure> phases() {
        List<Figure> figures = new ArrayList<>();
        boolean several = plane.components().size() > 1;
        for (int k = 0; k < plane.components().size(); k++) {
            Component component = plane.components().get(k);
            String number = several ? "-" + (k + 1) : "";
            String whose = (several ? ", part " + (k + 1) + " (laser " + (component.laser() + 1) + ")" : "") + (Double.isInfinite(component.sphere()) ? "" : " against a sphere of " + Lengths.text(component.sphere()));
            ImagePanel panel = ImagePanel.angle("", x(), y(), "phase", phase(component));
            figures.add(Figure.of(plane.view().name() + "-phase" + number, of + ": phase" + whose, "Phase over the plane; white where there is hardly any light.", panel));
        }
        return figures;
    }

    private double[][] phase(Component component) {
        double[] samples = component.wavefront().samples();
        Grid grid = plane.grid();
        int nx = grid.nx();
        double bend = -Math.PI / (component.wavefront().wavelength() * component.sphere());
        double[][] phase = new double[rows][columns];
        double[][] strength = new double[rows][columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                double re = 0;
                double im = 0;
                for (int k = 0; k < block * block; k++) {
                    int i = left + c * block + k % block;
                    int j = bottom + r * block + k / block;
                    double angle = bend * (grid.x(i) * grid.x(i) + grid.y(j) * grid.y(j));
                    double cos = Math.cos(angle);
                    double sin = Math.sin(angle);
                    int at = 2 * (j * nx + i);
                    re += samples[at] * cos - samples[at + 1] * sin;
                    im += samples[at] * sin + samples[at + 1] * cos;
                }
                phase[r][c] = Math.atan2(im, re) / Math.PI;
                strength[r][c] = re * re + im * im;
            }
        }
        double least = DARK * Arrays.stream(strength).flatMapToDouble(Arrays::stream).max().orElse(0);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                phase[r][c] = strength[r][c] > least ? phase[r][c] : Double.NaN;
            }
        }
        return phase;
    }

    private Axis x() {
        Grid grid = plane.grid();
        return Axis.linear("x", "m").from(grid.x(left) - grid.dx() / 2, grid.x(left + columns * block - 1) + grid.dx() / 2);
    }

    private Axis y() {
        Grid grid = plane.grid();
        return Axis.linear("y", "m").from(grid.y(bottom) - grid.dy() / 2, grid.y(bottom + rows * block - 1) + grid.dy() / 2);
    }

    /** Along x, and along y where the light varies along it. */
    List<Figure> cuts() {
        Grid grid = plane.grid();
        View view = plane.view();
        List<Figure> figures = new ArrayList<>();
        if (grid.nx() > 1) {
            int row = nearest(view.acrossY(), grid.ny(), grid.dy());
            figures.add(cut("x", left, columns * block, grid::x, image -> image.row(row), "y", grid.y(row)));
        }
        if (grid.ny() > 1) {
            int column = nearest(view.acrossX(), grid.nx(), grid.dx());
            figures.add(cut("y", bottom, rows * block, grid::y, image -> image.column(column), "x", grid.x(column)));
        }
        return figures;
    }

    private static int nearest(double position, int n, double step) {
        return (int) Math.max(0, Math.min(n - 1, Math.rint(position / step) + n / 2));
    }

    /** Takes a line out of an image. */
    @FunctionalInterface
    private interface Line {
        double[] of(Image image);
    }

    private Figure cut(String along, int first, int count, IntToDoubleFunction place, Line line, String across, double at) {
        double[] places = new double[count];
        Arrays.setAll(places, i -> place.applyAsDouble(first + i));
        List<Series> series = new ArrayList<>();
        series.add(Series.of("all light", Series.Style.LINE, places, Arrays.copyOfRange(line.of(plane.irradiance()), first, first + count)));
        int[] lasers = plane.components().stream().mapToInt(Component::laser).distinct().toArray();
        for (int laser : lasers.length > 1 ? lasers : new int[0]) {
            series.add(Series.of("laser " + (laser + 1), Series.Style.DASHED, places, Arrays.copyOfRange(line.of(plane.irradiance(laser)), first, first + count)));
        }
        double peak = Arrays.stream(line.of(plane.irradiance())).max().orElse(0);
        double decades = plane.view().decades();
        Axis value = Axis.linear("irradiance", "W/m²");
        if (decades > 0 && peak > 0) {
            value = Axis.logarithmic("irradiance", "W/m²").from(peak * Math.pow(10, -decades), peak * 2);
        }
        return Figure.of(plane.view().name() + "-cut-" + along, of + ": cut along " + along + " at " + across + " = " + Lengths.text(at),
                "Irradiance along " + along + ".", new LinePanel("", Axis.linear(along, "m"), value, series));
    }
}
