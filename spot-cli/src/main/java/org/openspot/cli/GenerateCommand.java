package org.openspot.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.openspot.cli.config.PipelineSettings;
import org.openspot.core.error.ConfigException;
import org.openspot.parsers.generate.DnsGenerator;
import org.openspot.parsers.generate.DnsGeneratorSettings;
import org.openspot.parsers.generate.FlowGenerator;
import org.openspot.parsers.generate.GeneratedDns;
import org.openspot.parsers.generate.GeneratedFile;
import org.openspot.parsers.generate.GeneratedFlow;
import org.openspot.parsers.generate.GeneratedRequest;
import org.openspot.parsers.generate.GeneratedTables;
import org.openspot.parsers.generate.GeneratorSettings;
import org.openspot.parsers.generate.OfficeNames;
import org.openspot.parsers.generate.OfficeTraffic;
import org.openspot.parsers.generate.PlantedFlows;
import org.openspot.parsers.generate.PlantedNames;
import org.openspot.parsers.generate.PlantedRequests;
import org.openspot.parsers.generate.ProxyGenerator;
import org.openspot.parsers.generate.ProxyGeneratorSettings;
import org.openspot.parsers.generate.ProxyLogFormat;
import org.openspot.parsers.generate.TrafficSettings;
import org.openspot.parsers.generate.WebTraffic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spot generate}. */
@Command(name = "generate", description = "Make traffic up, for trying out and for tests.")
final class GenerateCommand implements Runnable {
  private final SpotCommand spot;
  private final Console console;

  @Spec private CommandSpec spec;

