package org.superpose.circuits.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which known names may have been meant by one that is not known. */
public final class Spelling {
    /** Longer names are not compared letter by letter. */
    private static final int LONGEST = 200;

    private Spelling() {
    }

    /**
     * The known names that differ in the fewest letters, without regard to case, nearest first, equally near ones by the alphabet.
     *
     * @param most     names that are given
     * @param farthest letters that may differ
     */
    public static List<String> nearest(String sought, Collection<String> known, int most, int farthest) {
        if (sought.length() > LONGEST) {
            return List.of();
        }
        String lower = sought.toLowerCase(Locale.ROOT);
        Map<String, Integer> distances = new HashMap<>();
        for (String name : known) {
            if (name.length() <= LONGEST && Math.abs((long) name.length() - sought.length()) <= farthest) {
                int distance = distance(lower, name.toLowerCase(Locale.ROOT));
                if (distance <= farthest) {
                    distances.put(name, distance);
                }
            }
        }
        List<String> names = new ArrayList<>(distances.keySet());
        names.sort((a, b) -> distances.get(a).equals(distances.get(b)) ? a.compareTo(b) : distances.get(a) - distances.get(b));
        return List.copyOf(names.subList(0, Math.min(most, names.size())));
    }

    /** Letters to put in, take out or change (V. Levenshtein, <i>Binary codes capable of correcting deletions, insertions, and reversals</i>, Soviet Physics Doklady 10, 707, 1966). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
