package org.superpose.circuits.passive;

import java.util.List;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Family;
import org.superpose.circuits.circuit.Numbering;

/** All inductors. Local unknowns: v₊, v₋, branch current i. Branch equation: {@code v₊ − v₋ + d(−L i)/dt = 0}. */
final class InductorBank implements DeviceBank {
    static final Family FAMILY = InductorBank::new;

    private static final int[][] CONDUCTANCES = {{0, 2}, {1, 2}, {2, 0}, {2, 1}};
    private static final int[][] CAPACITANCES = {{2, 2}};

    private final List<? extends Component> members;
    private final int[][] unknowns;

    private InductorBank(List<? extends Component> members, Numbering numbering) {
        this.members = members;
        unknowns = TwoTerminals.withBranch(members, numbering);
    }

    @Override
    public int size() {
        return members.size();
    }

    @Override
    public int[][] unknowns() {
        return unknowns;
    }

    @Override
    public int[][] conductancePattern() {
        return CONDUCTANCES;
    }

    @Override
    public int[][] capacitancePattern() {
        return CAPACITANCES;
    }

    /** L [H] and the initial current [A]. */
    @Override
    public double[][] parameters(Environment environment) {
        double[][] parameters = new double[2][size()];
        for (int i = 0; i < size(); i++) {
            Inductor inductor = (Inductor) members.get(i);
            parameters[0][i] = inductor.inductance();
            parameters[1][i] = inductor.initialCurrent();
        }
        return parameters;
    }

    @Override
    public int[][] bends() {
        return new int[0][];
    }

    @Override
    public void load(Evaluation e) {
        double[] inductance = e.parameter[0];
        double[] branch = e.unknown[2];
        for (int i = 0; i < inductance.length; i++) {
            e.current[0][i] = branch[i];
            e.current[1][i] = -branch[i];
            e.current[2][i] = e.unknown[0][i] - e.unknown[1][i];
            e.conductance[0][i] = 1;
            e.conductance[1][i] = -1;
            e.conductance[2][i] = 1;
            e.conductance[3][i] = -1;
            e.charge[2][i] = -inductance[i] * branch[i];
            e.capacitance[0][i] = -inductance[i];
        }
    }

    @Override
    public void initialConditions(Evaluation e) {
        for (int i = 0; i < size(); i++) {
            if (!Double.isNaN(e.parameter[1][i])) {
                e.unknown[2][i] = e.parameter[1][i];
            }
        }
    }
}
