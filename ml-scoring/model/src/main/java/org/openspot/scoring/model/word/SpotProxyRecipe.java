package org.openspot.scoring.model.word;

import java.util.OptionalLong;
import org.openspot.scoring.model.record.ProxyRecord;

/**
 * The words of Spot 1.1 for web requests: kind of host, hour, method, the URI's entropy, main
 * content type, how frequent the user agent is, the URI's length, status. A user agent without a
 * count is an error, as it was; {@code intel} is the own domain, whatever is configured.
 */
public final class SpotProxyRecipe implements Recipe<ProxyRecord> {
  private static final String OWN = "intel";

  private final SpotDomainClass classes;
  private final AgentCounts agents;

  public SpotProxyRecipe(KnownDomains known, AgentCounts agents) {
    this.classes = new SpotDomainClass(OWN, known.popular());
    this.agents = agents;
  }

  @Override
  public String name() {
    return "proxy/spot-1.1";
  }

  @Override
  public void write(ProxyRecord record, WordSink sink) {
    OptionalLong agentCount = agents.count(record.countedAgent());
    if (agentCount.isEmpty()
        || record.host() == null
        || record.uri() == null
        || record.time() == null) {
      sink.error(record.client());
      return;
    }
    int hour;
    try {
      hour = SpotHour.of(record.time());
    } catch (NumberFormatException e) {
      sink.error(record.client());
      return;
    }
    int hostClass = classes.of(SpotDomain.of(record.host()).domain());
    sink.begin(record.client());
    sink.part("host class", hostClass, SpotDomainClass::meaning);
    sink.part("hour", hour, SpotHour::meaning);
    sink.part("method", record.method());
    sink.part("uri entropy bin", Entropy.bin(Entropy.bits(record.uri())), Entropy::meaning);
    sink.part("content type", mainType(record.contentType()));
    sink.part(
        "agent count bin",
        Magnitude.spotFloorLog2(agentCount.getAsLong()),
        Magnitude::floorMeaning);
    sink.part(
        "uri length bin", Magnitude.spotFloorLog2(record.uri().length()), Magnitude::floorMeaning);
    sink.part(
        "status", record.responseCode() == null ? "unknown_response_code" : record.responseCode());
    sink.end();
  }

  private static String mainType(String contentType) {
    String text = contentType == null ? ProxyRecord.NO_TEXT : contentType;
    int slash = text.indexOf('/');
    if (slash < 0) {
      return text;
    }
    boolean onlySlashes = text.chars().allMatch(c -> c == '/');
    return onlySlashes ? "unknown_content_type" : text.substring(0, slash);
  }
}
