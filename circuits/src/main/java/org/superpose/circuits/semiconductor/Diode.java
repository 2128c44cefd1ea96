package org.superpose.circuits.semiconductor;

import java.util.List;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Family;

/** A junction diode: Shockley's law, a series resistance, depletion and diffusion charge, breakdown, shot and flicker noise. The current flows from anode to cathode. */
public record Diode(String name, String anode, String cathode, DiodeModel model, Placement placement) implements Component {
    private static final Family FAMILY = DiodeBank::new;

    public Diode {
        placement.checkInitial(name, 1);
    }

    public Diode(String name, String anode, String cathode, DiodeModel model) {
        this(name, anode, cathode, model, Placement.PLAIN);
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
