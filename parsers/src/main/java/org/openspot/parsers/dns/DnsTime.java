package org.openspot.parsers.dns;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * A packet's time as Spot's tables have it: {@code Jul 8 2016 06:58:45.765735000 UTC}, the day
 * padded with a blank. The day shown last is kept, since neighbours in a capture share it. Not
 * thread-safe.
 */
final class DnsTime {
  /** The last second whose year has four digits. */
  static final long LAST_SECOND = 253_402_300_799L;

  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  private final byte[] text =
      "Jan  1 1970 00:00:00.000000000 UTC".getBytes(StandardCharsets.US_ASCII);
  private long day;

  /** Shows a second, 0 to {@link #LAST_SECOND}, and nanoseconds. */
  void show(long epochSecond, int nanos) {
    long newDay = epochSecond / 86_400;
    if (newDay != day) {
      LocalDate date = LocalDate.ofEpochDay(newDay);
      for (int i = 0; i < 3; i++) {
        text[i] = (byte) MONTHS.charAt((date.getMonthValue() - 1) * 3 + i);
      }
      digits(4, 2, date.getDayOfMonth());
      if (text[4] == '0') {
        text[4] = ' ';
      }
      digits(7, 4, date.getYear());
      day = newDay;
    }
    int second = (int) (epochSecond - newDay * 86_400);
    digits(12, 2, second / 3600);
    digits(15, 2, second / 60 % 60);
    digits(18, 2, second % 60);
    digits(21, 9, nanos);
  }

  private void digits(int at, int count, int value) {
    int rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** The text shown; not to be changed. */
  byte[] text() {
    return text;
  }
}
