package org.openspot.store.commit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.openspot.core.error.FencedException;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRanges;
import org.openspot.core.lifecycle.FailPoint;
import org.openspot.store.commit.Checkpoint.RunRef;
import org.openspot.store.files.RenameCheck;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.files.TableFiles.Renamed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@link Committer} of plain Hive tables: the commit protocol of docs/architecture.md. */
public final class TableCommitter implements Committer {
  private static final Logger LOG = LoggerFactory.getLogger(TableCommitter.class);
  private static final int CLAIM_ATTEMPTS = 20;
  private static final int DAYS_COUNTED = 8;

  /**
   * What a committer works with.
   *
   * @param tables the table and its rejects, with their locations
   * @param topicPartition {@code <topic>-<partition>}: the name of the log and of the files
   * @param worker who this is, {@code pid@host}
   * @param checkpointEvery manifests between two checkpoints
   */
  public record Settings(
      TableLocations tables, String topicPartition, String worker, int checkpointEvery) {}

  private final TableFiles files;
  private final Settings settings;
  private final FilePublisher publisher;
  private final RegistrationQueue registrations;
  private final Clock clock;
  private final CommitLog log;
  private final String stagingRoot;

  private boolean renamesChecked;
  private long epoch;
  private long sequence;
  private long publishedThrough;
  private LogPosition position;
  private StoredRanges ranges;
  private final List<Manifest> sinceCheckpoint = new ArrayList<>();
  private final List<Manifest> unpublished = new ArrayList<>();
  private Checkpoint checkpoint;

  public TableCommitter(
      TableFiles files,
      Settings settings,
      PartitionDirectories directories,
      RegistrationQueue registrations,
      Clock clock) {
    this.files = files;
    this.publisher = new FilePublisher(files, directories);
    this.settings = settings;
    this.registrations = registrations;
    this.clock = clock;
    String location = settings.tables().rowsLocation();
    this.log = new CommitLog(files, location, settings.topicPartition());
    this.stagingRoot = location + "/_staging/" + settings.topicPartition();
  }

  @Override
  public Optional<LogPosition> claim() {
    if (!renamesChecked) {
      RenameCheck.run(files, settings.tables().rowsLocation());
      renamesChecked = true;
    }
    for (int attempt = 0; attempt < CLAIM_ATTEMPTS; attempt++) {
      LogState state = log.load();
      if (epoch > 0 && state.sequence() >= epoch) {
        requireStillMine(state);
        if (ranges == null) {
          // The claim before came to nothing: none is added until it can come to more.
          log.requireSortedFiles();
        }
      }
      Manifest claim = claimAfter(state);
      if (!published(claim)) {
        continue;
      }
      FailPoint.pass(FailPoints.CLAIMED);
      epoch = claim.sequence();
      ranges = null;
      sequence = claim.sequence();
      takeOver();
      return Optional.ofNullable(position);
    }
    throw new FencedException(
        log.path() + ": other workers keep claiming it; run one worker for each topic partition");
  }

  /** After an unknown outcome this claims again, unless another has done so meanwhile. */
  private void requireStillMine(LogState state) {
    // Who checkpoints has written that far; manifests that would tell who are gone with it.
    if (state.checkpoint().map(Checkpoint::sequence).orElse(0L) > sequence) {
      throw new FencedException(
          log.path() + " was claimed and checkpointed by another worker: this one stops");
    }
    for (Manifest manifest : state.manifests()) {
      if (manifest.sequence() > epoch && !manifest.worker().equals(settings.worker())) {
        throw new FencedException(
            log.path() + " was claimed by " + manifest.worker() + ": this worker stops");
      }
    }
  }

  private Manifest claimAfter(LogState state) {
    long next = state.sequence() + 1;
    return new Manifest(
        Manifest.FORMAT,
        next,
        UUID.randomUUID().toString(),
        settings.worker(),
        clock.instant(),
        next,
        state.position().orElse(null),
        List.of(),
        List.of(),
        List.of(),
        state.publishedThrough(),
        state.registeredThrough());
  }

