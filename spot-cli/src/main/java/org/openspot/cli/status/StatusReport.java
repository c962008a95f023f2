package org.openspot.cli.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Pipelines' statuses as text for people or as JSON for scripts. */
public final class StatusReport {
  private static final JsonMapper JSON = new JsonMapper();

  private StatusReport() {}

  /** Several lines for each pipeline. */
  public static void text(List<PipelineStatus> pipelines, Instant now, PrintWriter out) {
    for (PipelineStatus status : pipelines) {
      out.println("pipeline " + status.name());
      out.printf(
          Locale.ROOT,
          "  landing     %s: %d waiting%s, %d in failed/, %s free, collector %s%n",
          status.landing().landing(),
          status.landing().waiting(),
          status.landing().oldest().map(at -> ", oldest " + ago(at, now)).orElse(""),
          status.landing().failed(),
          size(status.landing().freeBytes()),
          status.landing().collector().orElse("none"));
      out.printf(
          Locale.ROOT,
          "  archive     newest %s, %s free in HDFS%n",
          status.newestArchived().map(at -> ago(at, now)).orElse("none"),
          size(status.hdfsFreeBytes()));
      for (PartitionStatus partition : status.partitions()) {
        out.printf(
            Locale.ROOT,
            "  partition %d %d events behind, last commit %s, %d rows today, %s," + " worker %s%n",
            partition.partition(),
            partition.lag(),
            partition.lastCommit().map(at -> ago(at, now)).orElse("never"),
            partition.rowsToday(),
            StatusRules.deadLetters(partition.deadLetters()),
            partition.worker().orElse("none"));
      }
      status.problems().forEach(problem -> out.println("  PROBLEM     " + problem));
    }
  }

  private static String ago(Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    String unit =
        age.toHours() >= 48
            ? age.toDays() + " days"
            : age.toMinutes() >= 120
                ? age.toHours() + " hours"
                : age.toSeconds() >= 120 ? age.toMinutes() + " min" : age.toSeconds() + " s";
    return unit + " ago";
  }

  private static String size(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }

  /** One object with a list of pipelines. */
  public static void json(List<PipelineStatus> pipelines, PrintWriter out) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (PipelineStatus status : pipelines) {
      Map<String, Object> pipeline = new LinkedHashMap<>();
      pipeline.put("pipeline", status.name());
      pipeline.put("landing", status.landing().landing().toString());
      pipeline.put("collector", status.landing().collector().orElse(null));
      pipeline.put("files_waiting", status.landing().waiting());
      pipeline.put("oldest_waiting", text(status.landing().oldest()));
      pipeline.put("files_failed", status.landing().failed());
      pipeline.put("landing_free_bytes", status.landing().freeBytes());
      pipeline.put("newest_archived", text(status.newestArchived()));
      pipeline.put("hdfs_free_bytes", status.hdfsFreeBytes());
      pipeline.put("partitions", status.partitions().stream().map(StatusReport::json).toList());
      pipeline.put("problems", status.problems());
      all.add(pipeline);
    }
    try {
      out.println(JSON.writeValueAsString(Map.of("pipelines", all)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a status cannot be JSON", e);
    }
  }

  private static Map<String, Object> json(PartitionStatus partition) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("partition", partition.partition());
    json.put("committed_offset", partition.committed().orElse(null));
    json.put("end_offset", partition.end());
    json.put("events_behind", partition.lag());
    json.put("last_commit", text(partition.lastCommit()));
    json.put("rows_today", partition.rowsToday());
    json.put("dead_letters", partition.deadLetters());
    json.put("worker", partition.worker().orElse(null));
    json.put("trouble", partition.trouble());
    json.put("late", partition.late());
    return json;
  }

  private static String text(Optional<Instant> time) {
    return time.map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()).orElse(null);
  }
}
