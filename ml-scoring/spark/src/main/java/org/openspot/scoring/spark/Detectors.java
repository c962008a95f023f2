package org.openspot.scoring.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.openspot.scoring.model.detect.BeaconDetector;
import org.openspot.scoring.model.detect.ContactTimes;
import org.openspot.scoring.model.detect.DnsDetector;
import org.openspot.scoring.model.detect.DomainActivity;
import org.openspot.scoring.model.detect.Evidence;
import org.openspot.scoring.model.detect.TailCalibration;
import org.openspot.scoring.model.record.DnsRecord;

/** Runs the detectors that look at more than one record. */
final class Detectors {
  /** How much of each detector's evidence is looked at further. */
  private static final int KEPT = 500;

  /** Contacts with one service that are held at once, in a task. */
  private static final int CONTACTS_HELD = 1_000_000;

  /** Pairs of client and domain that are compared; those with fewer responses are left out. */
  private static final int MOST_DOMAINS = 50_000;

  private static final Comparator<DomainActivity> MOST_RESPONSES_FIRST =
      Comparator.comparingLong(DomainActivity::responses)
          .reversed()
          .thenComparing(DomainActivity::domain)
          .thenComparing(DomainActivity::client);

  private static final StructType ASKED =
      new StructType()
          .add("domain", DataTypes.StringType)
          .add("client", DataTypes.StringType)
          .add("name", DataTypes.StringType)
          .add("type", DataTypes.IntegerType)
          .add("code", DataTypes.IntegerType);

  private static final String TOPICS = ".topics";
  private static final String COUNTS = ".counts";

  private Detectors() {}

  static String topics(String source) {
    return source + TOPICS;
  }

  static String counts(String source) {
    return source + COUNTS;
  }

  /** True for what says that a record's score is low. */
  static boolean isOfModel(String detector) {
    return detector.endsWith(TOPICS) || detector.endsWith(COUNTS);
  }

  /**
   * What detectors say of a day.
   *
   * @param calibrations of each detector
   * @param evidence of each detector the most unusual
   */
  record Findings(Map<String, TailCalibration> calibrations, List<Evidence> evidence) {}

  /** Runs those that the source has. */
  static <R> Findings run(ScoredSource<R> source, Dataset<Row> rows) {
    Evidences all =
        switch (source.name()) {
          case "flow" -> beacons(rows);
          case "dns" -> domains(source, rows);
          default -> new Evidences();
        };
    Map<String, TailCalibration> calibrations = new TreeMap<>();
    List<Evidence> evidence = new ArrayList<>();
    all.statistics.forEach(
        (detector, statistics) ->
            calibrations.put(
                detector,
                detector.equals(BeaconDetector.NAME)
                    ? TailCalibration.ofDigits(statistics)
                    : TailCalibration.of(statistics)));
    all.kept.values().forEach(evidence::addAll);
    return new Findings(calibrations, evidence);
  }

  /** Statistics of all evidence, and the evidence with the highest. */
  private static final class Evidences implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Comparator<Evidence> HIGHEST_FIRST =
        Comparator.comparingDouble(Evidence::statistic).reversed().thenComparing(Evidence::subject);

    final Map<String, double[]> statistics = new TreeMap<>();
    final Map<String, List<Evidence>> kept = new TreeMap<>();

    static Evidences of(Collection<Evidence> evidence) {
      Map<String, List<Evidence>> byDetector = new TreeMap<>();
      for (Evidence one : evidence) {
        byDetector.computeIfAbsent(one.detector(), unused -> new ArrayList<>()).add(one);
      }
      Evidences evidences = new Evidences();
      byDetector.forEach(
          (detector, all) -> {
            evidences.statistics.put(
                detector, all.stream().mapToDouble(Evidence::statistic).toArray());
            evidences.kept.put(detector, highest(all));
          });
      return evidences;
    }

    Evidences plus(Evidences other) {
      Evidences sum = new Evidences();
      for (Evidences part : List.of(this, other)) {
        part.statistics.forEach(
            (detector, values) -> sum.statistics.merge(detector, values, Evidences::concatenated));
        part.kept.forEach(
            (detector, evidence) ->
                sum.kept.merge(
                    detector,
                    evidence,
                    (one, more) -> {
                      List<Evidence> all = new ArrayList<>(one);
                      all.addAll(more);
                      return highest(all);
                    }));
      }
      return sum;
    }

    private static List<Evidence> highest(List<Evidence> all) {
      all.sort(HIGHEST_FIRST);
      return new ArrayList<>(all.subList(0, Math.min(KEPT, all.size())));
    }

