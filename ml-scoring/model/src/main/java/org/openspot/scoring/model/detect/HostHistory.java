package org.openspot.scoring.model.detect;

import java.util.BitSet;
import org.openspot.scoring.model.detect.HostServices.Use;

/**
 * Which peers and ports a host has ever used, over days, in 8 KiB: a Bloom filter (Bloom,
 * Space/Time Trade-offs in Hash Coding with Allowable Errors, 1970). What was added is always
 * known; what was not is taken for known once in 10,000 times up to 1,726 entries, once in 1,276
 * with 3,000, once in 23 with 10,000: then something new is missed, never the other way round.
 * Merging parts in any order gives the same. Not thread-safe.
 */
public final class HostHistory {
  private static final int BITS = 1 << 16;
  private static final int HASHES = 4;

  private final String host;
  private final BitSet bits = new BitSet(BITS);

  public HostHistory(String host) {
    this.host = host;
  }

  /** Adds what the host did on a day that is over. */
  public void add(HostServices day) {
    for (Use use : day.uses()) {
      set(peerText(use.service().peer()));
      set(portText(use.service().port()));
    }
  }

  /** Adds what was gathered elsewhere of the same host. */
  public void addAll(HostHistory other) {
    bits.or(other.bits);
  }

  public String host() {
    return host;
  }

  boolean knowsPeer(String peer) {
    return isSet(peerText(peer));
  }

  boolean knowsPort(String port) {
    return isSet(portText(port));
  }

  /** The bits that are set, to compare. */
  BitSet bits() {
    return bits;
  }

  private static String peerText(String peer) {
    return "peer " + peer;
  }

  private static String portText(String port) {
    return "port " + port;
  }

  private void set(String text) {
    long hash = TextHash.of(text);
    for (int i = 0; i < HASHES; i++) {
      bits.set(position(hash, i));
    }
  }

  private boolean isSet(String text) {
    long hash = TextHash.of(text);
    for (int i = 0; i < HASHES; i++) {
      if (!bits.get(position(hash, i))) {
        return false;
      }
    }
    return true;
  }

  /** Each sixteen bits of the hash are a hash. */
  private static int position(long hash, int i) {
    return (int) (hash >>> (16 * i)) & (BITS - 1);
  }
}
