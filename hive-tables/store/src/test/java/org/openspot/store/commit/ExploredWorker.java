package org.openspot.store.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.openspot.core.error.CommitStateUnknownException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRange;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.store.files.TableFiles;

/**
 * One worker process as the explorer runs it: the loop of the workers around the production
 * committer, over a topic partition of a few events. Between two operations of the file system it
 * depends on nothing but their answers: so the same answers lead to the same operations.
 */
public final class ExploredWorker implements BiConsumer<TableFiles, String> {
  static final TableLocations TABLES = TableLocations.below("/spot", TableSpec.load("flow"));
  static final String TOPIC_PARTITION = "t-0";

  /** Troubles in a row after which it waits for something that will not come. */
  private static final int PATIENCE = 8;

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);

  /** A range of an original; the record's number is the hour it belongs to, from {@code hour}. */
  record Event(String original, RecordRange range, int hour) {}

  /** Two originals; the first is announced once in part and once whole. */
  static final List<Event> EVENTS =
      List.of(
          new Event("a", new RecordRange(0, 1), 0),
          new Event("b", new RecordRange(0, 2), 1),
          new Event("a", new RecordRange(0, 2), 0));

  /** Every record there is. */
  static final List<String> RECORDS = List.of("a0", "a1", "b0", "b1");

  private static String process = "";
  private static int uuids;

  private TableFiles files;
  private TableCommitter committer;
  private int staged;

  /** In place of {@code UUID.randomUUID()}: different for each process and call, same each time. */
  public static UUID nextUuid() {
    uuids++;
    return new UUID((long) (process.hashCode() << 12 | uuids) << 32, 0);
  }

  static FileId file(String original) {
    return FileId.hasher("flow", original).finish().fileId();
  }

  /** Works through the topic partition as the process called {@code name}. */
  @Override
  public void accept(TableFiles over, String name) {
    process = name;
    uuids = 0;
    staged = 0;
    files = over;
    committer =
        new TableCommitter(
            over,
            new TableCommitter.Settings(TABLES, TOPIC_PARTITION, name, 2),
            PartitionDirectories.usual(TABLES),
            new RegistrationQueue(partitions -> {}, name),
            CLOCK);
    run();
  }

  /** What a worker does about each error: as {@code PartitionWorker} of the Java engine. */
  private void run() {
    boolean claimed = false;
    RuntimeException trouble = null;
    for (int troubles = 0; troubles < PATIENCE; troubles++) {
      try {
        Optional<LogPosition> at = claimed ? committer.resume() : committer.claim();
        claimed = true;
        for (long next = at.map(LogPosition::nextOffset).orElse(0L); next < EVENTS.size(); next++) {
          commit(next);
          troubles = 0;
        }
        return;
      } catch (CommitStateUnknownException e) {
        claimed = false;
        trouble = e;
      } catch (RetriableException e) {
        trouble = e;
      }
    }
    throw new IllegalStateException("it waits for ever: " + trouble.getMessage(), trouble);
  }

  private void commit(long offset) {
    Event event = EVENTS.get((int) offset);
    FileId file = file(event.original());
    List<Ingested> originals = new ArrayList<>();
    Map<Long, StringBuilder> rowsByHour = new TreeMap<>();
    for (RecordRange range : committer.stored(file).missingFrom(event.range())) {
      long rows = range.to() - range.from();
      originals.add(new Ingested(file, event.original(), null, range, rows, 0, 0));
      for (long record = range.from(); record < range.to(); record++) {
        rowsByHour
            .computeIfAbsent(event.hour() + record, hour -> new StringBuilder())
            .append(event.original())
            .append(record)
            .append('\n');
      }
    }
    List<StagedFile> stagedFiles = new ArrayList<>();
    rowsByHour.forEach((hour, rows) -> stagedFiles.add(stage(hour, rows.toString())));
    committer.commit(
        new Commit(new LogPosition("topic", offset + 1, 0), originals, List.of(), stagedFiles));
  }

  private StagedFile stage(long hour, String rows) {
    String path = committer.stagingDirectory() + "/" + ++staged;
    byte[] bytes = rows.getBytes(UTF_8);
    files.writeNew(path, bytes);
    return new StagedFile(
        "flow", path, TablePartition.of(hour * 3600), rows.lines().count(), bytes.length);
  }
}
