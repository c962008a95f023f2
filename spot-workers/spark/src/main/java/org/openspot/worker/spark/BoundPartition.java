package org.openspot.worker.spark;

import java.util.List;
import java.util.Optional;
import org.openspot.core.error.CommitStateUnknownException;
import org.openspot.store.commit.Commit;
import org.openspot.store.commit.Committer;
import org.openspot.store.commit.DeadLetter;
import org.openspot.store.commit.LogPosition;
import org.openspot.worker.DeadLetterListener;
import org.openspot.worker.TopicReader;

/** One topic partition in the driver: its log and where it stands in Kafka. Used by one thread. */
final class BoundPartition implements AutoCloseable {
  private final int number;
  private final TopicReader reader;
  private final Committer committer;
  private final DeadLetterListener deadLetters;
  private volatile boolean claimed;
  private volatile LogPosition position;

  BoundPartition(
      int number, TopicReader reader, Committer committer, DeadLetterListener deadLetters) {
    this.number = number;
    this.reader = reader;
    this.committer = committer;
    this.deadLetters = deadLetters;
  }

  int number() {
    return number;
  }

  /** Claims, or goes back to the last commit; the position from which to read. */
  LogPosition begin() {
    Optional<LogPosition> committed = claimed ? committer.resume() : committer.claim();
    claimed = true;
    position = reader.seek(committed);
    if (committed.isPresent() && !committed.get().equals(position)) {
      // A gap that was accepted, or another topic: the log learns of it now.
      committer.jumped();
      committer.commit(new Commit(position, List.of(), List.of(), List.of()));
    }
    return position;
  }

  /** After an outcome that cannot be told: the next {@link #begin} claims. */
  void forgetClaim() {
    claimed = false;
  }

  void commit(Commit staged) {
    try {
      committer.commit(staged);
    } catch (CommitStateUnknownException e) {
      claimed = false; // also where the query ends before anybody hears of it
      throw e;
    }
    position = staged.position();
    List<DeadLetter> announced = staged.deadLetters();
    deadLetters.committed(announced);
  }

  /** The position of the last commit; null before the first. */
  LogPosition position() {
    return position;
  }

  Committer committer() {
    return committer;
  }

  void requireSameTopic() {
    reader.requireSameTopic();
  }

  /** Everything read, committed, published and registered. */
  boolean isAtRest() {
    return position != null && committer.isSettled() && reader.endsAt(position.nextOffset());
  }

  @Override
  public void close() {
    reader.close();
    committer.close();
  }
}
