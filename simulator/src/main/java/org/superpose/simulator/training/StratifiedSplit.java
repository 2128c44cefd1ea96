package org.superpose.simulator.training;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/**
 * Parts rows at random into train and test such that each class has its share in both: the test rows of a class are {@code testRows × its share},
 * rounded by largest remainders (the lower class first among equals), and are drawn without replacement by a Fisher–Yates shuffle of the class.
 */
public final class StratifiedSplit {
    private final int[] train;
    private final int[] test;

    /**
     * @param labels   class of each row, from 0
     * @param testRows how many rows to test on, 1 to one less than there are
     * @param streams  one stream of it is used for each class
     */
    public StratifiedSplit(int[] labels, int testRows, RandomStreams streams) {
        if (testRows < 1 || testRows >= labels.length) {
            throw new IllegalArgumentException("of " + labels.length + " rows, 1 to " + (labels.length - 1) + " can be for test, got " + testRows);
        }
        int classes = Arrays.stream(labels).max().orElseThrow() + 1;
        int[][] members = new int[classes][];
        for (int c = 0; c < classes; c++) {
            int label = c;
            members[c] = IntStream.range(0, labels.length).filter(row -> labels[row] == label).toArray();
        }
        int[] quota = Arrays.stream(members).mapToInt(rows -> (int) ((long) testRows * rows.length / labels.length)).toArray();
        int left = testRows - Arrays.stream(quota).sum();
        IntStream.range(0, classes).boxed()
                .sorted(Comparator.comparing((Integer c) -> (long) testRows * members[c].length % labels.length).reversed())
                .limit(left).forEach(c -> quota[c]++);

        BitSet chosen = new BitSet(labels.length);
        for (int c = 0; c < classes; c++) {
            RandomStream random = streams.stream(c);
            for (int i = 0; i < quota[c]; i++) {
                int j = i + random.below(members[c].length - i);
                chosen.set(members[c][j]);
                members[c][j] = members[c][i];
            }
        }
        test = chosen.stream().toArray();
        chosen.flip(0, labels.length);
        train = chosen.stream().toArray();
    }

    /** Rows to train on, ascending. */
    public int[] train() {
        return train.clone();
    }

    /** Rows to test on, ascending. */
    public int[] test() {
        return test.clone();
    }
}
