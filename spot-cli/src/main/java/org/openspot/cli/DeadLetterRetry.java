package org.openspot.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.openspot.archive.Archive;
import org.openspot.archive.Archive.Registration;
import org.openspot.cli.deadletters.FoundLetter;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRange;
import org.openspot.store.commit.DeadLetter;
import org.openspot.store.commit.DeadLetterFate;
import org.openspot.transport.event.EventCodec;
import org.openspot.transport.event.FilePointer;
import org.openspot.transport.event.IngestEvent;
import org.openspot.transport.event.Original;
import org.openspot.transport.event.SchemaStore;
import org.openspot.transport.kafka.EventProducer;
import org.openspot.transport.kafka.PastEvents;
import org.openspot.transport.kafka.Topic;
import org.openspot.transport.kafka.Topics;

/**
 * Sends what a dead letter stands for to its topic partition once more. From there on it is like
 * any other event: the worker takes what is not stored yet, so sending twice stores nothing twice.
 */
final class DeadLetterRetry {
  /** Nobody routes by the key: the partition is named. */
  private static final FileId NO_FILE = FileId.of(new byte[FileId.BYTES]);

  private final Assembly assembly;
  private final FoundLetters letters;
  private final Topics topics;
  private final Archive archive;
  private final SchemaStore schemas;
  private final EventProducer producer;

  DeadLetterRetry(Assembly assembly, FoundLetters letters) {
    this.assembly = assembly;
    this.letters = letters;
    this.topics = assembly.topics();
    this.archive = assembly.archive();
    this.schemas = assembly.schemas();
    this.producer = assembly.producer();
  }

  /**
   * Sends it.
   *
   * @return what was done, for people
   * @throws DataException if it cannot be retried; the message says what to do instead
   */
  String send(FoundLetter found) {
    DeadLetterFate fate = found.entry().fate();
    // What was dropped may be wanted after all.
    if (!fate.isOpen() && fate != DeadLetterFate.DROPPED) {
      return "nothing to do: it is closed already";
    }
    Topic topic =
        topics
            .describe(found.topic())
            .filter(there -> there.partitions() > found.partition())
            .orElseThrow(
                () ->
                    new DataException(
                        "Kafka has no "
                            + found.topic()
                            + "-"
                            + found.partition()
                            + ": start the collector, which makes the topic, and try again"));
    return found.letter().file() == null ? again(found, topic) : pointer(found, topic);
  }

  private String pointer(FoundLetter found, Topic topic) {
    DeadLetter letter = found.letter();
    if (letter.archiveUri() == null) {
      throw new DataException(
          "no archive has it: move it from failed/ on its sensor back into the landing directory"
              + " there, under its name");
    }
    if (letter.sha256() == null) {
      throw new DataException(
          "an older release noted it, without what a retry needs: land "
              + letter.archiveUri()
              + " again under its name");
    }
    Original original =
        new Original(
            letter.file(),
            letter.name(),
            letter.size(),
            letter.sha256(),
            letter.archiveUri(),
            letter.captured());
    requireArchived(original);
    Registration registration = archive.register(original, topic);
    if (registration.partition() != found.partition()) {
      throw new DataException(
          "the topic was made again, and the original now belongs to partition "
              + registration.partition()
              + ", where nobody knows what partition "
              + found.partition()
              + " has stored: a retry could store records twice");
    }
    schemas.put(EventCodec.SCHEMA);
    // All of it, not only the range: the worker knows best what is missing.
    IngestEvent event =
        new IngestEvent(
            UUID.randomUUID(),
            found.pipeline(),
            Assembly.host(),
            original,
            RecordRange.ALL,
            true,
            new FilePointer());
    send(found, letter.file(), new EventCodec(schemas).encode(event));
    return "sent to partition " + found.partition() + " as event " + event.id();
  }

  private void requireArchived(Original original) {
    try {
      archive.open(original).close();
    } catch (DataException e) {
      throw new DataException(e.getMessage() + ": restore it from a backup, then retry", e);
    } catch (IOException e) {
      throw new RetriableException("closing " + original.archiveUri() + ": " + e, e);
    }
  }

  private String again(FoundLetter found, Topic topic) {
    DeadLetter letter = found.letter();
    if (found.entry().fate() == DeadLetterFate.RESENT) {
      return "nothing to do: its event was sent again before, a worker has to read it";
    }
    PastEvents past = new PastEvents(assembly.config().kafka(), Assembly.group(found.pipeline()));
    Optional<byte[]> value = past.value(found.topic(), found.partition(), letter.offset());
    if (value.isEmpty() || !sha256(value.get()).equals(letter.sha256())) {
      throw new DataException(
          "Kafka no longer has this event, and nothing says what it was of: compare what its"
              + " sensor sent around "
              + letter.at()
              + " with the table, land again what is missing, and drop this");
    }
    send(found, NO_FILE, value.get());
    long end =
        topics.reach(found.topic(), topic.partitions(), Instant.EPOCH).get(found.partition()).end();
    letters.book(found).resent(found.entry(), Assembly.user(), assembly.now(), topic.id(), end);
    return "its event was sent to partition " + found.partition() + " again";
  }

  private void send(FoundLetter found, FileId key, byte[] event) {
    try {
      producer.send(found.topic(), found.partition(), key, event).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static String sha256(byte[] value) {
    FileId.Hasher hasher = FileId.hasher("", "");
    hasher.update(value, 0, value.length);
    return hasher.finish().sha256();
  }
}
