package org.openspot.store.commit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.openspot.core.error.FencedException;
import org.openspot.core.error.SpotException;
import org.openspot.core.identity.RecordRange;
import org.openspot.core.identity.RecordRanges;
import org.openspot.schema.TablePartition;
import org.openspot.store.files.TableFiles;
import org.openspot.store.files.TableFiles.Renamed;

/** What must hold on the disk of {@link ExploredWorker}s: at each operation, and at the end. */
final class ProtocolInvariants {
  private static final String TABLE = ExploredWorker.TABLES.rowsLocation();
  private static final LogDirectory LOG =
      new LogDirectory(TABLE + "/_commits/" + ExploredWorker.TOPIC_PARTITION);
  private static final String STAGING = TABLE + "/_staging/" + ExploredWorker.TOPIC_PARTITION;

  /** One of them does not. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String what) {
      super(what);
    }

    Broken(String what, Throwable cause) {
      super(what, cause);
    }
  }

  private final Set<Long> endsSeen = new HashSet<>();
  private final Map<Content, Manifest> manifests = new HashMap<>();

  static boolean isStagedAfterACheckpoint(Disk disk) {
    boolean[] staged = {false};
    disk.forEachBelow(STAGING + "/", (path, content) -> staged[0] = true);
    return staged[0] && checkpoint(disk) > 0;
  }

  /** Called with each operation that a worker has had carried out. */
  void check(Disk before, Step step, Disk.Answered answered) {
    Operation operation = step.next().orElseThrow();
    if (!operation.changes() || answered.disk() == before) {
      return;
    }
    if (operation.kind() == Operation.Kind.RENAME && answered.answer() == Renamed.DONE) {
      String target = operation.target();
      require(!isVisible(operation.path()), "a visible file was renamed: " + operation);
      require(
          !isVisible(target) || !before.has(target), "a visible file was replaced: " + operation);
      if (isVisible(target)) {
        checkPublished(before, operation);
        rows(answered.disk());
      } else if (LogDirectory.manifestSequence(name(target)).isPresent()) {
        require(!before.has(target), "a manifest was replaced: " + operation);
        checkManifest(step, before, answered.disk(), target);
      } else if (target.startsWith(LOG.runs())) {
        require(
            epoch(target) > epoch(operation.path()),
            "taken from a worker that has claimed later: " + operation);
      }
    } else if (operation.kind() == Operation.Kind.DELETE) {
      require(rows(before).equals(rows(answered.disk())), "readers miss rows: " + operation);
    } else {
      require(!isVisible(operation.path()), "written where readers look: " + operation);
    }
  }

  /** Readers see a file only once a manifest says so that is part of the log. */
  private void checkPublished(Disk before, Operation operation) {
    String name = name(operation.target());
    long sequence = Long.parseLong(name.split("-", -1)[2]);
    require(
        sequence > checkpoint(before) && before.has(LOG.manifest(sequence)),
        "published, but the log does not have the manifest: " + operation);
    require(
        manifest(before, sequence).files().stream()
            .anyMatch(
                file ->
                    file.staging().equals(operation.path())
                        && file.target().equals(operation.target())),
        "published, but the manifest does not say so: " + operation);
  }

  private void checkManifest(Step step, Disk before, Disk after, String target) {
    long sequence = LogDirectory.manifestSequence(name(target)).getAsLong();
    long checkpoint = checkpoint(before);
    if (sequence <= checkpoint) {
      // Number and name are free, but nobody reads there: its writer will find out.
      return;
    }
    Manifest manifest = manifest(after, sequence);
    long attempted = step.highestAttempt();
    require(
        attempted == 0 || checkpoint <= attempted,
        step.process() + " claims again, but another has checkpointed " + checkpoint);
    long own = 0;
    for (long below = checkpoint + 1; below < sequence; below++) {
      if (!after.has(LOG.manifest(below))) {
        throw new Broken(LOG.manifest(below) + " is missing below " + target);
      }
      Manifest earlier = manifest(after, below);
      if (!manifest.isClaim()) {
        earlier.files().stream()
            .filter(file -> !after.has(file.target()))
            .findAny()
            .ifPresent(
                file -> require(false, target + " committed before published: " + file.target()));
      } else if (earlier.worker().equals(manifest.worker())) {
        own = below;
      } else if (own > 0) {
        throw new Broken(
            manifest.worker()
                + " claims "
                + sequence
                + " again, but "
                + earlier.worker()
                + " has claimed meanwhile");
      }
    }
  }