  GenerateCommand(SpotCommand spot, Console console) {
    this.spot = spot;
    this.console = console;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "dns, flow or proxy is missing");
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "flow",
      description =
          "An office's flows, sent as NetFlow over loopback to a real nfcapd, which writes the files.")
  void flow(
      @Option(names = "--flows", defaultValue = "100000", description = "How many (100000).")
          long flows,
      @Option(names = "--netflow", defaultValue = "5", description = "Version 5 or 9 (5).")
          int version,
      @Mixin Traffic options,
      @Mixin Planting planting) {
    TrafficSettings traffic = options.settings(flows);
    PlantedFlows planted = planting.of(traffic, PlantedFlows::new);
    Iterator<GeneratedFlow> events =
        planted == null ? new OfficeTraffic(traffic) : planted.traffic();
    if (planting.rows != null) {
      told(planting.rows, GeneratedTables.writeFlows(events, planting.rows), "flows");
    } else {
      Path directory = directory(options, "flow");
      String nfcapd = spot.config().value().tools().nfcapd();
      GeneratorSettings settings =
          valid(
              () ->
                  new GeneratorSettings(
                      traffic, options.files, version, options.rate, directory, nfcapd));
      told(FlowGenerator.generate(settings, events), "flows");
    }
    if (planted != null) {
      told(planting.labels, GeneratedTables.writeLabels(planted, planting.labels), "labels");
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "proxy",
      description =
          "An office's requests through its proxy, with a beacon and a large upload among them.")
  void proxy(
      @Option(names = "--requests", defaultValue = "100000", description = "How many (100000).")
          long requests,
      @Option(
              names = "--format",
              defaultValue = "bluecoat",
              description = "bluecoat or squid (bluecoat).")
          ProxyLogFormat format,
      @Mixin Traffic options,
      @Mixin Planting planting) {
    TrafficSettings traffic = options.settings(requests);
    if (planting.rows != null && format != ProxyLogFormat.BLUECOAT) {
      throw new ParameterException(
          spec.commandLine(), "--rows are those of Blue Coat's log: not with --format");
    }
    PlantedRequests planted = planting.of(traffic, PlantedRequests::new);
    Iterator<GeneratedRequest> events =
        planted == null ? new WebTraffic(traffic) : planted.traffic();
    if (planting.rows != null) {
      told(planting.rows, GeneratedTables.writeRequests(events, planting.rows), "requests");
    } else {
      Path directory = directory(options, "proxy");
      ProxyGeneratorSettings settings =
          valid(
              () ->
                  new ProxyGeneratorSettings(
                      traffic, options.files, format, options.rate, directory));
      told(ProxyGenerator.generate(settings, events), "requests");
    }
    if (planted != null) {
      told(planting.labels, GeneratedTables.writeLabels(planted, planting.labels), "labels");
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "dns",
      description = "An office's DNS queries and responses, as pcap files.")
  void dns(
      @Option(
              names = "--responses",
              defaultValue = "100000",
              description = "How many responses, each with its query (100000).")
          long responses,
      @Mixin Traffic options,
      @Mixin Planting planting) {
    TrafficSettings traffic = options.settings(responses);
    PlantedNames planted = planting.of(traffic, PlantedNames::new);
    Iterator<GeneratedDns> events = planted == null ? new OfficeNames(traffic) : planted.traffic();
    if (planting.rows != null) {
      told(planting.rows, GeneratedTables.writeNames(events, planting.rows), "responses");
    } else {
      Path directory = directory(options, "dns");
      DnsGeneratorSettings settings =
          valid(() -> new DnsGeneratorSettings(traffic, options.files, options.rate, directory));
      told(DnsGenerator.generate(settings, events), "responses");
    }
    if (planted != null) {
      told(planting.labels, GeneratedTables.writeLabels(planted, planting.labels), "labels");
    }
  }

  /** What all traffic has. */
  static final class Traffic {
    @Option(
        names = "--output",
        paramLabel = "DIR",
        description = "Where the files appear (default: the pipeline's landing directory).")
    private Path output;

    @Option(names = "--files", defaultValue = "1", description = "In how many files (1).")
    private int files;

    @Option(
        names = "--seed",
        defaultValue = "1",
        description = "The same seed, the same traffic (1).")
    private long seed;

    @Option(
        names = "--rate",
        defaultValue = "0",
        description = "Flows, packets or requests a second (0: as many as can be taken).")
    private long rate;

    @Option(
        names = "--start",
        paramLabel = "TIME",
        description = "When it begins, as 2026-11-21T08:00:00Z (an hour ago).")
    private Instant start;

    @Option(
        names = "--span",
        paramLabel = "DURATION",
        defaultValue = "55m",
        converter = DaemonOptions.DurationConverter.class,
        description = "How long it lasts (55m).")
    private Duration span;

    private TrafficSettings settings(long records) {
      Instant first = start != null ? start : anHourAgo();
      return valid(() -> new TrafficSettings(seed, records, first, span));
    }

    private static Instant anHourAgo() {
      return Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
    }
  }

  /** What is for evaluating scores. */
  static final class Planting {
    @Option(
        names = "--labels",
        paramLabel = "FILE",
        description =
            "Plant anomalies in under 0.1 %% of records, and write to this CSV which they are.")
    private Path labels;

    @Option(
        names = "--rows",
        paramLabel = "FILE",
        description =
            "Write the table's rows to this CSV, and no other files. A flow is received when it"
                + " ends.")
    private Path rows;

    /** Null where nothing is to be planted. */
    private <T> T of(TrafficSettings traffic, Function<TrafficSettings, T> planting) {
      return labels == null ? null : valid(() -> planting.apply(traffic));
    }
  }

  private static <T> T valid(Supplier<T> settings) {
    try {
      return settings.get();
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage(), e);
    }
  }

  private void told(List<GeneratedFile> files, String what) {
    files.forEach(file -> told(file.path(), file.flows(), what));
  }

  private void told(Path file, long count, String what) {
    console.out().println(file + "  " + count + " " + what);
  }

  private Path directory(Traffic options, String pipeline) {
    return options.output != null ? options.output : landing(pipeline);
  }

  private Path landing(String pipeline) {
    PipelineSettings settings = spot.config().value().pipelines().get(pipeline);
    if (settings == null) {
      throw new ConfigException(
          "no pipeline " + pipeline + " in the configuration: say where with --output DIR");
    }
    return settings.collector().landing();
  }
}
