package org.openspot.scoring.model.detect;

import java.util.Optional;
import org.openspot.scoring.model.record.DnsRecord;

/** When a client asks for names of a domain, which stands for whom it wants to contact. */
final class NamesAskedFor extends Contacts<DnsRecord> {
  private static final long serialVersionUID = 1L;

  NamesAskedFor() {
    super(BeaconDetector.DNS);
  }

  @Override
  public Optional<String> key(DnsRecord response) {
    return Optional.of(subject(response));
  }

  @Override
  public ContactTimes begin(DnsRecord response) {
    return new ContactTimes(
        response.client(), DomainActivity.domain(response), ContactTimes.NO_PORT);
  }

  @Override
  public void add(ContactTimes gathered, DnsRecord response) {
    gathered.add(response.time());
  }

  @Override
  public String subject(DnsRecord response) {
    return ContactTimes.subject(
        response.client(), DomainActivity.domain(response), ContactTimes.NO_PORT);
  }
}
