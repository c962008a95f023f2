package org.openspot.scoring.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openspot.scoring.model.counting.PeerGroups;
import org.openspot.scoring.model.detect.BeaconDetector;
import org.openspot.scoring.model.detect.ContactTimes;
import org.openspot.scoring.model.detect.Evidence;
import org.openspot.scoring.model.detect.FirstSeenDetector;
import org.openspot.scoring.model.detect.HostActivity;
import org.openspot.scoring.model.detect.HostActivity.Role;
import org.openspot.scoring.model.detect.HostServices;
import org.openspot.scoring.model.detect.VolumeDetector;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.word.Service;

/** What the detectors of flows find in a day, or in whatever a file holds. */
final class FlowFindings {
  private static final long WINDOW_SECONDS = 3600;

  private FlowFindings() {}

  static List<Findings> of(List<FlowRecord> flows) {
    List<Findings> findings = new ArrayList<>();
    findings.add(beacons(flows));
    findings.add(volumes(flows, Role.SOURCE));
    findings.add(volumes(flows, Role.DESTINATION));
    findings.add(firstSeen(flows));
    return findings;
  }

  private static Findings beacons(List<FlowRecord> flows) {
    Map<String, ContactTimes> contacts = new TreeMap<>();
    for (FlowRecord flow : flows) {
      // Where the answers are flows of their own, they are no contacts.
      if (Service.of(flow).source() != Service.Role.SERVER) {
        contacts
            .computeIfAbsent(
                contact(flow),
                unused ->
                    new ContactTimes(
                        flow.source().address(),
                        flow.destination().address(),
                        flow.destination().port()))
            .add(flow);
      }
    }
    Collection<Evidence> evidence = new BeaconDetector().evidence(contacts.values());
    return Findings.of(BeaconDetector.NAME, evidence, flows, FlowFindings::contact);
  }

  /** An answer belongs to the contact that it answers. */
  private static String contact(FlowRecord flow) {
    boolean answer = Service.of(flow).source() == Service.Role.SERVER;
    FlowRecord.Endpoint from = answer ? flow.destination() : flow.source();
    FlowRecord.Endpoint to = answer ? flow.source() : flow.destination();
    return from.address() + " " + to.address() + " " + to.port();
  }

  private static Findings volumes(List<FlowRecord> flows, Role role) {
    Map<String, HostActivity> windows = new TreeMap<>();
    for (FlowRecord flow : flows) {
      windows
          .computeIfAbsent(
              window(flow, role),
              unused -> new HostActivity(host(flow, role), role, flow.time() / WINDOW_SECONDS))
          .add(flow);
    }
    Collection<Evidence> evidence = new VolumeDetector().evidence(windows.values(), List.of());
    return Findings.of(VolumeDetector.name(role), evidence, flows, flow -> window(flow, role));
  }

  private static String window(FlowRecord flow, Role role) {
    String name = role.name().toLowerCase(Locale.ROOT);
    return host(flow, role) + " " + name + " " + flow.time() / WINDOW_SECONDS;
  }

  private static String host(FlowRecord flow, Role role) {
    return role == Role.SOURCE ? flow.source().address() : flow.destination().address();
  }

  private static Findings firstSeen(List<FlowRecord> flows) {
    Map<String, HostServices> hosts = new TreeMap<>();
    for (FlowRecord flow : flows) {
      hosts.computeIfAbsent(Service.of(flow).client(), HostServices::new).add(flow);
    }
    Collection<Evidence> evidence =
        new FirstSeenDetector(PeerGroups.DEFAULT).evidence(hosts.values(), List.of());
    return Findings.of(FirstSeenDetector.NAME, evidence, flows, HostServices::subject);
  }
}
