package org.superpose.circuits.source;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Family;
import org.superpose.circuits.circuit.Numbering;

/**
 * Components with a formula that stands for the same kind of quantity and has as many inputs.
 *
 * @param voltages that the formula depends on
 * @param currents that it depends on
 */
record BehaviouralFamily(Kind kind, int voltages, int currents) implements Family {
    /** What a formula tells. */
    enum Kind {
        VOLTAGE, CURRENT, RESISTANCE, CHARGE, CAPACITANCE;

        /** Whether the component's own current is an unknown. */
        boolean hasBranch() {
            return this == VOLTAGE || this == CAPACITANCE;
        }
    }

    static BehaviouralFamily of(Kind kind, Formula formula) {
        return new BehaviouralFamily(kind, formula.voltages().size(), formula.currents().size());
    }

    /** Refuses numbers that are none. */
    static void check(String name, Formula formula) {
        if (!formula.tape().isFinite()) {
            throw new IllegalArgumentException(name + ": its formula holds a number that is not finite; look for a division by zero or a function outside its range: " + formula);
        }
    }

    /** Both ends, and what the formula senses. */
    static List<String> nodes(String positive, String negative, Formula formula) {
        List<String> nodes = new ArrayList<>(List.of(positive, negative));
        for (SensedVoltage voltage : formula.voltages()) {
            nodes.add(voltage.positive());
            nodes.add(voltage.negative());
        }
        return List.copyOf(nodes);
    }

    @Override
    public DeviceBank bank(List<? extends Component> members, Numbering numbering) {
        return new BehaviouralBank(this, members, numbering);
    }
}
