package org.openspot.parsers.proxy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the fields of W3C extended logs are called, and which column wants them. The names are those
 * of the W3C's working draft WD-logfile-960323 and of Blue Coat's list of access log fields.
 */
final class Identifiers {
  /** Fields in milliseconds, bytes: numbers that are taken as they are. */
  static final List<String> NUMBERS = List.of("duration", "scbytes", "csbytes");

  /** A time between brackets: {@code [dd/MM/yyyy:HH:mm:ss GMT]}, or with an offset. */
  static final List<String> BRACKETED_TIMES = List.of("gmttime", "localtime");

  /** Seconds since 1970-01-01 UTC. */
  static final List<String> UNIX_TIMES =
      List.of("x-timestamp-unix-utc", "timestamp", "x-timestamp");

  /** Whole URLs or pieces of them, for the columns that have no field of their own; best first. */
  static final List<String> URIS =
      List.of("cs-uri", "c-uri", "sr-uri", "cs-uri-pathquery", "cs-uri-stem");

  /** Blue Coat's field of the time a request took, in seconds. */
  static final String SECONDS_TAKEN = "duration";

  /** A column for an identifier; the lowest rank wins where a line has several for one. */
  record Target(String column, int rank) {}

  private static final Map<String, Target> TARGETS = new HashMap<>();

  static {
    put("clientip", "c-ip", "x-client-address", "c-dns");
    put("host", "cs-host", "cs-uri-host", "cs-uri-hostname", "cs-uri-address", "cs(host)");
    put("reqmethod", "cs-method");
    put("useragent", "cs(user-agent)");
    put("resconttype", "rs(content-type)", "sc(content-type)");
    put("duration", "time-taken", SECONDS_TAKEN);
    put("username", "cs-username", "cs-user", "cs-userdn");
    put("authgroup", "cs-auth-group", "cs-auth-groups");
    put("exceptionid", "x-exception-id");
    put("filterresult", "sc-filter-result");
    put(
        "webcat",
        "cs-categories",
        "sc-filter-category",
        "cs-category",
        "cs-categories-external",
        "cs-categories-provider",
        "cs-categories-policy",
        "cs-categories-local");
    put("referer", "cs(referer)", "x-cs(referer)-uri");
    put("respcode", "sc-status");
    put("action", "s-action");
    put("urischeme", "cs-uri-scheme");
    put("uriport", "cs-uri-port");
    put("uripath", "cs-uri-path");
    put("uriquery", "cs-uri-query");
    put("uriextension", "cs-uri-extension");
    put("serverip", "s-ip", "r-ip", "s-supplier-ip", "r-supplier-ip");
    put("scbytes", "sc-bytes");
    put("csbytes", "cs-bytes");
    put("virusid", "x-virus-id");
    put("bcappname", "x-bluecoat-application-name");
    put("bcappoper", "x-bluecoat-application-operation");
  }

  private Identifiers() {}

  private static void put(String column, String... identifiers) {
    for (int rank = 0; rank < identifiers.length; rank++) {
      TARGETS.put(identifiers[rank], new Target(column, rank));
    }
  }

  /** The column that wants a field, by its identifier in lower case; null if none does. */
  static Target target(String identifier) {
    return TARGETS.get(identifier);
  }
}
