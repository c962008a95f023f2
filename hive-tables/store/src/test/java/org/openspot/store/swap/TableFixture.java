package org.openspot.store.swap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRange;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowBuffer;
import org.openspot.store.commit.Commit;
import org.openspot.store.commit.Ingested;
import org.openspot.store.commit.LogPosition;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.RegistrationQueue;
import org.openspot.store.commit.TableCommitter;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.MemoryTableFiles;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.lineage.Origin;
import org.openspot.store.parquet.StagingWriter;
import org.openspot.store.parquet.TableFile;

/** A flow table in memory, with a Hive that only knows where table partitions are. */
public final class TableFixture {
  public static final TableSpec FLOW = TableSpec.load("flow");
  public static final TableLocations TABLES = TableLocations.below("/spot", FLOW);
  public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  public static final PartitionRef HOUR = new PartitionRef("flow", new TablePartition(7));

  public final MemoryTableFiles files = new MemoryTableFiles();
  public final Hive hive = new Hive();
  private int offset;

  /** Where Hive reads each table partition. */
  public static final class Hive implements HivePartitions {
    public final Map<PartitionRef, String> locations = new ConcurrentHashMap<>();

    @Override
    public void register(Collection<PartitionRef> partitions) {
      partitions.forEach(
          partition -> locations.putIfAbsent(partition, "memory:" + TABLES.directory(partition)));
    }

    @Override
    public void place(PartitionRef partition, String location) {
      locations.put(partition, location);
    }

    @Override
    public void forget(PartitionRef partition) {
      locations.remove(partition);
    }
  }

  public SwapLog log(TableFiles over) {
    return new SwapLog(over, TABLES);
  }

  public Swaps swaps(TableFiles over) {
    return new Swaps(over, log(over), hive, CLOCK, Duration.ZERO);
  }

  /** A compaction of hours into one file. */
  public Compaction compaction(TableFiles over) {
    return compaction(over, 64 << 20);
  }

  /** A compaction into files of about so many bytes. */
  public Compaction compaction(TableFiles over, long target) {
    return new Compaction(
        over, TABLES, swaps(over), new RewriteSettings(target, 1 << 20), "1@test", CLOCK);
  }

  /** A worker's committer; its registrations go through the swaps. */
  public TableCommitter committer(TableFiles over, String worker) {
    return new TableCommitter(
        over,
        new TableCommitter.Settings(TABLES, "spot.flow-0", worker, 100),
        log(over),
        new RegistrationQueue(new SwapRegistrar(hive, swaps(over)), worker),
        CLOCK);
  }

  public static Origin origin(String name) {
    FileId file = FileId.hasher("flow", name).finish().fileId();
    return new Origin(file, name, "/archive/" + name);
  }

  /** Stages rows of an original with these record numbers, all in one hour. */
  public static Commit staged(
      TableFiles over, String directory, Origin origin, PartitionRef hour, long from, long to) {
    StagingWriter writer =
        new StagingWriter(
            over, new StagingWriter.Settings(directory, FLOW, FLOW.rejects(), 4, 1 << 20));
    write(writer, origin, hour, new RecordRange(from, to));
    return new Commit(
        null,
        List.of(
            new Ingested(
                origin.file(),
                origin.name(),
                origin.archiveUri(),
                new RecordRange(from, to),
                to - from,
                0,
                0)),
        List.of(),
        writer.finish());
  }

  private static void write(
      StagingWriter writer, Origin origin, PartitionRef hour, RecordRange records) {
    for (long record = records.from(); record < records.to(); record++) {
      RowBuffer row = writer.begin(origin, record, hour.partition().hour() * 3600);
      byte[] id = (origin.name() + "#" + record).getBytes(UTF_8);
      row.setBytes(FLOW.column("sip"), id, 0, id.length);
      row.setLong(FLOW.column("unix_tstamp"), record);
      writer.endRow();
    }
  }

