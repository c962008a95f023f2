package org.openspot.parsers.flow;

import java.nio.ByteBuffer;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowSink;

/**
 * A flow record of nfdump 1.7 (type 11), read without nfdump where every element of it is known.
 * Numbers are little-endian, addresses too; positions are those within an element, its header of 4
 * bytes included. Not thread-safe.
 *
 * <pre>
 *  1 flow        4 u64 start, 12 u64 end, 20 u64 received (milliseconds), 28 u64 packets,
 *               36 u64 bytes, 44 u16 source port, 46 u16 destination port, 48 u8 protocol,
 *               49 u8 TCP flags, 50 u8 forwarding status, 51 u8 source TOS
 *  2 IPv4        4 u32 source, 8 u32 destination
 *  3 IPv6        4 u64, u64 source, 20 u64, u64 destination
 *  4 more        4 u32 input, 8 u32 output, 12 u8, u8 masks, 14 u8 direction, 15 u8 destination TOS
 *  5 counts      4 u64 flows, 12 u64 packets out, 20 u64 bytes out
 *  7 routing     4 u32 source AS, 8 u32 destination AS
 * 12, 13 router  4 u32, or u64, u64 address
 * </pre>
 *
 * What an element would have said that is not there is 0, as nfdump has it.
 */
final class NfcapdFlow {
  private static final int HEADER = 12;

  private static final int FLOW = 1;
  private static final int IPV4 = 2;
  private static final int IPV6 = 3;
  private static final int MORE = 4;
  private static final int COUNTS = 5;
  private static final int ROUTING = 7;
  private static final int ROUTER_IPV4 = 12;
  private static final int ROUTER_IPV6 = 13;

  /**
   * The size of each element that is known, by its type; 0 for the others, of which some change
   * what nfdump prints: tunnels (31, 32) and events (19, 25), and one it does not know (18).
   */
  private static final int[] SIZES = new int[64];

  static {
    SIZES[FLOW] = 52;
    SIZES[IPV4] = 12;
    SIZES[IPV6] = 36;
    SIZES[MORE] = 20;
    SIZES[COUNTS] = 28;
    SIZES[ROUTING] = 12;
    SIZES[ROUTER_IPV4] = 8;
    SIZES[ROUTER_IPV6] = 20;
    // These are not in any of our columns.
    SIZES[6] = 12; // VLANs
    SIZES[8] = 8; // next hop of BGP, IPv4
    SIZES[9] = 20; // the same, IPv6
    SIZES[10] = 8; // next hop, IPv4
    SIZES[11] = 20; // the same, IPv6
    SIZES[14] = 44; // MPLS labels
    SIZES[15] = 36; // MAC addresses
    SIZES[16] = 12; // adjacent ASs
    SIZES[17] = 28; // latencies
    SIZES[20] = 12; // translated addresses, IPv4
    SIZES[21] = 36; // the same, IPv6
    SIZES[22] = 8; // translated ports
    SIZES[33] = 20; // observation point
    SIZES[36] = 12; // VRFs
  }

  private static final long BOTH_ADDRESSES = 1L << IPV4 | 1L << IPV6;
  private static final long BOTH_ROUTERS = 1L << ROUTER_IPV4 | 1L << ROUTER_IPV6;

  private final FlowRow row;
  private final AddressText address = new AddressText();

  /** Where in the buffer the element of each type is; 0 if there is none. */
  private final int[] elements = new int[SIZES.length];

  NfcapdFlow(TableSpec table, RowSink sink) {
    row = new FlowRow(table, sink);
  }

  /**
   * Can the record be read here, and is it a row? Its elements have to tile it. One that is no row
   * is left to nfdump, whose line is what goes to the rejects.
   */
  static boolean isKnown(ByteBuffer content, int start) {
    long seen = 0;
    int at = start + HEADER;
    for (int element = u16(content, start + 4); element > 0; element--) {
      int type = u16(content, at);
      int size = u16(content, at + 2);
      if (type >= SIZES.length || SIZES[type] != size || (seen & 1L << type) != 0) {
        return false;
      }
      if ((type == FLOW && !flowIsRow(content, at))
          || (type == COUNTS && (content.getLong(at + 12) < 0 || content.getLong(at + 20) < 0))) {
        return false;
      }
      seen |= 1L << type;
      at += size;
    }
    return (seen & BOTH_ADDRESSES) != BOTH_ADDRESSES && (seen & BOTH_ROUTERS) != BOTH_ROUTERS;
  }

