package org.superpose.circuits.passive;

import java.util.List;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.circuit.Family;
import org.superpose.circuits.circuit.Numbering;

/** All smooth switches of one kind of control. The control moves by at most a quarter of the way from off to on in one iteration, as the conductance may change by decades over it. */
final class SmoothSwitchBank extends SwitchBank {
    static final Family BY_VOLTAGE = (members, numbering) -> new SmoothSwitchBank(members, numbering, false);
    static final Family BY_CURRENT = (members, numbering) -> new SmoothSwitchBank(members, numbering, true);

    private static final int[][] BY_VOLTAGE_PATTERN = {{0, 0}, {0, 1}, {1, 0}, {1, 1}, {0, 2}, {1, 2}, {0, 3}, {1, 3}};
    private static final int[][] BY_CURRENT_PATTERN = {{0, 0}, {0, 1}, {1, 0}, {1, 1}, {0, 2}, {1, 2}};
    private static final double LONGEST = 0.25;
    // memory
    private static final int PLACE = 0;          // u: the control from −½ at off to ½ at on, and no further

    private final int[][] pattern;

    private SmoothSwitchBank(List<? extends Component> members, Numbering numbering, boolean byCurrent) {
        super(members, numbering, byCurrent);
        pattern = byCurrent ? BY_CURRENT_PATTERN : BY_VOLTAGE_PATTERN;
    }

    @Override
    public int[][] conductancePattern() {
        return pattern;
    }

    @Override
    public int memory() {
        return 1;
    }

    @Override
    public void load(Evaluation e) {
        double[][] p = e.parameter;
        for (int i = 0; i < size(); i++) {
            double width = p[ON][i] - p[OFF][i];
            double control = control(e, i);
            double asked = Math.max(-0.5, Math.min(0.5, (control - p[OFF][i]) / width - 0.5));
            double u = asked;
            if (e.limiting) {
                double last = e.memory[PLACE][i];
                u = Math.max(last - LONGEST, Math.min(last + LONGEST, asked));
                e.limited |= u != asked;
            }
            e.memory[PLACE][i] = u;
            double ratio = Math.log(p[CLOSED][i] / p[OPEN][i]);
            double conductance = Math.sqrt(p[CLOSED][i] * p[OPEN][i]) * Math.exp((1.5 - 2 * u * u) * u * ratio);
            conduct(e, i, conductance);
            double slope = conductance * (1.5 - 6 * u * u) * ratio / width * (e.unknown[0][i] - e.unknown[1][i]);
            if (u != asked) {
                double beyond = slope * (control - (p[OFF][i] + (u + 0.5) * width));
                e.current[0][i] += beyond;
                e.current[1][i] -= beyond;
            }
            e.conductance[4][i] = slope;
            e.conductance[5][i] = -slope;
            if (pattern == BY_VOLTAGE_PATTERN) {
                e.conductance[6][i] = -slope;
                e.conductance[7][i] = slope;
            }
        }
    }
}
