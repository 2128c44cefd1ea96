package org.superpose.circuits.passive;

import java.util.List;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Numbering;

/** Numbers of the unknowns of components with two terminals. */
final class TwoTerminals {
    private TwoTerminals() {
    }

    /** v₊ and v₋. */
    static int[][] of(List<? extends Component> members, Numbering numbering) {
        int[][] unknowns = new int[2][members.size()];
        for (int i = 0; i < members.size(); i++) {
            List<String> nodes = members.get(i).nodes();
            for (int k = 0; k < 2; k++) {
                unknowns[k][i] = numbering.node(nodes.get(k));
            }
        }
        return unknowns;
    }

    /** v₊, v₋ and the branch current. */
    static int[][] withBranch(List<? extends Component> members, Numbering numbering) {
        int[][] terminals = of(members, numbering);
        int[] branch = new int[members.size()];
        for (int i = 0; i < branch.length; i++) {
            branch[i] = numbering.branch(members.get(i).name());
        }
        return new int[][] {terminals[0], terminals[1], branch};
    }
}
