package org.openspot.collector;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.openspot.archive.Archive.Registration;
import org.openspot.core.error.DataException;
import org.openspot.core.identity.RecordRange;
import org.openspot.core.lifecycle.FailPoint;
import org.openspot.transport.event.EventCodec;
import org.openspot.transport.event.IngestEvent;
import org.openspot.transport.event.Original;
import org.openspot.transport.event.Payload;

/** Sends the events of one original and waits for them. Not thread-safe. */
final class Outbox {
  private static final int MOST_PENDING = 32;

  private final Feed feed;
  private final EventCodec codec;
  private final EventChannel channel;
  private final Original original;
  private final Registration registration;
  private final Deque<CompletableFuture<Void>> pending = new ArrayDeque<>();
  private int sent;

  Outbox(
      Feed feed,
      EventCodec codec,
      EventChannel channel,
      Original original,
      Registration registration) {
    this.feed = feed;
    this.codec = codec;
    this.channel = channel;
    this.original = original;
    this.registration = registration;
  }

  void send(RecordRange range, boolean last, Payload payload) {
    IngestEvent event =
        new IngestEvent(
            UUID.randomUUID(), feed.pipeline(), feed.host(), original, range, last, payload);
    if (pending.size() >= MOST_PENDING) {
      await(pending.remove());
    }
    pending.add(channel.send(registration.partition(), original.id(), codec.encode(event)));
    sent++;
    if (sent == 1) {
      FailPoint.pass(CollectorSteps.AFTER_FIRST_SEND);
    }
  }

  /** Returns once every event is acknowledged. */
  void awaitAll() {
    while (!pending.isEmpty()) {
      await(pending.remove());
    }
  }

  int partition() {
    return registration.partition();
  }

  int sent() {
    return sent;
  }

  private static void await(CompletableFuture<Void> acknowledged) {
    try {
      acknowledged.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof DataException tooLarge) {
        throw new OversizeException(tooLarge);
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** An event is larger than the topic takes. Not a DataException: the file is not to blame. */
  static final class OversizeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OversizeException(DataException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
