package org.openspot.scoring.model.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.openspot.scoring.model.detect.HostServices.Use;

/**
 * What is known of a host from days that are over. Immutable.
 *
 * <p>Which peers and ports it used are 64-bit hashes: of a million different ones two have the same
 * once in forty million times. Then something new is missed, never the other way round.
 */
public final class HostHistory {
  private final String host;
  private final long[] seen;
  private final List<HostWindow> windows;

  private HostHistory(String host, LongStream seen, List<HostWindow> windows) {
    this.host = host;
    this.seen = seen.sorted().distinct().toArray();
    this.windows = List.copyOf(windows);
  }

  /**
   * What was kept of a host.
   *
   * @param seen hashes of what it used
   * @param windows its hours
   */
  public static HostHistory of(String host, long[] seen, List<HostWindow> windows) {
    return new HostHistory(host, Arrays.stream(seen), windows);
  }

  /** What a host used on a day. */
  static HostHistory of(HostServices day) {
    LongStream.Builder seen = LongStream.builder();
    for (Use use : day.uses()) {
      seen.add(TextHash.of(use.service().peerText())).add(TextHash.of(use.service().portText()));
    }
    return new HostHistory(day.host(), seen.build(), List.of());
  }

  /** How much a host did in an hour. */
  static HostHistory of(HostWindow hour) {
    return new HostHistory(hour.host(), LongStream.empty(), List.of(hour));
  }

  /** With what is known of the same host from elsewhere, of other days or hours. */
  public HostHistory plus(HostHistory other) {
    List<HostWindow> both = new ArrayList<>(windows);
    both.addAll(other.windows);
    return new HostHistory(
        host, LongStream.concat(Arrays.stream(seen), Arrays.stream(other.seen)), both);
  }

  public String host() {
    return host;
  }

  /** The hashes of what it used, in ascending order, each once. */
  public LongStream seen() {
    return Arrays.stream(seen);
  }

  /** How much it did, by hours. */
  public List<HostWindow> windows() {
    return windows;
  }

  /** Whether the host has had a peer or a port, by the text of {@link HostServices}. */
  boolean knows(String text) {
    return Arrays.binarySearch(seen, TextHash.of(text)) >= 0;
  }
}
