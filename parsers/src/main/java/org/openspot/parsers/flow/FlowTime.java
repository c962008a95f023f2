package org.openspot.parsers.flow;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Seconds since 1970-01-01 UTC and the same as text, {@code yyyy-MM-dd HH:mm:ss}. The parts of the
 * time shown last are kept, since neighbours in a file share them. Not thread-safe.
 */
final class FlowTime {
  /** The last second whose year has four digits. */
  static final long LAST_SECOND = 253_402_300_799L;

  /** Its last millisecond. */
  static final long LAST_MILLI = LAST_SECOND * 1000 + 999;

  static final int TEXT_LENGTH = 19;
  static final int DATE_LENGTH = 10;

  private final byte[] text = "1970-01-01 00:00:00".getBytes(StandardCharsets.US_ASCII);
  private long second;
  private long day;
  private int year = 1970;
  private int month = 1;
  private int dayOfMonth = 1;
  private int secondOfDay;

  private final byte[] parsedDate = text.clone();
  private long parsedDay;

  /** Shows a second, 0 to {@link #LAST_SECOND}. */
  void show(long epochSecond) {
    if (epochSecond == second) {
      return;
    }
    long newDay = epochSecond / 86_400;
    if (newDay != day) {
      LocalDate date = LocalDate.ofEpochDay(newDay);
      year = date.getYear();
      month = date.getMonthValue();
      dayOfMonth = date.getDayOfMonth();
      twoDigits(0, year / 100);
      twoDigits(2, year % 100);
      twoDigits(5, month);
      twoDigits(8, dayOfMonth);
      day = newDay;
    }
    secondOfDay = (int) (epochSecond - newDay * 86_400);
    twoDigits(11, hour());
    twoDigits(14, minute());
    twoDigits(17, secondOfMinute());
    second = epochSecond;
  }

  private void twoDigits(int at, int value) {
    text[at] = (byte) ('0' + value / 10);
    text[at + 1] = (byte) ('0' + value % 10);
  }

  /** The text shown, {@link #TEXT_LENGTH} bytes; not to be changed. */
  byte[] text() {
    return text;
  }

  int year() {
    return year;
  }

  int month() {
    return month;
  }

  int dayOfMonth() {
    return dayOfMonth;
  }

  int hour() {
    return secondOfDay / 3600;
  }

  int minute() {
    return secondOfDay / 60 % 60;
  }

  int secondOfMinute() {
    return secondOfDay % 60;
  }

  /**
   * Reads {@code yyyy-MM-dd HH:mm:ss} from a buffer that has that many bytes.
   *
   * @return seconds since 1970-01-01, or -1 if it is not such a time or before then
   */
  long parse(byte[] buffer, int offset) {
    long date = parseDate(buffer, offset);
    int hour = twoDigits(buffer, offset + 11);
    int minute = twoDigits(buffer, offset + 14);
    int sec = twoDigits(buffer, offset + 17);
    if (date < 0
        || buffer[offset + 10] != ' '
        || buffer[offset + 13] != ':'
        || buffer[offset + 16] != ':'
        || hour < 0
        || hour > 23
        || minute < 0
        || minute > 59
        || sec < 0
        || sec > 59) {
      return -1;
    }
    return date * 86_400 + hour * 3600L + minute * 60L + sec;
  }

  private long parseDate(byte[] buffer, int offset) {
    for (int i = 0; i < DATE_LENGTH; i++) {
      if (buffer[offset + i] != parsedDate[i]) {
        return parseNewDate(buffer, offset);
      }
    }
    return parsedDay;
  }

  private long parseNewDate(byte[] buffer, int offset) {
    int century = twoDigits(buffer, offset);
    int yearOfCentury = twoDigits(buffer, offset + 2);
    int newMonth = twoDigits(buffer, offset + 5);
    int newDay = twoDigits(buffer, offset + 8);
    int newYear = century * 100 + yearOfCentury;
    if (century < 0
        || yearOfCentury < 0
        || newYear < 1970
        || buffer[offset + 4] != '-'
        || buffer[offset + 7] != '-'
        || newMonth < 1
        || newMonth > 12
        || newDay < 1
        || newDay > YearMonth.of(newYear, newMonth).lengthOfMonth()) {
      return -1;
    }
    System.arraycopy(buffer, offset, parsedDate, 0, DATE_LENGTH);
    parsedDay = LocalDate.of(newYear, newMonth, newDay).toEpochDay();
    return parsedDay;
  }

  private static int twoDigits(byte[] buffer, int at) {
    int tens = buffer[at] - '0';
    int ones = buffer[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }
}
