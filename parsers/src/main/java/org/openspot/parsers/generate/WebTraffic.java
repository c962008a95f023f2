package org.openspot.parsers.generate;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.openspot.parsers.generate.GeneratedRequest.Kind;

/**
 * The requests of a small office through its proxy: people who browse popular sites and now and
 * then one that nobody else visits, tunnels, programs that update themselves, requests the proxy
 * refuses or wants a password for; and two things that should not be there: a beacon and an upload
 * of much that is secret. They come ordered by time. Not thread-safe.
 */
public final class WebTraffic implements Iterator<GeneratedRequest> {
  static final int CLIENTS = 240;
  private static final int PAGES = 400;
  private static final int BEACON_CLIENT = 77;
  private static final int UPLOAD_CLIENT = 131;

  /** A beacon calls every minute, unless that were more than a hundredth of all requests. */
  private static final long BEACON_MILLIS = 60_000;

  /** The part of the time in which the upload takes place. */
  private static final double UPLOAD_FROM = .71;

  private static final double UPLOAD_TO = .73;
  private static final int UPLOAD_PIECES = 12;

  /** A site people visit, and what it is about. */
  private record Site(String host, String category) {}

  private static final List<Site> POPULAR =
      List.of(
          new Site("www.search.example", "Search Engines/Portals"),
          new Site("mail.office.example", "Email"),
          new Site("news.daily.example", "News/Media"),
          new Site("cdn.static.example", "Content Servers"),
          new Site("ads.tracker.example", "Web Ads/Analytics"),
          new Site("video.stream.example", "Audio/Video Clips"),
          new Site("social.friends.example", "Social Networking"),
          new Site("docs.cloud.example", "Office/Business Applications"),
          new Site("www.weather.example", "News/Media"),
          new Site("shop.market.example", "Shopping"),
          new Site("travel.booking.example", "Travel"),
          new Site("www.encyclopedia.example", "Reference"),
          new Site("code.hosting.example", "Technology/Internet"),
          new Site("bank.savings.example", "Financial Services"),
          new Site("sports.results.example", "Sports/Recreation"),
          new Site("jobs.careers.example", "Job Search/Careers"));

