package org.openspot.parsers.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openspot.parsers.dns.CaptureWriter.bytes;
import static org.openspot.parsers.dns.CaptureWriter.message;
import static org.openspot.parsers.dns.CaptureWriter.name;
import static org.openspot.parsers.dns.CaptureWriter.question;
import static org.openspot.parsers.dns.CaptureWriter.record;
import static org.openspot.parsers.dns.CaptureWriter.response;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.Requirement;
import org.openspot.schema.row.RecordingSink;

/** Captures made to make their reader crash, hang or eat memory. */
class HostileCapturesTest {
  private static final int LABELS = 10_000;
  private static final int HEADER = 12;

  @TempDir Path directory;

  private final DnsSource source = new DnsSource();
  private final RecordingSink sink = new RecordingSink(source.table());

  private void dissect(Path file) {
    source.dissector(DissectorSettings.defaults(directory.resolve("scratch"))).dissect(file, sink);
  }

  /** 320 packets of zeros: 80 MiB, of which gzip makes 80 KiB. */
  private Path bomb() throws IOException {
    CaptureWriter writer = new CaptureWriter();
    byte[] zeros = new byte[262_144];
    for (int i = 0; i < 320; i++) {
      writer.frame(zeros);
    }
    return Files.write(directory.resolve("bomb.gz"), CaptureWriter.gzip(writer.toBytes()));
  }

  @Test
  void aCaptureThatExpandsWithoutEndIsReadNoFurther() throws IOException {
    Requirement.tool("tshark");
    Path bomb = bomb();
    CaptureFile.Survey survey = CaptureFile.survey(bomb);
    assertThat(survey.damage()).contains("expands to more than 200 times its size");
    assertThat(survey.bytes()).isLessThan(Expansion.HARMLESS_BYTES + (1 << 20));
    assertThat(survey.packets()).isBetween(250L, 260L);
    assertThatThrownBy(() -> dissect(bomb))
        .isInstanceOf(DataException.class)
        .hasMessage(survey.damage());
    assertThat(sink.passedOver).hasSize((int) survey.packets());
  }

  @Test
  void countingPacketsCanBeInterrupted() throws IOException {
    CaptureWriter writer = new CaptureWriter();
    for (int i = 0; i < 70_000; i++) {
      writer.frame(new byte[1]);
    }
    Path file = writer.write(directory.resolve("many"));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> CaptureFile.survey(Files.newInputStream(file)))
          .isInstanceOf(RetriableException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static byte[] pointer(int to) {
    return ByteBuffer.allocate(2).putShort((short) (0xc000 | to)).array();
  }

  private static byte[] labels() {
    byte[][] labels = new byte[LABELS][];
    Arrays.fill(labels, bytes("a"));
    return name((Object[]) labels);
  }

  /** Each points to the one before it, the first to itself or to an end. */
  private static byte[] chain(boolean loops) {
    ByteArrayOutputStream chain = new ByteArrayOutputStream();
    chain.writeBytes(loops ? pointer(HEADER) : new byte[] {0, 0});
    for (int i = 1; i < 4000; i++) {
      chain.writeBytes(pointer(HEADER + 2 * (i - 1)));
    }
    return chain.toByteArray();
  }

  /** All in one capture: each is a packet, and none may take another with it. */
  @Test
  void namesWithoutEndAreRowsOrRejectsAndHarmNoOtherPacket() throws IOException {
    Requirement.tool("tshark");
    byte[] good = response(name("www", "example"), 1);
    byte[] longest = name("a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(61));
    byte[][] answers = new byte[3000][];
    Arrays.fill(answers, record(pointer(HEADER), 5, pointer(HEADER)));
    CaptureWriter writer =
        new CaptureWriter()
            .udp(good)
            .udp(response(labels(), 1))
            .udp(message(0x8180, bytes(pointer(HEADER), 0, 1, 0, 1))) // to itself
            .udp(message(0x8180, bytes(1, "a", pointer(HEADER), 0, 1, 0, 1))) // back to its label
            .udp(message(0x8180, bytes(pointer(HEADER + 2), pointer(HEADER), 0, 1, 0, 1)))
            .udp(message(0x8180, bytes(pointer(0x3fff), 0, 1, 0, 1))) // past the end
            .udp(message(0x8180, question(chain(true), 1)))
            .udp(message(0x8180, question(chain(false), 1)))
            .udp(message(0x8180, bytes(63, "a"))) // a label of which most is missing
            .udp(message(0x8180, bytes(0x80, 1, 2, 3, 0, 0, 1, 0, 1))) // a kind that is not used
            .udp(
                message(0x8180, question(longest, 5), answers)) // a line far longer than its packet
            .udp(good);
    dissect(writer.write(directory.resolve("capture")));
    assertThat(sink.rows).containsKeys(0L, 11L);
    assertThat(sink.rows.size() + sink.rejects.size() + sink.passedOver.size()).isEqualTo(12);
    assertThat(sink.rejects)
        .allSatisfy(reject -> assertThat(reject.raw()).hasSizeLessThanOrEqualTo(65_536));
    assertThat(sink.rows.get(10L).get("dns_qry_name").toString()).startsWith("aaa");
  }
}
