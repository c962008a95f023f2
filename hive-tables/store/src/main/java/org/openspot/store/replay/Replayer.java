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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.FileId;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.RunEntry;
import org.openspot.store.commit.StagedFile;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.lineage.Origin;
import org.openspot.store.parquet.StagingWriter;
import org.openspot.store.swap.OriginalsSwap;
import org.openspot.store.swap.PlacedOriginals;
import org.openspot.store.swap.RewriteSettings;
import org.openspot.store.swap.Swaps;
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
  private static final Pattern STAGING = Pattern.compile("_replay-(\\d+)-.*");

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

  /** The originals of some that can be replayed now, under the names that the table has. */
  public List<ReplaySource.Candidate> replayable(
      List<ReplaySource.Candidate> originals, List<String> skipped) {
    return replayable(originals, placed(originals), skipped);
  }

  private PlacedOriginals placed(List<ReplaySource.Candidate> originals) {
    Set<FileId> files = new HashSet<>();
    originals.forEach(original -> files.add(original.origin().file()));
    return PlacedOriginals.find(with.files(), with.tables(), with.swaps().log(), files);
  }

  private List<ReplaySource.Candidate> replayable(
      List<ReplaySource.Candidate> originals, PlacedOriginals placed, List<String> skipped) {
    List<ReplaySource.Candidate> chosen = new ArrayList<>();
    Set<FileId> seen = new HashSet<>();
    for (ReplaySource.Candidate original : originals) {
      FileId file = original.origin().file();
      if (!with.whole().isWhole(file)) {
        skipped.add(
            original.origin().name() + ": not every record of it is in the table or the rejects");
      } else if (placed.isRetired(file)) {
        skipped.add(original.origin().name() + ": retention took rows of it out");
      } else if (seen.add(file)) {
        chosen.add(named(original, placed));
      }
    }
    return chosen;
  }

  /** An archive gives a second original of the same name another; rows and rejects keep theirs. */
  private static ReplaySource.Candidate named(
      ReplaySource.Candidate original, PlacedOriginals placed) {
    Origin archived = original.origin();
    String name = placed.origin(archived.file()).orElse(archived).name();
    return new ReplaySource.Candidate(
        new Origin(archived.file(), name, archived.archiveUri()), original.captured());
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
    sweep();
    List<String> skipped = new ArrayList<>();
    PlacedOriginals placed = placed(originals);
    List<ReplaySource.Candidate> chosen = replayable(originals, placed, skipped);
    long number = log.all().size() + 1L;
    String id = UUID.randomUUID().toString().substring(0, 8);
    String staging = with.tables().rowsLocation() + "/_staging/_replay-" + number + "-" + id;
    Set<PartitionRef> partitions =
        new TreeSet<>(
            Comparator.comparing(PartitionRef::table).thenComparing(PartitionRef::partition));
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
      Set<FileId> dissected = files(outcomes);
      partitions.addAll(placed.partitions(dissected));
      requireNotRetired(dissected);
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
    sweep();
    return new Outcome(Optional.of(replay), skipped);
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

  private static Set<FileId> files(List<RunEntry> outcomes) {
    Set<FileId> files = new HashSet<>();
    outcomes.forEach(outcome -> files.add(outcome.file()));
    return files;
  }

  /** Dissecting takes its time: what went meanwhile is not to come back. */
  private void requireNotRetired(Set<FileId> originals) {
    Set<FileId> retired = PlacedOriginals.retired(with.tables(), with.swaps().log(), originals);
    if (!retired.isEmpty()) {
      throw new RetriableException(
          "retention took rows of "
              + retired.size()
              + " originals out while they were dissected again: run the replay once more",
          null);
    }
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

  /** Deletes what replays left that are in place, or that died before they were published. */
  private void sweep() {
    List<Replay> published = log.all();
    for (StoredFile staged : with.files().list(with.tables().rowsLocation() + "/_staging")) {
      Matcher name = STAGING.matcher(staged.name());
      if (name.matches() && isOver(Long.parseLong(name.group(1)), published)) {
        with.files().delete(staged.path());
      }
    }
    log.sweep(published);
  }

  private boolean isOver(long number, List<Replay> published) {
    return number < published.size()
        || (number == published.size() && log.isDone(published.get(published.size() - 1)));
  }
}
