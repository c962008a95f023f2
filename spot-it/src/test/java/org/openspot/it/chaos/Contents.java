package org.openspot.it.chaos;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.openspot.it.chaos.Drop.Manner;
import org.openspot.it.chaos.Original.Fate;

/**
 * The files of a round, every record of them unlike any other. All of a round are of one day that
 * no other round has, spread over three of its hours.
 */
public final class Contents {
  private static final LocalDate FIRST_DAY = LocalDate.of(2001, 1, 1);
  private static final int DAYS = 9000;
  private static final int HOURS = 3;
  private static final int FIRST_HOUR = 8;

  private final long seed;
  private final LocalDate day;

  public Contents(long seed) {
    this.seed = seed;
    this.day = day(seed);
  }

  /** The day of every record of a seed's round. */
  public static LocalDate day(long seed) {
    return FIRST_DAY.plusDays(Math.floorMod(seed, DAYS));
  }

  /** The originals of a drop: those of a burst, a file and its successor, or one. */
  public List<Original> of(Drop drop) {
    List<Original> all = new ArrayList<>();
    for (int i = 0; i < drop.files(); i++) {
      all.add(original(drop, drop.number() + i, drop.number() + i));
    }
    if (drop.manner() == Manner.SUCCESSOR) {
      all.add(original(drop, drop.number() + 1, drop.number()));
    }
    return all;
  }

  /**
   * @param number of the file, in each of its records
   * @param named the number in its name
   */
  private Original original(Drop drop, int number, int named) {
    return switch (drop.pipeline()) {
      case "proxy" -> proxy(drop, number, named);
      case "flow" -> flow(drop, number, named);
      case "dns" -> dns(drop, number, named);
      default -> throw new IllegalArgumentException(drop.pipeline());
    };
  }

  private static Fate fate(Manner manner) {
    return switch (manner) {
      case RENAMED, IN_PLACE, BURST -> Fate.WHOLE;
      case AGAIN, SUCCESSOR, LINKED -> Fate.WHOLE_OR_FAILED;
      case APPENDED -> Fate.PIECES;
      case TORN -> Fate.TORN;
      case DAMAGED -> Fate.DEAD_LETTER;
      case CUT, EMPTY, SYMBOLIC_LINK -> Fate.UNFIT;
    };
  }

  private static int hour(int number) {
    return FIRST_HOUR + number % HOURS;
  }

  private Original proxy(Drop drop, int number, int named) {
    Random random = new Random(seed * 31 + number);
    String name =
        String.format(
            Locale.ROOT,
            "proxy_%s-%02d10_s%dn%05d.log",
            day.toString().replace("-", ""),
            hour(named),
            seed,
            named);
    StringBuilder text =
        new StringBuilder("#Software: chaos\n#Version: 1.0\n#Date: ")
            .append(day)
            .append(String.format(Locale.ROOT, " %02d:00:00\n", hour(number)))
            .append("#Fields: date time time-taken c-ip sc-status s-action sc-bytes cs-bytes")
            .append(" cs-method cs-uri-scheme cs-host cs-uri-path cs-uri-query cs(User-Agent)\n");
    int body = text.length();
    List<String> rows = new ArrayList<>();
    List<String> rejects = new ArrayList<>();
    boolean empty = drop.manner() == Manner.EMPTY || drop.manner() == Manner.SYMBOLIC_LINK;
    int cut = 0;
    for (int record = 0; record < drop.records() && !empty; record++) {
      String id = seed + "." + number + "." + record;
      boolean torn = drop.manner() == Manner.TORN && record == drop.records() / 2;
      if (random.nextInt(15) == 0 && !torn) {
        rejects.add("nonsense " + id + ".");
        text.append(rejects.get(rejects.size() - 1)).append('\n');
        continue;
      }
      rows.add("/r/" + id + "/z");
      // Every tenth is of the hour after: a file of two table partitions.
      int hour = hour(number) + (record % 10 == 9 ? 1 : 0);
      text.append(
          String.format(
              Locale.ROOT,
              "%s %02d:%02d:%02d %d 10.0.%d.%d 200 TCP_MISS %d 120 GET http h%s.example %s - %s\n",
              day,
              hour,
              random.nextInt(60),
              random.nextInt(60),
              random.nextInt(900),
              random.nextInt(256),
              random.nextInt(256),
              random.nextInt(100_000),
              id,
              rows.get(rows.size() - 1),
              "\"agent of " + id + "\""));
      if (torn) {
        // Within the host: neither part has the fields of a line.
        cut = text.length() - 40 - 2 * id.length();
      }
    }
    return new Original(
        "proxy",
        name,
        fate(drop.manner()),
        empty ? new byte[0] : text.toString().getBytes(StandardCharsets.UTF_8),
        empty ? 0 : body,
        rows,
        rejects,
        drop.records(),
        cut);
  }

  private Original flow(Drop drop, int number, int named) {
    String name =
        String.format(
            Locale.ROOT,
            "nfcapd.%s%02d10.s%dn%05d",
            day.toString().replace("-", ""),
            hour(named),
            seed,
            named);
    long start = day.atTime(hour(number), 10).toEpochSecond(ZoneOffset.UTC) * 1000;
    FlowFile file = new FlowFile(start, number);
    List<String> rows = new ArrayList<>();
    boolean damaged = drop.manner() == Manner.DAMAGED;
    int readable = damaged ? drop.records() / 2 : drop.records();
    for (int record = 0; record < drop.records(); record++) {
      file.flow(record, damaged && record == readable);
      if (record < readable) {
        rows.add(FlowFile.key(number, record));
      }
    }
    byte[] content = file.bytes();
    if (drop.manner() == Manner.EMPTY) {
      content = new byte[0];
    } else if (drop.manner() == Manner.CUT) {
      content = Arrays.copyOf(content, content.length * 2 / 3);
    }
    Fate fate = fate(drop.manner());
    List<String> expected = fate == Fate.UNFIT ? List.of() : rows;
    return new Original("flow", name, fate, content, 0, expected, List.of(), readable, 0);
  }

  private Original dns(Drop drop, int number, int named) {
    String name =
        String.format(
            Locale.ROOT,
            "dns_s%dn%05d_%s%02d1000.pcap",
            seed,
            named,
            day.toString().replace("-", ""),
            hour(named));
    long start = day.atTime(hour(number), 10).toEpochSecond(ZoneOffset.UTC);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DnsCapture.begin(out);
    List<String> rows = new ArrayList<>();
    for (int record = 0; record < drop.records(); record++) {
      rows.add("r" + record + ".f" + number + ".s" + seed + ".example");
      DnsCapture.response(out, start + record, rows.get(record));
    }
    return new Original(
        "dns", name, fate(drop.manner()), out.toByteArray(), 0, rows, List.of(), drop.records(), 0);
  }
}
