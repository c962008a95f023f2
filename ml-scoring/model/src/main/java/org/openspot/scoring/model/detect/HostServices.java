package org.openspot.scoring.model.detect;

import java.io.Serializable;
import java.util.Comparator;
import java.util.TreeMap;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.word.Service;

/**
 * Which services of which peers one host used in a day, as a client or as one of two peers. Up to
 * 16,384 are kept; beyond that those with the smallest hashes, so merging parts in any order gives
 * the same. Not thread-safe.
 */
public final class HostServices implements Serializable {
  private static final long serialVersionUID = 1L;
  static final int MOST_SERVICES = 16_384;

  /** A service of a peer. */
  record Used(String peer, String port) implements Serializable {
    /** The peer as what is seen of it; histories on disk are of these texts. */
    String peerText() {
      return "peer " + peer;
    }

    /** The port, likewise. */
    String portText() {
      return "port " + port;
    }
  }

  /** How often, and when first. */
  record Use(Used service, long flows, long first) implements Serializable {
    Use plus(Use other) {
      return new Use(service, flows + other.flows, Math.min(first, other.first));
    }
  }

  private final String host;
  private final TreeMap<Long, Use> uses =
      new TreeMap<>((Comparator<Long> & Serializable) Long::compareUnsigned);

  public HostServices(String host) {
    this.host = host;
  }

  /** Notes a flow of which the host is the client. */
  public void add(FlowRecord flow) {
    add(new Use(used(flow), 1, flow.time()));
  }

  /** What a flow is evidence of, as {@link FirstSeenDetector} names its subjects. */
  public static String subject(FlowRecord flow) {
    Used used = used(flow);
    return Service.of(flow).client() + " " + used.peer() + " " + used.port();
  }

  private static Used used(FlowRecord flow) {
    Service service = Service.of(flow);
    return new Used(String.valueOf(service.server()), protocolPort(service, flow));
  }

  /** A port by itself says less: 53 over TCP is not 53 over UDP. */
  private static String protocolPort(Service service, FlowRecord flow) {
    return service.port() + "/" + flow.protocol();
  }

  private void add(Use use) {
    uses.merge(TextHash.of(use.service().peer() + " " + use.service().port()), use, Use::plus);
    if (uses.size() > MOST_SERVICES) {
      uses.pollLastEntry();
    }
  }

  /** Adds what was noted elsewhere for the same host. */
  public void addAll(HostServices other) {
    other.uses.values().forEach(this::add);
  }

  public String host() {
    return host;
  }

  /** Flows of what is kept. */
  long flows() {
    return uses.values().stream().mapToLong(Use::flows).sum();
  }

  /** In an order that is always the same. */
  Iterable<Use> uses() {
    return uses.values();
  }
}
