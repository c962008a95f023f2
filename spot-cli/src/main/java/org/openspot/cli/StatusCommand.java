package org.openspot.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.openspot.archive.Archive;
import org.openspot.cli.config.PipelineSettings;
import org.openspot.cli.status.PartitionStatus;
import org.openspot.cli.status.PipelineStatus;
import org.openspot.cli.status.StatusReport;
import org.openspot.cli.status.StatusRules;
import org.openspot.collector.LandingReport;
import org.openspot.store.commit.CommitLog;
import org.openspot.store.commit.LogState;
import org.openspot.store.files.HadoopTableFiles;
import org.openspot.transport.kafka.Topic;
import org.openspot.transport.kafka.Topics;
import org.openspot.transport.kafka.Topics.Reach;
import org.openspot.transport.kafka.WorkerPresence;
import org.openspot.transport.kafka.WorkerPresence.Sighting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code spot status}. */
@Command(
    name = "status",
    description = "Show what came in, where it is now, and what needs a person.",
    footer = {"", "Status 0 if nothing needs a person, else 1."})
final class StatusCommand implements java.util.concurrent.Callable<Integer> {
  private final SpotCommand spot;
  private final Console console;

  @Option(
      names = "--pipeline",
      paramLabel = "NAME",
      split = ",",
      description = "This pipeline, or these (default: all of the configuration).")
  private Set<String> only;

  @Option(names = "--json", description = "One JSON object, for scripts.")
  private boolean json;

  StatusCommand(SpotCommand spot, Console console) {
    this.spot = spot;
    this.console = console;
  }

  @Override
  public Integer call() {
    Instant now = Clock.systemUTC().instant();
    List<PipelineStatus> all = new ArrayList<>();
    try (Assembly assembly = new Assembly(spot.config().value(), spot.installation())) {
      HadoopTableFiles files = assembly.tableFiles();
      Topics topics = assembly.topics();
      Archive archive = assembly.archive();
      Set<String> names = only == null ? assembly.config().pipelines().keySet() : only;
      for (String name : new TreeSet<>(names)) {
        PipelineSettings pipeline = assembly.pipeline(name);
        LandingReport landing = LandingReport.of(pipeline.collector(), name);
        List<PartitionStatus> partitions = partitions(assembly, files, topics, name, now);
        long free = files.freeBytes();
        all.add(
            new PipelineStatus(
                name,
                landing,
                archive.newest(pipeline.type()),
                partitions,
                free,
                StatusRules.problems(landing, partitions, free, now)));
      }
    }
    if (json) {
      StatusReport.json(all, console.out());
    } else {
      StatusReport.text(all, now, console.out());
    }
    return all.stream().allMatch(status -> status.problems().isEmpty()) ? 0 : 1;
  }

  private static List<PartitionStatus> partitions(
      Assembly assembly, HadoopTableFiles files, Topics topics, String name, Instant now) {
    PipelineSettings pipeline = assembly.pipeline(name);
    Optional<Topic> topic = topics.describe(pipeline.topic());
    if (topic.isEmpty()) {
      return List.of();
    }
    Duration late = assembly.config().kafka().retention().dividedBy(2);
    Map<Integer, Reach> reach =
        topics.reach(pipeline.topic(), topic.get().partitions(), now.minus(late));
    List<PartitionStatus> partitions = new ArrayList<>();
    try (WorkerPresence presence =
        new WorkerPresence(assembly.config().kafka(), Assembly.group(name))) {
      Map<Integer, Sighting> sightings = presence.sightings(pipeline.topic());
      reach.forEach(
          (partition, to) -> {
            CommitLog log = assembly.commitLog(files, pipeline, partition);
            LogState state = log.load();
            int open = log.deadLetters().open(state).size();
            partitions.add(
                status(partition, to, topic.get(), state, open, sightings.get(partition), now));
          });
    }
    return partitions;
  }

  private static PartitionStatus status(
      int partition,
      Reach to,
      Topic topic,
      LogState state,
      int deadLetters,
      Sighting sighting,
      Instant now) {
    Optional<Long> committed =
        state
            .position()
            .filter(position -> position.topicId().equals(topic.id()))
            .map(position -> position.nextOffset());
    long next = committed.orElse(0L);
    String today = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
    Optional<Sighting> live =
        Optional.ofNullable(sighting)
            .filter(seen -> seen.at().isAfter(now.minus(StatusRules.WORKER_SILENT)));
    return new PartitionStatus(
        partition,
        committed,
        to.end(),
        Math.max(0, to.end() - next),
        state.lastCommit(),
        state.rowsByDay().getOrDefault(today, 0L),
        deadLetters,
        live.map(Sighting::worker),
        live.map(Sighting::trouble).orElse(""),
        next < to.end() && next < to.since());
  }
}
