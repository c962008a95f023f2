package org.openspot.scoring.model.word;

import java.util.regex.Pattern;
import org.openspot.scoring.model.record.DnsRecord;

/**
 * The words of Spot 1.1 for DNS responses: kind of domain, magnitude of the length, hour, the
 * subdomain's length and entropy, number of labels, type and response code. The query class is not
 * in the word.
 */
public final class SpotDnsRecipe implements Recipe<DnsRecord> {
  private static final Pattern SPACES = Pattern.compile(" +");
  private static final int TIME_OF_DAY = 3;

  private final SpotDomainClass classes;

  public SpotDnsRecipe(KnownDomains known) {
    this.classes = new SpotDomainClass(known.own(), known.popular());
  }

  @Override
  public String name() {
    return "dns/spot-1.1";
  }

  @Override
  public void write(DnsRecord record, WordSink sink) {
    int hour;
    SpotDomain domain;
    try {
      hour = SpotHour.of(SPACES.split(record.frameTime(), -1)[TIME_OF_DAY]);
      domain = SpotDomain.of(record.name());
    } catch (IndexOutOfBoundsException | NullPointerException | NumberFormatException e) {
      sink.error(record.client());
      return;
    }
    sink.begin(record.client());
    sink.part("domain class", classes.of(domain.domain()), SpotDomainClass::meaning);
    sink.part("length bin", Magnitude.spotFloorLog2(record.length()), Magnitude::floorMeaning);
    sink.part("hour", hour, SpotHour::meaning);
    sink.part(
        "subdomain length bin",
        Magnitude.spotFloorLog2(domain.subdomainLength()),
        Magnitude::floorMeaning);
    sink.part("subdomain entropy bin", Entropy.bin(domain.subdomainEntropy()), Entropy::meaning);
    sink.part("labels bin", Magnitude.spotFloorLog2(domain.parts()), Magnitude::floorMeaning);
    sink.part("type", record.type(), Integer::toString);
    sink.part("response code", record.responseCode(), Integer::toString);
    sink.end();
  }
}
