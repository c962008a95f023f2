package org.openspot.archive;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.openspot.core.identity.FileId;

/**
 * An original's name as one component of an HDFS path.
 *
 * <p>HDFS refuses {@code .}, {@code ..}, {@code /} and {@code :}, Hadoop's shell expands wildcards,
 * its image tools choke on control characters, and jobs skip names that begin with a dot or an
 * underscore. So ASCII letters and digits, letters of other scripts and {@code ._=+@~,()-} stand
 * for themselves, and every other byte of the name's UTF-8 form as {@code %} and two hex digits,
 * also a leading dot, underscore or dash. A form over {@value #LIMIT} bytes is cut and ends in
 * {@code %~} and a hash of the name: it can then no longer be decoded.
 */
final class ArchiveName {
  /** HDFS allows 255 bytes; the rest is room for the suffix of a name that is taken. */
  static final int LIMIT = 180;

  private static final int HASH_DIGITS = 32;
  private static final String PLAIN = "._=+@~,()-";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private ArchiveName() {}

  static String encode(String name) {
    StringBuilder path = new StringBuilder(name.length() + 16);
    int bytes = 0;
    int cut = 0;
    int next;
    for (int i = 0; i < name.length(); i = next) {
      int letter = name.codePointAt(i);
      next = i + Character.charCount(letter);
      int before = path.length();
      if (isPlain(letter, i == 0)) {
        path.appendCodePoint(letter);
      } else {
        escape(letter, path);
      }
      bytes += path.substring(before).getBytes(StandardCharsets.UTF_8).length;
      if (bytes <= LIMIT - HASH_DIGITS - 2) {
        cut = path.length();
      }
    }
    if (bytes <= LIMIT) {
      return path.toString();
    }
    String hash = FileId.hasher("", name).finish().fileId().toString();
    return path.substring(0, cut) + "%~" + hash.substring(0, HASH_DIGITS);
  }

  /** The name again, unless it was cut. */
  static Optional<String> decode(String encoded) {
    if (encoded.contains("%~")) {
      return Optional.empty();
    }
    StringBuilder name = new StringBuilder(encoded.length());
    int i = 0;
    while (i < encoded.length()) {
      if (encoded.charAt(i) != '%') {
        name.append(encoded.charAt(i++));
      } else if (encoded.charAt(i + 1) == 'u') {
        name.append((char) HexFormat.fromHexDigits(encoded, i + 2, i + 6));
        i += 6;
      } else {
        int start = i;
        while (i < encoded.length() && encoded.charAt(i) == '%' && encoded.charAt(i + 1) != 'u') {
          i += 3;
        }
        byte[] run = HexFormat.ofDelimiter("%").parseHex(encoded.substring(start + 1, i));
        name.append(new String(run, StandardCharsets.UTF_8));
      }
    }
    return Optional.of(name.toString());
  }

  private static boolean isPlain(int letter, boolean first) {
    if (letter < 0x80) {
      return (letter >= '0' && letter <= '9')
          || (letter >= 'A' && letter <= 'Z')
          || (letter >= 'a' && letter <= 'z')
          || (PLAIN.indexOf(letter) >= 0 && !(first && "._-".indexOf(letter) >= 0));
    }
    return Character.isLetterOrDigit(letter);
  }

  private static void escape(int letter, StringBuilder path) {
    if (letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE) {
      // Half of a pair has no UTF-8 form.
      path.append("%u").append(HEX.toHexDigits((char) letter));
      return;
    }
    for (byte unit : Character.toString(letter).getBytes(StandardCharsets.UTF_8)) {
      path.append('%').append(HEX.toHexDigits(unit));
    }
  }
}
