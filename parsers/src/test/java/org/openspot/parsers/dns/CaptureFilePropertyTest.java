package org.openspot.parsers.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Assertions;
import org.openspot.core.error.DataException;

class CaptureFilePropertyTest {
  private static final int PACKETS = 20;

  private static byte[] pcap() {
    CaptureWriter writer = new CaptureWriter();
    for (int i = 0; i < PACKETS; i++) {
      writer.frame(new byte[10 + i]);
    }
    return writer.toBytes();
  }

  private static byte[] pcapng(ByteOrder order) {
    ByteBuffer out = ByteBuffer.allocate(4096).order(order);
    out.putInt(PcapngPackets.SECTION).putInt(28).putInt(0x1a2b3c4d);
    out.putShort((short) 1).putShort((short) 0).putLong(-1).putInt(28);
    out.putInt(1).putInt(32).putShort((short) 1).putShort((short) 0).putInt(0);
    out.putShort((short) 9).putShort((short) 1).putInt(order == ByteOrder.BIG_ENDIAN ? 9 << 24 : 9);
    out.putInt(0).putInt(32);
    for (int i = 0; i < PACKETS; i++) {
      long nanos = (CaptureWriter.SECOND + i) * 1_000_000_000L;
      out.putInt(6).putInt(32 + 4 * i).putInt(0);
      out.putInt((int) (nanos >>> 32)).putInt((int) nanos).putInt(4 * i).putInt(4 * i);
      out.put(new byte[4 * i]).putInt(32 + 4 * i);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  private static CaptureFile.Survey survey(byte[] content) throws IOException {
    try {
      return CaptureFile.survey(new ByteArrayInputStream(content));
    } catch (DataException e) {
      return new CaptureFile.Survey(0, 0, e.getMessage());
    }
  }

  @Provide
  Arbitrary<byte[]> captures() throws IOException {
    return Arbitraries.of(
        pcap(),
        pcapng(ByteOrder.LITTLE_ENDIAN),
        pcapng(ByteOrder.BIG_ENDIAN),
        CaptureWriter.gzip(pcap()),
        CaptureWriter.gzip(pcapng(ByteOrder.LITTLE_ENDIAN)));
  }

  @Provide
  Arbitrary<Tuple2<Integer, Byte>> damage() {
    return Arbitraries.integers()
        .between(0, 4000)
        .flatMap(at -> Arbitraries.bytes().map(with -> Tuple.of(at, with)));
  }

  @Property(tries = 20)
  void everyPacketIsCounted(@ForAll("captures") byte[] capture) throws IOException {
    CaptureFile.Survey survey = survey(capture);
    assertThat(survey.packets()).isEqualTo(PACKETS);
    assertThat(survey.damage()).isNull();
    long plain = capture[0] == 0x1f ? expanded(capture) : capture.length;
    assertThat(survey.bytes()).isEqualTo(plain);
  }

  private static long expanded(byte[] zip) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(zip)).readAllBytes().length;
  }

  @Property
  void aCaptureCutAnywhereHasNoMorePacketsAndSaysSo(
      @ForAll("captures") byte[] capture, @ForAll @IntRange(min = 0, max = 4000) int length)
      throws IOException {
    int kept = length % capture.length;
    CaptureFile.Survey survey = survey(Arrays.copyOf(capture, kept));
    assertThat(survey.packets()).isLessThanOrEqualTo(PACKETS);
    if (survey.damage() == null) {
      // Cut exactly between two packets: nobody could tell.
      assertThat(survey.packets()).isLessThan(PACKETS);
      assertThat(capture[0]).isNotEqualTo((byte) 0x1f);
    }
  }

  @Property
  void noDamageThrowsAnythingElse(
      @ForAll("captures") byte[] capture, @ForAll("damage") Tuple2<Integer, Byte> damage)
      throws IOException {
    byte[] damaged = capture.clone();
    damaged[damage.get1() % damaged.length] = damage.get2();
    assertThat(survey(damaged).packets()).isBetween(0L, (long) damaged.length);
  }

  @Property
  void noiseThrowsNothingElse(@ForAll byte[] noise, @ForAll("captures") byte[] capture)
      throws IOException {
    survey(noise);
    byte[] both = Arrays.copyOf(capture, 40 + noise.length);
    System.arraycopy(noise, 0, both, 40, noise.length);
    survey(both);
  }

  @Example
  void timeIsLinearInTheNumberOfPackets() {
    CaptureWriter writer = new CaptureWriter();
    for (int i = 0; i < 500_000; i++) {
      writer.frame(new byte[1]);
    }
    byte[] content = writer.toBytes();
    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () ->
            assertThat(survey(content))
                .isEqualTo(new CaptureFile.Survey(500_000, content.length, null)));
  }

  @Example
  void anInterfaceSaysHowItsTimesAreMeant() throws IOException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      CaptureInput in = new CaptureInput(new ByteArrayInputStream(pcapng(order)));
      in.read(4, "");
      PcapngPackets packets = new PcapngPackets(in);
      assertThat(packets.next()).isTrue();
      assertThat(packets.time().getEpochSecond()).isEqualTo(CaptureWriter.SECOND);
    }
  }
}
