package org.superpose.circuits.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SparsityPatternTest {
    @Test
    void slotsAreNumberedByColumnsThenRowsWhateverTheOrderOfAdding() {
        SparsityPattern pattern = SparsityPattern.builder(4).add(3, 1).add(0, 0).add(1, 1).add(3, 1).add(2, 3).add(0, 1).build();
        assertEquals(4, pattern.size());
        assertEquals(5, pattern.entries());
        assertEquals(0, pattern.slot(0, 0));
        assertEquals(1, pattern.slot(0, 1));
        assertEquals(2, pattern.slot(1, 1));
        assertEquals(3, pattern.slot(3, 1));
        assertEquals(4, pattern.slot(2, 3));
        assertArrayEquals(new int[] {0, 1, 4, 4, 5}, pattern.starts());
        for (int slot = 0; slot < 5; slot++) {
            assertEquals(slot, pattern.slot(pattern.rows()[slot], pattern.columnOf(slot)));
        }
    }

    @Test
    void everyPlaceAddedHasItsOwnSlotAndNoOther() {
        SplittableRandom random = new SplittableRandom(5);
        boolean[][] expected = new boolean[40][40];
        SparsityPattern.Builder builder = SparsityPattern.builder(40);
        for (int e = 0; e < 500; e++) {
            int row = random.nextInt(40);
            int column = random.nextInt(40);
            expected[row][column] = true;
            builder.add(row, column);
        }
        SparsityPattern pattern = builder.build();
        boolean[] used = new boolean[pattern.entries()];
        for (int row = 0; row < 40; row++) {
            for (int column = 0; column < 40; column++) {
                if (expected[row][column]) {
                    int slot = pattern.slot(row, column);
                    assertTrue(!used[slot]);
                    used[slot] = true;
                } else {
                    int r = row;
                    int c = column;
                    assertThrows(IllegalArgumentException.class, () -> pattern.slot(r, c));
                }
            }
        }
        for (boolean u : used) {
            assertTrue(u);
        }
    }

    @Test
    void placesOutsideOfTheMatrixAreRefused() {
        SparsityPattern.Builder builder = SparsityPattern.builder(2);
        assertThrows(IllegalArgumentException.class, () -> builder.add(2, 0));
        assertThrows(IllegalArgumentException.class, () -> builder.add(0, -1));
        assertThrows(IllegalArgumentException.class, () -> SparsityPattern.builder(-1));
        assertThrows(IllegalArgumentException.class, () -> builder.build().slot(0, 2));
    }
}
