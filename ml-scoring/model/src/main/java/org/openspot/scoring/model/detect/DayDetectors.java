package org.openspot.scoring.model.detect;

import java.util.List;
import org.openspot.scoring.model.detect.HostActivity.Role;
import org.openspot.scoring.model.record.DnsRecord;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.record.ProxyRecord;

/** The detectors that look at what records do together, by source. */
public final class DayDetectors {
  private DayDetectors() {}

  /** Regular contacts, much in an hour, and what is new to a host. */
  public static List<DayDetector<FlowRecord, ?>> flow() {
    return List.of(
        new FlowContacts(),
        new HourlyVolume(Role.SOURCE),
        new HourlyVolume(Role.DESTINATION),
        new NewServices());
  }

  /** Data in names, and names that are asked for regularly. */
  public static List<DayDetector<DnsRecord, ?>> dns() {
    return List.of(new DomainsOfClients(), new NamesAskedFor());
  }

  /** Requests that are made regularly, and much that is sent. */
  public static List<DayDetector<ProxyRecord, ?>> proxy() {
    return List.of(new SitesRequested(), new DomainsSentTo());
  }
}
