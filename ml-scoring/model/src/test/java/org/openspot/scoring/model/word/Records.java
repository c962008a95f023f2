package org.openspot.scoring.model.word;

import org.openspot.scoring.model.record.DnsRecord;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.record.ProxyRecord;

/** Records to make words of. */
final class Records {
  /** 2017-01-14 07:08:09 UTC. */
  static final long TIME = 1484377689;

  private Records() {}

  static FlowRecord flow(int sourcePort, int destinationPort, String protocol) {
    return new FlowRecord(
        "2017-01-14 07:08:09",
        TIME,
        new FlowRecord.Clock(7, 8, 9),
        new FlowRecord.Endpoint("10.0.0.1", sourcePort),
        new FlowRecord.Endpoint("10.0.0.2", destinationPort),
        protocol,
        3,
        1000);
  }

  static DnsRecord dns(String name) {
    return new DnsRecord("Jan 14 2017 07:08:09 UTC", TIME, 90, "10.0.0.1", name, "0x0001", 1, 0);
  }

  static ProxyRecord proxy(String host, String agent) {
    return new ProxyRecord(
        "2017-01-14",
        "07:08:09",
        "10.0.0.1",
        host,
        "GET",
        agent,
        "text/html",
        "200",
        host + "/",
        0);
  }
}
