package org.openspot.scoring.model.word;

import org.openspot.scoring.model.record.DnsRecord;

/**
 * Words for DNS responses: kind of name, magnitude of the length, hour in UTC, the subdomain's
 * length and entropy, number of labels, type and response code. Names are taken apart by {@link
 * HostName}. Any record has a word.
 */
public final class DnsRecipe implements Recipe<DnsRecord> {
  private final DomainClasses classes;

  public DnsRecipe(KnownDomains known) {
    this.classes = new DomainClasses(known);
  }

  @Override
  public String name() {
    return "dns/openspot-1";
  }

  @Override
  public void write(DnsRecord record, WordSink sink) {
    HostName name = HostName.of(record.name());
    // The address in a reverse name says nothing about whoever asked.
    String subdomain = name.kind() == HostName.Kind.REVERSE ? "" : name.subdomain();
    sink.begin(record.client() == null ? "" : record.client());
    sink.part("domain class", classes.of(name));
    sink.part("length bin", Magnitude.digits(record.length()), Magnitude::digitsMeaning);
    sink.part("hour", UtcHour.of(record.time()), UtcHour::meaning);
    sink.part(
        "subdomain length bin", Magnitude.digits(subdomain.length()), Magnitude::digitsMeaning);
    sink.part("subdomain entropy bin", Entropy.bin(Entropy.bits(subdomain)), Entropy::meaning);
    sink.part("labels bin", Magnitude.digits(name.labels()), Magnitude::digitsMeaning);
    sink.part("type", record.type(), Integer::toString);
    sink.part("response code", record.responseCode(), Integer::toString);
    sink.end();
  }
}
