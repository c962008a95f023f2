package org.openspot.scoring.model.detect;

import java.io.Serializable;
import org.openspot.scoring.model.record.ProxyRecord;
import org.openspot.scoring.model.word.Entropy;
import org.openspot.scoring.model.word.HostName;

/**
 * What one client sent to one registered domain in a day. Merging parts in any order gives the
 * same. Not thread-safe.
 */
public final class SentData implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int SKETCH = 256;

  private final String client;
  private final String domain;

  /** Null once it is summed up. */
  private DistinctSketch sketch = new DistinctSketch(SKETCH);

  private double uris;
  private double bits;
  private long requests;
  private long bytes;

  public SentData(String client, String domain) {
    this.client = client;
    this.domain = domain;
  }

  /** Which client and domain a request counts for. */
  static String subject(ProxyRecord request) {
    return subject(request.client(), domain(request));
  }

  /** Unlike a client and a host: the host may be a domain's own. */
  private static String subject(String client, String domain) {
    return client + " *." + domain;
  }

  String subject() {
    return subject(client, domain);
  }

  static String domain(ProxyRecord request) {
    return HostName.of(request.host()).registered();
  }

  /** Counts a request of the client to the domain. */
  public void add(ProxyRecord request) {
    requests++;
    bytes += Math.max(0, request.bytesSent());
    String uri = afterHost(request);
    if (!uri.isEmpty()) {
      sketch.add(uri, Entropy.bits(uri) * uri.length());
    }
  }

  /** Adds what was counted elsewhere for the same client and domain. */
  public void addAll(SentData other) {
    requests += other.requests;
    bytes += other.bytes;
    sketch.addAll(other.sketch);
  }

  /** Keeps the sums only, some kilobytes less: nothing can be added any more. */
  SentData summedUp() {
    uris = uris();
    bits = bits();
    sketch = null;
    return this;
  }

  /** Path and query: what the client can say by them. */
  private static String afterHost(ProxyRecord request) {
    String uri = request.uri();
    int host = request.host().length();
    return uri.regionMatches(true, 0, request.host(), 0, host) ? uri.substring(host) : uri;
  }

  public String client() {
    return client;
  }

  public String domain() {
    return domain;
  }

  public long requests() {
    return requests;
  }

  /** From the client, in its requests. */
  public long bytes() {
    return bytes;
  }

  /** How many different paths with queries there were; an estimate above 256. */
  public double uris() {
    return sketch == null ? uris : sketch.count();
  }

  /** Bits in the different paths with queries: entropy a character times length, summed up. */
  public double bits() {
    return sketch == null ? bits : sketch.weight();
  }
}
