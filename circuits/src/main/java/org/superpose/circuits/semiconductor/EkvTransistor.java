package org.superpose.circuits.semiconductor;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Family;

/** A MOS transistor by the EKV 2.6 law, n- or p-channel as its model says. The placement's area is not used: a MOS transistor has its {@link MosfetGeometry}. */
public record EkvTransistor(String name, String drain, String gate, String source, String bulk, EkvModel model, MosfetGeometry geometry, Placement placement) implements SemiconductorDevice {
    private static final Family FAMILY = EkvBank::new;

    public EkvTransistor {
        placement.checkInitial(name, 3);
        if (placement.area() != 1) {
            throw new IllegalArgumentException(name + ": a MOS transistor has a geometry and no area factor, got " + placement.area() + "; state W, or M for parallel devices");
        }
        if (geometry.length() + model.value("DL") <= 0 || geometry.width() + model.value("DW") <= 0) {
            throw new IllegalArgumentException(name + ": L + DL and W + DW must be positive [m], got L = " + geometry.length() + " and W = " + geometry.width() + "; see model " + model.name());
        }
    }

    public EkvTransistor(String name, String drain, String gate, String source, String bulk, EkvModel model, MosfetGeometry geometry) {
        this(name, drain, gate, source, bulk, model, geometry, Placement.PLAIN);
    }

    @Override
    public EkvTransistor renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new EkvTransistor(names.apply(name), nodes.apply(drain), nodes.apply(gate), nodes.apply(source), nodes.apply(bulk), model, geometry, placement);
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
