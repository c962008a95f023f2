package org.openspot.collector;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.openspot.archive.Archive;
import org.openspot.archive.Archive.Registration;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.error.SpotException;
import org.openspot.core.identity.RecordRange;
import org.openspot.core.lifecycle.FailPoint;
import org.openspot.parsers.StreamDissector;
import org.openspot.schema.row.RowSink;
import org.openspot.transport.event.EventCodec;
import org.openspot.transport.event.Failure;
import org.openspot.transport.event.FilePointer;
import org.openspot.transport.event.Original;
import org.openspot.transport.kafka.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one file into the archive and Kafka: archive it durably, register it, send every event,
 * wait until all are acknowledged. Leaves the landed file alone. Safe to use from several threads.
 */
final class FileIngest {
  private static final Logger LOG = LoggerFactory.getLogger(FileIngest.class);
  private static final int LONGEST_CAUSE = 1000;

  private final Feed feed;
  private final Collector.Dependencies needs;
  private final Begun begun;
  private final EventCodec codec;
  private final Path scratch;
  private final long inlineLimit;

  FileIngest(Feed feed, Collector.Dependencies needs, Begun begun, Path scratch, long inlineLimit) {
    this.feed = feed;
    this.needs = needs;
    this.begun = begun;
    this.codec = new EventCodec(needs.schemas());
    this.scratch = scratch;
    this.inlineLimit = inlineLimit;
  }

  /**
   * Ingests a file.
   *
   * @return what was sent
   * @throws UnfitException if the file is bad: nothing was sent
   * @throws ChangedException if it is still being written: nothing was sent
   * @throws RetriableException if something outside is away: all of it is to be done again
   */
  Sent ingest(LandedFile file) throws UnfitException, ChangedException {
    FailPoint.pass(CollectorSteps.BEFORE_READ);
    if (needs.channel().messageLimit() < BatchSink.SMALLEST_LIMIT) {
      if (needs.rowsOnly()) {
        throw new RetriableException(
            "the topic takes messages of "
                + needs.channel().messageLimit()
                + " bytes only: rows need a max.message.bytes of "
                + BatchSink.SMALLEST_LIMIT
                + " or more");
      }
      return pointer(file);
    }
    if (file.stamp().size() <= inlineLimit) {
      return rows(file);
    }
    return needs.rowsOnly() || needs.dissector() instanceof StreamDissector
        ? archivedRows(file)
        : pointer(file);
  }

  private Sent pointer(LandedFile file) throws UnfitException, ChangedException {
    return sendPointer(archiveLanded(file));
  }

  private Sent archivedRows(LandedFile file) throws UnfitException, ChangedException {
    Original original = archiveLanded(file);
    try {
      return sendRows(original, sink -> dissectArchived(original, sink));
    } catch (Outbox.OversizeException e) {
      return tooLarge(original, e);
    }
  }

  private void dissectArchived(Original original, RowSink sink) throws IOException {
    if (needs.dissector() instanceof StreamDissector streaming) {
      try (InputStream content = needs.archive().open(original)) {
        streaming.dissect(content, sink);
      }
      return;
    }
    Path copy = scratch.resolve(UUID.randomUUID() + ".copy");
    try {
      needs.archive().fetch(original, copy);
      needs.dissector().dissect(copy, sink);
    } finally {
      discard(copy);
    }
  }

