package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openspot.parsers.dns.DnsSource;
import org.openspot.parsers.generate.DnsGenerator;
import org.openspot.parsers.generate.DnsGeneratorSettings;
import org.openspot.parsers.generate.GeneratedFile;
import org.openspot.parsers.generate.ProxyGenerator;
import org.openspot.parsers.generate.ProxyGeneratorSettings;
import org.openspot.parsers.generate.ProxyLogFormat;
import org.openspot.parsers.generate.TrafficSettings;
import org.openspot.parsers.proxy.ProxySource;

/** The other sources on the same way: what lands is in Hive, row for row. */
class DnsAndProxyIT {
  private static final Instant START = Instant.parse("2026-03-03T08:30:00Z");

  /** Files of another seed have other names. */
  private static final long SECONDS_APART = 7;

  private final RealStack stack = RealStack.running();

  static List<Path> captures(String label, long seed, long responses, int files) {
    TrafficSettings traffic =
        new TrafficSettings(
            seed, responses, START.plusSeconds(seed * SECONDS_APART), Duration.ofMinutes(50));
    return DnsGenerator.generate(
            new DnsGeneratorSettings(
                traffic, files, 0, RealStack.directory().resolve("captures").resolve(label)))
        .stream()
        .map(GeneratedFile::path)
        .toList();
  }

  static List<Path> logs(String label, long seed, long requests, int files, ProxyLogFormat format) {
    TrafficSettings traffic =
        new TrafficSettings(
            seed, requests, START.plusSeconds(seed * SECONDS_APART), Duration.ofMinutes(50));
    return ProxyGenerator.generate(
            new ProxyGeneratorSettings(
                traffic,
                files,
                format,
                0,
                RealStack.directory().resolve("captures").resolve(label)))
        .stream()
        .map(GeneratedFile::path)
        .toList();
  }

  @Test
  void smallAndLargeCaptures() {
    Site site = new Site(stack, "dns_to_hive");
    Pipeline pipeline =
        site.set(
            site.pipeline("dns", "dns")
                .collector("inline-limit", "200KiB")
                // Far below what the large one has, so that the worker has it cut.
                .option("packet-limit", "3000"));
    site.createTables();
    List<Path> small = captures("dns-small", 1, 1500, 3);
    List<Path> large = captures("dns-large", 2, 6000, 1);
    List<Path> all = Stream.concat(small.stream(), large.stream()).toList();
    site.land(pipeline, all);

    SpotProcess collector = site.collect(pipeline).endsWith(0);
    site.work(pipeline).endsWith(0);

    assertThat(collector.error()).contains("rows, 0 rejects in").contains("as a pointer to");
    Rows rows = stack.hive().text(site.name() + ".dns");
    assertThat(rows.size()).isEqualTo(7500);
    rows.assertSameAs(Dissected.rows(new DnsSource(), all), "dns table");
    assertThat(site.landed(pipeline)).isEmpty();
    assertThat(site.failed(pipeline)).isEmpty();
  }

  @Test
  void logsOfBothFormatsAndAnyLength() {
    Site site = new Site(stack, "proxy_to_hive");
    Pipeline blueCoat =
        site.set(site.pipeline("proxy", "proxy").collector("inline-limit", "50KiB"));
    Pipeline squid = site.set(site.pipeline("squid", "proxy").option("log-format", "squid"));
    site.createTables();
    List<Path> w3c =
        Stream.concat(
                logs("proxy-small", 3, 300, 3, ProxyLogFormat.BLUECOAT).stream(),
                logs("proxy-large", 4, 20_000, 1, ProxyLogFormat.BLUECOAT).stream())
            .toList();
    List<Path> nativeLogs = logs("proxy-squid", 5, 3000, 1, ProxyLogFormat.SQUID);
    site.land(blueCoat, w3c);
    site.land(squid, nativeLogs);

    SpotProcess collector = site.collect(blueCoat).endsWith(0);
    site.collect(squid).endsWith(0);
    site.work(blueCoat).endsWith(0);
    site.work(squid).endsWith(0);

    assertThat(collector.error()).as("texts travel as rows").doesNotContain("as a pointer to");
    Rows expected = Dissected.rows(new ProxySource(), w3c);
    for (Path file : nativeLogs) {
      expected = expected.plus(Dissected.of(new ProxySource(), Conformance.SQUID, file).rows());
    }
    Rows rows = stack.hive().text(site.name() + ".proxy");
    assertThat(rows.size()).isEqualTo(23_300);
    rows.assertSameAs(expected, "proxy table");
  }

  @Test
  void linesThatMakeNoSenseAreInTheRejectsWithTheirNumbers() throws IOException {
    Site site = new Site(stack, "proxy_rejects");
    Pipeline pipeline = site.pipeline("proxy", "proxy");
    stack.hive().createTables(site);
    List<String> lines =
        new ArrayList<>(
            Files.readAllLines(logs("proxy-rejects", 6, 50, 1, ProxyLogFormat.BLUECOAT).get(0)));
    lines.set(20, "2026-03-03 08:30:00 what is this");
    lines.set(30, "x".repeat(100_000));
    Path file = Files.write(RealStack.directory().resolve("captures/rejects.log"), lines);
    site.land(pipeline, file);
    site.collect(pipeline).endsWith(0);
    site.work(pipeline).endsWith(0);

    Dissected expected =
        Dissected.of(new ProxySource(), org.openspot.parsers.DissectorOptions.DEFAULTS, file);
    assertThat(expected.rejects()).isEqualTo(2);
    stack.hive().text(site.name() + ".proxy").assertSameAs(expected.rows(), "beside rejects");
    assertThat(
            stack
                .hive()
                .number(
                    "SELECT SUM(record_number) FROM "
                        + site.name()
                        + ".proxy_rejects WHERE raw_length IN (32, 100000)"))
        .isEqualTo(50);
  }

  @Test
  void filesOnSensorsThatWereConvertedElsewhere() throws IOException {
    Site site = new Site(stack, "edge_csv");
    Pipeline pipeline = site.pipeline("dns", "dns");
    stack.hive().createTables(site);
    Path csv = RealStack.directory().resolve("captures/converted.csv");
    Files.writeString(
        csv,
        """
        Jul  8 2016 06:58:45.765735000 UTC,1467961125,120,10.0.0.1,10.0.0.2,"a,b.example",0x0001,1,0,192.0.2.1
        Jul  8 2016 06:58:46.000000000 UTC,1467961126,90,10.0.0.1,10.0.0.2,no.example,0x0001,1,3,
        not,a,row
        """);
    site.land(pipeline, csv);
    site.daemon("collector", pipeline, "1s", Map.of(), "--edge", "--skip-conversion").endsWith(0);
    site.work(pipeline).endsWith(0);

    Rows expected = new Rows();
    expected.add(
        "Jul  8 2016 06:58:45.765735000 UTC|1467961125|120|10.0.0.1|10.0.0.2|a,b.example|0x0001|1|0"
            + "|192.0.2.1|2016|7|8|6");
    expected.add(
        "Jul  8 2016 06:58:46.000000000 UTC|1467961126|90|10.0.0.1|10.0.0.2|no.example|0x0001|1|3"
            + "|null|2016|7|8|6");
    stack.hive().text(site.name() + ".dns").assertSameAs(expected, "converted");
    assertThat(stack.hive().count(site.name() + ".dns_rejects")).isEqualTo(1);
  }
}
