package org.openspot.parsers.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openspot.parsers.dns.CaptureWriter.bytes;
import static org.openspot.parsers.dns.CaptureWriter.message;
import static org.openspot.parsers.dns.CaptureWriter.name;
import static org.openspot.parsers.dns.CaptureWriter.query;
import static org.openspot.parsers.dns.CaptureWriter.question;
import static org.openspot.parsers.dns.CaptureWriter.record;
import static org.openspot.parsers.dns.CaptureWriter.response;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.parsers.DelegatingSink;
import org.openspot.parsers.Dissector;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.Requirement;
import org.openspot.schema.row.RecordingSink;
import org.openspot.schema.row.Reject;

class TsharkDissectorTest {
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
  void everyColumnHasItsValue() throws IOException {
    byte[] message =
        response(NAME, 1, record(NAME, 5, OTHER), record(OTHER, 1, new byte[] {1, 2, 3, 4}));
    assertThat(only(new CaptureWriter().udp(message)))
        .containsOnlyKeys(source.table().columns().stream().map(column -> column.name()).toList())
        .containsEntry("frame_time", "Jul  8 2016 06:58:45.765735000 UTC")
        .containsEntry("unix_tstamp", CaptureWriter.SECOND)
        .containsEntry("frame_len", 42 + message.length)
        .containsEntry("ip_dst", "10.0.1.7")
        .containsEntry("ip_src", "10.0.0.53")
        .containsEntry("dns_qry_name", "www.example.com")
        .containsEntry("dns_qry_class", "0x0001")
        .containsEntry("dns_qry_type", 1)
        .containsEntry("dns_qry_rcode", 0)
        .containsEntry("dns_a", "edge.cdn.net|1.2.3.4");
    assertThat(sink.times).containsEntry(0L, CaptureWriter.SECOND);
  }

  @Test
  void aNameThatDoesNotExistIsKept() throws IOException {
    assertThat(only(new CaptureWriter().udp(message(0x8183, question(NAME, 28)))))
        .containsEntry("dns_qry_name", "www.example.com")
        .containsEntry("dns_qry_type", 28)
        .containsEntry("dns_qry_class", "0x0001")
        .containsEntry("dns_qry_rcode", 3)
        .doesNotContainKey("dns_a");
  }

  @Test
  void everyAnswerIsThereInItsOrder() throws IOException {
    byte[] message =
        response(
            NAME,
            255,
            record(NAME, 28, bytes(0x20, 1, new byte[13], 9)),
            record(NAME, 15, bytes(0, 10, name("mx"))),
            record(NAME, 33, bytes(0, 1, 0, 2, 0, 3, name("srv"))),
            record(NAME, 2, name("ns")),
            record(NAME, 12, name("ptr")),
            record(NAME, 39, name("dname")),
            record(NAME, 6, bytes(name("primary"), name("admin"), new byte[20])),
            record(NAME, 16, bytes(3, "abc", 0, 4, "d|\"e")),
            record(NAME, 10, bytes(0, 8, 9, 255)),
            record(NAME, 65, bytes(0, 1, name("svc"))),
            record(NAME, 1, new byte[0]),
            record(NAME, 257, bytes(0, 5, "issue", "ca")),
            record(NAME, 1, new byte[] {9, 9, 9, 9}));
    assertThat(only(new CaptureWriter().udp(message)))
        .containsEntry(
            "dns_a",
            "2001::9|mx|srv|ns|ptr|dname|primary|abcd\\174\"e|000809ff|svc|TYPE1|TYPE257|9.9.9.9");
  }

  @Test
  void queriesAndOtherPacketsArePassedOver() throws IOException {
    dissect(
        new CaptureWriter()
            .udp(query(NAME, 1))
            .udp(response(NAME, 1))
            .frame(new byte[60])
            .tcp(0, new byte[0]));
    assertThat(sink.rows).containsOnlyKeys(1L);
    assertThat(sink.passedOver).containsExactly(0L, 2L, 3L);
    assertThat(sink.rejects).isEmpty();
  }

