package org.superpose.circuits.semiconductor;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Family;

/** A MOS transistor, n- or p-channel as its model says. The placement's area is not used: a MOS transistor has its {@link MosfetGeometry}. */
public record Mosfet(String name, String drain, String gate, String source, String bulk, MosfetModel model, MosfetGeometry geometry, Placement placement) implements SemiconductorDevice {
    private static final Family FAMILY = MosfetBank::new;

    public Mosfet {
        placement.checkInitial(name, 3);
        if (placement.area() != 1) {
            throw new IllegalArgumentException(name + ": a MOS transistor has a geometry and no area factor, got " + placement.area() + "; state W, or M for parallel devices");
        }
        if (geometry.length() <= 2 * model.value("LD")) {
            throw new IllegalArgumentException(name + ": L must exceed 2 LD of model " + model.name() + " [m], got L = " + geometry.length() + " and LD = " + model.value("LD"));
        }
    }

    public Mosfet(String name, String drain, String gate, String source, String bulk, MosfetModel model, MosfetGeometry geometry) {
        this(name, drain, gate, source, bulk, model, geometry, Placement.PLAIN);
    }

    @Override
    public Mosfet renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new Mosfet(names.apply(name), nodes.apply(drain), nodes.apply(gate), nodes.apply(source), nodes.apply(bulk), model, geometry, placement);
    }

    @Override
    public List<String> nodes() {
        return List.of(drain, gate, source, bulk);
    }

    @Override
    public Family family() {
        return FAMILY;
    }
}
