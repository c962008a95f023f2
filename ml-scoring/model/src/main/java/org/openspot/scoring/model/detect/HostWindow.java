package org.openspot.scoring.model.detect;

import org.openspot.scoring.model.detect.HostActivity.Measure;
import org.openspot.scoring.model.detect.HostActivity.Role;

/**
 * What was measured of one host in one window of time, as {@link HostActivity} counted it.
 *
 * @param host the host
 * @param role which end of the flows it is
 * @param window the number of the window; of hours since 1970-01-01 UTC
 * @param flows flows
 * @param bytes bytes in them
 * @param packets packets in them
 * @param peers different hosts at the other end
 * @param ports different destination ports
 */
public record HostWindow(
    String host,
    Role role,
    long window,
    double flows,
    double bytes,
    double packets,
    double peers,
    double ports) {
  double value(Measure measure) {
    return switch (measure) {
      case FLOWS -> flows;
      case BYTES -> bytes;
      case PACKETS -> packets;
      case PEERS -> peers;
      case PORTS -> ports;
    };
  }
}
