package org.openspot.parsers.generate;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.openspot.parsers.generate.GeneratedFlow.Kind;

/**
 * The flows of a small office, seen at its router: clients that ask for names, browse, read mail
 * and log in; servers; a backup; and a few things that should not be there: three scans, a flood
 * and a beacon. Both directions of a conversation are flows of their own, one after the other. They
 * come ordered by when the conversation starts. Not thread-safe.
 */
public final class OfficeTraffic implements Iterator<GeneratedFlow> {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMP = 1;
  private static final int SYN = 2;
  private static final int RST_ACK = 20;
  private static final int WHOLE_CONNECTION = 27; // FIN, SYN, PSH, ACK

  private static final int OFFICE = address(10, 20, 0, 0);
  private static final int CLIENTS = 240;
  private static final int NAME_SERVER = OFFICE | 53;
  private static final int WEB_SERVER = OFFICE | 80;
  private static final int MAIL_SERVER = OFFICE | 25;
  private static final int LOGIN_SERVER = OFFICE | 22;
  private static final int BACKUP_SERVER = OFFICE | 90;
  private static final int[] SERVERS = {
    NAME_SERVER, WEB_SERVER, MAIL_SERVER, LOGIN_SERVER, BACKUP_SERVER
  };
  private static final int SITES = 3000;
  private static final int BEACON_CLIENT = client(77);
  private static final int BEACON_HOST = address(185, 220, 101, 99);

  /** A beacon calls every minute, unless that were more than a hundredth of all flows. */
  private static final long BEACON_MILLIS = 60_000;

  /** Parts of the time in which the scans and the flood take place, and their share of it. */
  private static final double[] SCANS = {.30, .55, .80};

  private static final double FLOOD = .62;
  private static final double WINDOW = .01;

  private final TrafficSettings settings;
  private final boolean outliers;
  private final DayRhythm rhythm;
  private final SplittableRandom random;
  private long made;
  private final long beaconMillis;
  private long nextBeacon;
  private int scanned;
  private GeneratedFlow answer;

  /** The traffic of those settings, from the beginning. */
  public OfficeTraffic(TrafficSettings settings) {
    this(settings, true);
  }

  /** The traffic of those settings, without scans, flood and beacon. */
  static OfficeTraffic ordinary(TrafficSettings settings) {
    return new OfficeTraffic(settings, false);
  }

  private OfficeTraffic(TrafficSettings settings, boolean outliers) {
    this.settings = settings;
    this.outliers = outliers;
    this.rhythm = new DayRhythm(settings);
    this.random = new SplittableRandom(settings.seed());
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
  public GeneratedFlow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    GeneratedFlow flow = answer;
    answer = null;
    if (flow == null) {
      double place = rhythm.place((made + .5) / settings.flows());
      long time = settings.start().toEpochMilli() + (long) (place * settings.duration().toMillis());
      flow = conversation(place, time);
    }
    made++;
    return flow;
  }

  private GeneratedFlow conversation(double place, long time) {
    if (!outliers) {
      return ordinary(time);
    }
    if (time >= nextBeacon) {
      nextBeacon += beaconMillis * (1 + (time - nextBeacon) / beaconMillis);
      return talk(Kind.BEACON, time, BEACON_CLIENT, BEACON_HOST, 8443, TCP, 6, 480, 5, 420);
    }
    for (double scan : SCANS) {
      if (place >= scan && place < scan + WINDOW && random.nextInt(10) < 3) {
        return scan(scan, time);
      }
    }
    if (place >= FLOOD && place < FLOOD + WINDOW && random.nextInt(10) < 5) {
      int packets = 1 + random.nextInt(40);
      return flow(
          Kind.FLOOD,
          time,
          900,
          outside(),
          WEB_SERVER,
          ephemeral(),
          80,
          UDP,
          0,
          packets,
          packets * 1400);
    }
    return ordinary(time);
  }

  private GeneratedFlow scan(double which, long time) {
    int scanner = address(45, 155, 205, 10 + (int) (which * 100));
    int server = SERVERS[scanned / 1000 % SERVERS.length];
    int port = 1 + scanned++ % 1000;
    int from = ephemeral();
    answer = flow(Kind.SCAN, time + 1, 0, server, scanner, port, from, TCP, RST_ACK, 1, 40);
    return flow(Kind.SCAN, time, 0, scanner, server, from, port, TCP, SYN, 1, 44);
  }

