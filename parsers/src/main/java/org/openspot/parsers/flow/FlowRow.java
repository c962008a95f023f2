package org.openspot.parsers.flow;

import org.openspot.schema.TableSpec;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowSink;

/**
 * The row of a flow, from wherever its values come: the one place that knows which value goes into
 * which column. Between {@link #begin} and {@link #end} every other setter is called once. Not
 * thread-safe.
 */
final class FlowRow {
  // The columns that are whole numbers as they are, in the order in which nfdump prints them.
  static final int FORWARDING = 0;
  static final int SOURCE_TOS = 1;
  static final int IN_PACKETS = 2;
  static final int IN_BYTES = 3;
  static final int OUT_PACKETS = 4;
  static final int OUT_BYTES = 5;
  static final int INPUT = 6;
  static final int OUTPUT = 7;
  static final int SOURCE_AS = 8;
  static final int DESTINATION_AS = 9;
  static final int DESTINATION_TOS = 10;

  /** How many of those there are. */
  static final int NUMBERS = 11;

  private static final String[] NUMBER_COLUMNS = {
    "fwd", "stos", "ipkt", "ibyt", "opkt", "obyt", "input", "output", "sas", "das", "dtos"
  };

  private final RowSink sink;
  private final FlowTime time = new FlowTime();
  private final int[] numbers;
  private final int treceived;
  private final int unixTstamp;
  private final int tryear;
  private final int trmonth;
  private final int trday;
  private final int trhour;
  private final int trminute;
  private final int trsec;
  private final int tdur;
  private final int sip;
  private final int dip;
  private final int sport;
  private final int dport;
  private final int proto;
  private final int flag;
  private final int dir;
  private final int rip;

  FlowRow(TableSpec table, RowSink sink) {
    this.sink = sink;
    numbers = new int[NUMBERS];
    for (int i = 0; i < NUMBERS; i++) {
      numbers[i] = table.column(NUMBER_COLUMNS[i]);
    }
    treceived = table.column("treceived");
    unixTstamp = table.column("unix_tstamp");
    tryear = table.column("tryear");
    trmonth = table.column("trmonth");
    trday = table.column("trday");
    trhour = table.column("trhour");
    trminute = table.column("trminute");
    trsec = table.column("trsec");
    tdur = table.column("tdur");
    sip = table.column("sip");
    dip = table.column("dip");
    sport = table.column("sport");
    dport = table.column("dport");
    proto = table.column("proto");
    flag = table.column("flag");
    dir = table.column("dir");
    rip = table.column("rip");
  }

  /**
   * Begins the row of a flow with its times, in milliseconds from 0 to {@link FlowTime#LAST_MILLI}.
   * Where there is no received time (0), the end stands in.
   *
   * @return false if the row is not wanted: set nothing, end nothing
   */
  boolean begin(long record, long received, long start, long end) {
    long second = (received == 0 ? end : received) / 1000;
    if (!sink.beginRow(record, second)) {
      return false;
    }
    time.show(second);
    sink.setBytes(treceived, time.text(), 0, FlowTime.TEXT_LENGTH);
    sink.setLong(unixTstamp, second);
    sink.setInt(tryear, time.year());
    sink.setInt(trmonth, time.month());
    sink.setInt(trday, time.dayOfMonth());
    sink.setInt(trhour, time.hour());
    sink.setInt(trminute, time.minute());
    sink.setInt(trsec, time.secondOfMinute());
    sink.setFloat(tdur, (float) ((end - start) / 1000.0));
    return true;
  }

  void source(byte[] text, int offset, int length) {
    sink.setBytes(sip, text, offset, length);
  }

  void destination(byte[] text, int offset, int length) {
    sink.setBytes(dip, text, offset, length);
  }

  void router(byte[] text, int offset, int length) {
    sink.setBytes(rip, text, offset, length);
  }

  /** The ports; for ICMP the destination is type * 256 + code. */
  void ports(int source, int destination) {
    sink.setInt(sport, source);
    sink.setInt(dport, destination);
  }

  /** The number of the protocol, 0 to 255. */
  void protocol(int number) {
    byte[] name = Protocols.bytes(number);
    sink.setBytes(proto, name, 0, name.length);
  }

  void flags(byte[] text, int offset, int length) {
    sink.setBytes(flag, text, offset, length);
  }

  private static boolean isWide(int number) {
    return number >= IN_PACKETS && number <= DESTINATION_AS;
  }

  /** The largest value of one of the whole numbers that its column holds. */
  static long max(int number) {
    return isWide(number) ? Long.MAX_VALUE : Integer.MAX_VALUE;
  }

  /** One of the whole numbers, from 0 to its largest. */
  void number(int number, long value) {
    if (isWide(number)) {
      sink.setLong(numbers[number], value);
    } else {
      sink.setInt(numbers[number], (int) value);
    }
  }

  void direction(boolean egress) {
    sink.setInt(dir, egress ? 1 : 0);
  }

  void end() {
    sink.endRow();
  }

  /** Reports a record that is no row, also when its row was begun. */
  void reject(Reject reject) {
    sink.reject(reject);
  }
}
