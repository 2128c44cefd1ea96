package org.superpose.circuits.semiconductor;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Family;

/** A bipolar transistor, NPN or PNP as its model says. */
public record BipolarTransistor(String name, String collector, String base, String emitter, String substrate, BipolarModel model, Placement placement) implements SemiconductorDevice {
    private static final Family FAMILY = BipolarBank::new;
    private static final Family LATE = ExcessPhaseBank::new;

    public BipolarTransistor {
        placement.checkInitial(name, 2);
    }

    /** With its substrate on ground. */
    public BipolarTransistor(String name, String collector, String base, String emitter, BipolarModel model) {
        this(name, collector, base, emitter, Circuit.GROUND, model, Placement.PLAIN);
    }

    @Override
    public BipolarTransistor renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new BipolarTransistor(names.apply(name), nodes.apply(collector), nodes.apply(base), nodes.apply(emitter), nodes.apply(substrate), model, placement);
    }

    @Override
    public List<String> nodes() {
        return List.of(collector, base, emitter, substrate);
    }

    @Override
    public Family family() {
        return model.late() ? LATE : FAMILY;
    }
}
