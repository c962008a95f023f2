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
import org.openspot.parsers.generate.GeneratedTables;
import org.openspot.parsers.generate.GeneratorSettings;
import org.openspot.parsers.generate.OfficeNames;
import org.openspot.parsers.generate.OfficeTraffic;
import org.openspot.parsers.generate.PlantedFlows;
import org.openspot.parsers.generate.PlantedNames;
import org.openspot.parsers.generate.ProxyGenerator;
import org.openspot.parsers.generate.ProxyGeneratorSettings;
import org.openspot.parsers.generate.ProxyLogFormat;
import org.openspot.parsers.generate.TrafficSettings;
import picocli.CommandLine.Command;
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
      @Option(
              names = "--output",
              paramLabel = "DIR",
              description = "Where the files appear (default: the landing directory of `flow`).")
          Path output,
      @Option(names = "--flows", defaultValue = "100000", description = "How many (100000).")
          long flows,
      @Option(names = "--files", defaultValue = "1", description = "In how many files (1).")
          int files,
      @Option(
              names = "--seed",
              defaultValue = "1",
              description = "The same seed, the same flows (1).")
          long seed,
      @Option(
              names = "--rate",
              defaultValue = "0",
              description = "Flows a second (0: as fast as nfcapd takes them).")
          long rate,
      @Option(names = "--netflow", defaultValue = "5", description = "Version 5 or 9 (5).")
          int version,
      @Option(
              names = "--start",
              paramLabel = "TIME",
              description = "When the first flow starts, as 2026-11-21T08:00:00Z (an hour ago).")
          Instant start,
      @Option(
              names = "--span",
              paramLabel = "DURATION",
              defaultValue = "55m",
              converter = DaemonOptions.DurationConverter.class,
              description = "The time over which flows start (55m).")
          Duration span,
      @Option(
              names = "--labels",
              paramLabel = "FILE",
              description =
                  "Plant anomalies in under 0.1 %% of flows, and write to this CSV which they are.")
          Path labels,
      @Option(
              names = "--rows",
              paramLabel = "FILE",
              description =
                  "Write the table's rows to this CSV, and no nfcapd files. A flow is received when it ends.")
          Path rows) {
    TrafficSettings traffic = traffic(seed, flows, start, span);
    PlantedFlows planted = labels == null ? null : planted(traffic, PlantedFlows::new);
    Iterator<GeneratedFlow> events =
        planted == null ? new OfficeTraffic(traffic) : planted.traffic();
    if (rows != null) {
      told(rows, GeneratedTables.writeFlows(events, rows), "flows");
    } else {
      Path directory = output != null ? output : landing("flow");
      String nfcapd = spot.config().value().tools().nfcapd();
      GeneratorSettings settings =
          valid(() -> new GeneratorSettings(traffic, files, version, rate, directory, nfcapd));
      told(FlowGenerator.generate(settings, events), "flows");
    }
    if (planted != null) {
      told(labels, GeneratedTables.writeLabels(planted, labels), "labels");
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "proxy",
      description =
          "An office's requests through its proxy, with a beacon and a large upload among them.")
  void proxy(
      @Option(
              names = "--output",
              paramLabel = "DIR",
              description = "Where the files appear (default: the landing directory of `proxy`).")
          Path output,
      @Option(names = "--requests", defaultValue = "100000", description = "How many (100000).")
          long requests,
      @Option(names = "--files", defaultValue = "1", description = "In how many files (1).")
          int files,
      @Option(
              names = "--seed",
              defaultValue = "1",
              description = "The same seed, the same requests (1).")
          long seed,
      @Option(
              names = "--rate",
              defaultValue = "0",
              description = "Requests a second (0: as fast as the disk takes them).")
          long rate,
      @Option(
              names = "--format",
              defaultValue = "bluecoat",
              description = "bluecoat or squid (bluecoat).")
          ProxyLogFormat format,
      @Option(
              names = "--start",
              paramLabel = "TIME",
              description = "When the first request ends, as 2026-11-21T08:00:00Z (an hour ago).")
          Instant start,
      @Option(
              names = "--span",
              paramLabel = "DURATION",
              defaultValue = "55m",
              converter = DaemonOptions.DurationConverter.class,
              description = "The time over which requests end (55m).")
          Duration span) {
    Path directory = output != null ? output : landing("proxy");
    TrafficSettings traffic = traffic(seed, requests, start, span);
    ProxyGeneratorSettings settings =
        valid(() -> new ProxyGeneratorSettings(traffic, files, format, rate, directory));
    told(ProxyGenerator.generate(settings), "requests");
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "dns",
      description = "An office's DNS queries and responses, as pcap files.")
  void dns(
      @Option(
              names = "--output",
              paramLabel = "DIR",
              description = "Where the files appear (default: the landing directory of `dns`).")
          Path output,
      @Option(
              names = "--responses",
              defaultValue = "100000",
              description = "How many responses, each with its query (100000).")
          long responses,
      @Option(names = "--files", defaultValue = "1", description = "In how many files (1).")
          int files,
      @Option(
              names = "--seed",
              defaultValue = "1",
              description = "The same seed, the same packets (1).")
          long seed,
      @Option(
              names = "--rate",
              defaultValue = "0",
              description = "Packets a second (0: as fast as they can be written).")
          long rate,
      @Option(
              names = "--start",
              paramLabel = "TIME",
              description = "When the first query is, as 2026-11-21T08:00:00Z (an hour ago).")
          Instant start,
      @Option(
              names = "--span",
              paramLabel = "DURATION",
              defaultValue = "55m",
              converter = DaemonOptions.DurationConverter.class,
              description = "The time over which queries are (55m).")
          Duration span,
      @Option(
              names = "--labels",
              paramLabel = "FILE",
              description =
                  "Plant anomalies in under 0.1 %% of responses, and write to this CSV which they are.")
          Path labels,
      @Option(
              names = "--rows",
              paramLabel = "FILE",
              description = "Write the table's rows to this CSV, and no captures.")
          Path rows) {
    TrafficSettings traffic = traffic(seed, responses, start, span);
    PlantedNames planted = labels == null ? null : planted(traffic, PlantedNames::new);
    Iterator<GeneratedDns> events = planted == null ? new OfficeNames(traffic) : planted.traffic();
    if (rows != null) {
      told(rows, GeneratedTables.writeNames(events, rows), "responses");
    } else {
      Path directory = output != null ? output : landing("dns");
      DnsGeneratorSettings settings =
          valid(() -> new DnsGeneratorSettings(traffic, files, rate, directory));
      told(DnsGenerator.generate(settings, events), "responses");
    }
    if (planted != null) {
      told(labels, GeneratedTables.writeLabels(planted, labels), "labels");
    }
  }

  private static TrafficSettings traffic(long seed, long records, Instant start, Duration span) {
    Instant first = start != null ? start : anHourAgo();
    return valid(() -> new TrafficSettings(seed, records, first, span));
  }

  private static <T> T planted(TrafficSettings traffic, Function<TrafficSettings, T> planting) {
    return valid(() -> planting.apply(traffic));
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

  private Path landing(String pipeline) {
    PipelineSettings settings = spot.config().value().pipelines().get(pipeline);
    if (settings == null) {
      throw new ConfigException(
          "no pipeline " + pipeline + " in the configuration: say where with --output DIR");
    }
    return settings.collector().landing();
  }

  private static Instant anHourAgo() {
    return Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
  }
}
