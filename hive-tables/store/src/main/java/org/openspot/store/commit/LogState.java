package org.openspot.store.commit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a commit log says at one moment: the newest checkpoint and every manifest above it, in
 * order. Immutable.
 */
public final class LogState {
  private final Checkpoint checkpoint;
  private final List<Manifest> manifests;

  LogState(Checkpoint checkpoint, List<Manifest> manifests) {
    this.checkpoint = checkpoint;
    this.manifests = List.copyOf(manifests);
  }

  Optional<Checkpoint> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }

  /** The manifests above the newest checkpoint. */
  public List<Manifest> manifests() {
    return manifests;
  }

  /** The last sequence used; 0 in an empty log. */
  public long sequence() {
    if (!manifests.isEmpty()) {
      return manifests.get(manifests.size() - 1).sequence();
    }
    return checkpoint == null ? 0 : checkpoint.sequence();
  }

  /** The newest epoch: staging of those below it can be deleted; 0 where it is not known. */
  public long epoch() {
    return manifests.isEmpty() ? 0 : manifests.get(manifests.size() - 1).epoch();
  }

  /** Commits of which not every file was known to be published when the last entry was written. */
  public List<Manifest> unpublished() {
    return manifests.stream().filter(manifest -> manifest.sequence() > publishedThrough()).toList();
  }

  /** Who wrote last, {@code pid@host}; empty where only a checkpoint is left. */
  public Optional<String> lastWorker() {
    return manifests.isEmpty()
        ? Optional.empty()
        : Optional.of(manifests.get(manifests.size() - 1).worker());
  }

  /** Where the topic partition's consumption stands; empty before the first commit. */
  public Optional<LogPosition> position() {
    if (!manifests.isEmpty()) {
      return Optional.ofNullable(manifests.get(manifests.size() - 1).position());
    }
    return checkpoint().map(Checkpoint::position);
  }

  /** When rows or dead letters were last committed. */
  public Optional<Instant> lastCommit() {
    Instant last = checkpoint == null ? null : checkpoint.lastCommit();
    for (Manifest manifest : manifests) {
      if (!manifest.isClaim()) {
        last = manifest.at();
      }
    }
    return Optional.ofNullable(last);
  }

  /**
   * Every dead letter that the log still has, open or not, oldest first: see {@link
   * DeadLetterBook}.
   */
  public List<DeadLetter> deadLetters() {
    List<DeadLetter> all = new ArrayList<>();
    if (checkpoint != null) {
      all.addAll(checkpoint.deadLetters());
    }
    manifests.forEach(manifest -> all.addAll(manifest.deadLetters()));
    return all;
  }

  /** Rows committed, by the UTC day of the commit, such as {@code 2026-11-21}. */
  public Map<String, Long> rowsByDay() {
    Map<String, Long> rows = new TreeMap<>();
    if (checkpoint != null) {
      rows.putAll(checkpoint.rowsByDay());
    }
    for (Manifest manifest : manifests) {
      if (manifest.rows() > 0) {
        String day = manifest.at().atZone(ZoneOffset.UTC).toLocalDate().toString();
        rows.merge(day, manifest.rows(), Long::sum);
      }
    }
    return rows;
  }

  /** Every manifest up to this one had its files renamed when the last entry was written. */
  long publishedThrough() {
    if (!manifests.isEmpty()) {
      return manifests.get(manifests.size() - 1).publishedThrough();
    }
    return checkpoint == null ? 0 : checkpoint.sequence();
  }

  /** Every manifest up to this one had its table partitions registered. */
  long registeredThrough() {
    if (!manifests.isEmpty()) {
      return manifests.get(manifests.size() - 1).registeredThrough();
    }
    return checkpoint == null ? 0 : checkpoint.registeredThrough();
  }

  /** Table partitions that Hive may not know yet. */
  Set<PartitionRef> unregistered() {
    Set<PartitionRef> partitions = new LinkedHashSet<>();
    long through = registeredThrough();
    if (checkpoint != null && through < checkpoint.sequence()) {
      partitions.addAll(checkpoint.unregistered());
    }
    for (Manifest manifest : manifests) {
      if (manifest.sequence() > through) {
        manifest
            .files()
            .forEach(file -> partitions.add(new PartitionRef(file.table(), file.partition())));
      }
    }
    return partitions;
  }
}
