package org.openspot.parsers.flow;

import org.openspot.parsers.Dissector;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.Source;
import org.openspot.schema.TableSpec;

/** Network flows, as nfcapd and its relatives write them. */
public final class FlowSource implements Source {
  private static final TableSpec TABLE = TableSpec.load("flow");

  @Override
  public String type() {
    return "flow";
  }

  @Override
  public TableSpec table() {
    return TABLE;
  }

  @Override
  public Dissector dissector(DissectorSettings settings) {
    return new NfcapdDissector(TABLE, settings, NfcapdDissector.Way.BY_SHAPE);
  }
}
