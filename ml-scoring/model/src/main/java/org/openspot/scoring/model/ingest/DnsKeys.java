package org.openspot.scoring.model.ingest;

import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowBuffer;
import org.openspot.scoring.model.record.DnsRecord;

/** Tells which DNS responses have the same words. */
final class DnsKeys implements RowKeys {
  private static final long SECONDS_PER_HOUR = 3600;

  private final int frameTime;
  private final int time;
  private final int length;
  private final int client;
  private final int name;
  private final int queryClass;
  private final int type;
  private final int responseCode;

  DnsKeys() {
    TableSpec table = TableSpec.load("dns");
    frameTime = table.column("frame_time");
    time = table.column("unix_tstamp");
    length = table.column("frame_len");
    client = table.column("ip_dst");
    name = table.column("dns_qry_name");
    queryClass = table.column("dns_qry_class");
    type = table.column("dns_qry_type");
    responseCode = table.column("dns_qry_rcode");
  }

  @Override
  public boolean key(RowBuffer row, RowKey key) {
    long seconds = row.isPresent(time) ? row.longValue(time) : DnsRecord.NONE;
    // Bins of the length are powers of two: as many zeros in front, the same bin.
    key.put(Integer.numberOfLeadingZeros(integer(row, length)));
    key.put(Math.floorDiv(seconds, SECONDS_PER_HOUR));
    key.put((long) integer(row, type) << Integer.SIZE | (integer(row, responseCode) & 0xffffffffL));
    key.put((long) sayingNothing(row, frameTime) << Integer.SIZE | sayingNothing(row, client));
    key.putText(row, queryClass);
    key.putText(row, name);
    return true;
  }

  /** What tells texts apart that are missing in some way; 0 for all of two bytes and more. */
  private static int sayingNothing(RowBuffer row, int column) {
    if (!row.isPresent(column)) {
      return 1;
    }
    return switch (row.length(column)) {
      case 0 -> 2;
      case 1 -> 3 + (row.array()[row.offset(column)] & 0xff);
      default -> 0;
    };
  }

  private static int integer(RowBuffer row, int column) {
    return row.isPresent(column) ? row.intValue(column) : DnsRecord.NONE;
  }
}
