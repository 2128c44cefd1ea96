package org.superpose.circuits.source;

import java.util.Arrays;
import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Family;
import org.superpose.circuits.circuit.Numbering;

/**
 * All controlled sources of one of the four kinds. Local unknowns: v₊, v₋, then a pair of nodes for each sensed voltage or one branch current for each control, then for a voltage source its own branch current. Sources with fewer inputs
 * than the largest have ground in the places left.
 */
final class ControlledSourceBank implements DeviceBank {
    static final Family VOLTAGE_BY_VOLTAGE = (members, numbering) -> new ControlledSourceBank(members, numbering, true, false);
    static final Family CURRENT_BY_VOLTAGE = (members, numbering) -> new ControlledSourceBank(members, numbering, false, false);
    static final Family CURRENT_BY_CURRENT = (members, numbering) -> new ControlledSourceBank(members, numbering, false, true);
    static final Family VOLTAGE_BY_CURRENT = (members, numbering) -> new ControlledSourceBank(members, numbering, true, true);

    private final Polynomial[] laws;
    private final boolean straight;
    private final int[][] unknowns;
    private final int[][] pattern;
    private final boolean voltage;
    private final boolean byCurrent;
    private final int inputs;
    private final int branch;

    private ControlledSourceBank(List<? extends Component> members, Numbering numbering, boolean voltage, boolean byCurrent) {
        this.voltage = voltage;
        this.byCurrent = byCurrent;
        laws = new Polynomial[members.size()];
        int most = 0;
        for (int i = 0; i < laws.length; i++) {
            laws[i] = ((ControlledSource) members.get(i)).law();
            most = Math.max(most, laws[i].inputs());
        }
        straight = Arrays.stream(laws).allMatch(Polynomial::isStraight);
        inputs = most;
        int senses = byCurrent ? inputs : 2 * inputs;
        branch = 2 + senses;
        unknowns = new int[branch + (voltage ? 1 : 0)][laws.length];
        for (int i = 0; i < laws.length; i++) {
            ControlledSource source = (ControlledSource) members.get(i);
            List<String> nodes = source.nodes();
            List<String> controls = source.controls();
            for (int k = 0; k < branch; k++) {
                if (byCurrent && k >= 2 && k - 2 < controls.size()) {
                    unknowns[k][i] = numbering.branch(controls.get(k - 2));
                } else {
                    unknowns[k][i] = numbering.node(k < nodes.size() ? nodes.get(k) : Circuit.GROUND);
                }
            }
            if (voltage) {
                unknowns[branch][i] = numbering.branch(source.name());
            }
        }
        pattern = voltage ? new int[4 + senses][] : new int[2 * senses][];
        for (int k = 0; k < senses; k++) {
            if (voltage) {
                pattern[4 + k] = new int[] {branch, 2 + k};
            } else {
                pattern[2 * k] = new int[] {0, 2 + k};
                pattern[2 * k + 1] = new int[] {1, 2 + k};
            }
        }
        if (voltage) {
            pattern[0] = new int[] {0, branch};
            pattern[1] = new int[] {1, branch};
            pattern[2] = new int[] {branch, 0};
            pattern[3] = new int[] {branch, 1};
        }
    }

    @Override
    public int size() {
        return laws.length;
    }

    @Override
    public int[][] unknowns() {
        return unknowns;
    }

    @Override
    public int[][] conductancePattern() {
        return pattern;
    }

    /** Inputs of the polynomials and their derivatives. */
    @Override
    public int memory() {
        return 2 * inputs;
    }

    @Override
    public double[][] parameters(Environment environment) {
        return new double[0][];
    }

    @Override
    public int[][] bends() {
        return straight ? new int[0][] : null;
    }

    @Override
    public void load(Evaluation e) {
        for (int i = 0; i < laws.length; i++) {
            int own = laws[i].inputs();
            for (int j = 0; j < own; j++) {
                e.memory[j][i] = byCurrent ? e.unknown[2 + j][i] : e.unknown[2 + 2 * j][i] - e.unknown[3 + 2 * j][i];
            }
            double value = laws[i].evaluate(e.memory, i);
            double flow = voltage ? e.unknown[branch][i] : value;
            e.current[0][i] = flow;
            e.current[1][i] = -flow;
            if (voltage) {
                e.current[branch][i] = e.unknown[0][i] - e.unknown[1][i] - value;
                e.conductance[0][i] = 1;
                e.conductance[1][i] = -1;
                e.conductance[2][i] = 1;
                e.conductance[3][i] = -1;
            }
            for (int j = 0; j < own; j++) {
                double slope = e.memory[own + j][i];
                if (byCurrent) {
                    slope(e, i, j, slope);
                } else {
                    slope(e, i, 2 * j, slope);
                    slope(e, i, 2 * j + 1, -slope);
                }
            }
        }
    }

    private void slope(Evaluation e, int i, int sense, double slope) {
        if (voltage) {
            e.conductance[4 + sense][i] = -slope;
        } else {
            e.conductance[2 * sense][i] = slope;
            e.conductance[2 * sense + 1][i] = -slope;
        }
    }
}
