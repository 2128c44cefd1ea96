package org.superpose.circuits.sparse;

import java.util.Arrays;

/**
 * The block triangular form: columns of a matrix with zero-free diagonal in an order in which everything below the diagonal blocks is zero
 * and no block can be split further. The blocks are the strong components of the matrix's graph (R. Tarjan, <i>Depth-first search and linear
 * graph algorithms</i>, SIAM J. Comput. 1 (1972) 146; I. S. Duff and J. K. Reid, <i>An implementation of Tarjan's algorithm for the block
 * triangularization of a matrix</i>, ACM Trans. Math. Softw. 4 (1978) 137).
 */
final class StrongComponents {
    private final int[] order;          // columns, block after block
    private final int[] blockStart;     // first place of each block in order, and after the last block n

    private StrongComponents(int[] order, int[] blockStart) {
        this.order = order;
        this.blockStart = blockStart;
    }

    int[] order() {
        return order;
    }

    int[] blockStart() {
        return blockStart;
    }

    /** Components of the graph with an edge from column j to the column that owns row i for each entry (i, j). */
    static StrongComponents of(SparsityPattern pattern, int[] columnOfRow) {
        int n = pattern.size();
        int[] start = pattern.starts();
        int[] row = pattern.rows();
        int[] cursor = new int[n];
        int[] number = new int[n];          // order of discovery from 1; 0: not yet; n + 1: its component is complete
        int[] low = new int[n];             // least number on the stack that is known to be reached
        int[] path = new int[n];
        int[] stack = new int[n];
        int[] order = new int[n];
        int[] blockStart = new int[n + 1];
        int discovered = 0;
        int height = 0;
        int placed = 0;
        int blocks = 0;
        for (int root = 0; root < n; root++) {
            if (number[root] != 0) {
                continue;
            }
            int depth = 0;
            path[0] = root;
            while (depth >= 0) {
                int j = path[depth];
                if (number[j] == 0) {
                    number[j] = low[j] = ++discovered;
                    stack[height++] = j;
                    cursor[j] = start[j];
                }
                int next = -1;
                while (cursor[j] < start[j + 1] && next < 0) {
                    int i = columnOfRow[row[cursor[j]++]];
                    if (number[i] == 0) {
                        next = i;
                    } else if (number[i] <= n) {
                        low[j] = Math.min(low[j], number[i]);
                    }
                }
                if (next >= 0) {
                    path[++depth] = next;
                    continue;
                }
                if (low[j] == number[j]) {  // all that j reaches is placed, so its block comes after theirs
                    int member;
                    do {
                        member = stack[--height];
                        number[member] = n + 1;
                        order[placed++] = member;
                    } while (member != j);
                    blockStart[++blocks] = placed;
                }
                if (--depth >= 0) {
                    low[path[depth]] = Math.min(low[path[depth]], low[j]);
                }
            }
        }
        return new StrongComponents(order, Arrays.copyOf(blockStart, blocks + 1));
    }
}
