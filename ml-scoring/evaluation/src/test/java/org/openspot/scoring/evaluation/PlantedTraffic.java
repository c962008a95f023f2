package org.openspot.scoring.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openspot.parsers.generate.GeneratedDns;
import org.openspot.parsers.generate.GeneratedFlow;
import org.openspot.parsers.generate.GeneratedRequest;
import org.openspot.parsers.generate.PlantedFlows;
import org.openspot.parsers.generate.PlantedNames;
import org.openspot.parsers.generate.PlantedRequests;
import org.openspot.parsers.generate.TrafficSettings;
import org.openspot.scoring.model.record.DnsRecord;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.record.ProxyRecord;

/** A generated day with planted anomalies, as labelled records. */
final class PlantedTraffic {
  private static final Instant MONDAY = Instant.parse("2025-03-03T00:00:00Z");

  private PlantedTraffic() {}

  private static TrafficSettings day(long seed, long records) {
    return new TrafficSettings(seed, records, MONDAY, Duration.ofDays(1));
  }

  static List<Labelled<FlowRecord>> flows(long seed, long count) {
    PlantedFlows planted = new PlantedFlows(day(seed, count));
    Map<GeneratedFlow, String> campaigns = planted.campaigns();
    List<Labelled<FlowRecord>> flows = new ArrayList<>();
    for (Iterator<GeneratedFlow> all = planted.traffic(); all.hasNext(); ) {
      GeneratedFlow flow = all.next();
      flows.add(
          new Labelled<>(
              FlowColumns.flow(
                  flow.endMillis() / 1000.0,
                  new FlowRecord.Endpoint(flow.sourceText(), flow.sourcePort()),
                  new FlowRecord.Endpoint(flow.destinationText(), flow.destinationPort()),
                  flow.protocol() == 6 ? "TCP" : flow.protocol() == 17 ? "UDP" : "ICMP",
                  flow.packets(),
                  flow.bytes()),
              campaigns.getOrDefault(flow, "")));
    }
    return flows;
  }

  static List<Labelled<ProxyRecord>> requests(long seed, long count) {
    PlantedRequests planted = new PlantedRequests(day(seed, count));
    Map<GeneratedRequest, String> campaigns = planted.campaigns();
    List<Labelled<ProxyRecord>> requests = new ArrayList<>();
    for (Iterator<GeneratedRequest> all = planted.traffic(); all.hasNext(); ) {
      GeneratedRequest request = all.next();
      ZonedDateTime time = Instant.ofEpochMilli(request.timeMillis()).atZone(ZoneOffset.UTC);
      String path = Objects.toString(request.path(), "");
      requests.add(
          new Labelled<>(
              new ProxyRecord(
                  time.toLocalDate().toString(),
                  time.format(DateTimeFormatter.ISO_LOCAL_TIME).substring(0, 8),
                  request.client(),
                  request.host(),
                  request.method(),
                  request.agent(),
                  request.contentType(),
                  Integer.toString(request.status()),
                  request.host() + path + Objects.toString(request.query(), ""),
                  request.bytesFromClient()),
              campaigns.getOrDefault(request, "")));
    }
    return requests;
  }

  static List<Labelled<DnsRecord>> responses(long seed, long count) {
    PlantedNames planted = new PlantedNames(day(seed, count));
    Map<GeneratedDns, String> campaigns = planted.campaigns();
    List<Labelled<DnsRecord>> responses = new ArrayList<>();
    for (Iterator<GeneratedDns> all = planted.traffic(); all.hasNext(); ) {
      GeneratedDns dns = all.next();
      // About what the packet has: headers, the name twice or so, and the answers.
      int length = 60 + dns.name().length();
      for (GeneratedDns.Answer answer : dns.answers()) {
        length += 12 + answer.data().length();
      }
      responses.add(
          new Labelled<>(
              new DnsRecord(
                  "x",
                  dns.millis() / 1000,
                  length,
                  "client " + dns.client(),
                  dns.name(),
                  "0x0001",
                  dns.type(),
                  dns.rcode()),
              campaigns.getOrDefault(dns, "")));
    }
    return responses;
  }
}