  private static boolean flowIsRow(ByteBuffer content, int at) {
    return isTime(content.getLong(at + 4))
        && isTime(content.getLong(at + 12))
        && isTime(content.getLong(at + 20))
        && content.getLong(at + 28) >= 0
        && content.getLong(at + 36) >= 0;
  }

  private static boolean isTime(long millis) {
    return millis >= 0 && millis <= FlowTime.LAST_MILLI;
  }

  /** Pushes the row of a record that {@link #isKnown}. */
  void push(ByteBuffer content, int start, long record) {
    find(content, start);
    int flow = elements[FLOW];
    long first = u64(content, flow, 4);
    if (!row.begin(record, u64(content, flow, 20), first, u64(content, flow, 12))) {
      return;
    }
    ends(content);
    row.ports(u16(content, flow, 44), u16(content, flow, 46));
    int protocol = u8(content, flow, 48);
    row.protocol(protocol);
    byte[] flags = TcpFlags.bytes(protocol == 6 ? u8(content, flow, 49) : 0);
    row.flags(flags, 0, flags.length);
    row.number(FlowRow.FORWARDING, u8(content, flow, 50));
    row.number(FlowRow.SOURCE_TOS, u8(content, flow, 51));
    row.number(FlowRow.IN_PACKETS, u64(content, flow, 28));
    row.number(FlowRow.IN_BYTES, u64(content, flow, 36));
    int counts = elements[COUNTS];
    row.number(FlowRow.OUT_PACKETS, u64(content, counts, 12));
    row.number(FlowRow.OUT_BYTES, u64(content, counts, 20));
    int more = elements[MORE];
    row.number(FlowRow.INPUT, u32(content, more, 4));
    row.number(FlowRow.OUTPUT, u32(content, more, 8));
    int routing = elements[ROUTING];
    row.number(FlowRow.SOURCE_AS, u32(content, routing, 4));
    row.number(FlowRow.DESTINATION_AS, u32(content, routing, 8));
    row.number(FlowRow.DESTINATION_TOS, u8(content, more, 15));
    row.direction(u8(content, more, 14) != 0);
    row.end();
  }

  private void find(ByteBuffer content, int start) {
    for (int type = 0; type <= ROUTER_IPV6; type++) {
      elements[type] = 0;
    }
    int at = start + HEADER;
    for (int element = u16(content, start + 4); element > 0; element--) {
      elements[u16(content, at)] = at;
      at += u16(content, at + 2);
    }
  }

  private void ends(ByteBuffer content) {
    int ipv6 = elements[IPV6];
    if (ipv6 != 0) {
      address.show(content.getLong(ipv6 + 4), content.getLong(ipv6 + 12));
      row.source(address.bytes(), 0, address.length());
      address.show(content.getLong(ipv6 + 20), content.getLong(ipv6 + 28));
      row.destination(address.bytes(), 0, address.length());
    } else {
      address.show((int) u32(content, elements[IPV4], 4));
      row.source(address.bytes(), 0, address.length());
      address.show((int) u32(content, elements[IPV4], 8));
      row.destination(address.bytes(), 0, address.length());
    }
    int router = elements[ROUTER_IPV6];
    if (router != 0) {
      address.show(content.getLong(router + 4), content.getLong(router + 12));
    } else {
      address.show((int) u32(content, elements[ROUTER_IPV4], 4));
    }
    row.router(address.bytes(), 0, address.length());
  }

  private static int u8(ByteBuffer content, int element, int offset) {
    return element == 0 ? 0 : content.get(element + offset) & 0xff;
  }

  private static int u16(ByteBuffer content, int element, int offset) {
    return element == 0 ? 0 : u16(content, element + offset);
  }

  private static long u32(ByteBuffer content, int element, int offset) {
    return element == 0 ? 0 : Integer.toUnsignedLong(content.getInt(element + offset));
  }

  private static long u64(ByteBuffer content, int element, int offset) {
    return element == 0 ? 0 : content.getLong(element + offset);
  }

  private static int u16(ByteBuffer content, int at) {
    return Short.toUnsignedInt(content.getShort(at));
  }
}
