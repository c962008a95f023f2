package org.openspot.cli.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.openspot.collector.LandingReport;

/** When a person is needed. */
public final class StatusRules {
  /** A worker that has said nothing for this long does not live. */
  public static final Duration WORKER_SILENT = Duration.ofSeconds(30);

  private static final Duration WAITING_TOO_LONG = Duration.ofMinutes(10);
  private static final long TOO_LITTLE_SPACE = 1L << 30;

  private StatusRules() {}

  /** What needs a person, a line each; empty if nothing does. */
  public static List<String> problems(
      LandingReport landing, List<PartitionStatus> partitions, long hdfsFree, Instant now) {
    List<String> problems = new ArrayList<>();
    if (landing.collector().isEmpty()) {
      problems.add("no collector serves " + landing.landing() + ": start one");
    }
    landing
        .oldest()
        .filter(oldest -> Duration.between(oldest, now).compareTo(WAITING_TOO_LONG) > 0)
        .ifPresent(
            oldest ->
                problems.add(
                    "a file has waited in "
                        + landing.landing()
                        + " since "
                        + oldest
                        + ": see the collector's log"));
    if (landing.failed() > 0) {
      problems.add(landing.failed() + " files are in failed/, each with its reason beside it");
    }
    if (landing.collector().isPresent() && landing.freeBytes() < TOO_LITTLE_SPACE) {
      problems.add("less than 1GiB is free under " + landing.landing());
    }
    if (hdfsFree < TOO_LITTLE_SPACE) {
      problems.add("less than 1GiB is free in HDFS");
    }
    if (partitions.isEmpty()) {
      problems.add("the topic is not made yet: the collector does that when it starts");
    }
    for (PartitionStatus partition : partitions) {
      if (partition.worker().isEmpty()) {
        problems.add("no worker serves partition " + partition.partition() + ": start one");
      }
      if (!partition.trouble().isEmpty()) {
        problems.add(
            "the worker of partition " + partition.partition() + " waits: " + partition.trouble());
      }
      if (partition.late()) {
        problems.add(
            "partition "
                + partition.partition()
                + " lags by more than half of Kafka's retention: events will be lost there");
      }
      if (partition.deadLetters() > 0) {
        problems.add(
            deadLetters(partition.deadLetters())
                + " on partition "
                + partition.partition()
                + ": see spot deadletters list");
      }
    }
    return problems;
  }

  static String deadLetters(long count) {
    return count == 1 ? "1 dead letter" : count + " dead letters";
  }
}
