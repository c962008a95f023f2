package org.openspot.parsers.text;

/** What is UTF-8 and what is not, by RFC 3629: no surrogates, no longer form than needed. */
public final class Utf8 {
  private Utf8() {}

  /** True if a piece of a buffer is UTF-8. */
  public static boolean isValid(byte[] buffer, int from, int to) {
    int i = from;
    while (i < to) {
      int lead = buffer[i] & 0xff;
      i++;
      if (lead >= 0x80) {
        int behind = following(lead);
        if (behind < 0 || to - i < behind || !isSecond(lead, buffer[i] & 0xff)) {
          return false;
        }
        for (int k = 1; k < behind; k++) {
          if ((buffer[i + k] & 0xc0) != 0x80) {
            return false;
          }
        }
        i += behind;
      }
    }
    return true;
  }

  /** How many bytes follow a leading one that is not ASCII; -1 where it cannot lead. */
  private static int following(int lead) {
    if (lead < 0xc2 || lead > 0xf4) {
      return -1;
    }
    if (lead < 0xe0) {
      return 1;
    }
    return lead < 0xf0 ? 2 : 3;
  }

  private static boolean isSecond(int lead, int second) {
    int lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    return second >= lowest && second <= highest;
  }
}
