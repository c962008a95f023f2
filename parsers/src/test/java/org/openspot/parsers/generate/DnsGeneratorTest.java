package org.openspot.parsers.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.Requirement;
import org.openspot.parsers.dns.DnsSource;
import org.openspot.parsers.generate.GeneratedDns.Kind;
import org.openspot.schema.row.RecordingSink;

class DnsGeneratorTest {
  private static final Instant MONDAY = Instant.parse("2025-03-03T00:00:00Z");

  @TempDir Path directory;

  private static TrafficSettings day(long seed, long responses) {
    return new TrafficSettings(seed, responses, MONDAY, Duration.ofDays(1));
  }

  private static List<GeneratedDns> names(TrafficSettings settings) {
    List<GeneratedDns> names = new ArrayList<>();
    new OfficeNames(settings).forEachRemaining(names::add);
    return names;
  }

  private List<GeneratedFile> generate(TrafficSettings traffic, int files, Path where) {
    return DnsGenerator.generate(new DnsGeneratorSettings(traffic, files, 0, where));
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    Path one = generate(day(1, 3000), 1, directory.resolve("a")).get(0).path();
    Path two = generate(day(1, 3000), 1, directory.resolve("b")).get(0).path();
    Path other = generate(day(2, 3000), 1, directory.resolve("c")).get(0).path();
    assertThat(one).hasSameBinaryContentAs(two);
    assertThat(Files.mismatch(one, other)).isNotNegative();
  }

  @Test
  void thereIsOrdinaryTrafficAndAFewOutliers() {
    Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    List<GeneratedDns> names = names(day(3, 50_000));
    names.forEach(name -> kinds.merge(name.kind(), 1, Integer::sum));
    assertThat(kinds).containsOnlyKeys(Kind.values());
    int outliers =
        kinds.entrySet().stream()
            .filter(entry -> entry.getKey().isOutlier())
            .mapToInt(Map.Entry::getValue)
            .sum();
    assertThat(outliers).isBetween(250, 2500);
    assertThat(names)
        .filteredOn(name -> name.kind() == Kind.TUNNEL)
        .allMatch(name -> name.name().length() > 150 && name.client() == 66);
    assertThat(names).filteredOn(name -> name.rcode() == 3).hasSizeBetween(1000, 10_000);
    assertThat(names).filteredOn(GeneratedDns::ipv6).isNotEmpty();
    assertThat(names).filteredOn(GeneratedDns::tcp).isNotEmpty();
  }

  @Test
  void thereIsMoreByDayThanByNight() {
    long[] hours = new long[24];
    names(day(3, 20_000)).forEach(name -> hours[(int) (name.millis() / 3_600_000 % 24)]++);
    assertThat(hours[10]).isGreaterThan(5 * hours[3]);
  }

  @Test
  void theFilesHoldExactlyTheNames() throws IOException {
    Requirement.tool("tshark");
    TrafficSettings traffic = day(5, 4001);
    List<GeneratedFile> files = generate(traffic, 3, directory);

    assertThat(files).extracting(GeneratedFile::flows).containsExactly(1333L, 1334L, 1334L);
    try (var listed = Files.list(directory)) {
      assertThat(listed)
          .containsExactlyInAnyOrderElementsOf(files.stream().map(GeneratedFile::path).toList());
    }
    DnsSource source = new DnsSource();
    var dissector = source.dissector(DissectorSettings.defaults(Path.of("target/scratch")));
    List<String> rows = new ArrayList<>();
    for (GeneratedFile file : files) {
      String name = file.path().getFileName().toString();
      assertThat(name).matches("dns_20250303[0-9]{6}\\.pcap");
      RecordingSink sink = new RecordingSink(source.table());
      dissector.dissect(file.path(), sink);
      assertThat(sink.rejects).isEmpty();
      assertThat(sink.passedOver).hasSize((int) file.flows());
      sink.rows.values().forEach(row -> rows.add(text(row)));
    }
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(names(traffic).stream().map(this::text).toList());
  }

  private static String text(Map<String, Object> row) {
    return row.get("dns_qry_name")
        + " "
        + row.get("dns_qry_type")
        + " "
        + row.get("dns_qry_rcode")
        + " "
        + row.get("dns_qry_class")
        + " "
        + row.getOrDefault("dns_a", "");
  }

  private String text(GeneratedDns dns) {
    return dns.name()
        + " "
        + dns.type()
        + " "
        + dns.rcode()
        + " 0x0001 "
        + dns.answers().stream().map(GeneratedDns.Answer::data).collect(Collectors.joining("|"));
  }

  @Test
  void aNameThatIsTakenIsNotTakenAgain() {
    Path first = generate(day(6, 10), 1, directory).get(0).path();
    Path second = generate(day(6, 10), 1, directory).get(0).path();
    assertThat(second).isNotEqualTo(first).exists();
    assertThat(first).exists();
  }

  @Test
  void aRateIsKept() {
    long begun = System.nanoTime();
    DnsGenerator.generate(new DnsGeneratorSettings(day(6, 500), 1, 2000, directory));
    assertThat(System.nanoTime() - begun).isGreaterThan(400_000_000);
  }
}
