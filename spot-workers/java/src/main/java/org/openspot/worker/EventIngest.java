package org.openspot.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.Schema;
import org.openspot.archive.Archive;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.error.SpotException;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRange;
import org.openspot.core.lifecycle.FailPoint;
import org.openspot.parsers.Dissector;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowBatchDecoder;
import org.openspot.store.commit.DeadLetter;
import org.openspot.transport.event.EventCodec;
import org.openspot.transport.event.Fingerprints;
import org.openspot.transport.event.IngestEvent;
import org.openspot.transport.event.Original;
import org.openspot.transport.event.RowBatch;
import org.openspot.transport.event.SchemaStore;
import org.openspot.transport.event.UnknownSchemaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one event after the other into the open commit: decodes row batches, fetches and dissects
 * what pointers point to, and notes what cannot be read as a dead letter. Not thread-safe.
 */
public final class EventIngest {
  private static final Logger LOG = LoggerFactory.getLogger(EventIngest.class);

  /**
   * What events are read with.
   *
   * @param table the table of the pipeline's source
   * @param dissector for pointers
   * @param scratch a local directory of this worker's own, for fetched originals
   */
  public record Dependencies(
      TableSpec table,
      Dissector dissector,
      Archive archive,
      SchemaStore schemas,
      Path scratch,
      Clock clock) {}

  private final Dependencies with;
  private final EventCodec codec;

  public EventIngest(Dependencies with) {
    this.with = with;
    this.codec = new EventCodec(with.schemas());
  }

  /** Makes this release's schemas known to workers to come, on behalf of sensors that cannot. */
  public void publishSchemas() {
    with.schemas().put(EventCodec.SCHEMA);
    with.schemas().put(with.table().schema());
  }

  /**
   * Takes an event in.
   *
   * @param value the Kafka record's value
   * @param offset its offset
   * @param between called between two records, with what has been read accounted for so that it can
   *     be committed; what it throws is thrown on
   * @throws UnknownSchemaException if the event must wait for a schema
   * @throws RetriableException if something outside is in the way
   */
  public void take(byte[] value, long offset, OpenCommit commit, Between between) {
    if (value == null) {
      commit.add(unreadable(new byte[0], "an event without a value", offset));
      return;
    }
    IngestEvent event;
    try {
      event = codec.decode(value);
    } catch (DataException e) {
      commit.add(unreadable(value, e.getMessage(), offset));
      return;
    }
    Original original = event.original();
    List<RecordRange> missing = commit.known(original.id()).missingFrom(event.range());
    if (missing.isEmpty()) {
      LOG.debug("Skipping {} {}: stored already", original.name(), event.range());
      return;
    }
    MissingRecordsSink[] sink = new MissingRecordsSink[1];
    sink[0] = new MissingRecordsSink(commit, original, missing, () -> between.check(sink[0]));
    Optional<Stopped> stopped =
        event
            .payload()
            .match(
                pointer -> dissect(original, sink[0]),
                batch -> decode(batch, sink[0]),
                failure -> Optional.of(new Stopped(failure.stage(), failure.cause())));
    if (stopped.isEmpty()) {
      sink[0].accountForAll();
    } else {
      sink[0].accountSoFar();
      long from = sink[0].firstUnread();
      commit.add(deadLetter(original, from, stopped.get().stage(), stopped.get().cause(), offset));
      LOG.warn(
          "Dead letter: {} from record {} on ({}: {}); the original is {}",
          printable(original.name()),
          from,
          stopped.get().stage(),
          stopped.get().cause(),
          original.archiveUri());
    }
  }

  /** Called between two records of an event. */
  public interface Between {
    void check(MissingRecordsSink sink);
  }

  /** Why the rest of an original could not be read. */
  private record Stopped(String stage, String cause) {}

  private Optional<Stopped> decode(RowBatch batch, MissingRecordsSink sink) {
    TableSpec table = with.table();
    Schema writer =
        batch.schemaFingerprint() == Fingerprints.of(table.schema())
            ? table.schema()
            : with.schemas()
                .find(batch.schemaFingerprint())
                .orElseThrow(() -> new UnknownSchemaException(batch.schemaFingerprint()));
    try {
      new RowBatchDecoder(writer, table).decode(batch.body(), sink);
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(stopped("decode", e, sink));
    }
  }

  private Optional<Stopped> dissect(Original original, MissingRecordsSink sink) {
    // A cancelled task of Spark's may still be at the same original.
    Path local = with.scratch().resolve(original.id() + "-" + UUID.randomUUID());
    try {
      Files.createDirectories(with.scratch());
      try {
        try {
          with.archive().fetch(original, local);
        } catch (DataException e) {
          return Optional.of(new Stopped("fetch", e.getMessage()));
        }
        FailPoint.pass(WorkerFailPoints.FETCHED);
        try {
          with.dissector().dissect(local, sink);
          return Optional.empty();
        } catch (RuntimeException e) {
          return Optional.of(stopped("dissect", e, sink));
        }
      } finally {
        Files.deleteIfExists(local);
      }
    } catch (IOException e) {
      throw new RetriableException(
          "scratch directory " + with.scratch() + " cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * What ends an original, and nothing else: an error of its data, or of the code that reads it.
   * Whatever else was thrown, by the sink or for the machine's sake, is thrown on.
   */
  private static Stopped stopped(String stage, RuntimeException e, MissingRecordsSink sink) {
    if (e == sink.thrown()) {
      throw e;
    }
    if (e instanceof DataException) {
      return new Stopped(stage, e.getMessage());
    }
    if (e instanceof SpotException) {
      throw e;
    }
    LOG.error("An error in OpenSpot itself, at an original that becomes a dead letter", e);
    return new Stopped(stage, "an error in OpenSpot itself: " + e);
  }

  private DeadLetter deadLetter(
      Original original, long from, String stage, String cause, long offset) {
    return new DeadLetter(
        original.id(),
        original.name(),
        original.archiveUri(),
        from,
        stage,
        cause,
        offset,
        with.clock().instant(),
        original.size(),
        original.sha256(),
        original.captured());
  }

  private DeadLetter unreadable(byte[] value, String cause, long offset) {
    FileId.Hasher hasher = FileId.hasher("", "");
    hasher.update(value, 0, value.length);
    return new DeadLetter(
        null,
        null,
        null,
        0,
        "decode",
        cause,
        offset,
        with.clock().instant(),
        (long) value.length,
        hasher.finish().sha256(),
        null);
  }

  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }
}
