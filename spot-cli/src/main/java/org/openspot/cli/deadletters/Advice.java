package org.openspot.cli.deadletters;

import static org.openspot.cli.query.Values.harmless;

import java.util.List;
import org.openspot.store.commit.DeadLetter;

/** What to do about a dead letter. */
final class Advice {
  private Advice() {}

  /** In a sentence. */
  static String first(FoundLetter found) {
    DeadLetter letter = found.letter();
    return switch (found.entry().fate()) {
      case RESENT -> "nothing: its event was sent again, a worker has to read it";
      case READ_AGAIN -> "nothing: its event was sent again and read";
      case STORED -> "nothing: its records are stored by now";
      case REPLACED -> "nothing: a later dead letter of the same original stands for it";
      case DROPPED -> "nothing, unless the records are wanted after all: then retry it";
      case OPEN -> open(letter);
    };
  }

  private static String open(DeadLetter letter) {
    if (letter.file() == null) {
      return "have its workers updated, if what sent it is newer than they are, then retry it";
    }
    if (letter.archiveUri() == null) {
      return "move the file from failed/ on its sensor back into the landing directory there, under"
          + " its name";
    }
    return letter.stage().equals("fetch")
        ? "restore the archived original, then retry it"
        : "see what reads it on a worker's machine, mend that, then retry it";
  }

  /** What to type, line by line. */
  static List<String> commands(FoundLetter found) {
    DeadLetter letter = found.letter();
    if (!found.entry().fate().isOpen()) {
      return List.of();
    }
    String retry = "spot deadletters retry " + found.id();
    String drop = "spot deadletters drop " + found.id() + " --reason 'WHY' --yes";
    if (letter.file() == null) {
      return List.of(retry, drop);
    }
    if (letter.archiveUri() == null) {
      return List.of(drop);
    }
    String copy = letter.file().abbreviated() + ".original";
    return List.of(
        "hdfs dfs -get " + quoted(harmless(letter.archiveUri())) + " " + copy,
        "spot dissect --pipeline " + found.pipeline() + " " + copy + " > /dev/null",
        retry,
        drop);
  }

  /** For a shell: in quotes whatever is in it. */
  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
