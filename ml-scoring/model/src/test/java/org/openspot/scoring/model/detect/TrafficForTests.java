package org.openspot.scoring.model.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.openspot.scoring.model.record.DnsRecord;
import org.openspot.scoring.model.record.FlowRecord;

/** A day of an office, from a seed: people come by chance, at a rate that follows the day. */
final class TrafficForTests {
  static final int DAY = 86_400;
  private static final int HOSTS = 80;

  final List<FlowRecord> flows = new ArrayList<>();
  final List<DnsRecord> responses = new ArrayList<>();
  private static final Map<Long, List<Evidence>> USUAL_FLOWS = new ConcurrentHashMap<>();
  private static final Map<Long, List<Evidence>> USUAL_RESPONSES = new ConcurrentHashMap<>();

  private final long seed;
  private final Random random;
  private int usualFlows;
  private int usualResponses;

  private TrafficForTests(long seed) {
    this.seed = seed;
    random = new Random(seed);
  }

  static TrafficForTests day(long seed) {
    TrafficForTests traffic = new TrafficForTests(seed);
    for (int host = 1; host <= HOSTS; host++) {
      traffic.person("10.0." + host / 40 + "." + host);
    }
    traffic.usualFlows = traffic.flows.size();
    traffic.usualResponses = traffic.responses.size();
    return traffic;
  }

  private void person(String host) {
    double busy = Math.exp(random.nextGaussian() * 0.5);
    for (int site = 0; site < 12; site++) {
      // Few sites are visited by all, many by few.
      int rank = (int) (300 * random.nextDouble() * random.nextDouble());
      int visits = 1 + (int) (60 * busy * random.nextDouble() * random.nextDouble());
      double length = 2 + random.nextInt(6);
      for (int visit = 0; visit < visits; visit++) {
        int time = workTime();
        int clicks = 1 + random.nextInt(4);
        for (int click = 0; click < clicks; click++) {
          time += random.nextInt(40);
          flow(host, "198.51." + rank / 250 + "." + rank % 250, 443, time, 2000);
        }
        dns(host, label((int) length) + ".site" + rank + ".com", random.nextInt(40) == 0 ? 3 : 0);
      }
    }
    // Every machine asks for the time, regularly.
    for (int time = random.nextInt(1024); time < DAY; time += 1024) {
      flow(host, "10.0.0.250", 123, time + random.nextInt(3), 76);
    }
  }

  /** Most of it between 8 and 18 o'clock. */
  private int workTime() {
    return random.nextInt(5) == 0
        ? random.nextInt(DAY)
        : 8 * 3600 + (int) (10 * 3600 * (random.nextDouble() + random.nextDouble()) / 2);
  }

  private static final String[] NAMES = {"www", "mail", "cdn", "img", "api", "static", "login"};

  private String label(int kinds) {
    return NAMES[random.nextInt(Math.min(kinds, NAMES.length))];
  }

  void flow(String source, String destination, int port, long time, long bytes) {
    flows.add(
        new FlowRecord(
            "",
            time,
            new FlowRecord.Clock(0, 0, 0),
            new FlowRecord.Endpoint(source, 50_000),
            new FlowRecord.Endpoint(destination, port),
            "TCP",
            10,
            (long) (bytes * Math.exp(random.nextGaussian()))));
  }

  void dns(String client, String name, int code) {
    int type = random.nextInt(4) == 0 ? 28 : 1;
    responses.add(new DnsRecord("", 0, 90, client, name, "0x0001", type, code));
  }

  void tunnel(String client, String domain, int names) {
    for (int i = 0; i < names; i++) {
      StringBuilder label = new StringBuilder();
      for (int c = 0; c < 40; c++) {
        label.append(Character.forDigit(random.nextInt(32), 36));
      }
      responses.add(new DnsRecord("", 0, 200, client, label + "." + domain, "0x0001", 16, 0));
    }
  }

  /** Contacts a period apart, each up to a share of it earlier or later, some missing. */
  void beacon(String source, String destination, int period, double jitter, double missing) {
    double time = random.nextInt(period);
    while (time < DAY) {
      if (random.nextDouble() >= missing) {
        flow(source, destination, 443, (long) time, 500);
      }
      time += period * (1 + jitter * (2 * random.nextDouble() - 1));
    }
  }

  void scan(String source, int targets, long start) {
    for (int i = 0; i < targets; i++) {
      flow(source, "10.1." + i / 250 + "." + i % 250, 445, start + i / 20, 60);
    }
  }

  List<ContactTimes> contacts() {
    Map<String, ContactTimes> contacts = new TreeMap<>();
    for (FlowRecord flow : flows) {
      String source = flow.source().address();
      FlowRecord.Endpoint destination = flow.destination();
      contacts
          .computeIfAbsent(
              source + " " + destination.address() + " " + destination.port(),
              unused -> new ContactTimes(source, destination.address(), destination.port()))
          .add(flow.time());
    }
    return new ArrayList<>(contacts.values());
  }

  List<DomainActivity> domains() {
    Map<String, DomainActivity> activities = new TreeMap<>();
    for (DnsRecord response : responses) {
      String domain = DomainActivity.domain(response);
      activities
          .computeIfAbsent(
              response.client() + " " + domain,
              unused -> new DomainActivity(response.client(), domain))
          .add(response);
    }
    return new ArrayList<>(activities.values());
  }

  List<HostWindow> hours() {
    Map<String, HostActivity> windows = new TreeMap<>();
    for (FlowRecord flow : flows) {
      String source = flow.source().address();
      long hour = flow.time() / 3600;
      windows
          .computeIfAbsent(
              source + " " + hour,
              unused -> new HostActivity(source, HostActivity.Role.SOURCE, hour))
          .add(flow);
    }
    return windows.values().stream().map(HostActivity::measured).toList();
  }

  /** All evidence; what is usual of a seed is worked out once. */
  List<Evidence> evidence() {
    List<Evidence> evidence =
        new ArrayList<>(
            flows.size() == usualFlows
                ? USUAL_FLOWS.computeIfAbsent(seed, unused -> flowEvidence())
                : flowEvidence());
    evidence.addAll(
        responses.size() == usualResponses
            ? USUAL_RESPONSES.computeIfAbsent(seed, unused -> responseEvidence())
            : responseEvidence());
    return evidence;
  }

  List<Evidence> flowEvidence() {
    List<Evidence> evidence = new ArrayList<>(new BeaconDetector().evidence(contacts()));
    evidence.addAll(new VolumeDetector().evidence(hours(), List.of()));
    return evidence;
  }

  List<Evidence> responseEvidence() {
    return new DnsDetector().evidence(domains());
  }
}
