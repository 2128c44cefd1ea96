package org.superpose.circuits.sparse;

import java.util.Arrays;

/**
 * The patterns of L and U for a chosen order of pivots: P A Q = L U + F, where F are the entries above the diagonal blocks, which need no elimination.
 * L has a unit diagonal, which is not stored, nor is that of U here. Rows and columns are pivot numbers; rows ascend in each column. Immutable; its arrays are for reading only.
 */
final class FactorPattern {
    final int[] position;       // pivot number of each row of P A Q
    final int[] rowOf;          // row of A of each pivot
    final int[] pivotOf;        // pivot number of each row of A
    final int[] columnOf;       // column of A of each pivot
    final int[] blockStart;
    final int[] lStart;
    final int[] lRow;
    final int[] uStart;
    final int[] uRow;
    final int[] chainEnd;       // last column of a run of columns of L that have the same rows below the run
    final int[] start;          // entries of A by columns of P A Q, those of F first
    final int[] insideStart;
    final int[] entryRow;
    final int[] slot;
    final int[] placeOf;        // row of P A Q of each pivot
    final Waves waves;

    FactorPattern(Ordering ordering, int[] position, int[] lStart, int[] lRow, int[] uStart, int[] uRow) {
        this.position = position;
        int n = position.length;
        rowOf = new int[n];
        pivotOf = new int[n];
        for (int place = 0; place < n; place++) {
            rowOf[position[place]] = ordering.rowAt()[place];
            pivotOf[ordering.rowAt()[place]] = position[place];
        }
        columnOf = ordering.columnAt();
        blockStart = ordering.blockStart();
        start = ordering.starts();
        insideStart = ordering.insideStarts();
        slot = ordering.slots();
        entryRow = new int[slot.length];
        for (int p = 0; p < entryRow.length; p++) {
            entryRow[p] = position[ordering.places()[p]];
        }
        placeOf = Ordering.inverse(position);
        waves = ordering.waves();
        this.lStart = lStart;
        this.lRow = lRow;
        this.uStart = uStart;
        this.uRow = uRow;
        chainEnd = new int[n];
        for (int k = n - 1; k >= 0; k--) {
            boolean chained = lStart[k] < lStart[k + 1] && lRow[lStart[k]] == k + 1
                    && Arrays.equals(lRow, lStart[k] + 1, lStart[k + 1], lRow, lStart[k + 1], lStart[k + 2]);
            chainEnd[k] = chained ? chainEnd[k + 1] : k;
        }
    }
}
