package org.superpose.circuits.sparse;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Assigns to each column a row of its own in which it has an entry, by augmenting paths found depth first with a look-ahead for free rows
 * (I. S. Duff, <i>On algorithms for obtaining a maximum transversal</i>, ACM Trans. Math. Softw. 7 (1981) 315). The diagonal is taken where it can be.
 */
final class MaximumTransversal {
    private final int n;
    private final int[] start;
    private final int[] row;
    private final int[] columnOfRow;
    private final int[] rowOfColumn;

    private MaximumTransversal(SparsityPattern pattern) {
        n = pattern.size();
        start = pattern.starts();
        row = pattern.rows();
        columnOfRow = new int[n];
        rowOfColumn = new int[n];
        Arrays.fill(columnOfRow, -1);
        Arrays.fill(rowOfColumn, -1);
    }

    /**
     * The column assigned to each row.
     *
     * @throws SingularMatrixException if there is no complete assignment
     */
    static int[] columnOfRow(SparsityPattern pattern) {
        MaximumTransversal transversal = new MaximumTransversal(pattern);
        transversal.takeDiagonal();
        transversal.augment();
        transversal.requireComplete();
        return transversal.columnOfRow;
    }

    private void takeDiagonal() {
        for (int j = 0; j < n; j++) {
            if (Arrays.binarySearch(row, start[j], start[j + 1], j) >= 0) {
                assign(j, j);
            }
        }
    }

    private void assign(int r, int j) {
        columnOfRow[r] = j;
        rowOfColumn[j] = r;
    }

    private void augment() {
        int[] lookAhead = Arrays.copyOf(start, n);      // rows before it are known to be taken, and stay so
        int[] cursor = new int[n];
        int[] visited = new int[n];                     // last root + 1 from which the column was reached
        int[] path = new int[n];                        // columns
        int[] pathRow = new int[n];                     // row by which path[d] goes on to path[d + 1]
        for (int root = 0; root < n; root++) {
            if (rowOfColumn[root] >= 0) {
                continue;
            }
            int depth = 0;
            path[0] = root;
            cursor[root] = start[root];
            visited[root] = root + 1;
            while (depth >= 0) {
                int j = path[depth];
                int free = -1;
                while (lookAhead[j] < start[j + 1] && free < 0) {
                    int r = row[lookAhead[j]++];
                    if (columnOfRow[r] < 0) {
                        free = r;
                    }
                }
                if (free >= 0) {
                    pathRow[depth] = free;
                    for (int d = depth; d >= 0; d--) {
                        assign(pathRow[d], path[d]);
                    }
                    break;
                }
                while (cursor[j] < start[j + 1] && visited[columnOfRow[row[cursor[j]]]] == root + 1) {
                    cursor[j]++;
                }
                if (cursor[j] == start[j + 1]) {
                    depth--;
                } else {
                    pathRow[depth] = row[cursor[j]++];
                    int next = columnOfRow[pathRow[depth]];
                    path[++depth] = next;
                    cursor[next] = start[next];
                    visited[next] = root + 1;
                }
            }
        }
    }

    /** By Hall's theorem what an alternating walk reaches from what is left over is too large for its neighbours: those are the columns and rows to name. */
    private void requireComplete() {
        boolean[] columns = new boolean[n];
        boolean[] rows = new boolean[n];
        int[] queue = new int[n];
        int tail = 0;
        for (int j = 0; j < n; j++) {
            if (rowOfColumn[j] < 0) {
                columns[j] = true;
                queue[tail++] = j;
            }
        }
        if (tail == 0) {
            return;
        }
        for (int head = 0; head < tail; head++) {
            int j = queue[head];
            for (int p = start[j]; p < start[j + 1]; p++) {
                int next = columnOfRow[row[p]];
                if (!columns[next]) {
                    columns[next] = true;
                    queue[tail++] = next;
                }
            }
        }
        for (int r = 0; r < n; r++) {
            rows[r] = columnOfRow[r] < 0;
        }
        for (boolean grown = true; grown;) {            // the way to an exception may be slow
            grown = false;
            for (int j = 0; j < n; j++) {
                int r = rowOfColumn[j];
                for (int p = start[j]; r >= 0 && !rows[r] && p < start[j + 1]; p++) {
                    rows[r] = rows[row[p]];
                    grown |= rows[r];
                }
            }
        }
        throw SingularMatrixException.structural(indices(rows), indices(columns));
    }

    private static int[] indices(boolean[] chosen) {
        return IntStream.range(0, chosen.length).filter(i -> chosen[i]).toArray();
    }
}
