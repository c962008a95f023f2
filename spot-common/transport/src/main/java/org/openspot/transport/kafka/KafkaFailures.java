package org.openspot.transport.kafka;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.error.SpotException;

/** Kafka's errors as OpenSpot's. */
final class KafkaFailures {
  private KafkaFailures() {}

  /**
   * The error to throw for one of Kafka's. All but too large a message may pass, also missing
   * rights: an admin grants them while the daemon waits, and no file is to blame.
   */
  static SpotException translate(String what, Throwable cause) {
    if (cause instanceof RecordTooLargeException) {
      return new DataException(what + ": the topic's message limit is too low", cause);
    }
    if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
      return new RetriableException(
          what + ": Kafka refuses this user, check its rights and kafka.properties", cause);
    }
    if (cause instanceof InterruptException || cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new RetriableException(what + ": interrupted", cause);
    }
    return new RetriableException(what + ": " + cause.getMessage(), cause);
  }
}
