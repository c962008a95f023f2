package org.openspot.parsers.dns;

import org.openspot.parsers.Dissector;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.Source;
import org.openspot.schema.TableSpec;

/** DNS responses, in captures that tcpdump and its relatives write. */
public final class DnsSource implements Source {
  private static final TableSpec TABLE = TableSpec.load("dns");

  @Override
  public String type() {
    return "dns";
  }

  @Override
  public TableSpec table() {
    return TABLE;
  }

  @Override
  public Dissector dissector(DissectorSettings settings) {
    return new TsharkDissector(TABLE, settings);
  }
}
