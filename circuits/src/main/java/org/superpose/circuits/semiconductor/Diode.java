package org.superpose.circuits.semiconductor;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Family;

/**
 * A junction diode: Shockley's law, a series resistance, depletion and diffusion charge, breakdown, shot and flicker noise. The current flows from anode to cathode.
 *
 * @param perimeter of the junction, for the sidewall's current and capacitance [m]; 0 or positive
 */
public record Diode(String name, String anode, String cathode, DiodeModel model, double perimeter, Placement placement) implements SemiconductorDevice {
    private static final Family FAMILY = DiodeBank::new;

    public Diode {
        if (!(perimeter >= 0) || Double.isInfinite(perimeter)) {
            throw new IllegalArgumentException(name + ": the perimeter of a diode must be 0 or positive [m], got " + perimeter);
        }
        placement.checkInitial(name, 1);
    }

    public Diode(String name, String anode, String cathode, DiodeModel model) {
        this(name, anode, cathode, model, 0, Placement.PLAIN);
    }

    public Diode(String name, String anode, String cathode, DiodeModel model, Placement placement) {
        this(name, anode, cathode, model, 0, placement);
    }

    @Override
    public Diode renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new Diode(names.apply(name), nodes.apply(anode), nodes.apply(cathode), model, perimeter, placement);
    }

    @Override
    public List<String> nodes() {
        return List.of(anode, cathode);
    }

    @Override
    public Family family() {
        return FAMILY;
    }
}
