package org.superpose.circuits.sparse;

import java.util.Arrays;

/**
 * The diagonal blocks of an ordering in waves: what the blocks of a wave need of the entries outside the blocks are solutions of earlier waves, so that the blocks of a wave can be solved at the same time; and these entries by rows. Immutable, shared by threads; its arrays are for
 * reading only.
 */
final class Waves {
    final int[] blockOf;        // of each row and column of P A Q
    final int[] block;          // wave by wave
    final int[] start;          // of each wave among them
    final int[] rowStart;       // of each row of P A Q among the entries
    final int[] entry;          // place of each among those by columns, columns ascending in a row
    final int[] column;

    Waves(Ordering ordering) {
        int[] blockStart = ordering.blockStart();
        int[] from = ordering.starts();
        int[] to = ordering.insideStarts();
        int[] row = ordering.places();
        int n = to.length;
        blockOf = new int[n];
        for (int b = 0; b + 1 < blockStart.length; b++) {
            Arrays.fill(blockOf, blockStart[b], blockStart[b + 1], b);
        }
        rowStart = new int[n + 1];
        for (int k = 0; k < n; k++) {
            for (int p = from[k]; p < to[k]; p++) {
                rowStart[row[p] + 1]++;
            }
        }
        for (int k = 0; k < n; k++) {
            rowStart[k + 1] += rowStart[k];
        }
        entry = new int[rowStart[n]];
        column = new int[rowStart[n]];
        int[] next = Arrays.copyOf(rowStart, n);
        for (int k = 0; k < n; k++) {
            for (int p = from[k]; p < to[k]; p++) {
                entry[next[row[p]]] = p;
                column[next[row[p]]++] = k;
            }
        }
        int[] waveOf = new int[n];                                      // by columns
        int[] wave = new int[blockStart.length - 1];
        int waves = 0;
        for (int b = wave.length - 1; b >= 0; b--) {
            for (int q = rowStart[blockStart[b]]; q < rowStart[blockStart[b + 1]]; q++) {
                wave[b] = Math.max(wave[b], waveOf[column[q]] + 1);
            }
            Arrays.fill(waveOf, blockStart[b], blockStart[b + 1], wave[b]);
            waves = Math.max(waves, wave[b] + 1);
        }
        start = new int[waves + 1];
        for (int number : wave) {
            start[number + 1]++;
        }
        for (int number = 0; number < waves; number++) {
            start[number + 1] += start[number];
        }
        block = new int[wave.length];
        int[] place = start.clone();
        for (int b = wave.length - 1; b >= 0; b--) {
            block[place[wave[b]]++] = b;
        }
    }
}
