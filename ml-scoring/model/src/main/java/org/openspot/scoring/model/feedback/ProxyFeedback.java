package org.openspot.scoring.model.feedback;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.openspot.core.error.DataException;
import org.openspot.scoring.model.record.ProxyRecord;

/** Feedback on web requests: Spot's columns. */
public final class ProxyFeedback implements FeedbackFormat<ProxyRecord> {
  private static final List<String> COLUMNS =
      List.of(
          "p_date",
          "p_time",
          "clientip",
          "host",
          "reqmethod",
          "useragent",
          "resconttype",
          "duration",
          "username",
          "webcat",
          "referer",
          "respcode",
          "uriport",
          "uripath",
          "uriquery",
          "serverip",
          "scbytes",
          "csbytes",
          "fulluri",
          "word",
          "score",
          "uri_rep",
          "uri_sev",
          "respcode_name",
          "network_context",
          "hash");
  private static final int STATUS = 11;
  private static final int URI = 18;
  private static final int SEVERITY = 22;

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public int requiredColumns() {
    return SEVERITY + 1;
  }

  @Override
  public Mark<ProxyRecord> parse(Fields fields) {
    Severity severity = Severity.of(fields.integer(SEVERITY));
    ProxyRecord record =
        new ProxyRecord(
            fields.required(0),
            fields.required(1),
            fields.required(2),
            fields.required(3),
            fields.text(4),
            fields.text(5),
            fields.text(6),
            fields.text(STATUS),
            fields.required(URI),
            0);
    day(record); // a bad date is found with its line here
    return new Mark<>(severity, record);
  }

  @Override
  public List<String> print(Mark<ProxyRecord> mark) {
    ProxyRecord record = mark.record();
    String[] fields = new String[COLUMNS.size()];
    fields[0] = record.date();
    fields[1] = record.time();
    fields[2] = record.client();
    fields[3] = record.host();
    fields[4] = record.method();
    fields[5] = record.userAgent();
    fields[6] = record.contentType();
    fields[STATUS] = record.responseCode();
    fields[URI] = record.uri();
    fields[SEVERITY] = Integer.toString(mark.severity().number());
    return Arrays.asList(fields);
  }

  @Override
  public LocalDate day(ProxyRecord record) {
    try {
      return LocalDate.parse(record.date());
    } catch (DateTimeException e) {
      throw new DataException("p_date is no date like 2016-07-08: " + record.date(), e);
    }
  }
}
