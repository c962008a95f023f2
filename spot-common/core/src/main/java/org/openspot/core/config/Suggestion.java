package org.openspot.core.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known word that a mistyped one is closest to. */
final class Suggestion {
  private Suggestion() {}

  static Optional<String> closest(String word, Collection<String> known) {
    int allowed = Math.max(1, word.length() / 4);
    return known.stream()
        .filter(candidate -> distance(letters(word), letters(candidate)) <= allowed)
        .min(Comparator.comparingInt(candidate -> distance(letters(word), letters(candidate))));
  }

  private static String letters(String word) {
    String start = word.length() > 64 ? word.substring(0, 64) : word;
    return start.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
  }

  /** How many letters must be added, removed, changed or swapped with their neighbour. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
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
