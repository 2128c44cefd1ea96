package org.superpose.optics.bench;

import java.util.ArrayList;
import java.util.List;
import org.superpose.optics.element.Aperture;
import org.superpose.optics.element.FourF;
import org.superpose.optics.element.FourierLens;
import org.superpose.optics.element.Mask;
import org.superpose.optics.propagation.AngularSpectrum;
import org.superpose.optics.propagation.Certificate;
import org.superpose.optics.propagation.Screen;
import org.superpose.optics.propagation.Surroundings;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Image;
import org.superpose.optics.wave.Light;
import org.superpose.optics.wave.OpticalElement;
import org.superpose.optics.wave.Wavefront;

/**
 * Elements and distances in the order in which light meets them. A bench is a description: each method returns a longer one and leaves this as it is. It is planned for the
 * grid and the wavelength of the light that comes.
 */
public final class OpticalBench {
    /** Planned for the grid on which the light arrives. */
    @FunctionalInterface
    private interface Step {
        Stage on(Grid grid, double wavelength);
    }

    private final List<Step> steps;
    private final int threads;

    /** An empty bench, computed on one thread. */
    public OpticalBench() {
        this(List.of(), 1);
    }

    private OpticalBench(List<Step> steps, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("bench: at least one thread is needed, got " + threads);
        }
        this.steps = steps;
        this.threads = threads;
    }

    /** The steps added from here on use so many threads. The result does not depend on it. */
    public OpticalBench withThreads(int number) {
        return new OpticalBench(steps, number);
    }

    private OpticalBench then(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new OpticalBench(List.copyOf(longer), threads);
    }

    /** Any element. Where the grid behind it is not known it is found with dark light, once for each plan. */
    public OpticalBench add(OpticalElement element) {
        return then((grid, wavelength) -> new Stage(element, element.apply(dark(grid, wavelength)).grid()));
    }

    /** An opening in an opaque screen, its edges weighted by area. */
    public OpticalBench add(Aperture aperture) {
        return then((grid, wavelength) -> new Stage(Mask.of(grid, aperture), grid));
    }

    /** Free space between dark surroundings, by the angular spectrum. @param distance z [m], of either sign */
    public OpticalBench travel(double distance) {
        return travel(distance, Surroundings.DARK);
    }

    /** Free space, by the angular spectrum. @param distance z [m], of either sign */
    public OpticalBench travel(double distance, Surroundings surroundings) {
        int workers = threads;
        return then((grid, wavelength) -> new Stage(AngularSpectrum.over(grid, wavelength, distance, surroundings, workers), grid));
    }

    /** Free space to a screen with a grid of its own, by Fresnel's integral. @param distance z [m], above 0 */
    public OpticalBench screen(double distance, Grid screen) {
        int workers = threads;
        return then((grid, wavelength) -> new Stage(Screen.near(grid, screen, wavelength, distance, workers), screen));
    }

    /** A lens from its front to its back focal plane, onto the grid λf/(n dx). @param focalLength f [m] */
    public OpticalBench focus(double focalLength) {
        return then((grid, wavelength) -> {
            FourierLens lens = FourierLens.from(grid, wavelength, focalLength);
            return new Stage(lens, lens.to());
        });
    }

    /** A lens from its front to its back focal plane, onto a window of that. @param focalLength f [m] */
    public OpticalBench focus(double focalLength, Grid window) {
        int workers = threads;
        return then((grid, wavelength) -> new Stage(FourierLens.between(grid, window, wavelength, focalLength, workers), window));
    }

    /** Two equal lenses with an opening in their common focal plane: an image as large as the object, upside down. @param focalLength f [m] */
    public OpticalBench relay(double focalLength, Aperture pupil) {
        return then((grid, wavelength) -> new Stage(FourF.relay(grid, wavelength, focalLength, pupil), grid));
    }

    /**
     * Plans every stage, once for all light on this grid.
     * @param wavelength λ [m]
     */
    public OpticalPath on(Grid grid, double wavelength) {
        Wavefront.requireWavelength(wavelength);
        List<Stage> stages = new ArrayList<>();
        Grid here = grid;
        for (Step step : steps) {
            Stage stage = step.on(here, wavelength);
            stages.add(stage);
            here = stage.to();
        }
        return new OpticalPath(grid, here, wavelength, stages);
    }

    /** Light behind the bench. @param certificates of every distance, in order, for each component of the light in turn */
    public record Arrival(Light light, List<Certificate> certificates) {
        public Arrival {
            certificates = List.copyOf(certificates);
        }

        /** Sum of the components' irradiances [W/m²]. */
        public Image irradiance() {
            return light.irradiance();
        }
    }

    /** Sends light through the bench; each component keeps its own wavelength. */
    public Arrival run(Light light) {
        List<Wavefront> out = new ArrayList<>();
        List<Certificate> certificates = new ArrayList<>();
        OpticalPath path = null;
        for (Wavefront component : light.components()) {
            if (path == null || path.wavelength() != component.wavelength()) {
                path = on(component.grid(), component.wavelength());
            }
            out.add(path.run(component, certificates));
        }
        return new Arrival(new Light(out), certificates);
    }

    /** Sends one coherent wavefront through the bench. */
    public Arrival run(Wavefront light) {
        return run(Light.of(light));
    }

    static Wavefront dark(Grid grid, double wavelength) {
        return Wavefront.computed(grid, wavelength, samples -> { });
    }
}
