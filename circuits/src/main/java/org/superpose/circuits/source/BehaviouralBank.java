package org.superpose.circuits.source;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Numbering;
import org.superpose.circuits.source.BehaviouralFamily.Kind;

/** All components of a family with formulas. Local unknowns: v₊, v₋, a pair of nodes for each voltage of the formula, the branch currents of the formula, then, of some, the component's own branch current. */
final class BehaviouralBank implements DeviceBank {
    private static final double ZERO_CELSIUS = 273.15;         // [K]
    private static final double TINY = 1e-30;                  // [Ω] or [F]

    /** A first iteration takes the slopes here and not at 0, where quotients, roots and logarithms have none that leads anywhere and products have none at all [V] or [A]. */
    private static final double START = 1e-3;

    private final List<? extends Component> members;
    private final Kind kind;
    private final Tape[] tapes;
    private final int[][] unknowns;
    private final int voltages;
    private final int senses;
    private final int own;                                     // local unknown of the component's own current
    private final int[][] conductances;
    private final int[][] capacitances;
    private final int room;

    BehaviouralBank(BehaviouralFamily family, List<? extends Component> members, Numbering numbering) {
        this.members = members;
        kind = family.kind();
        voltages = family.voltages();
        senses = 2 * voltages + family.currents();
        own = 2 + senses;
        tapes = new Tape[members.size()];
        unknowns = new int[kind.hasBranch() ? own + 1 : own][tapes.length];
        int most = 0;
        for (int i = 0; i < tapes.length; i++) {
            Component member = members.get(i);
            tapes[i] = law(member).tape();
            most = Math.max(most, tapes[i].room());
            for (int k = 0; k < 2 + 2 * voltages; k++) {
                unknowns[k][i] = numbering.node(member.nodes().get(k));
            }
            for (int k = 0; k < family.currents(); k++) {
                unknowns[2 + 2 * voltages + k][i] = numbering.branch(member.controls().get(k));
            }
            if (kind.hasBranch()) {
                unknowns[own][i] = numbering.branch(member.name());
            }
        }
        room = most;
        List<int[]> flows = new ArrayList<>();
        List<int[]> stores = new ArrayList<>();
        switch (kind) {
            case VOLTAGE -> flows.addAll(List.of(new int[] {0, own}, new int[] {1, own}, new int[] {own, 0}, new int[] {own, 1}));
            case CAPACITANCE -> {
                flows.addAll(List.of(new int[] {0, own}, new int[] {1, own}, new int[] {own, own}));
                stores.addAll(List.of(new int[] {own, 0}, new int[] {own, 1}));
            }
            case RESISTANCE -> flows.addAll(List.of(new int[] {0, 0}, new int[] {0, 1}, new int[] {1, 0}, new int[] {1, 1}));
            default -> { }
        }
        List<int[]> dependent = kind == Kind.CHARGE ? stores : flows;
        for (int k = 0; k < senses; k++) {
            if (kind.hasBranch()) {
                dependent.add(new int[] {own, 2 + k});
            } else {
                dependent.add(new int[] {0, 2 + k});
                dependent.add(new int[] {1, 2 + k});
            }
        }
        conductances = flows.toArray(int[][]::new);
        capacitances = stores.toArray(int[][]::new);
    }

    private static Formula law(Component member) {
        if (member instanceof BehaviouralVoltageSource source) {
            return source.voltage();
        }
        if (member instanceof BehaviouralCurrentSource source) {
            return source.current();
        }
        return member instanceof BehaviouralResistor resistor ? resistor.resistance() : ((BehaviouralCapacitor) member).law();
    }

    @Override
    public int size() {
        return tapes.length;
    }

    @Override
    public int[][] unknowns() {
        return unknowns;
    }

    @Override
    public int[][] conductancePattern() {
        return conductances;
    }

    @Override
    public int[][] capacitancePattern() {
        return capacitances;
    }

    @Override
    public int scratch() {
        return room;
    }

    @Override
    public double[][] parameters(Environment environment) {
        return new double[0][];
    }

