package org.openspot.parsers.generate;

import java.nio.ByteBuffer;
import java.util.List;

/** NetFlow version 9 (RFC 3954), with its template in every datagram. */
final class NetflowV9 implements ExportFormat {
  private static final int ICMP = 1;
  private static final int TEMPLATE = 256;

  /** Field types and lengths, in the order in which the values are written. */
  private static final int[][] FIELDS = {
    {8, 4}, // IPV4_SRC_ADDR
    {12, 4}, // IPV4_DST_ADDR
    {10, 4}, // INPUT_SNMP
    {14, 4}, // OUTPUT_SNMP
    {2, 4}, // IN_PKTS
    {1, 4}, // IN_BYTES
    {22, 4}, // FIRST_SWITCHED
    {21, 4}, // LAST_SWITCHED
    {7, 2}, // L4_SRC_PORT
    {11, 2}, // L4_DST_PORT
    {32, 2}, // ICMP_TYPE: type times 256 plus code
    {6, 1}, // TCP_FLAGS
    {4, 1}, // PROTOCOL
    {5, 1}, // SRC_TOS
    {61, 1}, // DIRECTION
  };

  @Override
  public int capacity() {
    return 30;
  }

  @Override
  public void write(List<GeneratedFlow> flows, long sent, long datagrams, ByteBuffer out) {
    long boot = ExportFormat.bootMillis(flows);
    long export = ExportFormat.exportMillis(flows);
    out.putShort((short) 9);
    out.putShort((short) (flows.size() + 1)); // the template counts
    out.putInt((int) (export - boot));
    out.putInt((int) (export / 1000));
    out.putInt((int) datagrams);
    out.putInt(1); // source
    template(out);
    int begin = out.position();
    out.putShort((short) TEMPLATE);
    out.putShort((short) 0); // the length, once it is known
    for (GeneratedFlow flow : flows) {
      out.putInt(flow.source());
      out.putInt(flow.destination());
      out.putInt(1);
      out.putInt(2);
      out.putInt(flow.packets());
      out.putInt(flow.bytes());
      out.putInt((int) (flow.startMillis() - boot));
      out.putInt((int) (flow.endMillis() - boot));
      out.putShort((short) flow.sourcePort());
      out.putShort((short) flow.destinationPort());
      out.putShort((short) (flow.protocol() == ICMP ? flow.destinationPort() : 0));
      out.put((byte) flow.tcpFlags());
      out.put((byte) flow.protocol());
      out.put((byte) flow.tos());
      out.put((byte) 0);
    }
    out.putShort(begin + 2, (short) (out.position() - begin));
  }

  private static void template(ByteBuffer out) {
    out.putShort((short) 0);
    out.putShort((short) (8 + 4 * FIELDS.length));
    out.putShort((short) TEMPLATE);
    out.putShort((short) FIELDS.length);
    for (int[] field : FIELDS) {
      out.putShort((short) field[0]);
      out.putShort((short) field[1]);
    }
  }
}
