package org.openspot.transport.kafka;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.openspot.core.error.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Topics, seen and made through the admin client. Never deletes one, never takes partitions away.
 * Every method throws {@link RetriableException} while Kafka is away, after half a minute at most.
 * Thread-safe; connects at the first call.
 */
public final class Topics implements TopicLookup, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Topics.class);

  private final KafkaSettings settings;
  private final LazyAdmin admin;

  public Topics(KafkaSettings settings) {
    this.settings = settings;
    this.admin = new LazyAdmin(settings);
  }

  /**
   * The topic, made if there is none, given more partitions if it has fewer. Settings that differ
   * from what a topic has already are left alone and told in the log.
   */
  public Topic ensure(String name, int partitions) {
    Topic topic = describe(name).orElseGet(() -> create(name, partitions));
    if (topic.partitions() < partitions) {
      LazyAdmin.await(
          "adding partitions to topic " + name,
          admin.get().createPartitions(Map.of(name, NewPartitions.increaseTo(partitions))).all());
      LOG.info("topic {}: {} partitions, before {}", name, partitions, topic.partitions());
      topic = new Topic(name, topic.id(), partitions);
    } else if (topic.partitions() > partitions) {
      LOG.warn(
          "topic {} has {} partitions where {} are configured: all of them are used, each needs a"
              + " worker",
          name,
          topic.partitions(),
          partitions);
    }
    contradictions(name).forEach(line -> LOG.warn("topic {}: {}", name, line));
    return topic;
  }

  /** How many brokers answer. */
  public int brokers() {
    return LazyAdmin.await("asking for brokers", admin.get().describeCluster().nodes()).size();
  }

  @Override
  public Optional<Topic> describe(String name) {
    return description(name)
        .map(
            found ->
                new Topic(found.name(), found.topicId().toString(), found.partitions().size()));
  }

  /**
   * How far a topic partition reaches.
   *
   * @param first the first offset that retention has left
   * @param end the offset the next event gets
   * @param since the first offset of events no older than was asked for; {@code end} if all are
   */
  public record Reach(long first, long end, long since) {}

  /** How far each partition of a topic reaches, by its number. */
  public Map<Integer, Reach> reach(String name, int partitions, Instant since) {
    Map<TopicPartition, OffsetSpec> first = new HashMap<>();
    Map<TopicPartition, OffsetSpec> end = new HashMap<>();
    Map<TopicPartition, OffsetSpec> from = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      TopicPartition key = new TopicPartition(name, partition);
      first.put(key, OffsetSpec.earliest());
      end.put(key, OffsetSpec.latest());
      from.put(key, OffsetSpec.forTimestamp(since.toEpochMilli()));
    }
    String what = "asking how far " + name + " reaches";
    var firsts = LazyAdmin.await(what, admin.get().listOffsets(first).all());
    var ends = LazyAdmin.await(what, admin.get().listOffsets(end).all());
    var froms = LazyAdmin.await(what, admin.get().listOffsets(from).all());
    Map<Integer, Reach> reach = new TreeMap<>();
    ends.forEach(
        (key, last) -> {
          long found = froms.get(key).offset();
          reach.put(
              key.partition(),
              new Reach(
                  firsts.get(key).offset(), last.offset(), found < 0 ? last.offset() : found));
        });
    return reach;
  }

  /** The largest record batch the topic takes, in bytes. */
  public int messageLimit(String name) {
    return Integer.parseInt(config(name).get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
  }

  private Optional<TopicDescription> description(String name) {
    try {
      return Optional.of(
          admin.get().describeTopics(List.of(name)).topicNameValues().get(name).get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw KafkaFailures.translate("looking for topic " + name, e.getCause());
    } catch (InterruptedException e) {
      throw KafkaFailures.translate("looking for topic " + name, e);
    }
  }

  private Topic create(String name, int partitions) {
    NewTopic wanted =
        new NewTopic(name, partitions, (short) settings.replication())
            .configs(
                Map.of(
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(settings.retention().toMillis()),
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Long.toString(settings.maxMessage().bytes()),
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_DELETE));
    try {
      admin.get().createTopics(List.of(wanted)).all().get();
      LOG.info("topic {} made: {} partitions", name, partitions);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw KafkaFailures.translate("making topic " + name, e.getCause());
      }
    } catch (InterruptedException e) {
      throw KafkaFailures.translate("making topic " + name, e);
    }
    return describe(name)
        .orElseThrow(() -> new RetriableException("topic " + name + " is not known yet"));
  }

  private List<String> contradictions(String name) {
    List<String> found = new ArrayList<>();
    Config config = config(name);
    differs(found, config.get(TopicConfig.RETENTION_MS_CONFIG), settings.retention().toMillis());
    differs(found, config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), settings.maxMessage().bytes());
    String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
    if (!policy.equals(TopicConfig.CLEANUP_POLICY_DELETE)) {
      found.add("cleanup.policy is " + policy + ": compaction takes events away, set it to delete");
    }
    int replicas =
        description(name)
            .map(topic -> topic.partitions().get(0).replicas().size())
            .orElse(settings.replication());
    if (replicas != settings.replication()) {
      found.add("replication is " + replicas + ", configured is " + settings.replication());
    }
    return found;
  }

  private static void differs(List<String> found, ConfigEntry actual, long wanted) {
    if (!actual.value().equals(Long.toString(wanted))) {
      found.add(actual.name() + " is " + actual.value() + ", configured is " + wanted);
    }
  }

  private Config config(String name) {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
    return LazyAdmin.await(
        "reading the settings of topic " + name,
        admin.get().describeConfigs(List.of(topic)).values().get(topic));
  }

  @Override
  public void close() {
    admin.close();
  }
}
