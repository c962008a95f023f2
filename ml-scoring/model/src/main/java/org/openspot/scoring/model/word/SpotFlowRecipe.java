package org.openspot.scoring.model.word;

import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.record.FlowRecord.Endpoint;

/**
 * The words of Spot 1.1 for flows: port, protocol, hour, and the magnitudes of bytes and packets;
 * one for the source's document and one for the destination's, of which one may begin with {@code
 * -1_}.
 */
public final class SpotFlowRecipe implements Recipe<FlowRecord> {
  private static final int WELL_KNOWN = 1024;
  private static final int BOTH_WELL_KNOWN = 111111;
  private static final int BOTH_HIGH = 333333;

  @Override
  public String name() {
    return "flow/spot-1.1";
  }

  @Override
  public void write(FlowRecord record, WordSink sink) {
    Endpoint source = record.source();
    Endpoint destination = record.destination();
    int sourcePort = source.port();
    int destinationPort = destination.port();
    boolean both =
        (sourcePort == 0 && destinationPort == 0)
            || (sourcePort != 0
                && destinationPort != 0
                && (sourcePort <= WELL_KNOWN) == (destinationPort <= WELL_KNOWN));
    // Whose port the word has: that side's word is marked.
    boolean ofSource =
        destinationPort == 0
            || (sourcePort != 0 && sourcePort <= WELL_KNOWN && destinationPort > WELL_KNOWN);
    int port = port(sourcePort, destinationPort, both, ofSource);
    word(record, source.address(), !both && ofSource, port, sink);
    word(record, destination.address(), !both && !ofSource, port, sink);
  }

  private static int port(int source, int destination, boolean both, boolean ofSource) {
    if (both) {
      return source == 0 ? 0 : source <= WELL_KNOWN ? BOTH_WELL_KNOWN : BOTH_HIGH;
    }
    return ofSource ? source : destination;
  }

  private static void word(
      FlowRecord record, String document, boolean marked, int port, WordSink sink) {
    sink.begin(document);
    if (marked) {
      sink.part("side", "-1");
    }
    sink.part("port", port, SpotFlowRecipe::portMeaning);
    sink.part("protocol", record.protocol());
    sink.part("hour", record.clock().hour(), SpotHour::meaning);
    // Spot adds 1 in 64 bits, and what overflows is 0.
    sink.part("bytes bin", Magnitude.spotCeilLog2(record.bytes() + 1), Magnitude::digitsMeaning);
    sink.part(
        "packets bin", Magnitude.spotCeilLog2(record.packets() + 1), Magnitude::digitsMeaning);
    sink.end();
  }

  private static String portMeaning(int port) {
    return switch (port) {
      case BOTH_WELL_KNOWN -> "both ports up to 1024";
      case BOTH_HIGH -> "both ports above 1024";
      default -> "port " + port;
    };
  }
}
