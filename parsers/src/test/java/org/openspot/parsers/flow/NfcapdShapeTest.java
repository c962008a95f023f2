package org.openspot.parsers.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openspot.parsers.Requirement;
import org.openspot.parsers.flow.NfcapdWriter.TestFlow;

/** Which files are read without nfdump, and which are not. */
class NfcapdShapeTest {
  private static final TestElement IPV4 = TestElement.ofInts(2, 0x0a000001, 0xc0a80002);

  @TempDir Path directory;

  @BeforeEach
  void nfdumpIsThere() {
    Requirement.tool("nfdump");
  }

  private Path file(NfcapdWriter writer) throws IOException {
    return writer.write(directory.resolve("nfcapd.test"));
  }

  private static TestFlow flow(Consumer<TestFlow> change) {
    TestFlow flow = new TestFlow();
    change.accept(flow);
    return flow;
  }

  private static byte[] exporter(int id) {
    ByteBuffer out = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
    return out.putInt(9).putShort(22, (short) id).array();
  }

  private static byte[] statistics(int... ids) {
    ByteBuffer out = ByteBuffer.allocate(4 + 24 * ids.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(ids.length);
    for (int id : ids) {
      out.putInt(id).putInt(1).putLong(2).putLong(3);
    }
    return out.array();
  }

  private static byte[] sampler(int exporter, long id, int interval) {
    ByteBuffer out = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
    return out.putShort((short) exporter).putShort((short) 1).putLong(id).putInt(interval).array();
  }

  @Test
  void sampledFlowsOfExporters() throws IOException {
    NfcapdWriter writer = new NfcapdWriter(2);
    writer.raw(7, exporter(1)).raw(15, sampler(1, 1, 100)).raw(15, sampler(1, -1, 1000));
    writer.flow(new TestFlow()).raw(7, exporter(0xffff)).raw(15, sampler(0xffff, -2, 7));
    writer.raw(15, sampler(1, 1, 3)).flow(new TestFlow()).raw(8, statistics(1, 0xffff, 2));
    assertThat(BothWays.compare(file(writer)).rows).containsOnlyKeys(0L, 1L);
  }

  @Test
  void recordsThatNfdumpComplainsAboutAreItsOwn() throws IOException {
    NfcapdWriter[] writers = {
      new NfcapdWriter(2).raw(15, sampler(1, 1, 100)),
      new NfcapdWriter(2).raw(8, statistics(0x10000)),
      new NfcapdWriter(2).raw(8, statistics()),
      new NfcapdWriter(2).raw(7, exporter(3)).raw(7, exporter(3)),
    };
    for (NfcapdWriter writer : writers) {
      assertThat(BothWays.isKnown(file(writer.flow(new TestFlow())))).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "18, 16",
    "19, 16",
    "23, 24",
    "24, 68",
    "25, 16",
    "26, 8",
    "27, 4",
    "28, 8",
    "29, 8",
    "31, 12",
    "32, 36",
    "34, 8",
    "37, 24",
    "38, 8",
    "63, 8",
    "64, 8",
    "65535, 8",
    "4, 12",
    "12, 8"
  })
  void elementsThatAreNotKnownAreNfdumps(int type, int size) throws IOException {
    NfcapdWriter writer = new NfcapdWriter(2).flow(new TestFlow());
    writer.elements(TestElement.flow(new TestFlow()), IPV4, new TestElement(type, new byte[size]));
    assertThat(BothWays.isKnown(file(writer))).isFalse();
  }

  @Test
  void otherShapesAreNfdumps() throws IOException {
    TestElement flow = TestElement.flow(new TestFlow());
    TestElement ipv6 = TestElement.ofLongs(3, 1, 2, 3, 4);
    List<NfcapdWriter> writers = new ArrayList<>();
    writers.add(new NfcapdWriter(1).flow(new TestFlow()));
    writers.add(new NfcapdWriter(2).elements(flow, IPV4, ipv6));
    writers.add(new NfcapdWriter(2).elements(flow, IPV4, IPV4));
    writers.add(new NfcapdWriter(2).flow(flow(f -> f.bytes = -1)));
    writers.add(new NfcapdWriter(2).flow(flow(f -> f.packets = Long.MIN_VALUE)));
    writers.add(new NfcapdWriter(2).flow(flow(f -> f.end = FlowTime.LAST_MILLI + 1)));
    writers.add(new NfcapdWriter(2).flow(flow(f -> f.start = -1)));
    writers.add(new NfcapdWriter(2).flow(flow(f -> f.received = Long.MIN_VALUE)));
    writers.add(new NfcapdWriter(2).elements(TestElement.ofLongs(5, 1, -1, 1)));
    for (NfcapdWriter writer : writers) {
      assertThat(BothWays.isKnown(file(writer))).isFalse();
    }
    byte[] flagged = new NfcapdWriter(2).flow(new TestFlow()).toBytes();
    flagged[50] = 1;
    Path file = Files.write(directory.resolve("flagged"), flagged);
    assertThat(BothWays.isKnown(file)).isFalse();
  }
}
