package org.openspot.scoring.model.ingest;

import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowBuffer;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.word.Service;

/** Tells which flows have the same words. */
final class FlowKeys implements RowKeys {
  private static final long SECONDS_PER_HOUR = 3600;

  private final int received;
  private final int time;
  private final int hour;
  private final int minute;
  private final int second;
  private final int source;
  private final int sourcePort;
  private final int destination;
  private final int destinationPort;
  private final int protocol;
  private final int packets;
  private final int bytes;

  FlowKeys() {
    TableSpec table = TableSpec.load("flow");
    received = table.column("treceived");
    time = table.column("unix_tstamp");
    hour = table.column("trhour");
    minute = table.column("trminute");
    second = table.column("trsec");
    source = table.column("sip");
    sourcePort = table.column("sport");
    destination = table.column("dip");
    destinationPort = table.column("dport");
    protocol = table.column("proto");
    packets = table.column("ipkt");
    bytes = table.column("ibyt");
  }

  @Override
  public boolean key(RowBuffer row, RowKey key) {
    int from = integer(row, sourcePort);
    int to = integer(row, destinationPort);
    boolean timed =
        new FlowRecord.Clock(integer(row, hour), integer(row, minute), integer(row, second))
            .isValid();
    long flags =
        bit(row.isPresent(received), 0)
            | bit(row.isPresent(source), 1)
            | bit(row.isPresent(destination), 2)
            | bit(timed, 3)
            | bit(from < 0, 4)
            | bit(to < 0, 5);
    // Bins are powers of two: as many zeros in front, the same bin.
    long sizes =
        (long) Long.numberOfLeadingZeros(number(row, packets)) << Byte.SIZE
            | Long.numberOfLeadingZeros(number(row, bytes));
    long ports =
        isOtherThanIcmp(row)
            ? Service.ofPorts(from, to)
            : 1L << 62 | (long) (from & 0x7fffffff) << 31 | (to & 0x7fffffff);
    key.put(flags | sizes << Byte.SIZE);
    key.put(hoursSince1970(row));
    key.put(ports);
    key.putText(row, protocol);
    return true;
  }

  /** A few protocols begin with the same letter, of which the ports are kept as they are. */
  private boolean isOtherThanIcmp(RowBuffer row) {
    if (!row.isPresent(protocol) || row.length(protocol) == 0) {
      return false;
    }
    byte first = row.array()[row.offset(protocol)];
    return first > ' ' && first != 'I';
  }

  private long hoursSince1970(RowBuffer row) {
    return Math.floorDiv(number(row, time), SECONDS_PER_HOUR);
  }

  private static long bit(boolean set, int place) {
    return set ? 1L << place : 0;
  }

  private static int integer(RowBuffer row, int column) {
    return row.isPresent(column) ? row.intValue(column) : FlowRecord.NONE;
  }

  private static long number(RowBuffer row, int column) {
    return row.isPresent(column) ? row.longValue(column) : FlowRecord.NONE;
  }
}
