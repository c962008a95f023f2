package org.openspot.scoring.model.detect;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.openspot.scoring.model.counting.PeerGroups;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.word.Service;

/** What each host uses: {@link FirstSeenDetector} over a day's flows. */
final class NewServices implements DayDetector<FlowRecord, HostServices> {
  private static final long serialVersionUID = 1L;

  @Override
  public List<String> names() {
    return List.of(FirstSeenDetector.NAME);
  }

  @Override
  public Optional<String> key(FlowRecord flow) {
    return Optional.of(Service.of(flow).client());
  }

  @Override
  public HostServices begin(FlowRecord flow) {
    return new HostServices(Service.of(flow).client());
  }

  @Override
  public void add(HostServices gathered, FlowRecord flow) {
    gathered.add(flow);
  }

  @Override
  public void addAll(HostServices gathered, HostServices other) {
    gathered.addAll(other);
  }

  @Override
  public long records(HostServices gathered) {
    return gathered.flows();
  }

  @Override
  public String name(HostServices gathered) {
    return gathered.host();
  }

  @Override
  public void evidence(
      Collection<HostServices> gathered,
      Collection<HostHistory> before,
      Consumer<List<Evidence>> found) {
    new FirstSeenDetector(PeerGroups.DEFAULT).evidence(gathered, before, found);
  }

  @Override
  public List<HostHistory> seen(Collection<HostServices> gathered) {
    return gathered.stream().map(HostHistory::of).toList();
  }

  @Override
  public String subject(FlowRecord flow) {
    return HostServices.subject(flow);
  }
}
