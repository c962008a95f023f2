package org.openspot.scoring.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.openspot.scoring.model.detect.BeaconDetector;
import org.openspot.scoring.model.detect.ContactTimes;
import org.openspot.scoring.model.detect.DnsDetector;
import org.openspot.scoring.model.detect.DomainActivity;
import org.openspot.scoring.model.detect.Evidence;
import org.openspot.scoring.model.record.DnsRecord;

/** What the detectors of DNS find in a day, or in whatever a file holds. */
final class DnsFindings {
  /** A, AAAA and PTR: what nearly everything that is asked for is. */
  private static final Set<Integer> USUAL_TYPES = Set.of(1, 28, 12);

  private static final int DNS_PORT = 53;

  private DnsFindings() {}

  static List<Findings> of(List<DnsRecord> responses) {
    // The Public Suffix List is asked once for each.
    IdentityHashMap<DnsRecord, String> keys = new IdentityHashMap<>();
    Map<String, DomainActivity> activities = new TreeMap<>();
    Map<String, ContactTimes> contacts = new TreeMap<>();
    for (DnsRecord response : responses) {
      String domain = DomainActivity.domain(response);
      String key = response.client() + " " + domain;
      keys.put(response, key);
      activities
          .computeIfAbsent(key, unused -> new DomainActivity(response.client(), domain))
          .add(response);
      contacts
          .computeIfAbsent(key, unused -> new ContactTimes(response.client(), domain, DNS_PORT))
          .add(response);
    }
    Collection<Evidence> evidence = new DnsDetector().evidence(activities.values());
    List<Findings> findings = new ArrayList<>();
    for (String detector : List.of(DnsDetector.VOLUME, DnsDetector.TYPES, DnsDetector.ERRORS)) {
      findings.add(Findings.of(detector, evidence, responses, keys::get));
    }
    Collection<Evidence> beacons =
        new BeaconDetector(BeaconDetector.DNS).evidence(contacts.values());
    findings.add(
        Findings.of(BeaconDetector.DNS, beacons, responses, one -> keys.get(one) + " " + DNS_PORT));
    return findings;
  }

  /** The rule that is one line: any type other than A, AAAA and PTR is suspicious. */
  static double[] byTypeAlone(List<DnsRecord> responses) {
    return responses.stream()
        .mapToDouble(response -> USUAL_TYPES.contains(response.type()) ? 0 : 1)
        .toArray();
  }
}
