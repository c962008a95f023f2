package org.openspot.parsers.text;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The times of a log: read in the forms that proxies write, and shown as {@code yyyy-MM-dd} and
 * {@code HH:mm:ss}. The date read last and the date shown last are kept, since neighbours share
 * them. Not thread-safe.
 */
public final class LogTime {
  /** Not a time, or not one from 1970 to 9999. */
  public static final long NONE = -1;

  /** The last second whose year has four digits. */
  public static final long LAST_SECOND = 253_402_300_799L;

  public static final int DATE_LENGTH = 10;
  public static final int TIME_LENGTH = 8;

  private static final int DAY_SECONDS = 86_400;
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  private final byte[] date = "1970-01-01".getBytes(StandardCharsets.US_ASCII);
  private final byte[] time = "00:00:00".getBytes(StandardCharsets.US_ASCII);
  private long shownDay;

  private final byte[] parsedDate = date.clone();
  private long parsedDay;

  /** Shows a second, 0 to {@link #LAST_SECOND}. */
  public void show(long epochSecond) {
    long day = epochSecond / DAY_SECONDS;
    if (day != shownDay) {
      LocalDate shown = LocalDate.ofEpochDay(day);
      put(date, 0, shown.getYear() / 100);
      put(date, 2, shown.getYear() % 100);
      put(date, 5, shown.getMonthValue());
      put(date, 8, shown.getDayOfMonth());
      shownDay = day;
    }
    int second = (int) (epochSecond - day * DAY_SECONDS);
    put(time, 0, second / 3600);
    put(time, 3, second / 60 % 60);
    put(time, 6, second % 60);
  }

  private static void put(byte[] text, int at, int value) {
    text[at] = (byte) ('0' + value / 10);
    text[at + 1] = (byte) ('0' + value % 10);
  }

  /** The date shown, {@link #DATE_LENGTH} bytes; not to be changed. */
  public byte[] date() {
    return date;
  }

  /** The time of the day shown, {@link #TIME_LENGTH} bytes; not to be changed. */
  public byte[] time() {
    return time;
  }

  /** The day that {@code yyyy-MM-dd} is, in days since 1970-01-01, or {@link #NONE}. */
  public long day(byte[] buffer, int from, int to) {
    if (to - from != DATE_LENGTH) {
      return NONE;
    }
    for (int i = 0; i < DATE_LENGTH; i++) {
      if (buffer[from + i] != parsedDate[i]) {
        return newDay(buffer, from);
      }
    }
    return parsedDay;
  }

  private long newDay(byte[] buffer, int from) {
    if (buffer[from + 4] != '-' || buffer[from + 7] != '-') {
      return NONE;
    }
    long day =
        day(
            fourDigits(buffer, from),
            twoDigits(buffer, from + 5, from + 7),
            twoDigits(buffer, from + 8, from + 10));
    if (day != NONE) {
      System.arraycopy(buffer, from, parsedDate, 0, DATE_LENGTH);
      parsedDay = day;
    }
    return day;
  }

  private static long day(int year, int month, int day) {
    if (year < 1970
        || month < 1
        || month > 12
        || day < 1
        || day > YearMonth.of(year, month).lengthOfMonth()) {
      return NONE;
    }
    return LocalDate.of(year, month, day).toEpochDay();
  }

  /**
   * The second of the day that {@code HH:mm}, {@code HH:mm:ss} or {@code HH:mm:ss.fraction} is, or
   * {@link #NONE}.
   */
  public static int secondOfDay(byte[] buffer, int from, int to) {
    int hour = twoDigits(buffer, from, to);
    if (hour < 0 || hour > 23 || to - from < 5 || buffer[from + 2] != ':') {
      return (int) NONE;
    }
    int minute = twoDigits(buffer, from + 3, to);
    int second = 0;
    if (to - from > 5) {
      second = buffer[from + 5] == ':' ? twoDigits(buffer, from + 6, to) : -1;
    }
    if (minute < 0 || minute > 59 || second < 0 || second > 59) {
      return (int) NONE;
    }
    if (to - from > TIME_LENGTH) {
      if (buffer[from + TIME_LENGTH] != '.' || !areDigits(buffer, from + TIME_LENGTH + 1, to)) {
        return (int) NONE;
      }
    }
    return hour * 3600 + minute * 60 + second;
  }

