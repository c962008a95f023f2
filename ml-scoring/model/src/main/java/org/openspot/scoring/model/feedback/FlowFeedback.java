package org.openspot.scoring.model.feedback;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import org.openspot.core.error.DataException;
import org.openspot.scoring.model.record.FlowRecord;

/**
 * Feedback on flows: Spot's eight columns, and the protocol, which its words have and its feedback
 * forgot.
 */
public final class FlowFeedback implements FeedbackFormat<FlowRecord> {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final List<String> COLUMNS =
      List.of("sev", "tstart", "srcIP", "dstIP", "sport", "dport", "ipkt", "ibyt", "proto");
  private static final int SPOT_COLUMNS = 8;
  private static final int PROTOCOL = 8;

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public int requiredColumns() {
    return SPOT_COLUMNS;
  }

  @Override
  public Mark<FlowRecord> parse(Fields fields) {
    Severity severity = Severity.of(fields.integer(0));
    String received = fields.required(1);
    LocalDateTime time = time(received);
    return new Mark<>(
        severity,
        new FlowRecord(
            received,
            time.toEpochSecond(ZoneOffset.UTC),
            new FlowRecord.Clock(time.getHour(), time.getMinute(), time.getSecond()),
            new FlowRecord.Endpoint(fields.required(2), fields.integer(4)),
            new FlowRecord.Endpoint(fields.required(3), fields.integer(5)),
            protocol(fields),
            fields.number(6),
            fields.number(7)));
  }

  @Override
  public List<String> print(Mark<FlowRecord> mark) {
    FlowRecord record = mark.record();
    return Arrays.asList(
        Integer.toString(mark.severity().number()),
        record.received(),
        record.source().address(),
        record.destination().address(),
        Integer.toString(record.source().port()),
        Integer.toString(record.destination().port()),
        Long.toString(record.packets()),
        Long.toString(record.bytes()),
        record.protocol());
  }

  @Override
  public LocalDate day(FlowRecord record) {
    return LocalDate.ofEpochDay(Math.floorDiv(record.time(), 86_400L));
  }

  /** A word with another protocol than the record's is one that nothing ever has. */
  private static String protocol(Fields fields) {
    String protocol = fields.text(PROTOCOL);
    if (protocol == null || protocol.isEmpty()) {
      throw new DataException(
          "proto is missing: Spot's feedback forgot it, add it as the ninth column");
    }
    return protocol;
  }

  private static LocalDateTime time(String text) {
    try {
      return LocalDateTime.parse(text, TIME);
    } catch (DateTimeException e) {
      throw new DataException("tstart is no time like 2016-07-08 06:58:45: " + text, e);
    }
  }
}
