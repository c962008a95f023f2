package org.openspot.scoring.model.detect;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.openspot.scoring.model.detect.HostActivity.Role;
import org.openspot.scoring.model.record.FlowRecord;

/** How much each host does in each hour: {@link VolumeDetector} over a day's flows. */
final class HourlyVolume implements DayDetector<FlowRecord, HostActivity> {
  private static final long serialVersionUID = 1L;
  private static final long WINDOW_SECONDS = 3600;

  private final Role role;

  HourlyVolume(Role role) {
    this.role = role;
  }

  @Override
  public List<String> names() {
    return List.of(VolumeDetector.name(role));
  }

  @Override
  public Optional<String> key(FlowRecord flow) {
    return Optional.of(subject(flow));
  }

  @Override
  public HostActivity begin(FlowRecord flow) {
    return new HostActivity(host(flow), role, window(flow));
  }

  @Override
  public void add(HostActivity gathered, FlowRecord flow) {
    gathered.add(flow);
  }

  @Override
  public void addAll(HostActivity gathered, HostActivity other) {
    gathered.addAll(other);
  }

  @Override
  public long records(HostActivity gathered) {
    return gathered.flows();
  }

  @Override
  public String name(HostActivity gathered) {
    return HostActivity.subject(gathered.host(), gathered.role(), gathered.window());
  }

  @Override
  public void evidence(
      Collection<HostActivity> gathered,
      Collection<HostHistory> before,
      Consumer<List<Evidence>> found) {
    List<HostWindow> history =
        before.stream()
            .flatMap(one -> one.windows().stream())
            .filter(window -> window.role() == role)
            .toList();
    found.accept(new VolumeDetector().evidence(measured(gathered), history));
  }

  @Override
  public List<HostHistory> seen(Collection<HostActivity> gathered) {
    return measured(gathered).stream().map(HostHistory::of).toList();
  }

  private static List<HostWindow> measured(Collection<HostActivity> gathered) {
    return gathered.stream().map(HostActivity::measured).toList();
  }

  @Override
  public String subject(FlowRecord flow) {
    return HostActivity.subject(host(flow), role, window(flow));
  }

  private String host(FlowRecord flow) {
    return role == Role.SOURCE ? flow.source().address() : flow.destination().address();
  }

  private static long window(FlowRecord flow) {
    return Math.floorDiv(flow.time(), WINDOW_SECONDS);
  }
}
