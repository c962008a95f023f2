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
 * largest. A host with fewer than five other windows is compared with all hosts alone. Where five
 * or more days before are known, the same hour of those counts too: what is copied every night is
 * usual. Deviation is the scaled median absolute deviation, but not below 0.5: small counts waver
 * by that much anyway.
 */
public final class VolumeDetector {
  private static final int ENOUGH_WINDOWS = 5;

  /** In hours. */
  private static final int DAY = 24;

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
   * @param windows the windows to look at, hours
   * @param history hours of days before, which are only compared with
   */
  public List<Evidence> evidence(Collection<HostWindow> windows, Collection<HostWindow> history) {
    List<HostWindow> all = new ArrayList<>(history);
    all.addAll(windows);
    Map<Role, List<HostWindow>> byRole = new EnumMap<>(Role.class);
    Map<String, List<HostWindow>> byHost = new HashMap<>();
    for (HostWindow one : all) {
      byRole.computeIfAbsent(one.role(), unused -> new ArrayList<>()).add(one);
      byHost.computeIfAbsent(key(one), unused -> new ArrayList<>()).add(one);
    }
    Map<Role, Map<Measure, Usual>> usual = new EnumMap<>(Role.class);
    byRole.forEach((role, activities) -> usual.put(role, usual(activities)));
    List<Evidence> evidence = new ArrayList<>(windows.size());
    for (HostWindow one : windows) {
      List<HostWindow> others = new ArrayList<>(byHost.get(key(one)));
      others.removeIf(other -> other.window() == one.window());
      List<HostWindow> sameHour =
          others.stream().filter(other -> (other.window() - one.window()) % DAY == 0).toList();
      evidence.add(
          evidence(one, new Compared(usual.get(one.role()), ofEnough(others), ofEnough(sameHour))));
    }
    return evidence;
  }

  /** What a window is compared with; nothing of a host that little is known of. */
  private record Compared(
      Map<Measure, Usual> all, Map<Measure, Usual> own, Map<Measure, Usual> sameHour) {
    double z(Measure measure, double log) {
      double others = all.get(measure).z(log);
      double before = own.getOrDefault(measure, all.get(measure)).z(log);
      double atThatHour = sameHour.getOrDefault(measure, all.get(measure)).z(log);
      return Math.min(others, Math.min(before, atThatHour));
    }
  }

  private static Map<Measure, Usual> ofEnough(List<HostWindow> windows) {
    return windows.size() < ENOUGH_WINDOWS ? Map.of() : usual(windows);
  }

  private static String key(HostWindow one) {
    return one.role() + " " + one.host();
  }

  private static Map<Measure, Usual> usual(List<HostWindow> activities) {
    Map<Measure, Usual> usual = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      usual.put(
          measure, Usual.of(activities.stream().mapToDouble(one -> log(one, measure)).toArray()));
    }
    return usual;
  }

  private static double log(HostWindow one, Measure measure) {
    return Math.log1p(one.value(measure));
  }

  private static Evidence evidence(HostWindow one, Compared compared) {
    double largest = 0;
    List<Reason> reasons = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      largest = Math.max(largest, compared.z(measure, log(one, measure)));
      String what = measure.name().toLowerCase(Locale.ROOT);
      double value = one.value(measure);
      Usual all = compared.all().get(measure);
      reasons.add(reason(what, what, value, all, "hosts usually have %s in a window"));
      Usual own = compared.own().get(measure);
      if (own != null) {
        String typical = "this host usually has %s in a window";
        reasons.add(reason(what + " of the host", what, value, own, typical));
      }
      Usual sameHour = compared.sameHour().get(measure);
      if (sameHour != null) {
        String typical = "this host usually has %s at that hour";
        reasons.add(reason(what + " at that hour", what, value, sameHour, typical));
      }
    }
    String subject = HostActivity.subject(one.host(), one.role(), one.window());
    return new Evidence(subject, one.host(), name(one.role()), largest, reasons);
  }

  private static Reason reason(
      String name, String what, double value, Usual usual, String typical) {
    return Reason.of(name, value, usual.typical(), "%s " + what + "; " + typical);
  }
}
