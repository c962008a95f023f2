package org.openspot.cli.deadletters;

import static org.openspot.cli.query.Values.harmless;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openspot.store.commit.DeadLetter;
import org.openspot.store.commit.DeadLetterFate;

/** Dead letters for people. What came from a network reaches the terminal with nothing hidden. */
public final class LetterText {
  private LetterText() {}

  /** One line. */
  public static String line(FoundLetter found) {
    DeadLetter letter = found.letter();
    return found.id()
        + "  "
        + letter.at()
        + "  "
        + found.pipeline()
        + "  "
        + (found.entry().fate() == DeadLetterFate.OPEN ? "" : LetterJson.state(found) + "  ")
        + harmless(found.what())
        + "  "
        + letter.stage()
        + ": "
        + harmless(letter.cause())
        + (letter.archiveUri() == null ? "" : "  " + harmless(letter.archiveUri()));
  }

  /** Everything there is to know of one, and what to try next. */
  public static List<String> all(FoundLetter found) {
    DeadLetter letter = found.letter();
    List<String> lines = new ArrayList<>();
    lines.add(label("dead letter") + found.id() + " (" + LetterJson.state(found) + ")");
    lines.add(label("pipeline") + found.pipeline());
    lines.add(
        label("event")
            + "offset "
            + letter.offset()
            + " of "
            + found.topic()
            + "-"
            + found.partition());
    if (letter.file() != null) {
      lines.add(label("original") + harmless(letter.name()));
      lines.add(label("file id") + letter.file());
      lines.add(
          label("archive")
              + (letter.archiveUri() == null ? "none" : harmless(letter.archiveUri())));
      lines.add(label("records") + "from " + letter.from() + " to the end");
    }
    if (letter.size() != null) {
      lines.add(label("size") + String.format(Locale.ROOT, "%d bytes", letter.size()));
      lines.add(label("SHA-256") + letter.sha256());
    }
    lines.add(label("stage") + letter.stage());
    lines.add(label("cause") + harmless(letter.cause()));
    lines.add(label("noted") + letter.at());
    found
        .entry()
        .dropped()
        .ifPresent(
            dropped ->
                lines.add(
                    label("dropped")
                        + dropped.at()
                        + " by "
                        + harmless(dropped.by())
                        + ": "
                        + harmless(dropped.reason())));
    lines.add(label("to do") + Advice.first(found));
    Advice.commands(found).forEach(command -> lines.add("    " + command));
    return lines;
  }

  private static String label(String name) {
    return String.format(Locale.ROOT, "%-12s", name);
  }
}
