package org.openspot.parsers.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.Requirement;
import org.openspot.parsers.flow.FlowSource;
import org.openspot.parsers.generate.GeneratedFlow.Kind;
import org.openspot.schema.row.RecordingSink;

class FlowGeneratorTest {
  private static final Instant MONDAY = Instant.parse("2025-03-03T00:00:00Z");

  @TempDir Path directory;

  private static TrafficSettings day(long seed, long flows) {
    return new TrafficSettings(seed, flows, MONDAY, Duration.ofDays(1));
  }

  private static List<GeneratedFlow> flows(TrafficSettings settings) {
    List<GeneratedFlow> flows = new ArrayList<>();
    new OfficeTraffic(settings).forEachRemaining(flows::add);
    return flows;
  }

  @Test
  void theSameSeedGivesTheSameFlows() {
    assertThat(flows(day(1, 5000))).isEqualTo(flows(day(1, 5000))).hasSize(5000);
    assertThat(flows(day(2, 5000))).isNotEqualTo(flows(day(1, 5000)));
  }

  @Test
  void thereIsOrdinaryTrafficAndAFewOutliers() {
    Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    flows(day(3, 50_000)).forEach(flow -> kinds.merge(flow.kind(), 1, Integer::sum));
    assertThat(kinds).containsOnlyKeys(Kind.values());
    int outliers =
        kinds.entrySet().stream()
            .filter(entry -> entry.getKey().isOutlier())
            .mapToInt(Map.Entry::getValue)
            .sum();
    assertThat(outliers).isBetween(500, 2000);
  }

  @Test
  void thereIsMoreByDayThanByNight() {
    long[] hours = new long[24];
    flows(day(3, 20_000)).forEach(flow -> hours[(int) (flow.startMillis() / 3_600_000 % 24)]++);
    assertThat(hours[10]).isGreaterThan(5 * hours[3]);
  }

  @Test
  void conversationsStartInOrderWithinTheTime() {
    List<GeneratedFlow> flows = flows(day(4, 10_000));
    assertThat(flows)
        .allMatch(flow -> flow.startMillis() >= MONDAY.toEpochMilli())
        .allMatch(flow -> flow.startMillis() < MONDAY.toEpochMilli() + 86_400_000L + 100)
        .isSortedAccordingTo(Comparator.comparingLong(flow -> flow.startMillis() / 1000 / 60 / 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 9})
  void theFilesHoldExactlyTheFlows(int version) throws IOException {
    Requirement.tool("nfcapd");
    Requirement.tool("nfdump");
    TrafficSettings traffic = day(5, 4001);
    List<GeneratedFile> files =
        FlowGenerator.generate(new GeneratorSettings(traffic, 3, version, 0, directory, "nfcapd"));

    assertThat(files).extracting(GeneratedFile::flows).containsExactly(1333L, 1334L, 1334L);
    try (var listed = Files.list(directory)) {
      assertThat(listed)
          .containsExactlyInAnyOrderElementsOf(files.stream().map(GeneratedFile::path).toList());
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    FlowSource source = new FlowSource();
    for (GeneratedFile file : files) {
      assertThat(file.path().getFileName().toString()).matches("nfcapd\\.20250303[0-9]{4}");
      RecordingSink sink = new RecordingSink(source.table());
      source
          .dissector(DissectorSettings.defaults(Path.of("target/scratch")))
          .dissect(file.path(), sink);
      assertThat(sink.rejects).isEmpty();
      rows.addAll(sink.rows.values());
    }
    List<GeneratedFlow> expected = flows(traffic);
    assertThat(rows).hasSameSizeAs(expected);
    for (int i = 0; i < rows.size(); i++) {
      GeneratedFlow flow = expected.get(i);
      assertThat(rows.get(i))
          .containsEntry("sip", flow.sourceText())
          .containsEntry("dip", flow.destinationText())
          .containsEntry("sport", flow.sourcePort())
          .containsEntry("dport", flow.destinationPort())
          .containsEntry("ipkt", (long) flow.packets())
          .containsEntry("ibyt", (long) flow.bytes())
          .containsEntry("stos", flow.tos())
          .containsEntry("input", 1L)
          .containsEntry("output", 2L)
          .containsEntry("rip", "127.0.0.1")
          .containsEntry("tdur", (float) (flow.durationMillis() / 1000.0));
    }
  }

  @Test
  void aNameThatIsTakenIsNotTakenAgain() {
    Requirement.tool("nfcapd");
    Requirement.tool("nfdump");
    GeneratorSettings settings = GeneratorSettings.of(day(6, 10), 1, directory);
    List<GeneratedFile> first = FlowGenerator.generate(settings);
    List<GeneratedFile> second = FlowGenerator.generate(settings);
    assertThat(second.get(0).path()).isNotEqualTo(first.get(0).path()).exists();
    assertThat(first.get(0).path()).exists();
  }

  @Test
  void aFileWithoutFlowsIsAFileToo() {
    Requirement.tool("nfcapd");
    Requirement.tool("nfdump");
    List<GeneratedFile> files =
        FlowGenerator.generate(GeneratorSettings.of(day(6, 0), 1, directory));
    RecordingSink sink = new RecordingSink(new FlowSource().table());
    new FlowSource()
        .dissector(DissectorSettings.defaults(Path.of("target/scratch")))
        .dissect(files.get(0).path(), sink);
    assertThat(sink.rows).isEmpty();
  }
}
