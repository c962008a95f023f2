package org.openspot.scoring.model.detect;

import java.util.TreeSet;
import org.openspot.scoring.model.record.DnsRecord;
import org.openspot.scoring.model.record.FlowRecord;

/**
 * When one source contacted one port of one destination, in a day. Above 8,192 different times they
 * are kept to 2 seconds, then to 4, and so on: memory is bounded, and merging parts in any order
 * gives the same. Not thread-safe.
 */
public final class ContactTimes {
  static final int MOST_TIMES = 8192;

  private final String source;
  private final String destination;
  private final int port;
  private int resolution = 1;
  private TreeSet<Long> times = new TreeSet<>();

  public ContactTimes(String source, String destination, int port) {
    this.source = source;
    this.destination = destination;
    this.port = port;
  }

  /** Notes a flow of this source to this destination and port. */
  public void add(FlowRecord flow) {
    add(flow.time());
  }

  /** Notes that this source asked for a name of this destination, a registered domain. */
  public void add(DnsRecord response) {
    add(response.time());
  }

  /** Notes a contact at a time, in seconds. */
  public void add(long time) {
    times.add(Math.floorDiv(time, (long) resolution));
    coarsen();
  }

  /** Adds what was noted elsewhere for the same source, destination and port. */
  public void addAll(ContactTimes other) {
    while (resolution < other.resolution) {
      halve();
    }
    int ratio = resolution / other.resolution;
    for (long time : other.times) {
      times.add(Math.floorDiv(time, (long) ratio));
      coarsen();
      ratio = resolution / other.resolution;
    }
  }

  private void coarsen() {
    while (times.size() > MOST_TIMES) {
      halve();
    }
  }

  private void halve() {
    resolution *= 2;
    TreeSet<Long> coarser = new TreeSet<>();
    times.forEach(time -> coarser.add(Math.floorDiv(time, 2L)));
    times = coarser;
  }

  public String source() {
    return source;
  }

  public String destination() {
    return destination;
  }

  public int port() {
    return port;
  }

  /** To how many seconds times are kept. */
  public int resolution() {
    return resolution;
  }

  /** The different times in their order, in units of {@link #resolution}. */
  long[] times() {
    return times.stream().mapToLong(Long::longValue).toArray();
  }
}