  private boolean published(Manifest claim) {
    try {
      return log.publish(claim);
    } catch (FencedException e) {
      // The number was used and checkpointed between the reading and the claim: take the next.
      return false;
    }
  }

  private void takeOver() {
    LogState state = log.load();
    for (int attempt = 1; ranges == null || state.sequence() != epoch; attempt++) {
      if (state.sequence() != epoch) {
        throw new FencedException(log.path() + " was claimed again at once: this worker stops");
      }
      try {
        ranges = StoredRanges.takeOver(files, log.directory().runs(), epoch, state);
      } catch (FencedException e) {
        // A worker of a lower epoch has just written a checkpoint on other files: load that.
        if (attempt == CLAIM_ATTEMPTS) {
          log.requireSortedFiles();
          throw e;
        }
        state = log.load();
      }
    }
    checkpoint = state.checkpoint().orElse(null);
    position = state.position().orElse(null);
    publishedThrough = state.publishedThrough();
    sinceCheckpoint.clear();
    sinceCheckpoint.addAll(state.manifests());
    unpublished.clear();
    state.manifests().stream()
        .filter(manifest -> manifest.sequence() > publishedThrough)
        .forEach(unpublished::add);
    registrations.start(state.registeredThrough());
    // Before what is published now, the claim's empty entry among it, can move the mark past them.
    registrations.add(publishedThrough, state.unregistered());
    publishAll();
    cleanLowerEpochs();
    LOG.info(
        "Claimed {} as epoch {}, at {}",
        settings.topicPartition(),
        epoch,
        position == null ? "its beginning" : "offset " + position.nextOffset());
  }

  /** Staging and temporary manifests of lower epochs: nobody can commit them any more. */
  private void cleanLowerEpochs() {
    for (StoredFile directory : files.list(stagingRoot)) {
      OptionalLong owner = number(directory.name());
      if (owner.isPresent() && owner.getAsLong() < epoch) {
        files.delete(directory.path());
      }
    }
    for (StoredFile file : files.list(log.path())) {
      String name = file.name();
      if (name.startsWith("_tmp-")) {
        OptionalLong meant = number(name.substring(5, Math.min(name.length(), 17)));
        if (meant.isPresent() && meant.getAsLong() <= epoch) {
          files.delete(file.path());
        }
      }
    }
  }

  private static OptionalLong number(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public Optional<LogPosition> resume() {
    publishAll();
    return Optional.ofNullable(position);
  }

  @Override
  public void jumped() {
    if (position != null) {
      log.deadLetters().unread(position);
    }
  }

  @Override
  public String stagingDirectory() {
    return stagingRoot + "/" + epoch;
  }

  @Override
  public RecordRanges stored(FileId file) {
    return ranges.of(file);
  }

  @Override
  public void commit(Commit commit) {
    publishAll();
    FailPoint.pass(FailPoints.STAGED);
    long next = sequence + 1;
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            next,
            UUID.randomUUID().toString(),
            settings.worker(),
            clock.instant(),
            epoch,
            commit.position(),
            commit.originals(),
            commit.deadLetters(),
            targets(commit.files(), next),
            publishedThrough,
            registrations.registeredThrough());
    if (!log.publish(manifest)) {
      throw new FencedException(
          log.path() + ": another worker has taken over this topic partition; this one stops");
    }
    FailPoint.pass(FailPoints.COMMITTED);
    sequence = next;
    position = commit.position();
    ranges.add(manifest);
    sinceCheckpoint.add(manifest);
    unpublished.add(manifest);
    publishAll();
    LOG.info(
        "Committed {} {}: {} rows, {} rejects, {} dead letters in {} files, through offset {}",
        settings.topicPartition(),
        next,
        manifest.rows(),
        manifest.originals().stream().mapToLong(Ingested::rejects).sum(),
        manifest.deadLetters().size(),
        manifest.files().size(),
        position.nextOffset());
    if (sinceCheckpoint.size() >= settings.checkpointEvery()) {
      writeCheckpoint();
    }
  }

