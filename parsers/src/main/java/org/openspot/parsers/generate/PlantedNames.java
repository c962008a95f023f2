package org.openspot.parsers.generate;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.openspot.parsers.generate.GeneratedDns.Answer;
import org.openspot.parsers.generate.GeneratedDns.Kind;

/**
 * An office's DNS responses with anomalies planted among them, under a thousandth of all, each
 * known: a short and a talkative tunnel, data carried out slowly, and two beacons, of which one has
 * a jitter of 50 % and misses 30 % of its calls. The outliers of {@link OfficeNames} itself are
 * left out. The same settings give the same names.
 */
public final class PlantedNames {
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final String HEX = "0123456789abcdef";
  private static final int[] TUNNEL_TYPES = {DnsTypes.A, DnsTypes.A, DnsTypes.TXT, DnsTypes.NULL};
  private static final String[] TOPS = {".com", ".net", ".org", ".info"};

  /** Parts of what is planted; the talkative tunnel has the rest. */
  private static final double SHORT_SHARE = .15;

  private static final double EXFILTRATION_SHARE = .2;
  private static final double BEACON_SHARE = .2;
  private static final int MOST_SHORT = 24;
  private static final int MOST_SLOW = 240;
  private static final int MOST_TALKATIVE = 2000;

  private final TrafficSettings settings;
  private final SplittableRandom random;
  private final PlantedTimes times;
  private final PlantedEvents<GeneratedDns> planted = new PlantedEvents<>(GeneratedDns::millis);

  /**
   * The traffic of those settings; their flows are all responses, planted ones included.
   *
   * @throws IllegalArgumentException if so few are asked for that none can be planted
   */
  public PlantedNames(TrafficSettings settings) {
    this.settings = settings;
    this.random = new SplittableRandom(settings.seed() ^ 0x5DEECE66DL);
    this.times = new PlantedTimes(settings, random);
    int budget = PlantedTimes.budget(settings);
    tunnel(Anomaly.TUNNEL_SHORT, Math.min(MOST_SHORT, (int) (budget * SHORT_SHARE)), .003);
    exfiltration(Math.min(MOST_SLOW, (int) (budget * EXFILTRATION_SHARE)));
    int calls = Math.min(MOST_SLOW, (int) (budget * BEACON_SHARE));
    beacon(Anomaly.BEACON.label() + "-1", calls, 0, .15);
    beacon(Anomaly.BEACON.label() + "-2", calls, .5, .3);
    tunnel(Anomaly.TUNNEL_TALKATIVE, Math.min(MOST_TALKATIVE, budget - planted.size()), .04);
  }

  /** All names, ordered by when they are asked for. */
  public Iterator<GeneratedDns> traffic() {
    return planted.among(settings, OfficeNames::ordinary);
  }

  /** Which campaign each planted name is part of, such as {@code beacon-2}. */
  public Map<GeneratedDns, String> campaigns() {
    return planted.campaigns();
  }

  List<Planted<GeneratedDns>> planted() {
    return planted.all();
  }

  private void tunnel(Anomaly anomaly, int names, double share) {
    int client = client();
    int type = TUNNEL_TYPES[random.nextInt(TUNNEL_TYPES.length)];
    String below = ".t." + domain();
    for (long time : times.window(names, share)) {
      add(anomaly, anomaly.label(), Kind.TUNNEL, time, client, data(3, 45, BASE32) + below, type);
    }
  }

  private void exfiltration(int names) {
    int client = client();
    String below = "." + domain();
    for (long time : times.window(names, 1)) {
      String name = data(1, 32, HEX) + below;
      add(
          Anomaly.EXFILTRATION,
          Anomaly.EXFILTRATION.label(),
          Kind.TUNNEL,
          time,
          client,
          name,
          DnsTypes.A);
    }
  }

  private void beacon(String campaign, int calls, double jitter, double missing) {
    int client = client();
    String name = "update." + domain();
    for (long time : times.beacon(calls, jitter, missing)) {
      add(Anomaly.BEACON, campaign, Kind.BEACON, time, client, name, DnsTypes.A);
    }
  }

  private void add(
      Anomaly anomaly, String campaign, Kind kind, long time, int client, String name, int type) {
    String answer =
        switch (type) {
          case DnsTypes.A -> "203." + random.nextInt(256) + "." + random.nextInt(256) + ".7";
          case DnsTypes.TXT -> data(1, 120, BASE32);
          default -> data(1, 120, HEX);
        };
    GeneratedDns dns =
        new GeneratedDns(
            kind,
            time,
            300 + random.nextInt(80_000),
            client,
            false,
            false,
            random.nextInt(1 << 16),
            32_768 + random.nextInt(28_232),
            name,
            type,
            DnsTypes.NO_ERROR,
            List.of(new Answer(name, type, answer)));
    planted.add(anomaly, campaign, dns);
  }

  private String data(int labels, int length, String letters) {
    StringBuilder text = new StringBuilder();
    for (int label = 0; label < labels; label++) {
      text.append(label == 0 ? "" : ".");
      for (int i = 0; i < length; i++) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
    }
    return text.toString();
  }

  /** One that nobody else asks for: ordinary names have no digits. */
  private String domain() {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < 7; i++) {
      name.append((char) ('a' + random.nextInt(26)));
    }
    return name.append(random.nextInt(10)) + TOPS[random.nextInt(TOPS.length)];
  }

  /** One with an IPv4 address: every eighth has an IPv6 one. */
  private int client() {
    int client = random.nextInt(GeneratedDns.CLIENTS);
    return client % 8 == 0 ? client + 1 : client;
  }
}
