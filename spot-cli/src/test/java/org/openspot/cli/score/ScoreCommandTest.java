package org.openspot.cli.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.parsers.generate.GeneratedTables;
import org.openspot.parsers.generate.PlantedNames;
import org.openspot.parsers.generate.PlantedRequests;
import org.openspot.parsers.generate.TrafficSettings;
import picocli.CommandLine;

class ScoreCommandTest {
  private static final String DNS_ROWS =
      """
      unix_tstamp,ip_dst,dns_qry_name,dns_qry_class,dns_qry_type,dns_qry_rcode,frame_len,frame_time
      1484377689,10.0.0.1,www.google.com,0x0001,1,0,128,Jan 14 2017 07:08:09 UTC
      1484377689,10.0.0.1,"a,b.example.net",0x0001,16,0,x,Jan 14 2017 07:08:09 UTC
      1484377689,10.0.0.1,,0x0001,1,0,128,Jan 14 2017 07:08:09 UTC
      1484377689,10.0.0.1
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  private int score(String... arguments) {
    return ScoreCommand.commandLine(
            ScoreCommandTest::noSite, new PrintWriter(out, true), new PrintWriter(err, true))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              err.write(e.getMessage() + "\n");
              return CommandLine.ExitCode.SOFTWARE;
            })
        .execute(arguments);
  }

  private static ScoringSite noSite() {
    throw new AssertionError("files are all that is needed here");
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  @Test
  void theWordsOfEachRowStandWithTheirParts() throws IOException {
    String rows = file("rows.csv", DNS_ROWS);
    assertThat(score("words", "--source", "dns", "--input", rows)).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("1  10.0.0.1  other_8_7_2_0_2_1_0\n")
        .contains("     domain class = other\n")
        .contains("     hour = 7  (07:00 to 07:59 UTC)\n");
    assertThat(err.toString())
        .contains("row 2: frame_len is not a whole number: x\n")
        .contains("row 3: dns_qry_name is missing\n")
        .contains("row 4: has 2 values and not 8\n")
        .contains("3 rows of " + rows + " cannot be scored, see above");
  }

  /** Worked example 2 of the DNS words of Apache Spot 1.1. */
  @Test
  void theWordsOfSpotAreThoseOfSpot() throws IOException {
    String rows = file("rows.csv", String.join("\n", DNS_ROWS.lines().limit(2).toList()) + "\n");
    String popular = file("top.csv", "1,google.com\n");
    assertThat(
            score(
                "words",
                "--source",
                "dns",
                "--input",
                rows,
                "--compat",
                "spot-1.1",
                "--popular",
                popular))
        .isZero();
    assertThat(out.toString()).startsWith("1  10.0.0.1  1_7_7_1_0_1_1_0\n");
    assertThat(score("words", "--source", "dns", "--input", rows, "--compat", "spot-2"))
        .isEqualTo(2);
  }

  @Test
  void flowsHaveTwoWordsAndRequestsOne() throws IOException {
    String flows =
        file(
            "flows.csv",
            "treceived,unix_tstamp,trhour,trminute,trsec,sip,dip,sport,dport,proto,ipkt,ibyt\n"
                + "2017-01-14 07:08:09,1484377689,7,8,9,10.0.0.1,10.0.0.2,50000,443,TCP,5,600\n");
    assertThat(score("words", "--source", "flow", "--input", flows)).isZero();
    assertThat(out.toString())
        .contains("1  10.0.0.1  client_443_TCP_7_10_3\n")
        .contains("1  10.0.0.2  server_443_TCP_7_10_3\n");
    String requests =
        file(
            "requests.csv",
            "p_date,p_time,clientip,host,reqmethod,useragent,resconttype,respcode,fulluri,csbytes\n"
                + "2017-01-14,07:08:09,10.0.0.1,a.example,GET,\"Mozilla \"\"5\"\"\",text/html,200,a/b,-\n");
    assertThat(score("words", "--source", "proxy", "--input", requests)).isZero();
    assertThat(out.toString()).contains("1  10.0.0.1  other_7_GET_");
  }

  @Test
  void aFileThatIsNoTableIsNamedWithWhatItLacks() throws IOException {
    String rows = file("rows.csv", "a,b\n1,2\n");
    assertThat(score("words", "--source", "flow", "--input", rows)).isEqualTo(1);
    assertThat(err.toString())
        .contains(rows + " is neither Parquet nor CSV")
        .contains("sip, sport, dip");
    String parquet = file("rows.parquet", "PAR1 and no more");
    assertThat(score("words", "--source", "flow", "--input", parquet)).isEqualTo(1);
    assertThat(err.toString()).contains(parquet + " is damaged: ").contains("not a Parquet file");
  }

  @Test
  void whatIsPlantedIsMeasured() throws IOException {
    PlantedNames names =
        new PlantedNames(
            new TrafficSettings(
                11, 50_000, Instant.parse("2025-03-03T00:00:00Z"), Duration.ofDays(1)));
    Path labels = directory.resolve("labels.csv");
    Path rows = directory.resolve("rows.csv");
    GeneratedTables.writeLabels(names, labels);
    GeneratedTables.writeNames(names.traffic(), rows);
    String[] command = {
      "evaluate", "--labels", labels.toString(), "--input", rows.toString(), "--samples", "3", ""
    };
    command[7] = "--json";
    assertThat(score(command)).isZero();
    assertThat(err.toString()).isEmpty();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("records").asLong()).isEqualTo(50_000);
    assertThat(json.get("anomalies").asLong()).isEqualTo(5);
    JsonNode detectors = json.get("detectors");
    assertThat(detectors.findValuesAsText("detector"))
        .contains("counting", "topics", "dns.volume", "type other than A, AAAA, PTR", "fused");
    assertThat(detectors.get(1).get("run").asBoolean()).isFalse();
    JsonNode fused = detectors.get(detectors.size() - 1);
    assertThat(fused.get("roc_auc").get("value").asDouble()).isGreaterThan(0.9);
  }

  @Test
  void whatIsPlantedAmongRequestsIsMeasured() throws IOException {
    PlantedRequests requests =
        new PlantedRequests(
            new TrafficSettings(
                11, 50_000, Instant.parse("2025-03-03T00:00:00Z"), Duration.ofDays(1)));
    Path labels = directory.resolve("labels.csv");
    Path rows = directory.resolve("rows.csv");
    GeneratedTables.writeLabels(requests, labels);
    GeneratedTables.writeRequests(requests.traffic(), rows);
    assertThat(
            score(
                "evaluate",
                "--labels",
                labels.toString(),
                "--input",
                rows.toString(),
                "--samples",
                "3",
                "--json"))
        .isZero();
    assertThat(err.toString()).isEmpty();
    JsonNode detectors = new ObjectMapper().readTree(out.toString()).get("detectors");
    assertThat(detectors.findValuesAsText("detector"))
        .containsExactly(
            "counting", "topics", "proxy.beacon", "proxy.upload", "proxy.uris", "fused");
    JsonNode fused = detectors.get(detectors.size() - 1);
    assertThat(fused.get("roc_auc").get("value").asDouble()).isGreaterThan(0.9);
  }

  @Test
  void labelledFlowsOfOthersAreMeasuredAsATable() throws IOException {
    StringBuilder log =
        new StringBuilder(
            "StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,TotPkts,SrcBytes,Label\n");
    for (int i = 0; i < 50; i++) {
      String label = i % 10 == 0 ? "flow=Malware" : "flow=Background";
      log.append(
          "2018/12/18 14:00:%02d.000000,0,tcp,10.0.0.%d,52691,->,10.0.9.9,%d,2,70,%s\n"
              .formatted(i, i % 7, i % 10 == 0 ? 4444 : 443, label));
    }
    log.append("not a flow\n");
    String labels = file("flows.binetflow", log.toString());
    assertThat(score("evaluate", "--labels", labels, "--samples", "5")).isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines.get(0)).startsWith("50 records, 5 of them of 1 anomalies; 8 hosts");
    assertThat(lines).anyMatch(line -> line.matches("topics +not run"));
    assertThat(lines).anyMatch(line -> line.startsWith("fused  "));
    assertThat(err.toString()).contains("line 52: has 1 fields and not 11");
  }

  @Test
  void quotesAreReadAsTheyAreMeant() {
    assertThat(CsvLine.values("a,\"b,\"\"c\"\"\",,")).containsExactly("a", "b,\"c\"", "", "");
    assertThat(CsvLine.values("")).containsExactly("");
    assertThatThrownBy(() -> CsvLine.values("a,\"b")).hasMessageContaining("no end");
    assertThatThrownBy(() -> CsvLine.values("\"b\"c")).hasMessageContaining("goes on");
  }
}
