package org.openspot.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.openspot.archive.Archive;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRange;
import org.openspot.parsers.csv.CsvDissector;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.DerivedRows;
import org.openspot.schema.row.RowBatchEncoder;
import org.openspot.store.commit.CommitLog;
import org.openspot.store.commit.DeadLetter;
import org.openspot.store.commit.PartitionDirectories;
import org.openspot.store.commit.RegistrationQueue;
import org.openspot.store.commit.TableCommitter;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.MemoryTableFiles;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.parquet.TableFile;
import org.openspot.store.swap.TableFixture;
import org.openspot.transport.event.EventCodec;
import org.openspot.transport.event.FilePointer;
import org.openspot.transport.event.Fingerprints;
import org.openspot.transport.event.IngestEvent;
import org.openspot.transport.event.Original;
import org.openspot.transport.event.Payload;
import org.openspot.transport.event.ReleasedSchemas;
import org.openspot.transport.event.RowBatch;
import org.openspot.transport.kafka.Topic;

/**
 * A topic partition and the tables it goes to, in memory: workers as they are in production run on
 * it, with Kafka's own consumer for memory in place of a broker. Not thread-safe.
 */
final class MemoryTopicPartition {
  static final TableSpec FLOW = TableSpec.load("flow");
  private static final TableLocations TABLES = TableLocations.below("/spot", FLOW);
  private static final TopicPartition PARTITION = new TopicPartition("spot.flow", 0);

  /** The first second of an hour. */
  private static final long HOUR = 500_000 * 3600L;

  final MemoryTableFiles files = new MemoryTableFiles();
  final List<DeadLetter> announced = new ArrayList<>();
  private final List<byte[]> events = new ArrayList<>();
  private final Path scratch;
  private final Supplier<DerivedRows> derivations;
  private String topicId = "topic-1";
  private long first;

  MemoryTopicPartition(Path scratch) {
    this(scratch, () -> null);
  }

  /** One whose workers store what follows from rows, too. */
  MemoryTopicPartition(Path scratch, Supplier<DerivedRows> derivations) {
    this.scratch = scratch;
    this.derivations = derivations;
  }

  /** How a worker is run. */
  record Run(
      String worker, TableFiles files, WorkerSettings settings, Time time, boolean acceptGap) {}

  /**
   * The clocks of a worker's machine.
   *
   * @param clock on the wall
   * @param nanoTime since it was started
   */
  record Time(Clock clock, LongSupplier nanoTime) {}

  /** Adds an event's bytes, whatever they are. */
  void add(byte[] event) {
    events.add(event);
  }

  /** Adds rows of an original: each with the original's name and its number, one in each second. */
  void addRows(String original, int from, int to, boolean last) {
    RowBatchEncoder encoder = new RowBatchEncoder(FLOW, 1 << 20);
    for (int record = from; record < to; record++) {
      encoder.beginRow(record, HOUR + record);
      byte[] id = (original + "#" + record).getBytes(UTF_8);
      encoder.setBytes(FLOW.column("sip"), id, 0, id.length);
      encoder.endRow();
    }
    addBatch(original, from, last ? RecordRange.END : to, encoder.finish(), to - from);
  }

  /** Adds an event of rows with that body. */
  void addBatch(String original, long from, long to, byte[] body, long rows) {
    long fingerprint = Fingerprints.of(FLOW.schema());
    add(event(original, new RecordRange(from, to), new RowBatch(fingerprint, body, rows, 0, 0)));
  }

  /** Adds a pointer to an original that no archive has. */
  void addPointerToNothing(String original) {
    add(event(original, RecordRange.ALL, new FilePointer()));
  }

  private static byte[] event(String name, RecordRange range, Payload payload) {
    FileId id = FileId.hasher("flow", name).finish().fileId();
    Original original = new Original(id, name, 1, "", null, Instant.ofEpochSecond(HOUR));
    return new EventCodec(new ReleasedSchemas())
        .encode(
            new IngestEvent(
                UUID.randomUUID(),
                "flow",
                "sensor",
                original,
                range,
                range.to() == RecordRange.END,
                payload));
  }

