package org.openspot.parsers.dns;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import org.openspot.core.error.DataException;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowSink;

/**
 * One packet as tshark prints it in the fields of {@link TsharkField}, and the rows its responses
 * become. Not thread-safe.
 */
final class DnsPacket {
  private static final TsharkField[] OF_MESSAGES =
      EnumSet.complementOf(EnumSet.range(TsharkField.NUMBER, TsharkField.SHORT)).stream()
          .filter(field -> field != TsharkField.RECORD_NAME)
          .toArray(TsharkField[]::new);

  /** What tshark shows of a name whose end it does not find. */
  private static final byte[] ENDLESS =
      "<Name contains a pointer that loops>".getBytes(StandardCharsets.US_ASCII);

  private static final byte[][] DNS = ascii(":dns", ":mdns", ":llmnr");
  private static final byte[][] IP = ascii(":ip", ":ipv6");

  private final int frameTime;
  private final int unixTstamp;
  private final int frameLen;
  private final int ipDst;
  private final int ipSrc;
  private final int qryName;
  private final int qryClass;
  private final int qryType;
  private final int qryRcode;
  private final int dnsA;

  private final TsharkLine line = new TsharkLine();
  private final DnsMessage message = new DnsMessage(line);
  private final DnsTime time = new DnsTime();
  private byte[] buffer;
  private int lineStart;
  private int lineEnd;
  private long second;
  private int nanos;
  private long length;
  private int sourceStart;
  private int sourceEnd;
  private int destinationStart;
  private int destinationEnd;

  DnsPacket(TableSpec table) {
    frameTime = table.column("frame_time");
    unixTstamp = table.column("unix_tstamp");
    frameLen = table.column("frame_len");
    ipDst = table.column("ip_dst");
    ipSrc = table.column("ip_src");
    qryName = table.column("dns_qry_name");
    qryClass = table.column("dns_qry_class");
    qryType = table.column("dns_qry_type");
    qryRcode = table.column("dns_qry_rcode");
    dnsA = table.column("dns_a");
  }

  private static byte[][] ascii(String... texts) {
    return Arrays.stream(texts)
        .map(text -> text.getBytes(StandardCharsets.US_ASCII))
        .toArray(byte[][]::new);
  }

  /**
   * Makes rows, rejects and passed-over records of a line.
   *
   * @param number the packet's number in what tshark reads, from 1
   * @param record the number of its first record
   * @return how many records it has, 1 or more
   * @throws DataException if this is not the line of that packet
   */
  int push(byte[] bytes, int start, int end, long number, long record, RowSink sink) {
    buffer = bytes;
    lineStart = start;
    lineEnd = end;
    if (!line.read(bytes, start, end)
        || line.takeNumber(TsharkField.NUMBER, Long.MAX_VALUE) != number) {
      throw new DataException("tshark printed something else where packet " + number + " was due");
    }
    int messages = line.count(TsharkField.ID);
    boolean malformed = !line.isEmpty(TsharkField.MALFORMED);
    if (messages == 0) {
      if (malformed && protocol(DNS) >= 0) {
        reject(record, "malformed DNS", sink);
      } else {
        sink.passOver(record);
      }
      return 1;
    }
    if (malformed) {
      rejectAll(record, messages, "malformed DNS", sink);
      return messages;
    }
    boolean whole = messagesAreWhole(messages);
    if (!whole && (messages > 1 || line.isEmpty(TsharkField.SHORT))) {
      rejectAll(record, messages, "not what its counts say", sink);
      return messages;
    }
    String fault = envelope();
    line.rewind();
    for (int i = 0; i < messages; i++) {
      message.read(bytes, messages == 1);
      pushMessage(record + i, fault, sink);
    }
    return messages;
  }

  private void pushMessage(long record, String fault, RowSink sink) {
    if (!message.isResponse()) {
      sink.passOver(record);
    } else if (fault != null) {
      reject(record, fault, sink);
    } else if (!message.isNamed() || message.nameStart() == message.nameEnd()) {
      reject(record, "no question", sink);
    } else if (startsWith(message.nameStart(), message.nameEnd(), ENDLESS)) {
      reject(record, "the name does not end", sink);
    } else if (sink.beginRow(record, second)) {
      row(sink);
    }
  }