  /**
   * The second that {@code dd/MM/yyyy:HH:mm:ss} is, with or without brackets around it, with a
   * month in digits or in English, with {@code GMT}, an offset such as {@code +0200} or nothing
   * behind it; or {@link #NONE}.
   */
  public static long bracketed(byte[] buffer, int start, int end) {
    int from = start;
    int to = end;
    if (to - from > 1 && buffer[from] == '[' && buffer[to - 1] == ']') {
      from++;
      to--;
    }
    boolean named = to - from > 5 && buffer[from + 5] != '/';
    int year = from + (named ? 7 : 6);
    if (to < year + 13
        || buffer[from + 2] != '/'
        || buffer[year - 1] != '/'
        || buffer[year + 4] != ':') {
      return NONE;
    }
    int month = named ? month(buffer, from + 3) : twoDigits(buffer, from + 3, to);
    long day = day(fourDigits(buffer, year), month, twoDigits(buffer, from, to));
    int second = secondOfDay(buffer, year + 5, year + 13);
    long offset = offset(buffer, year + 13, to);
    if (day == NONE || second == NONE || offset == Long.MIN_VALUE) {
      return NONE;
    }
    return inRange(day * DAY_SECONDS + second - offset);
  }

  /** A second if it is from 1970 to 9999, otherwise {@link #NONE}. */
  public static long inRange(long epochSecond) {
    return epochSecond < 0 || epochSecond > LAST_SECOND ? NONE : epochSecond;
  }

  /** Seconds east of UTC, or the lowest long if the text is no offset. */
  private static long offset(byte[] buffer, int from, int to) {
    if (from == to) {
      return 0;
    }
    int length = to - from - 1;
    if (buffer[from] != ' ') {
      return Long.MIN_VALUE;
    }
    if (length == 3
        && buffer[from + 1] == 'G'
        && buffer[from + 2] == 'M'
        && buffer[from + 3] == 'T') {
      return 0;
    }
    int sign = length == 5 ? (buffer[from + 1] == '+' ? 1 : buffer[from + 1] == '-' ? -1 : 0) : 0;
    int hours = twoDigits(buffer, from + 2, to);
    int minutes = twoDigits(buffer, from + 4, to);
    return sign == 0 || hours < 0 || minutes < 0
        ? Long.MIN_VALUE
        : sign * (hours * 3600L + minutes * 60L);
  }

  /** The month that three letters name, or -1. */
  private static int month(byte[] buffer, int at) {
    for (int month = 0; month < 12; month++) {
      if ((buffer[at] | 0x20) == MONTHS.charAt(3 * month)
          && (buffer[at + 1] | 0x20) == MONTHS.charAt(3 * month + 1)
          && (buffer[at + 2] | 0x20) == MONTHS.charAt(3 * month + 2)) {
        return month + 1;
      }
    }
    return -1;
  }

  private static int fourDigits(byte[] buffer, int at) {
    int century = twoDigits(buffer, at, at + 2);
    int rest = twoDigits(buffer, at + 2, at + 4);
    return century < 0 || rest < 0 ? -1 : century * 100 + rest;
  }

  private static int twoDigits(byte[] buffer, int at, int limit) {
    if (at + 2 > limit) {
      return -1;
    }
    int tens = buffer[at] - '0';
    int ones = buffer[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }

  private static boolean areDigits(byte[] buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer[i] < '0' || buffer[i] > '9') {
        return false;
      }
    }
    return true;
  }
}
