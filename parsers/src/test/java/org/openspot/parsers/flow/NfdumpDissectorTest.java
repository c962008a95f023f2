package org.openspot.parsers.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openspot.core.error.ConfigException;
import org.openspot.parsers.DelegatingSink;
import org.openspot.parsers.Dissector;
import org.openspot.parsers.DissectorOptions;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.DissectorSettings.Tools;
import org.openspot.parsers.Requirement;
import org.openspot.parsers.flow.NfcapdDissector.Way;
import org.openspot.parsers.flow.NfcapdWriter.TestFlow;
import org.openspot.schema.row.RecordingSink;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowSink;

class NfdumpDissectorTest {
  private final FlowSource source = new FlowSource();
  private final Dissector dissector =
      new NfcapdDissector(
          source.table(), DissectorSettings.defaults(Path.of("target/scratch")), way());
  private final RecordingSink sink = new RecordingSink(source.table());

  @TempDir Path directory;

  @BeforeEach
  void nfdumpIsThere() {
    Requirement.tool("nfdump");
  }

  /** Who reads the files of these tests. */
  Way way() {
    return Way.NFDUMP;
  }

  private Map<String, Object> only(NfcapdWriter writer) throws IOException {
    dissector.dissect(writer.write(directory.resolve("nfcapd.test")), sink);
    assertThat(sink.rejects).isEmpty();
    assertThat(sink.rows).containsOnlyKeys(0L);
    return sink.rows.get(0L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void everyColumnHasItsValue(int layout) throws IOException {
    TestFlow flow = new TestFlow();
    flow.forwarding = 64;
    flow.tos = 184;
    Map<String, Object> row = only(new NfcapdWriter(layout).flow(flow));
    assertThat(row)
        .containsOnlyKeys(source.table().columns().stream().map(column -> column.name()).toList())
        .containsEntry("treceived", "2023-11-14 22:15:00")
        .containsEntry("unix_tstamp", 1_700_000_100L)
        .containsEntry("tryear", 2023)
        .containsEntry("trmonth", 11)
        .containsEntry("trday", 14)
        .containsEntry("trhour", 22)
        .containsEntry("trminute", 15)
        .containsEntry("trsec", 0)
        .containsEntry("tdur", 10.375f)
        .containsEntry("sip", "10.0.0.1")
        .containsEntry("dip", "192.168.0.2")
        .containsEntry("sport", 4321)
        .containsEntry("dport", 443)
        .containsEntry("proto", "TCP")
        .containsEntry("flag", "...AP.SF")
        .containsEntry("fwd", 64)
        .containsEntry("stos", 184)
        .containsEntry("ipkt", 10L)
        .containsEntry("ibyt", 1234L)
        .containsEntry("opkt", 0L)
        .containsEntry("obyt", 0L)
        .containsEntry("input", 0L)
        .containsEntry("dtos", 0)
        .containsEntry("dir", 0)
        .containsEntry("rip", "0.0.0.0");
    assertThat(sink.times).containsEntry(0L, 1_700_000_100L);
  }

  @Test
  void whereThereIsNoReceivedTimeTheEndStandsIn() throws IOException {
    TestFlow flow = new TestFlow();
    flow.received = 0;
    Map<String, Object> row = only(new NfcapdWriter(1).emptyMap().flow(flow));
    assertThat(row)
        .containsEntry("treceived", "2023-11-14 22:13:30")
        .containsEntry("unix_tstamp", 1_700_000_010L);
    assertThat(sink.times).containsEntry(0L, 1_700_000_010L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aFlowThatEndsBeforeItStartsHasANegativeDuration(int layout) throws IOException {
    TestFlow flow = new TestFlow();
    flow.end = flow.start - 10_630;
    assertThat(only(new NfcapdWriter(layout).flow(flow))).containsEntry("tdur", -10.63f);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void ipv6AddressesAreWhole(int layout) throws IOException {
    TestFlow flow = new TestFlow();
    flow.source = new long[] {0x20010db8aaaabbbbL, 0xccccddddeeeeffffL};
    flow.destination = new long[] {0xfe80000000000000L, 1};
    assertThat(only(new NfcapdWriter(layout).flow(flow)))
        .containsEntry("sip", "2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff")
        .containsEntry("dip", "fe80::1");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 58})
  void thePortOfIcmpIsTypeAndCode(int protocol) throws IOException {
    TestFlow flow = new TestFlow();
    flow.protocol = protocol;
    flow.sourcePort = 0;
    flow.destinationPort = 3 * 256 + 13;
    flow.flags = 0;
    assertThat(only(new NfcapdWriter(2).flow(flow)))
        .containsEntry("dport", 781)
        .containsEntry("flag", "........")
        .containsEntry("proto", protocol == 1 ? "ICMP" : "ICMP6");
  }

  @Test
  void countersUpToALongFitAndLargerOnesAreRejects() throws IOException {
    TestFlow largest = new TestFlow();
    largest.bytes = Long.MAX_VALUE;
    TestFlow tooLarge = new TestFlow();
    tooLarge.bytes = Long.MIN_VALUE;
    TestFlow small = new TestFlow();
    NfcapdWriter writer = new NfcapdWriter(2).flow(largest).flow(tooLarge).flow(small);
    dissector.dissect(writer.write(directory.resolve("file")), sink);
    assertThat(sink.rows.get(0L)).containsEntry("ibyt", Long.MAX_VALUE);
    assertThat(sink.rows).containsOnlyKeys(0L, 2L);
    assertThat(sink.rejects).extracting(Reject::record).containsExactly(1L);
    assertThat(new String(sink.rejects.get(0).raw(), StandardCharsets.US_ASCII))
        .contains(",9223372036854775808,");
  }

  @Test
  void aTimeOutOfThisWorldIsAReject() throws IOException {
    TestFlow flow = new TestFlow();
    flow.end = Long.MAX_VALUE;
    dissector.dissect(new NfcapdWriter(2).flow(flow).write(directory.resolve("file")), sink);
    assertThat(sink.rows).isEmpty();
    assertThat(sink.rejects).extracting(Reject::reason).containsExactly("end is not a time");
  }

  @Test
  void aFlowWithinATunnelIsOneRow() throws IOException {
    TestFlow flow = new TestFlow();
    flow.tunnel = true;
    NfcapdWriter writer = new NfcapdWriter(2).flow(flow).flow(new TestFlow()).flow(flow);
    dissector.dissect(writer.write(directory.resolve("file")), sink);
    assertThat(sink.rejects).isEmpty();
    assertThat(sink.rows).containsOnlyKeys(0L, 1L, 2L);
    assertThat(sink.rows.values())
        .allSatisfy(row -> assertThat(row).containsEntry("sip", "10.0.0.1"))
        .allSatisfy(row -> assertThat(row).containsEntry("ipkt", 10L));
  }

  @Test
  void recordsThatAreNoFlowsAreNotCounted() throws IOException {
    NfcapdWriter writer = new NfcapdWriter(1);
    for (int i = 0; i < 3000; i++) {
      writer.other(9, 16);
    }
    writer.flow(new TestFlow()).block();
    for (int i = 0; i < 3000; i++) {
      writer.other(9, 16);
    }
    dissector.dissect(writer.flow(new TestFlow()).write(directory.resolve("file")), sink);
    assertThat(sink.rows).containsOnlyKeys(0L, 1L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aFileWithoutFlowsHasNoRows(int layout) throws IOException {
    NfcapdWriter writer = new NfcapdWriter(layout).other(7, 32);
    dissector.dissect(writer.write(directory.resolve("file")), sink);
    assertThat(sink.rows).isEmpty();
    assertThat(sink.rejects).isEmpty();
  }

  @Test
  void protocolsAreCalledWhatNfdumpCallsThem() throws IOException {
    NfcapdWriter writer = new NfcapdWriter(2);
    for (int protocol = 0; protocol < 256; protocol++) {
      TestFlow flow = new TestFlow();
      flow.protocol = protocol;
      writer.flow(flow);
    }
    Path file = writer.write(directory.resolve("file"));
    dissector.dissect(file, sink);
    List<String> expected =
        NfdumpText.print(file, false, "%pr").stream().map(row -> row[0]).toList();
    assertThat(expected).hasSize(256);
    assertThat(sink.rows.values()).extracting(row -> row.get("proto")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "a'b",
        "a\"b",
        "-r",
        "a\nb",
        "$(touch x)",
        "`id`",
        "a;b",
        "*",
        "${user.home}",
        "a\\b",
        "%s",
        "a:b",
        "a,b"
      })
  void aHostileNameIsJustAName(String name) throws IOException {
    Path file = new NfcapdWriter(2).flow(new TestFlow()).write(directory.resolve(name));
    assertThat(dissector.inspect(name, file)).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
    dissector.dissect(file, sink);
    assertThat(sink.rows).hasSize(1);
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void recordsThatAreNotWantedAreSkipped() throws IOException {
    NfcapdWriter writer =
        new NfcapdWriter(2).flow(new TestFlow()).flow(new TestFlow()).flow(new TestFlow());
    RowSink choosy =
        new DelegatingSink(sink) {
          @Override
          public boolean beginRow(long record, long epochSecond) {
            return super.beginRow(record, epochSecond) && record == 1;
          }
        };
    dissector.dissect(writer.write(directory.resolve("file")), choosy);
    assertThat(sink.rows).containsOnlyKeys(1L);
  }

  @Test
  void whatTheSinkThrowsComesOutAsItIs() throws IOException {
    IllegalStateException full = new IllegalStateException("full");
    RowSink failing =
        new DelegatingSink(sink) {
          @Override
          public void endRow() {
            throw full;
          }
        };
    Path file = new NfcapdWriter(2).flow(new TestFlow()).write(directory.resolve("file"));
    assertThatThrownBy(() -> dissector.dissect(file, failing)).isSameAs(full);
  }

  @Test
  void withoutNfdumpTheConfigurationIsWrong() throws IOException {
    Path file = new NfcapdWriter(2).flow(new TestFlow()).write(directory.resolve("file"));
    Dissector other =
        new NfcapdDissector(
            source.table(),
            new DissectorSettings(
                new Tools("no-nfdump", "no-tshark", "no-editcap"),
                Duration.ofMinutes(1),
                1L << 30,
                Path.of("target/scratch").toAbsolutePath(),
                DissectorOptions.DEFAULTS),
            Way.NFDUMP);
    assertThatThrownBy(() -> other.dissect(file, sink)).isInstanceOf(ConfigException.class);
  }
}
