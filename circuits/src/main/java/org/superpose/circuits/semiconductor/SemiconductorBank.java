package org.superpose.circuits.semiconductor;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Numbering;

/** What the banks of semiconductors share. Local unknowns: the terminals, in the order of the component's nodes, then for each contact the node behind its resistance, which is the terminal itself where the resistance is 0. */
abstract class SemiconductorBank<D extends SemiconductorDevice> implements DeviceBank {
    /**
     * A terminal that a resistance may part from the device proper.
     *
     * @param terminal   local unknown
     * @param resistance of a device [Ω]
     */
    record Contact<D>(int terminal, String name, ToDoubleFunction<D> resistance) {
    }

    /** A noise current between two local unknowns. */
    record NoiseSource(int from, int to, String name) {
    }

    final D[] devices;
    private final List<Contact<D>> contacts;
    private final int terminals;
    private final int[][] unknowns;
    private final int[][] conductances;
    private final int[][] capacitances;
    private final List<NoiseSource> noise;
    private final int reference;
    private final int[] initial;

    /**
     * @param reference the terminal against which initial voltages are stated
     * @param initial   the terminals that have one, in SPICE's order
     */
    SemiconductorBank(D[] devices, Numbering numbering, List<Contact<D>> contacts, int[][] conductances, int[][] capacitances, List<NoiseSource> noise, int reference, int... initial) {
        this.devices = devices;
        this.contacts = contacts;
        this.conductances = conductances;
        this.capacitances = capacitances;
        this.noise = noise;
        this.reference = reference;
        this.initial = initial;
        terminals = devices[0].nodes().size();
        unknowns = new int[terminals + contacts.size()][devices.length];
        for (int i = 0; i < devices.length; i++) {
            List<String> nodes = devices[i].nodes();
            for (int k = 0; k < terminals; k++) {
                unknowns[k][i] = numbering.node(nodes.get(k));
            }
            for (int k = 0; k < contacts.size(); k++) {
                Contact<D> contact = contacts.get(k);
                unknowns[terminals + k][i] = contact.resistance.applyAsDouble(devices[i]) > 0 ? numbering.inner(devices[i], contact.name) : unknowns[contact.terminal][i];
            }
        }
    }

    @Override
    public final int size() {
        return devices.length;
    }

    @Override
    public int[][] unknowns() {
        return unknowns;
    }

    @Override
    public int terminal(int local, int device) {
        return local < terminals ? local : contacts.get(local - terminals).terminal;
    }

    @Override
    public final int[][] conductancePattern() {
        return conductances;
    }

    @Override
    public final int[][] capacitancePattern() {
        return capacitances;
    }

    @Override
    public final void initialConditions(Evaluation e) {
        for (int i = 0; i < devices.length; i++) {
            devices[i].placement().start(e, i, reference, initial);
        }
    }

    @Override
    public final int[][] noiseSources() {
        return noise.stream().map(source -> new int[] {source.from, source.to}).toArray(int[][]::new);
    }

    @Override
    public final String noiseName(int source) {
        return noise.get(source).name;
    }

    /** exp of rows of the memory, where their arguments stand; many are those of a junction that blocks, or of none. */
    static void exponentials(Evaluation e, int first, int last) {
        for (int row = first; row <= last; row++) {
            double[] exponential = e.memory[row];
            for (int i = e.first; i < e.end; i++) {
                double exponent = exponential[i];
                exponential[i] = exponent == Junction.LEAST ? Junction.AT_LEAST : exponent == 0 ? 1 : Math.exp(exponent);
            }
        }
    }

    /** Adds the resistance of a contact to what flows from its inner node, and to that node's own conductance; those that couple the two stand in the pattern from {@code coupling} on: {terminal, terminal}, {terminal, inner}, {inner, terminal}. */
    static void contact(Evaluation e, int i, double conductance, int terminal, int inner, int diagonal, int coupling) {
        double drop = conductance * (e.unknown[terminal][i] - e.unknown[inner][i]);
        e.current[terminal][i] = drop;
        e.current[inner][i] -= drop;
        e.conductance[diagonal][i] += conductance;
        e.conductance[coupling][i] = conductance;
        e.conductance[coupling + 1][i] = -conductance;
        e.conductance[coupling + 2][i] = -conductance;
    }
}
