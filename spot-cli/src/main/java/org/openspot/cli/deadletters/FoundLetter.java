package org.openspot.cli.deadletters;

import org.openspot.store.commit.DeadLetter;
import org.openspot.store.commit.DeadLetterEntry;

/**
 * A dead letter and where it was found.
 *
 * @param pipeline the pipeline in whose commit logs it is
 * @param topic the pipeline's
 * @param partition of the topic
 * @param entry what it is and what became of it
 */
public record FoundLetter(String pipeline, String topic, int partition, DeadLetterEntry entry) {
  public String id() {
    return entry.id();
  }

  public DeadLetter letter() {
    return entry.letter();
  }

  /** What it is of, for messages. */
  public String what() {
    DeadLetter letter = letter();
    return letter.file() == null
        ? "the event at offset " + letter.offset() + " of " + topic + "-" + partition
        : letter.name() + " from record " + letter.from();
  }
}
