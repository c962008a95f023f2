package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job: what lands is in Hive, row for row as nfdump prints it. */
class FlowToHiveIT {
  private static final List<String> COLUMNS =
      List.of(
          "treceived unix_tstamp tryear trmonth trday trhour trminute trsec tdur sip dip sport dport"
              .concat(" proto flag fwd stos ipkt ibyt opkt obyt input output sas das dtos dir rip")
              .concat(" y m d h")
              .split(" "));

  private final RealStack stack = RealStack.running();

  @ParameterizedTest
  @ValueSource(ints = {5, 9})
  void smallAndLargeFilesOfNetFlow(int version) throws Exception {
    Site site = new Site(stack, "flow_to_hive_v" + version);
    Pipeline pipeline = site.set(site.pipeline("flow").collector("inline-limit", "100KiB"));
    site.createTables();
    List<Path> small = Captures.generated("v" + version + "-small", version, 1500, 3, version);
    List<Path> large = Captures.generated("v" + version + "-large", 10 + version, 8000, 1, version);
    List<Path> all = Stream.concat(small.stream(), large.stream()).toList();
    site.land(pipeline, all);

    SpotProcess collector = site.collect(pipeline).endsWith(0);
    site.work(pipeline).endsWith(0);

    assertThat(collector.error()).contains("rows, 0 rejects in").contains("as a pointer to");
    site.rows().assertSameAs(Nfdump.rows(all), "flow table");
    assertThat(stack.hive().number("SELECT COUNT(*) FROM " + site.name() + ".flow"))
        .isEqualTo(9500);
    assertThat(site.landed(pipeline)).isEmpty();
    assertThat(site.failed(pipeline)).isEmpty();
    assertArchived(site, all);
    assertSampleByQueryCommand(site, Nfdump.rows(all));
  }

  /** One flow by {@code spot query}, column for column under its name. */
  private static void assertSampleByQueryCommand(Site site, Rows expected) throws Exception {
    SpotProcess query =
        site.spot("query", "SELECT * FROM flow ORDER BY sip, sport LIMIT 5", "--format", "json");
    query.endsWith(0);
    List<String> lines = query.output().lines().toList();
    assertThat(lines).hasSize(5);
    Rows sample = new Rows();
    for (String line : lines) {
      JsonNode row = new ObjectMapper().readTree(line);
      List<String> names = new ArrayList<>();
      row.fieldNames().forEachRemaining(names::add);
      assertThat(names).containsExactlyElementsOf(COLUMNS);
      List<String> values = new ArrayList<>();
      for (String column : COLUMNS) {
        values.add(
            column.equals("tdur")
                ? Long.toString(Math.round(row.get(column).doubleValue() * 1000))
                : row.get(column).asText());
      }
      sample.add(String.join("|", values));
    }
    sample.assertWithin(expected, "printed by spot query");
  }

  private void assertArchived(Site site, List<Path> originals) throws Exception {
    List<String> archived = stack.hdfs().files(site.archive() + "/flow/binary");
    assertThat(archived).hasSameSizeAs(originals);
    for (Path original : originals) {
      String path =
          archived.stream()
              .filter(one -> one.endsWith("/" + original.getFileName()))
              .findFirst()
              .orElseThrow(() -> new AssertionError(original + " is not among " + archived));
      assertThat(stack.hdfs().read(path)).as(path).isEqualTo(Files.readAllBytes(original));
    }
  }

  @Test
  @DisplayName("the same file again adds nothing; other content under its name is another file")
  void landedAgain() throws Exception {
    Site site = new Site(stack, "landed_again");
    Pipeline pipeline = site.set(site.pipeline("flow").collector("inline-limit", "100KiB"));
    stack.hive().createTables(site);
    Path first = Captures.generated("again-first", 31, 500, 1);
    Path large = Captures.generated("again-large", 32, 3000, 1);
    Path other = Captures.generated("again-other", 33, 400, 1);
    String name = first.getFileName().toString();
    site.land(pipeline, List.of(first, large));
    site.collect(pipeline).endsWith(0);
    site.work(pipeline).endsWith(0);
    site.rows().assertSameAs(Nfdump.rows(List.of(first, large)), "once");

    site.land(pipeline, List.of(first, large));
    site.collect(pipeline).endsWith(0);
    site.land(pipeline, other, name);
    site.collect(pipeline).endsWith(0);
    site.work(pipeline).endsWith(0);

    site.rows().assertSameAs(Nfdump.rows(List.of(first, large, other)), "again");
    assertThat(site.landed(pipeline)).isEmpty();
    List<String> namesakes =
        stack.hdfs().files(site.archive() + "/flow/binary").stream()
            .filter(path -> path.contains("/" + name))
            .toList();
    assertThat(namesakes).hasSize(2).anyMatch(path -> path.endsWith("/" + name));
    assertThat(stack.hdfs().read(namesakes.get(0))).isEqualTo(Files.readAllBytes(first));
    assertThat(stack.hdfs().read(namesakes.get(1))).isEqualTo(Files.readAllBytes(other));
  }

  @Test
  void filesOfRealNetworks() throws Exception {
    List<Path> files =
        Stream.of("nfcapd-empty", "nfcapd-small-lzo", "nfcapd-v2.sample", "test1-malicious.nfdump")
            .map(Captures::real)
            .toList();
    Site site = new Site(stack, "real_networks");
    Pipeline pipeline = site.set(site.pipeline("flow").collector("inline-limit", "400KiB"));
    stack.hive().createTables(site);
    site.land(pipeline, files);

    site.collect(pipeline).endsWith(0);
    site.work(pipeline).endsWith(0);

    Rows rows = site.rows();
    assertThat(rows.size()).isEqualTo(10 + 3018 + 4593);
    rows.assertSameAs(Nfdump.rows(files), "flow table");
    assertThat(site.landed(pipeline)).isEmpty();
    assertThat(site.failed(pipeline)).isEmpty();
    assertArchived(site, files);
  }
}
