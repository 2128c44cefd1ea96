package org.superpose.optics.wave;

import java.util.ArrayList;
import java.util.List;

/**
 * Light of several components that do not interfere with each other (independent lasers, modes of one laser, states of polarisation): their
 * irradiances add, each component's own parts interfere. Each may have its own wavelength; all stand on one grid.
 *
 * @param components at least one
 */
public record Light(List<Wavefront> components) {
    public Light {
        components = List.copyOf(components);
        if (components.isEmpty()) {
            throw new IllegalArgumentException("light: at least one component is needed");
        }
        for (Wavefront component : components) {
            components.get(0).grid().requireSame(component.grid(), "the first component");
        }
    }

    /** Light of the given components. */
    public static Light of(Wavefront... components) {
        return new Light(List.of(components));
    }

    /**
     * Two fields of one laser whose paths differ so much that they interfere in part only: the irradiance is |a|² + |b|² + 2 γ Re(a* b) (Goodman, <i>Statistical Optics</i>,
     * 2nd ed. 2015, section 5.2). It is the light of a + γ b and of √(1 − γ²) b, which do not interfere.
     * @param degree γ, 0 to 1; for a laser's line its visibility at the difference of delays
     */
    public static Light partiallyCoherent(Wavefront a, Wavefront b, double degree) {
        if (!(degree >= 0 && degree <= 1)) {
            throw new IllegalArgumentException("light: the degree of coherence must lie in [0, 1], got " + degree);
        }
        return of(a.plus(b.times(new Complex(degree, 0))), b.times(new Complex(Math.sqrt(1 - degree * degree), 0)));
    }

    public Grid grid() {
        return components.get(0).grid();
    }

    /** Both lights together, without interference between them. */
    public Light with(Light other) {
        List<Wavefront> all = new ArrayList<>(components);
        all.addAll(other.components);
        return new Light(all);
    }

    /** What an element makes of each component. */
    public Light through(OpticalElement element) {
        return new Light(components.stream().map(element::apply).toList());
    }

    /** Sum of the components' irradiances [W/m²]. */
    public Image irradiance() {
        return components.stream().map(Wavefront::irradiance).reduce(Image::plus).orElseThrow();
    }

    /** Sum of the components' powers [W]. */
    public double power() {
        return components.stream().mapToDouble(Wavefront::power).sum();
    }
}
