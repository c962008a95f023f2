package org.openspot.parsers.generate;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.openspot.parsers.generate.GeneratedDns.Answer;
import org.openspot.parsers.generate.GeneratedDns.Kind;

/**
 * The names a small office asks its name server for, and the answers: popular ones by Zipf's law,
 * rare ones, reverse lookups, mail servers, texts, typing errors that do not exist; and two things
 * that should not be there, a tunnel and a beacon. Ordered by time. Not thread-safe.
 */
public final class OfficeNames implements Iterator<GeneratedDns> {
  private static final int POPULAR = 2000;
  private static final String[] TOPS = {"com", "com", "com", "net", "org", "de", "co.uk", "io"};
  private static final String[] HOSTS = {"www", "api", "cdn", "mail", "static", "login", "img"};
  private static final String SYLLABLES = "babediduficogahikolameninopupirosatevuwyxezo";
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  private static final int TUNNEL_CLIENT = 66;
  private static final String TUNNEL = ".t.exampletunnel.net";
  private static final int BEACON_CLIENT = 77;
  private static final String BEACON = "update-check.examplebeacon.org";

  /** The part of the time in which the tunnel is open, and its share of the names then. */
  private static final double TUNNEL_OPENS = .40;

  private static final double TUNNEL_CLOSES = .46;

  /** A beacon calls every minute, unless that were more than a two-hundredth of all names. */
  private static final long BEACON_MILLIS = 60_000;

  private final TrafficSettings settings;
  private final boolean outliers;
  private final DayRhythm rhythm;
  private final SplittableRandom random;
  private final double[] zipf = new double[POPULAR];
  private final String[] popular = new String[POPULAR];
  private final long beaconMillis;
  private long nextBeacon;
  private long tcpPorts;
  private long made;

  /** The names of those settings, from the beginning; their flows are how many. */
  public OfficeNames(TrafficSettings settings) {
    this(settings, true);
  }

  /** The names of those settings, without tunnel and beacon. */
  static OfficeNames ordinary(TrafficSettings settings) {
    return new OfficeNames(settings, false);
  }

  private OfficeNames(TrafficSettings settings, boolean outliers) {
    this.settings = settings;
    this.outliers = outliers;
    this.rhythm = new DayRhythm(settings);
    this.random = new SplittableRandom(settings.seed());
    double sum = 0;
    for (int i = 0; i < POPULAR; i++) {
      sum += 1.0 / (i + 1);
      zipf[i] = sum;
      popular[i] = HOSTS[i % HOSTS.length] + "." + domain(i);
    }
    this.beaconMillis =
        Math.max(
            BEACON_MILLIS, settings.duration().toMillis() / Math.max(1, settings.flows() / 200));
    this.nextBeacon = settings.start().toEpochMilli() + random.nextLong(beaconMillis);
  }

  @Override
  public boolean hasNext() {
    return made < settings.flows();
  }

