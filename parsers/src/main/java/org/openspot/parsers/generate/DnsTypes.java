package org.openspot.parsers.generate;

/** Types of DNS records, by IANA's registry. */
final class DnsTypes {
  static final int A = 1;
  static final int CNAME = 5;
  static final int NULL = 10;
  static final int PTR = 12;
  static final int MX = 15;
  static final int TXT = 16;
  static final int AAAA = 28;

  static final int NO_ERROR = 0;
  static final int NX_DOMAIN = 3;

  private DnsTypes() {}
}