  /** Called where a process ends by itself. */
  void checkEnding(Step step, Disk disk) {
    RuntimeException error = step.error().orElse(null);
    if (error == null) {
      return;
    }
    if (!(error instanceof FencedException)) {
      throw new Broken(step.process() + " ended with " + error, error);
    }
    long newest = disk.highest(LOG.path(), LogDirectory::manifestSequence);
    require(
        newest <= checkpoint(disk) || !manifest(disk, newest).worker().equals(step.process()),
        step.process() + " stopped as if another had taken over: " + error.getMessage());
  }

  /** Called when everybody is through, the last having begun when the others were. */
  void checkEnd(Disk disk) {
    if (!endsSeen.add(disk.hash())) {
      return;
    }
    require(
        rows(disk).equals(new TreeSet<>(ExploredWorker.RECORDS)),
        "the table has the records " + rows(disk));
    TableFiles files = OperationFiles.of(disk);
    CommitLog log = new CommitLog(files, TABLE, ExploredWorker.TOPIC_PARTITION);
    try {
      checkLog(log, disk);
    } catch (SpotException e) {
      throw new Broken("the log cannot be read: " + e, e);
    }
    for (String path : disk.files().keySet()) {
      require(!path.startsWith(STAGING + "/"), path + " is left");
      require(!path.startsWith(LOG.path() + "/_tmp-"), path + " is left");
    }
  }

  private static void checkLog(CommitLog log, Disk disk) {
    LogState state = log.load();
    require(
        state.position().map(LogPosition::nextOffset).equals(Optional.of(3L)),
        "the log stands at " + state.position());
    LogContents contents = LogContents.of(log);
    for (String original : List.of("a", "b")) {
      RecordRanges whole = new RecordRanges();
      whole.add(new RecordRange(0, 2));
      require(
          contents.stored(ExploredWorker.file(original)).asList().equals(whole.asList()),
          "of " + original + " the log has " + contents.stored(ExploredWorker.file(original)));
    }
    require(
        state.rowsByDay().values().stream().mapToLong(Long::longValue).sum()
            == ExploredWorker.RECORDS.size(),
        "the log counts the rows " + state.rowsByDay());
    Set<PartitionRef> unregistered = state.unregistered();
    for (long hour = 0; hour <= 2; hour++) {
      PartitionRef partition =
          new PartitionRef(ExploredWorker.TABLES.rows().name(), TablePartition.of(hour * 3600));
      require(unregistered.contains(partition), "forgotten for Hive: " + partition);
    }
    for (Manifest manifest : state.manifests()) {
      for (DataFile file : manifest.files()) {
        require(disk.has(file.target()), "committed, but not there: " + file.target());
      }
    }
  }

  /** The records readers see, each of which they see once. */
  private static Set<String> rows(Disk disk) {
    List<String> rows = new ArrayList<>();
    disk.forEachBelow(TABLE + "/y=", (path, content) -> content.text().lines().forEach(rows::add));
    Set<String> each = new TreeSet<>(rows);
    require(each.size() == rows.size(), "readers see the records " + rows);
    return each;
  }

  private static boolean isVisible(String path) {
    return path.contains("/y=");
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static long epoch(String run) {
    return Long.parseLong(run.substring(run.lastIndexOf('@') + 1));
  }

  private static long checkpoint(Disk disk) {
    return disk.highest(LOG.path(), LogDirectory::checkpointSequence);
  }

  private Manifest manifest(Disk disk, long sequence) {
    String path = LOG.manifest(sequence);
    return manifests.computeIfAbsent(
        disk.content(path),
        content -> LogJson.read(content.bytes(), Manifest.class, Manifest.FORMAT, path));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Broken(otherwise);
    }
  }
}
