package org.openspot.scoring.model.detect;

import java.io.Serializable;
import java.util.Arrays;

/**
 * When one source contacted one port of one destination, in a day. Above 8,192 different times they
 * are kept to 2 seconds, then to 4, and so on: memory is bounded, and merging parts in any order
 * gives the same. Not thread-safe.
 */
public final class ContactTimes implements Serializable {
  /** The port of a destination that is no address: a domain, a web site. */
  public static final int NO_PORT = -1;

  static final int MOST_TIMES = 8192;

  private static final long serialVersionUID = 1L;
  private static final int FEW = 4;

  private final String source;
  private final String destination;
  private final int port;
  private int resolution = 1;

  /** In units of the resolution; in order and each once after {@link #settle}. */
  private long[] times = new long[FEW];

  private int held;
  private long contacts;

  public ContactTimes(String source, String destination, int port) {
    this.source = source;
    this.destination = destination;
    this.port = port;
  }

  /** What evidence of such contacts has as its subject. */
  static String subject(String source, String destination, int port) {
    return source + " " + service(destination, port);
  }

  private static String service(String destination, int port) {
    return port == NO_PORT ? destination : destination + " " + port;
  }

  /** Notes a contact at a time, in seconds. */
  public void add(long time) {
    contacts++;
    put(time, 1);
  }

  /** Adds what was noted elsewhere for the same source, destination and port. */
  public void addAll(ContactTimes other) {
    contacts += other.contacts;
    while (resolution < other.resolution) {
      halve();
    }
    for (int i = 0; i < other.held; i++) {
      put(other.times[i], other.resolution);
    }
  }

  /** Takes a time in units of so many seconds, which are no more than the resolution. */
  private void put(long time, int unit) {
    if (held == times.length) {
      settle();
      if (held > times.length / 2) {
        times = Arrays.copyOf(times, 2 * times.length);
      }
    }
    times[held++] = Math.floorDiv(time, (long) (resolution / unit));
  }

  /** Orders the times, leaves out what is there twice, and makes them coarser if they are many. */
  private void settle() {
    sort();
    while (held > MOST_TIMES) {
      halve();
    }
  }

  private void sort() {
    Arrays.sort(times, 0, held);
    int different = 0;
    for (int i = 0; i < held; i++) {
      if (i == 0 || times[i] != times[different - 1]) {
        times[different++] = times[i];
      }
    }
    held = different;
  }

  private void halve() {
    resolution *= 2;
    for (int i = 0; i < held; i++) {
      times[i] = Math.floorDiv(times[i], 2L);
    }
    sort();
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

  /** How many contacts there were. */
  long contacts() {
    return contacts;
  }

  /** What the evidence has as its subject. */
  String subject() {
    return subject(source, destination, port);
  }

  /** Destination and port. */
  String service() {
    return service(destination, port);
  }

  /** To how many seconds times are kept. */
  public int resolution() {
    settle();
    return resolution;
  }

  /** The different times in their order, in units of {@link #resolution}. */
  long[] times() {
    settle();
    return Arrays.copyOf(times, held);
  }
}
