package org.openspot.worker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.openspot.core.error.RetriableException;
import org.openspot.store.commit.LogPosition;
import org.openspot.transport.kafka.Topic;
import org.openspot.transport.kafka.TopicLookup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one topic partition from where the commit log says, and never jumps: offsets that are gone
 * are an error. Used by one thread.
 */
public final class TopicReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
  private static final Duration CALL = Duration.ofSeconds(20);

  private final Consumer<byte[], byte[]> consumer;
  private final TopicLookup topics;
  private final TopicPartition partition;
  private final boolean acceptGap;
  private String topicId;
  private Long resumeAt;

  /**
   * @param acceptGap go on after offsets that are gone, because somebody replays what is missing
   */
  public TopicReader(
      Consumer<byte[], byte[]> consumer,
      TopicLookup topics,
      TopicPartition partition,
      boolean acceptGap) {
    this.consumer = consumer;
    this.topics = topics;
    this.partition = partition;
    this.acceptGap = acceptGap;
  }

  /**
   * Goes to where the log says.
   *
   * @param committed empty for the beginning
   * @return the position now, in today's topic
   * @throws OffsetsLostException if events that were never read are gone
   */
  public LogPosition seek(Optional<LogPosition> committed) {
    Topic topic =
        topics
            .describe(partition.topic())
            .filter(found -> found.partitions() > partition.partition())
            .orElseThrow(
                () ->
                    new RetriableException(
                        "no " + partition + " in Kafka yet: the collector makes the topic"));
    topicId = topic.id();
    try {
      consumer.assign(List.of(partition));
      long first = consumer.beginningOffsets(List.of(partition), CALL).get(partition);
      long end = consumer.endOffsets(List.of(partition), CALL).get(partition);
      boolean sameTopic = committed.isPresent() && committed.get().topicId().equals(topicId);
      if (committed.isPresent() && !sameTopic) {
        LOG.warn(
            "Topic {} was made again (its id was {}, is {}): going on at its beginning",
            partition.topic(),
            committed.get().topicId(),
            topicId);
      }
      LogPosition from = sameTopic ? committed.get() : new LogPosition(topicId, 0, null);
      if (resumeAt != null) {
        // Where the logs part: reading again what is stored already stores nothing twice.
        from = new LogPosition(topicId, Math.max(first, resumeAt), null);
        resumeAt = null;
      } else if (first > from.nextOffset()) {
        from = afterGap(from, first, first, "Kafka's retention removed");
      } else if (end < from.nextOffset()) {
        from = afterGap(from, end, first, "Kafka lost, ending at offset " + end + ",");
      }
      consumer.seek(
          partition,
          new OffsetAndMetadata(from.nextOffset(), Optional.ofNullable(from.leaderEpoch()), ""));
      return from;
    } catch (KafkaException e) {
      throw away(e);
    }
  }

  private LogPosition afterGap(LogPosition from, long edge, long next, String what) {
    String gap =
        what
            + " events of "
            + partition
            + " between offsets "
            + Math.min(from.nextOffset(), edge)
            + " and "
            + Math.max(from.nextOffset(), edge);
    if (!acceptGap) {
      throw new OffsetsLostException(
          gap
              + " before this worker read them. Their originals are in the archive: land those"
              + " collected since the last commit again, and start with --accept-gap"
              + " (docs/operations.md, Offsets are gone)");
    }
    LOG.warn("{}; going on at offset {} because of --accept-gap", gap, next);
    return new LogPosition(from.topicId(), next, null);
  }

  /** What has come since the last call; waits a little if there is nothing. */
  Iterable<ConsumerRecord<byte[], byte[]>> poll(Duration atMost) {
    try {
      return consumer.poll(atMost).records(partition);
    } catch (LogTruncationException e) {
      if (!acceptGap) {
        throw new OffsetsLostException(
            "Kafka lost events of "
                + partition
                + " that were committed here, and has others at their offsets ("
                + e.getMessage()
                + "). Land the originals collected since then again, and start with --accept-gap"
                + " (docs/operations.md, Offsets are gone)");
      }
      LOG.warn("{} was truncated; going on because of --accept-gap", partition);
      OffsetAndMetadata diverged = e.divergentOffsets().get(partition);
      resumeAt = diverged == null ? 0L : diverged.offset();
      throw new RetriableException(partition + " was truncated: " + e.getMessage(), e);
    } catch (OffsetOutOfRangeException e) {
      // Retention, truncation, or a new topic: seek() finds out which.
      throw new RetriableException("position in " + partition + " is gone: " + e.getMessage(), e);
    } catch (KafkaException e) {
      throw away(e);
    }
  }

  /** True when nothing is left to read now. */
  boolean isAtEnd() {
    try {
      return endsAt(consumer.position(partition, CALL));
    } catch (KafkaException e) {
      throw away(e);
    }
  }

  /** True when there is nothing at that offset and after it now. */
  public boolean endsAt(long offset) {
    try {
      return offset >= consumer.endOffsets(List.of(partition), CALL).get(partition);
    } catch (KafkaException e) {
      throw away(e);
    }
  }

  /**
   * Makes sure the topic is still the one that was sought.
   *
   * @throws RetriableException if it was made again: seek anew
   */
  public void requireSameTopic() {
    Optional<Topic> now = topics.describe(partition.topic());
    if (now.isEmpty() || !now.get().id().equals(topicId)) {
      throw new RetriableException("topic " + partition.topic() + " was removed or made again");
    }
  }

  private RetriableException away(KafkaException e) {
    return new RetriableException("reading " + partition + ": " + e.getMessage(), e);
  }

  @Override
  public void close() {
    consumer.close(Duration.ofSeconds(5));
  }
}