  /** Kafka's retention takes everything before that offset. */
  void removeBefore(int offset) {
    first = offset;
  }

  /** Kafka loses everything from that offset on. */
  void truncate(int offset) {
    events.subList(offset, events.size()).clear();
  }

  String topicId() {
    return topicId;
  }

  /** Somebody deletes the topic, and a collector makes it again. */
  void makeAgain() {
    events.clear();
    first = 0;
    topicId += "'";
  }

  /**
   * Runs a worker: it reads all there is, then something else happens while it waits for more, then
   * it is told to stop.
   */
  void work(Run run, Runnable meanwhile) {
    GroupAhead consumer = new GroupAhead();
    TableCommitter committer =
        new TableCommitter(
            run.files(),
            new TableCommitter.Settings(
                TABLES, PARTITION.toString(), run.worker(), run.settings().checkpointEvery()),
            PartitionDirectories.usual(TABLES),
            new RegistrationQueue(partitions -> {}, run.worker()),
            run.time().clock());
    PartitionWorker worker =
        new PartitionWorker(
            new PartitionWorker.Dependencies(
                PARTITION.toString(),
                new TopicReader(
                    consumer,
                    name -> Optional.of(new Topic(name, topicId, 1)),
                    PARTITION,
                    run.acceptGap()),
                new EventIngest(
                    new EventIngest.Dependencies(
                        FLOW,
                        new CsvDissector(FLOW),
                        Archive.onSensor(scratch.resolve("archive"), "sensor"),
                        new ReleasedSchemas(),
                        scratch.resolve(run.worker()),
                        run.time().clock())),
                new OpenCommit(
                    run.files(),
                    TABLES,
                    run.settings(),
                    committer,
                    run.time().nanoTime(),
                    derivations),
                committer,
                announced::addAll,
                run.time().clock()));
    consumer.schedulePollTask(consumer::receive);
    consumer.schedulePollTask(
        () -> {
          meanwhile.run();
          worker.stop();
        });
    worker.run();
  }

  /** Every row in the table, as a query finds them: in no order, with what is there twice. */
  List<String> table() {
    List<String> rows = new ArrayList<>();
    tableFiles().forEach(file -> rows.addAll(TableFixture.rows(TableFile.of(files, file))));
    return rows;
  }

  /** The files of the table. */
  List<StoredFile> tableFiles() {
    List<StoredFile> found = new ArrayList<>();
    files
        .snapshot()
        .forEach(
            (path, content) -> {
              if (path.startsWith(TABLES.rowsLocation() + "/y=")) {
                found.add(new StoredFile(path, content.length, false, 0));
              }
            });
    return found;
  }

  /** What workers that are no more left in staging, and manifests that never became any. */
  List<String> leftovers() {
    return files.snapshot().keySet().stream()
        .filter(path -> path.contains("/_staging/") || path.contains("/_tmp-"))
        .toList();
  }

  CommitLog log() {
    return new CommitLog(files, TABLES.rowsLocation(), PARTITION.toString());
  }

  /** Rows of an original as {@link #table} gives them. */
  static List<String> rows(String original, int from, int to) {
    List<String> rows = new ArrayList<>();
    for (int record = from; record < to; record++) {
      rows.add(original + "#" + record);
    }
    return rows;
  }

  /** A consumer whose group, if anybody asked, has read everything already. */
  private final class GroupAhead extends MockConsumer<byte[], byte[]> {
    GroupAhead() {
      super(OffsetResetStrategy.NONE);
      updateBeginningOffsets(Map.of(PARTITION, first));
      updateEndOffsets(Map.of(PARTITION, (long) events.size()));
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
        Set<TopicPartition> partitions, Duration timeout) {
      return Map.of(PARTITION, new OffsetAndMetadata(events.size()));
    }

    void receive() {
      for (int offset = (int) first; offset < events.size(); offset++) {
        addRecord(
            new ConsumerRecord<>(
                PARTITION.topic(), PARTITION.partition(), offset, null, events.get(offset)));
      }
    }
  }
}
