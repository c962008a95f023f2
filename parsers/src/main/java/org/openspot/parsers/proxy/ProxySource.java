package org.openspot.parsers.proxy;

import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.Source;
import org.openspot.parsers.StreamDissector;
import org.openspot.schema.TableSpec;

/** Requests through web proxies, as the proxies log them. */
public final class ProxySource implements Source {
  private static final TableSpec TABLE = TableSpec.load("proxy");

  @Override
  public String type() {
    return "proxy";
  }

  @Override
  public TableSpec table() {
    return TABLE;
  }

  @Override
  public StreamDissector dissector(DissectorSettings settings) {
    return new ProxyLogDissector(TABLE, settings.options().logFormat());
  }
}
