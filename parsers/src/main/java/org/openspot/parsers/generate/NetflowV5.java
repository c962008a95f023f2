package org.openspot.parsers.generate;

import java.nio.ByteBuffer;
import java.util.List;

/** NetFlow version 5, as Cisco's "NetFlow Export Datagram Format" describes it. */
final class NetflowV5 implements ExportFormat {
  @Override
  public int capacity() {
    return 30;
  }

  @Override
  public void write(List<GeneratedFlow> flows, long sent, long datagrams, ByteBuffer out) {
    long boot = ExportFormat.bootMillis(flows);
    long export = ExportFormat.exportMillis(flows);
    out.putShort((short) 5);
    out.putShort((short) flows.size());
    out.putInt((int) (export - boot));
    out.putInt((int) (export / 1000));
    out.putInt(0); // nanoseconds
    out.putInt((int) sent);
    out.putShort((short) 0); // engine
    out.putShort((short) 0); // no sampling
    for (GeneratedFlow flow : flows) {
      out.putInt(flow.source());
      out.putInt(flow.destination());
      out.putInt(0); // next hop
      out.putShort((short) 1); // input
      out.putShort((short) 2); // output
      out.putInt(flow.packets());
      out.putInt(flow.bytes());
      out.putInt((int) (flow.startMillis() - boot));
      out.putInt((int) (flow.endMillis() - boot));
      out.putShort((short) flow.sourcePort());
      out.putShort((short) flow.destinationPort());
      out.put((byte) 0);
      out.put((byte) flow.tcpFlags());
      out.put((byte) flow.protocol());
      out.put((byte) flow.tos());
      out.putLong(0); // autonomous systems, masks, padding
    }
  }
}
