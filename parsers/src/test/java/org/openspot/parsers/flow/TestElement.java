package org.openspot.parsers.flow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.openspot.parsers.flow.NfcapdWriter.TestFlow;

/** An element of a flow record of layout 2: its type and what follows its header. */
record TestElement(int type, byte[] content) {
  /** The elements that are read without nfdump: their types and the sizes of their content. */
  static final int[][] KNOWN = {
    {1, 48}, {2, 8}, {3, 32}, {4, 16}, {5, 24}, {6, 8}, {7, 8}, {8, 4}, {9, 16}, {10, 4}, {11, 16},
    {12, 4}, {13, 16}, {14, 40}, {15, 32}, {16, 8}, {17, 24}, {20, 8}, {21, 32}, {22, 4}, {33, 16},
    {36, 8}
  };

  /** The first element: times, counters, ports, protocol. */
  static TestElement flow(TestFlow flow) {
    ByteBuffer out = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(flow.start).putLong(flow.end).putLong(flow.received);
    out.putLong(flow.packets).putLong(flow.bytes);
    out.putShort((short) flow.sourcePort).putShort((short) flow.destinationPort);
    out.put((byte) flow.protocol).put((byte) flow.flags);
    out.put((byte) flow.forwarding).put((byte) flow.tos);
    return new TestElement(1, out.array());
  }

  static TestElement ofInts(int type, int... values) {
    ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      out.putInt(value);
    }
    return new TestElement(type, out.array());
  }

  static TestElement ofLongs(int type, long... values) {
    ByteBuffer out = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      out.putLong(value);
    }
    return new TestElement(type, out.array());
  }

  /** Any content that makes a row: times that are some, counters that fit. */
  static TestElement random(int type, int size, Random random) {
    if (type == 1) {
      TestFlow flow = new TestFlow();
      flow.received = time(random);
      flow.start = time(random);
      flow.end = time(random);
      flow.packets = counter(random);
      flow.bytes = counter(random);
      flow.sourcePort = random.nextInt();
      flow.destinationPort = random.nextInt();
      flow.protocol =
          random.nextBoolean() ? random.nextInt() : new int[] {1, 6, 17, 58}[bits(random)];
      flow.flags = random.nextInt();
      flow.forwarding = random.nextInt();
      flow.tos = random.nextInt();
      return flow(flow);
    }
    if (type == 5) {
      return ofLongs(type, random.nextLong(), counter(random), counter(random));
    }
    byte[] content = new byte[size];
    random.nextBytes(content);
    for (int word = 0; word < size / 2; word++) { // IPv6 addresses have runs of zeros
      int kind = bits(random);
      if (kind < 2) {
        content[2 * word] = 0;
        content[2 * word + 1] = 0;
      } else if (kind == 2) {
        content[2 * word] = (byte) (random.nextBoolean() ? 0xff : 0);
        content[2 * word + 1] = (byte) 0xff;
      }
    }
    return new TestElement(type, content);
  }

  private static int bits(Random random) {
    return random.nextInt(4);
  }

  private static long time(Random random) {
    return switch (bits(random)) {
      case 0 -> 0;
      case 1 -> random.nextInt(100_000);
      case 2 -> FlowTime.LAST_MILLI - random.nextInt(100_000);
      default -> random.nextLong() >>> 1 >>> random.nextInt(30) & FlowTime.LAST_MILLI >> 1;
    };
  }

  private static long counter(Random random) {
    return switch (bits(random)) {
      case 0 -> 0;
      case 1 -> Long.MAX_VALUE;
      default -> random.nextLong() >>> 1 >>> random.nextInt(63);
    };
  }

  int size() {
    return 4 + content.length;
  }

  void write(ByteBuffer out) {
    out.putShort((short) type).putShort((short) size()).put(content);
  }
}
