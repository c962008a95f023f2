package org.openspot.scoring.model.detect;

import java.io.Serializable;
import java.util.Locale;
import org.openspot.scoring.model.record.FlowRecord;

/**
 * How much one host did in one window of time, such as an hour, as the source of flows or as their
 * destination. Merging parts in any order gives the same. Not thread-safe.
 */
public final class HostActivity implements Serializable {
  private static final int SKETCH = 256;

  /** Which end of the flows the host is. */
  public enum Role {
    SOURCE,
    DESTINATION
  }

  /** What is measured of a window. */
  public enum Measure {
    /** Flows. */
    FLOWS,
    /** Bytes in them. */
    BYTES,
    /** Packets in them. */
    PACKETS,
    /** Different hosts at the other end. */
    PEERS,
    /** Different destination ports. */
    PORTS
  }

  private final String host;
  private final Role role;
  private final long window;
  private final DistinctSketch peers = new DistinctSketch(SKETCH);
  private final DistinctSketch ports = new DistinctSketch(SKETCH);
  private long flows;
  private long bytes;
  private long packets;

  /** Begins with nothing; the window is a number, the same for all hosts. */
  public HostActivity(String host, Role role, long window) {
    this.host = host;
    this.role = role;
    this.window = window;
  }

  /** Counts a flow of which the host is the end that the role says. */
  public void add(FlowRecord flow) {
    flows++;
    bytes += Math.max(0, flow.bytes());
    packets += Math.max(0, flow.packets());
    FlowRecord.Endpoint peer = role == Role.SOURCE ? flow.destination() : flow.source();
    peers.add(String.valueOf(peer.address()), 1);
    ports.add(Integer.toString(flow.destination().port()), 1);
  }

  /** Adds what was counted elsewhere for the same host, role and window. */
  public void addAll(HostActivity other) {
    flows += other.flows;
    bytes += other.bytes;
    packets += other.packets;
    peers.addAll(other.peers);
    ports.addAll(other.ports);
  }

  /** What such a window is called as the subject of evidence. */
  static String subject(String host, Role role, long window) {
    return host + " " + role.name().toLowerCase(Locale.ROOT) + " " + window;
  }

  public String host() {
    return host;
  }

  public Role role() {
    return role;
  }

  public long window() {
    return window;
  }

  /** What was measured, to be compared and kept; peers and ports are estimates above 256. */
  HostWindow measured() {
    return new HostWindow(host, role, window, flows, bytes, packets, peers.count(), ports.count());
  }

  long flows() {
    return flows;
  }
}
