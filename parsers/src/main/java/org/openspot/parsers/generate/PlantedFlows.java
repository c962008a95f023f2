package org.openspot.parsers.generate;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.openspot.parsers.generate.GeneratedFlow.Kind;

/**
 * An office's flows with anomalies planted among them, under a thousandth of all, each known:
 * beacons with a jitter of 0, 25 and 50 % and with 0, 15 and 30 % of their calls missing, a
 * horizontal and a vertical scan, and a flood. The outliers of {@link OfficeTraffic} itself are
 * left out. The same settings give the same flows.
 */
public final class PlantedFlows {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int SYN = 2;
  private static final int WHOLE_CONNECTION = 27;
  private static final int OFFICE = 10 << 24 | 20 << 16;
  private static final int CLIENTS = 240;
  private static final int CLIENT = OFFICE | 1 << 8 | 10;
  private static final int WEB_SERVER = OFFICE | 80;

  /** One of the beacons. */
  private record Beacon(double jitter, double missing, int port) {}

  private static final List<Beacon> BEACONS =
      List.of(new Beacon(0, .15, 443), new Beacon(.25, 0, 8443), new Beacon(.5, .3, 443));

  /** Parts of what is planted: each beacon, each scan; the flood has the rest. */
  private static final double BEACON_SHARE = .2;

  private static final double SCAN_SHARE = .12;

  private static final int MOST_CALLS = 288;
  private static final int MOST_PROBES = 1000;

  private final TrafficSettings settings;
  private final SplittableRandom random;
  private final PlantedTimes times;
  private final PlantedEvents<GeneratedFlow> planted =
      new PlantedEvents<>(GeneratedFlow::startMillis);

  /**
   * The traffic of those settings; their flows are all there are, planted ones included.
   *
   * @throws IllegalArgumentException if so few flows are asked for that none can be planted
   */
  public PlantedFlows(TrafficSettings settings) {
    this.settings = settings;
    // Its own chance, so that what is planted does not depend on how traffic is made.
    this.random = new SplittableRandom(settings.seed() ^ 0x5DEECE66DL);
    this.times = new PlantedTimes(settings, random);
    int budget = PlantedTimes.budget(settings);
    int calls = Math.min(MOST_CALLS, (int) (budget * BEACON_SHARE / 2));
    for (int i = 0; i < BEACONS.size(); i++) {
      beacon(BEACONS.get(i), Anomaly.BEACON.label() + "-" + (i + 1), calls);
    }
    int probes = Math.min(MOST_PROBES, (int) (budget * SCAN_SHARE));
    horizontal(probes);
    vertical(probes);
    flood(Math.min(MOST_PROBES, budget - planted.size()));
  }

  /** All flows, ordered by when their conversation starts. */
  public Iterator<GeneratedFlow> traffic() {
    return planted.among(settings, OfficeTraffic::ordinary);
  }

  /** Which campaign each planted flow is part of, such as {@code beacon-2}. */
  public Map<GeneratedFlow, String> campaigns() {
    return planted.campaigns();
  }

  List<Planted<GeneratedFlow>> planted() {
    return planted.all();
  }

  private void beacon(Beacon beacon, String campaign, int calls) {
    int client = CLIENT + random.nextInt(CLIENTS);
    int host = outside();
    for (long time : times.beacon(calls, beacon.jitter(), beacon.missing())) {
      int from = ephemeral();
      int size = 480 + random.nextInt(40);
      add(
          Anomaly.BEACON,
          campaign,
          flow(
              Kind.BEACON,
              time,
              200,
              client,
              host,
              from,
              beacon.port(),
              TCP,
              WHOLE_CONNECTION,
              6,
              size));
      add(
          Anomaly.BEACON,
          campaign,
          flow(
              Kind.BEACON,
              time + 2,
              200,
              host,
              client,
              beacon.port(),
              from,
              TCP,
              WHOLE_CONNECTION,
              5,
              size - 60));
    }
  }

  /** A client that looks for file servers. */
  private void horizontal(int probes) {
    int client = CLIENT + random.nextInt(CLIENTS);
    int network = OFFICE | (2 + random.nextInt(200)) << 8;
    int next = 0;
    for (long time : times.steady(probes, .01)) {
      probe(Anomaly.SCAN_HORIZONTAL, time, client, network + 1 + next++, 445);
    }
  }

  /** An outside host that looks for services of a server. */
  private void vertical(int probes) {
    int scanner = outside();
    int port = 1 + random.nextInt(200);
    for (long time : times.steady(probes, .01)) {
      probe(Anomaly.SCAN_VERTICAL, time, scanner, WEB_SERVER, port++);
    }
  }

  private void probe(Anomaly scan, long time, int from, int to, int port) {
    add(scan, scan.label(), flow(Kind.SCAN, time, 0, from, to, ephemeral(), port, TCP, SYN, 1, 44));
  }

  private void flood(int flows) {
    for (long time : times.window(flows, .003)) {
      int packets = 1 + random.nextInt(40);
      int from = outside();
      add(
          Anomaly.FLOOD,
          Anomaly.FLOOD.label(),
          flow(
              Kind.FLOOD,
              time,
              900,
              from,
              WEB_SERVER,
              ephemeral(),
              80,
              UDP,
              0,
              packets,
              packets * 1400));
    }
  }

  private void add(Anomaly anomaly, String campaign, GeneratedFlow flow) {
    planted.add(anomaly, campaign, flow);
  }

  private static GeneratedFlow flow(
      Kind kind,
      long time,
      int duration,
      int source,
      int destination,
      int sourcePort,
      int destinationPort,
      int protocol,
      int flags,
      int packets,
      int bytes) {
    return new GeneratedFlow(
        kind,
        time,
        duration,
        source,
        destination,
        sourcePort,
        destinationPort,
        protocol,
        flags,
        0,
        packets,
        bytes);
  }

  private int ephemeral() {
    return 32_768 + random.nextInt(28_232);
  }

  /** In a network that ordinary traffic does not go to. */
  private int outside() {
    return 203 << 24 | random.nextInt(1 << 24);
  }
}
