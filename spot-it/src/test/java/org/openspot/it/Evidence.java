package org.openspot.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openspot.core.config.DataSize;
import org.openspot.it.chaos.Found;
import org.openspot.it.chaos.Found.Stored;
import org.openspot.schema.PartitionColumn;
import org.openspot.schema.TableSpec;
import org.openspot.transport.kafka.KafkaSettings;
import org.openspot.transport.kafka.Topics;

/** Looks for what is there after a round, and whether anything is still on its way. */
final class Evidence implements AutoCloseable {
  /** What of a row tells it from every other, as SQL. */
  private static final Map<String, String> KEYS =
      Map.of("proxy", "uripath", "flow", "concat(sip, '>', dip)", "dns", "dns_qry_name");

  private final ChaosSite site;
  private final WebHdfs hdfs;
  private final Hive hive;
  private final Topics topics;

  Evidence(ChaosSite site) {
    this.site = site;
    this.hdfs = site.stack().hdfs();
    this.hive = site.stack().hive();
    this.topics =
        new Topics(
            new KafkaSettings(
                site.stack().config().kafkaBootstrapServers(),
                Map.of(),
                1,
                Duration.ofHours(1),
                new DataSize(1 << 20)));
  }

  /** What is still on its way; nothing if all is at rest. */
  Optional<String> underWay() {
    for (Pipeline pipeline : site.pipelines()) {
      List<Path> waiting = new ArrayList<>();
      waiting.addAll(list(pipeline.landing(), false));
      waiting.addAll(list(pipeline.landing().resolve(".spot/leaving"), true));
      waiting.addAll(list(pipeline.landing().resolve(".spot/tails"), true));
      if (!waiting.isEmpty()) {
        return Optional.of(waiting.size() + " files, such as " + waiting.get(0));
      }
    }
    for (Pipeline pipeline : site.pipelines()) {
      Optional<String> behind = behind(pipeline);
      if (behind.isPresent()) {
        return behind;
      }
    }
    return Optional.empty();
  }

  private Optional<String> behind(Pipeline pipeline) {
    var topic = topics.describe(pipeline.topic());
    if (topic.isEmpty()) {
      return Optional.empty();
    }
    var reach = topics.reach(pipeline.topic(), topic.get().partitions(), Instant.now());
    for (var one : reach.entrySet()) {
      CommitLogFiles log = log(pipeline, one.getKey());
      long next = nextOffset(log);
      if (next < one.getValue().end()) {
        return Optional.of(
            pipeline.topic() + "-" + one.getKey() + " at " + next + " of " + one.getValue().end());
      }
    }
    return Optional.empty();
  }

  private CommitLogFiles log(Pipeline pipeline, int partition) {
    return new CommitLogFiles(site.site(), pipeline.type(), pipeline.topic(), partition);
  }

  private static long nextOffset(CommitLogFiles log) {
    long next = log.position().path("nextOffset").asLong(0);
    for (JsonNode manifest : log.manifests()) {
      next = Math.max(next, manifest.path("position").path("nextOffset").asLong(0));
    }
    return next;
  }

  /** Entries of a directory, if it is there. */
  private static List<Path> list(Path directory, boolean hidden) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> hidden || !entry.getFileName().toString().startsWith("."))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is there of a day's originals. */
  Found of(LocalDate day, Collection<String> names) {
    Map<String, Map<String, Integer>> rows = new HashMap<>();
    Map<String, Integer> rejects = new HashMap<>();
    Set<String> letters = new HashSet<>();
    List<Stored> archive = new ArrayList<>();
    List<Stored> failed = new ArrayList<>();
    for (String name : names) {
      Pipeline pipeline = site.pipeline(name);
      TableSpec table = TableSpec.load(pipeline.type());
      rows.put(name, count(KEYS.get(pipeline.type()), table, day));
      count("raw", table.rejects(), day).forEach((raw, n) -> rejects.merge(raw, n, Integer::sum));
      for (int partition = 0; partition < pipeline.partitions(); partition++) {
        for (JsonNode letter : log(pipeline, partition).deadLetters()) {
          String file = letter.path("name").asText();
          if (file.contains(digits(day))) {
            letters.add(file + " " + letter.path("from").asLong());
          }
        }
      }
      archive.addAll(archived(pipeline, day));
      failed.addAll(failed(pipeline, day));
    }
    return new Found(rows, rejects, letters, archive, failed, List.of());
  }

  private Map<String, Integer> count(String key, TableSpec table, LocalDate day) {
    String where =
        table.partitionColumns().stream()
            .filter(column -> !column.name().equals("h"))
            .map(column -> "`" + column.name() + "` = " + value(column, day))
            .collect(Collectors.joining(" AND "));
    return hive.query(
        "SELECT " + key + " FROM " + site.site().name() + "." + table.name() + " WHERE " + where,
        result -> {
          Map<String, Integer> counts = new HashMap<>();
          while (result.next()) {
            counts.merge(String.valueOf(result.getString(1)), 1, Integer::sum);
          }
          return counts;
        });
  }

  private static String value(PartitionColumn column, LocalDate day) {
    int value =
        switch (column.name()) {
          case "y" -> day.getYear();
          case "m" -> day.getMonthValue();
          default -> day.getDayOfMonth();
        };
    return column.isText()
        ? String.format(Locale.ROOT, column.name().equals("y") ? "'%04d'" : "'%02d'", value)
        : Integer.toString(value);
  }

  private static String digits(LocalDate day) {
    return day.toString().replace("-", "");
  }

  /** How many rows a table has in all its partitions. */
  long rows(String type) {
    return hive.count(site.site().name() + "." + type);
  }

  private List<Stored> archived(Pipeline pipeline, LocalDate day) {
    List<String> paths =
        hdfs.files(site.site().archive() + "/" + pipeline.type() + "/binary/" + digits(day));
    return paths.parallelStream()
        .map(path -> new Stored(path, path.substring(path.lastIndexOf('/') + 1), hdfs.read(path)))
        .toList();
  }

  private static List<Stored> failed(Pipeline pipeline, LocalDate day) {
    List<Stored> all = new ArrayList<>();
    for (Path path : list(pipeline.failed(), false)) {
      String name = path.getFileName().toString();
      if (!name.endsWith(".reason") && name.contains(digits(day))) {
        try {
          boolean regular = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
          all.add(
              new Stored(path.toString(), name, regular ? Files.readAllBytes(path) : new byte[0]));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return all;
  }

  /** What is at rest, has nothing left to do, and should not be there. */
  List<String> orphans() {
    List<String> orphans = new ArrayList<>(site.scratchLeft());
    orphans.addAll(hdfs.files(site.site().archive() + "/_incoming"));
    for (Pipeline pipeline : site.pipelines()) {
      for (String own : List.of("leaving", "tails", "begun", "scratch")) {
        list(pipeline.landing().resolve(".spot").resolve(own), true)
            .forEach(path -> orphans.add(path.toString()));
      }
      for (int partition = 0; partition < pipeline.partitions(); partition++) {
        CommitLogFiles log = log(pipeline, partition);
        orphans.addAll(log.staged());
        orphans.addAll(log.temporary());
      }
    }
    return orphans;
  }

  @Override
  public void close() {
    topics.close();
  }
}
