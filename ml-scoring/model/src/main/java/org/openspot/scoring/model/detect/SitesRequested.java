package org.openspot.scoring.model.detect;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.openspot.scoring.model.record.ProxyRecord;

/** When a client asks a proxy for something of a host. */
final class SitesRequested extends Contacts<ProxyRecord> {
  private static final long serialVersionUID = 1L;

  SitesRequested() {
    super(BeaconDetector.PROXY);
  }

  @Override
  public Optional<String> key(ProxyRecord request) {
    return request.epochSecond().isPresent() ? Optional.of(subject(request)) : Optional.empty();
  }

  @Override
  public ContactTimes begin(ProxyRecord request) {
    return new ContactTimes(request.client(), host(request), ContactTimes.NO_PORT);
  }

  @Override
  public void add(ContactTimes gathered, ProxyRecord request) {
    OptionalLong time = request.epochSecond();
    time.ifPresent(gathered::add);
  }

  @Override
  public String subject(ProxyRecord request) {
    return ContactTimes.subject(request.client(), host(request), ContactTimes.NO_PORT);
  }

  private static String host(ProxyRecord request) {
    return request.host().toLowerCase(Locale.ROOT);
  }
}
