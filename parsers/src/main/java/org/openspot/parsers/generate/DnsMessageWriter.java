package org.openspot.parsers.generate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.openspot.parsers.generate.GeneratedDns.Answer;

/** DNS messages on the wire (RFC 1035). Names are not compressed, but for the question's. */
final class DnsMessageWriter {
  private static final int QUERY = 0x0100;
  private static final int RESPONSE = 0x8180;
  private static final int CLASS_IN = 1;
  private static final int TO_QUESTION = 0xc00c;
  private static final int TTL_SECONDS = 300;

  private DnsMessageWriter() {}

  /** Writes the query, or the response, at the buffer's position. */
  static void write(GeneratedDns dns, boolean response, ByteBuffer out) {
    out.putShort((short) dns.id());
    out.putShort((short) (response ? RESPONSE | dns.rcode() : QUERY));
    out.putShort((short) 1);
    out.putShort((short) (response ? dns.answers().size() : 0));
    out.putInt(0);
    name(dns.name(), out);
    out.putShort((short) dns.type());
    out.putShort((short) CLASS_IN);
    if (response) {
      for (Answer answer : dns.answers()) {
        answer(answer, dns.name(), out);
      }
    }
  }

  private static void answer(Answer answer, String question, ByteBuffer out) {
    if (answer.owner().equals(question)) {
      out.putShort((short) TO_QUESTION);
    } else {
      name(answer.owner(), out);
    }
    out.putShort((short) answer.type());
    out.putShort((short) CLASS_IN);
    out.putInt(TTL_SECONDS);
    int length = out.position();
    out.putShort((short) 0);
    data(answer, out);
    out.putShort(length, (short) (out.position() - length - 2));
  }

  private static void data(Answer answer, ByteBuffer out) {
    String data = answer.data();
    switch (answer.type()) {
      case DnsTypes.A -> {
        for (String part : data.split("\\.", -1)) {
          out.put((byte) Integer.parseInt(part));
        }
      }
      case DnsTypes.AAAA -> ipv6(data, out);
      case DnsTypes.CNAME, DnsTypes.PTR -> name(data, out);
      case DnsTypes.MX -> {
        out.putShort((short) 10);
        name(data, out);
      }
      case DnsTypes.TXT -> label(data, out);
      case DnsTypes.NULL -> out.put(HexFormat.of().parseHex(data));
      default -> throw new IllegalArgumentException("no data for type " + answer.type());
    }
  }

  /** An address with {@code ::} in it: groups in front of it and one after. */
  private static void ipv6(String text, ByteBuffer out) {
    int gap = text.indexOf("::");
    String[] front = text.substring(0, gap).split(":", -1);
    for (int group = 0; group < 7; group++) {
      out.putShort((short) (group < front.length ? Integer.parseInt(front[group], 16) : 0));
    }
    out.putShort((short) Integer.parseInt(text.substring(gap + 2), 16));
  }

  private static void name(String name, ByteBuffer out) {
    int start = 0;
    while (start < name.length()) {
      int dot = name.indexOf('.', start);
      int end = dot < 0 ? name.length() : dot;
      label(name.substring(start, end), out);
      start = end + 1;
    }
    out.put((byte) 0);
  }

  private static void label(String label, ByteBuffer out) {
    byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
    out.put((byte) bytes.length);
    out.put(bytes);
  }
}
