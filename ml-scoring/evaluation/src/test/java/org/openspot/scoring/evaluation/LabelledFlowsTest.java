package org.openspot.scoring.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openspot.core.error.DataException;
import org.openspot.scoring.model.record.FlowRecord;

class LabelledFlowsTest {
  private static final String ZEEK =
      "#separator \\x09\n#path\tconn\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p"
          + "\tproto\tduration\torig_pkts\torig_ip_bytes\tlabel\tdetailedlabel\n";
  private static final String ARGUS =
      "StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,TotPkts,TotBytes,SrcBytes,SrcPkts,Label\n";

  @TempDir Path directory;

  private LabelledFile<FlowRecord> read(String text) throws IOException {
    return LabelledFlows.read(Files.writeString(directory.resolve("flows"), text));
  }

  @Test
  void aZeekConnectionIsAFlowThatIsReceivedAtItsEnd() throws IOException {
    LabelledFile<FlowRecord> file =
        read(
            ZEEK
                + "1655071198.4\tC1\t10.0.0.1\t62771\t40.74.108.123\t443\ttcp\t1.7\t14\t1016"
                + "\tMalicious\tCC\n"
                + "1655071198\tC2\tfe80::1\t8\t10.0.0.2\t3\ticmp\t-\t1\t84\tBackground\t(empty)\n"
                + "1655071198\tC3\t10.0.0.1\t1\t10.0.0.2\t2\tudp\t-\t1\t84\t-\t-\n");
    assertThat(file.records()).hasSize(2);
    Labelled<FlowRecord> first = file.records().get(0);
    assertThat(first.anomaly()).isEqualTo("CC");
    assertThat(first.record())
        .isEqualTo(
            new FlowRecord(
                "2022-06-12 22:00:00",
                1_655_071_200,
                new FlowRecord.Clock(22, 0, 0),
                new FlowRecord.Endpoint("10.0.0.1", 62_771),
                new FlowRecord.Endpoint("40.74.108.123", 443),
                "TCP",
                14,
                1016));
    Labelled<FlowRecord> second = file.records().get(1);
    assertThat(second.isAnomaly()).isFalse();
    assertThat(second.record().destination().port()).isEqualTo(8 * 256 + 3);
    assertThat(file.unlabelled()).isEqualTo(1);
  }

  @Test
  void anArgusFlowMayHaveItsPortsInHexadecimal() throws IOException {
    LabelledFile<FlowRecord> file =
        read(
            ARGUS
                + "2018/12/18 14:00:00.500000,0.6,tcp,10.0.0.1,52691,   ->,10.0.0.2,445,2,134,70,1,"
                + "flow=From-Botnet-V1\n"
                + "2018/12/18 14:00:00.000000,0,icmp,10.0.0.1,0x0303,   ->,10.0.0.2,,1,70,70,1,"
                + "flow=Background\n"
                + "2018/12/18 14:00:00.000000,0,arp,10.0.0.1,,  who,10.0.0.2,,1,70,70,1,\n");
    assertThat(file.badLines()).isEmpty();
    assertThat(file.passedOver()).isEqualTo(1);
    assertThat(file.records()).extracting(Labelled::anomaly).containsExactly("From-Botnet-V1", "");
    assertThat(file.records().get(0).record().received()).isEqualTo("2018-12-18 14:00:01");
    assertThat(file.records().get(0).record().bytes()).isEqualTo(70);
    assertThat(file.records().get(1).record().destination().port()).isEqualTo(0x0303);
  }

  @Test
  void whatCannotBeReadIsReportedWithItsLineAndTheRestIsRead() throws IOException {
    LabelledFile<FlowRecord> file =
        read(
            ARGUS
                + "2018/12/18 14:00:00.000000,0,tcp,10.0.0.1,1,   ->,10.0.0.2,99999,1,7,7,1,x\n"
                + "yesterday,0,tcp,10.0.0.1,1,   ->,10.0.0.2,2,1,7,7,1,x\n"
                + "2018/12/18 14:00:00.000000,0,tcp\n"
                + "2018/12/18 14:00:00.000000,0,tcp,10.0.0.1,1,   ->,10.0.0.2,2,1,7,-7,1,x\n"
                + "2018/12/18 14:00:00.000000,0,tcp,10.0.0.1,1,   ->,10.0.0.2,2,1,7,7,1,x\n");
    assertThat(file.records()).hasSize(1);
    assertThat(file.badLines())
        .extracting(LabelledFile.BadLine::line)
        .containsExactly(2L, 3L, 4L, 5L);
    assertThat(file.badLines().get(0).reason()).isEqualTo("Dport is no port: 99999");
    assertThat(file.badLines().get(2).reason()).isEqualTo("has 3 fields and not 13");
  }

  @Test
  void anotherKindOfFileIsRefusedByName() throws IOException {
    assertThatThrownBy(() -> read("a,b,c\n1,2,3\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(directory.resolve("flows").toString())
        .hasMessageContaining("neither a Zeek conn.log nor a binetflow");
    assertThatThrownBy(() -> read("#fields\tts\tuid\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no column id.orig_h");
    assertThat(read("").records()).isEmpty();
  }

  @Property(tries = 200)
  void noLineIsFatal(@ForAll String text) throws IOException {
    Path file = Files.createTempFile("labelled", ".log");
    try {
      String line = text.replace('\n', ' ').replace('\r', ' ');
      Files.writeString(file, ARGUS + "x" + line + "\n");
      LabelledFile<FlowRecord> read = LabelledFlows.read(file);
      assertThat(read.records()).isEmpty();
      assertThat(read.badLines()).hasSize(1);
    } finally {
      Files.delete(file);
    }
  }

  /** As many as are in the real files. */
  @ParameterizedTest
  @CsvSource({
    "001-zeek-scenario-malicious_labeled-conn.log, 992, 244, 0, 0",
    "008-zeek-mixed_conn.log.labeled, 5663, 4201, 0, 0",
    "010-zeek-mixed_conn.log.labeled, 5347, 3373, 0, 0",
    "nfl_test5.tabs.binetflow, 6721, 6277, 4, 0",
    "slips_test5-mixed.binetflow, 296, 277, 4, 0"
  })
  void realFiles(String name, int records, int anomalies, long passedOver, int bad) {
    Path data = Path.of(System.getProperty("spot.test.data", "none"), "labelled-flow");
    if (!Files.isDirectory(data)) {
      abort("no folder " + data + ": set -Dspot.test.data to run this test");
    }
    LabelledFile<FlowRecord> file = LabelledFlows.read(data.resolve(name));
    assertThat(file.badLines()).hasSize(bad);
    assertThat(file.records()).hasSize(records);
    assertThat(file.records().stream().filter(Labelled::isAnomaly)).hasSize(anomalies);
    assertThat(file.passedOver()).isEqualTo(passedOver);
  }

  @ParameterizedTest
  @CsvSource({
    "nfl_test.binetflow",
    "slips_test11-portscan.binetflow",
    "slips_test3-mixed.binetflow"
  })
  void realFilesWithoutLabelsSaySo(String name) {
    Path data = Path.of(System.getProperty("spot.test.data", "none"), "labelled-flow");
    if (!Files.isDirectory(data)) {
      abort("no folder " + data + ": set -Dspot.test.data to run this test");
    }
    LabelledFile<FlowRecord> file = LabelledFlows.read(data.resolve(name));
    assertThat(file.records()).isEmpty();
    assertThat(file.unlabelled() + file.badLines().size()).isGreaterThan(50);
  }
}
