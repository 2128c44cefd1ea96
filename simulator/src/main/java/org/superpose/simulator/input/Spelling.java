package org.superpose.simulator.input;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Guesses which of some known words was meant. */
public final class Spelling {
    private static final int MOST = 20;      // known words that a message lists
    private static final int LONGEST = 64;   // characters compared; a longer word is no slip of the pen

    private Spelling() {
    }

    /** {@code ; did you mean "tolerance"?}, or what there is to choose from if nothing is near. */
    public static String advice(String written, Collection<String> known, String plural) {
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String word : known) {
            int distance = distance(folded(written), folded(word));
            if (distance < least) {
                least = distance;
                nearest = word;
            }
        }
        if (nearest == null) {
            return "; no " + plural + " are taken here";
        }
        return least <= Math.max(1, folded(written).length() / 3) ? "; did you mean " + InputException.quote(nearest) + "?"
                : "; known " + plural + ": " + known.stream().limit(MOST).collect(Collectors.joining(", ")) + (known.size() > MOST ? ", ..." : "");
    }

    private static String folded(String word) {
        String cut = word.substring(0, Math.min(LONGEST, word.length()));
        return cut.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /**
     * Least number of insertions, deletions, replacements and swaps of neighbours that turn one word into the other, no letter touched twice
     * (F. J. Damerau, "A technique for computer detection and correction of spelling errors", 1964, in its "optimal string alignment" form).
     */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