    @Override
    public void load(Evaluation e) {
        double[] w = e.scratch;
        double celsius = e.environment.temperature() - ZERO_CELSIUS;
        for (int i = 0; i < tapes.length; i++) {
            Tape tape = tapes[i];
            for (int j = 0; j < tape.inputs(); j++) {
                double input = input(e, i, j);
                w[j] = e.starting && input == 0 ? START : input;
            }
            double value = tape.evaluate(w, e.time, celsius);
            for (int j = 0; e.starting && j < tape.inputs(); j++) {
                value += (input(e, i, j) - w[j]) * w[tape.slope(j)];
            }
            switch (kind) {
                case VOLTAGE -> voltage(e, i, value);
                case CURRENT -> current(e, i, value);
                case RESISTANCE -> resistance(e, i, value);
                case CHARGE -> charge(e, i, value);
                default -> capacitance(e, i, value);
            }
        }
    }

    private double input(Evaluation e, int i, int j) {
        return j < voltages ? e.unknown[2 + 2 * j][i] - e.unknown[3 + 2 * j][i] : e.unknown[2 + voltages + j][i];
    }

    /** A formula without inputs is an independent source, and is turned up with those. */
    private double scale(Evaluation e) {
        return senses == 0 ? e.sourceScale : 1;
    }

    private void voltage(Evaluation e, int i, double voltage) {
        e.current[0][i] = e.unknown[own][i];
        e.current[1][i] = -e.unknown[own][i];
        e.current[own][i] = e.unknown[0][i] - e.unknown[1][i] - scale(e) * voltage;
        e.conductance[0][i] = 1;
        e.conductance[1][i] = -1;
        e.conductance[2][i] = 1;
        e.conductance[3][i] = -1;
        spread(e, i, e.conductance, 4, -1);
    }

    private void current(Evaluation e, int i, double current) {
        double flow = scale(e) * current;
        e.current[0][i] = flow;
        e.current[1][i] = -flow;
        spread(e, i, e.conductance, 0, 1);
    }

    private void resistance(Evaluation e, int i, double resistance) {
        double g = 1 / away(resistance);
        double current = g * (e.unknown[0][i] - e.unknown[1][i]);
        e.current[0][i] = current;
        e.current[1][i] = -current;
        e.conductance[0][i] = g;
        e.conductance[1][i] = -g;
        e.conductance[2][i] = -g;
        e.conductance[3][i] = g;
        spread(e, i, e.conductance, 4, Math.abs(resistance) < TINY ? 0 : -g * current);
    }

    private void charge(Evaluation e, int i, double charge) {
        e.charge[0][i] = charge;
        e.charge[1][i] = -charge;
        spread(e, i, e.capacitance, 0, 1);
    }

    private void capacitance(Evaluation e, int i, double capacitance) {
        double s = 1 / away(capacitance);
        e.current[0][i] = e.unknown[own][i];
        e.current[1][i] = -e.unknown[own][i];
        e.current[own][i] = s * e.unknown[own][i];
        e.charge[own][i] = e.unknown[1][i] - e.unknown[0][i];
        e.conductance[0][i] = 1;
        e.conductance[1][i] = -1;
        e.conductance[2][i] = s;
        spread(e, i, e.conductance, 3, Math.abs(capacitance) < TINY ? 0 : -s * s * e.unknown[own][i]);
        e.capacitance[0][i] = -1;
        e.capacitance[1][i] = 1;
    }

    private static double away(double divisor) {
        return Math.abs(divisor) < TINY ? Math.copySign(TINY, divisor) : divisor;
    }

    /** Writes the slopes after what is sensed, times a factor, from a place of the pattern on. */
    private void spread(Evaluation e, int i, double[][] into, int from, double factor) {
        Tape tape = tapes[i];
        int next = from;
        for (int k = 0; k < senses; k++) {
            boolean voltage = k < 2 * voltages;
            double slope = factor * e.scratch[tape.slope(voltage ? k / 2 : k - voltages)];
            double signed = voltage && k % 2 == 1 ? -slope : slope;
            into[next++][i] = signed;
            if (!kind.hasBranch()) {
                into[next++][i] = -signed;
            }
        }
    }

    @Override
    public void initialConditions(Evaluation e) {
        for (int i = 0; i < tapes.length; i++) {
            if (members.get(i) instanceof BehaviouralCapacitor capacitor && !Double.isNaN(capacitor.initialVoltage())) {
                double moved = e.unknown[1][i] + capacitor.initialVoltage();
                for (int k = 0; k < 2 + 2 * voltages; k++) {
                    if (unknowns[k][i] == unknowns[0][i]) {
                        e.unknown[k][i] = moved;
                    }
                }
            }
        }
    }
}
