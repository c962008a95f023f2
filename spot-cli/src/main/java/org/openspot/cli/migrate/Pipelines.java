package org.openspot.cli.migrate;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Spot's pipelines. */
final class Pipelines {
  private static final Set<String> TYPES = Set.of("flow", "dns", "proxy");

  private final OldKeys old;
  private final Optional<Integer> files;
  private final Notes notes;
  private final Map<Path, String> landings = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  /**
   * What is under `pipelines`.
   *
   * @param files how many files each collector works on at once, where that is said
   */
  Pipelines(OldKeys old, Optional<Integer> files, Notes notes) {
    this.old = old;
    this.files = files;
    this.notes = notes;
  }

  void addTo(YamlGroup yaml) {
    for (String name : old.textNames()) {
      old.group(name); // which says that it is none
    }
    for (String name : old.groupNames()) {
      OldKeys pipeline = old.group(name);
      Optional<String> type = pipeline.take("type");
      if (type.filter(TYPES::contains).isPresent()) {
        carry(name, type.get(), pipeline, yaml);
      } else {
        old.leftOut(
            name,
            type.isPresent()
                ? "its type is none of flow, dns and proxy, so the whole pipeline is left out"
                : "it has no type, so the whole pipeline is left out");
        pipeline.forget();
      }
    }
    if (old.groupNames().isEmpty()) {
      notes.look("pipelines", "none: Spot has them in ingest_conf.json");
    } else {
      notes.look(
          "pipelines.*.partitions",
          "2 unless you set it: the number of workers was on Spot's command line");
    }
  }

  private void carry(String oldName, String type, OldKeys pipeline, YamlGroup yaml) {
    String name = name(oldName);
    YamlGroup group = yaml.group(name);
    group.set("type", type);
    YamlGroup options = group.group("options");
    YamlGroup collector = group.group("collector");
    Optional<Path> landing = landing(pipeline, collector, "pipelines." + name);
    staging(pipeline, collector, landing);
    files.ifPresent(number -> collector.set("parallel-files", number.toString()));
    options(type, pipeline, options);
    pipeline
        .take("supported_files")
        .ifPresent(
            wanted ->
                pipeline.leftOut(
                    "supported_files",
                    "OpenSpot takes every complete file that lands, not only those named "
                        + wanted
                        + ": keep other files out of this directory"));
    pipeline
        .take("process_opt")
        .ifPresent(
            given ->
                pipeline.leftOut(
                    "process_opt", "OpenSpot chooses the options of its tools; here: " + given));
    pipeline.leaveOut("not needed: pieces are kept beside the file's copy", "pcap_split_staging");
    recursive(pipeline);
  }

  /** The name itself, where spot.yaml takes it; else one like it. */
  private String name(String oldName) {
    String plain = oldName.replaceAll("[^A-Za-z0-9_-]", "-").replaceFirst("^[_-]+", "");
    plain = plain.isEmpty() ? "pipeline" : plain.substring(0, Math.min(50, plain.length()));
    String name = plain;
    for (int number = 2; !names.add(name); number++) {
      name = plain + "-" + number;
    }
    if (!name.equals(oldName)) {
      notes.look(
          "pipelines." + name, "another name for " + oldName + ", which is taken or cannot be one");
    }
    return name;
  }

  private Optional<Path> landing(OldKeys pipeline, YamlGroup collector, String key) {
    Optional<Path> landing = path(pipeline, "collector_path");
    if (landing.isEmpty()) {
      notes.look(key + ".collector.landing", "missing: it is <home>/landing/<pipeline>");
      return landing;
    }
    collector.set("landing", pipeline.take("collector_path").orElseThrow());
    String other = landings.putIfAbsent(landing.get(), key);
    if (other != null) {
      collector.comment("landing", "Another pipeline has the same directory: give each its own.");
      notes.look(
          key + ".collector.landing",
          "the same as that of " + other + ": OpenSpot wants one for each pipeline");
    }
    return landing;
  }

  private static void staging(OldKeys pipeline, YamlGroup collector, Optional<Path> landing) {
    Optional<Path> staging = path(pipeline, "local_staging");
    if (staging.isPresent() && landing.filter(staging.get()::startsWith).isPresent()) {
      pipeline.leftOut(
          "local_staging",
          "it is inside the landing directory, where everything is taken for a file that landed");
    } else if (staging.isPresent()) {
      collector.set("scratch", pipeline.take("local_staging").orElseThrow());
    }
  }

  private static Optional<Path> path(OldKeys pipeline, String key) {
    try {
      return pipeline.take(key).map(text -> Path.of(text).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      pipeline.leftOut(key, "not a path");
      return Optional.empty();
    }
  }

  private static void options(String type, OldKeys pipeline, YamlGroup options) {
    if (type.equals("dns")) {
      pipeline
          .takeCount("pkt_num")
          .ifPresent(packets -> options.set("packet-limit", packets.toString()));
    }
    Optional<String> parser = type.equals("proxy") ? pipeline.take("parser") : Optional.empty();
    if (parser.filter("bluecoat.py"::equals).isPresent()) {
      options.set("log-format", "bluecoat-27");
    } else if (parser.isPresent()) {
      pipeline.leftOut(
          "parser", "OpenSpot has no such one; see options.log-format for those it has");
    }
    if (!type.equals("dns")) {
      pipeline.leaveOut("means nothing to this type", "pkt_num");
    }
    if (!type.equals("proxy")) {
      pipeline.leaveOut("means nothing to this type", "parser");
    }
  }

  private static void recursive(OldKeys pipeline) {
    pipeline
        .take("recursive")
        .filter(text -> !text.equalsIgnoreCase("false"))
        .ifPresent(
            text ->
                pipeline.leftOut(
                    "recursive",
                    "OpenSpot does not look into directories below the landing directory"));
  }
}
