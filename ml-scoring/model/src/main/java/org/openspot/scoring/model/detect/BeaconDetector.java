package org.openspot.scoring.model.detect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Finds beacons: a source that contacts a port of a destination at intervals too regular for
 * chance. The statistic is -log10 of the probability that chance is as regular, less twice the
 * median of that of the other sources of the same destination and port, if there are three or more:
 * what everybody's machine does regularly, such as asking for the time, is usual.
 */
public final class BeaconDetector {
  /** The detector of flows. */
  public static final String NAME = "flow.beacon";

  /** The detector of names, which are asked for at a name server but stand for a destination. */
  public static final String DNS = "dns.beacon";

  /** The detector of requests through a proxy. */
  public static final String PROXY = "proxy.beacon";

  /** Fewer contacts with a service, from wherever, give no evidence. */
  static final int FEWEST_CONTACTS = Regularity.FEWEST_INTERVALS + 1;

  private static final int ENOUGH_SOURCES = 3;

  /** Below this nothing more can be told apart. */
  private static final double LEAST = 1e-300;

  private final String name;

  /** A detector of flows. */
  public BeaconDetector() {
    this(NAME);
  }

  /** A detector of that name, one of those above. */
  public BeaconDetector(String name) {
    this.name = name;
  }

  /** True if that detector's statistic is -log10 of a probability. */
  static boolean hasDigits(String detector) {
    return detector.equals(NAME) || detector.equals(DNS) || detector.equals(PROXY);
  }

  /** What is noteworthy of these, one of each that has contacts enough to tell. */
  public List<Evidence> evidence(Collection<ContactTimes> contacts) {
    Map<String, DoubleStream.Builder> byService = new HashMap<>();
    Map<ContactTimes, Regularity> regularities = new HashMap<>();
    for (ContactTimes times : contacts) {
      Regularity regularity = Regularity.of(times.times(), times.resolution());
      regularities.put(times, regularity);
      byService
          .computeIfAbsent(times.service(), unused -> DoubleStream.builder())
          .add(surprise(regularity));
    }
    Map<String, double[]> sorted = new HashMap<>();
    byService.forEach((service, values) -> sorted.put(service, values.build().sorted().toArray()));
    List<Evidence> evidence = new ArrayList<>();
    for (ContactTimes times : contacts) {
      Regularity regularity = regularities.get(times);
      if (regularity.intervals() > 0) {
        evidence.add(evidence(times, regularity, sorted.get(times.service())));
      }
    }
    return evidence;
  }

  private Evidence evidence(ContactTimes times, Regularity regularity, double[] ofService) {
    double surprise = surprise(regularity);
    double usual =
        ofService.length - 1 < ENOUGH_SOURCES ? 0 : Quantiles.medianOfOthers(ofService, surprise);
    List<Reason> reasons =
        List.of(
            Reason.of(
                "period", regularity.period(), 0, "contacts are multiples of %s seconds apart"),
            Reason.of(
                "jitter",
                regularity.jitter(),
                0.5,
                "they deviate from it by a share of %s; of contacts by chance about %s"),
            Reason.of("intervals", regularity.intervals(), 0, "%s intervals were looked at"),
            Reason.of(
                "digits against chance",
                surprise,
                usual,
                "chance is as regular once in 10^%s times; other sources' once in 10^%s"),
            Reason.of(
                "sources of the service",
                ofService.length,
                1,
                "%s sources contacted this destination"));
    return new Evidence(
        times.subject(), times.source(), name, Math.max(0, surprise - 2 * usual), reasons);
  }

  private static double surprise(Regularity regularity) {
    return -Math.log10(Math.max(LEAST, regularity.pValue()));
  }
}
