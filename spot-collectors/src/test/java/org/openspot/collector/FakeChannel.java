package org.openspot.collector;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.FileId;
import org.openspot.transport.event.EventCodec;
import org.openspot.transport.event.IngestEvent;
import org.openspot.transport.event.SchemaStore;
import org.openspot.transport.kafka.Topic;

/** A topic in memory, which can be away, be made anew, or take small messages only. */
final class FakeChannel implements EventChannel {
  final List<IngestEvent> events = new CopyOnWriteArrayList<>();
  private final EventCodec codec;
  volatile boolean away;
  volatile int limit = 1 << 20;
  volatile int refuseOver = Integer.MAX_VALUE;
  volatile Runnable beforeAcknowledged = () -> {};

  FakeChannel(SchemaStore schemas) {
    this.codec = new EventCodec(schemas);
  }

  @Override
  public Topic topic() {
    if (away) {
      throw new RetriableException("the topic is away");
    }
    return new Topic("spot.flow", "topic-1", 2);
  }

  @Override
  public int messageLimit() {
    return limit;
  }

  @Override
  public CompletableFuture<Void> send(int partition, FileId key, byte[] event) {
    if (away) {
      return CompletableFuture.failedFuture(new RetriableException("the topic is away"));
    }
    if (event.length > refuseOver) {
      return CompletableFuture.failedFuture(new DataException("too large"));
    }
    events.add(codec.decode(event));
    beforeAcknowledged.run();
    return CompletableFuture.completedFuture(null);
  }
}
