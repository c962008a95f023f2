package org.openspot.scoring.model.word;

import java.util.BitSet;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.record.FlowRecord.Endpoint;

/**
 * The service a flow is of, and which of its ends is who.
 *
 * <p>The service is a port that names one: the one of the two up to 1024, or else one of a fixed
 * list above, since those are where many services are. The end that has it is the server. Without
 * such a port, or with two as good, both ends are peers, and the source stands where a client does.
 * ICMP has a type in place of a port.
 *
 * @param client the client's address
 * @param server the server's
 * @param port the port as text, {@code type8} of ICMP, or {@code high} or {@code both}
 * @param source what the flow's source is
 */
public record Service(String client, String server, String port, Role source) {
  /** What an end of a flow is. */
  public enum Role {
    CLIENT,
    SERVER,
    PEER;

    /** What the other end is. */
    Role other() {
      return switch (this) {
        case CLIENT -> SERVER;
        case SERVER -> CLIENT;
        case PEER -> PEER;
      };
    }
  }

  private static final int WELL_KNOWN = 1024;

  /** Services that listen above 1024, IANA's Service Name and Port Number Registry. */
  private static final BitSet SERVICES =
      bits(
          1080, 1194, 1433, 1434, 1521, 1701, 1723, 1812, 1813, 1883, 1900, 2049, 2181, 2375, 2376,
          3000, 3128, 3260, 3306, 3389, 3478, 4369, 4444, 4500, 5000, 5060, 5061, 5222, 5353, 5355,
          5432, 5601, 5671, 5672, 5900, 5938, 5985, 5986, 6379, 6443, 6514, 6667, 6881, 7000, 7077,
          8000, 8008, 8080, 8081, 8088, 8443, 8883, 8888, 9000, 9042, 9090, 9092, 9100, 9200, 9300,
          9418, 10000, 10250, 11211, 15672, 25565, 27017, 50070);

  /** In place of a port: neither end has a service's port, or each has another. */
  private static final int HIGH = 1 << 16;

  private static final int BOTH = 1 << 17;
  private static final int PORT = (1 << 18) - 1;

  /** Whose port it is; without either both ends are peers. */
  private static final int OF_SOURCE = 1 << 18;

  private static final int OF_DESTINATION = 1 << 19;

  /** The service of a flow; both directions of a conversation have the same. */
  public static Service of(FlowRecord flow) {
    Endpoint source = flow.source();
    Endpoint destination = flow.destination();
    String protocol = flow.protocol();
    if (protocol != null && protocol.strip().startsWith("ICMP")) {
      String type = destination.port() < 0 ? "none" : "type" + (destination.port() >> 8);
      return new Service(source.address(), destination.address(), type, Role.CLIENT);
    }
    int ports = ofPorts(source.port(), destination.port());
    String port =
        switch (ports & PORT) {
          case HIGH -> "high";
          case BOTH -> "both";
          default -> Integer.toString(ports & PORT);
        };
    return (ports & OF_SOURCE) != 0
        ? new Service(destination.address(), source.address(), port, Role.SERVER)
        : new Service(
            source.address(),
            destination.address(),
            port,
            (ports & OF_DESTINATION) != 0 ? Role.CLIENT : Role.PEER);
  }

  /**
   * What two ports say of a flow that is not of ICMP, as a number: flows with the same number are
   * of the same service, with the same roles.
   */
  public static int ofPorts(int source, int destination) {
    int atSource = rank(source);
    int atDestination = rank(destination);
    if (atSource == atDestination) {
      // The same port at both ends is the service, as with 123 to 123.
      return atSource == 0 ? HIGH : source == destination ? source : BOTH;
    }
    return atSource > atDestination ? OF_SOURCE | source : OF_DESTINATION | destination;
  }

  /** How much a port says: 2 well known, 1 a known service, 0 nothing. */
  private static int rank(int port) {
    if (port > 0 && port <= WELL_KNOWN) {
      return 2;
    }
    return port > 0 && SERVICES.get(port) ? 1 : 0;
  }

  private static BitSet bits(int... ports) {
    BitSet bits = new BitSet();
    for (int port : ports) {
      bits.set(port);
    }
    return bits;
  }
}
