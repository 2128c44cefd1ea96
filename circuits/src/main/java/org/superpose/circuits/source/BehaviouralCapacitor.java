package org.superpose.circuits.source;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Family;

/**
 * A capacitor that follows a formula, in one of two ways that differ where the formula has more than the capacitor's own voltage in it:
 * <ul>
 * <li>by its charge (LTspice's and ngspice's {@code Q=}), {@code i = dQ/dt}: what flows in comes out again, whatever happened between;
 * <li>by its capacitance (ngspice's {@code C=}), {@code i = C dv/dt}: a change of C moves no charge. Its current is an unknown of the circuit, with the equation {@code i / C = dv/dt}, so the formula may jump. Charge is kept within the error of
 * the time steps, and only if C depends on nothing but the capacitor's own voltage.
 * </ul>
 *
 * @param positive       node whose charge is +Q
 * @param stores         which way
 * @param law            Q [C] or C [F] of voltages and currents of the circuit, time and temperature; a C nearer to 0 than 1e-30 F counts as that
 * @param initialVoltage with which a transient run without operating point begins [V], or NaN: that of its nodes
 */
public record BehaviouralCapacitor(String name, String positive, String negative, Stores stores, Formula law, double initialVoltage) implements Component {
    /** What the formula of a capacitor tells. */
    public enum Stores {
        /** Q [C]. */
        CHARGE,
        /** C [F]. */
        CAPACITANCE
    }

    public BehaviouralCapacitor {
        BehaviouralFamily.check(name, law);
        if (Double.isInfinite(initialVoltage)) {
            throw new IllegalArgumentException(name + ": initial voltage must be finite [V]");
        }
    }

    /** One that is known by its charge [C]. */
    public static BehaviouralCapacitor ofCharge(String name, String positive, String negative, Formula charge) {
        return new BehaviouralCapacitor(name, positive, negative, Stores.CHARGE, charge, Double.NaN);
    }

    /** One that is known by its capacitance [F]. */
    public static BehaviouralCapacitor ofCapacitance(String name, String positive, String negative, Formula capacitance) {
        return new BehaviouralCapacitor(name, positive, negative, Stores.CAPACITANCE, capacitance, Double.NaN);
    }

    /** The same with an initial voltage [V]. */
    public BehaviouralCapacitor startingAt(double voltage) {
        return new BehaviouralCapacitor(name, positive, negative, stores, law, voltage);
    }

    @Override
    public BehaviouralCapacitor renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new BehaviouralCapacitor(names.apply(name), nodes.apply(positive), nodes.apply(negative), stores, law.renamed(names, nodes), initialVoltage);
    }

    @Override
    public List<String> nodes() {
        return BehaviouralFamily.nodes(positive, negative, law);
    }

    @Override
    public List<String> controls() {
        return law.currents();
    }

    @Override
    public Family family() {
        return BehaviouralFamily.of(stores == Stores.CHARGE ? BehaviouralFamily.Kind.CHARGE : BehaviouralFamily.Kind.CAPACITANCE, law);
    }
}
