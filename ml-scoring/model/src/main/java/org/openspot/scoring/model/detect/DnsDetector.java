package org.openspot.scoring.model.detect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Finds data in DNS names: for each client and registered domain of a day how much information the
 * different subdomains carry, beyond what the domain's other clients exchange with it, and how
 * unusual the mix of types and the share of name errors is.
 *
 * <p>Each is a statistic of its own, in bits: {@code dns.volume} is log2(1 + excess bits of
 * subdomains); {@code dns.types} and {@code dns.errors} are log2(1 + n · D), D the Kullback-Leibler
 * divergence of the pair's shares from all pairs', n its responses.
 */
public final class DnsDetector {
  public static final String VOLUME = "dns.volume";
  public static final String TYPES = "dns.types";
  public static final String ERRORS = "dns.errors";

  /** What is noteworthy of these; three of each activity. */
  public List<Evidence> evidence(Collection<DomainActivity> activities) {
    DnsBaseline baseline = new DnsBaseline(activities);
    List<Evidence> evidence = new ArrayList<>(3 * activities.size());
    for (DomainActivity activity : activities) {
      List<Reason> reasons = reasons(activity, baseline);
      double excess = Math.max(0, activity.bits() - baseline.usualBits(activity));
      evidence.add(of(VOLUME, activity, log2(1 + excess), reasons));
      evidence.add(of(TYPES, activity, log2(1 + typeSurprise(activity, baseline)), reasons));
      evidence.add(of(ERRORS, activity, log2(1 + errorSurprise(activity, baseline)), reasons));
    }
    return evidence;
  }

  private static Evidence of(
      String detector, DomainActivity activity, double statistic, List<Reason> reasons) {
    String subject = activity.client() + " " + activity.domain();
    return new Evidence(subject, activity.client(), detector, statistic, reasons);
  }

  private static double typeSurprise(DomainActivity activity, DnsBaseline baseline) {
    double bits = 0;
    for (Map.Entry<Integer, Long> type : activity.types().entrySet()) {
      double share = (double) type.getValue() / activity.responses();
      bits += type.getValue() * log2(share / baseline.typeShare(type.getKey()));
    }
    return Math.max(0, bits);
  }

  private static double errorSurprise(DomainActivity activity, DnsBaseline baseline) {
    double share = (double) activity.nameErrors() / activity.responses();
    double usual = baseline.errorShare();
    if (share <= usual) {
      return 0;
    }
    double bits = share * log2(share / usual);
    if (share < 1) {
      bits += (1 - share) * log2((1 - share) / (1 - usual));
    }
    return Math.max(0, activity.responses() * bits);
  }

  private static List<Reason> reasons(DomainActivity activity, DnsBaseline baseline) {
    double n = activity.responses();
    List<Reason> reasons = new ArrayList<>();
    reasons.add(
        Reason.of(
            "information bits",
            activity.bits(),
            baseline.usualBits(activity),
            "the different subdomains carry %s bits; those of the domain's other clients %s"));
    reasons.add(
        Reason.of(
            "different subdomains",
            activity.subdomains(),
            n,
            "%s different subdomains in %s responses"));
    reasons.add(
        Reason.of(
            "name error share",
            activity.nameErrors() / n,
            baseline.errorShare(),
            "a share of %s of the responses is NXDOMAIN; usual is %s"));
    activity
        .types()
        .forEach(
            (type, count) ->
                reasons.add(
                    Reason.of(
                        "share of type " + type,
                        count / n,
                        baseline.typeShare(type),
                        "a share of %s is of type " + type + "; usual is %s")));
    reasons.add(
        Reason.of(
            "clients of the domain",
            baseline.clients(activity.domain()),
            1,
            "%s clients asked for this domain"));
    return reasons;
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
