package org.openspot.scoring.model.feedback;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.openspot.scoring.model.record.DnsRecord;

/**
 * Feedback on DNS: Spot's columns. The mark is that of the query; where the query has none, that of
 * the client's address.
 */
public final class DnsFeedback implements FeedbackFormat<DnsRecord> {
  private static final List<String> COLUMNS =
      List.of(
          "frame_time",
          "frame_len",
          "ip_dst",
          "dns_qry_name",
          "dns_qry_class",
          "dns_qry_type",
          "dns_qry_rcode",
          "score",
          "tld",
          "query_rep",
          "hh",
          "ip_sev",
          "dns_sev",
          "dns_qry_class_name",
          "dns_qry_type_name",
          "dns_qry_rcode_name",
          "network_context",
          "unix_tstamp");
  private static final int CLIENT_SEVERITY = 11;
  private static final int QUERY_SEVERITY = 12;
  private static final int TIME = 17;

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public int requiredColumns() {
    return COLUMNS.size();
  }

  @Override
  public Mark<DnsRecord> parse(Fields fields) {
    int query = fields.integer(QUERY_SEVERITY, 0);
    Severity severity = Severity.of(query == 0 ? fields.integer(CLIENT_SEVERITY, 0) : query);
    return new Mark<>(
        severity,
        new DnsRecord(
            fields.text(0),
            fields.number(TIME),
            fields.integer(1),
            fields.required(2),
            fields.required(3),
            fields.text(4),
            fields.integer(5, DnsRecord.NONE),
            fields.integer(6, DnsRecord.NONE)));
  }

  @Override
  public List<String> print(Mark<DnsRecord> mark) {
    DnsRecord record = mark.record();
    String[] fields = new String[COLUMNS.size()];
    fields[0] = record.frameTime();
    fields[1] = Integer.toString(record.length());
    fields[2] = record.client();
    fields[3] = record.name();
    fields[4] = record.queryClass();
    fields[5] = Integer.toString(record.type());
    fields[6] = Integer.toString(record.responseCode());
    fields[CLIENT_SEVERITY] = "0";
    fields[QUERY_SEVERITY] = Integer.toString(mark.severity().number());
    fields[TIME] = Long.toString(record.time());
    return Arrays.asList(fields);
  }

  @Override
  public LocalDate day(DnsRecord record) {
    return LocalDate.ofEpochDay(Math.floorDiv(record.time(), 86_400L));
  }
}
