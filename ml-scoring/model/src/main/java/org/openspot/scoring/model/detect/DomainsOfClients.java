package org.openspot.scoring.model.detect;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.openspot.scoring.model.record.DnsRecord;

/** What each client asks of each domain: {@link DnsDetector} over a day's responses. */
final class DomainsOfClients implements DayDetector<DnsRecord, DomainActivity> {
  private static final long serialVersionUID = 1L;

  @Override
  public List<String> names() {
    return List.of(DnsDetector.VOLUME, DnsDetector.TYPES, DnsDetector.ERRORS);
  }

  @Override
  public Optional<String> key(DnsRecord response) {
    return Optional.of(subject(response));
  }

  @Override
  public DomainActivity begin(DnsRecord response) {
    return new DomainActivity(response.client(), DomainActivity.domain(response));
  }

  @Override
  public void add(DomainActivity gathered, DnsRecord response) {
    gathered.add(response);
  }

  @Override
  public void addAll(DomainActivity gathered, DomainActivity other) {
    gathered.addAll(other);
  }

  @Override
  public long records(DomainActivity gathered) {
    return gathered.responses();
  }

  @Override
  public String name(DomainActivity gathered) {
    return gathered.client() + " " + gathered.domain();
  }

  @Override
  public void evidence(
      Collection<DomainActivity> gathered,
      Collection<HostHistory> before,
      Consumer<List<Evidence>> found) {
    found.accept(new DnsDetector().evidence(gathered));
  }

  @Override
  public String subject(DnsRecord response) {
    return response.client() + " " + DomainActivity.domain(response);
  }
}