  private List<DataFile> targets(List<StagedFile> staged, long next) {
    List<DataFile> targets = new ArrayList<>(staged.size());
    for (StagedFile file : staged) {
      String target =
          settings.tables().directory(new PartitionRef(file.table(), file.partition()))
              + "/"
              + settings.topicPartition()
              + "-"
              + LogDirectory.number(next)
              + "-"
              + targets.size()
              + ".parquet";
      targets.add(
          new DataFile(
              file.table(), file.path(), target, file.partition(), file.rows(), file.length()));
    }
    return targets;
  }

  private static List<PartitionRef> partitions(Manifest manifest) {
    return manifest.files().stream()
        .map(file -> new PartitionRef(file.table(), file.partition()))
        .distinct()
        .toList();
  }

  private void publishAll() {
    while (!unpublished.isEmpty()) {
      Manifest manifest = unpublished.get(0);
      for (DataFile file : manifest.files()) {
        PartitionRef partition = new PartitionRef(file.table(), file.partition());
        if (publisher.publish(file, partition).wasMoved()) {
          // By a swap of which Hive may not know yet; or it was forgotten with its old rows.
          registrations.forget(List.of(partition));
        }
        FailPoint.pass(FailPoints.FILE_PUBLISHED);
      }
      publishedThrough = manifest.sequence();
      unpublished.remove(0);
      registrations.add(manifest.sequence(), partitions(manifest));
      FailPoint.pass(FailPoints.PUBLISHED);
    }
  }

  private void writeCheckpoint() {
    List<RunRef> runs = ranges.flush(sequence);
    FailPoint.pass(FailPoints.RUN_WRITTEN);
    LogState state = new LogState(checkpoint, sinceCheckpoint);
    long registered = registrations.registeredThrough();
    Checkpoint next =
        new Checkpoint(
            Checkpoint.FORMAT,
            sequence,
            clock.instant(),
            position,
            state.lastCommit().orElse(null),
            registered,
            List.copyOf(registrations.pending()),
            log.deadLetters().open(state, ranges::of),
            recentDays(state.rowsByDay(), clock.instant()),
            runs);
    String temporary =
        log.directory().temporary(LogDirectory.number(sequence) + "-" + UUID.randomUUID());
    files.writeNew(temporary, LogJson.write(next));
    if (files.renameNew(temporary, log.directory().checkpoint(sequence)) != Renamed.DONE) {
      throw new FencedException(log.path() + " was checkpointed by another worker");
    }
    FailPoint.pass(FailPoints.CHECKPOINTED);
    checkpoint = next;
    sinceCheckpoint.clear();
    cleanBelowCheckpoint();
    FailPoint.pass(FailPoints.CLEANED);
  }

  private static Map<String, Long> recentDays(Map<String, Long> rowsByDay, Instant now) {
    String oldest = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(DAYS_COUNTED).toString();
    return new TreeMap<>(new TreeMap<>(rowsByDay).tailMap(oldest));
  }

  private void cleanBelowCheckpoint() {
    for (StoredFile file : files.list(log.path())) {
      long manifest = LogDirectory.manifestSequence(file.name()).orElse(Long.MAX_VALUE);
      long older = LogDirectory.checkpointSequence(file.name()).orElse(Long.MAX_VALUE);
      if (manifest <= checkpoint.sequence() || older < checkpoint.sequence()) {
        files.delete(file.path());
      }
    }
    ranges.clean();
  }

  @Override
  public boolean isSettled() {
    return unpublished.isEmpty() && registrations.registeredThrough() >= sequence;
  }

  @Override
  public Optional<Instant> blockedSince() {
    return registrations.failingSince();
  }

  @Override
  public void close() {
    registrations.close();
  }
}
