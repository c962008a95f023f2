package org.openspot.parsers.generate;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a made-up proxy writes its log. */
public enum ProxyLogFormat {
  /** Blue Coat's bcreportermain_v1 with its header. */
  BLUECOAT {
    @Override
    String header(Instant begun) {
      return "#Software: SGOS 6.7.5.3\n#Version: 1.0\n#Date: "
          + TIME.format(begun)
          + "\n#Fields: "
          + "date time time-taken c-ip cs-username cs-auth-group x-exception-id sc-filter-result"
          + " cs-categories cs(Referer) sc-status s-action cs-method rs(Content-Type)"
          + " cs-uri-scheme cs-host cs-uri-port cs-uri-path cs-uri-query cs-uri-extension"
          + " cs(User-Agent) s-ip sc-bytes cs-bytes x-virus-id x-bluecoat-application-name"
          + " x-bluecoat-application-operation\n";
    }

    @Override
    void append(StringBuilder line, GeneratedRequest request) {
      line.append(TIME.format(Instant.ofEpochMilli(request.timeMillis())));
      field(line, Integer.toString(request.takenMillis()));
      field(line, request.client());
      field(line, request.user());
      field(line, request.group());
      field(line, request.exception());
      field(line, request.filterResult());
      quoted(line, request.category());
      field(line, request.referer());
      field(line, Integer.toString(request.status()));
      field(line, request.action());
      field(line, request.method());
      field(line, request.contentType());
      field(line, request.scheme());
      field(line, request.host());
      field(line, Integer.toString(request.port()));
      field(line, request.path());
      field(line, request.query());
      field(line, request.extension());
      quoted(line, request.agent());
      field(line, ADDRESS);
      field(line, Long.toString(request.bytesToClient()));
      field(line, Long.toString(request.bytesFromClient()));
      field(line, null);
      quoted(line, NONE);
      quoted(line, NONE);
      line.append('\n');
    }
  },

  /** Squid's native access.log, which has no header and says less. */
  SQUID {
    @Override
    String header(Instant begun) {
      return "";
    }

    @Override
    void append(StringBuilder line, GeneratedRequest request) {
      boolean denied = request.action().equals("TCP_DENIED");
      boolean tunnel = request.path() == null;
      line.append(
          String.format(
              Locale.ROOT,
              "%d.%03d %6d",
              request.timeMillis() / 1000,
              request.timeMillis() % 1000,
              request.takenMillis()));
      field(line, request.client());
      field(
          line,
          (denied ? "TCP_DENIED" : tunnel ? "TCP_TUNNEL" : "TCP_MISS") + "/" + request.status());
      field(line, Long.toString(request.bytesToClient()));
      field(line, request.method());
      String authority = request.host() + (request.port() == 80 ? "" : ":" + request.port());
      field(
          line,
          tunnel
              ? authority
              : request.scheme()
                  + "://"
                  + authority
                  + request.path()
                  + (request.query() == null ? "" : request.query()));
      field(line, request.user());
      field(line, denied ? "HIER_NONE/-" : "HIER_DIRECT/" + peer(request.host()));
      field(line, request.contentType());
      line.append('\n');
    }
  };

  /** The proxy's own. */
  static final String ADDRESS = "10.20.0.8";

  /** What Blue Coat says of applications it does not know. */
  static final String NONE = "none";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  /** What a file begins with. */
  abstract String header(Instant begun);

  /** Adds the line of a request. */
  abstract void append(StringBuilder line, GeneratedRequest request);

  private static void field(StringBuilder line, String value) {
    if (value == null) {
      line.append(" -");
    } else if (value.indexOf(' ') >= 0) {
      quoted(line, value);
    } else {
      line.append(' ').append(value);
    }
  }

  /** What Blue Coat always puts in quotes. */
  private static void quoted(StringBuilder line, String value) {
    line.append(" \"").append(value).append('"');
  }

  private static String peer(String host) {
    int mixed = host.hashCode() * 0x9E3779B1;
    return 23
        + (mixed >>> 24) % 150
        + "."
        + (mixed >>> 16 & 0xff)
        + "."
        + (mixed >>> 8 & 0xff)
        + ".7";
  }
}
