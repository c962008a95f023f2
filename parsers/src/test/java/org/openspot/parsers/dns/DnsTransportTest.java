package org.openspot.parsers.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openspot.parsers.dns.CaptureWriter.bytes;
import static org.openspot.parsers.dns.CaptureWriter.framed;
import static org.openspot.parsers.dns.CaptureWriter.message;
import static org.openspot.parsers.dns.CaptureWriter.name;
import static org.openspot.parsers.dns.CaptureWriter.query;
import static org.openspot.parsers.dns.CaptureWriter.question;
import static org.openspot.parsers.dns.CaptureWriter.record;
import static org.openspot.parsers.dns.CaptureWriter.response;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.parsers.Dissector;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.Requirement;
import org.openspot.schema.row.RecordingSink;

/** What carries the messages: IPv4 and IPv6, UDP and TCP, tunnels. */
class DnsTransportTest {
  private static final byte[] NAME = name("www", "example", "com");
  private static final byte[] OTHER = name("edge", "cdn", "net");

  private final DnsSource source = new DnsSource();
  private final Dissector dissector =
      source.dissector(DissectorSettings.defaults(Path.of("target/scratch")));
  private final RecordingSink sink = new RecordingSink(source.table());

  @TempDir Path directory;

  @BeforeEach
  void tsharkIsThere() {
    Requirement.tool("tshark");
  }

  private void dissect(CaptureWriter writer) throws IOException {
    dissector.dissect(writer.write(directory.resolve("capture")), sink);
  }

  private Map<String, Object> only(CaptureWriter writer) throws IOException {
    dissect(writer);
    assertThat(sink.rejects).isEmpty();
    assertThat(sink.rows).containsOnlyKeys(0L);
    return sink.rows.get(0L);
  }

  @Test
  void ipv6AddressesAreWhole() throws IOException {
    assertThat(only(new CaptureWriter().udpV6(response(NAME, 1))))
        .containsEntry("ip_src", "2001:db8::35")
        .containsEntry("ip_dst", "2001:db8::7");
  }

  @Test
  void nanosecondsAreKept() throws IOException {
    assertThat(only(new CaptureWriter().nanoseconds().udp(response(NAME, 1))))
        .containsEntry("frame_time", "Jul  8 2016 06:58:45.765735001 UTC");
  }

  @Test
  void messagesOfOneSegmentAreRecordsOfTheirOwn() throws IOException {
    byte[] first = response(NAME, 1, record(NAME, 1, new byte[] {1, 1, 1, 1}));
    byte[] second = response(OTHER, 16, record(OTHER, 16, bytes(1, "x")), record(NAME, 5, OTHER));
    byte[] third = message(0x8183, question(NAME, 1));
    byte[] fourth =
        response(NAME, 1, record(NAME, 1, new byte[] {2, 2, 2, 2}), record(NAME, 5, NAME));
    dissect(
        new CaptureWriter()
            .udp(response(NAME, 1))
            .tcp(0, bytes(framed(first), framed(second), framed(query(NAME, 1)), framed(third)))
            .udp(response(NAME, 1))
            .udp(fourth));
    assertThat(sink.rejects).isEmpty();
    assertThat(sink.passedOver).containsExactly(3L);
    assertThat(sink.rows).containsOnlyKeys(0L, 1L, 2L, 4L, 5L, 6L);
    assertThat(sink.rows.get(1L)).containsEntry("dns_a", "1.1.1.1");
    assertThat(sink.rows.get(2L))
        .containsEntry("dns_qry_name", "edge.cdn.net")
        .containsEntry("dns_a", "x|edge.cdn.net");
    assertThat(sink.rows.get(4L)).containsEntry("dns_qry_rcode", 3).doesNotContainKey("dns_a");
    assertThat(sink.rows.get(6L)).containsEntry("dns_a", "2.2.2.2|www.example.com");
  }

  @Test
  void aMessageOverSegmentsIsInTheLastOfThem() throws IOException {
    byte[] stream = bytes(framed(response(NAME, 1)), framed(response(OTHER, 1)));
    int cut = stream.length / 2 - 5;
    dissect(
        new CaptureWriter()
            .tcp(0, Arrays.copyOfRange(stream, 0, 7))
            .tcp(7, Arrays.copyOfRange(stream, 7, cut))
            .tcp(cut, Arrays.copyOfRange(stream, cut, stream.length)));
    assertThat(sink.passedOver).containsExactly(0L, 1L);
    assertThat(sink.rows).containsOnlyKeys(2L, 3L);
    assertThat(sink.rows.get(2L)).containsEntry("dns_qry_name", "www.example.com");
    assertThat(sink.rows.get(3L)).containsEntry("dns_qry_name", "edge.cdn.net");
  }

  @Test
  void aSegmentTheSensorMissedDoesNotHideWhatFollows() throws IOException {
    dissect(
        new CaptureWriter()
            .tcp(0, framed(response(NAME, 1)))
            .tcp(1000, framed(response(OTHER, 1)))
            .tcp(2000, framed(response(NAME, 1))));
    assertThat(sink.rows).containsOnlyKeys(0L, 1L, 2L);
  }

  @Test
  void whatAnIcmpErrorQuotesIsNoResponse() throws IOException {
    byte[] quoted = new CaptureWriter().udp(response(NAME, 1)).toBytes();
    byte[] original = Arrays.copyOfRange(quoted, 24 + 16 + 14, quoted.length);
    byte[] ip = Arrays.copyOf(original, 20);
    ip[9] = 1;
    ip[3] = (byte) (ip[3] + 28);
    dissect(
        new CaptureWriter()
            .frame(bytes(new byte[12], 8, 0, ip, 3, 3, new byte[6], original))
            .udp(response(NAME, 1)));
    assertThat(sink.passedOver).containsExactly(0L);
    assertThat(sink.rows).containsOnlyKeys(1L);
  }

  @Test
  void addressesWithinATunnelAreTheInnerOnes() throws IOException {
    byte[] inner = new CaptureWriter().udp(response(NAME, 1)).toBytes();
    byte[] packet = Arrays.copyOfRange(inner, 24 + 16 + 14, inner.length);
    byte[] outer = {
      0x60,
      0,
      0,
      0,
      0,
      (byte) packet.length,
      4,
      64,
      0x20,
      1,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      1,
      0x20,
      1,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      2
    };
    assertThat(
            only(
                new CaptureWriter()
                    .frame(bytes(new byte[12], 0x81, 0, 0, 5, 0x86, 0xdd, outer, packet))))
        .containsEntry("ip_src", "10.0.0.53")
        .containsEntry("ip_dst", "10.0.1.7");
  }

  @Test
  void aPacketCutByTheSnapshotLengthIsARowAsFarAsItGoes() throws IOException {
    byte[] message = response(NAME, 1, record(NAME, 5, OTHER), record(OTHER, 5, NAME));
    int question = 42 + 12 + NAME.length + 4;
    CaptureWriter writer =
        new CaptureWriter().snapshot(question + NAME.length + 10 + OTHER.length + 4).udp(message);
    assertThat(only(writer))
        .containsEntry("dns_qry_name", "www.example.com")
        .containsEntry("frame_len", 42 + message.length)
        .containsEntry("dns_a", "edge.cdn.net");
  }
}
