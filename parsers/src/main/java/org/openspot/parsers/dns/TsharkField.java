package org.openspot.parsers.dns;

import java.util.ArrayList;
import java.util.List;

/** What tshark is told to print of each packet, in this order. */
enum TsharkField {
  NUMBER("frame.number"),
  EPOCH("frame.time_epoch"),
  LENGTH("frame.len"),
  PROTOCOLS("frame.protocols"),
  IP_SOURCE("ip.src"),
  IP_DESTINATION("ip.dst"),
  IPV6_SOURCE("ipv6.src"),
  IPV6_DESTINATION("ipv6.dst"),
  MALFORMED("_ws.malformed"),
  SHORT("_ws.short"),
  ID("dns.id"),
  RESPONSE("dns.flags.response"),
  OPCODE("dns.flags.opcode"),
  RCODE("dns.flags.rcode"),
  QUESTIONS("dns.count.queries"),
  ANSWERS("dns.count.answers"),
  AUTHORITIES("dns.count.auth_rr"),
  ZONES("dns.count.zones"),
  PREREQUISITES("dns.count.prerequisites"),
  UPDATES("dns.count.updates"),
  ADDITIONALS("dns.count.add_rr"),
  QUERY_NAME("dns.qry.name"),
  QUERY_TYPE("dns.qry.type"),
  QUERY_CLASS("dns.qry.class"),
  RECORD_NAME("dns.resp.name"),
  RECORD_TYPE("dns.resp.type"),
  RECORD_CLASS("dns.resp.class"),
  RECORD_LENGTH("dns.resp.len"),
  A("dns.a"),
  AAAA("dns.aaaa"),
  CNAME("dns.cname"),
  DNAME("dns.dname"),
  NS("dns.ns"),
  PTR("dns.ptr.domain_name"),
  MX("dns.mx.mail_exchange"),
  SRV("dns.srv.target"),
  SOA("dns.soa.mname"),
  SVCB("dns.svcb.targetname"),
  NULL("dns.null"),
  TXT_LENGTH("dns.txt.length"),
  TXT("dns.txt");

  /** Between two fields. */
  static final char SEPARATOR = '\t';

  /** Between two values of one field. */
  static final char AGGREGATOR = '\b';

  /** How many fields there are. */
  static final int COUNT = values().length;

  private final String tsharkName;

  TsharkField(String tsharkName) {
    this.tsharkName = tsharkName;
  }

  /**
   * The options of tshark that make it print these fields of every packet, a packet a line. tshark
   * escapes line feeds, tabs and backspaces within values, so that none of them can end a line, a
   * field or a value.
   */
  static List<String> options() {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-T",
                "fields",
                "-E",
                "header=n",
                "-E",
                "quote=n",
                "-E",
                "occurrence=a",
                "-E",
                "separator=/t",
                "-E",
                // tshark takes the first character; the second is there because Commons Exec trims.
                "aggregator=" + AGGREGATOR + ";"));
    for (TsharkField field : values()) {
      options.add("-e");
      options.add(field.tsharkName);
    }
    return options;
  }

  /**
   * The field with the data of a record of a type, as far as it is shown.
   *
   * @return null if the data of that type is not shown
   */
  static TsharkField ofRecordType(long type) {
    if (type > 65) {
      return null;
    }
    return switch ((int) type) {
      case 1 -> A;
      case 2 -> NS;
      case 5 -> CNAME;
      case 6 -> SOA;
      case 10 -> NULL;
      case 12 -> PTR;
      case 15 -> MX;
      case 16 -> TXT;
      case 28 -> AAAA;
      case 33 -> SRV;
      case 39 -> DNAME;
      case 64, 65 -> SVCB;
      default -> null;
    };
  }
}
