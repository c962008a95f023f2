package org.openspot.collector;

import java.util.concurrent.CompletableFuture;
import org.openspot.core.identity.FileId;
import org.openspot.transport.kafka.Topic;

/**
 * Where a pipeline's events go. Thread-safe. Throws {@link
 * org.openspot.core.error.RetriableException} while it is away.
 */
public interface EventChannel {
  /** The topic as it is now, made if there is none. */
  Topic topic();

  /** The largest message the topic takes, in bytes. */
  int messageLimit();

  /**
   * Hands an event over.
   *
   * @return done once it is acknowledged; fails with RetriableException, or DataException if no
   *     message may be that large
   */
  CompletableFuture<Void> send(int partition, FileId key, byte[] event);
}