  private static final List<String> AGENTS =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/118.0.0.0 Safari/537.36",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:118.0) Gecko/20100101 Firefox/118.0",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
              + " Version/16.6 Safari/605.1.15",
          "Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0",
          "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)");

  private static final String[][] DOCUMENTS = {
    {"html", "text/html;charset=utf-8"},
    {"js", "application/javascript"},
    {"css", "text/css"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"json", "application/json"},
    {"woff2", "font/woff2"}
  };

  private final TrafficSettings settings;
  private final boolean outliers;
  private final DayRhythm rhythm;
  private final SplittableRandom random;
  private final long beaconMillis;
  private long nextBeacon;
  private int uploaded;
  private long made;

  /** The requests of those settings, from the first. */
  public WebTraffic(TrafficSettings settings) {
    this(settings, true);
  }

  /** The requests of those settings, without beacon and upload. */
  static WebTraffic ordinary(TrafficSettings settings) {
    return new WebTraffic(settings, false);
  }

  private WebTraffic(TrafficSettings settings, boolean outliers) {
    this.settings = settings;
    this.outliers = outliers;
    this.rhythm = new DayRhythm(settings);
    this.random = new SplittableRandom(settings.seed());
    this.beaconMillis =
        Math.max(
            BEACON_MILLIS, settings.duration().toMillis() / Math.max(1, settings.flows() / 100));
    this.nextBeacon = settings.start().toEpochMilli() + random.nextLong(beaconMillis);
  }

  @Override
  public boolean hasNext() {
    return made < settings.flows();
  }

  @Override
  public GeneratedRequest next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    double place = rhythm.place((made + .5) / settings.flows());
    long time = settings.start().toEpochMilli() + (long) (place * settings.duration().toMillis());
    made++;
    if (!outliers) {
      return ordinary(time);
    }
    if (time >= nextBeacon) {
      nextBeacon += beaconMillis * (1 + (time - nextBeacon) / beaconMillis);
      return beacon(time);
    }
    if (place >= UPLOAD_FROM
        && (uploaded == 0
            || (place < UPLOAD_TO && uploaded < UPLOAD_PIECES && random.nextInt(4) == 0))) {
      return upload(time);
    }
    return ordinary(time);
  }

  private GeneratedRequest beacon(long time) {
    return new GeneratedRequest(
        Kind.BEACON,
        time,
        90 + random.nextInt(20),
        address(BEACON_CLIENT),
        user(BEACON_CLIENT),
        "GET",
        "http",
        "cdn-telemetry-7f3a9.example",
        80,
        "/ping.php",
        "?id=" + Integer.toHexString(0x5eed + BEACON_CLIENT),
        "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1)",
        null,
        "none",
        "text/plain",
        200,
        412,
        287);
  }

  private GeneratedRequest upload(long time) {
    uploaded++;
    return new GeneratedRequest(
        Kind.UPLOAD,
        time,
        180_000 + random.nextInt(60_000),
        address(UPLOAD_CLIENT),
        user(UPLOAD_CLIENT),
        "POST",
        "http",
        "dropzone-archive.example",
        8080,
        "/u/" + uploaded + "/backup.7z",
        null,
        "curl/7.68.0",
        null,
        "File Storage/Sharing",
        "application/json",
        201,
        611,
        700_000_000L + random.nextInt(250_000_000));
  }

  private GeneratedRequest ordinary(long time) {
    int client = skewed(CLIENTS);
    int dice = random.nextInt(1000);
    if (dice < 25) {
      return page(Kind.CHALLENGED, time, client, popular(), 407);
    } else if (dice < 45) {
      return page(Kind.DENIED, time, client, new Site(rare(), "Gambling"), 403);
    } else if (dice < 65) {
      return page(Kind.RARE, time, client, new Site(rare(), "none"), 200);
    } else if (dice < 315) {
      return tunnel(time, client);
    } else if (dice < 335) {
      return update(time, client);
    }
    int status = dice < 400 ? 304 : dice < 420 ? 404 : dice < 450 ? 302 : 200;
    return page(Kind.PAGE, time, client, popular(), status);
  }

  private GeneratedRequest page(Kind kind, long time, int client, Site site, int status) {
    String[] document = DOCUMENTS[skewed(DOCUMENTS.length)];
    int page = skewed(PAGES);
    boolean post = random.nextInt(20) == 0;
    boolean answered = status == 200;
    return new GeneratedRequest(
        kind,
        time,
        answered ? 20 + skewed(3000) : 1 + random.nextInt(30),
        address(client),
        kind == Kind.CHALLENGED ? null : user(client),
        post ? "POST" : "GET",
        "http",
        site.host(),
        80,
        page == 0 ? "/" : "/s" + page % 12 + "/item" + page + "." + document[0],
        random.nextInt(3) == 0 ? "?id=" + random.nextInt(100_000) + "&lang=en" : null,
        agent(client),
        random.nextBoolean() ? "http://" + site.host() + "/" : null,
        site.category(),
        answered ? document[1] : status == 304 ? null : "text/html",
        status,
        answered ? 400 + (long) skewed(400_000) : 350 + random.nextInt(600),
        post ? 700 + random.nextInt(5000) : 350 + random.nextInt(900));
  }

  private GeneratedRequest tunnel(long time, int client) {
    Site site = popular();
    return new GeneratedRequest(
        Kind.TUNNEL,
        time,
        500 + skewed(120_000),
        address(client),
        user(client),
        "CONNECT",
        "tcp",
        site.host(),
        443,
        null,
        null,
        agent(client),
        null,
        site.category(),
        null,
        200,
        3000 + (long) skewed(900_000),
        900 + skewed(60_000));
  }

  private GeneratedRequest update(long time, int client) {
    return new GeneratedRequest(
        Kind.UPDATE,
        time,
        300 + random.nextInt(900),
        address(client),
        null,
        "GET",
        "http",
        "download.updates.example",
        80,
        "/v9/delta-" + random.nextInt(40) + ".cab",
        null,
        "Software Updater 10.0",
        null,
        "Software Downloads",
        "application/octet-stream",
        206,
        1_000_000 + random.nextInt(9_000_000),
        290);
  }

  private Site popular() {
    return POPULAR.get(skewed(POPULAR.size()));
  }

  private String rare() {
    return "host" + random.nextInt(1_000_000) + ".smallsite.example";
  }

  static String agent(int client) {
    return AGENTS.get(client % 7 % AGENTS.size());
  }

  static String user(int client) {
    return "user" + (100 + client);
  }

  static String address(int client) {
    return "10.20.1." + (10 + client);
  }

  /** A number below the bound; low ones are far more frequent. */
  private int skewed(int bound) {
    double chance = random.nextDouble();
    return (int) (bound * chance * chance * chance);
  }
}
