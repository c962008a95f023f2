package org.openspot.parsers.flow;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** What nfdump calls the flags of TCP: a letter for each that is set, a dot for the others. */
final class TcpFlags {
  /** From the highest bit: congestion window reduced, ECN echo, urgent, and so on to FIN. */
  private static final String LETTERS = "CEUAPRSF";

  private static final byte[][] TEXTS =
      IntStream.range(0, 256).mapToObj(TcpFlags::text).toArray(byte[][]::new);

  private TcpFlags() {}

  private static byte[] text(int flags) {
    byte[] text = LETTERS.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < text.length; i++) {
      if ((flags >> (text.length - 1 - i) & 1) == 0) {
        text[i] = '.';
      }
    }
    return text;
  }

  /** The flags, 0 to 255, in ASCII; not to be changed. */
  static byte[] bytes(int flags) {
    return TEXTS[flags];
  }
}
