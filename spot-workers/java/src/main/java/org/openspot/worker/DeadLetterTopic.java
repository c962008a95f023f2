package org.openspot.worker;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.openspot.core.error.SpotException;
import org.openspot.core.identity.FileId;
import org.openspot.store.commit.DeadLetter;
import org.openspot.store.commit.DeadLetterJson;
import org.openspot.transport.kafka.EventProducer;
import org.openspot.transport.kafka.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces dead letters on {@code <topic>.dead}, as JSON, for whoever watches. The record of them
 * is the commit log: an announcement that fails is only logged.
 */
public final class DeadLetterTopic implements DeadLetterListener {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterTopic.class);
  private static final FileId NO_FILE = FileId.of(new byte[FileId.BYTES]);

  private final EventProducer producer;
  private final Topics topics;
  private final String topic;

  public DeadLetterTopic(EventProducer producer, Topics topics, String ingestTopic) {
    this.producer = producer;
    this.topics = topics;
    this.topic = ingestTopic + ".dead";
  }

  @Override
  public void committed(List<DeadLetter> deadLetters) {
    if (deadLetters.isEmpty()) {
      return;
    }
    try {
      topics.ensure(topic, 1);
      for (DeadLetter letter : deadLetters) {
        producer
            .send(
                topic,
                0,
                letter.file() == null ? NO_FILE : letter.file(),
                DeadLetterJson.of(letter).getBytes(StandardCharsets.UTF_8))
            .join();
      }
    } catch (SpotException | CompletionException e) {
      LOG.warn(
          "{} dead letters are in the commit log but could not be announced on {}: {}",
          deadLetters.size(),
          topic,
          e.getMessage());
    }
  }
}
