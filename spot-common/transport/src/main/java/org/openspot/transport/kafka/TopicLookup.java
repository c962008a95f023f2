package org.openspot.transport.kafka;

import java.util.Optional;

/** Where topics are looked up by their names. */
public interface TopicLookup {
  /**
   * The topic, if there is one.
   *
   * @throws org.openspot.core.error.RetriableException if it cannot be told now
   */
  Optional<Topic> describe(String name);
}