  private void row(RowSink sink) {
    time.show(second, nanos);
    sink.setBytes(frameTime, time.text(), 0, time.text().length);
    sink.setLong(unixTstamp, second);
    sink.setInt(frameLen, (int) length);
    sink.setBytes(ipDst, buffer, destinationStart, destinationEnd - destinationStart);
    sink.setBytes(ipSrc, buffer, sourceStart, sourceEnd - sourceStart);
    int nameStart = message.nameStart();
    sink.setBytes(qryName, buffer, nameStart, message.nameEnd() - nameStart);
    int classStart = message.classStart();
    sink.setBytes(qryClass, buffer, classStart, message.classEnd() - classStart);
    sink.setInt(qryType, message.type());
    if (message.rcode() >= 0) {
      sink.setInt(qryRcode, message.rcode());
    }
    if (!message.answers().isEmpty()) {
      sink.setBytes(dnsA, message.answers().bytes(), 0, message.answers().length());
    }
    sink.endRow();
  }

  private void rejectAll(long record, int messages, String reason, RowSink sink) {
    for (int i = 0; i < messages; i++) {
      reject(record + i, reason, sink);
    }
  }

  private void reject(long record, String reason, RowSink sink) {
    sink.reject(Reject.of(record, reason, buffer, lineStart, lineEnd - lineStart));
  }

  /** Can every value be told whose it is? */
  private boolean messagesAreWhole(int messages) {
    line.rewind();
    for (int i = 0; i < messages; i++) {
      if (!message.read(buffer, messages == 1)) {
        return false;
      }
    }
    if (messages == 1 && message.isOpenEnded()) {
      return true;
    }
    for (TsharkField field : OF_MESSAGES) {
      if (!line.isUsedUp(field)) {
        return false;
      }
    }
    return true;
  }

  /** Reads what all messages of the packet share, and returns what is wrong with it, or null. */
  private String envelope() {
    if (!readTime()) {
      return "time is not a time";
    }
    line.rewind();
    length = line.takeNumber(TsharkField.LENGTH, Integer.MAX_VALUE);
    if (length < 0) {
      return "length is not a number that fits its column";
    }
    boolean ipv6 = protocol(IP) == 1;
    if (!line.takeLast(ipv6 ? TsharkField.IPV6_SOURCE : TsharkField.IP_SOURCE)) {
      return "no IP address";
    }
    sourceStart = line.start();
    sourceEnd = line.end();
    if (!line.takeLast(ipv6 ? TsharkField.IPV6_DESTINATION : TsharkField.IP_DESTINATION)) {
      return "no IP address";
    }
    destinationStart = line.start();
    destinationEnd = line.end();
    return null;
  }

  /** {@code 1467961125.765735000}. */
  private boolean readTime() {
    if (!line.take(TsharkField.EPOCH)) {
      return false;
    }
    int dot = line.end() - 10;
    if (dot <= line.start() || buffer[dot] != '.') {
      return false;
    }
    second = line.number(line.start(), dot, DnsTime.LAST_SECOND);
    nanos = (int) line.number(dot + 1, line.end(), 999_999_999);
    return second >= 0 && nanos >= 0;
  }

  /** Which of these protocols is the innermost of the packet; -1 if it has none of them. */
  private int protocol(byte[][] names) {
    line.rewind();
    line.take(TsharkField.PROTOCOLS);
    int end = line.end();
    for (int i = end - 1; i >= line.start(); i--) {
      if (buffer[i] == ':') {
        for (int name = 0; name < names.length; name++) {
          if (end - i == names[name].length && startsWith(i, end, names[name])) {
            return name;
          }
        }
        end = i;
      }
    }
    return -1;
  }

  private boolean startsWith(int start, int end, byte[] text) {
    return end - start >= text.length
        && Arrays.equals(buffer, start, start + text.length, text, 0, text.length);
  }
}