  @Test
  void malformedPacketsAreRejects() throws IOException {
    byte[] whole = response(NAME, 1, record(NAME, 1, new byte[] {1, 2, 3, 4}));
    dissect(
        new CaptureWriter()
            .udp(Arrays.copyOf(whole, whole.length - 2))
            .udp(Arrays.copyOf(whole, 3))
            .udp(Arrays.copyOf(query(NAME, 1), 14))
            .udp(message(0x8181, null))
            .udp(message(0x8180, bytes(0xc0, 0x0c, 0, 1, 0, 1)))
            .udp(whole));
    assertThat(sink.rows).containsOnlyKeys(5L);
    assertThat(sink.passedOver).isEmpty();
    assertThat(sink.rejects).extracting(Reject::record).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(sink.rejects)
        .extracting(Reject::reason)
        .containsExactly(
            "malformed DNS",
            "malformed DNS",
            "malformed DNS",
            "no question",
            "the name does not end");
    assertThat(new String(sink.rejects.get(0).raw(), StandardCharsets.UTF_8))
        .startsWith("1\t1467961125.765735000\t")
        .contains("www.example.com");
  }

  @Test
  void withoutAQuestionTheFirstAnswerSaysWhatItIsAbout() throws IOException {
    byte[] answer = record(NAME, 1, new byte[] {1, 2, 3, 4});
    assertThat(only(new CaptureWriter().udp(message(0x8400, null, answer))))
        .containsEntry("dns_qry_name", "www.example.com")
        .containsEntry("dns_qry_type", 1)
        .containsEntry("dns_qry_class", "0x0001")
        .containsEntry("dns_a", "1.2.3.4");
  }

  @Test
  void namesThatListTypesDoNotShiftAnswers() throws IOException {
    byte[] nsec = record(NAME, 47, bytes(OTHER, 0, 1, 0x40)); // lists A
    byte[] address = record(NAME, 1, new byte[] {1, 2, 3, 4});
    assertThat(only(new CaptureWriter().udp(response(NAME, 255, address, nsec, address))))
        .containsEntry("dns_a", "1.2.3.4|TYPE47|1.2.3.4");
  }

  @Test
  void noByteOfANameOrTextShiftsAColumn() throws IOException {
    CaptureWriter writer = new CaptureWriter();
    for (int b = 0; b < 256; b++) {
      byte[] name = name(bytes("a", b, "b,\"'\\|"), "example");
      writer.udp(
          response(
              name,
              16,
              record(name, 16, bytes(3, "x", b, "y", 4, "|\t\b\n")),
              record(name, 5, name),
              record(name, 1, new byte[] {1, 2, 3, 4})));
    }
    dissect(writer);
    assertThat(sink.rejects).isEmpty();
    assertThat(sink.rows).hasSize(256);
    sink.rows.forEach(
        (record, row) -> {
          String[] answers = row.get("dns_a").toString().split("\\|", -1);
          assertThat(answers).as("byte %d", record).hasSize(3);
          assertThat(answers[0]).endsWith("\\174\\t\\b\\n").doesNotContainPattern("[\\x00-\\x1f]");
          assertThat(answers[1]).startsWith("a").endsWith("b,\"'\\\\174.example");
          assertThat(answers[2]).isEqualTo("1.2.3.4");
          assertThat(row.get("dns_qry_name").toString())
              .startsWith("a")
              .endsWith("b,\"'\\|.example")
              .doesNotContainPattern("[\\x00-\\x1f]");
          assertThat(row).containsEntry("dns_qry_type", 16).containsEntry("ip_dst", "10.0.1.7");
        });
  }

  @Test
  void recordsThatAreNotWantedAreSkippedAndWhatTheSinkThrowsComesOut() throws IOException {
    Path file =
        new CaptureWriter()
            .udp(response(NAME, 1))
            .udp(response(OTHER, 1))
            .write(directory.resolve("capture"));
    dissector.dissect(
        file,
        new DelegatingSink(sink) {
          @Override
          public boolean beginRow(long record, long epochSecond) {
            return super.beginRow(record, epochSecond) && record == 1;
          }
        });
    assertThat(sink.rows).containsOnlyKeys(1L);
    IllegalStateException full = new IllegalStateException("full");
    assertThatThrownBy(
            () ->
                dissector.dissect(
                    file,
                    new DelegatingSink(sink) {
                      @Override
                      public void endRow() {
                        throw full;
                      }
                    }))
        .isSameAs(full);
  }
}
