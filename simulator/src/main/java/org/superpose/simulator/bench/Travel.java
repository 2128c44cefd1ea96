package org.superpose.simulator.bench;

import java.util.Locale;
import org.superpose.optics.element.FourierLens;
import org.superpose.optics.propagation.AngularSpectrum;
import org.superpose.optics.propagation.Fresnel;
import org.superpose.optics.propagation.Propagation;
import org.superpose.optics.propagation.RayleighSommerfeld;
import org.superpose.optics.propagation.Screen;
import org.superpose.optics.propagation.Surroundings;
import org.superpose.optics.wave.Grid;
import org.superpose.simulator.input.Section;

/** Distances and lenses from focal plane to focal plane, from a file. */
final class Travel {
    private Travel() {
    }

    /** How free space is computed. */
    private enum Method {
        AUTO, ANGULAR_SPECTRUM, FRESNEL, FRAUNHOFER, RAYLEIGH_SOMMERFELD;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A grid behind a distance. Where the light does not vary along y, neither does it there. */
    private record Window(Grid grid) {
        static Window read(Section s) {
            return s.has("window") ? new Window(GridReader.read(s.section("window"))) : null;
        }

        Grid behind(Grid from) {
            return from.ny() == 1 ? new Grid(grid.nx(), 1, grid.dx(), from.dy()) : grid;
        }
    }

    static ElementStep.Plan freeSpace(Section s) {
        double distance = s.quantity("distance", "m");
        Method method = s.choice("method", Method.class, Method.AUTO);
        Surroundings surroundings = s.choice("surroundings", Surroundings.class, Surroundings.DARK);
        Window window = Window.read(s);
        boolean sameGrid = method == Method.ANGULAR_SPECTRUM || method == Method.FRESNEL && window == null;
        if (window != null && sameGrid) {
            throw s.error("window", "the angular spectrum ends on the grid that it starts from; leave the window out, or take another method");
        }
        if (window == null && method == Method.FRAUNHOFER) {
            throw s.error("method", "the far field outgrows the grid; give a window, such as {samples: 512, width: 20mm}");
        }
        if (surroundings == Surroundings.PERIODIC && (window != null || method == Method.RAYLEIGH_SOMMERFELD)) {
            throw s.error("surroundings", "only the angular spectrum and Fresnel's transform without a window can be periodic");
        }
        return (grid, wavelength, threads) -> {
            Grid to = window == null ? grid : window.behind(grid);
            Method chosen = method != Method.AUTO ? method : window != null ? Method.FRESNEL : chosen(grid, wavelength, distance, surroundings);
            Propagation propagation = switch (chosen) {
                case ANGULAR_SPECTRUM -> AngularSpectrum.over(grid, wavelength, distance, surroundings, threads);
                case FRAUNHOFER -> Screen.far(grid, to, wavelength, distance, threads);
                case RAYLEIGH_SOMMERFELD -> RayleighSommerfeld.between(grid, to, wavelength, distance);
                default -> window == null ? Fresnel.over(grid, wavelength, distance, surroundings, threads) : Screen.near(grid, to, wavelength, distance, threads);
            };
            return ElementStep.Planned.of(propagation, chosen.words() + (window == null ? "" : ", window"), distance);
        };
    }

    /**
     * The angular spectrum, which is exact, up to the distance n dx²/λ (n: samples of the padded transform) at which its transfer function begins to turn by more than half a wave from one
     * frequency to the next; beyond, Fresnel's kernel, which is sampled well there (Voelz, <i>Computational Fourier Optics</i>, 2011, section 5.2).
     */
    private static Method chosen(Grid grid, double wavelength, double distance, Surroundings surroundings) {
        double longestX = grid.nx() == 1 ? Double.POSITIVE_INFINITY : 2 * grid.nx() * grid.dx() * grid.dx() / wavelength;
        double longestY = grid.ny() == 1 ? Double.POSITIVE_INFINITY : 2 * grid.ny() * grid.dy() * grid.dy() / wavelength;
        return surroundings == Surroundings.PERIODIC || Math.abs(distance) <= Math.min(longestX, longestY) ? Method.ANGULAR_SPECTRUM : Method.FRESNEL;
    }

    static ElementStep.Plan focus(Section s) {
        double focal = s.quantity("focal", "m");
        Window window = Window.read(s);
        return (grid, wavelength, threads) -> ElementStep.Planned.of(window == null ? FourierLens.from(grid, wavelength, focal)
                : FourierLens.between(grid, window.behind(grid), wavelength, focal, threads), window == null ? "2f lens" : "2f lens, window", 2 * focal);
    }

    /** One lens of a 4f stage. */
    static ElementStep.Plan focus(double focal) {
        return (grid, wavelength, threads) -> ElementStep.Planned.of(FourierLens.from(grid, wavelength, focal), "2f lens", 2 * focal);
    }
}