  @Override
  public GeneratedDns next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    double place = rhythm.place((made + .5) / settings.flows());
    long time = settings.start().toEpochMilli() + (long) (place * settings.duration().toMillis());
    made++;
    if (!outliers) {
      return ordinary(time, client());
    }
    if (time >= nextBeacon) {
      nextBeacon += beaconMillis * (1 + (time - nextBeacon) / beaconMillis);
      return asked(
          Kind.BEACON, time, BEACON_CLIENT, BEACON, DnsTypes.A, List.of(address(BEACON, 9001)));
    }
    if (place >= TUNNEL_OPENS && place < TUNNEL_CLOSES && random.nextInt(100) < 12) {
      return tunnel(time);
    }
    return ordinary(time, client());
  }

  private GeneratedDns ordinary(long time, int client) {
    int dice = random.nextInt(1000);
    if (dice < 780) {
      return popular(time, client, dice < 250 ? DnsTypes.AAAA : DnsTypes.A);
    } else if (dice < 860) {
      String name = HOSTS[random.nextInt(HOSTS.length)] + "." + domain(random.nextInt(1 << 24));
      return asked(Kind.RARE, time, client, name, DnsTypes.A, List.of(address(name, dice)));
    } else if (dice < 900) {
      int host = random.nextInt(1 << 16);
      String name = (host & 0xff) + "." + (host >> 8) + ".20.10.in-addr.arpa";
      Answer answer = new Answer(name, DnsTypes.PTR, "host" + host + ".office.example");
      return asked(Kind.REVERSE, time, client, name, DnsTypes.PTR, List.of(answer));
    } else if (dice < 920) {
      String name = domain(zipf());
      List<Answer> answers =
          List.of(
              new Answer(name, DnsTypes.MX, "mx1." + name),
              new Answer(name, DnsTypes.MX, "mx2." + name));
      return asked(Kind.MAIL, time, client, name, DnsTypes.MX, answers);
    } else if (dice < 935) {
      String name = domain(zipf());
      Answer answer = new Answer(name, DnsTypes.TXT, "v=spf1 include:_spf." + name + ", ~all");
      return asked(Kind.TEXT, time, client, name, DnsTypes.TXT, List.of(answer));
    }
    String name = "www." + domain(random.nextInt(1 << 24)).replaceFirst("\\.", "");
    return asked(Kind.MISTYPED, time, client, name, DnsTypes.A, List.of());
  }

  private GeneratedDns popular(long time, int client, int type) {
    int rank = zipf();
    String name = popular[rank];
    if (rank % 3 == 0) {
      String edge = "e" + rank + ".edge.examplecdn.net";
      return asked(
          Kind.POPULAR,
          time,
          client,
          name,
          type,
          List.of(
              new Answer(name, DnsTypes.CNAME, edge),
              address(edge, type, rank),
              address(edge, type, rank + 1)));
    }
    return asked(Kind.POPULAR, time, client, name, type, List.of(address(name, type, rank)));
  }

  private GeneratedDns tunnel(long time) {
    StringBuilder name = new StringBuilder();
    for (int label = 0; label < 3; label++) {
      for (int i = 0; i < 50; i++) {
        name.append(BASE32.charAt(random.nextInt(32)));
      }
      name.append(label < 2 ? "." : TUNNEL);
    }
    boolean text = random.nextBoolean();
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      data.append(text ? BASE32.charAt(random.nextInt(32)) : "0123456789abcdef".charAt(i % 16));
    }
    int type = text ? DnsTypes.TXT : DnsTypes.NULL;
    Answer answer = new Answer(name.toString(), type, data.toString());
    return asked(Kind.TUNNEL, time, TUNNEL_CLIENT, name.toString(), type, List.of(answer));
  }

  private GeneratedDns asked(
      Kind kind, long time, int client, String name, int type, List<Answer> answers) {
    boolean ipv6 = client % 8 == 0;
    boolean tcp = !kind.isOutlier() && random.nextInt(100) == 0;
    return new GeneratedDns(
        kind,
        time,
        300 + random.nextInt(80_000),
        client,
        ipv6,
        tcp,
        random.nextInt(1 << 16),
        tcp ? 32_768 + (int) (tcpPorts++ % 28_232) : 32_768 + random.nextInt(28_232),
        name,
        type,
        answers.isEmpty() ? DnsTypes.NX_DOMAIN : DnsTypes.NO_ERROR,
        answers);
  }

  /** Low numbers are far more frequent. */
  private int client() {
    double chance = random.nextDouble();
    return (int) (GeneratedDns.CLIENTS * chance * chance);
  }

  private int zipf() {
    double wanted = random.nextDouble() * zipf[POPULAR - 1];
    int low = 0;
    int high = POPULAR - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (zipf[middle] <= wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static Answer address(String owner, int number) {
    return address(owner, DnsTypes.A, number);
  }

  /** An address that is always the same for a number. */
  private static Answer address(String owner, int type, int number) {
    int mixed = (number + 1) * 0x9E3779B1;
    String text =
        type == DnsTypes.A
            ? (23 + (mixed >>> 24) % 150)
                + "."
                + (mixed >>> 16 & 0xff)
                + "."
                + (mixed >>> 8 & 0xff)
                + "."
                + (1 + number % 250)
            : "2001:db8:"
                + Integer.toHexString(1 + (mixed >>> 17))
                + "::"
                + Integer.toHexString(1 + number % 65_535);
    return new Answer(owner, type, text);
  }

  /** A domain that is always the same for a number. */
  private static String domain(int number) {
    StringBuilder name = new StringBuilder();
    int rest = number * 7 + 31;
    for (int i = 0; i < 3 || rest > 0; i++) {
      int syllable = (rest + i * 5) % (SYLLABLES.length() / 2);
      name.append(SYLLABLES, syllable * 2, syllable * 2 + 2);
      rest /= SYLLABLES.length() / 2;
    }
    return name.append('.').append(TOPS[number % TOPS.length]).toString();
  }
}
