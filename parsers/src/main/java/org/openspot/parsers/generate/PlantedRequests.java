package org.openspot.parsers.generate;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.openspot.parsers.generate.GeneratedRequest.Kind;

/**
 * An office's requests through its proxy with anomalies planted among them, under a thousandth of
 * all, each known: two beacons, of which one has a jitter of 50 % and misses 30 % of its calls, an
 * upload of much within an hour or so, and data carried out in URLs all the time. The outliers of
 * {@link WebTraffic} itself are left out. The same settings give the same requests.
 */
public final class PlantedRequests {
  private static final String HEX = "0123456789abcdef";

  /** Parts of what is planted; what is carried out slowly has the rest. */
  private static final double UPLOAD_SHARE = .15;

  private static final double BEACON_SHARE = .25;
  private static final int MOST_PIECES = 40;
  private static final int MOST_CALLS = 240;
  private static final int MOST_SLOW = 480;

  private final TrafficSettings settings;
  private final SplittableRandom random;
  private final PlantedTimes times;
  private final PlantedEvents<GeneratedRequest> planted =
      new PlantedEvents<>(GeneratedRequest::timeMillis);

  /**
   * The traffic of those settings; their flows are all requests, planted ones included.
   *
   * @throws IllegalArgumentException if so few are asked for that none can be planted
   */
  public PlantedRequests(TrafficSettings settings) {
    this.settings = settings;
    this.random = new SplittableRandom(settings.seed() ^ 0x9E3779B97FL);
    this.times = new PlantedTimes(settings, random);
    int budget = PlantedTimes.budget(settings);
    int calls = Math.min(MOST_CALLS, (int) (budget * BEACON_SHARE));
    beacon(Anomaly.BEACON.label() + "-1", calls, 0, .15);
    beacon(Anomaly.BEACON.label() + "-2", calls, .5, .3);
    upload(Math.min(MOST_PIECES, (int) (budget * UPLOAD_SHARE)));
    exfiltration(Math.min(MOST_SLOW, budget - planted.size()));
  }

  /** All requests, ordered by when they end. */
  public Iterator<GeneratedRequest> traffic() {
    return planted.among(settings, WebTraffic::ordinary);
  }

  /** Which campaign each planted request is part of, such as {@code beacon-2}. */
  public Map<GeneratedRequest, String> campaigns() {
    return planted.campaigns();
  }

  List<Planted<GeneratedRequest>> planted() {
    return planted.all();
  }

  private void beacon(String campaign, int calls, double jitter, double missing) {
    int client = client();
    String host = host();
    String id = "?id=" + data(8);
    for (long time : times.beacon(calls, jitter, missing)) {
      long sent = 250L + random.nextInt(90);
      add(Anomaly.BEACON, campaign, Kind.BEACON, time, client, "GET", host, "/ping", id, sent);
    }
  }

  private void upload(int pieces) {
    int client = client();
    String host = host();
    for (long time : times.window(pieces, .05)) {
      String path = "/u/" + data(12) + ".7z";
      long sent = 2_000_000L + random.nextInt(30_000_000);
      add(
          Anomaly.UPLOAD,
          Anomaly.UPLOAD.label(),
          Kind.UPLOAD,
          time,
          client,
          "POST",
          host,
          path,
          null,
          sent);
    }
  }

  private void exfiltration(int pieces) {
    int client = client();
    String host = host();
    for (long time : times.window(pieces, 1)) {
      String query = "?d=" + data(1500 + random.nextInt(500));
      long sent = query.length() + 300L + random.nextInt(60);
      add(
          Anomaly.EXFILTRATION,
          Anomaly.EXFILTRATION.label(),
          Kind.UPLOAD,
          time,
          client,
          "GET",
          host,
          "/pixel.gif",
          query,
          sent);
    }
  }

  private void add(
      Anomaly anomaly,
      String campaign,
      Kind kind,
      long time,
      int client,
      String method,
      String host,
      String path,
      String query,
      long sent) {
    GeneratedRequest request =
        new GeneratedRequest(
            kind,
            time,
            40 + random.nextInt(400),
            WebTraffic.address(client),
            WebTraffic.user(client),
            method,
            "http",
            host,
            80,
            path,
            query,
            WebTraffic.agent(client),
            null,
            "none",
            "text/html;charset=utf-8",
            200,
            300 + random.nextInt(400),
            sent);
    planted.add(anomaly, campaign, request);
  }

  private String data(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(HEX.charAt(random.nextInt(HEX.length())));
    }
    return text.toString();
  }

  /** One that nobody else asks for: ordinary hosts have no such names. */
  private String host() {
    return "srv" + data(6) + ".example";
  }

  private int client() {
    return random.nextInt(WebTraffic.CLIENTS);
  }
}
