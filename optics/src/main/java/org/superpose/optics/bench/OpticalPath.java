package org.superpose.optics.bench;

import java.util.List;
import org.superpose.optics.propagation.Certificate;
import org.superpose.optics.propagation.Propagated;
import org.superpose.optics.propagation.Propagation;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.OpticalElement;
import org.superpose.optics.wave.Wavefront;

/** A bench planned for one grid and one wavelength. It is one linear element. */
public final class OpticalPath implements OpticalElement {
    private final Grid from;
    private final Grid to;
    private final double wavelength;
    private final List<Stage> stages;

    OpticalPath(Grid from, Grid to, double wavelength, List<Stage> stages) {
        this.from = from;
        this.to = to;
        this.wavelength = wavelength;
        this.stages = List.copyOf(stages);
    }

    /** Grid in front of the bench. */
    public Grid from() {
        return from;
    }

    /** Grid behind the bench. */
    public Grid to() {
        return to;
    }

    /** λ [m]. */
    public double wavelength() {
        return wavelength;
    }

    /** The field behind the bench; certificates of the distances are added to the list. */
    Wavefront run(Wavefront in, List<Certificate> certificates) {
        requireFitting(in, from);
        Wavefront here = in;
        for (Stage stage : stages) {
            here = through(stage.element(), here, certificates);
        }
        return here;
    }

    /** The field behind any element; certificates of the distances in it are added to the list. */
    static Wavefront through(OpticalElement element, Wavefront in, List<Certificate> certificates) {
        if (element instanceof OpticalPath path) {
            return path.run(in, certificates);
        }
        if (element instanceof Propagation distance) {
            Propagated travelled = distance.propagate(in);
            certificates.add(travelled.certificate());
            return travelled.wavefront();
        }
        return element.apply(in);
    }

    @Override
    public Wavefront apply(Wavefront in) {
        requireFitting(in, from);
        Wavefront here = in;
        for (Stage stage : stages) {
            here = stage.element().apply(here);
        }
        return here;
    }

    @Override
    public Wavefront adjoint(Wavefront out) {
        requireFitting(out, to);
        Wavefront here = out;
        for (int s = stages.size() - 1; s >= 0; s--) {
            here = stages.get(s).element().adjoint(here);
        }
        return here;
    }

    private void requireFitting(Wavefront light, Grid grid) {
        grid.requireSame(light.grid(), "the bench");
        if (light.wavelength() != wavelength) {
            throw new IllegalArgumentException("bench: planned for " + wavelength + " m, but the light has " + light.wavelength() + " m");
        }
    }
}
