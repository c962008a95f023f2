package org.openspot.parsers.generate;

import java.util.Locale;

/** What is planted among ordinary traffic, to be found. */
public enum Anomaly {
  /** A tunnel over DNS that is open for a few names only. */
  TUNNEL_SHORT,
  /** A tunnel over DNS through which much is said in an hour. */
  TUNNEL_TALKATIVE,
  /** Data carried out in DNS names or URLs, a little now and then, all the time. */
  EXFILTRATION,
  /** Much that is sent at once to a site that nobody else visits. */
  UPLOAD,
  /** Calls to the same place, at intervals of which some are missing. */
  BEACON,
  /** One port of many hosts. */
  SCAN_HORIZONTAL,
  /** Many ports of one host. */
  SCAN_VERTICAL,
  /** Many hosts that send to one. */
  FLOOD;

  /** As it is written in labels, such as {@code tunnel-short}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
