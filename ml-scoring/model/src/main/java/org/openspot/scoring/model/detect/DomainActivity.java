package org.openspot.scoring.model.detect;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.openspot.scoring.model.record.DnsRecord;
import org.openspot.scoring.model.word.Entropy;
import org.openspot.scoring.model.word.HostName;

/**
 * What one client asked of one registered domain in a day. Merging parts in any order gives the
 * same. Not thread-safe.
 */
public final class DomainActivity implements Serializable {
  private static final int NAME_ERROR = 3;
  private static final int SKETCH = 1024;

  /** The registered domain a response counts for; reverse names and addresses have one too. */
  public static String domain(DnsRecord record) {
    return HostName.of(record.name()).registered();
  }

  private final String client;
  private final String domain;
  private final Map<Integer, Long> types = new TreeMap<>();
  private final DistinctSketch subdomains = new DistinctSketch(SKETCH);
  private long responses;
  private long nameErrors;

  public DomainActivity(String client, String domain) {
    this.client = client;
    this.domain = domain;
  }

  /** Counts a response to the client about the domain. */
  public void add(DnsRecord record) {
    responses++;
    types.merge(record.type(), 1L, Long::sum);
    if (record.responseCode() == NAME_ERROR) {
      nameErrors++;
    }
    HostName name = HostName.of(record.name());
    // What a reverse name says is an address, not data.
    if (name.kind() != HostName.Kind.REVERSE && !name.subdomain().isEmpty()) {
      String subdomain = name.subdomain();
      subdomains.add(subdomain, Entropy.bits(subdomain) * subdomain.length());
    }
  }

  /** Adds what was counted elsewhere for the same client and domain. */
  public void addAll(DomainActivity other) {
    responses += other.responses;
    nameErrors += other.nameErrors;
    other.types.forEach((type, count) -> types.merge(type, count, Long::sum));
    subdomains.addAll(other.subdomains);
  }

  public String client() {
    return client;
  }

  public String domain() {
    return domain;
  }

  public long responses() {
    return responses;
  }

  /** Responses that said there is no such name. */
  public long nameErrors() {
    return nameErrors;
  }

  /** Responses by type asked for. */
  public Map<Integer, Long> types() {
    return types;
  }

  /** How many different subdomains were asked for; an estimate above 1,024. */
  public double subdomains() {
    return subdomains.count();
  }

  /** Bits in the different subdomains: entropy a character times length, summed up. */
  public double bits() {
    return subdomains.weight();
  }
}
