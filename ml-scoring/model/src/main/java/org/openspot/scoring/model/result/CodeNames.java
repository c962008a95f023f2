package org.openspot.scoring.model.result;

import java.util.Locale;
import java.util.Map;

/**
 * Numbers of protocols in words, as IANA's registries have them (Domain Name System Parameters;
 * Hypertext Transfer Protocol Status Code Registry). The common ones: others are {@code Unknown
 * (n)} as in Spot.
 */
final class CodeNames {
  private static final Map<Integer, String> CLASSES =
      Map.of(1, "Internet (IN)", 3, "Chaos (CH)", 4, "Hesiod (HS)", 254, "NONE", 255, "ANY");

  private static final Map<Integer, String> TYPES =
      Map.ofEntries(
          Map.entry(1, "A"),
          Map.entry(2, "NS"),
          Map.entry(5, "CNAME"),
          Map.entry(6, "SOA"),
          Map.entry(10, "NULL"),
          Map.entry(12, "PTR"),
          Map.entry(13, "HINFO"),
          Map.entry(15, "MX"),
          Map.entry(16, "TXT"),
          Map.entry(17, "RP"),
          Map.entry(24, "SIG"),
          Map.entry(25, "KEY"),
          Map.entry(28, "AAAA"),
          Map.entry(29, "LOC"),
          Map.entry(33, "SRV"),
          Map.entry(35, "NAPTR"),
          Map.entry(39, "DNAME"),
          Map.entry(41, "OPT"),
          Map.entry(43, "DS"),
          Map.entry(44, "SSHFP"),
          Map.entry(46, "RRSIG"),
          Map.entry(47, "NSEC"),
          Map.entry(48, "DNSKEY"),
          Map.entry(50, "NSEC3"),
          Map.entry(52, "TLSA"),
          Map.entry(64, "SVCB"),
          Map.entry(65, "HTTPS"),
          Map.entry(99, "SPF"),
          Map.entry(249, "TKEY"),
          Map.entry(250, "TSIG"),
          Map.entry(251, "IXFR"),
          Map.entry(252, "AXFR"),
          Map.entry(255, "*"),
          Map.entry(257, "CAA"));

  private static final Map<Integer, String> RESPONSES =
      Map.ofEntries(
          Map.entry(0, "NoError"),
          Map.entry(1, "FormErr"),
          Map.entry(2, "ServFail"),
          Map.entry(3, "NXDomain"),
          Map.entry(4, "NotImp"),
          Map.entry(5, "Refused"),
          Map.entry(6, "YXDomain"),
          Map.entry(7, "YXRRSet"),
          Map.entry(8, "NXRRSet"),
          Map.entry(9, "NotAuth"),
          Map.entry(10, "NotZone"),
          Map.entry(16, "BADSIG"));

  private static final Map<Integer, String> STATUSES =
      Map.ofEntries(
          Map.entry(100, "Continue"),
          Map.entry(101, "Switching Protocols"),
          Map.entry(200, "OK"),
          Map.entry(201, "Created"),
          Map.entry(202, "Accepted"),
          Map.entry(204, "No Content"),
          Map.entry(206, "Partial Content"),
          Map.entry(301, "Moved Permanently"),
          Map.entry(302, "Found"),
          Map.entry(303, "See Other"),
          Map.entry(304, "Not Modified"),
          Map.entry(307, "Temporary Redirect"),
          Map.entry(308, "Permanent Redirect"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(407, "Proxy Authentication Required"),
          Map.entry(408, "Request Timeout"),
          Map.entry(410, "Gone"),
          Map.entry(413, "Content Too Large"),
          Map.entry(416, "Range Not Satisfiable"),
          Map.entry(418, "(Unused)"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(501, "Not Implemented"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"));

  private CodeNames() {}

  /** Of a class in decimal or as {@code 0x0001}. */
  static String queryClass(String text) {
    Integer number = number(text);
    return number == null ? "UNKNOWN" : name(CLASSES, number);
  }

  static String type(int number) {
    return number < 0 ? "UNKNOWN" : name(TYPES, number);
  }

  static String response(int number) {
    return number < 0 ? "UNKNOWN" : name(RESPONSES, number);
  }

  static String status(String text) {
    Integer number = number(text);
    return number == null ? null : name(STATUSES, number);
  }

  private static String name(Map<Integer, String> names, int number) {
    return names.getOrDefault(number, "Unknown (" + number + ")");
  }

  /** Null if it is none. */
  // A boxed number goes into a row, where null is NULL.
  static Integer number(String text) {
    try {
      String plain = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
      return plain.startsWith("0x")
          ? Integer.parseInt(plain.substring(2), 16)
          : Integer.parseInt(plain);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
