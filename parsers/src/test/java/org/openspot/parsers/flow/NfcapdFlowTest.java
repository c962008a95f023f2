package org.openspot.parsers.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openspot.core.error.RetriableException;
import org.openspot.parsers.DelegatingSink;
import org.openspot.parsers.Requirement;
import org.openspot.parsers.flow.NfcapdWriter.TestFlow;
import org.openspot.parsers.generate.FlowGenerator;
import org.openspot.parsers.generate.GeneratedFile;
import org.openspot.parsers.generate.GeneratorSettings;
import org.openspot.parsers.generate.TrafficSettings;
import org.openspot.schema.row.RecordingSink;
import org.openspot.schema.row.RowSink;

/** Files that are read without nfdump, row by row against what nfdump prints of them. */
class NfcapdFlowTest {
  private static final TestElement IPV4 = TestElement.ofInts(2, 0x0a000001, 0xc0a80002);

  @TempDir Path directory;

  @BeforeEach
  void nfdumpIsThere() {
    Requirement.tool("nfdump");
  }

  private Path file(NfcapdWriter writer) throws IOException {
    return writer.write(directory.resolve("nfcapd.test"));
  }

  private RecordingSink compare(NfcapdWriter writer) throws IOException {
    return BothWays.compare(file(writer));
  }

  private static TestFlow flow(Consumer<TestFlow> change) {
    TestFlow flow = new TestFlow();
    change.accept(flow);
    return flow;
  }

  private static TestElement flowElement(Consumer<TestFlow> change) {
    return TestElement.flow(flow(change));
  }

  @Test
  void everyProtocolWithEveryFlag() throws IOException {
    NfcapdWriter writer = new NfcapdWriter(2);
    for (int i = 0; i < 256; i++) {
      int value = i;
      writer.flow(flow(flow -> flow.protocol = value));
      writer.flow(flow(flow -> flow.flags = value));
    }
    assertThat(compare(writer).rows).hasSize(512);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 58})
  void everyTypeAndCodeOfIcmp(int protocol) throws IOException {
    NfcapdWriter writer = new NfcapdWriter(2);
    for (int i = 0; i < 0x10000; i += 255) {
      int value = i;
      writer.flow(
          flow(
              flow -> {
                flow.protocol = protocol;
                flow.destinationPort = value;
              }));
    }
    compare(writer);
  }

  @Test
  void elementsThatAreNotThere() throws IOException {
    TestElement flow = TestElement.flow(new TestFlow());
    NfcapdWriter writer = new NfcapdWriter(2).elements().elements(flow).elements(IPV4);
    for (int[] known : TestElement.KNOWN) {
      byte[] ones = new byte[known[1]];
      if (known[0] != 1 && known[0] != 5) {
        Arrays.fill(ones, (byte) 0xff);
      }
      TestElement element = new TestElement(known[0], ones);
      writer.elements(element).elements(); // nothing of it is left in the next one
      if (known[0] > 3) {
        writer.elements(flow, IPV4, element).elements(element, IPV4, flow);
      }
    }
    compare(writer);
  }

  @Test
  void smallestAndLargestValues() throws IOException {
    NfcapdWriter writer = new NfcapdWriter(2);
    for (long time : new long[] {0, 1, 999, 1000, FlowTime.LAST_MILLI}) {
      writer.elements(flowElement(flow -> flow.received = time), IPV4);
      writer.elements(flowElement(flow -> flow.start = time), IPV4);
      writer.elements(flowElement(flow -> flow.end = time), IPV4);
    }
    writer.elements(
        flowElement(
            flow -> {
              flow.received = 0;
              flow.start = 0;
              flow.end = 0;
            }),
        TestElement.ofLongs(20, -1),
        TestElement.ofInts(22, -1));
    writer.elements(
        flowElement(
            flow -> {
              flow.packets = Long.MAX_VALUE;
              flow.bytes = Long.MAX_VALUE;
              flow.sourcePort = 0xffff;
              flow.destinationPort = 0xffff;
              flow.forwarding = 0xff;
              flow.tos = 0xff;
            }),
        TestElement.ofLongs(3, -1, -1, -1, -1),
        TestElement.ofInts(4, -1, -1, -1, -1),
        TestElement.ofLongs(5, -1, Long.MAX_VALUE, Long.MAX_VALUE),
        TestElement.ofInts(7, -1, -1),
        TestElement.ofLongs(13, -1, -1));
    compare(writer);
  }

  @Test
  void ipv6AddressesInEveryForm() throws IOException {
    NfcapdWriter writer = new NfcapdWriter(2);
    for (int zeros = 0; zeros < 256; zeros++) {
      long[] address = new long[2];
      for (int word = 0; word < 8; word++) {
        long value = (zeros >> word & 1) == 0 ? 0 : word == 5 ? 0xffff : 1L << (2 * word);
        address[word / 4] |= value << (48 - 16 * (word % 4));
      }
      writer.elements(
          TestElement.ofLongs(3, address[0], address[1], ~address[0], ~address[1]),
          TestElement.ofLongs(13, address[1], address[0]));
    }
    compare(writer);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void anyElementsInAnyOrder(int seed) throws IOException {
    Random random = new Random(seed);
    NfcapdWriter writer = new NfcapdWriter(2);
    for (int i = 0; i < 800; i++) {
      int without = 2 + random.nextInt(2); // one of the addresses, one of the routers
      List<TestElement> elements = new ArrayList<>();
      for (int[] known : TestElement.KNOWN) {
        if (known[0] != without && known[0] != without + 10 && random.nextInt(8) > 0) {
          elements.add(TestElement.random(known[0], known[1], random));
        }
      }
      Collections.shuffle(elements, random);
      writer.elements(elements.toArray(TestElement[]::new));
      if (i % 300 == 299) {
        writer.block();
      }
    }
    assertThat(compare(writer).rows).hasSize(800);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 9})
  void whatNfcapdWrites(int version) {
    Requirement.tool("nfcapd");
    TrafficSettings traffic =
        new TrafficSettings(7, 3000, Instant.parse("2025-03-03T00:00:00Z"), Duration.ofDays(1));
    List<GeneratedFile> files =
        FlowGenerator.generate(new GeneratorSettings(traffic, 1, version, 0, directory, "nfcapd"));
    assertThat(BothWays.compare(files.get(0).path()).rows).hasSize(3000);
  }

  @Test
  void whatTheSinkThrowsComesOutAsItIs() throws IOException {
    IllegalStateException full = new IllegalStateException("full");
    RowSink failing =
        new DelegatingSink(new RecordingSink(BothWays.TABLE)) {
          @Override
          public void endRow() {
            throw full;
          }
        };
    Path file = file(new NfcapdWriter(2).flow(new TestFlow()));
    assertThatThrownBy(() -> BothWays.dissectHere(file, failing)).isSameAs(full);
  }

  @Test
  void anInterruptEndsTheWorkAndStays() throws IOException {
    Path file = file(new NfcapdWriter(2).flow(new TestFlow()).block().flow(new TestFlow()));
    RecordingSink sink = new RecordingSink(BothWays.TABLE);
    RowSink interrupting =
        new DelegatingSink(sink) {
          @Override
          public void endRow() {
            super.endRow();
            Thread.currentThread().interrupt();
          }
        };
    try {
      assertThatThrownBy(() -> BothWays.dissectHere(file, interrupting))
          .isInstanceOf(RetriableException.class)
          .hasMessageContaining("interrupted");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      assertThat(sink.rows).containsOnlyKeys(0L);
    } finally {
      Thread.interrupted();
    }
  }
}
