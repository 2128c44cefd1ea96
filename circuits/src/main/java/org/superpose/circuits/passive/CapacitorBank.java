package org.superpose.circuits.passive;

import java.util.List;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Family;
import org.superpose.circuits.circuit.Numbering;

/** All capacitors. Local unknowns: v₊, v₋. */
final class CapacitorBank implements DeviceBank {
    static final Family FAMILY = CapacitorBank::new;

    private static final int[][] PATTERN = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};

    private final List<? extends Component> members;
    private final int[][] unknowns;

    private CapacitorBank(List<? extends Component> members, Numbering numbering) {
        this.members = members;
        unknowns = TwoTerminals.of(members, numbering);
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
        return new int[0][];
    }

    @Override
    public int[][] capacitancePattern() {
        return PATTERN;
    }

    /** C [F] and the initial voltage [V]. */
    @Override
    public double[][] parameters(Environment environment) {
        double[][] parameters = new double[2][size()];
        for (int i = 0; i < size(); i++) {
            Capacitor capacitor = (Capacitor) members.get(i);
            parameters[0][i] = capacitor.capacitance();
            parameters[1][i] = capacitor.initialVoltage();
        }
        return parameters;
    }

    @Override
    public int[][] bends() {
        return new int[0][];
    }

    @Override
    public void load(Evaluation e) {
        double[] capacitance = e.parameter[0];
        double[] positive = e.unknown[0];
        double[] negative = e.unknown[1];
        for (int i = 0; i < capacitance.length; i++) {
            double c = capacitance[i];
            double charge = c * (positive[i] - negative[i]);
            e.charge[0][i] = charge;
            e.charge[1][i] = -charge;
            e.capacitance[0][i] = c;
            e.capacitance[1][i] = -c;
            e.capacitance[2][i] = -c;
            e.capacitance[3][i] = c;
        }
    }

    @Override
    public void initialConditions(Evaluation e) {
        for (int i = 0; i < size(); i++) {
            if (!Double.isNaN(e.parameter[1][i])) {
                e.unknown[0][i] = e.unknown[1][i] + e.parameter[1][i];
            }
        }
    }
}