  private Original archiveLanded(LandedFile file) throws UnfitException, ChangedException {
    Instant captured = inspect(file, file.path());
    try (InputStream content = file.open()) {
      return archive(file, captured, content);
    } catch (UncheckedIOException e) {
      throw unreadable(e.getCause());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Sent tooLarge(Original original, Outbox.OversizeException e) {
    if (needs.rowsOnly()) {
      throw new RetriableException("the topic takes smaller messages now: " + e.getMessage(), e);
    }
    // The archive has it, so the worker can read it there.
    return sendPointer(original);
  }

  private Sent rows(LandedFile file) throws UnfitException, ChangedException {
    byte[] content;
    try {
      content = file.readAll();
    } catch (IOException e) {
      throw unreadable(e);
    }
    Path copy = scratch.resolve(UUID.randomUUID() + ".copy");
    try {
      Files.write(copy, content);
      Instant captured = inspect(file, copy);
      Original original = archive(file, captured, new ByteArrayInputStream(content));
      try {
        return sendRows(original, sink -> needs.dissector().dissect(copy, sink));
      } catch (Outbox.OversizeException e) {
        return tooLarge(original, e);
      }
    } catch (ChangedException e) {
      throw e;
    } catch (IOException e) {
      throw new RetriableException("cannot write " + copy + ": " + e, e);
    } finally {
      discard(copy);
    }
  }

  private Instant inspect(LandedFile file, Path readable) throws UnfitException {
    try {
      return needs.dissector().inspect(file.name().text(), readable);
    } catch (DataException e) {
      throw new UnfitException(e.getMessage(), e);
    } catch (SpotException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new UnfitException("the dissector failed: " + e, e);
    }
  }

  private Original archive(LandedFile file, Instant captured, InputStream content)
      throws ChangedException {
    Archive.Landed landed =
        new Archive.Landed(
            feed.owner(), needs.source().type(), feed.pipeline(), file.name().text(), captured);
    Original original = needs.archive().store(landed, content);
    FailPoint.pass(CollectorSteps.AFTER_ARCHIVE);
    try {
      if (file.begun() != null && !file.begun().equals(original.id())) {
        // Another file has the inode by now: it is looked at again, without the note.
        begun.forget(file.name());
        throw new ChangedException(file.name());
      }
      begun.remember(file, original.id());
    } catch (ChangedException e) {
      throw e;
    } catch (IOException e) {
      throw new RetriableException("cannot note that " + file.name() + " is begun: " + e, e);
    }
    return original;
  }

  private Sent sendPointer(Original original) {
    Topic topic = needs.channel().topic();
    Outbox outbox = outbox(original, topic);
    outbox.send(RecordRange.ALL, true, new FilePointer());
    settle(outbox, topic, original);
    return new Sent(original, "as a pointer to partition " + outbox.partition(), null);
  }

  private Sent sendRows(Original original, Dissection dissection) {
    Topic topic = needs.channel().topic();
    Outbox outbox = outbox(original, topic);
    BatchSink sink =
        new BatchSink(needs.source().table(), needs.channel().messageLimit(), outbox::send);
    String trouble = dissect(original, dissection, sink);
    if (trouble == null) {
      sink.finish();
    } else {
      sink.flush();
      RecordRange rest = new RecordRange(sink.next(), RecordRange.END);
      outbox.send(rest, true, new Failure("dissect", shortened(trouble)));
    }
    settle(outbox, topic, original);
    String what =
        sink.rows()
            + " rows, "
            + sink.rejects()
            + " rejects in "
            + outbox.sent()
            + " events to partition "
            + outbox.partition();
    if (trouble == null && sink.rows() == 0 && sink.rejects() > 0) {
      // Most probably of another layout than the pipeline is set up for: spot rejects has them.
      LOG.warn("{}: not one record could become a row: see spot rejects", original.name());
    }
    return new Sent(
        original,
        what,
        trouble == null ? null : "from record " + sink.next() + " a dead letter: " + trouble);
  }

  /** What is wrong with the rest of the file, or null. A bug in a dissector is the file's fate. */
  private String dissect(Original original, Dissection dissection, BatchSink sink) {
    try {
      dissection.into(sink);
      return null;
    } catch (IOException e) {
      throw new RetriableException("reading the archived " + original.name() + ": " + e, e);
    } catch (DataException e) {
      return e.getMessage();
    } catch (SpotException | Outbox.OversizeException e) {
      throw e;
    } catch (RuntimeException e) {
      return "the dissector failed: " + e;
    }
  }

  private static String shortened(String cause) {
    return cause.length() <= LONGEST_CAUSE ? cause : cause.substring(0, LONGEST_CAUSE) + " ...";
  }

  private Outbox outbox(Original original, Topic topic) {
    Registration registration = needs.archive().register(original, topic);
    FailPoint.pass(CollectorSteps.AFTER_REGISTER);
    return new Outbox(feed, codec, needs.channel(), original, registration);
  }

  private void settle(Outbox outbox, Topic topic, Original original) {
    outbox.awaitAll();
    if (!needs.channel().topic().id().equals(topic.id())) {
      throw new RetriableException(
          "topic " + topic.name() + " was deleted and made again meanwhile: sending once more");
    }
    needs.archive().acknowledged(original);
    FailPoint.pass(CollectorSteps.AFTER_SEND);
  }

  /**
   * What became of a file.
   *
   * @param original the file as it was read
   * @param what was sent, for the log
   * @param trouble why the rest of it could not be, or null
   */
  record Sent(Original original, String what, String trouble) {}

  /** Pushes the records of the original at hand into a sink. */
  private interface Dissection {
    void into(RowSink sink) throws IOException;
  }

  private static UnfitException unreadable(IOException cause) throws ChangedException {
    if (cause instanceof ChangedException changed) {
      throw changed;
    }
    return new UnfitException("cannot be read: " + cause, cause);
  }

  private static void discard(Path copy) {
    try {
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      // Removed at the next start.
    }
  }
}
