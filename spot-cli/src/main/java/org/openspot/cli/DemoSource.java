package org.openspot.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openspot.cli.config.ToolSettings;
import org.openspot.parsers.generate.DnsGenerator;
import org.openspot.parsers.generate.DnsGeneratorSettings;
import org.openspot.parsers.generate.FlowGenerator;
import org.openspot.parsers.generate.GeneratedFile;
import org.openspot.parsers.generate.GeneratorSettings;
import org.openspot.parsers.generate.OfficeNames;
import org.openspot.parsers.generate.OfficeTraffic;
import org.openspot.parsers.generate.ProxyGenerator;
import org.openspot.parsers.generate.ProxyGeneratorSettings;
import org.openspot.parsers.generate.ProxyLogFormat;
import org.openspot.parsers.generate.TrafficSettings;
import org.openspot.parsers.generate.WebTraffic;

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
    List<Part> parts(Instant start) {
      return List.of(Part.first(120_000, start), Part.second(24_000, 6, start));
    }

    @Override
    List<GeneratedFile> generate(Part part, Path directory, ToolSettings tools) {
      return FlowGenerator.generate(
          new GeneratorSettings(part.traffic(), part.files(), 5, 0, directory, tools.nfcapd()));
    }

    /** nfcapd says when it received a flow. */
    @Override
    Instant recorded(Instant start, Instant made) {
      return made;
    }

    @Override
    Stream<Subject> outliers(TrafficSettings traffic) {
      return all(new OfficeTraffic(traffic))
          .filter(flow -> flow.kind().isOutlier())
          .map(
              flow ->
                  new Subject(
                      flow.sourceText(), flow.destinationText() + ":" + flow.destinationPort()));
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
    List<Part> parts(Instant start) {
      return List.of(Part.first(16_000, start), Part.second(4_000, 2, start));
    }

    @Override
    List<GeneratedFile> generate(Part part, Path directory, ToolSettings tools) {
      return DnsGenerator.generate(
          new DnsGeneratorSettings(part.traffic(), part.files(), 0, directory));
    }

    @Override
    Stream<Subject> outliers(TrafficSettings traffic) {
      return all(new OfficeNames(traffic))
          .filter(dns -> dns.kind().isOutlier())
          .map(dns -> new Subject(dns.clientText(), dns.name()));
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
    List<Part> parts(Instant start) {
      return List.of(Part.first(16_000, start), Part.second(4_000, 1, start));
    }

    @Override
    List<GeneratedFile> generate(Part part, Path directory, ToolSettings tools) {
      return ProxyGenerator.generate(
          new ProxyGeneratorSettings(
              part.traffic(), part.files(), ProxyLogFormat.BLUECOAT, 0, directory));
    }

    @Override
    Stream<Subject> outliers(TrafficSettings traffic) {
      return all(new WebTraffic(traffic))
          .filter(request -> request.kind().isOutlier())
          .map(
              request ->
                  new Subject(
                      request.client(),
                      request.host()
                          + request.path()
                          + (request.query() == null ? "" : request.query())));
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

  /** An hour, in parts. */
  abstract List<Part> parts(Instant start);

  /**
   * A time that records of the hour have.
   *
   * @param start when the hour begins
   * @param made when it was made up
   */
  Instant recorded(Instant start, Instant made) {
    return start;
  }

  /** Writes a part's files. */
  abstract List<GeneratedFile> generate(Part part, Path directory, ToolSettings tools);

  /** What is in the traffic that should not be there. */
  abstract Stream<Subject> outliers(TrafficSettings traffic);

  /** How many rows a file should give, by somebody else's count. */
  abstract long count(Path file, ToolSettings tools);

  private static <T> Stream<T> all(Iterator<T> made) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(made, 0), false);
  }

  /**
   * Some of the hour.
   *
   * @param files how many it is cut into
   */
  record Part(TrafficSettings traffic, int files) {
    private static final Duration HALF = Duration.ofMinutes(30);
    private static final Duration LONG = Duration.ofMinutes(25);

    static Part first(long records, Instant start) {
      return new Part(new TrafficSettings(records, records, start, LONG), 1);
    }

    static Part second(long records, int files, Instant start) {
      return new Part(new TrafficSettings(records, records, start.plus(HALF), LONG), files);
    }
  }

  /** Who, and with whom or for what, as results have it. */
  record Subject(String client, String other) {}
}
