package org.superpose.circuits.passive;

import java.util.List;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Family;
import org.superpose.circuits.circuit.Numbering;

/** All abrupt switches of one kind of control. Within an iteration each is a resistor; it closes and opens in {@link #decide} only. */
final class AbruptSwitchBank extends SwitchBank {
    static final Family BY_VOLTAGE = (members, numbering) -> new AbruptSwitchBank(members, numbering, false);
    static final Family BY_CURRENT = (members, numbering) -> new AbruptSwitchBank(members, numbering, true);

    private static final int[][] PATTERN = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    // memory
    private static final int STATE = 0;          // 1 closed, -1 open, 0 before anything was evaluated
    private static final int CONTROL = 1;

    private AbruptSwitchBank(List<? extends Component> members, Numbering numbering, boolean byCurrent) {
        super(members, numbering, byCurrent);
    }

    @Override
    public int[][] conductancePattern() {
        return PATTERN;
    }

    @Override
    public int memory() {
        return 2;
    }

    @Override
    public void load(Evaluation e) {
        double[] state = e.memory[STATE];
        for (int i = 0; i < state.length; i++) {
            if (state[i] == 0) {
                state[i] = e.parameter[START][i];
            }
            e.memory[CONTROL][i] = control(e, i);
            conduct(e, i, e.parameter[state[i] > 0 ? CLOSED : OPEN][i]);
        }
    }

    /** The state that the control asks for. */
    private static double wanted(Evaluation e, int i) {
        double control = e.memory[CONTROL][i];
        double on = e.parameter[ON][i];
        double off = e.parameter[OFF][i];
        return control > on || control == on && on == off ? 1 : control < off ? -1 : e.memory[STATE][i];
    }

    @Override
    public int undecided(Evaluation e, int from) {
        int i = from;
        while (i < size() && wanted(e, i) == e.memory[STATE][i]) {
            i++;
        }
        return i < size() ? i : -1;
    }

    @Override
    public void decide(Evaluation e, int device) {
        e.memory[STATE][device] = wanted(e, device);
    }

    @Override
    public double crossing(Evaluation e) {
        double first = Double.POSITIVE_INFINITY;
        for (int i = 0; i < size(); i++) {
            double wanted = wanted(e, i);
            if (wanted != e.memory[STATE][i]) {
                double threshold = e.parameter[wanted > 0 ? ON : OFF][i];
                double before = e.accepted[CONTROL][i];
                boolean due = wanted > 0 ? before >= threshold : before <= threshold;
                first = Math.min(first, due ? 0 : (threshold - before) / (e.memory[CONTROL][i] - before));
            }
        }
        return first;
    }
}
