package org.openspot.parsers.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openspot.core.error.RetriableException;
import org.openspot.parsers.DissectorOptions.LogFormat;
import org.openspot.parsers.text.LineReader;
import org.openspot.schema.row.RecordingSink;
import org.openspot.schema.row.Reject;

class LineReaderTest {
  private static final String GOOD = ProxyLogs.LINE_27 + "\n";

  /** Two good lines with a line of that many bytes between, none of it held. */
  private static final class LongLine extends InputStream {
    private final byte[] before = GOOD.getBytes(StandardCharsets.US_ASCII);
    private final byte[] after = ("\r\n" + GOOD).getBytes(StandardCharsets.US_ASCII);
    private final long length;
    private long at;

    LongLine(long length) {
      this.length = length;
    }

    @Override
    public int read() {
      long inLine = at - before.length;
      long behind = inLine - length;
      if (behind >= after.length) {
        return -1;
      }
      at++;
      if (inLine < 0) {
        return before[(int) (at - 1)];
      }
      return behind < 0 ? 'x' : after[(int) behind];
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) {
      int count = 0;
      for (int next = 0; count < wanted && (next = read()) >= 0; count++) {
        buffer[offset + count] = (byte) next;
      }
      return count == 0 ? -1 : count;
    }
  }

  private static String sha256OfXs(long length) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (long i = 0; i < length; i++) {
      digest.update((byte) 'x');
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Test
  void aLineOf100MegabytesIsARejectThatIsNeverHeld() throws Exception {
    long length = 100_000_000;
    RecordingSink sink = new RecordingSink(ProxyLogs.TABLE);
    long before = allocated();
    ProxyLogs.dissector(LogFormat.W3C).dissect(new LongLine(length), sink);
    assertThat(allocated() - before).isLessThan(8 << 20);
    assertThat(sink.rows).containsOnlyKeys(0L, 2L);
    Reject reject = sink.rejects.get(0);
    assertThat(reject.record()).isEqualTo(1);
    assertThat(reject.rawLength()).isEqualTo(length);
    assertThat(reject.raw()).hasSize(Reject.RAW_LIMIT).containsOnly('x');
    assertThat(reject.rawSha256()).isEqualTo(sha256OfXs(length));
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  @Test
  void theLongestLineIsLookedIntoAndALongerOneIsNot() throws Exception {
    for (int extra = -1; extra < 4; extra++) {
      int length = LineReader.LINE_LIMIT + extra;
      RecordingSink sink = new RecordingSink(ProxyLogs.TABLE);
      ProxyLogs.dissector(LogFormat.W3C).dissect(new LongLine(length), sink);
      assertThat(sink.rows).containsOnlyKeys(0L, 2L);
      Reject reject = sink.rejects.get(0);
      assertThat(reject.rawLength()).isEqualTo(length);
      assertThat(reject.rawSha256()).isEqualTo(sha256OfXs(length));
      assertThat(reject.reason().equals("line of more than 1 MiB")).isEqualTo(extra > 0);
    }
  }

  @Test
  void howALongLineEndsDoesNotCount() throws Exception {
    byte[] xs = new byte[LineReader.LINE_LIMIT + 100_000];
    Arrays.fill(xs, (byte) 'x');
    String line = new String(xs, StandardCharsets.US_ASCII);
    for (String end : List.of("", "\n", "\r\n", "\r")) {
      List<Reject> rejects = new ArrayList<>();
      new LineReader(collect(rejects)).read(stream(line + end));
      assertThat(rejects).singleElement().matches(reject -> reject.rawLength() == xs.length);
    }
    List<Reject> rejects = new ArrayList<>();
    new LineReader(collect(rejects)).read(stream(line + "\r" + line + "\n" + line));
    assertThat(rejects)
        .extracting(Reject::rawLength)
        .containsExactly(2L * xs.length + 1, (long) xs.length);
    assertThat(rejects).extracting(Reject::record).containsExactly(0L, 1L);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static LineReader.Lines collect(List<Reject> rejects) {
    return new LineReader.Lines() {
      @Override
      public void take(long record, byte[] buffer, int from, int to) {
        throw new AssertionError("not too long: " + (to - from));
      }

      @Override
      public void tooLong(Reject reject) {
        rejects.add(reject);
      }
    };
  }

  @Test
  void anInterruptEndsTheReading() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> ProxyLogs.read(LogFormat.W3C, GOOD))
          .isInstanceOf(RetriableException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void whatTheStreamThrowsIsNotHidden() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();
    RecordingSink sink = new RecordingSink(ProxyLogs.TABLE);
    assertThatThrownBy(() -> ProxyLogs.dissector(LogFormat.W3C).dissect(broken, sink))
        .isInstanceOf(IOException.class);
  }
}
