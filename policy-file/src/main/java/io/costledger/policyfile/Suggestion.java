package io.costledger.policyfile;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was meant by one that is not known. */
final class Suggestion {
  private static final int LONGEST = 40;

  private Suggestion() {}

  /** The closest known word, if it is close; the first of equals. */
  static Optional<String> of(String given, Collection<String> known) {
    if (given.length() > LONGEST) {
      return Optional.empty();
    }
    String word = letters(given);
    int best = Math.max(1, word.length() / 4) + 1;
    Optional<String> closest = Optional.empty();
    for (String candidate : known) {
      int distance = distance(word, letters(candidate));
      if (distance < best) {
        best = distance;
        closest = Optional.of(candidate);
      }
    }
    return closest;
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /** Optimal string alignment: insertions, deletions, substitutions, swaps of neighbours. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        d[i][j] =
            Math.min(d[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
