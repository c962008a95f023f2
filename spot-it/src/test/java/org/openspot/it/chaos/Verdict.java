package org.openspot.it.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openspot.it.chaos.Found.Stored;
import org.openspot.it.chaos.Original.Fate;

/**
 * Whether what is there is what landed: every record once, every original byte for byte.
 *
 * @param lost records that are nowhere
 * @param twice records that are there more than once, for each time too many
 * @param problems what is wrong, one line each; these two among it
 * @param orphans what should be gone
 */
public record Verdict(long lost, long twice, List<String> problems, List<String> orphans) {
  private static final int SHOWN = 25;

  /** Compares a round's originals with what is there. */
  public static Verdict of(Collection<Original> originals, Found found) {
    return new Judge(originals, found).judge();
  }

  /** Whether everything is as it should be. */
  public boolean isClean() {
    return problems.isEmpty() && orphans.isEmpty();
  }

  /** What is wrong, one line each. */
  public String text() {
    List<String> all = new ArrayList<>(problems);
    orphans.forEach(orphan -> all.add("orphan: " + orphan));
    int more = all.size() - SHOWN;
    return all.stream().limit(SHOWN).collect(Collectors.joining("\n"))
        + (more > 0 ? "\nand " + more + " more" : "");
  }

  private static final class Judge {
    private final Collection<Original> originals;
    private final Found found;
    private final Map<Original, Stored> inFailed = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private long lost;
    private long twice;

    Judge(Collection<Original> originals, Found found) {
      this.originals = originals;
      this.found = found;
    }

    Verdict judge() {
      failed();
      rows();
      rejects();
      deadLetters();
      archive();
      return new Verdict(lost, twice, List.copyOf(problems), List.copyOf(found.orphans()));
    }

    private void failed() {
      Set<Stored> explained = new HashSet<>();
      for (Original original : originals) {
        for (Stored one : found.failed()) {
          if (mayFail(original)
              && one.name().startsWith(original.name())
              && Arrays.equals(one.content(), original.content())) {
            inFailed.put(original, one);
            explained.add(one);
          }
        }
        if (original.fate() == Fate.UNFIT && !inFailed.containsKey(original)) {
          problems.add(original.name() + " should be in failed/ and is not");
        }
      }
      for (Stored one : found.failed()) {
        if (!explained.contains(one)) {
          problems.add(one.path() + " is in failed/ and should not be");
        }
      }
    }

    private static boolean mayFail(Original original) {
      return switch (original.fate()) {
        case WHOLE_OR_FAILED, TORN, UNFIT -> true;
        case WHOLE, PIECES, DEAD_LETTER -> false;
      };
    }

    private void rows() {
      Map<String, Set<String>> expected = new HashMap<>();
      for (Original original : originals) {
        Map<String, Integer> there = found.rows().getOrDefault(original.pipeline(), Map.of());
        expected
            .computeIfAbsent(original.pipeline(), any -> new HashSet<>())
            .addAll(original.rows());
        for (String row : original.rows()) {
          count(original, "row", row, there.getOrDefault(row, 0), isTorn(original, row));
        }
      }
      found
          .rows()
          .forEach(
              (pipeline, there) ->
                  foreign(
                      "table " + pipeline,
                      there.keySet(),
                      expected.getOrDefault(pipeline, Set.of())));
    }

    private boolean isTorn(Original original, String row) {
      return original.fate() == Fate.TORN
          && row.equals(original.tornRow())
          && found.rejects().containsKey(original.head());
    }

    private void rejects() {
      Set<String> expected = new HashSet<>();
      for (Original original : originals) {
        for (String reject : original.rejects()) {
          expected.add(reject);
          count(original, "reject", reject, found.rejects().getOrDefault(reject, 0), false);
        }
        if (original.fate() == Fate.TORN) {
          for (String part : List.of(original.head(), original.tail())) {
            expected.add(part);
            count(original, "torn line", part, found.rejects().getOrDefault(part, 0), true);
          }
        }
      }
      foreign("rejects", found.rejects().keySet(), expected);
    }

