package org.superpose.simulator.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.superpose.optics.element.FourierLens;
import org.superpose.optics.propagation.Certificate;
import org.superpose.optics.propagation.Propagated;
import org.superpose.optics.propagation.Propagation;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.OpticalElement;
import org.superpose.optics.wave.SamplingException;
import org.superpose.optics.wave.Wavefront;
import org.superpose.simulator.input.Section;

/**
 * One element or distance, planned once for all components on one grid and of one wavelength.
 *
 * @param section where it stands in the file: what the optics refuse is located there
 * @param plan    makes it for a grid
 */
record ElementStep(Section section, Plan plan) implements Step {
    /** An element that fits the light that comes. */
    @FunctionalInterface
    interface Plan {
        Planned on(Grid grid, double wavelength, int threads);
    }

    /**
     * @param method   of a distance, for its certificate; of a device its kind; else empty
     * @param distance that it bridges [m], 0 for an element
     * @param pattern  what a device is told, as a PNG file; null for other elements
     */
    record Planned(OpticalElement element, String method, double distance, Supplier<byte[]> pattern) {
        static Planned of(OpticalElement element) {
            return new Planned(element, "", 0, null);
        }

        static Planned of(OpticalElement element, String method, double distance) {
            return new Planned(element, method, distance, null);
        }
    }

    @Override
    public List<Component> through(List<Component> light, Journal journal) {
        List<Component> out = new ArrayList<>();
        boolean told = false;
        Planned planned = null;
        Wavefront before = null;
        for (Component component : light) {
            Wavefront in = component.wavefront();
            if (planned == null || !before.grid().equals(in.grid()) || before.wavelength() != in.wavelength()) {
                planned = section.build(() -> plan.on(in.grid(), in.wavelength(), journal.threads()));
            }
            before = in;
            Planned here = planned;
            if (here.pattern() != null && !told) {
                journal.add(here.method(), here.pattern());
                told = true;
            }
            out.add(section.build(() -> pass(here, component, journal)));
        }
        return out;
    }

    private Component pass(Planned planned, Component component, Journal journal) {
        Wavefront in = component.wavefront();
        boolean travels = planned.element() instanceof Propagation || planned.element() instanceof FourierLens;
        if (travels && Double.isFinite(component.sphere())) {
            double step = in.wavelength() * component.sphere() / Math.max(in.grid().width(), in.grid().height());
            throw new SamplingException("the window in front of this is too coarse for the phase of the light to go further", in.grid().width(), in.grid().height(), step, step);
        }
        if (planned.element() instanceof Propagation distance) {
            Propagated travelled = distance.propagate(in);
            Certificate certificate = travelled.certificate();
            journal.add(new Passage(section.path(), component.laser(), planned.method(), in.grid(), travelled.wavefront().grid(), certificate));
            return new Component(component.laser(), travelled.wavefront(), certificate.onwardMargin() < 1 ? planned.distance() : Double.POSITIVE_INFINITY);
        }
        Wavefront out = planned.element().apply(in);
        if (planned.element() instanceof FourierLens lens) {
            journal.add(new Passage(section.path(), component.laser(), planned.method(), in.grid(), out.grid(), transformed(lens, in, out)));
        }
        return component.with(out);
    }

    /** An exact transform: how often the zone that the grid can light holds the window, and what the window does not catch. */
    private static Certificate transformed(FourierLens lens, Wavefront in, Wavefront out) {
        double reach = in.wavelength() * lens.focalLength();
        double marginX = in.grid().nx() == 1 ? Double.POSITIVE_INFINITY : reach / in.grid().dx() / out.grid().width();
        double marginY = in.grid().ny() == 1 ? Double.POSITIVE_INFINITY : reach / in.grid().dy() / out.grid().height();
        double powerIn = in.power();
        double powerOut = out.power();
        return new Certificate(Math.min(marginX, marginY), powerIn, powerOut, powerIn == 0 ? 0 : Math.max(0, 1 - powerOut / powerIn), 0, 0, Double.POSITIVE_INFINITY);
    }
}
