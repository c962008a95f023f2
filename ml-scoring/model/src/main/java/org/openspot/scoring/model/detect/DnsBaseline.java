package org.openspot.scoring.model.detect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is usual in DNS: shares of types and of name errors over all, and for each domain what its
 * clients exchange with it. Immutable.
 */
final class DnsBaseline {
  /** With fewer other clients than this a domain has no usual volume. */
  private static final int ENOUGH_CLIENTS = 3;

  private final Map<String, double[]> bitsByDomain = new HashMap<>();
  private final Map<Integer, Double> typeShares = new TreeMap<>();
  private final double errorShare;

  DnsBaseline(Collection<DomainActivity> activities) {
    Map<String, List<Double>> bits = new HashMap<>();
    double pairs = 0;
    double errors = 0;
    for (DomainActivity activity : activities) {
      bits.computeIfAbsent(activity.domain(), unused -> new ArrayList<>()).add(activity.bits());
      // A pair counts once however much it says: what a tunnel asks must not become usual.
      pairs++;
      errors += (double) activity.nameErrors() / activity.responses();
      activity
          .types()
          .forEach(
              (type, count) ->
                  typeShares.merge(type, (double) count / activity.responses(), Double::sum));
    }
    bits.forEach(
        (domain, values) ->
            bitsByDomain.put(
                domain, values.stream().mapToDouble(Double::doubleValue).sorted().toArray()));
    double all = pairs;
    typeShares.replaceAll((type, share) -> (share + 0.5) / (all + 1));
    errorShare = (errors + 0.5) / (pairs + 1);
  }

  /** How many clients a domain has. */
  int clients(String domain) {
    return bitsByDomain.getOrDefault(domain, new double[0]).length;
  }

  /** The median of what the domain's other clients exchange; 0 if there are too few of them. */
  double usualBits(DomainActivity activity) {
    double[] all = bitsByDomain.get(activity.domain());
    if (all.length <= ENOUGH_CLIENTS) {
      return 0;
    }
    double[] others = new double[all.length - 1];
    boolean left = false;
    int next = 0;
    for (double bits : all) {
      if (!left && bits == activity.bits()) {
        left = true;
      } else if (next < others.length) {
        others[next++] = bits;
      }
    }
    return Quantiles.quantile(others, 0.5);
  }

  double errorShare() {
    return errorShare;
  }

  double typeShare(int type) {
    return typeShares.getOrDefault(type, 0.5);
  }
}