    private void count(Original original, String what, String text, int times, boolean excused) {
      if (times > 1) {
        twice += times - 1;
        problems.add(
            "TWICE: " + what + " " + text + " of " + original.name() + ", " + times + " times");
      } else if (times == 0 && !excused && !inFailed.containsKey(original)) {
        lost++;
        problems.add("LOST: " + what + " " + text + " of " + original.name());
      }
    }

    private void foreign(String where, Set<String> there, Set<String> expected) {
      Set<String> strange = new LinkedHashSet<>(there);
      strange.removeAll(expected);
      strange.forEach(one -> problems.add("in " + where + " and of no file: " + one));
    }

    private void deadLetters() {
      Set<String> expected = new HashSet<>();
      for (Original original : originals) {
        String letter = original.name() + " " + original.readable();
        if (original.fate() == Fate.DEAD_LETTER && expected.add(letter)) {
          if (!found.deadLetters().contains(letter)) {
            lost++;
            problems.add("LOST: no dead letter of " + letter + " on");
          }
        }
      }
      foreign("dead letters", found.deadLetters(), expected);
    }

    private void archive() {
      Map<Original, Integer> copies = new HashMap<>();
      Map<Original, BitSet> covered = new HashMap<>();
      for (Stored stored : found.archive()) {
        boolean known = false;
        for (Original original : named(stored)) {
          known |= holds(stored, original, copies, covered);
        }
        if (!known) {
          problems.add(stored.path() + " in the archive has bytes that did not land");
        }
      }
      for (Original original : originals) {
        if (inFailed.containsKey(original)) {
          continue;
        }
        if (isInPieces(original)) {
          BitSet bytes = covered.getOrDefault(original, new BitSet());
          int size = original.content().length;
          if (bytes.nextClearBit(original.body()) < size) {
            problems.add(
                original.name()
                    + " is not whole in the archive: byte "
                    + bytes.nextClearBit(original.body())
                    + " of "
                    + size
                    + " is missing");
          }
        } else if (copies.getOrDefault(original, 0) != 1) {
          problems.add(
              original.name()
                  + " is in the archive "
                  + copies.getOrDefault(original, 0)
                  + " times");
        }
      }
    }

    private static boolean isInPieces(Original original) {
      return original.fate() == Fate.PIECES || original.fate() == Fate.TORN;
    }

    private final Map<String, List<Original>> byName = new HashMap<>();

    /** The originals that an archived file can be of: it may have a suffix. */
    private List<Original> named(Stored stored) {
      if (byName.isEmpty()) {
        originals.forEach(
            one -> byName.computeIfAbsent(one.name(), any -> new ArrayList<>()).add(one));
      }
      String name = stored.name();
      for (int end = name.length(); end > 0; end--) {
        List<Original> found = byName.get(name.substring(0, end));
        if (found != null) {
          return found;
        }
      }
      return List.of();
    }

    private static boolean holds(
        Stored stored,
        Original original,
        Map<Original, Integer> copies,
        Map<Original, BitSet> covered) {
      if (!isInPieces(original)) {
        boolean same = Arrays.equals(stored.content(), original.content());
        copies.merge(original, same ? 1 : 0, Integer::sum);
        return same;
      }
      byte[] piece = withoutDirectives(stored.content());
      int at = indexOf(original.content(), piece, original.body());
      if (at >= 0) {
        covered.computeIfAbsent(original, any -> new BitSet()).set(at, at + piece.length);
      }
      return at >= 0;
    }

    private static byte[] withoutDirectives(byte[] log) {
      int at = 0;
      while (at < log.length && log[at] == '#') {
        while (at < log.length && log[at++] != '\n') {
          // to the end of the line
        }
      }
      return Arrays.copyOfRange(log, at, log.length);
    }

    private static int indexOf(byte[] whole, byte[] piece, int from) {
      for (int at = from; at <= whole.length - piece.length; at++) {
        if (Arrays.equals(whole, at, at + piece.length, piece, 0, piece.length)) {
          return at;
        }
      }
      return -1;
    }
  }
}
