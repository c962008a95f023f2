package org.openspot.store.replay;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.FileId;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.RunEntry;
import org.openspot.store.commit.StagedFile;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.parquet.StagingWriter;
import org.openspot.store.swap.OriginalsSwap;
import org.openspot.store.swap.RewriteSettings;
import org.openspot.store.swap.Swaps;
import org.openspot.store.swap.TablePartitions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dissects originals again that are in the table whole, and swaps what comes out in, hour by hour.
 * Others are left alone: those that workers are at, and those with dead letters. Not thread-safe.
 *
 * <p>All originals are dissected before the first swap. Then the replay is published; whoever finds
 * it unfinished can finish it. One table has one replay at a time.
 */
public final class Replayer {
  private static final Logger LOG = LoggerFactory.getLogger(Replayer.class);
  private static final int OPEN_FILES = 8;

  /**
   * What a replayer works with.
   *
   * @param whole as of about now
   * @param by who does it, {@code pid@host}
   */
  public record Dependencies(
      TableFiles files,
      TableLocations tables,
      WholeOriginals whole,
      Swaps swaps,
      RewriteSettings settings,
      String by,
      Clock clock) {}

  private final Dependencies with;
  private final ReplayLog log;

  public Replayer(Dependencies with) {
    this.with = with;
    this.log = new ReplayLog(with.files(), with.tables().rowsLocation());
  }

  /**
   * What came of a replay.
   *
   * @param replay the replay; empty if there was nothing to do
   * @param skipped originals that were left alone, and why, for people
   */
  public record Outcome(Optional<Replay> replay, List<String> skipped) {}

  /** The originals of some that can be replayed now. */
  public List<ReplaySource.Candidate> replayable(
      List<ReplaySource.Candidate> originals, List<String> skipped) {
    List<ReplaySource.Candidate> chosen = new ArrayList<>();
    Set<FileId> seen = new HashSet<>();
    for (ReplaySource.Candidate original : originals) {
      if (!with.whole().isWhole(original.origin().file())) {
        skipped.add(
            original.origin().name() + ": not every record of it is in the table or the rejects");
      } else if (seen.add(original.origin().file())) {
        chosen.add(original);
      }
    }
    return chosen;
  }

  /**
   * Replays originals.
   *
   * @param from the hour of capture of the first, for the record
   * @param to the hour after that of the last, for the record
   * @throws RetriableException if another replay is unfinished: {@link #resume} it first
   */
  public Outcome run(
      List<ReplaySource.Candidate> originals, Instant from, Instant to, ReplaySource source) {
    log.unfinished()
        .ifPresent(
            replay -> {
              throw new RetriableException(
                  "replay "
                      + replay.number()
                      + " of "
                      + with.tables().rows().name()
                      + " by "
                      + replay.by()
                      + " is not finished: finish it with --resume",
                  null);
            });
    List<String> skipped = new ArrayList<>();
    List<ReplaySource.Candidate> chosen = replayable(originals, skipped);
    long number = log.all().size() + 1L;
    String id = UUID.randomUUID().toString().substring(0, 8);
    String staging = with.tables().rowsLocation() + "/_staging/_replay-" + number + "-" + id;
    Set<PartitionRef> partitions = partitions();
    List<RunEntry> outcomes = new ArrayList<>();
    try {
      for (ReplaySource.Candidate original : chosen) {
        stage(original, source, staging, partitions, outcomes, skipped);
        source.dissected(original);
      }
      if (outcomes.isEmpty()) {
        with.files().delete(staging);
        return new Outcome(Optional.empty(), skipped);
      }
      partitions.addAll(old(outcomes));
      log.writeOutcomes(number, id, outcomes);
    } catch (RuntimeException e) {
      with.files().delete(staging);
      throw e;
    }
    Replay replay =
        new Replay(
            Replay.FORMAT,
            number,
            id,
            with.by(),
            with.clock().instant(),
            from,
            to,
            staging,
            outcomes.size(),
            List.copyOf(partitions));
    if (!log.publish(replay)) {
      with.files().delete(staging);
      log.discard(number, id);
      throw new RetriableException("another replay of this table began at the same time", null);
    }
    finish(replay);
    return new Outcome(Optional.of(replay), skipped);
  }