    private static double[] concatenated(double[] one, double[] other) {
      double[] all = Arrays.copyOf(one, one.length + other.length);
      System.arraycopy(other, 0, all, one.length, other.length);
      return all;
    }
  }

  /** Contacts sorted by service and source, so that one service at a time is held. */
  private static Evidences beacons(Dataset<Row> rows) {
    Dataset<Row> contacts = rows.select("dip", "dport", "sip", "unix_tstamp").na().drop();
    return contacts
        .repartition(contacts.col("dip"), contacts.col("dport"))
        .sortWithinPartitions("dip", "dport", "sip", "unix_tstamp")
        .javaRDD()
        .mapPartitions(part -> List.of(beacons(part)).iterator())
        .treeAggregate(new Evidences(), Evidences::plus, Evidences::plus);
  }

  private static Evidences beacons(Iterator<Row> contacts) {
    Gathering evidence = new Gathering();
    Contacts held = new Contacts();
    while (contacts.hasNext()) {
      Row row = contacts.next();
      if (!held.isSameService(row) || held.count >= CONTACTS_HELD) {
        evidence.add(held.evidence());
        held = new Contacts();
      }
      held.add(row);
    }
    evidence.add(held.evidence());
    return evidence.all();
  }

  /**
   * Contacts with one service. Most services are the client's end of a connection and have one
   * contact: nothing is made of so few.
   */
  private static final class Contacts {
    private final List<Row> few = new ArrayList<>(BeaconDetector.FEWEST_CONTACTS);
    private final Map<String, ContactTimes> bySource = new HashMap<>();
    int count;

    boolean isSameService(Row row) {
      return few.isEmpty()
          || (few.get(0).getInt(1) == row.getInt(1)
              && few.get(0).getString(0).equals(row.getString(0)));
    }

    void add(Row row) {
      count++;
      if (count < BeaconDetector.FEWEST_CONTACTS) {
        few.add(row);
        return;
      }
      if (count == BeaconDetector.FEWEST_CONTACTS) {
        few.forEach(this::note);
      }
      note(row);
    }

    private void note(Row row) {
      bySource
          .computeIfAbsent(
              row.getString(2), source -> new ContactTimes(source, row.getString(0), row.getInt(1)))
          .add(row.getLong(3));
    }

    List<Evidence> evidence() {
      return bySource.isEmpty() ? List.of() : new BeaconDetector().evidence(bySource.values());
    }
  }

  /** Takes evidence bit by bit; most of it is soon only a number. */
  private static final class Gathering {
    private static final int PENDING = 10_000;

    private final List<Evidence> pending = new ArrayList<>();
    private Evidences all = new Evidences();

    void add(List<Evidence> more) {
      pending.addAll(more);
      if (pending.size() >= PENDING) {
        all();
      }
    }

    Evidences all() {
      all = all.plus(Evidences.of(pending));
      pending.clear();
      return all;
    }
  }

  /** Responses sorted by domain and client; what each pair did is compared with all others. */
  private static <R> Evidences domains(ScoredSource<R> source, Dataset<Row> rows) {
    FlatMapFunction<Row, Row> asked = row -> asked(source.record(row));
    List<DomainActivity> none = new ArrayList<>();
    List<DomainActivity> activities =
        rows.flatMap(asked, Encoders.row(ASKED))
            .repartition(functions.col("domain"), functions.col("client"))
            .sortWithinPartitions("domain", "client")
            .javaRDD()
            .mapPartitions(part -> List.of(activities(part)).iterator())
            .treeAggregate(none, Detectors::most, Detectors::most);
    return activities.isEmpty()
        ? new Evidences()
        : Evidences.of(new DnsDetector().evidence(activities));
  }

  private static Iterator<Row> asked(Object record) {
    if (!(record instanceof DnsRecord dns) || dns.flaw().isPresent()) {
      return List.<Row>of().iterator();
    }
    return List.of(
            RowFactory.create(
                DomainActivity.domain(dns),
                dns.client(),
                dns.name(),
                dns.type(),
                dns.responseCode()))
        .iterator();
  }

  private static List<DomainActivity> activities(Iterator<Row> asked) {
    List<DomainActivity> activities = new ArrayList<>();
    DomainActivity current = null;
    while (asked.hasNext()) {
      Row row = asked.next();
      String domain = row.getString(0);
      String client = row.getString(1);
      if (current == null || !current.domain().equals(domain) || !current.client().equals(client)) {
        current = new DomainActivity(client, domain);
        activities.add(current);
        if (activities.size() > 2 * MOST_DOMAINS) {
          activities = most(activities, new ArrayList<>());
        }
      }
      current.add(
          new DnsRecord("", 0, 0, client, row.getString(2), "", row.getInt(3), row.getInt(4)));
    }
    return most(activities, new ArrayList<>());
  }

  /** Of two lists those with the most responses. */
  private static List<DomainActivity> most(List<DomainActivity> one, List<DomainActivity> other) {
    List<DomainActivity> all = new ArrayList<>(one);
    all.addAll(other);
    if (all.size() > MOST_DOMAINS) {
      all.sort(MOST_RESPONSES_FIRST);
      all.subList(MOST_DOMAINS, all.size()).clear();
    }
    return all;
  }
}
