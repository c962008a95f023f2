package org.openspot.parsers.flow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes small nfcapd files of either layout, record by record, as nfdump's {@code nffile.h},
 * {@code nfx.h} and {@code nfxV3.h} describe them: also such as no nfcapd would write.
 */
final class NfcapdWriter {
  /** One flow, with what the tests vary. */
  static final class TestFlow {
    long received = 1_700_000_100_250L;
    long start = 1_700_000_000_125L;
    long end = 1_700_000_010_500L;
    long[] source = {0x0A000001};
    long[] destination = {0xC0A80002L};
    int sourcePort = 4321;
    int destinationPort = 443;
    int protocol = 6;
    int flags = 0x1b;
    int forwarding;
    int tos;
    long packets = 10;
    long bytes = 1234;
    boolean tunnel;

    boolean isIpv6() {
      return source.length == 2;
    }
  }

  private static final int MAX = 1 << 20;

  private final int layout;
  private final List<ByteBuffer> blocks = new ArrayList<>();
  private final List<Integer> counts = new ArrayList<>();

  NfcapdWriter(int layout) {
    this.layout = layout;
    block();
  }

  /** Begins another block. */
  NfcapdWriter block() {
    blocks.add(buffer());
    counts.add(0);
    if (layout == 1) { // extension map 1: the received time
      ByteBuffer block = record(2, 12);
      block.putShort((short) 1).putShort((short) 8).putShort((short) 27).putShort((short) 0);
    }
    return this;
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.allocate(MAX).order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer record(int type, int size) {
    int last = blocks.size() - 1;
    counts.set(last, counts.get(last) + 1);
    return blocks.get(last).putShort((short) type).putShort((short) size);
  }

  /** Adds a record of any type. */
  NfcapdWriter other(int type, int size) {
    record(type, size).put(new byte[size - 4]);
    return this;
  }

  /** Adds a flow record of layout 2, of any elements. */
  NfcapdWriter elements(TestElement... elements) {
    int size = 12;
    for (TestElement element : elements) {
      size += element.size();
    }
    ByteBuffer out = record(11, size).putShort((short) elements.length);
    out.putInt(0).putShort((short) 0);
    for (TestElement element : elements) {
      element.write(out);
    }
    return this;
  }

  /** Adds a record of any type and content. */
  NfcapdWriter raw(int type, byte[] content) {
    record(type, 4 + content.length).put(content);
    return this;
  }

  NfcapdWriter flow(TestFlow flow) {
    if (layout == 1) {
      flow1(flow);
    } else {
      flow2(flow);
    }
    return this;
  }

  private void flow1(TestFlow flow) {
    boolean extended = flow.received != 0;
    ByteBuffer out =
        record(
            10, 32 + 8 * flow.source.length + (flow.isIpv6() ? 16 : 0) + 16 + (extended ? 8 : 0));
    out.putShort((short) (6 | (flow.isIpv6() ? 1 : 0))); // 64-bit counters
    out.putShort((short) (extended ? 1 : 2));
    out.putShort((short) (flow.start % 1000)).putShort((short) (flow.end % 1000));
    out.putInt((int) (flow.start / 1000)).putInt((int) (flow.end / 1000));
    out.put((byte) flow.forwarding).put((byte) flow.flags);
    out.put((byte) flow.protocol).put((byte) flow.tos);
    out.putShort((short) flow.sourcePort).putShort((short) flow.destinationPort);
    out.putInt(0);
    addresses(out, flow);
    out.putLong(flow.packets).putLong(flow.bytes);
    if (extended) {
      out.putLong(flow.received);
    }
  }

  /** A map without extensions, for flows of layout 1 that have no received time. */
  NfcapdWriter emptyMap() {
    record(2, 12).putShort((short) 2).putShort((short) 0).putInt(0);
    return this;
  }

  private void flow2(TestFlow flow) {
    int addresses = flow.isIpv6() ? 36 : 12;
    ByteBuffer out = record(11, 12 + 52 + addresses + (flow.tunnel ? 16 : 0));
    out.putShort((short) (flow.tunnel ? 3 : 2)).putInt(0).putShort((short) 0);
    out.putShort((short) 1).putShort((short) 52);
    out.putLong(flow.start).putLong(flow.end).putLong(flow.received);
    out.putLong(flow.packets).putLong(flow.bytes);
    out.putShort((short) flow.sourcePort).putShort((short) flow.destinationPort);
    out.put((byte) flow.protocol).put((byte) flow.flags);
    out.put((byte) flow.forwarding).put((byte) flow.tos);
    out.putShort((short) (flow.isIpv6() ? 3 : 2)).putShort((short) addresses);
    addresses(out, flow);
    if (flow.tunnel) {
      out.putShort((short) 31)
          .putShort((short) 16)
          .putInt(0x01010101)
          .putInt(0x02020202)
          .putInt(47);
    }
  }

  private static void addresses(ByteBuffer out, TestFlow flow) {
    for (long[] address : List.of(flow.source, flow.destination)) {
      if (flow.isIpv6()) {
        out.putLong(address[0]).putLong(address[1]);
      } else {
        out.putInt((int) address[0]);
      }
    }
  }

  byte[] toBytes() {
    ByteBuffer out = ByteBuffer.allocate(MAX + MAX * blocks.size()).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) 0xA50C).putShort((short) layout);
    if (layout == 1) {
      out.putInt(0).putInt(blocks.size()).put("test".getBytes(StandardCharsets.US_ASCII));
      out.putInt(260, 1_700_000_000);
      out.position(276);
    } else {
      out.putInt(0x01070100).putLong(1_700_000_000L).putShort((short) 0).putShort((short) 1);
      out.putInt(0).putLong(0).putInt(MAX).putInt(blocks.size());
    }
    for (int i = 0; i < blocks.size(); i++) {
      block(out, blocks.get(i), counts.get(i));
    }
    if (layout == 2) {
      out.putLong(24, out.position());
      ByteBuffer ident = buffer();
      ident
          .putShort((short) 0x8001)
          .putShort((short) 9)
          .put("test\0".getBytes(StandardCharsets.US_ASCII));
      block(out, ident, 1);
    }
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  private void block(ByteBuffer out, ByteBuffer content, int count) {
    out.putInt(count).putInt(content.position()).putShort((short) (layout + 1)).putShort((short) 0);
    out.put(content.duplicate().flip());
  }

  Path write(Path file) throws IOException {
    return Files.write(file, toBytes());
  }
}
