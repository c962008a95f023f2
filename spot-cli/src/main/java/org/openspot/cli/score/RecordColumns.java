package org.openspot.cli.score;

import java.util.List;
import org.openspot.scoring.model.record.DnsRecord;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.record.ProxyRecord;

/** The sources that are scored. */
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
}
