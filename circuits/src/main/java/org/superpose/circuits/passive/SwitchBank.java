package org.superpose.circuits.passive;

import java.util.List;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Numbering;

/** What the banks of switches have in common. Local unknowns: v₊, v₋, then two sensed nodes or the branch current that controls. */
abstract class SwitchBank implements DeviceBank {
    // parameters
    static final int ON = 0;
    static final int OFF = 1;
    static final int CLOSED = 2;                 // conductances [S]
    static final int OPEN = 3;
    static final int START = 4;
    private static final int PARAMETERS = 5;

    private final List<? extends Component> members;
    private final int[][] unknowns;
    private final boolean byCurrent;

    SwitchBank(List<? extends Component> members, Numbering numbering, boolean byCurrent) {
        this.members = members;
        this.byCurrent = byCurrent;
        int[][] contacts = TwoTerminals.of(members, numbering);
        unknowns = new int[byCurrent ? 3 : 4][];
        unknowns[0] = contacts[0];
        unknowns[1] = contacts[1];
        for (int k = 2; k < unknowns.length; k++) {
            unknowns[k] = new int[members.size()];
            for (int i = 0; i < members.size(); i++) {
                unknowns[k][i] = byCurrent ? numbering.branch(members.get(i).controls().get(0)) : numbering.node(members.get(i).nodes().get(k));
            }
        }
    }

    @Override
    public final int size() {
        return members.size();
    }

    @Override
    public final int[][] unknowns() {
        return unknowns;
    }

    /** Controls at which it is on and off [V] or [A], conductances of both states [S], and the state that it begins with: 1 closed, −1 open. */
    @Override
    public final double[][] parameters(Environment environment) {
        double[][] p = new double[PARAMETERS][size()];
        for (int i = 0; i < size(); i++) {
            Switch member = (Switch) members.get(i);
            p[ON][i] = member.model().on();
            p[OFF][i] = member.model().off();
            p[CLOSED][i] = 1 / member.model().onResistance();
            p[OPEN][i] = 1 / member.model().offResistance();
            p[START][i] = member.closed() ? 1 : -1;
        }
        return p;
    }

    final double control(Evaluation e, int i) {
        return byCurrent ? e.unknown[2][i] : e.unknown[2][i] - e.unknown[3][i];
    }

    /** The current through a conductance between the contacts, and what it depends on there. */
    static void conduct(Evaluation e, int i, double conductance) {
        double current = conductance * (e.unknown[0][i] - e.unknown[1][i]);
        e.current[0][i] = current;
        e.current[1][i] = -current;
        e.conductance[0][i] = conductance;
        e.conductance[1][i] = -conductance;
        e.conductance[2][i] = -conductance;
        e.conductance[3][i] = conductance;
    }

    @Override
    public final int[][] noiseSources() {
        return new int[][] {{0, 1}};
    }

    @Override
    public final String noiseName(int source) {
        return "thermal";
    }

    /** 4kT/R of the present resistance (Nyquist, Phys. Rev. 32, 110, 1928). */
    @Override
    public final void noise(Evaluation e, double[][] white, double[][] flicker, double[][] exponent) {
        double fourKT = 4 * e.environment.boltzmann() * e.environment.temperature();
        for (int i = 0; i < size(); i++) {
            white[0][i] = fourKT * e.conductance[0][i];
        }
    }
}
