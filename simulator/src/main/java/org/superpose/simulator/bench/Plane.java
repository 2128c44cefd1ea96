package org.superpose.simulator.bench;

import java.util.List;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Image;
import org.superpose.optics.wave.Light;

/**
 * The light in one plane of the bench.
 *
 * @param view       its name, and what of it is drawn
 * @param components all on one grid, at least one
 */
public record Plane(View view, List<Component> components) {
    public Plane {
        components = List.copyOf(components);
    }

    public Grid grid() {
        return light().grid();
    }

    /** All components together [W/m²]. */
    public Image irradiance() {
        return light().irradiance();
    }

    /** The light of one laser alone [W/m²]. @param laser counted from 0 */
    public Image irradiance(int laser) {
        return new Light(components.stream().filter(component -> component.laser() == laser).map(Component::wavefront).toList()).irradiance();
    }

    /** [W]. */
    public double power() {
        return light().power();
    }

    private Light light() {
        return new Light(components.stream().map(Component::wavefront).toList());
    }
}
