package org.openspot.scoring.model.word;

import java.util.Set;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.record.FlowRecord.Endpoint;

/**
 * Words for flows: role, service, protocol, hour in UTC, and the magnitudes of bytes and packets.
 *
 * <p>The service is a port that names one: the one of the two up to 1024, or else one of a fixed
 * list above, since those are where many services are. The end that has it is the server. Without
 * such a port both ends are peers. ICMP has a type in place of a port. Any record has words.
 */
public final class FlowRecipe implements Recipe<FlowRecord> {
  private static final int WELL_KNOWN = 1024;

  /** Services that listen above 1024, IANA's Service Name and Port Number Registry. */
  private static final Set<Integer> SERVICES =
      Set.of(
          1080, 1194, 1433, 1434, 1521, 1701, 1723, 1812, 1813, 1883, 1900, 2049, 2181, 2375, 2376,
          3000, 3128, 3260, 3306, 3389, 3478, 4369, 4444, 4500, 5000, 5060, 5061, 5222, 5353, 5355,
          5432, 5601, 5671, 5672, 5900, 5938, 5985, 5986, 6379, 6443, 6514, 6667, 6881, 7000, 7077,
          8000, 8008, 8080, 8081, 8088, 8443, 8883, 8888, 9000, 9042, 9090, 9092, 9100, 9200, 9300,
          9418, 10000, 10250, 11211, 15672, 25565, 27017, 50070);

  @Override
  public String name() {
    return "flow/openspot-1";
  }

  @Override
  public void write(FlowRecord record, WordSink sink) {
    String protocol = protocol(record.protocol());
    Endpoint source = record.source();
    Endpoint destination = record.destination();
    if (protocol.startsWith("ICMP")) {
      String service = destination.port() < 0 ? "none" : "type" + (destination.port() >> 8);
      word(record, source.address(), "client", service, protocol, sink);
      word(record, destination.address(), "server", service, protocol, sink);
      return;
    }
    int atSource = rank(source.port());
    int atDestination = rank(destination.port());
    if (atSource == atDestination) {
      String service = atSource == 0 ? "high" : service(source.port(), destination.port());
      word(record, source.address(), "peer", service, protocol, sink);
      word(record, destination.address(), "peer", service, protocol, sink);
      return;
    }
    boolean sourceServes = atSource > atDestination;
    String service = Integer.toString(sourceServes ? source.port() : destination.port());
    word(record, source.address(), sourceServes ? "server" : "client", service, protocol, sink);
    word(
        record, destination.address(), sourceServes ? "client" : "server", service, protocol, sink);
  }

  /** How much a port says: 2 well known, 1 a known service, 0 nothing. */
  private static int rank(int port) {
    if (port > 0 && port <= WELL_KNOWN) {
      return 2;
    }
    return SERVICES.contains(port) ? 1 : 0;
  }

  /** Both ends have a service port: the same one is the service, as with 123 to 123. */
  private static String service(int source, int destination) {
    return source == destination ? Integer.toString(source) : "both";
  }

  /** Spaces and underscores would make parts run into each other. */
  private static String protocol(String text) {
    return text == null || text.isBlank() ? "none" : text.strip().replace('_', '-');
  }

  private static void word(
      FlowRecord record,
      String document,
      String role,
      String service,
      String protocol,
      WordSink sink) {
    sink.begin(document == null ? "" : document);
    sink.part("role", role);
    sink.part("port", service);
    sink.part("protocol", protocol);
    sink.part("hour", UtcHour.of(record.time()), UtcHour::meaning);
    sink.part("bytes bin", Magnitude.digits(record.bytes()), Magnitude::digitsMeaning);
    sink.part("packets bin", Magnitude.digits(record.packets()), Magnitude::digitsMeaning);
    sink.end();
  }
}
