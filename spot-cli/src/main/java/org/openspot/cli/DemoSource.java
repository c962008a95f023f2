package org.openspot.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openspot.cli.config.ToolSettings;
import org.openspot.parsers.generate.DnsGenerator;
import org.openspot.parsers.generate.DnsGeneratorSettings;
import org.openspot.parsers.generate.FlowGenerator;
import org.openspot.parsers.generate.GeneratedFile;
import org.openspot.parsers.generate.GeneratorSettings;
import org.openspot.parsers.generate.ProxyGenerator;
import org.openspot.parsers.generate.ProxyGeneratorSettings;
import org.openspot.parsers.generate.ProxyLogFormat;
import org.openspot.parsers.generate.TrafficSettings;

/** What the demo does with one source: the pipeline and the table have its name. */
enum DemoSource {
  /** One file well above the usual inline limit, then several below it. */
  FLOW(
      "flows",
      "nfdump",
      List.of(
          new Question(
              "Top talkers",
              "SELECT sip, COUNT(*) AS flows, SUM(ibyt) AS bytes FROM flow"
                  + " GROUP BY sip ORDER BY bytes DESC LIMIT 5"),
          new Question(
              "Bytes by port",
              "SELECT dport, proto, COUNT(*) AS flows, SUM(ibyt) AS bytes"
                  + " FROM flow GROUP BY dport, proto ORDER BY bytes DESC LIMIT 5"))) {
    @Override
    List<GeneratedFile> generate(Path directory, Instant start, ToolSettings tools) {
      List<GeneratedFile> files = new ArrayList<>();
      files.addAll(flows(directory, 120_000, 1, start, tools));
      files.addAll(flows(directory, 24_000, 6, start.plus(Duration.ofMinutes(30)), tools));
      return files;
    }

    private List<GeneratedFile> flows(
        Path directory, long flows, int files, Instant start, ToolSettings tools) {
      return FlowGenerator.generate(
          new GeneratorSettings(
              new TrafficSettings(flows, flows, start, Traffic.HALF),
              files,
              5,
              0,
              directory,
              tools.nfcapd()));
    }

    @Override
    long count(Path file, ToolSettings tools) {
      return OtherOpinion.flows(tools.nfdump(), file);
    }
  },

  DNS(
      "responses",
      "tshark",
      List.of(
          new Question(
              "Clients whose questions have no answer",
              "SELECT ip_dst AS client, COUNT(*) AS nxdomain FROM dns WHERE dns_qry_rcode = 3"
                  + " GROUP BY ip_dst ORDER BY nxdomain DESC LIMIT 5"))) {
    @Override
    List<GeneratedFile> generate(Path directory, Instant start, ToolSettings tools) {
      List<GeneratedFile> files = new ArrayList<>();
      files.addAll(responses(directory, 16_000, 1, start));
      files.addAll(responses(directory, 4_000, 2, start.plus(Duration.ofMinutes(30))));
      return files;
    }

    private List<GeneratedFile> responses(
        Path directory, long responses, int files, Instant start) {
      return DnsGenerator.generate(
          new DnsGeneratorSettings(
              new TrafficSettings(responses, responses, start, Traffic.HALF), files, 0, directory));
    }

    @Override
    long count(Path file, ToolSettings tools) {
      return OtherOpinion.responses(tools.tshark(), file);
    }
  },

  PROXY(
      "requests",
      "the log's lines",
      List.of(
          new Question(
              "Who sends most through the proxy",
              "SELECT clientip, host, COUNT(*) AS requests, SUM(csbytes) AS sent FROM proxy"
                  + " GROUP BY clientip, host ORDER BY sent DESC LIMIT 5"))) {
    @Override
    List<GeneratedFile> generate(Path directory, Instant start, ToolSettings tools) {
      return ProxyGenerator.generate(
          new ProxyGeneratorSettings(
              new TrafficSettings(1, 20_000, start, Traffic.HALF.multipliedBy(2)),
              2,
              ProxyLogFormat.BLUECOAT,
              0,
              directory));
    }

    @Override
    long count(Path file, ToolSettings tools) {
      return OtherOpinion.lines(file);
    }
  };

  /**
   * What an analyst asks.
   *
   * @param title in words
   * @param sql in SQL
   */
  record Question(String title, String sql) {}

  private final String noun;
  private final String counter;

  // Each is a List.of, which nobody can change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Question> questions;

  DemoSource(String noun, String counter, List<Question> questions) {
    this.noun = noun;
    this.counter = counter;
    this.questions = questions;
  }

  /** The name of the pipeline and of the table. */
  String pipeline() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the rows are. */
  String noun() {
    return noun;
  }

  /** Who else counts them. */
  String counter() {
    return counter;
  }

  List<Question> questions() {
    return questions;
  }

  /** Writes files of made-up traffic of an hour. */
  abstract List<GeneratedFile> generate(Path directory, Instant start, ToolSettings tools);

  /** How many rows a file should give, by somebody else's count. */
  abstract long count(Path file, ToolSettings tools);

  /** Constants of an enum cannot refer to its static fields. */
  private static final class Traffic {
    static final Duration HALF = Duration.ofMinutes(25);
  }
}