  /** Commits, in one commit, what some events of an original brought; the last is its end. */
  public void commitPieces(TableCommitter committer, Origin origin, RecordRange... pieces) {
    StagingWriter writer =
        new StagingWriter(
            files,
            new StagingWriter.Settings(
                committer.stagingDirectory(), FLOW, FLOW.rejects(), 4, 1 << 20));
    List<Ingested> ingested = new ArrayList<>();
    for (RecordRange piece : pieces) {
      // Each event names its original anew.
      write(
          writer,
          new Origin(origin.file(), origin.name(), origin.archiveUri()),
          HOUR,
          new RecordRange(piece.from(), piece.to()));
      boolean last = ingested.size() == pieces.length - 1;
      ingested.add(
          new Ingested(
              origin.file(),
              origin.name(),
              origin.archiveUri(),
              new RecordRange(piece.from(), last ? RecordRange.END : piece.to()),
              piece.to() - piece.from(),
              0,
              0));
    }
    committer.commit(
        new Commit(new LogPosition("topic-id", ++offset, 0), ingested, List.of(), writer.finish()));
  }

  /** Commits rows of an original; the last piece of it stands for all that follows. */
  public void commit(TableCommitter committer, Origin origin, long from, long to, boolean last) {
    commit(committer, files, origin, from, to, last);
  }

  public void commit(
      TableCommitter committer, TableFiles over, Origin origin, long from, long to, boolean last) {
    Commit staged = staged(over, committer.stagingDirectory(), origin, HOUR, from, to);
    Ingested piece = staged.originals().get(0);
    committer.commit(
        new Commit(
            new LogPosition("topic-id", ++offset, 0),
            List.of(
                new Ingested(
                    piece.file(),
                    piece.name(),
                    piece.archiveUri(),
                    new RecordRange(from, last ? RecordRange.END : to),
                    piece.rows(),
                    0,
                    0)),
            List.of(),
            staged.files()));
  }

  /** Commits a reject of an original. */
  public void commitReject(TableCommitter committer, Origin origin, long record) {
    StagingWriter writer =
        new StagingWriter(
            files,
            new StagingWriter.Settings(
                committer.stagingDirectory(), FLOW, FLOW.rejects(), 4, 1 << 20));
    writer.reject(origin, HOUR.partition(), Reject.of(record, "no time", new byte[] {1}, 0, 1));
    committer.commit(
        new Commit(
            new LogPosition("topic-id", ++offset, 0),
            List.of(
                new Ingested(
                    origin.file(),
                    origin.name(),
                    origin.archiveUri(),
                    new RecordRange(record, RecordRange.END),
                    0,
                    1,
                    0)),
            List.of(),
            writer.finish()));
  }

  /** What a query of a table partition returns, in order: {@code <original>#<record>}. */
  public List<String> query(PartitionRef partition) {
    String location = hive.locations.get(partition);
    List<String> rows = new ArrayList<>();
    if (location != null) {
      for (StoredFile file : files.list(location.replaceFirst("memory:", ""))) {
        if (Swaps.isVisible(file)) {
          rows.addAll(rows(TableFile.of(files, file)));
        }
      }
    }
    rows.sort(null);
    return rows;
  }

  /** The rows of one file in their order. */
  public static List<String> rows(TableFile file) {
    List<String> found = new ArrayList<>();
    try (TableFile.Rows rows = file.rows(FLOW)) {
      int sip = FLOW.column("sip");
      for (RowBuffer row = rows.next(); row != null; row = rows.next()) {
        found.add(new String(row.array(), row.offset(sip), row.length(sip), UTF_8));
      }
    }
    return found;
  }

  /** Rows as a query should return them. */
  public static List<String> expected(Map<Origin, Long> originals) {
    List<String> rows = new ArrayList<>();
    originals.forEach(
        (origin, count) -> {
          for (long record = 0; record < count; record++) {
            rows.add(origin.name() + "#" + record);
          }
        });
    rows.sort(null);
    return rows;
  }

  /** Originals and how many rows each has. */
  public static Map<Origin, Long> originals() {
    return new TreeMap<>(Comparator.comparing(Origin::name));
  }
}
