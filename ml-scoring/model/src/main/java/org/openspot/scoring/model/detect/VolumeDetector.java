package org.openspot.scoring.model.detect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openspot.scoring.model.detect.HostActivity.Measure;
import org.openspot.scoring.model.detect.HostActivity.Role;

/**
 * Finds floods and scans: windows in which a host does much more than it does in others, and than
 * others do. For each measure z = (ln(1 + x) - median) / deviation, once over the host's other
 * windows and once over all hosts' windows; the smaller one counts, and of the measures the
 * largest. A host with fewer than five other windows is compared with all hosts alone. Deviation is
 * the scaled median absolute deviation, but not below 0.5: small counts waver by that much anyway.
 */
public final class VolumeDetector {
  private static final int ENOUGH_WINDOWS = 5;
  private static final double LEAST_DEVIATION = 0.5;

  /** The detector's name for a role, such as {@code flow.volume.source}. */
  public static String name(Role role) {
    return "flow.volume." + role.name().toLowerCase(Locale.ROOT);
  }

  /** Middle and spread of ln(1 + x). */
  private record Usual(double median, double deviation) {
    static Usual of(double[] logs) {
      double median = Quantiles.median(logs);
      return new Usual(median, Math.max(LEAST_DEVIATION, Quantiles.deviation(median, logs)));
    }

    double z(double log) {
      return (log - median) / deviation;
    }

    double typical() {
      return Math.expm1(median);
    }
  }

  /**
   * What is noteworthy of these windows, one of each.
   *
   * @param windows the windows to look at
   * @param history earlier windows of the same length, which are only compared with
   */
  public List<Evidence> evidence(
      Collection<HostActivity> windows, Collection<HostActivity> history) {
    List<HostActivity> all = new ArrayList<>(history);
    all.addAll(windows);
    Map<Role, List<HostActivity>> byRole = new EnumMap<>(Role.class);
    Map<String, List<HostActivity>> byHost = new HashMap<>();
    for (HostActivity activity : all) {
      byRole.computeIfAbsent(activity.role(), unused -> new ArrayList<>()).add(activity);
      byHost.computeIfAbsent(key(activity), unused -> new ArrayList<>()).add(activity);
    }
    Map<Role, Map<Measure, Usual>> usual = new EnumMap<>(Role.class);
    byRole.forEach((role, activities) -> usual.put(role, usual(activities)));
    List<Evidence> evidence = new ArrayList<>(windows.size());
    for (HostActivity activity : windows) {
      List<HostActivity> others = new ArrayList<>(byHost.get(key(activity)));
      others.removeIf(other -> other.window() == activity.window());
      Map<Measure, Usual> own = others.size() < ENOUGH_WINDOWS ? Map.of() : usual(others);
      evidence.add(evidence(activity, own, usual.get(activity.role())));
    }
    return evidence;
  }

  private static String key(HostActivity activity) {
    return activity.role() + " " + activity.host();
  }

  private static Map<Measure, Usual> usual(List<HostActivity> activities) {
    Map<Measure, Usual> usual = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      usual.put(
          measure, Usual.of(activities.stream().mapToDouble(one -> log(one, measure)).toArray()));
    }
    return usual;
  }

  private static double log(HostActivity activity, Measure measure) {
    return Math.log1p(activity.value(measure));
  }

  private static Evidence evidence(
      HostActivity activity, Map<Measure, Usual> own, Map<Measure, Usual> all) {
    double largest = 0;
    List<Reason> reasons = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      double log = log(activity, measure);
      Usual others = all.get(measure);
      Usual before = own.getOrDefault(measure, others);
      largest = Math.max(largest, Math.min(others.z(log), before.z(log)));
      String what = measure.name().toLowerCase(Locale.ROOT);
      double value = activity.value(measure);
      reasons.add(
          Reason.of(
              what, value, others.typical(), "%s " + what + "; hosts usually have %s in a window"));
      if (own.containsKey(measure)) {
        reasons.add(
            Reason.of(
                what + " of the host",
                value,
                before.typical(),
                "%s " + what + "; this host usually has %s in a window"));
      }
    }
    String subject = HostActivity.subject(activity.host(), activity.role(), activity.window());
    return new Evidence(subject, activity.host(), name(activity.role()), largest, reasons);
  }
}