  private GeneratedFlow ordinary(long time) {
    int client = client(skewed(CLIENTS));
    int dice = random.nextInt(1000);
    if (dice < 420) {
      return talk(Kind.DNS, time, client, NAME_SERVER, 53, UDP, 1, 66, 1, 140);
    } else if (dice < 800) {
      int port = random.nextInt(10) < 8 ? 443 : 80;
      return talk(Kind.WEB, time, client, site(skewed(SITES)), port, TCP, 14, 2100, 24, 26_000);
    } else if (dice < 880) {
      return talk(Kind.INTRANET, time, client, WEB_SERVER, 443, TCP, 10, 1500, 16, 14_000);
    } else if (dice < 950) {
      int port = random.nextBoolean() ? 993 : 587;
      return talk(Kind.MAIL, time, client, MAIL_SERVER, port, TCP, 20, 4000, 22, 9000);
    } else if (dice < 970) {
      return talk(Kind.SSH, time, client, LOGIN_SERVER, 22, TCP, 60, 5200, 55, 7800);
    } else if (dice < 990) {
      return ping(time, client);
    }
    return talk(Kind.BACKUP, time, client, BACKUP_SERVER, 873, TCP, 900, 1_250_000, 420, 22_000);
  }

  private GeneratedFlow ping(long time, int client) {
    int server = SERVERS[random.nextInt(SERVERS.length)];
    int packets = 1 + random.nextInt(4);
    int duration = packets * 1000;
    answer =
        flow(Kind.PING, time + 1, duration, server, client, 0, 0, ICMP, 0, packets, packets * 84);
    return flow(
        Kind.PING, time, duration, client, server, 0, 8 * 256, ICMP, 0, packets, packets * 84);
  }

  /** A conversation of about that many packets and bytes in each direction. */
  private GeneratedFlow talk(
      Kind kind,
      long time,
      int client,
      int server,
      int port,
      int protocol,
      int packetsOut,
      int bytesOut,
      int packetsBack,
      int bytesBack) {
    double size = protocol == UDP ? 1 : .25 + 1.5 * random.nextDouble() * random.nextDouble() * 2;
    int duration =
        protocol == UDP ? random.nextInt(80) : (int) (200 + 20_000 * size * random.nextDouble());
    int from = ephemeral();
    int flags = protocol == TCP ? WHOLE_CONNECTION : 0;
    int jitter = random.nextInt(40);
    answer =
        flow(
            kind,
            time + 2 + random.nextInt(60),
            duration,
            server,
            client,
            port,
            from,
            protocol,
            flags,
            scaled(packetsBack, size),
            scaled(bytesBack, size) + 2 * jitter);
    return flow(
        kind,
        time,
        duration,
        client,
        server,
        from,
        port,
        protocol,
        flags,
        scaled(packetsOut, size),
        scaled(bytesOut, size) + jitter);
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
    int tos = kind == Kind.SSH ? 0x10 : 0;
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
        tos,
        packets,
        bytes);
  }

  private static int scaled(int usual, double size) {
    return Math.max(1, (int) (usual * size));
  }

  private int ephemeral() {
    return 32_768 + random.nextInt(28_232);
  }

  /** A number below the bound; low ones are far more frequent. */
  private int skewed(int bound) {
    double chance = random.nextDouble();
    return (int) (bound * chance * chance * chance);
  }

  private static int client(int number) {
    return OFFICE | 1 << 8 | 10 + number;
  }

  /** An outside host that is always the same for a number. */
  private static int site(int number) {
    int mixed = (number + 1) * 0x9E3779B1;
    return address(
        23 + (mixed >>> 24) % 150, mixed >>> 16 & 0xff, mixed >>> 8 & 0xff, 1 + number % 250);
  }

  private int outside() {
    return address(
        100 + random.nextInt(50),
        random.nextInt(256),
        random.nextInt(256),
        1 + random.nextInt(254));
  }

  private static int address(int a, int b, int c, int d) {
    return a << 24 | b << 16 | c << 8 | d;
  }
}
