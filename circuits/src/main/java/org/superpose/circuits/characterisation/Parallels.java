package org.superpose.circuits.characterisation;

import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.memory.ProgrammableConductance;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Inductor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.EkvTransistor;
import org.superpose.circuits.semiconductor.JunctionFieldEffectTransistor;
import org.superpose.circuits.semiconductor.Mosfet;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageControlledVoltageSource;
import org.superpose.circuits.source.VoltageSource;

/**
 * Many equal circuits side by side as one. Equal circuits between the same nodes have equal inner voltages, so that their inner nodes may be joined: n equal parts in parallel then carry n times the current and the charge, and the noise currents of n
 * independent sources have n times the power. What the joined circuit does at the nodes in common is what the n circuits do there, exactly: in direct current, for small signals and in noise.
 */
final class Parallels {
    private Parallels() {
    }

    /** A circuit in the place of {@code count} equal ones between the same nodes. */
    static Instance of(Instance circuit, int count) {
        return circuit.varied((path, part) -> of(part, count));
    }

    private static Component of(Component part, double count) {
        if (part instanceof Resistor r) {
            return r.withValue(r.resistance() / count);
        }
        if (part instanceof Capacitor c) {
            return c.withValue(c.capacitance() * count);
        }
        if (part instanceof Inductor l) {
            return l.withValue(l.inductance() / count);
        }
        if (part instanceof CurrentSource i) {
            return i.withValue(i.dc() * count);
        }
        if (part instanceof VoltageSource || part instanceof VoltageControlledVoltageSource) {        // between joined nodes one holds what many do
            return part;
        }
        if (part instanceof ProgrammableConductance g) {                     // n KF i²/f with the current n i
            return new ProgrammableConductance(g.name(), g.positive(), g.negative(), g.conductance() * count, g.characteristicVoltage(), g.flicker() / count);
        }
        if (part instanceof BipolarTransistor q) {
            return new BipolarTransistor(q.name(), q.collector(), q.base(), q.emitter(), q.substrate(), q.model(), q.placement().withMultiplier(q.placement().multiplier() * count));
        }
        if (part instanceof Diode d) {
            return new Diode(d.name(), d.anode(), d.cathode(), d.model(), d.perimeter(), d.placement().withMultiplier(d.placement().multiplier() * count));
        }
        if (part instanceof Mosfet m) {
            return new Mosfet(m.name(), m.drain(), m.gate(), m.source(), m.bulk(), m.model(), m.geometry(), m.placement().withMultiplier(m.placement().multiplier() * count));
        }
        if (part instanceof EkvTransistor m) {
            return new EkvTransistor(m.name(), m.drain(), m.gate(), m.source(), m.bulk(), m.model(), m.geometry(), m.placement().withMultiplier(m.placement().multiplier() * count));
        }
        if (part instanceof JunctionFieldEffectTransistor j) {
            return new JunctionFieldEffectTransistor(j.name(), j.drain(), j.gate(), j.source(), j.model(), j.placement().withMultiplier(j.placement().multiplier() * count));
        }
        throw new CircuitException(part.name() + ": a " + part.getClass().getSimpleName() + " in a cell cannot stand for many of its kind; a column of such cells cannot be characterised");
    }
}
