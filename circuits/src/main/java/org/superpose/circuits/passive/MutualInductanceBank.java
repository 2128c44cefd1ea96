package org.superpose.circuits.passive;

import java.util.List;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Family;
import org.superpose.circuits.circuit.Numbering;

/** All couplings of inductors. Local unknowns: the two branch currents, to whose equations it adds {@code d(−M i)/dt}. */
final class MutualInductanceBank implements DeviceBank {
    static final Family FAMILY = MutualInductanceBank::new;

    private static final int[][] CAPACITANCES = {{0, 1}, {1, 0}};

    private final int[][] unknowns;
    private final double[] mutual;

    private MutualInductanceBank(List<? extends Component> members, Numbering numbering) {
        unknowns = new int[2][members.size()];
        mutual = new double[members.size()];
        for (int i = 0; i < mutual.length; i++) {
            MutualInductance member = (MutualInductance) members.get(i);
            unknowns[0][i] = numbering.branch(member.first());
            unknowns[1][i] = numbering.branch(member.second());
            double product = inductance(member, numbering.component(member.first())) * inductance(member, numbering.component(member.second()));
            if (!(product > 0)) {
                throw new CircuitException(member.name() + ": couples inductances of opposite sign");
            }
            mutual[i] = member.coupling() * Math.sqrt(product);
        }
    }

    private static double inductance(MutualInductance member, Component component) {
        if (component instanceof Inductor inductor) {
            return inductor.inductance();
        }
        throw new CircuitException(member.name() + ": couples " + component.name() + ", which is no inductor");
    }

    @Override
    public int size() {
        return mutual.length;
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
        return CAPACITANCES;
    }

    /** M [H]. */
    @Override
    public double[][] parameters(Environment environment) {
        return new double[][] {mutual.clone()};
    }

    @Override
    public int[][] bends() {
        return new int[0][];
    }

    @Override
    public void load(Evaluation e) {
        double[] m = e.parameter[0];
        for (int i = 0; i < m.length; i++) {
            e.charge[0][i] = -m[i] * e.unknown[1][i];
            e.charge[1][i] = -m[i] * e.unknown[0][i];
            e.capacitance[0][i] = -m[i];
            e.capacitance[1][i] = -m[i];
        }
    }
}
