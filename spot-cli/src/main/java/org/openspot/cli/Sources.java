package org.openspot.cli;

import java.util.Map;
import java.util.TreeMap;
import org.openspot.core.error.ConfigException;
import org.openspot.parsers.Source;
import org.openspot.parsers.dns.DnsSource;
import org.openspot.parsers.flow.FlowSource;
import org.openspot.parsers.proxy.ProxySource;

/** Every source there is, by its word in the configuration. */
final class Sources {
  private static final Map<String, Source> ALL =
      Map.of("dns", new DnsSource(), "flow", new FlowSource(), "proxy", new ProxySource());

  private Sources() {}

  /**
   * The source of a type.
   *
   * @throws ConfigException if there is none
   */
  static Source of(String type) {
    Source source = ALL.get(type);
    if (source == null) {
      throw new ConfigException(
          "no source type "
              + type
              + "; there are: "
              + String.join(", ", new TreeMap<>(ALL).keySet()));
    }
    return source;
  }
}
