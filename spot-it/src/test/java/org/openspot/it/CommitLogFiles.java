package org.openspot.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The commit log of one topic partition as the files it is, read without the code that wrote it.
 */
final class CommitLogFiles {
  private final WebHdfs hdfs;
  private final String directory;
  private final String staging;

  CommitLogFiles(Site site, String topic, int partition) {
    this(site, "flow", topic, partition);
  }

  CommitLogFiles(Site site, String type, String topic, int partition) {
    this.hdfs = site.stack().hdfs();
    this.directory = site.table(type) + "/_commits/" + topic + "-" + partition;
    this.staging = site.table(type) + "/_staging/" + topic + "-" + partition;
  }

  /** Files staged and neither published nor cleaned up. */
  List<String> staged() {
    return hdfs.files(staging);
  }

  /** Manifests and checkpoints that were begun and never published. */
  List<String> temporary() {
    return hdfs.files(directory).stream().filter(path -> path.contains("/_tmp-")).toList();
  }

  /** Sorted files of ingested ranges that the newest checkpoint does not name. */
  List<String> strayRuns() {
    List<String> known = new ArrayList<>();
    checkpoint().path("runs").forEach(run -> known.add(run.get("name").textValue()));
    return hdfs.files(directory + "/runs").stream()
        .filter(path -> known.stream().noneMatch(name -> path.contains("/" + name + "@")))
        .toList();
  }

  /** The manifests above the newest checkpoint, oldest first. */
  List<JsonNode> manifests() {
    String after = number(checkpointPath());
    return hdfs.files(directory).stream()
        .filter(path -> path.matches(".*/\\d{12}\\.json"))
        .filter(path -> number(path).compareTo(after) > 0)
        .map(hdfs::json)
        .toList();
  }

  private JsonNode checkpoint() {
    String path = checkpointPath();
    return path.isEmpty() ? MissingNode.getInstance() : hdfs.json(path);
  }

  private String checkpointPath() {
    return hdfs.files(directory).stream()
        .filter(path -> path.contains("/checkpoint-"))
        .reduce("", (older, newer) -> newer);
  }

  private static String number(String path) {
    return path.isEmpty() ? "" : path.substring(path.length() - "000000000000.json".length());
  }

  /** Where the newest checkpoint says that reading goes on; missing if there is none. */
  JsonNode position() {
    return checkpoint().path("position");
  }

  /** Every dead letter, oldest first. */
  List<JsonNode> deadLetters() {
    List<JsonNode> all = new ArrayList<>();
    checkpoint().path("deadLetters").forEach(all::add);
    manifests().forEach(manifest -> manifest.path("deadLetters").forEach(all::add));
    return all;
  }

  /** The number of the last entry; 0 if there is none. */
  long lastSequence() {
    return hdfs.files(directory).stream()
        .filter(path -> path.matches(".*/(checkpoint-)?\\d{12}\\.json"))
        .mapToLong(path -> Long.parseLong(number(path).substring(0, 12)))
        .max()
        .orElse(0);
  }
}
