package org.superpose.simulator.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.special.BesselJ;
import org.junit.jupiter.api.Test;
import org.superpose.optics.element.Dmd;
import org.superpose.optics.element.DoubleSlit;
import org.superpose.optics.hologram.LeeHologram;
import org.superpose.optics.hologram.SuperpixelHologram;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Image;
import org.superpose.optics.wave.PhysicalConstants;
import org.superpose.optics.wave.Wavefront;

/** Every bench under examples/optics shows what its first lines say. */
class ReadyBenchesTest {
    private static final Path FOLDER = Path.of("..", "examples", "optics");
    private static final double RED = 633e-9;
    private static final double GREEN = 532e-9;

    private static BenchResult run(String bench) {
        BenchFile file = BenchFile.read(FOLDER.resolve(bench + ".yaml"));
        assertEquals(bench, file.name());
        return file.run(file.seed(), 1, (done, total) -> { });
    }

    private static Plane plane(BenchResult result, String name) {
        return result.planes().stream().filter(plane -> plane.view().name().equals(name)).findFirst().orElseThrow();
    }

    /** The cut along x through the axis against a law, both over their value on the axis. */
    private static void assertCut(Image image, DoubleUnaryOperator law, double tolerance) {
        Grid grid = image.grid();
        double[] cut = image.row(grid.ny() / 2);
        for (int i = 0; i < cut.length; i++) {
            assertEquals(law.applyAsDouble(grid.x(i)) / law.applyAsDouble(0), cut[i] / cut[grid.nx() / 2], tolerance, "at x = " + grid.x(i));
        }
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    @Test
    void everyReadyBenchIsTriedHere() throws IOException {
        Set<String> tried = Set.of("double-slit", "double-slit-two-lasers", "single-slit", "circular-aperture", "grating", "gaussian-lens", "mach-zehnder", "four-f-low-pass", "dmd-orders",
                "lee-hologram", "superpixel-hologram", "n-beams");
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertEquals(new TreeSet<>(tried), files.map(file -> file.getFileName().toString().replace(".yaml", "")).collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /** cos² sinc²; steps of a sixteenth of a slit leave (1/16)², the near field 3e-4. */
    @Test
    void doubleSlitShowsYoungsFringes() {
        DoubleSlit slits = new DoubleSlit(40e-6, 250e-6);
        Image screen = plane(run("double-slit"), "screen").irradiance();
        assertCut(screen, x -> slits.farField(x, RED, 1), 4e-3);
        int half = (int) Math.rint(slits.fringeSpacing(RED, 1) / 2 / screen.grid().dx());
        double dark = screen.at(400 + half, 200) / screen.at(400, 200);
        assertTrue(dark < 4e-3, "contrast lost: " + dark);
    }

    /** The same with a laser for each slit: the sum of two single slits, 250 µm apart, and no fringe. */
    @Test
    void independentLasersShowNoFringes() {
        Image screen = plane(run("double-slit-two-lasers"), "screen").irradiance();
        assertCut(screen, x -> Math.pow(sinc(40e-6 * (x - 125e-6) / RED), 2) + Math.pow(sinc(40e-6 * (x + 125e-6) / RED), 2), 4e-3);
        int half = (int) Math.rint(new DoubleSlit(40e-6, 250e-6).fringeSpacing(RED, 1) / 2 / screen.grid().dx());
        double contrast = (screen.at(400, 200) - screen.at(400 + half, 200)) / (screen.at(400, 200) + screen.at(400 + half, 200));
        assertEquals(0, contrast, 0.011, "what the envelope falls over half a fringe, (πwx/λL)²/6");
    }

    /** sinc² with its first zero at λL/w; steps of a fiftieth of the slit and a Fresnel number w²/4λL of 0.004 leave less than 1e-3. */
    @Test
    void singleSlitShowsASquaredSinc() {
        assertCut(plane(run("single-slit"), "screen").irradiance(), x -> Math.pow(sinc(100e-6 * x / RED), 2), 1e-3);
    }

    /** Airy's pattern; at the Fresnel number a²/λL = 0.0316 the axis is darker than its far field by (πa²/2λL)²/3 = 8e-4. */
    @Test
    void circularApertureShowsAirysRings() {
        Image screen = plane(run("circular-aperture"), "screen").irradiance();
        assertCut(screen, x -> {
            double v = Math.PI * 400e-6 * x / (RED * 2);
            return v == 0 ? 1 : Math.pow(2 * BesselJ.value(1, Math.abs(v)) / v, 2);
        }, 2e-3);
        int zero = (int) Math.rint(1.2197 * RED * 2 / 400e-6 / screen.grid().dx());
        assertTrue(screen.at(300 + zero, 300) < 1e-3 * screen.at(300, 300), "the first ring is not dark");
    }

    /** Bars of 10 samples in 20, the outermost half open: order m gets sin²(πm/2)/(20 tan(πm/20))² of the power, sinc²(m/2)/4 but for the sampling, and stands at mλf/p. */
    @Test
    void gratingSharesLightAmongItsOrders() {
        Image focus = plane(run("grating"), "orders").irradiance();
        double order = RED * 0.1 / 20e-6;
        for (int m = -3; m <= 3; m++) {
            double law = m == 0 ? 0.25 : Math.pow(Math.sin(Math.PI * m / 2) / (20 * Math.tan(Math.PI * m / 20)), 2);
            Spot spot = Spot.around(focus, m * order, 0, order / 2);
            assertEquals(law, spot.power / 1e-3, 1e-3, "order " + m + ": some 1e-3 of the beam does not fit on the grid");
            if (m % 2 != 0) {
                assertEquals(m * order, spot.x, 1e-6, "place of order " + m);
            }
        }
    }

    /** Power and centroid of what lies within a square. */
    private record Spot(double power, double x, double y) {
        static Spot around(Image image, double x, double y, double half) {
            Grid grid = image.grid();
            double sum = 0;
            double sumX = 0;
            double sumY = 0;
            for (int s = 0; s < grid.size(); s++) {
                double u = grid.x(s % grid.nx());
                double v = grid.y(s / grid.nx());
                if (Math.abs(u - x) < half && Math.abs(v - y) < half) {
                    double value = image.at(s % grid.nx(), s / grid.nx());
                    sum += value;
                    sumX += value * u;
                    sumY += value * v;
                }
            }
            return new Spot(sum * grid.cell(), sumX / sum, sumY / sum);
        }
    }

    /** In the back focal plane a Gaussian beam has the radius λf/πw, whatever its Rayleigh length; the paraxial kernel is off by 2e-4 there, a part of its light beyond the window by 1e-4. */
    @Test
    void lensFocusesAGaussianBeam() {
        BenchResult result = run("gaussian-lens");
        double w = RED * 0.2 / (Math.PI * 1e-3);
        Image focus = plane(result, "focus").irradiance();
        assertCut(focus, x -> Math.exp(-2 * x * x / (w * w)), 1e-3);
        assertEquals(2e-6 / (Math.PI * w * w), focus.peak(), 1e-3 * focus.peak());
        double caught = 1e-6 * (1 - Math.exp(-2 * Math.pow(25e-6 / w, 2)));
        double responsivity = 0.8 * PhysicalConstants.ELEMENTARY_CHARGE * RED / (PhysicalConstants.PLANCK * PhysicalConstants.SPEED_OF_LIGHT);
        Reading diode = result.readings().get(0);
        assertEquals(responsivity * caught + 1e-9, diode.mean(), 0.01 * diode.mean(), "a disc of 8 samples across");
        double bandwidth = 1 / 2e-6;
        double variance = 2 * PhysicalConstants.ELEMENTARY_CHARGE * diode.mean() * bandwidth + 1e-15 * bandwidth * Math.pow(diode.mean() - 1e-9, 2);
        assertEquals(Math.sqrt(variance), diode.sigma(), 1e-12 * diode.sigma());
    }

    /** Fringes λ/sin θ apart with the visibility e^{−πΔντ}; both outputs have all the light. Gaussian tails beyond the window make 1e-3 of the power. */
    @Test
    void machZehnderShowsTheVisibilityOfTheLine() {
        BenchResult result = run("mach-zehnder");
        double visibility = Math.exp(-Math.PI * 100e6 * 0.299792 / PhysicalConstants.SPEED_OF_LIGHT);
        double sine = Math.sin(0.5e-3);
        Image output = plane(result, "output").irradiance();
        assertCut(output, x -> Math.exp(-2 * x * x / 9e-6) * (1 + visibility * Math.cos(2 * Math.PI * x * sine / RED)), 1e-12);
        double both = plane(result, "output").power() + plane(result, "second-output").power();
        assertEquals(1e-3, both, 2e-6);
        assertEquals(List.of("current", "voltage"), result.readings().stream().map(Reading::quantity).toList());
    }

    /** The order stands at λf/p; behind the hole there is no mesh, the letter is upside down, and within it the irradiance is a quarter, for half of the amplitude is in the order on the axis. */
    @Test
    void fourFTakesTheMeshOffTheLetter() {
        BenchResult result = run("four-f-low-pass");
        Image object = plane(result, "object").irradiance();
        Image spectrum = plane(result, "spectrum").irradiance();
        Image image = plane(result, "image").irradiance();
        double order = RED * 0.1 / 50e-6;
        assertEquals(order, Spot.around(spectrum, order, 0, 2e-4).x, spectrum.grid().dx());
        double stem = -0.8e-3;
        double lit = 0;
        double inverted = 0;
        int samples = 0;
        for (int j = 120; j < 480; j++) {
            for (int i = 0; i < 600; i++) {
                boolean inStem = Math.abs(image.grid().x(i) + stem) < 100e-6;
                lit += inStem ? image.at(i, j) : 0;
                inverted += Math.abs(image.grid().x(i) - stem) < 100e-6 && image.grid().y(j) > 0.1e-3 ? image.at(i, j) : 0;
                samples += inStem ? 1 : 0;
            }
        }
        double given = 1e-3 / (3e-3 * 3e-3);
        assertEquals(0.25 * given, lit / samples, 0.05 * given, "waves of the hole's rim remain");
        assertTrue(inverted < 1e-3 * lit, "light where the letter stood before");
        assertTrue(mesh(image) < 1e-3 * mesh(object), "the mesh is still there");
    }

    /** |Σ I e^{2πix/p}| along a row through a bar of the letter. */
    private static double mesh(Image image) {
        Grid grid = image.grid();
        double re = 0;
        double im = 0;
        for (int j = 0; j < grid.ny(); j++) {
            for (int i = 0; i < grid.nx(); i++) {
                re += image.at(i, j) * Math.cos(2 * Math.PI * grid.x(i) / 50e-6);
                im += image.at(i, j) * Math.sin(2 * Math.PI * grid.x(i) / 50e-6);
            }
        }
        return Math.hypot(re, im);
    }

    /** Order (p, q) gets the product of sin²(πa)/(s sin(πa/s))² over both axes, a orders from the blaze number, s = 16 samples on a mirror. */
    @Test
    void micromirrorsShareLightAmongOrders() {
        Image focus = plane(run("dmd-orders"), "orders").irradiance();
        double blaze = new Dmd(13.68e-6, Math.toRadians(12), Math.toRadians(19.27), 1).blazeNumber(GREEN);
        assertEquals(7.5, blaze, 2e-3);
        double spacing = GREEN * 0.1 / 13.68e-6;
        double all = 0;
        for (int p = 6; p <= 9; p++) {
            for (int q = 6; q <= 9; q++) {
                double law = share(p - blaze) * share(q - blaze);
                double got = Spot.around(focus, (p - 7) * spacing, (q - 7) * spacing, spacing / 2.5).power / 1e-3;
                assertEquals(law, got, 2e-4, "order " + p + ", " + q + ": 1e-4 of the beam falls beside the device");
                all += got;
            }
        }
        assertTrue(all < 1);
    }

    private static double share(double a) {
        return Math.pow(Math.sin(Math.PI * a) / (16 * Math.sin(Math.PI * a / 16)), 2);
    }

    @Test
    void leeHologramMakesTheVortex() {
        assertVortex(plane(run("lee-hologram"), "image"), 1, LeeHologram.GAIN, 0.99);
    }

    @Test
    void superpixelHologramMakesTheVortex() {
        assertVortex(plane(run("superpixel-hologram"), "image"), 2, new SuperpixelHologram().gain(), 0.99);
    }

    /** Fidelity with the wanted field upside down, and its size: gain times the field of the order. */
    private static void assertVortex(Plane plane, int charge, double gain, double least) {
        Wavefront field = plane.components().get(0).wavefront();
        Grid grid = field.grid();
        double peak = Math.pow(charge / Math.E, charge / 2.0);
        Wavefront wanted = Wavefront.computed(grid, GREEN, samples -> {
            for (int s = 0; s < grid.size(); s++) {
                double r = Math.hypot(grid.x(s % grid.nx()), grid.y(s / grid.nx())) / 1.2e-3;
                double phase = charge * (Math.atan2(grid.y(s / grid.nx()), grid.x(s % grid.nx())) + Math.PI);
                double amplitude = Math.pow(Math.sqrt(2) * r, charge) * Math.exp(-r * r) / peak;
                samples[2 * s] = amplitude * Math.cos(phase);
                samples[2 * s + 1] = amplitude * Math.sin(phase);
            }
        });
        double overlap = wanted.innerProduct(field).abs();
        double fidelity = overlap * overlap / wanted.power() / field.power();
        assertTrue(fidelity > least, "fidelity " + fidelity);
        Dmd device = new Dmd(13.68e-6, Math.toRadians(12), Math.toRadians(24), 0.92);
        double incident = Math.sqrt(10e-3 / (grid.width() * grid.height()));
        double size = gain * incident * Math.sqrt(device.efficiency(7, 7, GREEN));
        assertEquals(size, overlap / wanted.power(), 0.02 * size, "pixels of the hologram and leakage of mirrors that are off");
    }

    /** The field on the axis is Σ x e^{iφ} of one beam's, so the pinhole and its reference read 2 R r s Σ w x over the pinhole; at its rim the outermost beams are 0.31 rad off: (0.31)²/8 = 1.2 %. */
    @Test
    void beamsInterfereToADotProduct() {
        BenchResult result = run("n-beams");
        double[] x = {0.1, 0.4, 0.3, 0.1, 0.2, 0.3, 0.2, 0.3, 0.3, 0.1, 0.2, 0.3, 0.1, 0.2, 0.3, 0.3};
        double[] w = {0.5, 1, 1, -0.5, 0, 1, 0.5, 1, 1, -1, 0, 0.5, -0.5, 0.5, 1, -1};
        double dot = IntStream.range(0, 16).mapToDouble(j -> x[j] * w[j]).sum();
        double each = Math.sqrt(2 * 1e-3 / Math.PI) / 50e-6 * Math.PI * Math.pow(50e-6, 2) / (GREEN * 0.2);
        double reference = Math.sqrt(2 * 10e-3 / Math.PI) / 700e-6;
        double responsivity = 0.8 * PhysicalConstants.ELEMENTARY_CHARGE * GREEN / (PhysicalConstants.PLANCK * PhysicalConstants.SPEED_OF_LIGHT);
        double expected = 2 * responsivity * reference * each * dot * Math.PI * Math.pow(5e-6, 2);
        Reading reading = result.readings().get(0);
        assertEquals(expected, reading.mean(), 0.012 * expected);
        assertEquals(reading.mean(), reading.drawn(), 5 * reading.sigma());
        Image focus = plane(result, "focus").irradiance();
        double sine = IntStream.range(0, 16).mapToDouble(j -> x[j] * Math.sin(Math.acos(w[j]))).sum();
        double axis = each * each * (dot * dot + sine * sine);
        assertEquals(axis, focus.at(focus.grid().nx() / 2, focus.grid().ny() / 2), 1e-9 * axis);
    }
}