  private static Set<PartitionRef> partitions() {
    return new TreeSet<>(
        Comparator.comparing(PartitionRef::table).thenComparing(PartitionRef::partition));
  }

  private void stage(
      ReplaySource.Candidate original,
      ReplaySource source,
      String staging,
      Set<PartitionRef> partitions,
      List<RunEntry> outcomes,
      List<String> skipped) {
    String directory = staging + "/" + original.origin().file();
    StagingWriter writer =
        new StagingWriter(
            with.files(),
            new StagingWriter.Settings(
                directory,
                with.tables().rows(),
                with.tables().rejects(),
                OPEN_FILES,
                with.settings().rowGroupBytes()));
    ReplaySink sink = new ReplaySink(writer, original);
    List<StagedFile> staged;
    try {
      source.dissect(original, sink);
      staged = writer.finish();
    } catch (DataException e) {
      // What is in the table is better than nothing.
      writer.abandon();
      with.files().delete(directory);
      skipped.add(original.origin().name() + ": " + e.getMessage());
      return;
    } catch (RuntimeException e) {
      writer.abandon();
      throw e;
    }
    for (StagedFile file : staged) {
      PartitionRef partition = new PartitionRef(file.table(), file.partition());
      partitions.add(partition);
      rename(file, target(staging, partition, file.path()));
    }
    outcomes.add(sink.outcome());
  }

  /** Files of one table partition stand together, so that a swap finds them by a listing. */
  private String target(String staging, PartitionRef partition, String path) {
    return directory(staging, partition) + path.substring(path.lastIndexOf('/'));
  }

  private String directory(String staging, PartitionRef partition) {
    return staging
        + "/"
        + partition.table()
        + "/"
        + with.tables().table(partition.table()).directory(partition.partition());
  }

  private void rename(StagedFile file, String target) {
    if (with.files().renameNew(file.path(), target) != TableFiles.Renamed.DONE) {
      throw new RetriableException("cannot move " + file.path() + " to " + target, null);
    }
  }

  /** Where the originals' rows are today. */
  private Set<PartitionRef> old(List<RunEntry> outcomes) {
    Set<FileId> originals = new HashSet<>();
    outcomes.forEach(outcome -> originals.add(outcome.file()));
    Set<PartitionRef> found = partitions();
    TablePartitions all = new TablePartitions(with.files(), with.tables(), with.swaps().log());
    for (TableSpec table : with.tables().all()) {
      for (PartitionRef partition : all.of(table)) {
        if (OriginalsSwap.concerns(with.files(), with.swaps(), partition, originals)) {
          found.add(partition);
        }
      }
    }
    return found;
  }

  /** Finishes the replay that is published and not in place, if there is one. */
  public Optional<Replay> resume() {
    Optional<Replay> unfinished = log.unfinished();
    unfinished.ifPresent(this::finish);
    sweep();
    return unfinished;
  }

  private void finish(Replay replay) {
    Set<FileId> originals = new HashSet<>();
    log.forEachOutcome(replay, outcome -> originals.add(outcome.file()));
    for (PartitionRef partition : replay.partitions()) {
      new OriginalsSwap(with.files(), with.tables(), with.swaps(), with.settings(), with.clock())
          .run(
              partition, originals, directory(replay.staging(), partition), replay.id(), with.by());
    }
    log.markDone(replay);
    with.files().delete(replay.staging());
    LOG.info(
        "Replay {} of {} is in place: {} originals, {} table partitions",
        replay.number(),
        with.tables().rows().name(),
        replay.originals(),
        replay.partitions().size());
  }

  /** Deletes staging of replays that are in place, or that died before they were published. */
  private void sweep() {
    long published = log.all().size();
    for (StoredFile staged : with.files().list(with.tables().rowsLocation() + "/_staging")) {
      if (staged.name().matches("_replay-\\d+-.*")) {
        long number = Long.parseLong(staged.name().split("-", -1)[1]);
        if (number <= published) {
          with.files().delete(staged.path());
        }
      }
    }
  }
}
