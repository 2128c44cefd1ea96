package org.superpose.circuits.analysis;

import java.util.SplittableRandom;

/** Chance for tests: a draw by seed, name and sample, good enough for statistics of a few thousand samples. */
public final class KeyedChance implements Chance {
    private final long seed;

    public KeyedChance(long seed) {
        this.seed = seed;
    }

    @Override
    public Draw draw(String name) {
        long key = seed;
        for (int i = 0; i < name.length(); i++) {
            key = new SplittableRandom(key * 31 + name.charAt(i)).nextLong();
        }
        long own = key;
        return new Draw() {
            @Override
            public double uniform(long sample) {
                return random(own, sample).nextDouble();
            }

            @Override
            public double normal(long sample) {
                SplittableRandom random = random(own, sample);
                return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());       // Box and Muller, Ann. Math. Stat. 29, 610, 1958
            }
        };
    }

    private static SplittableRandom random(long key, long sample) {
        return new SplittableRandom(new SplittableRandom(key + sample).nextLong());
    }
}
