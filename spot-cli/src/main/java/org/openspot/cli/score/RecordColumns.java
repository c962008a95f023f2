package org.openspot.cli.score;

import java.util.List;
import org.openspot.scoring.model.record.DnsRecord;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.record.ProxyRecord;

/** The sources that are scored, and their records by the columns of their table. */
enum RecordColumns {
  FLOW,
  DNS,
  PROXY;

  /** What scoring reads of a row. */
  List<String> columns() {
    return switch (this) {
      case FLOW -> FlowRecord.COLUMNS;
      case DNS -> DnsRecord.COLUMNS;
      case PROXY -> ProxyRecord.COLUMNS;
    };
  }

  static FlowRecord flow(Cells row) {
    return new FlowRecord(
        row.text("treceived"),
        row.number("unix_tstamp", FlowRecord.NONE),
        new FlowRecord.Clock(
            row.integer("trhour", FlowRecord.NONE),
            row.integer("trminute", FlowRecord.NONE),
            row.integer("trsec", FlowRecord.NONE)),
        new FlowRecord.Endpoint(row.text("sip"), row.integer("sport", FlowRecord.NONE)),
        new FlowRecord.Endpoint(row.text("dip"), row.integer("dport", FlowRecord.NONE)),
        row.text("proto"),
        row.number("ipkt", FlowRecord.NONE),
        row.number("ibyt", FlowRecord.NONE));
  }

  static DnsRecord dns(Cells row) {
    return new DnsRecord(
        row.text("frame_time"),
        row.number("unix_tstamp", DnsRecord.NONE),
        row.integer("frame_len", DnsRecord.NONE),
        row.text("ip_dst"),
        row.text("dns_qry_name"),
        row.text("dns_qry_class"),
        row.integer("dns_qry_type", DnsRecord.NONE),
        row.integer("dns_qry_rcode", DnsRecord.NONE));
  }

  static ProxyRecord proxy(Cells row) {
    return new ProxyRecord(
        row.text("p_date"),
        row.text("p_time"),
        row.text("clientip"),
        row.text("host"),
        row.text("reqmethod"),
        row.text("useragent"),
        row.text("resconttype"),
        row.text("respcode"),
        row.text("fulluri"));
  }
}
