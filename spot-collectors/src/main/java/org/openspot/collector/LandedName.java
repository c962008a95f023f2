package org.openspot.collector;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A landed file's name as the bytes it is. Java's own strings lose bytes that the locale cannot
 * decode, so two names could become one and neither could be opened again; a path's URI has them
 * all.
 */
final class LandedName {
  private static final int LONGEST = 255;

  private final byte[] bytes;

  private LandedName(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The last component of a path. */
  static LandedName of(Path path) {
    String raw = path.toUri().getRawPath();
    if (raw.endsWith("/")) {
      raw = raw.substring(0, raw.length() - 1);
    }
    raw = raw.substring(raw.lastIndexOf('/') + 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char letter = raw.charAt(i);
      if (letter == '%') {
        bytes.write(HexFormat.fromHexDigits(raw, i + 1, i + 3));
        i += 2;
      } else {
        bytes.write(letter);
      }
    }
    return new LandedName(bytes.toByteArray());
  }

  /** This name and a suffix in a directory; a name that gets too long is cut and told by a hash. */
  Path in(Path directory, String suffix) {
    byte[] name = bytes;
    byte[] end = suffix.getBytes(StandardCharsets.US_ASCII);
    if (name.length + end.length > LONGEST) {
      String hash = "~" + HexFormat.of().toHexDigits(Arrays.hashCode(bytes));
      end = (hash + suffix).getBytes(StandardCharsets.US_ASCII);
      name = Arrays.copyOf(bytes, LONGEST - end.length);
    }
    StringBuilder uri = new StringBuilder(directory.toUri().toString());
    if (uri.charAt(uri.length() - 1) != '/') {
      uri.append('/');
    }
    for (byte[] part : new byte[][] {name, end}) {
      for (byte one : part) {
        uri.append('%').append(HexFormat.of().toHexDigits(one));
      }
    }
    return Path.of(URI.create(uri.toString()));
  }

  /** This name without its last bytes. */
  LandedName without(int last) {
    return new LandedName(Arrays.copyOf(bytes, bytes.length - last));
  }

  /** The name as text: UTF-8, with {@code %FF} for each byte that is none. */
  String text() {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length * 3 + 1);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        out.put('%').put(HexFormat.of().withUpperCase().toHexDigits(in.get()));
      }
      result = decoder.decode(in, out, true);
    }
    return out.flip().toString();
  }

  /** The name for a log line: control characters cannot forge another line. */
  @Override
  public String toString() {
    String text = text();
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            letter -> {
              if (Character.isISOControl(letter) || Character.getType(letter) == Character.FORMAT) {
                shown.append(String.format("\\u%04x", letter));
              } else {
                shown.appendCodePoint(letter);
              }
            });
    return shown.toString();
  }
}
