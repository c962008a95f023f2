package org.openspot.transport.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** Kafka's admin client, made at its first use. Thread-safe. */
final class LazyAdmin implements AutoCloseable {
  private final KafkaSettings settings;
  private Admin admin;

  LazyAdmin(KafkaSettings settings) {
    this.settings = settings;
  }

  synchronized Admin get() {
    if (admin == null) {
      try {
        admin =
            Admin.create(
                ClientProperties.of(
                    settings,
                    Map.of(
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        "20000",
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        "10000"),
                    Map.of()));
      } catch (KafkaException e) {
        throw ClientProperties.unusable(e);
      }
    }
    return admin;
  }

  /** Waits for an answer; an error becomes one of ours. */
  static <T> T await(String what, KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw KafkaFailures.translate(what, e.getCause());
    } catch (InterruptedException e) {
      throw KafkaFailures.translate(what, e);
    }
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(5));
      admin = null;
    }
  }
}
