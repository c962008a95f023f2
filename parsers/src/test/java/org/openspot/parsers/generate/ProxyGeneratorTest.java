package org.openspot.parsers.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.parsers.DissectorOptions;
import org.openspot.parsers.DissectorOptions.LogFormat;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.StreamDissector;
import org.openspot.parsers.proxy.ProxySource;
import org.openspot.schema.row.RecordingSink;

class ProxyGeneratorTest {
  private static final Instant START = Instant.parse("2026-11-20T08:00:00.250Z");
  private static final TrafficSettings TRAFFIC =
      new TrafficSettings(7, 3000, START, Duration.ofHours(5));

  @TempDir private Path directory;

  private static StreamDissector dissector(LogFormat format) {
    return new ProxySource()
        .dissector(
            new DissectorSettings(
                DissectorSettings.Tools.DEFAULTS,
                Duration.ofMinutes(1),
                1 << 30,
                Path.of("target/scratch").toAbsolutePath(),
                new DissectorOptions(1, format)));
  }

  private static List<GeneratedRequest> requests(TrafficSettings settings) {
    List<GeneratedRequest> all = new ArrayList<>();
    new WebTraffic(settings).forEachRemaining(all::add);
    return all;
  }

  private ProxyGeneratorSettings settings(int files, ProxyLogFormat format, String name) {
    return new ProxyGeneratorSettings(TRAFFIC, files, format, 0, directory.resolve(name));
  }

  private List<Map<String, Object>> rows(ProxyLogFormat format, LogFormat read) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (GeneratedFile file : ProxyGenerator.generate(settings(3, format, format.name()))) {
      RecordingSink sink = new RecordingSink(new ProxySource().table());
      dissector(read).dissect(file.path(), sink);
      assertThat(sink.rejects).isEmpty();
      assertThat(sink.rows).hasSize((int) file.flows());
      rows.addAll(sink.rows.values());
    }
    return rows;
  }

  @Test
  void whatIsReadIsWhatWasMadeUp() {
    List<GeneratedRequest> requests = requests(TRAFFIC);
    List<Map<String, Object>> rows = rows(ProxyLogFormat.BLUECOAT, LogFormat.W3C);
    List<Map<String, Object>> squid = rows(ProxyLogFormat.SQUID, LogFormat.SQUID);
    assertThat(rows).hasSize(requests.size());
    for (int i = 0; i < requests.size(); i++) {
      GeneratedRequest request = requests.get(i);
      Map<String, Object> row = rows.get(i);
      assertThat(row.get("clientip")).isEqualTo(request.client());
      assertThat(row.get("username")).isEqualTo(request.user());
      assertThat(row.get("useragent")).isEqualTo(request.agent());
      assertThat(row.get("webcat")).isEqualTo(request.category());
      assertThat(row.get("referer")).isEqualTo(request.referer());
      assertThat(row.get("resconttype")).isEqualTo(request.contentType());
      assertThat(row.get("uriport")).isEqualTo(Integer.toString(request.port()));
      assertThat(row.get("uriquery")).isEqualTo(request.query());
      assertThat(row.get("scbytes")).isEqualTo(request.bytesToClient());
      assertThat(row.get("csbytes")).isEqualTo(request.bytesFromClient());
      for (String column :
          List.of(
              "p_date",
              "p_time",
              "clientip",
              "host",
              "fulluri",
              "uripath",
              "respcode",
              "scbytes",
              "duration",
              "username",
              "reqmethod")) {
        assertThat(squid.get(i).get(column)).as(column).isEqualTo(row.get(column));
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    List<GeneratedFile> one = ProxyGenerator.generate(settings(2, ProxyLogFormat.BLUECOAT, "one"));
    List<GeneratedFile> two = ProxyGenerator.generate(settings(2, ProxyLogFormat.BLUECOAT, "two"));
    for (int i = 0; i < 2; i++) {
      assertThat(one.get(i).path().getFileName()).isEqualTo(two.get(i).path().getFileName());
      assertThat(one.get(i).path()).hasSameBinaryContentAs(two.get(i).path());
    }
    TrafficSettings other = new TrafficSettings(8, 3000, START, Duration.ofHours(5));
    assertThat(requests(other)).isNotEqualTo(requests(TRAFFIC));
  }

  @Test
  void filesAreNamedForTheirFirstRequestAndNothingElseIsLeft() throws IOException {
    List<GeneratedFile> files =
        ProxyGenerator.generate(settings(4, ProxyLogFormat.BLUECOAT, "named"));
    assertThat(files).extracting(GeneratedFile::flows).containsExactly(750L, 750L, 750L, 750L);
    try (Stream<Path> there = Files.list(directory.resolve("named"))) {
      assertThat(there).containsExactlyInAnyOrderElementsOf(paths(files));
    }
    for (GeneratedFile file : files) {
      String name = file.path().getFileName().toString();
      assertThat(name).matches("proxy_[0-9]{14}\\.log");
      Path empty = Files.writeString(directory.resolve("no-time"), "nonsense");
      StreamDissector dissector = dissector(LogFormat.W3C);
      assertThat(dissector.inspect(name, file.path())).isEqualTo(dissector.inspect(name, empty));
    }
    List<GeneratedFile> again =
        ProxyGenerator.generate(settings(1, ProxyLogFormat.BLUECOAT, "named"));
    assertThat(paths(files)).doesNotContainAnyElementsOf(paths(again));
  }

  private static List<Path> paths(List<GeneratedFile> files) {
    return files.stream().map(GeneratedFile::path).toList();
  }

  @Test
  void thereAreABeaconAnUploadAndRareHostsAmongPopularOnes() {
    Map<String, Integer> clientsOfHost = new HashMap<>();
    Set<GeneratedRequest.Kind> kinds = EnumSet.noneOf(GeneratedRequest.Kind.class);
    List<Long> beacons = new ArrayList<>();
    for (GeneratedRequest request : requests(TRAFFIC)) {
      kinds.add(request.kind());
      clientsOfHost.merge(request.host(), 1, Integer::sum);
      if (request.kind() == GeneratedRequest.Kind.BEACON) {
        beacons.add(request.timeMillis());
      }
      if (request.kind() == GeneratedRequest.Kind.UPLOAD) {
        assertThat(request.bytesFromClient()).isGreaterThan(500_000_000);
      }
    }
    assertThat(kinds).isEqualTo(EnumSet.allOf(GeneratedRequest.Kind.class));
    assertThat(beacons).hasSizeBetween(20, 31);
    assertThat(clientsOfHost.values()).contains(1).anyMatch(count -> count > 300);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(
            () ->
                ProxyGeneratorSettings.of(
                    new TrafficSettings(1, 2, START, Duration.ofHours(1)), 3, directory))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
